"""Measures over judged questions: means of what each question scores, and totals.

`recall_at_k` counts a question as found when every needed place is covered by the first k
passages (the ranked measures in the field's definitions come from `evals.ranking`). A question
without an answer object counts as wrong and not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median

from evals.judgement import CUTOFFS, Judgement
from evals.ranking import ranking_values
from evals.uncertainty import aurc, interval

Value = float | None
Summary = dict[str, Value]



def _recall(k: int) -> Callable[[Judgement], Value]:
    return lambda j: None if j.ranks is None else float(j.found_within(k))


PER_QUESTION: dict[str, Callable[[Judgement], Value]] = {
    **{f"recall_at_{k}": _recall(k) for k in CUTOFFS},
    "answer_accuracy": lambda j: _number(j.correct),
    "fact_recall": lambda j: j.facts,
    "right_page": lambda j: _number(j.right_page),
    "right_footnote": lambda j: _number(j.right_note),
    "refused_unanswerable": lambda j: None if j.question.answerable else float(j.refused),
    "refused_answerable": lambda j: float(j.refused) if j.question.answerable else None,
    "follow_up_accuracy": lambda j: _number(j.correct) if j.question.history else None,
    "right_outcome": lambda j: float(j.right),
}
"""What a question scores; None where the measure does not apply to it."""

TOTALS: dict[str, Callable[[Sequence[Judgement]], Value]] = {
    "page_precision": lambda js: _ratio((j.cited_pages[0], j.cited_pages[1]) for j in js
                                        if j.cited_pages),
    "page_recall": lambda js: _ratio((j.cited_pages[2], len(j.ranks)) for j in js
                                     if j.cited_pages and j.ranks),
    "footnote_precision": lambda js: _ratio((j.notes.right, j.notes.cited) for j in js if j.notes),
    "footnote_recall": lambda js: _ratio((j.notes.right, j.notes.wanted) for j in js if j.notes),
    "refusal_precision": lambda js: _mean(float(not j.question.answerable) for j in js
                                          if j.refused),
    "aurc": lambda js: _aurc(js),
    "citation_recall": lambda js: _ratio((j.support.supported, j.support.claims) for j in js
                                         if j.support),
    "citation_precision": lambda js: _ratio((j.support.needed, j.support.citations) for j in js
                                            if j.support),
    "unverified_quotes": lambda js: float(sum(j.unverified for j in js)),
    "misquoted": lambda js: _sum(j.misquoted for j in js),
    "citations": lambda js: _mean(float(j.quotes) for j in js if j.quotes),
    "characters": lambda js: _median(float(j.characters) for j in js if j.quotes),
    "milliseconds": lambda js: _median(1000 * j.seconds for j in js),
    "milliseconds_p95": lambda js: _quantile([1000 * j.seconds for j in js], 0.95),
}
"""What only a group of questions has. Precision and recall are counted over all citations."""

COUNTS = frozenset({"questions", "unverified_quotes", "misquoted"})


def per_question(judgements: Sequence[Judgement]) -> dict[str, list[Value]]:
    """Every measure that a single question scores, in the order of the questions."""
    own = {name: [score(j) for j in judgements] for name, score in PER_QUESTION.items()}
    return own | ranking_values(judgements)


def summarise(judgements: Sequence[Judgement]) -> Summary:
    """All measures over a group of questions; None where nothing applies."""
    means = {name: _mean(values) for name, values in per_question(judgements).items()}
    totals = {name: total(judgements) for name, total in TOTALS.items()}
    return {"questions": float(len(judgements)), **means, **totals}


def intervals(judgements: Sequence[Judgement]) -> dict[str, tuple[float, float]]:
    """95% bootstrap intervals of the measures that single questions score."""
    found = {name: interval(values) for name, values in per_question(judgements).items()}
    return {name: both for name, both in found.items() if both is not None}


def given(judgements: Iterable[Judgement]) -> tuple[list[float], list[bool]]:
    """Confidence and rightness of the answers that were given, for risk against coverage."""
    answered = [j for j in judgements if j.answer is not None and not j.refused]
    return [j.confidence for j in answered], [j.right for j in answered]


def _aurc(judgements: Sequence[Judgement]) -> Value:
    return aurc(*given(judgements))


def _number(value: bool | None) -> Value:
    return None if value is None else float(value)


def _mean(values: Iterable[Value]) -> Value:
    known = [value for value in values if value is not None]
    return mean(known) if known else None


def _median(values: Iterable[float]) -> Value:
    known = list(values)
    return median(known) if known else None


def _quantile(values: Sequence[float], share: float) -> Value:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else None


def _sum(values: Iterable[int | None]) -> Value:
    known = [value for value in values if value is not None]
    return float(sum(known)) if known else None


def _ratio(pairs: Iterable[tuple[int, int]]) -> Value:
    """Sum of the firsts over sum of the seconds; None where there is nothing to count."""
    parts = list(pairs)
    whole = sum(second for _, second in parts)
    return sum(first for first, _ in parts) / whole if whole else None
