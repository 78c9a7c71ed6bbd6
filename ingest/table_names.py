"""What names the rows of a table: labels with their numbers, groups above them, a second half.

A balance sheet sets two tables side by side: the figures right of its second column of labels are
named by that column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.table_columns import Placed
from ingest.table_heads import holds_figures, is_figure, numbers_rows
from ingest.table_labels import Groups, bare, is_ordinal, is_sum

Path = tuple[str, ...]
_ARTICLE = re.compile(r"(?:art(?:ikel)?|nr|no|#)\.?", re.IGNORECASE)
_OFF_CENTRE = 0.6
_UNIT_HEAD = re.compile(r"(?:meet)?eenheid|units?", re.IGNORECASE)


def is_unit_head(path: Path) -> bool:
    """Whether a column gives the unit of each row."""
    return bool(path) and _UNIT_HEAD.fullmatch(path[-1]) is not None


@dataclass(frozen=True)
class _Half:
    """Columns `[begin, end)` of which those before `labels` name the rows."""

    begin: int
    labels: int
    end: int
    name: str = ""
    """The head of its labels, where the table has two halves: `Passiva`."""

    def cells(self, row: Sequence[Placed]) -> list[Placed]:
        return [cell for cell in row if self.begin <= cell.first < self.end]


@dataclass(frozen=True)
class RowNames:
    """The path of a row for each half of the table, from left to right."""

    halves: tuple[tuple[int, int, Path], ...]
    """First column of a half, its first column of figures, and the path."""

    def of(self, column: int) -> Path:
        """The path for a cell of that column."""
        return next((path for begin, _, path in reversed(self.halves) if column >= begin), ())

    def is_label(self, cell: Placed) -> bool:
        """Whether a cell only names rows."""
        return any(begin <= cell.first and cell.last < labels for begin, labels, _ in self.halves)


def row_names(
    rows: Sequence[Sequence[Placed]], paths: Sequence[Path], labels: int
) -> Iterator[RowNames]:
    """The names of each row below the heads, from top to bottom."""
    halves = _halves(rows, paths, labels)
    followed = [(half, _Labels([half.cells(row) for row in rows], half, paths)) for half in halves]
    for row in rows:
        yield RowNames(tuple(
            (half.begin, half.labels, names.path(half.cells(row))) for half, names in followed
        ))


def _halves(
    rows: Sequence[Sequence[Placed]], paths: Sequence[Path], labels: int
) -> list[_Half]:
    width = len(paths)
    for second in range(labels + 1, width - 1):
        left, right = paths[labels:second], paths[second + 1 :]
        figures = holds_figures(rows, second - 1) and holds_figures(rows, second + 1)
        if list(left) == list(right) and figures and _names_rows(rows, second):
            return [
                _Half(0, labels, second, " ".join(paths[labels - 1])),
                _Half(second, second + 1, width, " ".join(paths[second])),
            ]
    return [_Half(0, labels, width)]


def _names_rows(rows: Sequence[Sequence[Placed]], column: int) -> bool:
    texts = [c.text for row in rows for c in row if c.first == column == c.last]
    return len(texts) >= 3 and sum(not is_figure(text) for text in texts) > 0.8 * len(texts)


def _centred_names(rows: Sequence[Sequence[Placed]], column: int) -> dict[int, Placed]:
    """For rows by the identity of their first cell: the name set in the middle of their height.

    Empty where the first row has its name: then names stand at the top of their rows.
    """
    cells = [[cell for cell in row if cell.first > column] for row in rows]
    members = [(row, _height(own)) for row, own in zip(rows, cells, strict=True) if own]
    names = [row[0] for row in rows if row and row[0].first == column == row[0].last]
    if not members or not names or members[0][0][0].first == column:
        return {}
    pitch = (members[-1][1] - members[0][1]) / max(1, len(members) - 1)
    found: dict[int, Placed] = {}
    start = 0
    for name in names:
        off = [abs((members[start][1] + y) / 2 - _height([name])) for _, y in members[start:]]
        if not off or min(off) > _OFF_CENTRE * pitch:
            return {}
        end = start + off.index(min(off)) + 1
        found |= {id(row[0]): name for row, _ in members[start:end]}
        start = end
    return found if start == len(members) else {}


def _height(cells: Sequence[Placed]) -> float:
    """The mean baseline of some cells."""
    lines = [line.baseline for cell in cells for line in cell.lines]
    return sum(lines) / len(lines)


class _Labels:
    """Follows the labels of a half from top to bottom."""

    def __init__(
        self, rows: Sequence[Sequence[Placed]], half: _Half, paths: Sequence[Path]
    ) -> None:
        self._half, self._paths = half, paths
        self._numbered = half.labels > half.begin + 1 and numbers_rows(rows, half.begin)
        several = half.labels > half.begin + 1 and not self._numbered
        self._centred = _centred_names(rows, half.begin) if several else {}
        cells = [cell for row in rows if (cell := self._label_cell(self._cells(row))) is not None]
        self._groups = Groups(cells)

    def _cells(self, row: Sequence[Placed]) -> list[Placed]:
        """The cells of a row that name it."""
        own = [
            cell for cell in row
            if cell.first < self._half.labels and not is_unit_head(self._paths[cell.first])
        ]
        name = self._centred.get(id(row[0])) if row else None
        return own if name is None or own[:1] == [name] else [name, *own]

    def _label_cell(self, cells: Sequence[Placed]) -> Placed | None:
        """The first cell of words: behind the number, where the rows have numbers."""
        words = [cell for cell in cells if not (self._numbered and cell.first == self._half.begin)]
        return words[0] if words else cells[0] if cells else None

    def path(self, row: Sequence[Placed]) -> Path:
        """Groups above a row and its own names; the last groups for a row without."""
        cells = self._cells(row)
        alone = all(cell.last < self._half.labels for cell in row)
        label = self._label_cell(cells)
        names = self._names(cells)
        below = self._groups.path(
            label if names and names[0] else None, names[0] if names else "", alone,
            numbered=self._numbered and bool(cells) and cells[0].first == self._half.begin,
        )
        name = (self._half.name,) if self._half.name and below else ()
        return (*name, *below, *names[1:])

    def _names(self, cells: Sequence[Placed]) -> list[str]:
        """The texts without the raised letters of notes; a number joins the label behind it."""
        found: list[str] = []
        for cell in cells:
            text = bare(cell.lines)
            if self._numbered and cell.first == self._half.begin and _ARTICLE.fullmatch(text):
                continue
            if found and is_ordinal(found[-1]):
                found[-1] += f" {text}"
            else:
                found.append(text)
        if not cells or cells[0].first == self._half.begin or self._numbered:
            return found
        return found[:1] if found and is_sum(found[0]) else ["", *found]
