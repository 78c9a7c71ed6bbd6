"""Passages that tell of their own document: the title of Kamervragen, a date line, signatures.

For a question about a document itself (`rag/roles.py`) the search finds the document by what it
is about; the answer stands in a passage that says nothing of the matter. So of the best documents
that passage is put right above the best one of its document.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.index import Index
from ingest.store import PassageRow
from rag.ranking import Floats
from rag.roles import Role, can_be, tells

DOCUMENTS = 8
"""Best documents whose first and last passages are looked at."""
EDGE = 4
"""Passages of running text at either end of a document where it tells of itself."""
ABOVE = 0.5
"""What a teller is given above the best passage of its document."""


def with_tellers(
    index: Index, ids: Sequence[int], rows: Sequence[PassageRow], scores: Floats,
    question: str, roles: frozenset[Role],
) -> tuple[list[int], list[PassageRow], Floats]:
    """Passages with their scores, and those that tell what `roles` ask, of the best documents."""
    best: dict[int, float] = {}
    for row, score in zip(rows, scores, strict=True):
        if not can_be(question, row.document.kind):
            continue
        best[row.document_id] = max(best.get(row.document_id, score), float(score))
    nearest = sorted(best, key=lambda document: -best[document])[:DOCUMENTS]
    edges = dict.fromkeys(i for document in nearest for i in index.edges(document, EDGE))
    known = set(ids)
    extra = [i for i in edges if i not in known]
    added = [
        (i, row) for i, row in zip(extra, index.passages(extra), strict=True)
        if tells(roles, row.text)
    ]
    raised = np.array([
        max(float(score), best[row.document_id] + ABOVE)
        if i in edges and tells(roles, row.text) else float(score)
        for i, row, score in zip(ids, rows, scores, strict=True)
    ], dtype=np.float32)
    new = np.array([best[row.document_id] + ABOVE for _, row in added], dtype=np.float32)
    return (
        [*ids, *(i for i, _ in added)],
        [*rows, *(row for _, row in added)],
        np.concatenate([raised, new]).astype(np.float32),
    )
