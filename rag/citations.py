"""A sentence of a chunk -> a citation: page, footnotes, notation, link, boxes, verified quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from corpus.document import link, notation
from corpus.references import find_references
from ingest.index import Index, StoredChunk
from ingest.types import Chunk, Footnote, Mark, TextSource, Word
from rag.answer import Box, Citation, CitedCell, CitedNote, NoteLink, QuotePart
from rag.tables import CellRef, cells_of
from rag.verification import verify

_SAME_LINE_PT = 4.0
_BULLET = re.compile("^[•●▪■◦·‣–\uf0b7\uf02d-]\\s+", re.MULTILINE)
"""What opens an item of a list: drawn in many ways, and no part of what it says."""


Place = tuple[int, int, int, tuple[int, int] | None]
"""Id of the chunk, start, end and cell of a span."""


@dataclass(frozen=True)
class Span:
    """Characters `[start, end)` of a stored chunk: what a claim rests on."""

    stored: StoredChunk
    start: int
    end: int
    cell: tuple[int, int] | None = None
    """In a row of a table: `(start, end)` of the cell that is meant (see `rag.tables.cells_of`)."""

    @property
    def place(self) -> Place:
        """What tells it from every other span of an index."""
        return self.stored.id, self.start, self.end, self.cell

    @property
    def text(self) -> str:
        """The literal text."""
        return self.stored.chunk.text[self.start : self.end]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words inside the span, with their boxes."""
        return tuple(
            w for w in self.stored.chunk.words if w.start < self.end and w.end > self.start
        )


def cite(index: Index, span: Span, number: int) -> Citation:
    """The citation of a span. Whoever shows it must look at `verified` first."""
    stored = span.stored
    document = stored.document
    words = span.words
    page, page_end = min(w.page for w in words), max(w.page for w in words)
    label = index.page(stored.document_id, page).label
    end_label = index.page(stored.document_id, page_end).label
    source = _text_source(index, stored.document_id, {w.page for w in words})
    notes = _notes(index, span)
    quote = _literal(stored.chunk, span.start, span.end)

    def page_text(wanted: int) -> str:
        return index.page(stored.document_id, wanted).raw

    cells = _cells(index, span)
    parts = _parts(span)
    if span.stored.chunk.table is not None and not verify(quote, parts, page_text):
        parts = _parts(span, between_cells=True)

    return Citation(
        number=number,
        doc=document.doc,
        file=document.file,
        title=document.title,
        date=document.date,
        page=page,
        page_end=page_end,
        page_label=label,
        quote=quote,
        verified=verify(quote, parts, page_text),
        boxes=_boxes(words),
        footnotes=notes,
        notation=notation(
            document,
            label,
            end_label if page_end != page else None,
            tuple(n.label for n in notes if n.scope == "sentence"),
            source=source,
        ),
        url=document.url if source == "xml" else link(document, page),
        parts=parts,
        cell=cells[0] if len(cells) == 1 else None,
        cells=cells if len(cells) > 1 else (),
        ocr=source == "ocr",
    )


def _cells(index: Index, span: Span) -> tuple[CitedCell, ...]:
    """The cell that is meant; where none is told, those that the span holds."""
    start, end = span.cell or (span.start, span.end)
    return tuple(_cited_cell(span, ref) for ref in cells_of(index, span.stored, start, end))


def _cited_cell(span: Span, ref: CellRef) -> CitedCell:
    words = replace(span, start=ref.start, end=ref.end).words
    box = (
        ref.page,
        round(min(w.x0 for w in words), 1),
        round(min(w.top for w in words), 1),
        round(max(w.x1 for w in words), 1),
        round(max(w.bottom for w in words), 1),
    )
    return CitedCell(
        ref.table, " › ".join(ref.row), " › ".join(ref.column), ref.unit, ref.value, box
    )


def _text_source(index: Index, document_id: int, pages: set[int]) -> TextSource:
    """Recognised text where any page of a quote is recognised text."""
    sources = {index.page(document_id, page).text_source for page in pages}
    return "ocr" if "ocr" in sources else sources.pop()


def sentence_marks(chunk: Chunk, start: int, end: int) -> list[Mark]:
    """Markers inside a sentence or directly behind it."""
    return [m for m in chunk.marks if start < m.offset <= end]


