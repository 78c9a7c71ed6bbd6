"""Tables as one compressed JSON value each, for the chunk store; plain lists, paths once a row."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from ingest.types import Cell, Table


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
    path = next((cell.row_path for cell in row if cell.row_path), ())
    cells = [
        [
            cell.text, cell.page, [round(v, 1) for v in cell.box], cell.start, cell.end, cell.row,
            cell.column, cell.span, cell.notes, int(cell.is_value),
        ]
        for cell in row
    ]
    return [path, cells]


def _unpack_row(row: list[Any], columns: tuple[tuple[str, ...], ...]) -> tuple[Cell, ...]:
    path, cells = row
    return tuple(
        Cell(
            text=text, page=page, box=tuple(box), start=start, end=end, row=number,
            column=column, span=span, row_path=tuple(path) if value else (),
            column_path=columns[column] if value else (), notes=tuple(notes),
        )
        for text, page, box, start, end, number, column, span, notes, value in cells
    )
