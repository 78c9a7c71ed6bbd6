"""A table -> pieces of rows to search: each keeps title, unit and heads as its context."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.assembly import shifted
from ingest.types import Block, Cell, CellSpan, Table

TARGET_CHARACTERS = 500
_INTRODUCTION = 300
_NOTES = 300


def table_pieces(block: Block) -> Iterator[Block]:
    """The block of a table cut between rows; each piece holds its own rows and their offsets."""
    table = block.table
    assert table is not None
    rows = [*table.head, *table.rows]
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end][-1].end - rows[start][0].start > TARGET_CHARACTERS:
            yield _piece(block, table, rows[start:end], start)
            start = end


def _piece(block: Block, table: Table, rows: Sequence[tuple[Cell, ...]], first: int) -> Block:
    start, end = rows[0][0].start, rows[-1][-1].end
    words = block.words[
        bisect_left(block.words, start, key=lambda w: w.start) :
        bisect_left(block.words, end, key=lambda w: w.start)
    ]
    marks = [m for m in block.marks if start <= m.offset <= end]
    moved = [
        tuple(replace(c, start=c.start - start, end=c.end - start) for c in row) for row in rows
    ]
    own_heads = min(len(rows), max(0, len(table.head) - first))
    moved_words, moved_marks = shifted(words, marks, -start)
    return replace(
        block,
        text=block.text[start:end],
        words=moved_words,
        marks=moved_marks,
        table=replace(table, head=tuple(moved[:own_heads]), rows=tuple(moved[own_heads:])),
    )


def table_context(table: Table, introduction: str, meanings: Mapping[str, str]) -> str:
    """What is searched with the rows of a piece: title, unit, heads, groups, notes.

    `meanings` are those of abbreviations in small letters: a label such as `ggz` is searched with
    what it stands for.
    """
    heads = [] if table.head else [" ".join(path) for path in table.columns if path]
    groups = next((c.row_path[:-1] for row in table.rows for c in row if c.row_path), ())
    notes = " ".join(table.notes)[:_NOTES]
    unit = "" if table.unit in table.title else table.unit
    intro = introduction[-_INTRODUCTION:]
    labels = {path[-1] for row in table.rows for c in row if (path := c.row_path)}
    words = dict.fromkeys(word.lower() for label in sorted(labels) for word in label.split())
    full = [meanings[word] for word in words if word in meanings]
    parts = (intro, table.title, unit, *heads, *groups, *full, notes)
    return " ".join(part for part in parts if part)


def row_spans(table: Table) -> tuple[tuple[int, int], ...]:
    """The rows as half-open spans of the text: they are the sentences of a table."""
    return tuple((row[0].start, row[-1].end) for row in (*table.head, *table.rows))


def cell_spans(table: Table) -> tuple[CellSpan, ...]:
    """The cells that hold values, in reading order."""
    return tuple(
        CellSpan(cell.start, cell.end, cell.row, cell.column)
        for row in table.rows
        for cell in row
        if cell.is_value
    )
