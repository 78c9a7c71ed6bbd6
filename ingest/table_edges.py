"""Narrow gaps between columns: cells that run together, cut where text begins in most rows.

Columns of a ruled table may stand so close that their texts look like words of one line. A place
where a word begins behind a gap wider than a word space in most rows is the edge of a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line, Token
from ingest.table_regions import is_value
from ingest.table_rows import Row, part_of

_GAP = 0.36
_ENOUGH_ROWS = 4
_SHARE = 0.5
_STEP_PT = 1.5


def cut_at_edges(rows: Sequence[Row]) -> list[Row]:
    """The same rows with cells cut at the edges of columns that run together."""
    several = [row for row in rows if not row.lone]
    starts: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    for row in several:
        own = {_place(cell[0].x0) for cell in row.cells}
        behind = {_place(token.x0) for cell in row.cells for token in _openings(cell[0])}
        starts.update(own | behind)
        inside.update(behind)
    enough = max(_ENOUGH_ROWS, _SHARE * len(several))
    edges = {
        place
        for place in inside
        if sum(starts[place + d] for d in (-1, 0, 1)) >= enough
    }
    if not edges:
        return list(rows)
    return [row if row.lone else Row([c for cell in row.cells for c in _cut(cell, edges)])
            for row in rows]


def _place(x: float) -> int:
    return round(x / _STEP_PT)


def _openings(line: Line) -> list[Token]:
    """The tokens of a line behind a gap that is wider than a word space."""
    return [b for a, b in pairwise(line.tokens) if b.x0 - a.x1 > _GAP * line.size]


def _cut(cell: Sequence[Line], edges: set[int]) -> list[list[Line]]:
    """A cell as one or more cells; lines below the first go where they stand."""
    first = cell[0]
    cuts = [
        n
        for n, (a, b) in enumerate(pairwise(first.tokens), start=1)
        if any(_place(b.x0) + d in edges for d in (-1, 0, 1))
        and (b.x0 - a.x1 > _GAP * first.size or (is_value(a.text) and is_value(b.text)))
    ]
    if not cuts:
        return [list(cell)]
    bounds = [0, *cuts, len(first.tokens)]
    parts = [[part_of(first, first.tokens[a:b])] for a, b in pairwise(bounds)]
    for line in cell[1:]:
        under = [n for n, part in enumerate(parts) if line.x0 > part[0].x0 - _STEP_PT]
        target = under[-1] if under else 0
        if target + 1 < len(parts) and line.x1 > parts[target + 1][0].x0:
            return [list(cell)]
        parts[target].append(line)
    return parts
