"""Has this been asked before? Earlier Kamervragen near a draft question, with their answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.filters import Filters
from ingest.index import Index, StoredChunk
from ingest.labels import label_numbers
from rag.citations import Span
from rag.lookup import LookedUp
from rag.reranking import LateInteraction, TokenModel

if TYPE_CHECKING:
    from ingest.embedding import Embedder

CANDIDATES = 100
LATE_WEIGHT = 1.0
_BARE = 20
"""Characters of a reply that says nothing by itself."""
ALIKE = 0.6
"""From which score an earlier question asks the same: 248 of 250 real questions about other matters
stay under it, ten paraphrases of questions that are there reach it."""
SHOWN = 3
_ALREADY = re.compile(
    r"^(?:is|zijn|werd|werden)\b(?=.*\b(?:al|eerder|eens|ooit|gesteld)\b)"
    r".{0,60}?\b(?:gevraagd|kamervragen|vragen)\b"
    r"|^welke (?:eerdere )?kamervragen\b|^(?:has|have|were)\b.{0,60}?\basked\b"
    r"|^(?:which|what) parliamentary questions\b", re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:is|zijn|werd|werden|er|hier|dit|daar|al|eens|eerder|eerdere|ooit|gesteld|gevraagd|welke"
    r"|kamervragen|vragen|over|naar|has|have|it|this|been|before|already|ever|about|whether|were"
    r"|was|asked|put|which|what|parliamentary|questions)\b|[?.!:]", re.IGNORECASE,
)


def draft_in(question: str) -> str | None:
    """What a question asks to have been asked before: `Is er al gevraagd naar …?`; else None."""
    if not _ALREADY.search(question):
        return None
    draft = " ".join(_AROUND.sub(" ", question).split())
    return draft or None


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


def look_up_asked(
    index: Index, embedder: Embedder, model: TokenModel, question: str, filters: Filters
) -> LookedUp | None:
    """For a question that asks whether something was asked before: those that ask it."""
    draft = draft_in(question)
    if draft is None:
        return None
    alike = [one for one in asked_before(index, embedder, model, draft, filters, SHOWN)
             if one.score >= ALIKE]
    spans = [span for one in alike for span in (one.question, *map(_first, one.answer[:1]))]
    return LookedUp("asked", tuple(spans), len(alike))


def _first(span: Span) -> Span:
    """The first sentence that says more than `Ja.`, with what stands before it."""
    sentences = span.stored.chunk.sentences
    end = next((e for s, e in sentences if e - s > _BARE), span.end)
    return Span(span.stored, span.start, end)


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
