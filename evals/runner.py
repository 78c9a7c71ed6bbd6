"""`voetnoot eval FILES…`: files told apart by their fields, each measured as what it is.

Known questions (`answers`, or `turns`) are asked; annotated footnotes (`anchor`) are compared
with what ingestion finds; question → answer sets (`answer`) are searched. Spreadsheets hold known
questions; see `evals.exchange`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from evals import report, results, retrieval
from evals.asking import Chain, run_questions
from evals.exchange import read_table
from evals.footnotes import FootnoteResult, evaluate_footnotes
from evals.known import KnownQuestion, QuestionFileError, questions_from, read_questions
from evals.retrieval import SetResult, evaluate_set
from evals.run import Run
from evals.support import configured_check
from rag.chain import Voetnoot

Form = Literal["questions", "footnotes", "pairs"]


@dataclass(frozen=True)
class Evaluation:
    """What was measured; a part is None or empty where no file asked for it."""

    run: Run | None
    footnotes: FootnoteResult | None = None
    sets: tuple[SetResult, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The measures of the known questions, and under their names those of other files."""
        found = report.as_dict(self.run) if self.run else {}
        if self.footnotes:
            found["footnotes"] = self.footnotes.as_dict()
        if self.sets:
            found["retrieval"] = {s.title: retrieval.as_dict(s) for s in self.sets}
        return found

    def as_markdown(self, *, details: bool = False) -> str:
        """Tables; with `details` what went wrong."""
        parts = []
        if self.run:
            parts.append(report.as_markdown(self.run, details=details))
        if self.footnotes:
            parts.append(self.footnotes.as_markdown(details=details))
        if self.sets:
            parts.append(retrieval.as_markdown(self.sets, details=details))
        return "\n\n".join(parts)

    def write(self, folder: Path) -> None:
        """Leave a run folder (see `evals.run`), and the reports of other files in it."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.run:
            results.write(self.run, folder)
        if self.footnotes:
            self.footnotes.write(folder)
        if self.sets:
            data = {s.title: retrieval.as_dict(s) for s in self.sets}
            text = json.dumps(data, ensure_ascii=False, indent=1)
            (folder / "retrieval.json").write_text(text + "\n", encoding="utf-8")


def evaluate_files(
    chain: Chain | Callable[[], Chain], files: Sequence[Path], corpus: Path | None = None
) -> Evaluation:
    """Measure every file. `chain` may be what opens it: annotations need no index.

    Raises `QuestionFileError`, and what opening the index raises.
    """
    forms = {path: form_of(path) for path in files}
    asked = [path for path in files if forms[path] == "questions"]
    pairs = [path for path in files if forms[path] == "pairs"]
    notes = [path for path in files if forms[path] == "footnotes"]
    opened = _open(chain) if asked or pairs else None
    run = None
    if asked and opened is not None:
        check = configured_check()  # before the questions: a judge that is not there is told now
        run = run_questions(opened, [q for path in asked for q in questions_of(path)])
        run = replace(run, check=check)
    sets: tuple[SetResult, ...] = ()
    if pairs:
        if not isinstance(opened, Voetnoot):
            raise TypeError("question -> answer sets need the chain itself, for its embedder")
        sets = tuple(evaluate_set(path, opened.embedder, opened.model) for path in pairs)
    return Evaluation(run, evaluate_footnotes(notes, corpus) if notes else None, sets)


def form_of(path: Path) -> Form:
    """What a file holds, by the fields of its first record. Raises `QuestionFileError`."""
    if path.suffix.lower() in (".csv", ".xlsx"):
        return "questions"
    try:
        with path.open(encoding="utf-8") as file:
            record = json.loads(next(line for line in file if line.strip()))
        fields = set(record.keys())
    except (OSError, ValueError, AttributeError, StopIteration) as error:
        raise QuestionFileError(f"{path}: geen bekende vragen ({error}).") from error
    if {"anchor", "label"} <= fields:
        return "footnotes"
    return "pairs" if "answer" in fields and "answers" not in fields else "questions"


def questions_of(path: Path) -> list[KnownQuestion]:
    """The known questions of a JSONL file or a spreadsheet. Raises `QuestionFileError`."""
    if path.suffix.lower() in (".csv", ".xlsx"):
        return questions_from(read_table(path), path)
    return read_questions(path)


def _open(chain: Chain | Callable[[], Chain]) -> Chain:
    return chain() if callable(chain) else chain
