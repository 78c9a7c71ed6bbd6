"""Has this been asked before? Earlier Kamervragen near a draft question, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.filters import Filters
from ingest.index import Index, StoredChunk
from ingest.labels import label_numbers
from rag.citations import Span
from rag.reranking import LateInteraction, TokenModel

if TYPE_CHECKING:
    from ingest.embedding import Embedder

CANDIDATES = 100
LATE_WEIGHT = 1.0


@dataclass(frozen=True)
class Asked:
    """An earlier question and what was answered, each a literal stretch of its document."""

    question: Span
    answer: tuple[Span, ...]
    """The passages of the answer in order; empty where the document has none."""
    score: float
    """Cosine of the vectors plus late interaction, 0 to 2."""


def asked_before(
    index: Index,
    embedder: Embedder,
    model: TokenModel,
    draft: str,
    filters: Filters,
    k: int = 5,
) -> list[Asked]:
    """The `k` earlier questions nearest to a draft, best first, each with its answer."""
    ids = index.question_ids(filters)
    if not ids:
        return []
    near = index.dense_among(embedder.encode_queries([draft])[0], CANDIDATES, ids)
    stored = index.chunks([chunk_id for chunk_id, _ in near])
    late = LateInteraction(model, draft).scores([s.chunk.text for s in stored])
    scored = [
        (cosine + LATE_WEIGHT * float(match), one)
        for (_, cosine), match, one in zip(near, late, stored, strict=True)
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    best: dict[tuple[int, str], tuple[float, StoredChunk]] = {}
    for score, one in scored:
        best.setdefault((one.document_id, one.chunk.label), (score, one))
    return [
        Asked(_whole(one), _answer(index, one), round(score, 4))
        for score, one in list(best.values())[:k]
    ]


def _whole(stored: StoredChunk) -> Span:
    return Span(stored, 0, len(stored.chunk.text))


def _answer(index: Index, question: StoredChunk) -> tuple[Span, ...]:
    """The passages whose label covers the number of the question."""
    wanted = set(label_numbers(question.chunk.label))
    return tuple(
        _whole(stored)
        for stored in index.chunks_of(question.document_id)
        if stored.chunk.kind == "answer" and wanted & set(label_numbers(stored.chunk.label))
    )
