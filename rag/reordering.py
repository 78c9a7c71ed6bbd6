"""The third stage of the search: passages in the order of the best sentence that each holds.

What the search ranks is a passage as a whole; the reader weighs its sentences against what the
question asks for, and knows better which passage answers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from rag.reading import Reading
from rag.retrieval import Hit

_SHARE = 0.3
"""How much of a difference between best sentences, in log-odds, counts; 0.2 to 0.5 do the same."""
_FURTHEST = 6.0
"""A sentence further behind than this counts as one so far; so does a passage without any."""


def reordered(hits: Sequence[Hit], reading: Reading) -> list[Hit]:
    """The passages by their search score times `exp(share · log-odds behind the best sentence)`.

    `reading` is of the first of them; the scores of the result are those products, 1 at most.
    """
    if not hits or not reading.ranked:
        return list(hits)
    best: dict[int, float] = {}
    for scored in reading.ranked:
        best.setdefault(scored.span.stored.id, scored.score - reading.ranked[0].score)
    top = max(hit.score for hit in hits)
    again = [
        replace(hit, score=_share(hit.score, top) * math.exp(_SHARE * behind))
        for hit in hits
        for behind in (max(best.get(hit.stored.id, -_FURTHEST), -_FURTHEST),)
    ]
    return sorted(again, key=lambda hit: -hit.score)


def _share(score: float, top: float) -> float:
    return max(score, 0.0) / top if top > 0 else 0.0
