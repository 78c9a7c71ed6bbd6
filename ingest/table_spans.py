"""The path of heads above every column: which columns a head over several stands over.

A head over several columns is set in their middle or at their left edge, and no rule is read that
would tell how far it reaches. So the columns are shared out among the heads of a row in the way
that fits all of them best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.table_columns import Column, Placed
from ingest.table_labels import bare

_UNCOVERED = 4.0
"""Points that a column without a head costs; so much may a head be out of the middle for it."""
_MIXED = 10.0
_RIGHT = 4.0
_SEVERAL = 0.5
_YEAR = re.compile(r"(?:19|20)\d\d\*?|t[+-]\d+")


def column_paths(
    heads: Sequence[Sequence[Placed]],
    columns: Sequence[Column],
    labels: int,
) -> list[tuple[str, ...]]:
    """The heads above every column, the widest first."""
    paths: list[list[str]] = [[] for _ in columns]
    for number, row in enumerate(heads):
        above = _above(row, heads[number + 1 :], columns, labels)
        for column, cell in enumerate(above):
            if cell is not None:
                paths[column].append(bare(cell.lines))
    return [tuple(path) for path in paths]


def _above(
    row: Sequence[Placed],
    lower: Sequence[Sequence[Placed]],
    columns: Sequence[Column],
    labels: int,
) -> list[Placed | None]:
    """The head of each column in one row."""
    above: list[Placed | None] = [None] * len(columns)
    for cell in row:
        for column in range(cell.first, cell.last + 1):
            above[column] = cell
    named = {c: cell for r in reversed(lower) for cell in r if cell.first >= labels
             for c in range(cell.first, cell.last + 1)}
    for stretch in _stretches(sorted(named)):
        cells = [c for c in row if c.first >= labels and stretch[0] <= c.first <= stretch[-1]
                 and c.last <= stretch[-1]]
        texts = [named[column].text for column in stretch]
        for cell, (first, last) in zip(cells, _shared_out(cells, stretch, columns, texts),
                                       strict=True):
            for column in range(first, last + 1):
                above[column] = cell
    return above


def _stretches(named: Sequence[int]) -> list[list[int]]:
    """Columns that follow each other without a gap."""
    found: list[list[int]] = []
    for column in named:
        if found and column == found[-1][-1] + 1:
            found[-1].append(column)
        else:
            found.append([column])
    return found


@dataclass(frozen=True)
class _Share:
    """The cost of a way to share out columns, and the columns of each head so far."""

    cost: float
    spans: tuple[tuple[int, int], ...]


def _shared_out(
    cells: Sequence[Placed],
    stretch: Sequence[int],
    columns: Sequence[Column],
    texts: Sequence[str],
) -> tuple[tuple[int, int], ...]:
    """For each head the first and last column under it; the cheapest of all ways."""
    begin, end = stretch[0], stretch[-1]
    years = [_YEAR.fullmatch(text) is not None for text in texts]
    changes = {c for c, (one, two) in zip(stretch, pairwise(years), strict=False) if one != two}
    best = {begin - 1: _Share(0.0, ())}
    for cell in cells:
        reached: dict[int, _Share] = {}
        for before, share in best.items():
            for first in range(before + 1, cell.first + 1):
                for last in range(cell.last, end + 1):
                    cost = share.cost + _misfit(cell, first, last, columns)
                    cost += _UNCOVERED * (first - before - 1)
                    cost += _MIXED * any(first <= c < last for c in changes)
                    if last not in reached or cost < reached[last].cost:
                        reached[last] = _Share(cost, (*share.spans, (first, last)))
        best = reached
    if not best:
        return tuple((cell.first, cell.last) for cell in cells)
    return min(
        best.items(), key=lambda item: item[1].cost + _UNCOVERED * (end - item[0])
    )[1].spans


def _misfit(cell: Placed, first: int, last: int, columns: Sequence[Column]) -> float:
    """Points by which a head is off the middle or the edge of some columns."""
    left, right = columns[first].x0, columns[last].x1
    border = min(left, columns[first - 1].x1 if first else left)
    middle = (cell.x0 + cell.x1) / 2
    centred = _off(middle, (border + right) / 2, (left + right) / 2)
    flush = _off(cell.x0, border, left)
    if first == last:
        return min(centred, flush, abs(cell.x1 - right))
    return _SEVERAL + min(centred, flush, abs(cell.x1 - right) + _RIGHT)


def _off(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)
