"""Chunks: what holds for every one of every document, and what their context is."""

import pytest

from corpus.sample import SAMPLE_DIR
from ingest.chunking import MAX_CHARACTERS, chunk_document
from ingest.reading import ingest_file
from ingest.types import Block, Word

SOLID = str.maketrans("", "", " \t\n\u00a0-")  # a hyphen at a line end is in no word


def block(kind, text, label="", page=1):
    words, start = [], 0
    for part in text.split(" "):
        words.append(Word(start, start + len(part), page, 0.0, 0.0, 1.0, 1.0))
        start += len(part) + 1
    return Block(kind, text, tuple(words), label, 9 if kind == "heading" else 0)


def chunks(*blocks):
    return chunk_document("doc", blocks, ())


def sections(blocks):
    """The texts between headings."""
    parts = [[]]
    for one in blocks:
        if one.kind == "heading":
            parts.append([])
        else:
            parts[-1].append(one.text)
    return ["\n".join(part) for part in parts]


def check(file):
    """What must hold for the chunks of any document."""
    texts = sections(file.parsed.blocks)
    body = [chunk for chunk in file.chunks if chunk.note is None]
    for chunk in file.chunks:
        spelled = "".join(chunk.text[w.start : w.end] for w in chunk.words).translate(SOLID)
        assert spelled == chunk.text.translate(SOLID), chunk.text
        assert all(a.end <= b.start for a, b in zip(chunk.words, chunk.words[1:], strict=False))
        covered = "".join(chunk.text[s:e] for s, e in chunk.sentences)
        assert covered.translate(SOLID) == chunk.text.translate(SOLID), chunk.text
        assert all(0 <= mark.offset <= len(chunk.text) for mark in chunk.marks)
        assert {w.page for w in chunk.words} <= set(range(chunk.page, chunk.page_end + 1))
        for cell in chunk.cells:
            assert chunk.text[cell.start : cell.end].strip()
    for chunk in body:
        assert any(chunk.text in text for text in texts), chunk.text[:80]
    given = "".join(b.text for b in file.parsed.blocks if b.kind != "heading").translate(SOLID)
    assert "".join(chunk.text for chunk in body).translate(SOLID) == given
    marks = sum(len(b.marks) for b in file.parsed.blocks if b.kind != "heading")
    assert sum(len(chunk.marks) for chunk in body) == marks


@pytest.mark.parametrize("path", sorted(SAMPLE_DIR.glob("*.pdf")), ids=lambda p: p.stem)
def test_what_holds_for_the_chunks_of_the_samples(path):
    check(ingest_file(path))


@pytest.mark.parametrize(
    "name", ["kst-36450-3", "azwa-2025-definitief", "ah-tk-20232024-1771", "kst-35334-331"]
)
def test_what_holds_for_the_chunks_of_real_documents(testdata, name):
    check(ingest_file(testdata / "corpus" / f"{name}.pdf"))


def test_no_chunk_crosses_a_heading():
    made = chunks(
        block("heading", "1. Een"), block("paragraph", "Kort."),
        block("heading", "2. Twee"), block("paragraph", "Ook kort."),
    )
    assert [c.text for c in made] == ["Kort.", "Ook kort."]
    assert [c.heading for c in made] == [("1. Een",), ("2. Twee",)]


def test_short_paragraphs_of_a_heading_come_together_also_over_a_page():
    lone = block("paragraph", "Deze afspraak geldt per direct.", page=1)
    (made,) = chunks(lone, block("paragraph", "Zij wordt jaarlijks herzien.", page=2))
    assert (made.page, made.page_end) == (1, 2)
    long = "Dit is een zin van enige lengte over een onderwerp. " * 8
    apart = chunks(
        block("paragraph", long.strip(), page=1), block("paragraph", long.strip(), page=2)
    )
    assert [c.page for c in apart] == [1, 2]


def test_the_items_of_a_long_list_are_searched_with_the_sentence_that_opens_it():
    items = [block("list", f"• {n} " + "maatregel met een toelichting " * 12) for n in range(9)]
    made = chunks(block("paragraph", "Het kabinet neemt negen maatregelen:"), *items)
    assert len(made) > 2
    assert all(len(c.text) <= MAX_CHARACTERS for c in made)
    assert made[0].text.startswith("Het kabinet") and not made[0].context
    assert {c.context for c in made[1:]} == {"Het kabinet neemt negen maatregelen:"}
    (after,) = chunks(block("list", "• los punt"))
    assert after.context == ""


def test_an_answer_is_searched_with_its_question_and_those_that_are_referred_to_it():
    made = chunks(
        block("question", "Hoeveel scholen zijn er?", "Vraag 1"),
        block("answer", "Er zijn 40 scholen.", "Antwoord 1"),
        block("question", "Hoeveel daarvan staan leeg?", "Vraag 2"),
        block("answer", "Vier.", "Antwoord 2"),
        block("question", "Kunt u het aantal noemen?", "Vraag 3"),
        block("answer", "Zie het antwoord op vraag 1.", "Antwoord 3"),
        block("question", "En per provincie?", "Vraag 4"),
        block("answer", "Ik verwijs u naar de antwoorden op de vragen 1 en 2.", "Antwoord 4"),
    )
    context = {c.label: c.context for c in made if c.kind == "answer"}
    assert context["Antwoord 1"] == (
        "Hoeveel scholen zijn er? Kunt u het aantal noemen? En per provincie?"
    )
    assert context["Antwoord 2"] == "Hoeveel daarvan staan leeg? En per provincie?"
    assert context["Antwoord 3"] == "Kunt u het aantal noemen?"


def test_a_joint_answer_carries_all_its_questions():
    made = chunks(
        block("question", "Eerste?", "Vraag 1"), block("question", "Tweede?", "Vraag 2"),
        block("question", "Derde?", "Vraag 3"), block("answer", "Ja.", "Antwoord 1 t/m 3"),
    )
    assert made[-1].context == "Eerste? Tweede? Derde?"
