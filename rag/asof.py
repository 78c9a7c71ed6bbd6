"""Documents of different dates that say different things of one matter ("as of").

The best candidate is compared with those nearly as good in documents of another date. Two
disagree where they count the same thing in the same words and come to another figure, or where
the later one says of the earlier figure that it changed (`stijgt van € 412 miljoen naar …`). All
of it is asked strictly: a right answer that is made to look doubtful is worse than a silent one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

from corpus.document import Document
from rag.citations import items_of
from rag.mentions import find_mentions
from rag.quantities import COMPARABLE, Quantity, amount_of, quantities
from rag.question import STOP_WORDS, Asked, stem, years_in
from rag.reranking import TokenModel
from rag.word_features import word_weights, written_ways

if TYPE_CHECKING:
    from rag.reading import Scored

NEARLY = 2.0
"""How much less likely, in log-odds, the other candidate may be."""
REVISED_NEARLY = 6.5
"""The same where the later one says that the figure changed."""
ALIKE = 0.7
"""Overlap of the words of both, weighed by their rarity (Dice)."""
SHARED_WORDS = 2
ASKED_IN_BOTH = 0.3
"""Share of the rarity of the question's words that both have."""
ASKED_OF_REVISED = 0.15
OF_EITHER = 0.5
"""Share of what either has of the question that both must have."""
_COUNTED_WITHIN = 3
"""Words behind a figure among which the thing counted stands: `203 nieuwe meldingen`."""

_FEW = 10
"""Numbers below this are met by chance."""
_PARTS_OF_A_DATE = 3

_EARLIER = re.compile(
    r"\b(?:oorspronkelijke?|aanvankelijke?|eerdere?|eerst|destijds|toen|vorige?|voorheen"
    r"|original(?:ly)?|initial(?:ly)?|at first|earlier|previous(?:ly)?|then|still)\b", re.IGNORECASE
)
"""Questions that ask for what was said once."""
_REVISES = re.compile(
    r"\b(?:stijg\w*|gestegen|daal\w*|daling|gedaald|verho\w+|verla\w+|bijgesteld\w*|bijstell\w+"
    r"|wijzig\w*|gewijzigd\w*|herzien\w*|herijk\w*|in plaats van|waar eerder|dan eerder|voorheen"
    r"|uitgegaan van|inmiddels|nu"
    r"|uitgesteld|verschoven|verlengd|verkort|niet (?:\S+ ){1,4}maar|van (?:\S+ ){1,5}naar)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|waren|werd|werden) (?:dat|dit|er|het|die)\b", re.IGNORECASE)
