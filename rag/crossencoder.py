"""A cross-encoder of sentence-transformers as an optional last stage, for who has the machine.

The import of sentence_transformers takes seconds, so it happens only where one is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest.embedding import load_model
from ingest.errors import ModelMissing

Floats = npt.NDArray[np.float32]

DEPTH = 50
"""Passages that are read again."""
_BATCH = 16


class Reranker(Protocol):
    """What reads a question and passages together."""

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """(len(passages),) higher is better; of any scale."""


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder with one output."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """The outputs of the model, one for each passage."""
        pairs = [(question, passage) for passage in passages]
        found = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(len(passages))


def open_reranker(name_or_path: str) -> Reranker:
    """A cross-encoder by name or folder.

    Nothing is downloaded unless `VOETNOOT_ALLOW_DOWNLOAD=1`. Raises `ModelMissing`.
    """
    model = load_model("CrossEncoder", name_or_path)
    outputs = getattr(model.model.config, "num_labels", 1)
    if outputs != 1:
        raise ModelMissing(name_or_path, f"heeft {outputs} uitkomsten in plaats van één")
    return CrossEncoderReranker(model)


def reranked(order: Sequence[int], scores: Floats) -> list[int]:
    """`order` with its first `len(scores)` put in the order of `scores`."""
    best = np.argsort(-scores, kind="stable")
    return [*(order[n] for n in best), *order[len(scores) :]]
