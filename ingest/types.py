"""One type per stage of ingestion: page -> line -> block and footnote -> chunk.

Units: PDF points measured from the top left of the page; pages are physical and
1-based; offsets count characters and are half-open (`text[start:end]`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from corpus.document import Document

BlockKind = Literal["heading", "paragraph", "question", "answer", "list", "table"]
NoteKind = Literal["footnote", "endnote", "table"]
"""At the foot of a page; in a list at the end of a chapter or document; below a table."""
TextSource = Literal["text", "ocr", "none", "xml"]
"""Where a page's text is from: typeset, recognised from a picture, or there is none. For `xml` the
"page" is a numbered paragraph of official XML without a PDF."""
ChunkKind = Literal["text", "question", "answer", "table", "note"]


class Word(NamedTuple):
    """A word of a text: its characters `[start, end)` and its box on a page."""

    start: int
    end: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Mark(NamedTuple):
    """A footnote marker that stood before character `offset` of a text (and is not in it)."""

    offset: int
    note: int
    """Index into the footnotes of the document."""


@dataclass(frozen=True)
class Page:
    """A physical page: `number` is 1-based, `label` is the printed one."""

    number: int
    label: str
    width: float
    height: float
    raw: str
    """The page's text as the PDF library (for `ocr`: the text recognition) gives it, untouched:
    what quotes are verified against."""
    text_source: TextSource = "text"


class CellSpan(NamedTuple):
    """Where a cell of a table stands in the text of a chunk: characters `[start, end)`."""

    start: int
    end: int
    row: int
    column: int


@dataclass(frozen=True)
class Cell:
    """A cell of a table. `box` is x0, top, x1, bottom in points; offsets count in the block."""

    text: str
    page: int
    box: tuple[float, float, float, float]
    start: int
    end: int
    row: int
    """Row of the table from 0, heads included."""
    column: int
    span: int = 1
    """Number of columns that the cell stands over."""
    row_path: tuple[str, ...] = ()
    """Groups and label of its row, the widest first; empty for heads and labels."""
    column_path: tuple[str, ...] = ()
    """Heads above it, the widest first; empty for heads and labels."""
    notes: tuple[int, ...] = ()
    """Indexes into the footnotes of the document."""

    @property
    def is_value(self) -> bool:
        """Whether the cell says something of its row: no head, no label."""
        return bool(self.row_path or self.column_path)


@dataclass(frozen=True)
class Table:
    """A table with every figure addressable by row and column; it may run over pages."""

    index: int
    """Position among the tables of the document, from 0."""
    title: str
    unit: str
    """`x € 1.000`, `in mln.`; empty when the table names none."""
    page: int
    page_end: int
    columns: tuple[tuple[str, ...], ...]
    """The path of heads above each column."""
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: int = 1
    """How many columns at the left name the rows."""
    notes: tuple[str, ...] = ()
    """Notes and source below the table."""

    @cached_property
    def by_place(self) -> dict[tuple[int, int], Cell]:
        """The cells by (row, column)."""
        return {(c.row, c.column): c for row in (*self.head, *self.rows) for c in row}

    @property
    def grid(self) -> list[list[str]]:
        """The texts of all rows, heads first, with "" for empty cells."""
        grid: list[list[str]] = []
        for row in (*self.head, *self.rows):
            texts = [""] * len(self.columns)
            for cell in row:
                texts[cell.column] = cell.text
            grid.append(texts)
        return grid


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item, question, answer or table in reading order."""

    kind: BlockKind
    text: str
    words: tuple[Word, ...]
    label: str = ""
    """`Vraag 1`, `Antwoord vragen 1 en 3`; empty elsewhere."""
    level: int = 0
    """Depth of a heading, 1 is the highest; 0 elsewhere."""
    marks: tuple[Mark, ...] = ()
    table: Table | None = None
    """For `kind="table"`: its cells, with offsets in `text`."""
    refers_to: tuple[str, ...] = ()
    """For an answer that points at another one: the numbers of those questions (`7`, `3a`)."""


@dataclass(frozen=True)
class Footnote:
    """A note at the foot of a page, tied to the place that carries its marker."""

    index: int
    label: str
    page: int
    text: str
    words: tuple[Word, ...]
    anchor_page: int | None = None
    anchor: str = ""
    """The eight words before the marker; empty when no marker was found."""
    kind: NoteKind = "footnote"


@dataclass(frozen=True)
class ParsedDocument:
    """What ingestion read in one file."""

    document: Document
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    warnings: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether any text could be read."""
        return bool(self.blocks)


@dataclass(frozen=True)
class Chunk:
    """A passage to search and quote. `words`, `sentences` and `marks` count in its own `text`."""

    doc: str
    ordinal: int
    """Position in the document, from 0; neighbours differ by one."""
    kind: ChunkKind
    text: str
    page: int
    page_end: int
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = ()
    heading: tuple[str, ...] = ()
    context: str = ""
    """Searched but never quoted: the question of an answer, the sentence that carries a note."""
    label: str = ""
    note: int | None = None
    """For `kind="note"`: index of the footnote whose text this is."""
    anchor: tuple[int, int, int] | None = None
    """For `kind="note"`: (ordinal of the carrying chunk, start, end of the carrying sentence)."""
    table: int | None = None
    """For `kind="table"`: index of the table that its rows are of."""
    cells: tuple[CellSpan, ...] = ()
    """For `kind="table"`: the cells that hold values, in reading order."""


@dataclass(frozen=True)
class Source:
    """A file as it was when it was indexed."""

    path: str
    file: str
    sha256: str
    bytes: int
    companions: str = ""
    """SHA-256 of the XML and the metadata beside it; empty without any."""


@dataclass(frozen=True)
class IngestedFile:
    """Everything the index needs of one file."""

    source: Source
    parsed: ParsedDocument
    chunks: tuple[Chunk, ...] = field(default=())
