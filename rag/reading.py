"""Answers taken from the text: the sentences that answer, no language model.

Every sentence of the best passages is scored by how well it and its passage match the question
and by whether it holds the kind of thing that the question asks for. What a member asked in
Kamervragen is never given as an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.citations import Span
from rag.expectation import expected_kind, holds
from rag.reranking import Floats, LateInteraction, TokenModel
from rag.retrieval import Hit

READ_PASSAGES = 8
MAX_SENTENCES = 2
MAX_SENTENCE_CHARACTERS = 700
MIN_WORDS = 2


@dataclass(frozen=True)
class ReadingWeights:
    """Weights of the parts of a sentence's score; measured on development questions."""

    sentence: float = 1.0
    with_context: float = 1.2
    passage: float = 0.6
    kind: float = 0.45
    note: float = 0.9
    second: float = 0.86
    """A second sentence is given when it reaches this share of the score of the first."""


WEIGHTS = ReadingWeights()


@dataclass(frozen=True)
class Reading:
    """A sentence that may answer, with its score."""

    span: Span
    score: float


def read(
    model: TokenModel, question: str, hits: Sequence[Hit], weights: ReadingWeights = WEIGHTS
) -> list[Reading]:
    """The answering sentences, best first; empty when no passage holds a sentence."""
    near = list(hits[:READ_PASSAGES])
    spans = [(span, n) for n, hit in enumerate(near) for span in _sentences(hit)]
    if not spans:
        return []
    late = LateInteraction(model, question)
    sentences = late.matches([_as_read(span) for span, _ in spans])
    frames = late.matches([_frame(hit) for hit in near])
    of_hit = np.array([n for _, n in spans])
    alone = late.weigh(sentences)
    framed = late.weigh(
        np.maximum.reduce([sentences, frames[:, of_hit], _before(sentences, of_hit)])
    )
    kind = expected_kind(question)
    if kind == "reference":  # a bare reference is read with the sentence that carries it
        notes = np.array([span.stored.chunk.note is not None for span, _ in spans])
        alone = np.where(notes, np.maximum(alone, weights.note * framed), alone)
    best = max(hit.score for hit in hits) or 1.0
    readings = [
        Reading(
            span,
            weights.sentence * float(a)
            + weights.with_context * float(f)
            + weights.passage * near[n].score / best
            + weights.kind * holds(kind, span.text),
        )
        for (span, n), a, f in zip(spans, alone, framed, strict=True)
    ]
    readings.sort(key=lambda r: -r.score)
    return readings


def choose(readings: Sequence[Reading], weights: ReadingWeights = WEIGHTS) -> list[Reading]:
    """The sentences to show: the best one, and others nearly as good that say something else."""
    chosen: list[Reading] = []
    for reading in readings:
        if chosen and reading.score < weights.second * chosen[0].score:
            break
        if any(_repeats(reading.span, other.span) for other in chosen):
            continue
        chosen.append(reading)
        if len(chosen) == MAX_SENTENCES:
            break
    return chosen


def _sentences(hit: Hit) -> list[Span]:
    chunk = hit.stored.chunk
    if chunk.kind == "question":
        return []
    return [
        Span(hit.stored, start, end)
        for start, end in chunk.sentences
        if end - start <= MAX_SENTENCE_CHARACTERS
        and len(chunk.text[start:end].split()) >= MIN_WORDS
        and not chunk.text[start:end].rstrip("»”’\"') ").endswith((":", "?"))
    ]


def _as_read(span: Span) -> str:
    """A table row is read with the heading rows of its table."""
    chunk = span.stored.chunk
    if chunk.kind != "table":
        return span.text
    first_row = chunk.text.split("\n", 1)[0]
    return f"{first_row} {span.text}"


def _frame(hit: Hit) -> str:
    """What the sentences of a passage are about: title, headings, question."""
    stored = hit.stored
    return " ".join((stored.document.title, *stored.chunk.heading, stored.chunk.context))


def _before(matches: Floats, of_hit: npt.NDArray[np.int64]) -> Floats:
    """The matches of the sentence before each sentence, none at the start of a passage."""
    shifted = np.roll(matches, 1, axis=1)
    starts = np.r_[True, of_hit[1:] != of_hit[:-1]]
    shifted[:, starts] = 0.0
    return shifted


def _repeats(one: Span, other: Span) -> bool:
    a, b = set(one.text.lower().split()), set(other.text.lower().split())
    return len(a & b) >= 0.7 * min(len(a), len(b))
