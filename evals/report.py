"""Judgements as a table for people and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.measures import Judgement, Summary, summarise

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("vragen", "questions"),
    ("recall@1", "recall_at_1"),
    ("recall@5", "recall_at_5"),
    ("recall@10", "recall_at_10"),
    ("antwoord juist", "answer_accuracy"),
    ("pagina juist", "right_page"),
    ("voetnoot juist", "right_footnote"),
    ("terecht geweigerd", "refused_unanswerable"),
    ("onterecht geweigerd", "refused_answerable"),
    ("vervolgvraag", "follow_up_accuracy"),
    ("citaat niet op pagina", "unverified_quotes"),
)


@dataclass(frozen=True)
class Result:
    """The judgements of a run."""

    judgements: tuple[Judgement, ...]

    def groups(self) -> dict[str, Summary]:
        """Summaries: all, per language, per type."""
        found = {"alle": summarise(self.judgements)}
        found |= self._by(lambda j: f"taal {j.question.language}")
        found |= self._by(lambda j: f"type {j.question.type}")
        return found

    def as_dict(self) -> dict[str, Any]:
        """Measures of every group, and every question with what went right."""
        return {
            "measures": {name: asdict(summary) for name, summary in self.groups().items()},
            "questions": [_row(j) for j in self.judgements],
        }

    def as_markdown(self, *, details: bool = False) -> str:
        """A table, and with `details` what went wrong question by question."""
        groups = self.groups()
        lines = [
            "| | " + " | ".join(title for title, _ in _COLUMNS) + " |",
            "|---" * (len(_COLUMNS) + 1) + "|",
        ]
        for name, summary in groups.items():
            cells = (_cell(getattr(summary, field)) for _, field in _COLUMNS)
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
        total = groups["alle"]
        lines += ["", f"Tijd per vraag (mediaan): {_cell(total.milliseconds, 0)} ms; lengte van"
                  f" tekst en citaten (mediaan): {_cell(total.characters, 0)} tekens; citaten per"
                  f" antwoord: {_cell(total.citations)}"]
        if details:
            lines += ["", *(line for j in self.judgements if (line := _failure(j)))]
        return "\n".join(lines)

    def write(self, folder: Path) -> None:
        """Leave `report.md`, with all that went wrong, and `report.json` in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        markdown = self.as_markdown(details=True)
        (folder / "report.md").write_text(markdown + "\n", encoding="utf-8")
        data = json.dumps(self.as_dict(), ensure_ascii=False, indent=1)
        (folder / "report.json").write_text(data + "\n", encoding="utf-8")

    def _by(self, key: Callable[[Judgement], str]) -> dict[str, Summary]:
        groups: dict[str, list[Judgement]] = {}
        for judgement in self.judgements:
            groups.setdefault(key(judgement), []).append(judgement)
        return {name: summarise(groups[name]) for name in sorted(groups)}


def _cell(value: float | int | None, digits: int = 2) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def _row(judgement: Judgement) -> dict[str, Any]:
    fields = ("recall", "correct", "right_page", "right_note", "refused", "unverified")
    return {"id": judgement.question.id} | {name: getattr(judgement, name) for name in fields}


def _failure(judgement: Judgement) -> str | None:
    question = judgement.question
    problems: Sequence[tuple[str, bool]] = (
        ("pagina niet bij de eerste vijf", judgement.recall is not None
         and not judgement.recall[1]),
        ("geweigerd", question.answerable and judgement.refused),
        ("niet geweigerd", not question.answerable and not judgement.refused),
        ("antwoord mist feiten", judgement.correct is False and not judgement.refused),
        ("verkeerde pagina", judgement.right_page is False),
        ("voetnoot ontbreekt", judgement.right_note is False),
    )
    found = [name for name, wrong in problems if wrong]
    return f"- {question.id} ({', '.join(found)}): {question.question}" if found else None
