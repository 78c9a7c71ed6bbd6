"""Known questions from and to what people have: CSV and Excel.

A table has a row for each question and these columns, in any order, by their Dutch or English
names: id, taal/lang, type, vraag/question, antwoord/answers, document/doc, pagina/page,
noten/footnotes, bewijs/evidence. Required facts are separated by `;`, accepted variants of one
by `|`. A row without an answer is a question that must be refused.

`python -m evals.exchange IN OUT` turns JSONL, CSV, XLSX and the chat's feedback into each other.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from evals.feedback import is_feedback, proposals
from evals.known import QuestionFileError
from evals.results import safe
from evals.validate import read_records

COLUMNS = ("id", "lang", "type", "question", "answers", "doc", "page", "footnotes", "evidence")
_DUTCH = dict(
    taal="lang", vraag="question", antwoord="answers", antwoorden="answers", document="doc",
    pagina="page", noten="footnotes", voetnoten="footnotes", bewijs="evidence",
)
Record = dict[str, Any]


def read_table(path: Path) -> list[Record]:
    """The records of a CSV or XLSX file. Raises `QuestionFileError` naming file and row."""
    rows = _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    head = [_DUTCH.get(name, name) for name in (str(c or "").strip().lower() for c in rows[0])]
    if "question" not in head:
        raise QuestionFileError(f"{path}: geen kolom «vraag».")
    records = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: str(cell or "").strip() for name, cell in zip(head, row, strict=False)}
        if cells.get("question"):
            try:
                records.append(_record(cells, number))
            except ValueError as error:
                raise QuestionFileError(f"{path}, rij {number}: {error}.") from error
    if not records:
        raise QuestionFileError(f"{path}: geen vragen gevonden.")
    return records


def write_table(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write questions as CSV (`;`, opens in a spreadsheet) or XLSX, by the file's name."""
    rows = [list(COLUMNS), *(_row(record) for record in records)]
    if path.suffix.lower() == ".xlsx":
        book = _openpyxl(path).Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def convert(source: Path, target: Path) -> int:
    """Turn one form into another; gives the number of questions."""
    if source.suffix.lower() in (".csv", ".xlsx"):
        records = read_table(source)
    else:
        records = list(read_records(source))
        if records and is_feedback(records[0]):
            records = list(proposals(records))
    if target.suffix.lower() in (".csv", ".xlsx"):
        write_table(records, target)
    else:
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        target.write_text("".join(lines), encoding="utf-8")
    return len(records)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 with one line where a file cannot be used, 2 on wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) != 2:
        sys.stderr.write("python -m evals.exchange IN OUT\n")
        return 2
    try:
        count = convert(Path(given[0]), Path(given[1]))
    except VoetnootError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{count} vragen\n")
    return 0


def _record(cells: Mapping[str, str], number: int) -> Record:
    facts = [
        [variant.strip() for variant in fact.split("|") if variant.strip()]
        for fact in cells.get("answers", "").split(";")
        if fact.strip()
    ]
    page = cells.get("page", "").removesuffix(".0")
    if facts and not page.isdigit():
        raise ValueError(f"geen paginanummer: {page!r}")
    if facts and not cells.get("doc"):
        raise ValueError("geen document")
    return {
        "id": cells.get("id") or f"rij-{number}",
        "lang": cells.get("lang") or "nl",
        "question": cells["question"],
        "type": cells.get("type") or "onbekend",
        "answerable": bool(facts),
        "answers": facts,
        "doc": cells["doc"].removesuffix(".pdf") if facts else None,
        "page": int(page) if facts else None,
        "footnotes": [n for n in cells.get("footnotes", "").replace(",", " ").split() if n],
        "evidence": cells.get("evidence", ""),
    }


def _row(record: Mapping[str, Any]) -> list[str]:
    shown = {
        **{name: record.get(name) for name in COLUMNS},
        "answers": "; ".join("|".join(fact) for fact in record.get("answers") or ()),
        "footnotes": " ".join(record.get("footnotes") or ()),
    }
    return [safe("" if shown[name] is None else str(shown[name])) for name in COLUMNS]


def _csv(path: Path) -> list[Sequence[object]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path}: niet te lezen als UTF-8 ({error}).") from error
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)  # a Dutch spreadsheet writes `;`
    rows: list[Sequence[object]] = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    if not rows:
        raise QuestionFileError(f"{path}: leeg.")
    return rows


def _sheet(path: Path) -> list[Sequence[object]]:
    openpyxl = _openpyxl(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        values = book.active.iter_rows(values_only=True)
        rows: list[Sequence[object]] = [tuple(row) for row in values]
    except Exception as error:  # openpyxl and zipfile raise many kinds
        raise QuestionFileError(f"{path}: geen leesbaar Excel-bestand ({error}).") from error
    if not rows:
        raise QuestionFileError(f"{path}: leeg.")
    return rows


def _openpyxl(path: Path) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        message = f"{path}: voor Excel is openpyxl nodig: pip install 'voetnoot[sheets]'."
        raise QuestionFileError(message) from error
    return openpyxl


if __name__ == "__main__":
    sys.exit(main())
