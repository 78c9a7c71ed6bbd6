"""Which rows of a table are its head, the path of heads above a column, and units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.table_columns import Column, Placed
from ingest.table_labels import bare, is_ordinal
from ingest.table_regions import is_value

MAX_HEAD_ROWS = 4
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\*?$|^t[+-]?\d?$")
_SAME_EDGE_PT = 3.0
_LONG_TEXT = 40
_MOSTLY = 0.8
_SAME_CENTRE_PT = 6.0
_AMOUNT = r"(?:€\s?)?(?:1(?:[. ]000)+|1?\s?(?:mln|mld|miljoen|miljard|duizend(?:en)?)\b\.?)"
_UNIT = re.compile(
    rf"(?:\bbedragen\s+)?(?:\b[xX]|×|\bin)\s+{_AMOUNT}(?:\s+euro)?|\bin (?:euro'?s?|procenten|%)"
    r"|\bin (?:k?mol|k?ton|Mton|kg|ha|km|fte|uur|dagen|PJ|MW|GW|hectare)\b[\w/]*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\(((?:bedragen )?(?:[xX] |in )?(?:€[^()]{0,12}|%"
    r"|[^()]{0,12}(?:mln|mld|miljoen|miljard)\.?[^()]{0,6}|km|ha|hectare|uur|fte|kg|k?ton|Mton|PJ|aantal(?:len)?|dagen|m2|m3))\)",
    re.IGNORECASE,
)


def unit_in(text: str) -> str:
    """The unit that a title, head or label names: `x € 1.000`, `€ mln.`, `km`; empty if none."""
    for match in (_UNIT.search(text), _IN_BRACKETS.search(text)):
        if match:
            return (match.group(1) if match.re is _IN_BRACKETS else match.group(0)).strip(" ()")
    return ""


def head_rows(rows: Sequence[Sequence[Placed]], labels: int) -> int:
    """How many rows at the top are heads: words or years where the rows below hold figures."""
    count = 0
    width = max((cell.last for row in rows for cell in row), default=0) + 1
    for number, row in enumerate(rows[:MAX_HEAD_ROWS]):
        below = rows[number + 1 :]
        if not below or not _is_head(row, below, labels, width):
            break
        count = number + 1
    return count


def _is_head(
    row: Sequence[Placed], below: Sequence[Sequence[Placed]], labels: int, width: int
) -> bool:
    figures = [cell for cell in row if cell.last >= labels]
    if not figures:
        return False
    if any(is_value(cell.text) and not _YEAR.match(cell.text) for cell in figures):
        return False
    bold = all(line.style == 2 for cell in row for line in cell.lines)
    plain = any(line.style != 2 for r in below for cell in r for line in cell.lines)
    if bold and plain:
        return True
    if row[0].first and len(figures) == width - labels and len(below) > 2:
        return True
    return any(_holds_figures(below, column) for column in range(labels, width)) or (
        not is_value(row[0].text) and not row[0].first and _holds_figures(below, 0)
    )


def _holds_figures(rows: Sequence[Sequence[Placed]], column: int) -> bool:
    cells = [c.text for row in rows for c in row if c.first <= column <= c.last]
    values = [text for text in cells if is_value(text) and not _YEAR.match(text)]
    return len(cells) >= 1 and len(values) >= 0.5 * len(cells)


def label_columns(rows: Sequence[Sequence[Placed]], width: int) -> int:
    """How many columns at the left name the row: those before the first of figures or long text."""
    for column in range(1, width):
        if _numbers_rows(rows, column - 1):
            continue
        if _holds_figures(rows, column):
            return column
        texts = [cell.text for row in rows[1:] for cell in row if cell.first == column]
        if texts and median(len(text) for text in texts) > _LONG_TEXT:
            return column
    return max(1, width - 1)


def _numbers_rows(rows: Sequence[Sequence[Placed]], column: int) -> bool:
    """Whether the first column only numbers the rows, and is no column of figures."""
    texts = [c.text for row in rows[1:] for c in row if c.first == column == c.last]
    numbers = sum(is_ordinal(text) for text in texts)
    return column == 0 and bool(texts) and numbers >= _MOSTLY * len(texts)


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
    """The head of each column in one row; a head over several reaches columns beside its own."""
    above: list[Placed | None] = [None] * len(columns)
    for cell in row:
        for column in range(cell.first, cell.last + 1):
            above[column] = cell
    if not lower:
        return above
    named = {c for r in lower for cell in r for c in range(cell.first, cell.last + 1)}
    bound = list(above)
    for column in sorted(named):
        if bound[column] is None and column >= labels:
            above[column] = _spanning(column, bound, columns)
    return above


def _spanning(
    column: int, bound: Sequence[Placed | None], columns: Sequence[Column]
) -> Placed | None:
    left = next((bound[c] for c in range(column - 1, -1, -1) if bound[c]), None)
    right = next((bound[c] for c in range(column + 1, len(bound)) if bound[c]), None)
    centre = (columns[column].x0 + columns[column].x1) / 2
    near = [
        cell
        for cell in (left, right)
        if cell is not None and (cell is left or _is_centred_over_several(cell, columns))
    ]
    near = [c for c in near if _is_centred_over_several(c, columns) or _opens_span(c, columns)]
    return min(near, key=lambda c: abs((c.x0 + c.x1) / 2 - centre), default=None)


def _is_centred_over_several(cell: Placed, columns: Sequence[Column]) -> bool:
    column = columns[cell.first]
    centre = abs((cell.x0 + cell.x1) / 2 - (column.x0 + column.x1) / 2) > _SAME_CENTRE_PT
    edges = min(abs(cell.x0 - column.x0), abs(cell.x1 - column.x1)) > _SAME_EDGE_PT
    return cell.last > cell.first or (centre and edges)


def _opens_span(cell: Placed, columns: Sequence[Column]) -> bool:
    return abs(cell.x0 - columns[cell.first].x0) <= _SAME_EDGE_PT
