"""Question -> passages: lexical and dense search with the filters inside, then one ranking.

Each search gives candidates; `rag/ranking.py` orders them by what it can see of both, so that
neither search can drag the other down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.filters import Filters
from ingest.index import Index, StoredChunk, passage_text
from ingest.store import PassageRow
from rag.answer import Passage
from rag.crossencoder import DEPTH, Reranker, reranked
from rag.diversity import Place, choose
from rag.expectation import expected_kind, holds
from rag.mentions import IDENTIFIER, find_mentions
from rag.nearness import Near
from rag.ranking import SIGNALS, WEIGHTS, Candidates, Floats, RankingModel, signals
from rag.roles import asked_roles
from rag.tellers import with_tellers
from rag.terms import query_words

if TYPE_CHECKING:
    from ingest.embedding import Embedder

CANDIDATES = 150
"""Passages that each of the two searches gives."""
OF_NAMED = 30
"""Passages that each search gives besides of documents that the question names by identifier."""
LOOKED_AT = 60
"""Best candidates whose text is looked at for the kind of thing that is asked for."""
SPREAD = 20
"""Best passages among which repeats are looked for and pages are spread."""
_LONG = 12
"""Words of a text that says something by itself."""


@dataclass(frozen=True)
class Hit:
    """A passage with its own score: what was found stays with how well it was found."""

    stored: StoredChunk
    score: float
    searched: str
    """What was searched of the passage: its text with title, headings and context."""
    repeats: tuple[int, ...] = ()
    """Ids of chunks that say nearly the same; the official and earliest one stands for them."""


def search(
    index: Index,
    embedder: Embedder,
    model: RankingModel,
    question: str,
    filters: Filters,
    k: int = 10,
    reranker: Reranker | None = None,
    near: Near | None = None,
) -> list[Hit]:
    """The best `k` passages, best first; of a follow-up those near the earlier answer gain."""
    documents = index.document_ids(filters)
    if documents is not None and not documents:
        return []
    found = find_candidates(index, embedder, model, question, documents, near)
    if not found.ids:
        return []
    ids, rows, scores = found.ids, found.rows, WEIGHTS.score(found.signals)
    if roles := asked_roles(question):
        ids, rows, scores = with_tellers(index, ids, rows, scores, question, roles)
    if near is not None:
        scores = scores + np.array(
            [near.gain(i, row.document_id, row.page) for i, row in zip(ids, rows, strict=True)],
            dtype=np.float32,
        )
    order = list(range(len(rows)))
    order.sort(key=lambda n: -scores[n])
    if reranker is not None:
        read = reranker.scores(question, [_searched(rows[n]) for n in order[:DEPTH]])
        again = reranked(order, read)
        # The scores of the ranking go by place: what reads them knows their scale.
        scores[again], order = scores[order], again
    places = {n: _place(rows[n]) for n in order[: max(SPREAD, k)]}
    shown = choose(list(places), scores, places, k)
    stored = index.chunks([ids[n] for n, _ in shown])
    return [
        Hit(s, float(scores[n]), _searched(rows[n]), tuple(ids[r] for r in repeats))
        for s, (n, repeats) in zip(stored, shown, strict=True)
    ]


class Found(NamedTuple):
    """The best candidates of a question, not yet in order."""

    ids: list[int]
    signals: Floats
    rows: list[PassageRow]


def find_candidates(
    index: Index,
    embedder: Embedder,
    model: RankingModel,
    question: str,
    documents: frozenset[int] | None,
    near: Near | None = None,
) -> Found:
    """The best of what either search found, with all their signals."""
    vector = embedder.encode_queries([question])[0]
    dense = index.dense(vector, CANDIDATES, documents)
    terms = query_words(index, question)
    lexical = dict(index.lexical(terms, CANDIDATES, documents))
    mentions = find_mentions(question)
    named = index.identified(mentions.identifiers)
    closer = named if near is None else named | {near.document}
    if closer and (inside := closer if documents is None else closer & documents):
        dense += index.dense(vector, OF_NAMED, inside)
        lexical |= dict(index.lexical(terms, OF_NAMED, inside))
    ids = list(dict.fromkeys((*(i for i, _ in dense), *lexical)))
    if not ids:
        return Found([], np.zeros((0, len(SIGNALS)), dtype=np.float32), [])
    candidates = Candidates(
        subwords=index.subwords(ids),
        lexical=np.array([lexical.get(i, 0.0) for i in ids], dtype=np.float32),
        dense=index.vectors(ids) @ vector,
        questions=np.array([kind == "question" for kind in index.kinds(ids)], dtype=bool),
    )
    matrix = signals(model, question, candidates)
    first = WEIGHTS.score(matrix)
    if named:
        first += [IDENTIFIER * WEIGHTS.mention * (d in named) for d in index.documents_of(ids)]
    if near is not None:
        first = first + np.array([
            near.gain(i, d) for i, d in zip(ids, index.documents_of(ids), strict=True)
        ], dtype=np.float32)
    best = np.sort(np.argsort(-first, kind="stable")[:LOOKED_AT])
    ids, matrix = [ids[n] for n in best], matrix[best]
    rows = index.passages(ids)
    kind = expected_kind(question)
    matrix[:, SIGNALS.index("holds")] = [holds(kind, row.text) for row in rows]
    matrix[:, SIGNALS.index("mention")] = [mentions.share(row.document) for row in rows]
    return Found(ids, matrix, rows)


def _searched(row: PassageRow) -> str:
    return passage_text(row.document, row.heading, row.context, row.text)


def _place(row: PassageRow) -> Place:
    """Where a passage stands; a short one (`Ja.`) says the same only with the same context."""
    document = row.document
    text = row.text if len(row.text.split()) >= _LONG else _searched(row)
    return Place((row.document_id, row.page), text, (document.url is None, document.date or "9999"))


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
