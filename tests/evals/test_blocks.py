"""The block measure finds what it is meant to find."""

from corpus.document import Document
from evals.blocks import inspect_blocks
from ingest.types import Block, Page, ParsedDocument, Word

WORDS = frozenset({"samen", "samenwerking", "tekst", "hier", "overleg", "markt"})


def block(*rows, page=1, kind="paragraph", left=100.0, top=100.0):
    """A block of rows of words; a row that ends in `~` is joined to the next without a space."""
    text, words = "", []
    for number, row in enumerate(rows):
        for place, part in enumerate(row.rstrip("~").split()):
            glue = number > 0 and place == 0 and rows[number - 1].endswith("~")
            text += "" if glue or not text else " "
            x0 = left + 40 * place
            y0 = top + 12 * number
            words.append(Word(len(text), len(text) + len(part), page, x0, y0, x0 + 35, y0 + 10))
            text += part
    return Block(kind, text, tuple(words))


def report(*blocks, file="kst-39999-1.pdf"):
    pages = tuple(Page(n, str(n), 595, 842, "") for n in (1, 2, 3))
    document = Document(doc="x", file=file, kind="overig", title="x")
    return inspect_blocks(ParsedDocument(document, pages, blocks, ()), WORDS)


def test_nothing_wrong():
    found = report(block("tekst hier", "samen~", "werking tekst"))
    assert (found.joined, found.broken, found.furniture, found.margin) == (1, (), (), ())


def test_a_word_that_no_list_knows():
    assert report(block("tekst samen~", "werkinq hier")).broken == ("samenwerkinq",)


def test_a_hyphen_that_was_kept_wrongly():
    assert report(block("tekst samen-~", "werking hier")).broken == ("samen-werking",)


def test_compounds_are_words():
    assert report(block("tekst markt~", "overleg hier")).broken == ()


def test_running_feet_by_pattern_and_by_place():
    known = report(block("Tweede Kamer, vergaderjaar 2023–2024, 39 999, nr. 1 4"))
    assert len(known.furniture) == 1
    recurring = report(*(block("Rapport Grondwater 12", page=n, top=800) for n in (1, 2, 3)))
    assert len(recurring.furniture) == 1


def test_margin_text_of_typeset_documents():
    blocks = (block("tekst hier", "tekst hier", "tekst hier"), block("39999", left=20))
    assert len(report(*blocks).margin) == 1
    assert report(*blocks, file="rapport.pdf").margin == ()
