"""Where tables are on a page, with their titles and notes, and which go on on the next page.

`set_apart` runs before the layout stage tells body, margin and notes apart, so that small figures
at the right or at the foot stay in their table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.lines import Line
from ingest.table_columns import Column, columns_of
from ingest.table_edges import cut_at_edges
from ingest.table_grids import grids_of
from ingest.table_labels import bare, join_wrapped
from ingest.table_regions import regions
from ingest.table_rows import Row, pieces_of, rows_of

_CAPTION = re.compile(r"^(?:Tabel|Table|Overzicht|Staat)\s+(?:[A-Z]\b|[A-Z]?\d)")
MAX_SEGMENTS = 6_000
"""A page with more is no page that a person reads: it is left without tables."""
_CAPTION_GAP = 3.2
_CAPTION_STEP = 1.6
_CAPTION_LINES = 4
NOTE = re.compile(r"^(?:Bron|Noot|Toelichting|\*|[a-z0-9]\)|\d\s|[a-z]\s)", re.IGNORECASE)
"""How a note or source below a table begins, where no raised letter tells it."""
_NOTE_LINES = 12
_SAME_EDGE_PT = 6.0
_CONTINUED = re.compile(r"\b(?:vervolg|continued)\b", re.IGNORECASE)


@dataclass(frozen=True)
class TableRegion:
    """The rows of a table on one page, with the lines above and below that speak of it."""

    rows: tuple[Row, ...]
    caption: tuple[Line, ...]
    below: tuple[Line, ...]

    @property
    def page(self) -> int:
        """The physical page."""
        return self.rows[0].lines[0].page

    @property
    def lines(self) -> list[Line]:
        """All lines in reading order."""
        return [line for row in self.rows for line in row.lines]


def set_apart(segments: Sequence[Line], body_size: float) -> list[Line]:
    """The segments of a page with each table drawn together to one line that carries it."""
    if len(segments) > MAX_SEGMENTS:
        return list(segments)
    cut = [list(pieces_of(segment)) for segment in segments]
    rows = rows_of(piece for pieces in cut for piece in pieces)
    tables: dict[int, Line] = {}
    for table, others in _found(rows):
        line = _as_line(_region(table, others, body_size))
        tables |= {id(piece): line for row in table for piece in row.lines}
    if not tables:
        return list(segments)
    result: list[Line] = []
    placed: set[int] = set()
    for segment, pieces in zip(segments, cut, strict=True):
        outside = [piece for piece in pieces if id(piece) not in tables]
        for one in (tables[id(piece)] for piece in pieces if id(piece) in tables):
            if id(one) not in placed:
                placed.add(id(one))
                result.append(one)
        whole = len(outside) == len(pieces)
        result += [segment] if whole else [replace(p, style=segment.style) for p in outside]
    return result


def _found(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """The rows of each table with all other rows of the page: by the stream, else by place."""
    taken: set[int] = set()
    for begin, end in regions(rows):
        taken |= set(range(begin, end))
        yield list(rows[begin:end]), [*rows[:begin], *rows[end:]]
    yield from grids_of([row for n, row in enumerate(rows) if n not in taken])


def _as_line(region: TableRegion) -> Line:
    lines = region.lines
    first = lines[0]
    tokens = tuple(sorted((t for line in lines for t in line.tokens), key=lambda t: t.x0))
    bottom = max(row.bottom for row in region.rows)
    cells = len(region.rows[0].cells)
    return Line(first.page, tokens, first.size, bottom, cells=cells, table=region)


def _region(table: Sequence[Row], others: Sequence[Row], body_size: float) -> TableRegion:
    caption = _caption(table, others, body_size)
    return TableRegion(tuple(table), caption, _below(table, others, body_size))


def _caption(
    table: Sequence[Row], others: Sequence[Row], body_size: float
) -> tuple[Line, ...]:
    """The title of a table: lines directly above it, or `Tabel 1 …` directly below."""
    near = _chain(table, others, above=True)
    opening = [n for n, line in enumerate(near) if _CAPTION.match(line.text)]
    if opening:
        return tuple(near[opening[-1] :])
    under = _chain(table, others, above=False)
    if under and _CAPTION.match(under[0].text) and not _opens_table(under, others):
        return tuple(line for line in under if abs(line.size - under[0].size) < 0.5)
    if not near:
        return ()
    last = near[-1]
    alike = [line for line in near if line.style == last.style and abs(line.size - last.size) < 0.5]
    small = last.size < 0.95 * body_size
    headed = last.style == 2 or last.size > 1.08 * body_size
    return tuple(alike) if (small or headed) and not last.text.endswith((".", ":")) else ()


def _opens_table(lines: Sequence[Line], others: Sequence[Row]) -> bool:
    """Whether a table follows below lines, so that they are its title."""
    last = lines[-1]
    return any(
        not row.lone and 0 < row.top - last.baseline < _CAPTION_GAP * last.size for row in others
    )


def _chain(table: Sequence[Row], others: Sequence[Row], *, above: bool) -> list[Line]:
    """Lone lines next to a table, each close to the one before, in reading order."""
    left, right = min(row.x0 for row in table), max(row.x1 for row in table)
    edge = min(row.top for row in table) if above else max(row.bottom for row in table)
    sign = -1 if above else 1
    lines = [
        row.cells[0][0]
        for row in others
        if row.lone and row.x0 < right and left < row.x1 and sign * (row.top - edge) > 0
    ]
    lines.sort(key=lambda line: sign * line.baseline)
    chain: list[Line] = []
    for line in lines[:_CAPTION_LINES if above else _NOTE_LINES]:
        gap = _CAPTION_STEP if chain else _CAPTION_GAP
        if sign * (line.baseline - edge) > gap * line.size:
            break
        chain.append(line)
        edge = line.baseline
    return chain[::-1] if above else chain


def _below(table: Sequence[Row], others: Sequence[Row], body_size: float) -> tuple[Line, ...]:
    """Notes and source directly below a table, in smaller type."""
    chain = _chain(table, others, above=False)
    size = min(row.size for row in table)
    kept: list[Line] = []
    for line in chain:
        opens = line.tokens[0].shift == 1 or NOTE.match(line.text)
        if line.size > 1.02 * size or line.size > 0.97 * body_size or not (kept or opens):
            break
        kept.append(line)
    return tuple(kept)


def continues(table: TableRegion, following: TableRegion) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before."""
    if following.page != table.page + 1:
        return False
    if following.caption and not _CONTINUED.search(bare(following.caption)):
        same = table.caption and bare(following.caption) == bare(table.caption)
        if not same and _CAPTION.match(following.caption[0].text):
            return False
    one = columns_of(rows_in(table))
    two = columns_of(rows_in(following))
    near = sum(1 for a in one if any(_edges_meet(a, b) for b in two))
    return abs(len(one) - len(two)) <= 2 and near >= max(2, 0.7 * min(len(one), len(two)))


def _edges_meet(one: Column, two: Column) -> bool:
    return min(abs(one.x0 - two.x0), abs(one.x1 - two.x1)) < _SAME_EDGE_PT


def rows_in(region: TableRegion) -> list[Row]:
    """The rows of a table on one page: cells that run together cut, wrapped labels joined."""
    return join_wrapped(cut_at_edges([Row([list(c) for c in row.cells]) for row in region.rows]))
