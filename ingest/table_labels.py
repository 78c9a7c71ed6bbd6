"""Labels of rows: wrapped lines joined, and the path of groups that a row stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.assembly import assemble, no_notes
from ingest.lines import Line
from ingest.pdf import LINE_END_HYPHEN
from ingest.table_columns import Placed
from ingest.table_rows import UNKNOWN_STYLE, Row

_NEXT_LINE = 1.75
_APART = 1.12
_INDENT_PT = 2.5
_OF_WHICH = re.compile(
    r"^(?:\d{1,3}[a-z]?\.?\s(?:[A-Z]\s)?)?\(?\s*[-–•]?\s*(?:waarvan|w\.?v\.?|w\.o\.|wv\.)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"^(?:sub)?totaal\b|^saldo\b|^total\b|^som\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"^\(?(?:\d{1,3}[a-z]?|\d{1,2}(?:\.\d{1,2}){1,2}|[a-z]\d?|[ivxIVX]+|[A-Z]\d{1,2})[.)]?$"
)


def join_wrapped(rows: Sequence[Row]) -> list[Row]:
    """Rows of a single cell that are lines of the label above or below join that label."""
    leading, pitch = _leading(rows), _pitch(rows)
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        label = _label_cell(before) if before else []
        if before and row.lone and _is_one(label[-1], row.cells[0][0], leading, pitch):
            label += row.cells[0]
        elif (
            before
            and before.lone
            and not row.lone
            and _is_one(label[-1], _label_cell(row)[0], leading, pitch)
        ):
            _label_cell(row)[:0] = joined.pop().cells[0]
            joined.append(row)
        else:
            joined.append(row)
    return joined


def _label_cell(row: Row) -> list[Line]:
    """The cell of the words that name a row: behind its number, where it has one."""
    numbered = len(row.cells) > 1 and is_ordinal(row.cells[0][0].text)
    return row.cells[1] if numbered else row.cells[0]


def bare(lines: Sequence[Line]) -> str:
    """The text of lines without raised marks: what a head or a label says."""
    plain = [replace(line, tokens=tuple(t for t in line.tokens if t.shift != 1)) for line in lines]
    return assemble([line for line in plain if line.tokens], no_notes).text


def is_sum(text: str) -> bool:
    """Whether a label is that of a sum, which stands under no group and heads none."""
    return _SUM.match(text) is not None


def is_ordinal(text: str) -> bool:
    """Whether a text numbers a row: `1.`, `5a.`, `IV.`, `B2`."""
    return _ORDINAL.match(text) is not None


def _is_one(above: Line, below: Line, leading: float, pitch: float) -> bool:
    step = below.baseline - above.baseline
    if not 0 < step <= _NEXT_LINE * max(above.size, below.size):
        return False
    styles = {above.style, below.style} - {UNKNOWN_STYLE}
    if len(styles) > 1 or not (above.x0 < below.x1 and below.x0 < above.x1):
        return False
    if _OF_WHICH.match(below.text) or _ORDINAL.match(below.tokens[0].text):
        return False
    if above.text.endswith((LINE_END_HYPHEN, "-")) or below.text[:1].islower():
        return True
    if above.style != below.style and styles != {0}:
        return False  # a part in mixed type under or above a line that stands out
    return pitch > _APART * leading and step <= (leading + pitch) / 2


def _leading(rows: Sequence[Row]) -> float:
    """Smallest step between lines of one column: the distance of lines within a cell."""
    steps = [
        low.baseline - up.baseline
        for row in rows
        for cell in row.cells
        for up, low in pairwise(cell)
    ]
    for up, low in pairwise(rows):
        if up.lone or low.lone:
            steps.append(low.cells[0][0].baseline - up.cells[0][-1].baseline)
    sizes = [row.size for row in rows]
    fit = [s for s in steps if s > 0.7 * min(sizes)]
    return min(fit, default=1.2 * median(sizes))


def _pitch(rows: Sequence[Row]) -> float:
    """Usual step between rows of one line each."""
    steps = [
        low.top - up.bottom for up, low in pairwise(rows) if not up.lone and not low.lone
    ]
    return median(steps) if steps else 0.0


class Groups:
    """Follows the rows from top to bottom and tells under which groups each one stands.

    A row stands under one with a smaller indent, or of the same indent and more weight: bold,
    alone or in italics, with a number, ordinary.
    """

    def __init__(self, labels: Sequence[Placed]) -> None:
        ends = {round(label.x1) for label in labels}
        starts = {round(label.x0) for label in labels}
        self._flush_right = len(labels) > 3 and 2 * len(ends) < len(starts)
        self._tells = {
            style for style in (1, 2) if 0 < sum(_is(style, c) for c in labels) < len(labels)
        }
        self._stack: list[tuple[float, float, str]] = []
        self._last: tuple[str, ...] = ()

    def path(
        self, cell: Placed | None, label: str, alone: bool, *, numbered: bool = False
    ) -> tuple[str, ...]:
        """The names of the groups above a row and its own label; without one, those of the last."""
        if cell is not None and label:
            self._last = self._path(cell, label, alone, numbered)
        return self._last

    def _path(self, cell: Placed, label: str, alone: bool, numbered: bool) -> tuple[str, ...]:
        if _OF_WHICH.match(label):
            return (*self._names(), label)
        indent = 0.0 if self._flush_right else cell.x0
        weight = self._weight(cell, alone, numbered)
        while self._stack and not _contains(self._stack[-1], indent, weight):
            self._stack.pop()
        path = (*self._names(), label)
        if not is_sum(label):
            self._stack.append((indent, weight, label))
        return path

    def _weight(self, cell: Placed, alone: bool, numbered: bool) -> float:
        if 2 in self._tells and _is(2, cell):
            return 1.0
        if alone or (1 in self._tells and _is(1, cell)):
            return 2.0
        return 2.5 if numbered else 3.0

    def _names(self) -> tuple[str, ...]:
        return tuple(name for _, _, name in self._stack)


def _is(style: int, cell: Placed) -> bool:
    return all(line.style == style for line in cell.lines)


def _contains(group: tuple[float, float, str], indent: float, weight: float) -> bool:
    if group[0] < indent - _INDENT_PT:
        return True
    return abs(group[0] - indent) <= _INDENT_PT and group[1] < weight
