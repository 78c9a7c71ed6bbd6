"""Reading order of a page: regions from top to bottom, the columns of a region from the left.

The order of the content stream is kept wherever geometry does not speak against it: the programs
that make these documents mostly write in reading order. Geometry speaks against it where two
columns are written line by line, and where text is written below what it stands above.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ingest.lines import Line

_LONG = 0.2
_HALF_LINE = 0.25
_ENOUGH = 6
_SLACK_PT = 4.0
_FULL = 0.88
_STEP = 3.0
_SHARED = 0.3
_MOST_RUNS = 120


class Region(NamedTuple):
    """Lines of one column, or of a part of the page that has none, in reading order."""

    lines: list[Line]
    lowest: bool
    """Whether it reaches to the foot of the page's text: notes may stand there."""


def halves_of(lines: Sequence[Line], width: float, height: float) -> list[list[Line]]:
    """The two pages of a spread that was scanned or printed on one; else all lines as they are."""
    middle = width / 2
    left = [s for s in lines if s.x1 <= middle]
    right = [s for s in lines if s.x0 >= middle]
    if width < height or not left or not right or len(left) + len(right) < len(lines):
        return [list(lines)]
    long = [sum(s.x1 - s.x0 > _HALF_LINE * width for s in side) for side in (left, right)]
    return [left, right] if max(long) >= _ENOUGH else [list(lines)]


def regions_of(lines: Sequence[Line], width: float, small: float) -> list[Region]:
    """The regions of a page in reading order.

    `width` of the page in points; `small` is the size up to which type may be that of notes.
    """
    gutter = _gutter(lines, width)
    if gutter is None:
        return [Region(list(lines), True)]
    bands = _bands(lines, gutter, small)
    columned = [_is_columned(band, gutter, width) for band in bands]
    if not any(columned):
        return [Region(list(lines), True)]
    regions: list[Region] = []
    for number, (band, two) in enumerate(zip(bands, columned, strict=True)):
        lowest = number == len(bands) - 1
        if two:
            left = [s for s in band if s.x1 <= gutter + _SLACK_PT]
            right = [s for s in band if s.x1 > gutter + _SLACK_PT]
            regions += [Region(left, lowest), Region(right, lowest)]
        elif regions and not columned[number - 1]:
            regions[-1] = Region([*regions[-1].lines, *band], lowest)
        else:
            regions.append(Region(band, lowest))
    return regions


def from_the_top(lines: Sequence[Line]) -> list[Line]:
    """Lines in the stream's order, but none before what stands above it.

    Runs of lines below each other move as a whole; of two runs that share a stretch of the width
    the upper comes first (the first rule of Breuel's reading order).
    """
    runs = _runs(lines)
    if not 1 < len(runs) <= _MOST_RUNS or not _is_upset(runs):
        return list(lines)
    ordered: list[Line] = []
    while runs:
        first = next(
            (run for run in runs if not any(_stands_above(other, run) for other in runs)), runs[0]
        )
        runs.remove(first)
        ordered += first.lines
    return ordered


class _Run(NamedTuple):
    """Lines of the stream that follow each other downwards."""

    lines: list[Line]
    x0: float
    top: float
    x1: float
    bottom: float


def _runs(lines: Sequence[Line]) -> list[_Run]:
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        step = line.baseline - before.baseline if before else 0.0
        if before and _follows(before, line) and 0 < step < _STEP * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _Run(g, min(s.x0 for s in g), g[0].top, max(s.x1 for s in g), g[-1].baseline)
        for g in groups
    ]


def _follows(before: Line, line: Line) -> bool:
    return not before.table and not line.table and before.x0 < line.x1 and line.x0 < before.x1


def _is_upset(runs: Sequence[_Run]) -> bool:
    return any(
        _stands_above(later, earlier)
        for n, later in enumerate(runs)
        for earlier in runs[:n]
    )


def _stands_above(one: _Run, other: _Run) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    size = other.lines[0].size
    narrow = min(one.x1 - one.x0, other.x1 - other.x0)
    return one.bottom < other.top + 0.2 * size and shared > _SHARED * narrow


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The middle between two columns, where enough long lines end before it and begin after it."""
    if not lines:
        return None
    text_middle = (min(s.x0 for s in lines) + max(s.x1 for s in lines)) / 2
    for middle in (width / 2, text_middle):
        left = [s for s in lines if s.x1 <= middle + _SLACK_PT and s.x1 - s.x0 > _LONG * width]
        right = [s for s in lines if s.x0 >= middle - _SLACK_PT and s.x1 - s.x0 > _LONG * width]
        if len(left) >= _ENOUGH and len(right) >= _ENOUGH:
            return middle
    return None


def _bands(lines: Sequence[Line], gutter: float, small: float) -> list[list[Line]]:
    """Cut the page at the lines that run over the gutter; each band keeps the stream's order."""
    crossing = [s for s in lines if s.x0 < gutter - _SLACK_PT and s.x1 > gutter + _SLACK_PT]
    place = {id(line): n for n, line in enumerate(lines)}
    over = {id(line) for line in crossing}
    by_height = sorted(lines, key=lambda s: s.baseline)
    foot = list(takewhile(lambda s: s.size <= small and not s.table, reversed(by_height)))
    if any(id(line) in over for line in foot):  # short notes among those of the full width
        over |= {id(line) for line in foot}
    bands: list[list[Line]] = []
    was_over: bool | None = None
    for line in by_height:
        now = id(line) in over
        if now != was_over:
            bands.append([])
        bands[-1].append(line)
        was_over = now
    for band in bands:
        band.sort(key=lambda s: place[id(s)])
    return bands


def _is_columned(band: Sequence[Line], gutter: float, width: float) -> bool:
    """Whether a band is prose in two columns, not the cells of a table."""
    left = [s for s in band if s.x1 <= gutter + _SLACK_PT]
    right = [s for s in band if s.x0 >= gutter - _SLACK_PT]
    if len(left) + len(right) < len(band):
        return False
    if not left or not right:
        return False
    long = [sum(s.x1 - s.x0 > _LONG * width for s in side) for side in (left, right)]
    if min(long) < 2 or max(long) < _ENOUGH:
        return False
    sides = [s.x0 >= gutter - _SLACK_PT for s in band]
    switches = sum(a != b for a, b in pairwise(sides))
    if switches <= max(3, 0.12 * len(band)):
        return True
    return all(_fills(side) for side in (left, right))


def _fills(side: Sequence[Line]) -> bool:
    """Whether most lines reach the right edge of their column, as those of a paragraph do."""
    x0, x1 = min(s.x0 for s in side), max(s.x1 for s in side)
    full = sum(s.x1 > x0 + _FULL * (x1 - x0) for s in side)
    return len(side) >= 2 * _ENOUGH and full > 0.6 * len(side)
