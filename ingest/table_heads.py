"""Which rows of a table are its head, which columns name its rows, and units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.table_columns import Placed
from ingest.table_labels import is_ordinal
from ingest.table_regions import is_value

MAX_HEAD_ROWS = 4
_DATE = r"\d{1,2}(?:[-/.]\d{1,2}[-/.]|\s[a-z]{3,9}\.?\s)(?:19|20)\d\d"
_HEAD_LIKE = re.compile(
    rf"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\*?(?:\s?\([^)]*\)|\se\.?v\.?)?$|{_DATE}\b|\d{{1,2}}e\s[a-z]"
    r"|\(\d{1,2}\)\s*(?:=|[A-Za-zÀ-ÿ]{3})"
    r"|[€<>≤≥]?\s?\d[\d.,]*\s(?:jaar\s)?(?:tot|t/m|(?:en|of) (?:meer|minder|ouder|jonger))\b",
    re.IGNORECASE,
)
_IS_DATE = re.compile(rf"{_DATE}$", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)?(?:\s*=.*)?$")
_LONG_TEXT = 40
_MOSTLY = 0.8
_AMOUNT = (
    r"(?:(?:€|EUR|euro)\s?)?(?:1(?:[.\s]?000)+"
    r"|1?\s?(?:mln|mld|mrd|miljoen(?:en)?|miljard(?:en)?|duizend(?:en)?)\b\.?)"
)
_UNIT = re.compile(
    rf"(?:\bbedragen\s+)?(?:\b[xX]|×|\bin)\s?{_AMOUNT}(?:\s+(?:euro(?:['’]?s)?\b|€))?"
    r"|\bin (?:euro['’]?s?|procenten|%)"
    r"|\bin (?:k?mol|k?ton|Mton|kg|ha|km|fte|uur|dagen|PJ|MW|GW|hectare)\b[\w/]*",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:in )?(?:fte(?:['’]?s)?|aantal(?:len)?|%|procent(?:en)?|percentages?|k?m|km2"
    r"|m[23²³]|ha|hectare|uren|weken|dagen|maanden|jaren|personen|stuks|kg|ton|kton|Mton|PJ|TWh|[MG]W|€|euro(?:['’]?s)?)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"(?:aantal|aantallen|number)\b", re.IGNORECASE)
_SHARES = re.compile(r"(?:percentage|procentuele?)\b", re.IGNORECASE)
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


def unit_of_name(text: str) -> str:
    """The unit that the head of a column or the label of a row names, also as its only word."""
    text = text.strip()
    if named := unit_in(text):
        return named
    if _ALONE.fullmatch(text):
        return text
    return "aantal" if _COUNTS.match(text) else "%" if _SHARES.match(text) else ""


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
    if any(is_figure(cell.text) for cell in figures) and not _counts_columns(row, labels):
        return False
    bold = all(line.style == 2 for cell in row for line in cell.lines)
    plain = any(line.style != 2 for r in below for cell in r for line in cell.lines)
    if bold and plain:
        return True
    if row[0].first and len(figures) == width - labels and len(below) > 2:
        return True
    return any(holds_figures(below, column) for column in range(labels, width)) or (
        not is_value(row[0].text) and not row[0].first and holds_figures(below, 0)
    )


def is_figure(text: str) -> bool:
    """Whether a cell holds a value and not a year, date, quarter or numbered name of a column."""
    return is_value(text) and _HEAD_LIKE.match(text) is None


def _counts_columns(row: Sequence[Placed], labels: int) -> bool:
    """Whether a row only numbers the columns: `(1)`, `(2)`, `(3) = (1) + (2)`."""
    cells = [cell.text for cell in row]
    return row[0].first >= labels and len(cells) > 1 and all(map(_COLUMN_NUMBER.match, cells))


def holds_figures(rows: Sequence[Sequence[Placed]], column: int) -> bool:
    """Whether at least half of the cells of a column are figures."""
    cells = [c.text for row in rows for c in row if c.first <= column <= c.last]
    values = [text for text in cells if is_figure(text)]
    return len(cells) >= 1 and len(values) >= 0.5 * len(cells)


def _holds_dates(rows: Sequence[Sequence[Placed]], column: int) -> bool:
    texts = [c.text for row in rows for c in row if c.first == column == c.last]
    return bool(texts) and sum(_IS_DATE.match(text) is not None for text in texts) > len(texts) / 2


def label_columns(rows: Sequence[Sequence[Placed]], width: int) -> int:
    """How many columns at the left name the row: those before the first of figures or long text."""
    for column in range(1, width):
        if numbers_rows(rows, column - 1):
            continue
        if holds_figures(rows, column) or _holds_dates(rows[1:], column):
            return column
        texts = [cell.text for row in rows[1:] for cell in row if cell.first == column]
        if texts and median(len(text) for text in texts) > _LONG_TEXT:
            return _telling_apart(rows, column)
    return _telling_apart(rows, max(1, width - 1))


def _telling_apart(rows: Sequence[Sequence[Placed]], most: int) -> int:
    """How many columns of words at the left it takes to tell the rows apart."""
    for count in range(1, most):
        names = [tuple(c.text for c in row if c.last < count) for row in rows[1:]]
        if not numbers_rows(rows, count - 1) and len(set(names)) >= _MOSTLY * len(names):
            return count
    return most


def numbers_rows(rows: Sequence[Sequence[Placed]], column: int) -> bool:
    """Whether the first column only numbers the rows, and is no column of figures."""
    texts = [c.text for row in rows[1:] for c in row if c.first == column == c.last]
    numbers = sum(is_ordinal(text) for text in texts)
    return column == 0 and bool(texts) and numbers >= _MOSTLY * len(texts)
