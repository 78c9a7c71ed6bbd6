"""The places that an answer cites, by part of the question, and whether they stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.index import Index
from rag.answer import Citation, Claim
from rag.asof import newest_first
from rag.citations import Place, Span, cite, items_of
from rag.joint import chosen_together
from rag.reading import MAX_CHARACTERS, MAX_PLACES, Reading, Scored, choose


@dataclass(frozen=True)
class Draft:
    """A place to cite."""

    span: Span
    text: str | None = None
    """A model's wording; None where the quote itself is the claim."""
    parts: frozenset[int] = frozenset({0})
    """The parts of the question that it answers."""
    as_of: bool = False
    """Whether it is one of those that disagree, of which the newest comes first."""


@dataclass(frozen=True)
class Verified:
    """What of some drafts stands on its page, letter for letter."""

    claims: tuple[Claim, ...]
    """Of a model's wording; empty where the quotes are the claims."""
    citations: tuple[tuple[frozenset[int], Citation], ...]
    """With the parts of the question that each answers."""
    as_of: tuple[int, ...] = ()
    """Numbers of those that disagree, the newest first; empty where fewer than two stand."""


def drafts_of(readings: Sequence[Reading], threshold: float) -> list[Draft]:
    """The places that answer each part; a part that is not sure enough has none."""
    if len(readings) == 1:
        return _of_one(readings[0])
    drafts: dict[Place, Draft] = {}
    for n, chosen in enumerate(chosen_together(readings, threshold)):
        for span in _quotable(chosen, MAX_PLACES):
            known = drafts.get(span.place, Draft(span, parts=frozenset()))
            drafts[span.place] = replace(known, parts=known.parts | {n})
    return list(drafts.values())


def _of_one(reading: Reading) -> list[Draft]:
    chosen = choose(reading.ranked)
    if reading.otherwise is None:
        return [Draft(span) for span in _quotable(chosen, MAX_PLACES)]
    pair = newest_first((reading.ranked[0], reading.otherwise))
    drafts = [Draft(scored.span, as_of=True) for scored in pair]
    length = sum(len(draft.span.text) for draft in drafts)
    others = [scored for scored in chosen if scored not in pair
              and length + len(scored.span.text) <= MAX_CHARACTERS]
    return [*drafts, *(Draft(span) for span in _quotable(others, MAX_PLACES - len(pair)))]


def _quotable(chosen: Sequence[Scored], places: int) -> list[Span]:
    """The places to cite, lists item by item; beside a long list the others are left out."""
    spans: list[Span] = []
    for scored in chosen:
        pieces = items_of(scored.span)
        if not spans or len(spans) + len(pieces) <= places:
            spans += pieces
    return spans


def verified(index: Index, drafts: Sequence[Draft]) -> Verified:
    """The drafts whose quote stands on its page, as numbered citations; the others are out."""
    claims: list[Claim] = []
    citations: list[tuple[frozenset[int], Citation]] = []
    as_of: list[int] = []
    for draft in drafts:
        citation = cite(index, draft.span, len(citations) + 1)
        if citation.verified:
            citations.append((draft.parts, citation))
            as_of += [citation.number] * draft.as_of
            if draft.text is not None:
                claims.append(Claim(draft.text, (citation.number,)))
    both = tuple(as_of) if len(as_of) > 1 else ()
    return Verified(tuple(claims), tuple(citations), both)
