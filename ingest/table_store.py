"""Tables as one compressed JSON value each, for the chunk store; each path once a row."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from ingest.types import Cell, Table

_NO_VALUE = -1


def pack_table(table: Table) -> bytes:
    """A table as bytes; boxes in tenths of a point."""
    head = [_pack_row(row) for row in table.head]
    rows = [_pack_row(row) for row in table.rows]
    value = [
        table.index, table.title, table.unit, table.page, table.page_end, table.columns,
        table.labels, table.notes, head, rows,
    ]
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode())


def unpack_table(data: bytes) -> Table:
    """The table that `pack_table` wrote. Raises `ValueError`, `TypeError` or `zlib.error`."""
    index, title, unit, page, page_end, columns, labels, notes, head, rows = json.loads(
        zlib.decompress(data)
    )
    paths = tuple(tuple(path) for path in columns)
    return Table(
        index=index, title=title, unit=unit, page=page, page_end=page_end, columns=paths,
        head=tuple(_unpack_row(row, paths) for row in head),
        rows=tuple(_unpack_row(row, paths) for row in rows),
        labels=labels, notes=tuple(notes),
    )


def _pack_row(row: Sequence[Cell]) -> list[object]:
    paths = list(dict.fromkeys(cell.row_path for cell in row if cell.is_value))
    cells = [
        [
            cell.text, cell.page, [round(v, 1) for v in cell.box], cell.start, cell.end, cell.row,
            cell.column, cell.span, cell.notes,
            paths.index(cell.row_path) if cell.is_value else _NO_VALUE,
        ]
        for cell in row
    ]
    return [paths, cells]


def _unpack_row(row: list[Any], columns: tuple[tuple[str, ...], ...]) -> tuple[Cell, ...]:
    paths = [tuple(path) for path in row[0]]
    return tuple(
        Cell(
            text=text, page=page, box=tuple(box), start=start, end=end, row=number,
            column=column, span=span, row_path=() if path == _NO_VALUE else paths[path],
            column_path=() if path == _NO_VALUE else columns[column], notes=tuple(notes),
        )
        for text, page, box, start, end, number, column, span, notes, path in row[1]
    )
