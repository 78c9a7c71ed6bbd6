"""A run as tables for people and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.judgement import Judgement
from evals.measures import COUNTS, Summary, intervals
from evals.run import Run

COLUMNS: tuple[tuple[str, str], ...] = (
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
MORE: tuple[tuple[str, str], ...] = (
    ("nDCG@10 (pagina's)", "ndcg_at_10"),
    ("RR@10", "rr_at_10"),
    ("R@5 (pagina's)", "r_at_5"),
    ("Success@5", "success_at_5"),
    ("vereiste feiten", "fact_recall"),
    ("pagina: precisie", "page_precision"),
    ("pagina: recall", "page_recall"),
    ("voetnoot: precisie", "footnote_precision"),
    ("voetnoot: recall", "footnote_recall"),
    ("weigering: precisie", "refusal_precision"),
    ("weigering: recall", "refused_unanswerable"),
    ("goede uitkomst", "right_outcome"),
    ("AURC (lager is beter)", "aurc"),
    ("citaten dragen bewering (ALCE recall)", "citation_recall"),
    ("citaten nodig (ALCE precisie)", "citation_precision"),
    ("citaat niet in bestand (pypdf)", "misquoted"),
)


def as_dict(run: Run) -> dict[str, Any]:
    """Measures of every group, intervals, and every question with what went right."""
    return {
        "about": dict(run.about),
        "measures": run.groups,
        "intervals": intervals(run.judgements),
        "questions": [_row(j) for j in run.judgements],
    }


def as_markdown(run: Run, *, details: bool = False) -> str:
    """Two tables, and with `details` what went wrong question by question."""
    groups = run.groups
    total = groups["alle"]
    lines = [
        "| | " + " | ".join(title for title, _ in COLUMNS) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    for name, summary in groups.items():
        cells = (cell(summary, field) for _, field in COLUMNS)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    sure = intervals(run.judgements)
    lines += ["", "| maat | alle | 95% |", "|---|---|---|"]
    lines += [
        f"| {title} | {cell(total, field)} | {_interval(sure.get(field))} |"
        for title, field in (*COLUMNS[1:5], *MORE)
    ]
    lines += ["", f"Tijd per vraag (mediaan): {cell(total, 'milliseconds', 0)} ms; lengte van"
              f" tekst en citaten (mediaan): {cell(total, 'characters', 0)} tekens; citaten per"
              f" antwoord: {cell(total, 'citations')}"]
    if details:
        lines += ["", *(line for j in run.judgements if (line := _failure(j)))]
    return "\n".join(lines)


def cell(summary: Summary, field: str, digits: int = 2) -> str:
    """A figure of a table; a dash where nothing applies."""
    value = summary.get(field)
    if value is None:
        return "–"
    return f"{value:.0f}" if field in COUNTS else f"{value:.{digits}f}"


def problems(judgement: Judgement) -> list[str]:
    """What went wrong with a question, in words for people."""
    question = judgement.question
    found: Sequence[tuple[str, bool]] = (
        ("pagina niet bij de eerste vijf", judgement.recall is not None
         and not judgement.recall[1]),
        ("geweigerd", question.answerable and judgement.refused),
        ("niet geweigerd", not question.answerable and not judgement.refused),
        ("antwoord mist feiten", judgement.correct is False and not judgement.refused),
        ("verkeerde pagina", judgement.right_page is False),
        ("voetnoot ontbreekt", judgement.right_note is False),
        ("citaat niet op de pagina", judgement.unverified > 0 or bool(judgement.misquoted)),
    )
    return [name for name, wrong in found if wrong]


def _failure(judgement: Judgement) -> str | None:
    found = problems(judgement)
    question = judgement.question
    return f"- {question.id} ({', '.join(found)}): {question.question}" if found else None


def _row(judgement: Judgement) -> dict[str, Any]:
    names = ("recall", "ranks", "correct", "right_page", "right_note", "refused", "unverified",
             "misquoted", "confidence", "seconds")
    return {"id": judgement.question.id} | {name: getattr(judgement, name) for name in names}


def _interval(both: tuple[float, float] | None) -> str:
    return f"{both[0]:.2f}–{both[1]:.2f}" if both else ""
