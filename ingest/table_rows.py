"""Segments in stream order -> rows of cells, as the typesetter wrote them.

Programs that set tables write them cell by cell: a segment to the right of the one before it, on
its line or higher, opens the next cell of the row; one to the left and lower opens a row. That
tells which lines belong to one cell better than distances do, whatever the vertical alignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.lines import Line, Token

_SAME_LINE = 0.3
_NEXT_LINE = 1.75
_WIDE_GAP = 0.9
_NUMBER_GAP = 0.55
UNKNOWN_STYLE = -1
_NUMBER = re.compile(
    r"^[(]?[-–−+±<>≤≥]?[€$]?[-–−]?\d[\d.,]*%?[)]?$|^[-–−]$|^(?:n\.?v\.?t\.?|p\.?m\.?)$",
    re.IGNORECASE,
)


@dataclass
class Row:
    """Cells from left to right, each the lines of its text from top to bottom."""

    cells: list[list[Line]] = field(default_factory=list)

    @property
    def lone(self) -> bool:
        """Whether the row is a single cell: a group's name, a part of a label, or prose."""
        return len(self.cells) == 1

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell]

    @property
    def top(self) -> float:
        return min(line.baseline for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.baseline for line in self.lines)

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.x1 for line in self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.style == 2 for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def is_number(text: str) -> bool:
    """Whether a token is written as a figure of a table: `1.234`, `– 12,5%`, `–`, `n.v.t.`."""
    return _NUMBER.match(text) is not None


def pieces_of(segment: Line) -> Iterator[Line]:
    """A segment cut at wide gaps, and between figures also at narrower ones."""
    part: list[Token] = []
    for token in segment.tokens:
        if part and _parts_cells(part[-1], token, segment.size):
            yield part_of(segment, part)
            part = []
        part.append(token)
    yield part_of(segment, part)


def part_of(line: Line, tokens: Sequence[Token]) -> Line:
    """A line of some of the tokens. Whether a part of a line in mixed type is bold is not known."""
    if len(tokens) == len(line.tokens):
        return line
    return replace(line, tokens=tuple(tokens), style=line.style or UNKNOWN_STYLE)


def _parts_cells(left: Token, right: Token, size: float) -> bool:
    gap = right.x0 - left.x1
    if gap > _WIDE_GAP * size:
        return True
    if gap <= _NUMBER_GAP * size or not is_number(left.text):
        return False
    return is_number(right.text) or right.text[0].isupper()


def rows_of(pieces: Iterable[Line]) -> list[Row]:
    """The rows of a page from its pieces (see `pieces_of`) in the order of the stream.

    Prose comes out as rows of a single cell and a single line.
    """
    rows: list[Row] = []
    floor = float("-inf")
    for piece in pieces:
        row = rows[-1] if rows else None
        if row and _under_a_wide_head(row, piece):
            row = _cut_below_head(rows, piece)
        if row and _opens_cell(row, piece, floor):
            row.cells.append([piece])
        elif row and not row.lone and _continues_cell(row, piece):
            row.cells[-1].append(piece)
        else:
            if row and piece.baseline < row.bottom:
                floor = float("-inf")
            elif row and not row.lone:
                floor = row.bottom
            rows.append(Row([[piece]]))
    return _with_labels(rows)


def _under_a_wide_head(row: Row, piece: Line) -> bool:
    """Whether the cell before has a wide first line with the first of several heads below it."""
    cell = row.cells[-1]
    wide = max(line.x1 for line in cell)
    return (
        len(cell) > 1
        and cell[-1].x1 < piece.x0 < wide
        and cell[0].baseline < piece.baseline - _SAME_LINE * piece.size
        and piece.baseline < cell[-1].baseline + _SAME_LINE * piece.size
    )


def _cut_below_head(rows: list[Row], piece: Line) -> Row:
    cell = rows[-1].cells[-1]
    limit = piece.baseline - _SAME_LINE * piece.size
    below = [line for line in cell if line.baseline >= limit]
    rows[-1].cells[-1] = [line for line in cell if line.baseline < limit]
    rows.append(Row([below]))
    return rows[-1]


def _opens_cell(row: Row, piece: Line, floor: float) -> bool:
    cell = row.cells[-1]
    last = cell[-1]
    near = _SAME_LINE * max(piece.size, last.size)
    if piece.x0 < max(line.x1 for line in cell) - 0.5:
        return abs(piece.baseline - last.baseline) < near and piece.x0 >= last.x1
    if abs(piece.baseline - last.baseline) < near:
        return True
    return floor + near < piece.baseline < last.baseline


def _with_labels(rows: list[Row]) -> list[Row]:
    """Lines of a label stand alone until a cell beside them shows that they are one cell."""
    joined: list[Row] = []
    for row in rows:
        while joined and joined[-1].lone and not row.lone and _beside(joined[-1], row):
            row.cells[0][:0] = joined.pop().cells[0]
        joined.append(row)
    return joined


def _beside(lone: Row, row: Row) -> bool:
    label, first = lone.cells[0][-1], row.cells[0][0]
    top = min(line.baseline for cell in row.cells[1:] for line in cell)
    return (
        top - _SAME_LINE * row.size < label.baseline < first.baseline
        and _in_column(label, first)
    )


def _continues_cell(row: Row, piece: Line) -> bool:
    cell = row.cells[-1]
    last = cell[-1]
    step = piece.baseline - last.baseline
    if not 0 < step <= _NEXT_LINE * max(piece.size, last.size):
        return False
    if len(row.cells) <= 2 and last.style == 2 != piece.style:
        return False
    before = max(line.x1 for line in row.cells[-2]) if len(row.cells) > 1 else float("-inf")
    return piece.x0 > before and any(_in_column(line, piece) for line in cell)


def _in_column(one: Line, other: Line) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1
