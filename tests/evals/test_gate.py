"""The gate holds on the samples, and fails when a fault is planted: ingestion, fusion, verifier."""

from dataclasses import replace
from pathlib import Path

import pytest

import ingest.reading
import rag.citations
import rag.retrieval
from corpus.sample import SAMPLE_DIR
from evals import gate
from evals.known import KnownQuestion
from ingest.embedding import BundledEmbedder
from ingest.index import Index, open_index, write_generation
from ingest.pipeline import find_files
from rag.chain import Voetnoot
from rag.ranking import SIGNALS, RankingWeights


@pytest.fixture(scope="module")
def questions() -> list[KnownQuestion]:
    return gate.own_questions()


@pytest.fixture(scope="module")
def chain(sample_index: Index, embedder: BundledEmbedder) -> Voetnoot:
    return Voetnoot(sample_index, embedder, embedder.model)


@pytest.fixture(scope="module")
def sound(chain: Voetnoot, questions: list[KnownQuestion]) -> gate.Groups:
    return gate.measured(chain, questions)[1]


def test_the_gate_holds(sound: gate.Groups) -> None:
    assert gate.failures(sound, gate.read_bounds()) == []


def test_the_gate_is_shut_against_most_of_what_users_see() -> None:
    bounds = gate.read_bounds()
    assert bounds["floor"]["alle"].keys() == set(gate.AT_LEAST["alle"])
    assert bounds["ceiling"]["alle"]["misquoted"] == 0.0
    assert bounds["ceiling"]["proef"]["changed_quotes"] == 0.0


def test_pages_one_off_in_ingestion(
    questions: list[KnownQuestion], embedder: BundledEmbedder, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = ingest.reading.read_pages
    monkeypatch.setattr(
        ingest.reading, "read_pages",
        lambda path: (replace(page, number=page.number + 1) for page in read(path)),
    )
    files = ((ingest.reading.ingest_file(path), None) for path in find_files([SAMPLE_DIR]))
    write_generation(tmp_path, files, embedder, dict)
    index = open_index(tmp_path, embedder)
    found = gate.measured(Voetnoot(index, embedder, embedder.model), questions[::3])[1]
    told = gate.failures(found, gate.read_bounds())
    for measure in ("recall_at_5", "right_page", "misquoted"):
        assert any(f"alle, {measure}:" in line for line in told), told


def test_vectors_ignored_in_fusion(
    chain: Voetnoot, questions: list[KnownQuestion], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On samples this small, the lexical search finds all; the order is what vectors bring."""
    lexical = RankingWeights(**{name: 0.0 for name in SIGNALS if name != "lexical"})
    monkeypatch.setattr(rag.retrieval, "WEIGHTS", lexical)
    monkeypatch.setattr(Index, "dense", lambda *_: [])
    told = gate.failures(gate.measured(chain, questions)[1], gate.read_bounds())
    for line in ("alle, recall_at_1:", "taal en, recall_at_5:", "taal en, answer_accuracy:"):
        assert any(line in failure for failure in told), told


def test_verification_switched_off(
    chain: Voetnoot, questions: list[KnownQuestion], sound: gate.Groups,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rag.citations, "verify", lambda *_: True)
    groups = sound | {"proef": gate.probe(chain, questions)}
    assert any("proef, changed_quotes:" in f for f in gate.failures(groups, gate.read_bounds()))


# --- bounds


def test_bounds_move_towards_a_better_run_and_never_back(tmp_path: Path) -> None:
    old = {"floor": {"alle": {"recall_at_5": 0.80, "answer_accuracy": 0.40}},
           "ceiling": {"alle": {"misquoted": 0.0, "refused_answerable": 0.20}}}
    groups = {"alle": {"recall_at_5": 0.90, "answer_accuracy": 0.30, "misquoted": 3.0,
                       "refused_answerable": 0.10}}
    new = gate.raised(groups, old)
    assert new["floor"]["alle"] == {"recall_at_5": 0.88, "answer_accuracy": 0.40}
    assert new["ceiling"]["alle"] == {"refused_answerable": 0.15, "misquoted": 0.0}
    gate.write_bounds(new, tmp_path / "floor.toml")
    assert gate.read_bounds(tmp_path / "floor.toml") == new


def test_a_measure_that_is_missing_is_told() -> None:
    bounds = {"floor": {"alle": {"recall_at_5": 0.1}}, "ceiling": {}}
    assert gate.failures({"alle": {"recall_at_5": None}}, bounds) == [
        "alle, recall_at_5: ontbreekt (ten minste 0.100)"
    ]
    assert gate.failures({}, bounds) and not gate.failures({"alle": {"recall_at_5": 0.1}}, bounds)
