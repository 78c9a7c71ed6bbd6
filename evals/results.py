"""What is left of a run: its folder with the report, the tables and the files of the field."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from evals.judgement import Judgement
from evals.page import page
from evals.ranking import qrels_of, run_of
from evals.report import as_dict, as_markdown
from evals.run import Run, save


def write(run: Run, folder: Path) -> None:
    """Leave the run and all that follows from it in a folder; see `evals.run`."""
    save(run, folder)
    data = as_dict(run)
    markdown = as_markdown(run, details=True)
    files = {
        "report.md": markdown,
        "report.json": json.dumps(data, ensure_ascii=False, indent=1),
        "measures.json": json.dumps(data["measures"], ensure_ascii=False, indent=1),
        "report.html": page(run),
        "qrels.txt": "\n".join(
            f"{q.query_id} 0 {q.doc_id} {q.relevance}" for q in qrels_of(run.judgements)
        ),
        "run.txt": "\n".join(
            f"{s.query_id} Q0 {s.doc_id} {rank} {s.score} voetnoot"
            for rank, s in enumerate(run_of(run.judgements), start=1)
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    write_csv(run, folder / "results.csv")


def write_csv(run: Run, path: Path) -> None:
    """One line a question: what was asked, what came, what was right. Opens in a spreadsheet."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_CSV)
        for judgement in run.judgements:
            writer.writerow(_csv_row(judgement))


_CSV = (
    "id", "taal", "type", "vraag", "antwoord", "geweigerd", "juist", "pagina bij eerste vijf",
    "pagina juist", "voetnoot juist", "zekerheid", "milliseconden",
)


def _csv_row(judgement: Judgement) -> tuple[Any, ...]:
    question, answer = judgement.question, judgement.answer
    shown = (judgement.correct, judgement.recall and judgement.recall[1], judgement.right_page,
             judgement.right_note)
    marks = ("" if value is None else "ja" if value else "nee" for value in shown)
    return (
        question.id, question.language, question.type, safe(question.question),
        safe(answer.text) if answer else "", "ja" if judgement.refused else "nee", *marks,
        f"{judgement.confidence:.4f}", f"{1000 * judgement.seconds:.0f}",
    )


def safe(text: str) -> str:
    """Text that a spreadsheet takes for text: no formula can start in it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
