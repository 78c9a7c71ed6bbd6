"""The cells of a table -> its columns, and every cell in the columns that it stands in.

Columns come from the alignment of cells over all rows; narrow cells speak first, so that a head
or a group's name that spans columns does not run them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Line
from ingest.table_rows import Row, part_of

_TOUCH_PT = 0.5
_BRIDGED = 0.5
_WORDS_APART = 0.43


@dataclass
class Placed:
    """The lines of a cell and the columns `[first, last]` that they stand in."""

    lines: list[Line]
    first: int
    last: int

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.x1 for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass
class Column:
    """Left and right edge of what stands in a column, in points."""

    x0: float
    x1: float


def columns_of(rows: Sequence[Row]) -> list[Column]:
    """The columns from left to right."""
    boxes = sorted(
        (cell for row in rows if not row.lone for cell in row.cells), key=lambda c: _x1(c) - _x0(c)
    )
    columns: list[Column] = []
    wide: list[list[Line]] = []
    for cell in boxes:
        over = _over(columns, cell)
        if len(over) > 1:
            wide.append(cell)
        elif over:
            column = columns[over[0]]
            column.x0, column.x1 = min(column.x0, _x0(cell)), max(column.x1, _x1(cell))
        else:
            columns.append(Column(_x0(cell), _x1(cell)))
            columns.sort(key=lambda c: c.x0)
    return _without_bridged(columns, rows, wide)


def place(row: Row, columns: Sequence[Column]) -> list[Placed]:
    """The cells of a row in their columns; one that runs words of two columns together is cut."""
    placed: list[Placed] = []
    for cell in row.cells:
        over = _over(columns, cell)
        pieces = _cut(cell, columns, over) if len(over) > 1 else None
        if pieces:
            placed += pieces
        elif over:
            placed.append(Placed(list(cell), over[0], over[-1]))
        else:
            near = min(range(len(columns)), key=lambda c: _distance(columns[c], cell))
            placed.append(Placed(list(cell), near, near))
    return _together(placed)


def _together(placed: Sequence[Placed]) -> list[Placed]:
    """Cells of one row that fell into one column are one cell."""
    cells: list[Placed] = []
    for one in placed:
        if cells and one.first <= cells[-1].last and one.x0 >= cells[-1].x0:
            cells[-1].lines += one.lines
            cells[-1].last = max(cells[-1].last, one.last)
        else:
            cells.append(one)
    return cells


def _x0(cell: Sequence[Line]) -> float:
    return min(line.x0 for line in cell)


def _x1(cell: Sequence[Line]) -> float:
    return max(line.x1 for line in cell)


def _over(columns: Sequence[Column], cell: Sequence[Line]) -> list[int]:
    x0, x1 = _x0(cell) + _TOUCH_PT, _x1(cell) - _TOUCH_PT
    return [n for n, column in enumerate(columns) if x0 < column.x1 and column.x0 < x1]


def _distance(column: Column, cell: Sequence[Line]) -> float:
    return max(column.x0 - _x1(cell), _x0(cell) - column.x1)


def _without_bridged(
    columns: list[Column], rows: Sequence[Row], wide: Sequence[list[Line]]
) -> list[Column]:
    """Neighbours that cells run across about as often as they keep them apart are one column."""
    single = [
        {over[0] for cell in row.cells if len(over := _over(columns, cell)) == 1} for row in rows
    ]
    kept = columns[:1]
    for n in range(1, len(columns)):
        pair = columns[n - 1 : n + 1]
        apart = sum(1 for own in single if n - 1 in own and n in own)
        across = sum(
            1 for cell in wide if len(_over(pair, cell)) == 2 and not _cut(cell, pair, [0, 1])
        )
        if across > max(1, _BRIDGED * apart):
            kept[-1] = Column(min(kept[-1].x0, columns[n].x0), max(kept[-1].x1, columns[n].x1))
        else:
            kept.append(columns[n])
    return kept


def _cut(
    cell: Sequence[Line], columns: Sequence[Column], over: Sequence[int]
) -> list[Placed] | None:
    """A one-line cell cut between words where columns part; None when a word crosses there."""
    if len(cell) > 1:
        return None
    line = cell[0]
    gaps = [(b.x0 - a.x1, n) for n, (a, b) in enumerate(pairwise(line.tokens), start=1)]
    wide = sorted(n for gap, n in gaps if gap > _WORDS_APART * line.size)
    if len(wide) + 1 != len(over):
        return None
    edges = [0, *wide, len(line.tokens)]
    return [
        Placed([part_of(line, line.tokens[start:end])], column, column)
        for column, (start, end) in zip(over, pairwise(edges), strict=True)
    ]
