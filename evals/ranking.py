"""Ranked retrieval in the field's words, by ir_measures (its only import).

The documents are pages. Passages after the first on one page count as a rank of their own, as a
reader sees them; alternatives for one place count as that place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

from evals.judgement import Judgement, needed

MEASURES = {
    "ndcg_at_10": nDCG @ 10,
    "rr_at_10": RR @ 10,
    "r_at_5": R @ 5,
    "r_at_10": R @ 10,
    "success_at_1": Success @ 1,
    "success_at_5": Success @ 5,
    "success_at_10": Success @ 10,
}

SET_MEASURES = {
    "recall@1": R @ 1, "recall@5": R @ 5, "recall@10": R @ 10, "nDCG@10": nDCG @ 10,
    "RR@10": RR @ 10,
}
"""For question → answer sets, by the name that people see."""


def set_values(
    relevant: Mapping[str, str], found: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Means of `SET_MEASURES`, where each query has one relevant document.

    `relevant` and `found` go from query to document and to documents, best first. A query that
    is not in `found` scores zero.
    """
    qrels = [ir_measures.Qrel(query, document, 1) for query, document in relevant.items()]
    run = [
        ir_measures.ScoredDoc(query, document, -float(rank))
        for query, documents in found.items()
        for rank, document in enumerate(documents)
    ]
    values = ir_measures.calc_aggregate(list(SET_MEASURES.values()), qrels, run)
    return {name: float(values[measure]) for name, measure in SET_MEASURES.items()}


def ranking_values(judgements: Sequence[Judgement]) -> dict[str, list[float | None]]:
    """Each measure for each question, in order; None for an unanswerable one."""
    values: dict[str, list[float | None]] = {
        name: [None if j.ranks is None else 0.0 for j in judgements] for name in MEASURES
    }
    names = {measure: name for name, measure in MEASURES.items()}
    qrels = list(qrels_of(judgements))
    if qrels:  # a query that the run leaves out scores zero
        for found in ir_measures.iter_calc(list(MEASURES.values()), qrels, run_of(judgements)):
            values[names[found.measure]][int(found.query_id)] = float(found.value)
    return values


def qrels_of(judgements: Sequence[Judgement]) -> Iterator[ir_measures.Qrel]:
    """The needed places; a query is the position of its question."""
    for number, judgement in enumerate(judgements):
        if judgement.ranks is not None:
            for places in needed(judgement.question):
                yield ir_measures.Qrel(str(number), f"{places[0].doc}#{places[0].page}", 1)


def run_of(judgements: Sequence[Judgement]) -> list[ir_measures.ScoredDoc]:
    """The passages in their order; one that is right is named after the place that it covers."""
    return [
        ir_measures.ScoredDoc(str(number), name, score)
        for number, judgement in enumerate(judgements)
        if judgement.ranks is not None and judgement.answer is not None
        for name, score in _ranked(judgement)
    ]


def _ranked(judgement: Judgement) -> Iterator[tuple[str, float]]:
    assert judgement.answer is not None and judgement.ranks is not None
    places = [alternatives[0] for alternatives in needed(judgement.question)]
    for rank, passage in enumerate(judgement.answer.passages, start=1):
        right = [p for p, found in zip(places, judgement.ranks, strict=True) if found == rank]
        names = [f"{p.doc}#{p.page}" for p in right] or [f"{passage.file}#{passage.page}@{rank}"]
        for step, name in enumerate(names):
            yield name, -(rank + step / 10)
