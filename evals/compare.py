"""Two runs of the same questions side by side: what got better, what got worse, is it chance.

`voetnoot eval --compare A B --out FOLDER` also draws, for every question that changed, the page
where the evidence stands and the first page that was cited, with what was cited marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from evals.judgement import Judgement
from evals.measures import per_question
from evals.page import document, outcome, table
from evals.pictures import draw
from evals.report import problems
from evals.run import Run, load
from evals.uncertainty import paired_p

SHOWN = (
    "recall_at_1", "recall_at_5", "recall_at_10", "ndcg_at_10", "answer_accuracy", "right_page",
    "right_footnote", "refused_unanswerable", "refused_answerable", "follow_up_accuracy",
    "right_outcome",
)
LESS_IS_BETTER = frozenset({"refused_answerable"})
CHANGES = ("right_outcome", "recall_at_5", "right_page", "right_footnote")
"""What makes a question count as better or worse; the first that differs decides."""
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Change:
    """A question that came out differently."""

    before: Judgement
    after: Judgement
    measure: str
    better: bool


@dataclass(frozen=True)
class Comparison:
    """Two runs, over the questions that both have (the same id, question and history)."""

    before: Run
    after: Run
    only_before: int
    only_after: int

    @cached_property
    def rows(self) -> list[tuple[str, float, float, int, float | None]]:
        """(measure, before, after, questions with a value in both, p) for each of `SHOWN`.

        Means over the questions that have a value in both runs.
        """
        old, new = per_question(self.before.judgements), per_question(self.after.judgements)
        rows = []
        for name in SHOWN:
            pairs = [
                (a, b)
                for a, b in zip(old[name], new[name], strict=True)
                if a is not None and b is not None
            ]
            if pairs:
                means = [sum(values) / len(pairs) for values in zip(*pairs, strict=True)]
                p = paired_p([a for a, _ in pairs], [b for _, b in pairs])
                rows.append((name, means[0], means[1], len(pairs), p))
        return rows

    @cached_property
    def changes(self) -> list[Change]:
        """Questions that got better or worse, worse ones first."""
        old, new = per_question(self.before.judgements), per_question(self.after.judgements)
        found = []
        for n, (before, after) in enumerate(
            zip(self.before.judgements, self.after.judgements, strict=True)
        ):
            for name in CHANGES:
                one, other = old[name][n], new[name][n]
                if one is not None and other is not None and one != other:
                    found.append(Change(before, after, name, other > one))
                    break
        return sorted(found, key=lambda change: change.better)

    def as_dict(self) -> dict[str, Any]:
        """The rows by measure, and the ids of changed questions."""
        return {
            "measures": {
                name: {"before": before, "after": after, "questions": count, "p": p}
                for name, before, after, count, p in self.rows
            },
            "worse": [c.after.question.id for c in self.changes if not c.better],
            "better": [c.after.question.id for c in self.changes if c.better],
            "only_before": self.only_before,
            "only_after": self.only_after,
        }

    def as_markdown(self, *, details: bool = False) -> str:
        """For a pull request: a table, and question by question what changed."""
        lines = ["| maat | voor | na | verschil | vragen | p |", "|---|---|---|---|---|---|"]
        for name, before, after, count, p in self.rows:
            shown = "–" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"
            shown += " *" if p is not None and p < SIGNIFICANT else ""
            lines.append(f"| {name} | {before:.3f} | {after:.3f} | {after - before:+.3f}"
                         f" | {count} | {shown} |")
        worse = sum(not change.better for change in self.changes)
        lines += ["", f"Slechter: {worse} vragen; beter: {len(self.changes) - worse}."
                  f" Alleen in de eerste: {self.only_before}; alleen in de tweede:"
                  f" {self.only_after}. p: gepaarde randomisatietoets.", ""]
        for change in self.changes:
            lines.append(f"- {'beter' if change.better else 'slechter'} ({change.measure})"
                         f" {change.after.question.id}: {change.after.question.question}")
            if details:
                lines += [f"  - {name}: {_said(judgement)}" for name, judgement in
                          (("voor", change.before), ("na", change.after))]
        return "\n".join(lines)

    def write(self, folder: Path) -> None:
        """Leave `compare.md` and `compare.html` with the pictures in `pages/`."""
        folder.mkdir(parents=True, exist_ok=True)
        markdown = self.as_markdown(details=True)
        (folder / "compare.md").write_text(markdown + "\n", encoding="utf-8")
        parts = [table("\n".join(self.as_markdown().split("\n\n")[:1]))]
        parts += [self._shown(change, folder) for change in self.changes]
        page = document("Vergelijking van twee metingen", parts)
        (folder / "compare.html").write_text(page, encoding="utf-8")

    def _shown(self, change: Change, folder: Path) -> str:
        question = change.after.question
        word, style = ("beter", "better") if change.better else ("slechter", "worse")
        failed = (self.before, change.before) if change.better else (self.after, change.after)
        pictures = "".join(
            f'<img src="pages/{escape(name)}" alt="{escape(title)}" title="{escape(title)}">'
            for name, title in draw(failed[1], failed[0].files, folder / "pages")
        )
        return (
            f'<details class="{style}"><summary>{word} ({change.measure}) {escape(question.id)}: '
            f"{escape(question.question)}</summary><h4>voor: {_wrong(change.before)}</h4>"
            f"{outcome(change.before)}<h4>na: {_wrong(change.after)}</h4>{outcome(change.after)}"
            f"{pictures}</details>"
        )


def compare(before: Path, after: Path) -> Comparison:
    """Compare two run folders. Raises `RunFolderError`."""
    return compare_runs(load(before), load(after))


def compare_runs(before: Run, after: Run) -> Comparison:
    """The questions that both runs have, in the order of the second."""
    places = {_key(before, n): n for n in range(len(before.questions))}
    shared = [
        (places[key], n)
        for n in range(len(after.questions))
        if (key := _key(after, n)) in places
    ]
    return Comparison(
        _part(before, [old for old, _ in shared]),
        _part(after, [new for _, new in shared]),
        len(before.questions) - len(shared),
        len(after.questions) - len(shared),
    )


def _key(run: Run, n: int) -> tuple[str, str, tuple[str, ...]]:
    question = run.questions[n]
    return question.id, question.question, question.history


def _part(run: Run, rows: list[int]) -> Run:
    def chosen(values: tuple[Any, ...]) -> Iterator[Any]:
        return (values[n] for n in rows)

    return Run(tuple(chosen(run.questions)), tuple(chosen(run.answers)),
               tuple(chosen(run.seconds)), run.about, run.files, run.kinds)


def _wrong(judgement: Judgement) -> str:
    return escape(", ".join(problems(judgement)) or "goed")


def _said(judgement: Judgement) -> str:
    answer = judgement.answer
    return "geen antwoord" if answer is None else " ".join(answer.text.split())[:300]
