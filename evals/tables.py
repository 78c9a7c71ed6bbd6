"""`python -m evals.tables FOLDER ANNOTATIONS.jsonl`: annotated tables against what was read.

An annotation is one of two kinds, both with `doc` (file name without `.pdf`) and physical `page`:
`{"tables": 2}` says how many tables stand on a page, and `{"unit": …, "cells": [{"row", "column",
"value"}, …]}` names figures of one table by the end of their row's label and by words of their
column's heads. A cell is found when a table on that page gives its value under that row and
column; it counts for precision when the table addresses that row and column at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from ingest.reading import parse
from ingest.types import Cell, Table
from rag.tables import unit_of

_COLUMNS = (
    "document", "pagina's", "tabellen", "gevonden", "te veel", "cellen", "juist", "recall",
    "precisie", "eenheid juist",
)


class AnnotationError(VoetnootError):
    """A file with annotated tables that cannot be used."""


@dataclass
class TableScore:
    """Counts of one document, or of all."""

    doc: str
    pages: int = 0
    tables: int = 0
    found: int = 0
    spurious: int = 0
    cells: int = 0
    right: int = 0
    addressed: int = 0
    units: int = 0
    units_right: int = 0

    def add(self, other: TableScore) -> None:
        """Count another score along."""
        for name in vars(self):
            if name != "doc":
                setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self) -> str:
        """A row of the printed table."""
        units = f"{self.units_right}/{self.units}" if self.units else "–"
        values = (
            self.doc, self.pages, self.tables, self.found, self.spurious, self.cells, self.right,
            _share(self.right, self.cells), _share(self.right, self.addressed), units,
        )
        return "| " + " | ".join(str(value) for value in values) + " |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def evaluate_tables(folder: Path, annotations: Path) -> list[TableScore]:
    """A score for each annotated document, the last one for all.

    Raises `AnnotationError` for a bad line or a missing document, `UnreadableFile`.
    """
    scores: dict[str, TableScore] = {}
    for doc, page, record in _records(annotations):
        path = folder / f"{doc}.pdf"
        if not path.is_file():
            raise AnnotationError(f"{annotations.name}: {path.name} staat niet in {folder}.")
        here = [t for t in _tables_of(path) if t.page <= page <= t.page_end]
        score = scores.setdefault(doc, TableScore(doc))
        if "cells" in record:
            _count_cells(score, record, here)
        else:
            score.pages += 1
            score.tables += record["tables"]
            score.found += min(len(here), record["tables"])
            score.spurious += max(0, len(here) - record["tables"])
    total = TableScore("alle")
    for score in scores.values():
        total.add(score)
    return [*scores.values(), total]


@cache
def _tables_of(path: Path) -> tuple[Table, ...]:
    return parse(path).tables


def _records(annotations: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for number, line in enumerate(annotations.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            if not ("cells" in record or isinstance(record["tables"], int)):
                raise ValueError
            yield record["doc"], record["page"], record
        except (ValueError, KeyError, TypeError) as error:
            raise AnnotationError(f"{annotations.name}, regel {number}: onbruikbaar.") from error


def _count_cells(score: TableScore, record: dict[str, Any], tables: Sequence[Table]) -> None:
    units: set[str] = set()
    for wanted in record["cells"]:
        candidates = list(_addressed(tables, wanted["row"], wanted["column"]))
        hits = [(t, c) for t, c in candidates if _norm(c.text) == _norm(wanted["value"])]
        score.cells += 1
        score.addressed += bool(candidates)
        score.right += bool(hits)
        units |= {unit_of(table, cell) for table, cell in hits}
        if not hits:
            sys.stderr.write(f"{record['doc']} p. {record['page']}: {wanted}"
                             f" -> {[cell.text for _, cell in candidates]}\n")
    if record.get("unit"):
        score.units += 1
        score.units_right += any(_norm(record["unit"]) in _norm(unit) for unit in units)


def _addressed(
    tables: Sequence[Table], row: str, column: str
) -> Iterator[tuple[Table, Cell]]:
    for table in tables:
        for cell in (cell for line in table.rows for cell in line if cell.is_value):
            named = any(_norm(name).endswith(_norm(row)) for name in cell.row_path)
            if named and _norm(column) in _norm(" ".join(cell.column_path)):
                yield table, cell


def _norm(text: str) -> str:
    return " ".join(text.casefold().split())


def as_markdown(scores: Sequence[TableScore]) -> str:
    """The scores as a table."""
    head = ["| " + " | ".join(_COLUMNS) + " |", "|" + "---|" * len(_COLUMNS)]
    return "\n".join([*head, *(score.row() for score in scores)])


def main(argv: Sequence[str]) -> int:
    """Print the scores; gives the exit code."""
    if len(argv) != 2:
        sys.stderr.write("gebruik: python -m evals.tables MAP ANNOTATIES.jsonl\n")
        return 2
    try:
        scores = evaluate_tables(Path(argv[0]), Path(argv[1]))
    except (VoetnootError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(as_markdown(scores) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
