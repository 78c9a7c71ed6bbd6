"""What ingestion read in a file, as text for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Document, has_pages
from corpus.references import find_references
from ingest.types import Block, Footnote, IngestedFile, Page, ParsedDocument, Table

_WIDE_CELL = 38
_KINDS = {
    "heading": "kop", "paragraph": "alinea", "list": "lijst", "question": "vraag",
    "answer": "antwoord", "table": "tabel",
}
_NOTE_KINDS = {"footnote": "noot", "endnote": "eindnoot", "table": "tabelnoot"}


def inspection_text(file: IngestedFile, pages: Sequence[int] = ()) -> str:
    """Pages with blocks, notes with their anchors, tables in columns, warnings.

    `pages` are physical and 1-based; none means all.
    """
    parsed, document = file.parsed, file.parsed.document
    unit = "alinea's" if not has_pages(document.file) else "pagina's"
    lines = [
        f"{document.file}: {document.kind}, {document.title}",
        *_facts(document),
        f"{len(parsed.pages)} {unit}, {len(parsed.blocks)} blokken,"
        f" {len(parsed.footnotes)} noten, {len(parsed.tables)} tabellen,"
        f" {len(file.chunks)} passages",
        "",
    ]
    lines += [f"let op: {warning}" for warning in parsed.warnings]
    for page in parsed.pages:
        if not pages or page.number in pages:
            lines += _page(parsed, page)
    return "\n".join(lines)


def _facts(document: Document) -> Iterator[str]:
    """What is known of the document on one line; nothing where nothing is."""
    facts = (
        ("kenmerk", document.doc if document.url else None), ("datum", document.date),
        ("vergaderjaar", document.vergaderjaar), ("ministerie", document.ministry),
        ("ondertekend", ", ".join(document.signatories)),
    )
    if known := [f"{name} {value}" for name, value in facts if value]:
        yield "; ".join(known)


def _page(parsed: ParsedDocument, page: Page) -> Iterator[str]:
    label = f" (gedrukt: {page.label})" if page.label != str(page.number) else ""
    unit = "alinea" if page.text_source == "xml" else "pagina"
    source = " (OCR-tekst)" if page.text_source == "ocr" else ""
    yield f"=== {unit} {page.number}{label}{source}"
    for number, block in enumerate(parsed.blocks, start=1):
        if block.words[0].page == page.number:
            yield from _block(number, block, parsed.footnotes)
    for note in parsed.footnotes:
        if note.page == page.number:
            yield _note(note)


def _block(number: int, block: Block, notes: Sequence[Footnote]) -> Iterator[str]:
    head = f"{number:>4} {_KINDS[block.kind]:<8} |"
    if block.table:
        yield f"{head} {_title(block.table)}"
        yield from (f"{'':>13} | {line}" for line in table_lines(block.table))
        yield from (f"{'':>13} | {note}" for note in block.table.notes)
        return
    label = f" {block.label}:" if block.label and block.kind != "heading" else ""
    yield f"{head}{label} {_marked(block, notes)}".rstrip()


def _marked(block: Block, notes: Sequence[Footnote]) -> str:
    """The text with its markers in the places where they stood: `… gemeld[3] is`."""
    text = block.text
    for mark in sorted(block.marks, key=lambda m: -m.offset):
        text = f"{text[: mark.offset]}[{notes[mark.note].label}]{text[mark.offset :]}"
    return text


def _title(table: Table) -> str:
    pages = f"p. {table.page}" if table.page == table.page_end else (
        f"p. {table.page}-{table.page_end}"
    )
    unit = f", {table.unit}" if table.unit and table.unit not in table.title else ""
    return f"{table.title or 'zonder titel'}{unit} ({pages})"


def table_lines(table: Table) -> Iterator[str]:
    """The rows of a table in columns: words to the left, figures to the right, long cells cut.

    Rows of a group stand in by two spaces.
    """
    grid = [[_short(text) for text in row] for row in table.grid]
    for texts, row in zip(grid[len(table.head) :], table.rows, strict=True):
        depth = max((len(cell.row_path) for cell in row), default=1) - table.labels
        texts[0] = "  " * max(0, depth) + texts[0]
    widths = [max(len(row[n]) for row in grid) for n in range(len(table.columns))]
    for number, texts in enumerate(grid):
        cells = [
            text.ljust(width) if n < table.labels else text.rjust(width)
            for n, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number == len(table.head) - 1:
            yield "-" * (sum(widths) + 2 * (len(widths) - 1))


def _short(text: str) -> str:
    return text if len(text) <= _WIDE_CELL else text[: _WIDE_CELL - 1] + "…"


def _note(note: Footnote) -> str:
    where = f"p. {note.anchor_page}, …{note.anchor}" if note.anchor_page else "geen verwijsteken"
    return f"     {_NOTE_KINDS[note.kind]:<8} | {note.label}: {note.text}  ← {where}{_named(note)}"


def _named(note: Footnote) -> str:
    """The documents that a note names."""
    names = dict.fromkeys(r.identifier for r in find_references(note.text) if r.kind != "url")
    return f"  → {', '.join(names)}" if names else ""
