"""One answer judged: the places it found and cited, its facts, notes, quotes and refusal.

A passage or citation is right when it covers a right page; of a question with several needed
places (`all_places`) each is looked for, of alternatives (`places`) any one will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.known import KnownQuestion, Place
from evals.quotes import SourcePages, misquotes
from evals.support import Check, Support, literal_check, supported
from rag.answer import Answer, Citation, Passage

CUTOFFS = (1, 5, 10)


@dataclass(frozen=True)
class Notes:
    """Footnotes by label: wanted, carried by citations of a right page, and both."""

    wanted: int
    cited: int
    right: int


@dataclass(frozen=True)
class Judgement:
    """One question judged; None where a measure does not apply."""

    question: KnownQuestion
    answer: Answer | None
    ranks: tuple[int | None, ...] | None
    """Rank, from 1, of the first passage that covers each needed place; None where none does."""
    correct: bool | None
    """Whether all required facts stand in the text or its quotes."""
    facts: float | None
    """Share of the required facts that do."""
    right_page: bool | None
    """Of a correct answer: whether a citation stands on the right page."""
    cited_pages: tuple[int, int, int] | None
    """(Citations on a right page, citations, needed places that are cited)."""
    right_note: bool | None
    """Where the evidence has notes: whether citations of its document carry all of them."""
    notes: Notes | None
    refused: bool
    confidence: float
    quotes: int
    unverified: int
    misquoted: int | None
    """Parts of quotes that `evals.quotes` does not find in the file; None when not looked up."""
    support: Support | None
    """Of an answer with claims."""
    characters: int
    seconds: float

    @property
    def recall(self) -> tuple[bool, ...] | None:
        """Whether every needed place is covered by the first k passages, for `CUTOFFS`."""
        if self.ranks is None:
            return None
        return tuple(self.found_within(k) for k in CUTOFFS)

    def found_within(self, k: int) -> bool:
        """Whether every needed place is covered by the first k passages."""
        return all(rank is not None and rank <= k for rank in self.ranks or (None,))

    @property
    def right(self) -> bool:
        """The right thing was done: a correct answer, or a refusal where there is none."""
        return bool(self.correct) if self.question.answerable else self.refused


def judge(
    question: KnownQuestion, answer: Answer | None, seconds: float,
    pages: SourcePages | None = None, check: Check = literal_check,
) -> Judgement:
    """Judge one answer; a missing one is wrong in everything.

    `pages`: to look quotes up in. `check`: whether quotes support a claim.
    """
    answerable = question.answerable
    shares = _facts(question, answer)
    correct = shares == 1.0 if answerable else None
    citations = answer.citations if answer else ()
    return Judgement(
        question=question,
        answer=answer,
        ranks=_ranks(question, answer.passages if answer else ()) if answerable else None,
        correct=correct,
        facts=shares if answerable else None,
        right_page=bool(_on_right_page(question, citations)) if correct else None,
        cited_pages=_cited_pages(question, citations) if answerable else None,
        right_note=_cites_notes(question, citations) if question.footnotes else None,
        notes=_notes(question, citations) if answerable else None,
        refused=bool(answer and answer.abstained),
        confidence=answer.confidence if answer else 0.0,
        quotes=len(citations),
        unverified=sum(not c.verified for c in citations),
        misquoted=len(misquotes(answer, pages)) if answer and pages else None,
        support=supported(answer, check) if answer and answer.claims else None,
        characters=len(_said(answer)) if answer else 0,
        seconds=seconds,
    )


def needed(question: KnownQuestion) -> tuple[tuple[Place, ...], ...]:
    """The places that are needed, each with its alternatives."""
    if question.all_places:
        return tuple((place,) for place in question.all_places)
    return (question.places,)


def covers(found: Passage | Citation, place: Place) -> bool:
    """Whether a passage or citation stands on a page of a place."""
    same = found.file.removesuffix(".pdf") == place.doc
    return same and found.page <= place.page_end and found.page_end >= place.page


def _ranks(question: KnownQuestion, passages: Sequence[Passage]) -> tuple[int | None, ...]:
    def rank(alternatives: tuple[Place, ...]) -> int | None:
        ranks = (n for n, p in enumerate(passages, 1) if any(covers(p, a) for a in alternatives))
        return next(ranks, None)

    return tuple(rank(alternatives) for alternatives in needed(question))


def _said(answer: Answer) -> str:
    return " ".join((answer.text, *(citation.quote for citation in answer.citations)))


def _facts(question: KnownQuestion, answer: Answer | None) -> float:
    """Share of the required facts in text or quotes; a refusal holds none."""
    if answer is None or answer.abstained:
        return 0.0
    said = _plain(_said(answer))
    held = [any(_plain(variant) in said for variant in fact) for fact in question.facts]
    return sum(held) / len(held) if held else 1.0


def _plain(text: str) -> str:
    """Lower case, with single spaces: a no-break space in a number is a space."""
    return " ".join(text.lower().split())


def _on_right_page(question: KnownQuestion, citations: Sequence[Citation]) -> list[Citation]:
    places = (*question.places, *question.all_places)
    return [c for c in citations if any(covers(c, place) for place in places)]


def _cited_pages(question: KnownQuestion, citations: Sequence[Citation]) -> tuple[int, int, int]:
    cited = sum(
        any(covers(c, place) for c in citations for place in alternatives)
        for alternatives in needed(question)
    )
    return len(_on_right_page(question, citations)), len(citations), cited


def _cites_notes(question: KnownQuestion, citations: Sequence[Citation]) -> bool:
    docs = {place.doc for place in (*question.places, *question.all_places)}
    cited = {
        note.label
        for citation in citations
        if citation.file.removesuffix(".pdf") in docs
        for note in citation.footnotes
    }
    return set(question.footnotes) <= cited


def _notes(question: KnownQuestion, citations: Sequence[Citation]) -> Notes:
    """Notes of the cited sentences only: those of the paragraph around them make no claim."""
    wanted = set(question.footnotes)
    cited = {
        note.label
        for citation in _on_right_page(question, citations)
        for note in citation.footnotes
        if note.scope == "sentence"
    }
    return Notes(len(wanted), len(cited), len(wanted & cited))
