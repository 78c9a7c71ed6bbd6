"""When to say nothing: how sure the reader is, from what it found.

The signs are those of the best candidate and of all of them together; their weights were learnt
on known questions with and without an answer (see `evals/calibrate.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from rag.expectation import CHECKABLE
from rag.features import Evidence
from rag.question import Asked

_NO_KIND, _NO_NEAR = 0.5, 0.2
_TOP = 5


def signs(
    asked: Asked, evidence: Evidence, scores: npt.NDArray[np.float64]
) -> Mapping[str, float]:
    """What speaks for the best candidate being an answer at all."""
    order = np.argsort(-scores, kind="stable")
    best = int(order[0])
    checkable = asked.kind in CHECKABLE
    kind, near = evidence.column("kind"), evidence.column("near")
    return {
        "score": float(scores[best]),
        "near": float(near[best]) if checkable else _NO_NEAR,
        "nearest": float(near.max()) if checkable else _NO_NEAR,
        "kinds": float(kind[order[:_TOP]].mean()) if checkable else _NO_KIND,
        "rare": float(evidence.column("rare_framed").max()),
        "alone": float(evidence.column("alone").max()),
        "checkable": float(checkable),
        "passage": evidence.passage_score,
    }
