"""The cells of a table that a span of a chunk covers: a figure with its row, column and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from ingest.abbreviations import is_short_form
from ingest.index import Index, StoredChunk
from ingest.table_heads import unit_of_name
from ingest.table_names import is_unit_head
from ingest.table_regions import is_value
from ingest.types import Cell, Table

_OWN_UNIT = re.compile(r"[^\W\d_]{3}|\b(?:km|ha|kg|PJ|MW|GW|m[23²³]?)\b")
"""Words beside the figure: `€ 15 miljoen`, `12 km`, `3 weken`."""

_WORD = re.compile(r"[^\W_][\w&/-]*")


@dataclass(frozen=True)
class CellRef:
    """A cell that holds a value; `[start, end)` counts in the text of the chunk."""

    table: str
    """Title of the table; empty where it has none."""
    row: tuple[str, ...]
    """Groups and label of its row, the widest first."""
    column: tuple[str, ...]
    """Heads above it, the widest first."""
    unit: str
    value: str
    page: int
    start: int
    end: int
    meanings: tuple[str, ...] = ()
    """What abbreviations in the label of its row stand for in the documents."""


def cells_of(index: Index, stored: StoredChunk, start: int, end: int) -> list[CellRef]:
    """The value cells that lie in characters `[start, end)` of a chunk, from left to right.

    Empty for a chunk that is no table, and for rows that only hold heads or a group's name.
    """
    chunk = stored.chunk
    spans = [span for span in chunk.cells if start <= span.start and span.end <= end]
    if chunk.table is None or not spans:
        return []
    table = index.tables(stored.document_id)[chunk.table]
    placed = [
        (table.by_place[span.row, span.column], span)
        for span in spans
        if (span.row, span.column) in table.by_place
    ]
    known = _meanings(index, {label for cell, _ in placed for label in cell.row_path[-1:]})
    return [
        CellRef(
            table.title, cell.row_path, cell.column_path, unit_of(table, cell), cell.text,
            cell.page, span.start, span.end, known.get(cell.row_path[-1:], ()),
        )
        for cell, span in placed
    ]


def _meanings(index: Index, labels: Set[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For labels with abbreviations, what these stand for; the commonest meaning of each."""
    short = {label: [w for w in _WORD.findall(label) if is_short_form(w)] for label in labels}
    words = {word for found in short.values() for word in found}
    if not words:
        return {}
    known = {found.short.lower(): found.long for found in reversed(index.meanings(sorted(words)))}
    return {
        (label,): tuple(known[word.lower()] for word in found if word.lower() in known)
        for label, found in short.items()
    }


def unit_of(table: Table, cell: Cell) -> str:
    """The unit of a figure; "" for words and for a figure that says its own.

    It is named by the row, a column of units, the column, the groups above the row or the table.
    """
    text = cell.text
    if not is_value(text) or not any(c.isdigit() for c in text):
        return ""
    if "%" in text:
        return "%"
    if _OWN_UNIT.search(text):
        return ""
    *groups, label = cell.row_path or ("",)
    unit = (
        unit_of_name(label)
        or _from_unit_column(table, cell)
        or _first_unit(cell.column_path)
        or _first_unit(groups)
        or table.unit
    )
    return unit or ("€" if "€" in text else "")


def _from_unit_column(table: Table, cell: Cell) -> str:
    for column, path in enumerate(table.columns):
        if column != cell.column and is_unit_head(path):
            unit = table.by_place.get((cell.row, column))
            return unit.text if unit else ""
    return ""


def _first_unit(names: Sequence[str]) -> str:
    return next((unit for name in reversed(names) if (unit := unit_of_name(name))), "")
