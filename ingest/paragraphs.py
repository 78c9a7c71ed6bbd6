"""Official XML without a PDF: a document that is cited by paragraph instead of page.

Each paragraph (an `al`, a list item, a table) takes the place of a page: its number is the label,
and its text, with the headings before it and the notes in it, is what quotes are verified against.
There is no picture of such a page, and words have no box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.types import Block, Footnote, Page, Word
from ingest.xml import XmlNote, XmlParagraph, XmlText


def read_paragraphs(
    xml: XmlText,
) -> tuple[tuple[Page, ...], tuple[Block, ...], tuple[Footnote, ...]]:
    """Paragraphs as pages, blocks, and notes at the paragraph that carries them."""
    numbered = list(_numbered(xml.paragraphs))
    blocks = tuple(
        Block(p.kind, p.text, _words(p.text, number), p.label, p.level, p.marks)
        for number, p in numbered
    )
    carries = {mark.note: number for number, p in numbered for mark in p.marks}
    last = numbered[-1][0]
    notes = tuple(
        _footnote(index, note, carries.get(index, last)) for index, note in enumerate(xml.notes)
    )
    raws: dict[int, list[str]] = {}
    for number, paragraph in numbered:
        raws.setdefault(number, []).append(paragraph.text)
    for note in notes:
        raws[note.page].append(note.text)
    pages = tuple(
        Page(number, str(number), 0.0, 0.0, "\n".join(texts), "xml")
        for number, texts in sorted(raws.items())
    )
    return pages, blocks, notes


def _numbered(paragraphs: Sequence[XmlParagraph]) -> Iterator[tuple[int, XmlParagraph]]:
    """Paragraphs from 1; a heading has the number of the paragraph that it stands above."""
    number = 1
    for paragraph in paragraphs:
        yield number, paragraph
        number += paragraph.kind != "heading"


def _footnote(index: int, note: XmlNote, page: int) -> Footnote:
    return Footnote(index, note.label, page, note.text, _words(note.text, page))


def _words(text: str, page: int) -> tuple[Word, ...]:
    return tuple(
        Word(match.start(), match.end(), page, 0.0, 0.0, 0.0, 0.0)
        for match in re.finditer(r"\S+", text)
    )
