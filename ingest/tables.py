"""A table's rows on one or more pages -> its text and its cells, addressed by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.assembly import AssembledText, Resolver, assemble, no_notes, shifted
from ingest.lines import Line
from ingest.table_columns import Column, Placed, columns_of, place
from ingest.table_finding import NOTE, TableRegion, rows_in
from ingest.table_heads import head_rows, label_columns, unit_in
from ingest.table_labels import bare, is_ordinal
from ingest.table_names import RowNames, row_names
from ingest.table_rows import Row
from ingest.table_spans import column_paths
from ingest.types import Cell, Mark, Table, Word

CELL_SEPARATOR = "\t"
ROW_SEPARATOR = "\n"


def read_table(
    number: int, parts: Sequence[tuple[TableRegion, Resolver]]
) -> tuple[AssembledText, Table]:
    """The text of a table, row by row, and its cells. Repeated heads of later pages are left out.

    `number` counts the tables of the document from 0; `parts` are its rows on each page, with what
    finds the notes of markers there. Cells of a row are parted by a tab, rows by
    a line end; offsets of the cells count in that text.
    """
    first, last = parts[0][0], parts[-1][0]
    rows = [row for part, _ in parts for row in _rows_of_part(part, first, part is first)]
    columns = columns_of(rows)
    placed = _with_heads_over_figures([place(row, columns) for row in rows], columns)
    labels = label_columns(placed, len(columns))
    heads = head_rows(placed, labels)
    paths = column_paths(placed[:heads], columns, labels)
    title = bare(first.caption)
    builder = _Builder({part.page: resolve for part, resolve in parts})
    names = row_names(placed[heads:], paths, labels)
    table_rows = [
        builder.add_row(row, n, None if n < heads else next(names), paths)
        for n, row in enumerate(placed)
    ]
    text = builder.finish()
    corner = " ".join(bare(c.lines) for row in placed[:heads] for c in row if c.first < labels)
    unit = unit_in(title) or unit_in(corner) or unit_in(_text(first.below))
    notes = tuple(_notes(part.below for part, _ in parts))
    return text, Table(
        index=number,
        title=title,
        unit=unit,
        page=first.page,
        page_end=last.page,
        columns=tuple(paths),
        head=tuple(table_rows[:heads]),
        rows=tuple(table_rows[heads:]),
        labels=labels,
        notes=notes,
    )


def _text(lines: Sequence[Line]) -> str:
    return assemble(lines, no_notes).text


def _rows_of_part(part: TableRegion, first: TableRegion, own: bool) -> Iterator[Row]:
    rows = rows_in(part)
    if own:
        yield from rows
        return
    seen = {row.text for row in rows_in(first)[:4]}
    skipping = True
    for row in rows:
        skipping = skipping and row.text in seen
        if not skipping:
            yield row


def _notes(below: Iterator[tuple[Line, ...]]) -> Iterator[str]:
    """One text for each note: it begins with a raised letter or a word such as `Bron`."""
    for lines in below:
        note: list[Line] = []
        for line in lines:
            if note and (line.tokens[0].shift == 1 or NOTE.match(line.text)):
                yield _text(note)
                note = []
            note.append(line)
        if note:
            yield _text(note)


def _with_heads_over_figures(
    rows: list[list[Placed]], columns: list[Column]
) -> list[list[Placed]]:
    """A head beside its figures makes a column of its own: the two become one."""
    used = [[n for n, row in enumerate(rows) if any(c.first <= k <= c.last for c in row)]
            for k in range(len(columns))]
    onto = list(range(len(columns)))
    for k, (own, after) in enumerate(pairwise(used)):
        only_heads = bool(own) and bool(after) and max(own) < min(after)
        gap = columns[k + 1].x0 - columns[k].x1
        if k and only_heads and max(own) <= 1 and gap < 2 * rows[0][0].lines[0].size:
            onto[k + 1] = k
    if onto == list(range(len(columns))):
        return rows
    renumbered: dict[int, int] = {}
    for k, target in enumerate(onto):
        renumbered[k] = renumbered[target] if target != k else len(set(renumbered.values()))
    merged: dict[int, Column] = {}
    for k, column in enumerate(columns):
        new = renumbered[k]
        old = merged.get(new)
        merged[new] = Column(old.x0, column.x1) if old else column
    columns[:] = [merged[n] for n in sorted(merged)]
    return [[Placed(c.lines, renumbered[c.first], renumbered[c.last]) for c in row] for row in rows]


class _Builder:
    """Puts the text of cells together and keeps where each one stands."""

    def __init__(self, resolvers: Mapping[int, Resolver]) -> None:
        self._resolvers = resolvers
        self._parts: list[str] = []
        self._length = 0
        self._words: list[Word] = []
        self._marks: list[Mark] = []

    def add_row(
        self,
        row: Sequence[Placed],
        number: int,
        names: RowNames | None,
        columns: Sequence[tuple[str, ...]],
    ) -> tuple[Cell, ...]:
        """Add a row; `names` is None for a row of heads."""
        cells: list[Cell] = []
        for n, cell in enumerate(row):
            self._append(CELL_SEPARATOR if n else ROW_SEPARATOR if self._parts else "")
            start = self._length
            piece = assemble(cell.lines, self._resolvers[cell.lines[0].page])
            self._append(piece.text)
            words, marks = shifted(piece.words, piece.marks, start)
            self._words += words
            self._marks += marks
            box = (
                cell.x0,
                min(t.top for line in cell.lines for t in line.tokens),
                cell.x1,
                max(t.bottom for line in cell.lines for t in line.tokens),
            )
            named = n > 0 and bool(columns[cell.first]) and not is_ordinal(row[n - 1].text)
            value = names is not None and (not names.is_label(cell) or named)
            cells.append(
                Cell(
                    text=piece.text, page=cell.lines[0].page, box=box, start=start,
                    end=self._length, row=number, column=cell.first,
                    span=cell.last - cell.first + 1,
                    row_path=names.of(cell.first) if names and value else (),
                    column_path=columns[cell.first] if value else (),
                    notes=tuple(m.note for m in marks),
                )
            )
        return tuple(cells)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def finish(self) -> AssembledText:
        return AssembledText("".join(self._parts), tuple(self._words), tuple(self._marks))
