"""Question -> passages: lexical and dense search with the filters inside, fused and reranked.

Fusion is a weighted sum of scores scaled to 0..1 among the candidates; lexical search counts
much for Dutch questions and little for English ones, whose words do not occur in the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.filters import Filters
from ingest.index import Index, StoredChunk
from rag.answer import Language, Passage
from rag.reranking import LateInteraction, TokenModel

if TYPE_CHECKING:
    from ingest.embedding import Embedder

CANDIDATES = 150
RERANKED = 100


@dataclass(frozen=True)
class Weights:
    """Weights of the parts of a score; measured on development questions."""

    lexical: float
    dense: float
    late: float


WEIGHTS: dict[Language, Weights] = {
    "nl": Weights(lexical=1.0, dense=1.0, late=2.0),
    "en": Weights(lexical=0.3, dense=1.0, late=2.0),
}


@dataclass(frozen=True)
class Hit:
    """A passage with its own score: what was found stays with how well it was found."""

    stored: StoredChunk
    score: float
    searched: str
    """What was searched of the passage: its text with title, headings and context."""


def search(
    index: Index,
    embedder: Embedder,
    model: TokenModel,
    question: str,
    language: Language,
    filters: Filters,
    k: int = 10,
) -> list[Hit]:
    """The best `k` passages, best first."""
    documents = index.document_ids(filters)
    if documents is not None and not documents:
        return []
    weights = WEIGHTS[language]
    vector = embedder.encode_queries([question])[0]
    dense = index.dense(vector, CANDIDATES, documents)
    lexical = index.lexical(question, CANDIDATES, documents)
    fused = fuse([(dense, weights.dense), (lexical, weights.lexical)])[:RERANKED]
    ids = [chunk_id for chunk_id, _ in fused]
    texts = index.passage_texts(ids)
    late = LateInteraction(model, question).scores(texts)
    scale = weights.dense + weights.lexical
    scores = [
        score / scale + weights.late * float(match)
        for (_, score), match in zip(fused, late, strict=True)
    ]
    order = _distinct(sorted(range(len(ids)), key=lambda n: -scores[n]), texts)[:k]
    stored = index.chunks([ids[n] for n in order])
    return [Hit(s, scores[n], texts[n]) for s, n in zip(stored, order, strict=True)]


def fuse(
    runs: Sequence[tuple[Sequence[tuple[int, float]], float]],
) -> list[tuple[int, float]]:
    """Weighted sum of min-max scaled scores; a passage that a run missed gets 0 from it."""
    total: dict[int, float] = {}
    for run, weight in runs:
        if not run:
            continue
        scores: npt.NDArray[np.float64] = np.array([score for _, score in run])
        low, high = scores.min(), scores.max()
        scaled = (scores - low) / (high - low) if high > low else np.ones_like(scores)
        for (chunk_id, _), value in zip(run, scaled, strict=True):
            total[chunk_id] = total.get(chunk_id, 0.0) + weight * float(value)
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def _distinct(order: Sequence[int], texts: Sequence[str]) -> list[int]:
    """Without passages that repeat a better one letter for letter."""
    seen: dict[str, int] = {}
    for n in order:
        seen.setdefault("".join(texts[n].lower().split()), n)
    return list(seen.values())


def as_passage(hit: Hit) -> Passage:
    """The passage as the answer object shows it."""
    document, chunk = hit.stored.document, hit.stored.chunk
    return Passage(
        doc=document.doc,
        file=document.file,
        page=chunk.page,
        page_end=chunk.page_end,
        score=round(hit.score, 4),
        text=chunk.text,
        title=document.title,
        kind=document.kind,
        heading=chunk.heading,
    )
