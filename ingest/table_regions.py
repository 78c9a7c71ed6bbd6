"""Rows -> the stretches of a page that are a table.

A table is a run of rows whose cells share edges. Prose in two columns, lists, address blocks and
tables of contents share edges too: what tells them apart is written at `is_table`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.lines import Line
from ingest.table_rows import Row, is_number

_EDGE_PT = 3.0
_OTHER_SIZE = 1.09
_ITALIC_SIZE = 1.4
_GAP = 2.6
_WIDE_GAP = 5.0
_LONE_ROWS = 4
_HEAD_STEP = 2.0
_HEAD_LENGTH = 80
_STEPS = 40
_LONE_CHARACTERS = 160
_CAPTION = re.compile(r"^(Tabel|Figuur|Table|Grafiek) \d", re.IGNORECASE)
_ORDINAL = re.compile(
    r"^(?:[•●▪■◦○–—\-\uf0b7\uf02d·o]|\(?\d{1,2}[.)]?|\(?[a-z]{1,2}[.)]|[ivx]+[.)])$"
)
_BULLET = re.compile(r"^[•●▪■◦○·\uf0b7\uf02d]")
_SECTION = re.compile(r"^(\d+\.\d+|Bijlage|Annex)")
_PAGE = re.compile(r"^\d{1,3}$")
_VALUE = re.compile(
    r"^[(]?(?:-/-|[-–−+±<>≤≥~]{0,2})\s?[€$]?\s?[-–−]?\d|^[-–−xX]$|^n\.?v\.?t|^p\.?m\.?$"
)
_FIELD = re.compile(
    r"^(Datum|Betreft|Onderwerp|Aan|Van|Onze referentie|Uw referentie|Kenmerk|Bijlagen?|Contact"
    r"|Telefoon|T|E|F|Retouradres)\s*:?$"
)


def regions(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Half-open spans of rows that are a table."""
    start = done = 0
    while start < len(rows):
        if rows[start].lone:
            start += 1
            continue
        end = _extent(rows, start)
        begin = _head_above(rows, start)
        if is_table(rows[begin:end]):
            yield _with_wide_heads(rows, done, begin, end), end
            done = end
        start = max(end, start + 1)


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, a dash or a cross rather than words."""
    return _VALUE.match(text) is not None


def _extent(rows: Sequence[Row], start: int) -> int:
    """Where the run of rows that begins with a row of several cells ends."""
    end = start + 1
    edges = _edges(rows[start].cells[1:])
    frame = _Frame(rows[start])
    steps: list[float] = []
    lone = 0
    for i in range(start + 1, len(rows)):
        row, before = rows[i], rows[i - 1]
        step = (row.bottom if before.lone else row.top) - before.bottom
        usual = median(steps[-_STEPS:]) if steps else 3.0 * row.size
        fits = _shares(edges, row, 3)
        if step <= 0 or step > (_WIDE_GAP if fits else _GAP) * max(usual, row.size):
            break
        if _in_other_type(row, rows[start]):
            break
        if row.lone:
            lone += 1
            beside = row.x1 <= frame.second
            if lone > (2 if beside else 1) * _LONE_ROWS or _ends_table(row, frame):
                break
            continue
        if not _shares(edges, row) or _begins_again(rows[start:end], row):
            break
        steps.append(step)
        edges |= _edges(row.cells[1:])
        frame.take(row)
        frame.left = min(frame.left, *(group.x0 for group in rows[end : i + 1]))
        lone = 0
        end = i + 1
    return end


def _in_other_type(row: Row, first: Row) -> bool:
    """Whether a row is set larger or smaller; a group's name in italics measures smaller."""
    slack = _ITALIC_SIZE if row.lone and row.lines[0].style == 1 else _OTHER_SIZE
    return row.size > _OTHER_SIZE * first.size or first.size > slack * row.size


class _Frame:
    """The edges of the rows of several cells so far, and where the second column begins."""

    def __init__(self, row: Row) -> None:
        self.left = self.second = float("inf")
        self.right = float("-inf")
        self.take(row)

    def take(self, row: Row) -> None:
        """Count a row along."""
        self.left, self.right = min(self.left, row.x0), max(self.right, row.x1)
        self.second = min(self.second, *(line.x0 for line in row.cells[1]))


def _ends_table(row: Row, frame: _Frame) -> bool:
    if len(row.text) > _LONE_CHARACTERS or _CAPTION.match(row.text):
        return True
    sticks_out = frame.left - _EDGE_PT > row.x0 and row.x1 > frame.left
    return sticks_out or row.x1 > frame.right + _EDGE_PT


def _begins_again(table: Sequence[Row], row: Row) -> bool:
    """The head of a table of the same form, directly below."""
    return len(table) > 1 and row.text == table[0].text


