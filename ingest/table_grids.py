"""Tables whose cells do not stand in the stream row by row: told by where the cells stand.

Some programs write a table column by column. Only the page shows then that words and figures
stand on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.lines import Line
from ingest.table_regions import is_value, regions
from ingest.table_rows import Row, rows_of

_SAME_LINE = 0.3
_FEWEST_FIGURES = 6
_FEWEST_ROWS = 3
_ROW_GAP = 4.0
"""Sizes of the type between rows of one grid."""


def grids_of(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """The rows of each table among rows that are in none, and all other rows with it.

    Looked for only where there are at least six figures; a row must begin with words and go on
    with two figures or more, as the marks of a chart do not.
    """
    pieces = [line for row in rows for line in row.lines]
    if sum(1 for piece in pieces if is_value(piece.text)) < _FEWEST_FIGURES:
        return
    lines = _on_lines(pieces)
    for band in _bands(lines):
        own = {id(piece) for line in band for piece in line}
        set_again = rows_of(piece for line in band for piece in line)
        others = [row for row in rows if not any(id(line) in own for line in row.lines)]
        for begin, end in regions(set_again):
            table = set_again[begin:end]
            if sum(_is_row([cell[0] for cell in row.cells]) for row in table) >= _FEWEST_ROWS:
                yield table, [*others, *set_again[:begin], *set_again[end:]]


def _on_lines(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces on one baseline, each from left to right; lines from top to bottom."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: p.baseline):
        if lines and piece.baseline - lines[-1][0].baseline < _SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.x0) for line in lines]


def _bands(lines: Sequence[list[Line]]) -> Iterator[list[list[Line]]]:
    """Lines from the one above the first row of a grid to its last row."""
    rows = [n for n, line in enumerate(lines) if _is_row(line)]
    start = 0
    for k, n in enumerate(rows):
        last = k + 1 == len(rows)
        apart = last or lines[rows[k + 1]][0].baseline - lines[n][0].baseline > (
            _ROW_GAP * lines[n][0].size
        )
        if apart:
            if k + 1 - start >= _FEWEST_ROWS:
                yield list(lines[max(0, rows[start] - 1) : n + 1])
            start = k + 1


def _is_row(line: Sequence[Line]) -> bool:
    figures = [is_value(piece.text) for piece in line]
    return len(line) > 2 and not figures[0] and sum(figures[1:]) >= 2
