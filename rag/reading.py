"""Answers taken from the text: the sentences that answer, no language model.

Every candidate of the best passages is scored by its features; the best ones are shown while
they are nearly as good as the first, say something new and stay short together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.index import Index
from rag.abstention import signs
from rag.asof import disagreeing
from rag.candidates import Candidate, candidates
from rag.citations import Span
from rag.expectation import Expected
from rag.features import FEATURES, gather
from rag.nearness import Near
from rag.question import Asked, analyse
from rag.reranking import TokenModel
from rag.retrieval import Hit
from rag.roles import Role, asked_roles
from rag.scoring import ReaderWeights, reader_weights
from rag.tables import CellRef

READ_PASSAGES = 12
MAX_PLACES = 3
MAX_CHARACTERS = 450
"""All quotes together; the first is shown however long it is."""
MARGIN = 3.0
"""How much less likely, in log-odds, a further place may be than the first."""
ALONE = 0.2
"""How much a later part counts as it is asked, beside how it is completed."""
FOREIGN = 0.2
"""A later part whose own words match what was found less than this is not answered by it."""
_SAME = 0.7
_TITLES: frozenset[Role] = frozenset({"asked", "answered"})
_TOLD_BY_TITLES: frozenset[Expected] = frozenset({"person", "organisation", "reference"})
_POINTER = re.compile(r"Zie ook Aanhangsel Handelingen\b")
"""Under the title of Kamervragen: earlier ones of the same matter."""


@dataclass(frozen=True)
class Scored:
    """A candidate with its score."""

    candidate: Candidate
    score: float
    cell: CellRef | None = None
    """The cell that answers, where it is a row of a table."""

    @property
    def span(self) -> Span:
        """What is cited."""
        if self.cell is None:
            return self.candidate.span
        return replace(self.candidate.span, cell=(self.cell.start, self.cell.end))


@dataclass(frozen=True)
class Reading:
    """What the reader found: candidates, best first, and how sure it is that they answer."""

    asked: Asked
    ranked: tuple[Scored, ...]
    confidence: float
    otherwise: Scored | None = None
    """A candidate of another date that says otherwise than the best one (`rag/asof.py`)."""


def read(
    index: Index,
    model: TokenModel,
    question: str,
    hits: Sequence[Hit],
    weights: ReaderWeights | None = None,
    near: Near | None = None,
    alone: str = "",
) -> Reading:
    """Read the best passages for a question.

    `near`: where the earlier answer of the conversation stands, for a follow-up. `alone`: a later
    part of a question as it is asked, before the first part's words were put behind it.
    """
    weights = weights or reader_weights()
    asked = analyse(question)
    best = list(hits[:READ_PASSAGES])
    found = of_the_matter(asked, candidates(index, best))
    if not found:
        return Reading(asked, (), 0.0)
    evidence = gather(model, asked, best, found)
    scores = weights.score(FEATURES, evidence.matrix)
    foreign = False
    if alone:
        itself = gather(model, analyse(alone), best, found)
        scores = (1 - ALONE) * scores + ALONE * weights.score(FEATURES, itself.matrix)
        foreign = float(itself.late.weights @ itself.framed.max(axis=1)) < FOREIGN
    if near is not None:
        scores = scores + np.array([_gain(near, candidate) for candidate in found])
    order = np.argsort(-scores, kind="stable")
    ranked = tuple(Scored(found[n], float(scores[n]), evidence.cells[n]) for n in order)
    return Reading(
        asked, ranked, 0.0 if foreign else weights.sure(signs(asked, evidence, scores)),
        disagreeing(model, asked, ranked),
    )


def of_the_matter(asked: Asked, found: list[Candidate]) -> list[Candidate]:
    """Without title lines and pointers to other papers, where nobody asks for them."""
    if asked.kind in _TOLD_BY_TITLES or asked_roles(asked.text, asked.kind):
        return found
    return [c for c in found if not c.tells & _TITLES and not _POINTER.match(c.span.text)]


def _gain(near: Near, candidate: Candidate) -> float:
    stored = candidate.span.stored
    return near.gain(stored.id, stored.document_id, stored.chunk.page)


def choose(
    ranked: Sequence[Scored], places: int = MAX_PLACES, characters: int = MAX_CHARACTERS
) -> list[Scored]:
    """The places to show: the best one, and others nearly as good that say something else."""
    chosen: list[Scored] = []
    length = 0
    for scored in ranked:
        text = scored.candidate.span.text
        if chosen and scored.score < ranked[0].score - MARGIN:
            break
        if any(_repeats(text, other.span.text) for other in chosen):
            continue
        if chosen and length + len(text) > characters:
            continue
        chosen.append(scored)
        length += len(text)
        if len(chosen) == places:
            break
    return chosen


def _repeats(one: str, other: str) -> bool:
    """Whether two texts say the same: nearly the same words, and no other figures."""
    a, b = set(one.lower().split()), set(other.lower().split())
    if any(c.isdigit() for word in a ^ b for c in word):
        return a <= b or b <= a
    return len(a & b) >= _SAME * min(len(a), len(b))
