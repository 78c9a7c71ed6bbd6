"""The sentences that answer the parts of one question, chosen together.

One sentence may hold both; a sentence that answers one part is no answer to the other unless it
holds what that asks for too. A part that is left without a sentence is not found.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.expectation import values
from rag.reading import MARGIN, MAX_PLACES, Reading, Scored, choose
from rag.requirement import meets, required
from rag.word_features import written_ways

MAX_CHARACTERS_TOGETHER = 600
"""Quotes of all parts, shared among them evenly; the first of each is shown however long."""
OWN_SHARE = 0.5
"""Of the words that only one part has, how many a sentence that answers another must hold."""
SUPPORTED = 0.4
"""How sure a part must be whose best place is beside one that answers another part."""
_TELLING = 4
"""Letters from which a word is looked for inside others."""


def chosen_together(readings: Sequence[Reading], threshold: float) -> list[list[Scored]]:
    """The places that answer each part; none for a part that is not found."""
    characters = MAX_CHARACTERS_TOGETHER // len(readings)
    order = sorted(range(len(readings)), key=lambda n: readings[n].confidence < threshold)
    chosen: list[list[Scored]] = [[] for _ in readings]
    for n in order:
        rest = [reading for m, reading in enumerate(readings) if m != n]
        others = [(readings[m], place) for m in order for place in chosen[m]]
        ranked = _of_its_own(readings[n], others, rest)
        if readings[n].confidence >= threshold or _supported(readings[n], ranked, others):
            chosen[n] = choose(ranked, MAX_PLACES, characters)
        else:
            chosen[n] = [place for place in _within(readings[n]) if any(
                place.span.place == other.span.place and _holds(readings[n], place, reading)
                for reading, other in others)][:1]
    return chosen


def _within(reading: Reading) -> list[Scored]:
    """The candidates that may be shown: nearly as good as the best."""
    return [one for one in reading.ranked if one.score >= reading.ranked[0].score - MARGIN]


def _of_its_own(
    reading: Reading, others: Sequence[tuple[Reading, Scored]], rest: Sequence[Reading]
) -> list[Scored]:
    """Without those that answer another part and hold nothing for this one."""
    return [
        one for one in _within(reading)
        if not any(_of_another(reading, one, other) for other in rest)
        and all(one.span.place != other.span.place or _holds(reading, one, asked)
               for asked, other in others)
    ]


def _supported(
    reading: Reading, ranked: Sequence[Scored], others: Sequence[tuple[Reading, Scored]]
) -> bool:
    """Whether the best place stands beside one that answers another part and meets its own."""
    if not ranked or reading.confidence < SUPPORTED:
        return False
    stored = ranked[0].span.stored
    return _meets(reading, ranked[0]) and any(
        stored.document_id == other.span.stored.document_id
        and abs(stored.chunk.page - other.span.stored.chunk.page) <= 1
        for _, other in others
    )


def _holds(reading: Reading, place: Scored, other: Reading) -> bool:
    """Whether a place that answers another part holds what this one requires besides."""
    if not _meets(reading, place):
        return False
    if _own_share(reading, place, other) < OWN_SHARE:
        return False
    kind = reading.asked.kind
    if kind != other.asked.kind or kind in ("any", "list", "reason", "definition", "yesno"):
        return True
    text = place.span.text
    known = f"{reading.asked.text} {other.asked.text}".lower()
    found = {text[start:end].lower() for start, end in values(kind, text)}
    return place.cell is not None or len([one for one in found if one not in known]) > 1


def _own_share(reading: Reading, place: Scored, other: Reading) -> float:
    """The share of the words that only this part has which a place holds; 1 where it has none."""
    candidate = place.candidate
    text = f"{candidate.as_read} {candidate.text_before}".lower()
    own = [
        ways for word, ways in zip(reading.asked.words, written_ways(reading.asked), strict=True)
        if word not in other.asked.words and len(word) >= _TELLING
    ]
    return sum(any(way in text for way in ways) for ways in own) / len(own) if own else 1.0


def _of_another(reading: Reading, place: Scored, other: Reading) -> bool:
    """Whether a place names the year of another part and not that of this one."""
    own, theirs = reading.asked.years - other.asked.years, other.asked.years - reading.asked.years
    text = f"{place.candidate.as_read} {place.candidate.text_before}"
    return bool(own and theirs) and not any(year in text for year in own) and any(
        year in text for year in theirs)


def _meets(reading: Reading, place: Scored) -> bool:
    question, around = reading.asked.text, place.span.stored.chunk.text
    return required(question) == "nothing" or meets(question, place.candidate, around)
