"""What an answer is worth: page recall@k, facts, page, footnote, refusal, quotes.

Recall@k counts a question as found when a passage among the first k covers the right page; a
question without an answer object counts as not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from statistics import mean, median

from evals.known import KnownQuestion, Place
from rag.answer import Answer

CUTOFFS = (1, 5, 10)


@dataclass(frozen=True)
class Judgement:
    """One question judged; None where a measure does not apply."""

    question: KnownQuestion
    answer: Answer | None
    recall: tuple[bool, ...] | None
    """For each of `CUTOFFS`."""
    correct: bool | None
    right_page: bool | None
    """Of a correct answer: whether a citation stands on the right page."""
    right_note: bool | None
    """Where the evidence has notes: whether a citation carries them."""
    refused: bool
    quotes: int
    unverified: int
    characters: int
    seconds: float


@dataclass(frozen=True)
class Summary:
    """Means over a group of questions; NaN-free: None where nothing applies."""

    questions: int
    recall_at_1: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    answer_accuracy: float | None
    right_page: float | None
    right_footnote: float | None
    refused_unanswerable: float | None
    refused_answerable: float | None
    follow_up_accuracy: float | None
    unverified_quotes: int
    citations: float | None
    characters: float | None
    milliseconds: float | None


def judge(question: KnownQuestion, answer: Answer | None, seconds: float) -> Judgement:
    """Judge one answer; a missing one is wrong in everything."""
    answerable = question.answerable
    correct = _holds_facts(question, answer) if answerable else None
    return Judgement(
        question=question,
        answer=answer,
        recall=_recall(question, answer) if answerable else None,
        correct=correct,
        right_page=_cites_page(question, answer) if correct else None,
        right_note=_cites_notes(question, answer) if question.footnotes else None,
        refused=bool(answer and answer.abstained),
        quotes=len(answer.citations) if answer else 0,
        unverified=sum(not c.verified for c in answer.citations) if answer else 0,
        characters=len(_said(answer)) if answer else 0,
        seconds=seconds,
    )


def summarise(judgements: Sequence[Judgement]) -> Summary:
    """Means over judgements."""
    recalls = [j.recall for j in judgements if j.recall is not None]
    answerable = [j for j in judgements if j.question.answerable]
    unanswerable = [j for j in judgements if not j.question.answerable]
    given = [j for j in judgements if j.quotes]
    return Summary(
        questions=len(judgements),
        recall_at_1=_mean(r[0] for r in recalls),
        recall_at_5=_mean(r[1] for r in recalls),
        recall_at_10=_mean(r[2] for r in recalls),
        answer_accuracy=_mean(j.correct for j in answerable),
        right_page=_mean(j.right_page for j in judgements),
        right_footnote=_mean(j.right_note for j in judgements),
        refused_unanswerable=_mean(j.refused for j in unanswerable),
        refused_answerable=_mean(j.refused for j in answerable),
        follow_up_accuracy=_mean(j.correct for j in answerable if j.question.history),
        unverified_quotes=sum(j.unverified for j in judgements),
        citations=_mean(j.quotes for j in given),
        characters=float(median(j.characters for j in given)) if given else None,
        milliseconds=1000 * median(j.seconds for j in judgements) if judgements else None,
    )


def _mean(values: Iterable[float | bool | None]) -> float | None:
    known = [float(v) for v in values if v is not None]
    return mean(known) if known else None


def _covers(file: str, page: int, page_end: int, place: Place) -> bool:
    same = file.removesuffix(".pdf") == place.doc
    return same and page <= place.page_end and page_end >= place.page


def _recall(question: KnownQuestion, answer: Answer | None) -> tuple[bool, ...]:
    if answer is None:
        return tuple(False for _ in CUTOFFS)

    def found(place: Place, k: int) -> bool:
        return any(_covers(p.file, p.page, p.page_end, place) for p in answer.passages[:k])

    if question.all_places:
        return tuple(all(found(p, k) for p in question.all_places) for k in CUTOFFS)
    return tuple(any(found(p, k) for p in question.places) for k in CUTOFFS)


def _said(answer: Answer) -> str:
    return " ".join((answer.text, *(citation.quote for citation in answer.citations)))


def _holds_facts(question: KnownQuestion, answer: Answer | None) -> bool:
    if answer is None or answer.abstained:
        return False
    said = _said(answer).lower()
    return all(any(variant.lower() in said for variant in fact) for fact in question.facts)


def _cites_page(question: KnownQuestion, answer: Answer | None) -> bool:
    places = (*question.places, *question.all_places)
    return answer is not None and any(
        _covers(c.file, c.page, c.page_end, place) for c in answer.citations for place in places
    )


def _cites_notes(question: KnownQuestion, answer: Answer | None) -> bool:
    docs = {place.doc for place in (*question.places, *question.all_places)}
    wanted = set(question.footnotes)
    cited = {
        note.label
        for citation in (answer.citations if answer else ())
        if citation.file.removesuffix(".pdf") in docs
        for note in citation.footnotes
    }
    return wanted <= cited


MEASURES = tuple(field.name for field in fields(Summary))