def _notes(index: Index, span: Span) -> tuple[CitedNote, ...]:
    chunk = span.stored.chunk
    footnotes = index.footnotes(span.stored.document_id)
    if chunk.note is not None:
        return (_cited(footnotes[chunk.note], paragraph=False),)
    own = {m.note for m in sentence_marks(chunk, span.start, span.end)}
    first = chunk.text.rfind("\n", 0, span.start) + 1
    last = chunk.text.find("\n", span.end)
    around = {m.note for m in sentence_marks(chunk, first, last if last >= 0 else len(chunk.text))}
    return tuple(
        _cited(footnotes[n], paragraph=n not in own) for n in sorted(own) + sorted(around - own)
    )


def _cited(note: Footnote, *, paragraph: bool) -> CitedNote:
    found = find_references(note.text)
    references = dict.fromkeys(r.identifier for r in found if r.kind != "url")
    links = dict.fromkeys(NoteLink(r.identifier, r.url) for r in found if r.url)
    scope: Literal["sentence", "paragraph"] = "paragraph" if paragraph else "sentence"
    return CitedNote(note.label, note.page, note.text, tuple(references), scope, tuple(links))


def _parts(span: Span, *, between_cells: bool = False) -> tuple[QuotePart, ...]:
    """The quote cut where a marker or a page break, or cells, interrupt it on the page."""
    chunk = span.stored.chunk
    cuts = {m.offset for m in chunk.marks if span.start < m.offset < span.end}
    if between_cells:
        cuts |= {
            n for n in range(span.start + 1, span.end) if chunk.text[n] in "\t\n"
        }
    words = span.words
    cuts |= {b.start for a, b in pairwise(words) if a.page != b.page}
    cuts |= {m.start() for m in _BULLET.finditer(chunk.text, span.start, span.end)} - {span.start}
    edges = [span.start, *sorted(cuts), span.end]
    parts: list[QuotePart] = []
    for start, end in pairwise(edges):
        text = _literal(chunk, start, end)
        inside = [w.page for w in words if w.start < end and w.end > start]
        if text and inside:
            parts.append(QuotePart(inside[0], text))
    return tuple(parts)


def items_of(span: Span) -> tuple[Span, ...]:
    """A list taken apart: its opening sentence and every item, each without its bullet.

    Bullets interrupt a text on the page, so that only an item by itself can be quoted whole.
    """
    chunk = span.stored.chunk
    if chunk.kind == "table":
        return (span,)
    bullets = [m.span() for m in _BULLET.finditer(chunk.text) if span.start <= m.start() < span.end]
    edges = [(span.start, span.start), *bullets, (span.end, span.end)]
    between = [(left[1], right[0]) for left, right in pairwise(edges)]
    return tuple(
        replace(span, start=start, end=start + len(chunk.text[start:end].rstrip()))
        for start, end in between
        if chunk.text[start:end].strip()
    )


def _literal(chunk: Chunk, start: int, end: int) -> str:
    """The characters on one line, without the bullets that open the items of a list."""
    pieces, at = [], start
    for match in _BULLET.finditer(chunk.text):
        if start <= match.start() < end:
            pieces.append(chunk.text[at : match.start()])
            at = min(match.end(), end)
    return " ".join("".join((*pieces, chunk.text[at:end])).split())


def _boxes(words: Sequence[Word]) -> tuple[Box, ...]:
    """One box a line: words of one page and line, left to right."""
    boxes: list[Box] = []
    for word in words:
        if word.x1 <= word.x0 and word.bottom <= word.top:
            continue  # a paragraph of XML, which stands on no page
        if boxes:
            page, x0, top, x1, bottom = boxes[-1]
            if (
                word.page == page
                and abs(word.bottom - bottom) < _SAME_LINE_PT
                and word.x1 >= x0
                and word.x0 >= x1 - _SAME_LINE_PT
            ):
                boxes[-1] = (page, x0, min(top, word.top), word.x1, max(bottom, word.bottom))
                continue
        boxes.append((word.page, word.x0, word.top, word.x1, word.bottom))
    return tuple((p, round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for p, a, b, c, d in boxes)
