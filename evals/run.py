"""A run: the questions, the answers to them and what gave them, kept in a folder.

A folder holds `questions.jsonl`, `answers.jsonl`, `run.json` (versions, index), and what follows
from them: `measures.json`, `report.md`, `report.html`, `results.csv`, and in TREC's form
`qrels.txt` and `run.txt`. Reading a folder judges the answers anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from evals.answers import answer_from, question_from, question_record
from evals.judgement import Judgement, judge
from evals.known import KnownQuestion
from evals.measures import Summary, summarise
from evals.quotes import SourcePages
from evals.support import Check, literal_check
from rag.answer import Answer

QUESTIONS, ANSWERS, ABOUT = "questions.jsonl", "answers.jsonl", "run.json"


class RunFolderError(VoetnootError):
    """A folder that holds no run that can be read."""


@dataclass(frozen=True)
class Run:
    """Questions with their answers, in one order; None where no answer came."""

    questions: tuple[KnownQuestion, ...]
    answers: tuple[Answer | None, ...]
    seconds: tuple[float, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
    """Versions, the index and when; see `evals.about`."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Where each cited file was, to look quotes up in and to draw pages of."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind of document by file name."""
    check: Check = field(default=literal_check, compare=False, repr=False)
    """Whether quotes support a claim; see `evals.support`."""

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every question judged; quotes looked up in the files where all are there."""
        paths = {name: Path(path) for name, path in self.files.items()}
        cited = {c.file for answer in self.answers if answer for c in answer.citations}
        there = all(name in paths and paths[name].is_file() for name in cited)
        pages = SourcePages(paths) if there else None
        return tuple(
            judge(question, answer, seconds, pages, self.check)
            for question, answer, seconds in zip(
                self.questions, self.answers, self.seconds, strict=True
            )
        )

    @cached_property
    def groups(self) -> dict[str, Summary]:
        """Measures of all questions, and per language, type and kind of document."""
        found = {"alle": summarise(self.judgements)}
        found |= self._by("taal", lambda j: j.question.language)
        found |= self._by("type", lambda j: j.question.type)
        if self.kinds:
            found |= self._by("soort", self._kind)
        return found

    def _by(self, title: str, key: Callable[[Judgement], str]) -> dict[str, Summary]:
        groups: dict[str, list[Judgement]] = {}
        for judgement in self.judgements:
            groups.setdefault(key(judgement), []).append(judgement)
        return {f"{title} {name}": summarise(groups[name]) for name in sorted(groups)}

    def _kind(self, judgement: Judgement) -> str:
        places = (*judgement.question.places, *judgement.question.all_places)
        return self.kinds.get(f"{places[0].doc}.pdf", "onbekend") if places else "geen antwoord"


def save(run: Run, folder: Path) -> None:
    """Write what a run consists of; `evals.report` writes what follows from it."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_lines(folder / QUESTIONS, [question_record(q) for q in run.questions])
    _write_lines(
        folder / ANSWERS,
        [
            {"seconds": seconds, "answer": answer and answer.as_dict()}
            for answer, seconds in zip(run.answers, run.seconds, strict=True)
        ],
    )
    about = {"about": dict(run.about), "files": dict(run.files), "kinds": dict(run.kinds)}
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


def load(folder: Path) -> Run:
    """Read a run folder. Raises `RunFolderError` naming what is wrong."""
    try:
        questions = [question_from(record) for record in _lines(folder / QUESTIONS)]
        records = _lines(folder / ANSWERS)
        if len(records) != len(questions):
            raise ValueError(f"{len(questions)} vragen, {len(records)} antwoorden")
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return Run(
            tuple(questions),
            tuple(r["answer"] and answer_from(r["answer"]) for r in records),
            tuple(float(r["seconds"]) for r in records),
            about["about"], about["files"], about["kinds"],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunFolderError(f"{folder}: geen leesbare meting ({error}).") from error


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _write_lines(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