def _edges(cells: Sequence[list[Line]]) -> set[int]:
    """Left and right edges of cells, in steps of `_EDGE_PT`."""
    found: set[int] = set()
    for cell in cells:
        for edge in (min(line.x0 for line in cell), max(line.x1 for line in cell)):
            found.add(round(edge / _EDGE_PT))
    return found


def _shares(edges: set[int], row: Row, enough: int = 1) -> bool:
    shared = [e for e in _edges(row.cells) if not edges.isdisjoint((e - 1, e, e + 1))]
    return len(shared) >= enough


def _head_above(rows: Sequence[Row], start: int) -> int:
    """A lone cell above the first row on one line with it or close above is part of its head."""
    begin = start
    while begin > 0 and rows[begin - 1].lone:
        above = rows[begin - 1]
        step = rows[begin].top - above.bottom
        close = 0 <= step <= 1.4 * above.size and abs(above.size - rows[start].size) < 0.3
        if not (close and above.bold and rows[start].bold and above.x0 > rows[start].x0 + 20):
            break
        begin -= 1
    return begin


def _with_wide_heads(rows: Sequence[Row], done: int, begin: int, end: int) -> int:
    """Where a table begins with rows of heads over several columns, which share no edge with it."""
    left, right = min(row.x0 for row in rows[begin:end]), max(row.x1 for row in rows[begin:end])
    while begin > done:
        above, first = rows[begin - 1], rows[begin]
        close = 0 < first.top - above.bottom <= _HEAD_STEP * above.size
        inside = left - _EDGE_PT <= above.x0 and above.x1 <= right + _EDGE_PT
        wide = not above.lone and len(above.cells) < len(first.cells) and inside
        if not (close and wide and above.bold == first.bold and len(above.text) <= _HEAD_LENGTH):
            break
        begin -= 1
    return begin


def is_table(rows: Sequence[Row]) -> bool:
    """Whether a run of rows is a table and no list, contents, letter head or prose in columns."""
    several = [row for row in rows if not row.lone]
    if len(several) < 2:
        return False
    widest = sorted(len(row.cells) for row in several)[-max(2, len(several) // 3)]
    later = [" ".join(line.text for line in cell) for row in several[1:] for cell in row.cells[1:]]
    values = sum(is_value(text) for text in later) / max(1, len(later))
    if _is_contents(several) or _is_list(several):
        return False
    if any(_FIELD.match(row.cells[0][0].text) for row in several):
        return False
    if _aligned(several) < (0.5 if values >= 0.3 else 0.75):
        return False
    if widest >= 3:
        return values >= 0.3 or (len(several) >= 3 and _short(later))
    if values >= 0.6:
        return len(several) >= 3 or (len(several) == 2 and several[0].bold)
    return len(several) >= 3 and several[0].bold and not several[1].bold and _short(later)


def _aligned(rows: Sequence[Row]) -> float:
    """Share of the cells behind the first whose left or right edge recurs in other rows."""
    seen: Counter[int] = Counter()
    for row in rows:
        seen.update(_edges(row.cells[1:]))
    enough = max(2, 0.25 * len(rows))
    cells = [cell for row in rows for cell in row.cells[1:]]
    kept = sum(
        1
        for cell in cells
        if any(sum(seen[e + d] for d in (-1, 0, 1)) >= enough for e in _edges([cell]))
    )
    return kept / max(1, len(cells))


def _short(texts: Sequence[str]) -> bool:
    """Cells of a table of words are short, lines of prose in columns are not."""
    return bool(texts) and median(len(text) for text in texts) <= 60


def _is_list(rows: Sequence[Row]) -> bool:
    """Bullets or numbers before text, wherever the gap behind them is wide."""
    bullets = sum(1 for row in rows if _BULLET.match(row.cells[0][0].text))
    if bullets >= 0.6 * len(rows):
        return True
    if max(len(row.cells) for row in rows) > 2:
        return False
    marks = sum(1 for row in rows if _ORDINAL.match(row.cells[0][0].text))
    words = sum(1 for row in rows if not is_value(row.cells[1][0].text))
    return marks >= 0.6 * len(rows) and words >= 0.5 * len(rows)


def _is_contents(rows: Sequence[Row]) -> bool:
    """Headings with ascending page numbers at the right."""
    last = [row.cells[-1][-1].text for row in rows]
    pages = [int(text) for text in last if _PAGE.match(text)]
    sections = all(_SECTION.match(row.cells[0][0].text) for row in rows)
    if len(pages) < (3 if sections else 4) or len(pages) < 0.8 * len(rows):
        return any("....." in row.text for row in rows)
    falls = sum(1 for a, b in pairwise(pages) if b < a)
    single = sum(1 for row in rows if sum(is_number(c[0].text) for c in row.cells[1:]) == 1)
    rising = len(set(pages)) > (1 if sections else 2) and falls <= 0.1 * len(pages)
    return rising and single >= 0.8 * len(rows)
