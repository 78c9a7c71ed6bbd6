"""What an answer is made of before it is verified: the places to cite, by part of the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.citations import Span, items_of
from rag.reading import MAX_CHARACTERS, MAX_PLACES, Reading, Scored, choose

PLACES_OF_A_PART = 2
"""Of a question with several parts; one alone may have `MAX_PLACES`."""


@dataclass(frozen=True)
class Draft:
    """A place to cite."""

    span: Span
    text: str | None = None
    """A model's wording; None where the quote itself is the claim."""
    parts: frozenset[int] = frozenset({0})
    """The parts of the question that it answers."""


def drafts_of(readings: Sequence[Reading], threshold: float) -> list[Draft]:
    """The places that answer each part; a part that is not sure enough has none."""
    if len(readings) == 1:
        return [Draft(span) for span in _quotable(choose(readings[0].ranked), MAX_PLACES)]
    drafts: dict[tuple[int, int, int], Draft] = {}
    for n, reading in enumerate(readings):
        if reading.confidence < threshold:
            continue
        chosen = choose(reading.ranked, PLACES_OF_A_PART, MAX_CHARACTERS // len(readings))
        for span in _quotable(chosen, PLACES_OF_A_PART):
            place = (span.stored.id, span.start, span.end)
            known = drafts.get(place, Draft(span, parts=frozenset()))
            drafts[place] = replace(known, parts=known.parts | {n})
    return list(drafts.values())


def _quotable(chosen: Sequence[Scored], places: int) -> list[Span]:
    """The places to cite, lists item by item; beside a long list the others are left out."""
    spans: list[Span] = []
    for scored in chosen:
        pieces = items_of(scored.span)
        if not spans or len(spans) + len(pieces) <= places:
            spans += pieces
    return spans
