"""Question -> passages: lexical and dense search with the filters inside, then one ranking.

Each search gives candidates; `rag/ranking.py` orders them by what it can see of both, so that
neither search can drag the other down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.filters import Filters
from ingest.index import Index, StoredChunk, passage_text
from rag.answer import Passage
from rag.expectation import expected_kind, holds
from rag.ranking import WEIGHTS, Candidates, RankingModel, signals

if TYPE_CHECKING:
    from ingest.embedding import Embedder

CANDIDATES = 150
"""Passages that each of the two searches gives."""


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
    model: RankingModel,
    question: str,
    filters: Filters,
    k: int = 10,
) -> list[Hit]:
    """The best `k` passages, best first."""
    documents = index.document_ids(filters)
    if documents is not None and not documents:
        return []
    found = find_candidates(index, embedder, model, question, documents)
    if not found.ids:
        return []
    scores = WEIGHTS.score(signals(model, question, found.candidates))
    order = _distinct(np.argsort(-scores, kind="stable"), found.texts)[:k]
    stored = index.chunks([found.ids[n] for n in order])
    return [
        Hit(s, float(scores[n]), found.texts[n]) for s, n in zip(stored, order, strict=True)
    ]


class Found(NamedTuple):
    """The candidates of a question, not yet in order."""

    ids: list[int]
    candidates: Candidates
    texts: list[str]


def find_candidates(
    index: Index,
    embedder: Embedder,
    model: RankingModel,
    question: str,
    documents: frozenset[int] | None,
) -> Found:
    """What either search found, with all that the second stage looks at."""
    vector = embedder.encode_queries([question])[0]
    dense = index.dense(vector, CANDIDATES, documents)
    lexical = dict(index.lexical(question, CANDIDATES, documents))
    ids = list(dict.fromkeys((*(i for i, _ in dense), *lexical)))
    passages = index.passages(ids)
    kind = expected_kind(question)
    candidates = Candidates(
        subwords=index.subwords(ids),
        lexical=np.array([lexical.get(i, 0.0) for i in ids], dtype=np.float32),
        dense=index.vectors(ids) @ vector,
        questions=np.array([p.kind == "question" for p in passages], dtype=bool),
        holds=np.array([holds(kind, p.text) for p in passages], dtype=bool),
    )
    texts = [passage_text(p.document, p.heading, p.context, p.text) for p in passages]
    return Found(ids, candidates, texts)


def _distinct(order: npt.NDArray[np.int64], texts: Sequence[str]) -> list[int]:
    """Without passages that repeat a better one letter for letter."""
    seen: dict[str, int] = {}
    for n in order:
        seen.setdefault("".join(texts[n].lower().split()), int(n))
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
