"""Damaged and hostile files through the whole ingestion; `python -m evals.fuzzing` runs more."""

from random import Random

import pytest

from corpus.sample import SAMPLE_DIR
from evals.fuzzing import fuzz
from evals.mutations import BOMBS, MUTATIONS, mutated, one_page, stream
from ingest import workers
from ingest.assembly import assemble, no_notes
from ingest.generations import status
from ingest.index import open_index
from ingest.lines import Line, Token
from ingest.pipeline import reindex
from ingest.reading import ingest_file

SAMPLES = [path.read_bytes() for path in sorted(SAMPLE_DIR.glob("*.pdf"))]
COUNT = 40


def test_the_series_is_the_same_every_time():
    assert mutated(SAMPLES, 1, 7) == mutated(SAMPLES, 1, 7)
    assert len({mutated(SAMPLES, 1, number)[1] for number in range(30)}) == 30


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_changes_something(name):
    changed = [MUTATIONS[name](SAMPLES[0], Random(seed)) != SAMPLES[0] for seed in range(5)]
    assert any(changed)


def test_the_files_made_here_are_pdf_files(tmp_path):
    """A bomb that is no PDF would test nothing."""
    path = tmp_path / "een.pdf"
    path.write_bytes(one_page(stream(b"BT /F 12 Tf 50 700 Td (Een gewone zin.) Tj ET", 2)))
    assert [chunk.text for chunk in ingest_file(path).chunks] == ["Een gewone zin."]


@pytest.mark.parametrize("text", ["\x02", "\x02\x02", "-\x02", "\x02-", "--", "-"])
def test_text_of_hyphens_only_has_words_or_is_empty(text):
    line = Line(1, (Token(text, 0.0, 0.0, 9.0, 9.0, False, 0),), 9.0, 8.0)
    made = assemble([line], no_notes)
    assert bool(made.words) == bool(made.text)


def test_damaged_samples_are_read_or_reported(embedder):
    result = fuzz(SAMPLES, range(COUNT), embedder, seed=1, file_seconds=10.0)
    assert result.wrong == []
    assert sum(result.outcomes.values()) == result.files == COUNT
    assert result.outcomes["gelezen"] > 0
    assert any(outcome.startswith("niet gelezen") for outcome in result.outcomes)
    assert not any(outcome.startswith("onverwachte fout") for outcome in result.outcomes)


def test_damaged_real_documents_are_read_or_reported(embedder, testdata):
    paths = sorted((testdata / "corpus").glob("*.pdf"), key=lambda path: path.stat().st_size)
    sources = [path.read_bytes() for path in paths[:10]]
    result = fuzz(sources, range(COUNT // 4), embedder, seed=2, file_seconds=10.0)
    assert result.wrong == []
    assert sum(result.outcomes.values()) == COUNT // 4


def test_bombs_cost_themselves_only(tmp_path, embedder, monkeypatch):
    monkeypatch.setattr(workers, "FILE_SECONDS", 5.0)
    monkeypatch.setattr(workers, "FILE_BYTES", 500_000_000)
    folder = tmp_path / "stukken"
    folder.mkdir()
    names = {f"bom-{n:02}.pdf": name for n, name in enumerate(BOMBS)}
    for file, name in names.items():
        (folder / file).write_bytes(BOMBS[name](Random(1)))
    (folder / "brief.pdf").write_bytes(SAMPLES[0])
    report = reindex([folder], tmp_path / "index", embedder)
    failed = {names[file] for file, _ in report.failed}
    assert {"bomb: words", "bomb: forms in forms", "bomb: page tree"} <= failed
    assert all(reason and "onverwacht" not in reason for _, reason in report.failed)
    indexed = {document.file for _, document, _ in open_index(tmp_path / "index").documents()}
    assert "brief.pdf" in indexed
    assert indexed | {file for file, _ in report.failed} == {*names, "brief.pdf"}
    assert status(tmp_path / "index")["documents"] == len(indexed)
