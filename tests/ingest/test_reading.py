"""Ingestion of the sample documents and, where it is, of a folder of real ones."""

import json
import re
from collections import Counter
from itertools import pairwise

import pytest

from corpus.sample import SAMPLE_DIR
from ingest.errors import UnreadableFile
from ingest.reading import ingest_file

FURNITURE = re.compile(r"Tweede Kamer, vergaderjaar|ISSN \d{4}|Pagina \d+ van \d+")


@pytest.fixture(scope="module")
def samples():
    return {path.stem: ingest_file(path) for path in sorted(SAMPLE_DIR.glob("*.pdf"))}


def test_every_chunk_keeps_exact_provenance(samples):
    for file in samples.values():
        for chunk in file.chunks:
            assert chunk.words
            for word in chunk.words:
                assert chunk.text[word.start : word.end].strip()
                assert " " not in chunk.text[word.start : word.end]
            assert all(0 <= s < e <= len(chunk.text) for s, e in chunk.sentences)
            assert chunk.page <= chunk.page_end


def test_no_page_furniture_in_blocks(samples):
    for name, file in samples.items():
        for block in file.parsed.blocks:
            assert not FURNITURE.search(block.text), (name, block.text[:80])


def test_footnotes_of_the_secfund_letter(samples):
    notes = {n.label: n for n in samples["voorbeeld-kst-36560-X-10"].parsed.footnotes}
    assert "36 410 X, nr. 50" in notes["3"].text
    assert all(note.anchor for note in notes.values())


def test_a_note_that_runs_on_keeps_its_page_and_its_whole_text(samples):
    notes = {n.label: n for n in samples["voorbeeld-kst-39755-3"].parsed.footnotes}
    assert notes["8"].page == 4
    assert {word.page for word in notes["8"].words} == {4, 5}


def test_adjacent_markers_without_a_comma(samples):
    file = samples["voorbeeld-kst-39755-8"]
    labels = [
        [file.parsed.footnotes[m.note].label for m in block.marks] for block in file.parsed.blocks
    ]
    assert any(a == "4" and b == "5" for row in labels for a, b in pairwise(row))


def test_look_alikes_are_no_markers(samples):
    text = " ".join(b.text for f in samples.values() for b in f.parsed.blocks)
    assert "CO2" in text and "m2" in text


def test_joint_answers_carry_their_questions(samples):
    chunks = samples["voorbeeld-kst-36560-X-10"].chunks
    answer = next(c for c in chunks if c.label == "Antwoord vragen 1 en 3")
    questions = [c.text for c in chunks if c.label in ("Vraag 1", "Vraag 3")]
    assert questions and all(" ".join(q.split())[:40] in answer.context for q in questions)


def test_page_labels_of_the_annual_report(samples):
    pages = samples["voorbeeld-kst-36560-Q-1"].parsed.pages
    assert (pages[0].label, pages[4].label) == ("i", "1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "leeg"), (b"gewone tekst", "geen PDF"), (b"%PDF-1.7\n1 0 obj\n", "beschadigd")],
)
def test_files_that_cannot_be_read(tmp_path, content, reason):
    path = tmp_path / "stuk.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        ingest_file(path)
    assert "stuk.pdf" in str(caught.value)


def test_a_truncated_file_gives_a_reason_or_its_pages(tmp_path):
    whole = (SAMPLE_DIR / "voorbeeld-kst-36560-X-10.pdf").read_bytes()
    path = tmp_path / "half.pdf"
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(UnreadableFile, match=r"half\.pdf"):
        ingest_file(path)


def test_an_encrypted_file(tmp_path):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(SAMPLE_DIR / "voorbeeld-kst-36560-X-10.pdf"))
    writer.encrypt("geheim", algorithm="RC4-128")
    path = tmp_path / "slot.pdf"
    writer.write(path)
    with pytest.raises(UnreadableFile, match="versleuteld"):
        ingest_file(path)


def test_real_footnotes(testdata):
    """Recall of notes and anchors on the annotated documents."""
    rows = [json.loads(line) for line in (testdata / "evals/dev.footnotes.jsonl").open()]
    wanted: Counter[str] = Counter(row["doc"] for row in rows)
    found = anchored = 0
    for doc in wanted:
        notes = {
            (n.page, n.label): n
            for n in ingest_file(testdata / "corpus" / f"{doc}.pdf").parsed.footnotes
        }
        for row in (r for r in rows if r["doc"] == doc):
            note = notes.get((row["page"], row["label"]))
            found += note is not None
            if note is not None and note.anchor_page == row["anchor_page"]:
                tail = re.sub(r"\W", "", row["anchor"])[-10:]
                anchored += re.sub(r"\W", "", note.anchor).endswith(tail)
    assert found >= 0.98 * len(rows)
    assert anchored >= 0.98 * len(rows)


def test_real_scans_are_told(testdata):
    file = ingest_file(testdata / "corpus/moeilijk/scan-zonder-tekst.pdf")
    assert not file.chunks
    assert [w.split(":")[0] for w in file.parsed.warnings] == [f"pagina {n}" for n in (1, 2, 3)]