"""How the sentence behind tells the figure of before."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_MONTHS = frozenset(
    "januari februari maart april mei juni juli augustus september oktober november december"
    .split()
)


def disagreeing(
    model: TokenModel, asked: Asked, ranked: Sequence[Scored]
) -> Scored | None:
    """The candidate of another date that says otherwise than the best one; mostly there is none."""
    if asked.kind not in COMPARABLE or not ranked or _EARLIER.search(asked.text):
        return None
    best, matter = ranked[0], None
    for other in ranked[1:]:
        gap = best.score - other.score
        if gap > REVISED_NEARLY:
            return None
        if not _comparable(best, other):
            continue
        matter = matter or _Matter(model, asked)
        if not matter.named_alike(best, other):
            continue
        if matter.revises(best, other) or (gap <= NEARLY and matter.contradicts(best, other)):
            return other
    return None


def newest_first(pair: Sequence[Scored]) -> list[Scored]:
    """Candidates by the date of their document, within one dossier by its number else."""
    one, other = pair
    documents = one.span.stored.document, other.span.stored.document
    return [one, other] if _issued(*documents) > 0 else [other, one]


def _issued(one: Document, other: Document) -> int:
    """Over 0 where the first is the later one, under 0 where the other is, 0 if none can tell."""
    if one.date and other.date:
        return (one.date > other.date) - (one.date < other.date)
    numbers = [document.number or "" for document in (one, other)]
    same = one.dossier is not None and (one.dossier, one.toevoeging, one.chamber) == (
        other.dossier, other.toevoeging, other.chamber
    )
    if not same or not all(number.isdigit() for number in numbers):
        return 0
    return int(numbers[0]) - int(numbers[1])


def _comparable(one: Scored, other: Scored) -> bool:
    """Whether both come of documents of which one is later, and can be quoted in one piece."""
    return _issued(one.span.stored.document, other.span.stored.document) != 0 and all(
        len(items_of(scored.span)) == 1 for scored in (one, other)
    )


class _Matter:
    """What a question asks of, and whether two candidates speak of it."""

    def __init__(self, model: TokenModel, asked: Asked) -> None:
        self._model = model
        self._asked = asked
        self._mentions = find_mentions(asked.text)
        self._ways = written_ways(asked)
        self._weights = word_weights(model, asked.words)

    def named_alike(self, one: Scored, other: Scored) -> bool:
        """Whether what the question names (document, date, name, year) fits both or neither."""
        documents = [scored.span.stored.document for scored in (one, other)]
        if len({self._mentions.share(document) for document in documents}) > 1:
            return False
        around = [_around(scored) for scored in (one, other)]
        names = (name for name in self._asked.named if not name.isdigit())
        if any((name in around[0]) != (name in around[1]) for name in names):
            return False
        return all(year in text for year in self._asked.years for text in around)

    def contradicts(self, one: Scored, other: Scored) -> bool:
        """Whether both count the same in the same words and come to another figure."""
        if one.cell is not None or other.cell is not None:
            return _cells_differ(one, other)
        texts = one.span.text, other.span.text
        pairs = [(a, b) for a, b in product(self._told(texts[0]), self._told(texts[1]))
                 if self._counted(texts[0], a) == self._counted(texts[1], b) != ""]
        first, second = (years_in(text) for text in texts)
        return (
            bool(pairs)
            and not any(a.same(b) for a, b in pairs)
            and (self._asked.kind == "date" or not (first and second) or bool(first & second))
            and self._alike(*texts)
            and self._asked_in_both(one, other) >= ASKED_IN_BOTH
        )

    def revises(self, one: Scored, other: Scored) -> bool:
        """Whether the later one, or the sentence behind it, says what the earlier one had."""
        later, earlier = newest_first((one, other))
        if later.candidate.cells or earlier.candidate.cells:
            return False
        new = self._told(later.span.text)
        old = [q for q in self._told(earlier.span.text) if _distinct(q)]
        changed = any(not any(a.same(b) for b in old) for a in new)
        if not changed or self._asked_in_both(one, other) < ASKED_OF_REVISED:
            return False
        if _have_one(new, old):
            return _REVISES.search(later.span.text) is not None
        behind = _behind(later)
        said = _REVISES.search(behind) or _WAS.search(behind)
        return said is not None and _have_one(quantities(self._asked.kind, behind), old)

    def _told(self, text: str) -> list[Quantity]:
        """The figures of the kind asked for that the question does not name itself."""
        question = self._asked.text.lower()
        return [q for q in quantities(self._asked.kind, text)
                if text[slice(*q.span)].lower() not in question]

    def _counted(self, text: str, quantity: Quantity) -> str:
        """What a figure counts, as the question has it; another kind of value counts by itself."""
        if self._asked.kind != "number":
            return self._asked.kind
        behind = text[quantity.span[1] :].lower().split()[:_COUNTED_WITHIN]
        words = zip(self._ways, self._asked.words, strict=True)
        return next((word for ways, word in words
                     if any(w.startswith(way) for w in behind for way in ways)), "")

    def _asked_in_both(self, one: Scored, other: Scored) -> float:
        """The share of the question's words that both have, themselves or just before.

        Nothing where one has much of the question that the other lacks: it is about that.
        """
        texts = [_close(scored) for scored in (one, other)]
        each = [[any(way in text for way in ways) for ways in self._ways] for text in texts]
        shares = [self._share(held) for held in each]
        both = self._share([all(held) for held in zip(*each, strict=True)])
        return both if both >= OF_EITHER * max(shares) else 0.0

    def _share(self, held: Sequence[bool]) -> float:
        total = sum(self._weights)
        present = sum(w for w, is_held in zip(self._weights, held, strict=True) if is_held)
        return present / total if total else 0.0

    def _alike(self, one: str, other: str) -> bool:
        words = [_words(text) for text in (one, other)]
        stems = sorted({*words[0], *words[1]})
        rarity = dict(zip(
            stems, word_weights(self._model, [words[s not in words[0]][s] for s in stems]),
            strict=True,
        ))
        shared = words[0].keys() & words[1].keys()
        total = sum(rarity[s] for own in words for s in own)
        return (
            len(shared) >= SHARED_WORDS and 2 * sum(rarity[s] for s in shared) >= ALIKE * total
        )


def _have_one(some: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    return any(a.same(b) for a, b in product(some, others))


def _distinct(quantity: Quantity) -> bool:
    """Whether a value is unlikely to be met again by chance: no small number, no bare year."""
    if quantity.amount is None:
        return quantity.date.count(None) < _PARTS_OF_A_DATE - 1
    return quantity.amount >= _FEW or quantity.amount % 1 > 0


def _behind(scored: Scored) -> str:
    """The sentence behind a candidate in its passage; empty at the end."""
    chunk = scored.span.stored.chunk
    return next((chunk.text[a:b] for a, b in chunk.sentences if a >= scored.span.end), "")


def _cells_differ(one: Scored, other: Scored) -> bool:
    """Whether two cells of the same row and column, by their names, hold other figures."""
    if one.cell is None or other.cell is None:
        return False
    first, second = ((c.row[-1:], c.column, c.unit) for c in (one.cell, other.cell))
    figures = [amount_of(cell.value) for cell in (one.cell, other.cell)]
    return (
        bool(one.cell.row) and bool(one.cell.column)
        and str(first).casefold() == str(second).casefold()
        and None not in figures and figures[0] != figures[1]
    )


def _words(text: str) -> dict[str, str]:
    """Stem -> word, of the words that mean something."""
    found = (word.lower() for word in _WORD.findall(text))
    return {stem(w): w for w in found if w not in STOP_WORDS and w not in _MONTHS}


def _close(scored: Scored) -> str:
    """A candidate with the sentence before it, in small letters."""
    return f"{scored.candidate.as_read} {scored.candidate.text_before}".lower()


def _around(scored: Scored) -> str:
    """A candidate with all that frames it, in small letters."""
    stored = scored.span.stored
    frame = (stored.document.title, *stored.chunk.heading, stored.chunk.context)
    return f"{_close(scored)} {' '.join(frame)}".lower()
