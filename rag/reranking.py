"""Late interaction (MaxSim, after ColBERT) over the sub-word vectors of the bundled model.

Every sub-word of the question looks for its closest sub-word in the passage; the cosines are
weighted by inverse document frequency. Nothing is precomputed: the distinct sub-words of a
hundred passages are few, so one small matrix product serves them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

NOISE_FLOOR = 0.3
"""Cosines below this say nothing about meaning and count as zero."""


class VectorRows(Protocol):
    """A table of which some rows are asked for."""

    def __getitem__(self, ids: npt.NDArray[np.integer], /) -> npt.NDArray[np.floating]:
        """(len(ids), dimension)."""


class TokenModel(Protocol):
    """What late interaction needs of a model."""

    @property
    def token_vectors(self) -> VectorRows:
        """(vocabulary, dimension), rows of length 1."""

    @property
    def idf(self) -> Floats:
        """(vocabulary,) inverse document frequencies."""

    def token_ids(self, texts: Sequence[str]) -> list[npt.NDArray[np.int64]]:
        """Sub-word ids of each text."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """(texts, dimension), rows of length 1."""


class LateInteraction:
    """Scores texts against one question; reusable for passages and for their sentences."""

    def __init__(self, model: TokenModel, question: str) -> None:
        self.model = model
        ids = np.unique(model.token_ids([question])[0])
        self.ids = ids
        self._vectors = np.asarray(model.token_vectors[ids], dtype=np.float32)
        weights = np.asarray(model.idf[ids], dtype=np.float32)
        total = float(weights.sum())
        self.weights = weights / total if total else weights
        """(question sub-words,) inverse document frequencies that sum to 1."""

    def scores(self, texts: Sequence[str]) -> Floats:
        """(len(texts),) weighted MaxSim of each text, 0 to 1."""
        return self.weigh(self.matches(texts))

    def weigh(self, matches: Floats) -> Floats:
        """(texts,) the weighted sum over the question's sub-words of `matches`."""
        total: Floats = (self.weights[:, None] * matches).sum(axis=0, dtype=np.float32)
        return total

    def matches(self, texts: Sequence[str]) -> Floats:
        """(question sub-words, len(texts)): the best cosine of each, 0 under the floor."""
        lists = self.model.token_ids(texts)
        result = np.zeros((len(self.weights), len(texts)), dtype=np.float32)
        filled = [n for n, ids in enumerate(lists) if len(ids)]
        if not filled or not len(self.weights):
            return result
        flat = np.concatenate([lists[n] for n in filled])
        unique, where = np.unique(flat, return_inverse=True)
        similar = self._vectors @ np.asarray(self.model.token_vectors[unique], np.float32).T
        similar[similar < NOISE_FLOOR] = 0.0
        starts = np.cumsum([0] + [len(lists[n]) for n in filled[:-1]])
        result[:, filled] = np.maximum.reduceat(similar[:, where], starts, axis=1)
        return result

    def rarest(self, count: int) -> npt.NDArray[np.int64]:
        """Which of the question's sub-words are the `count` rarest, rarest first."""
        order: npt.NDArray[np.int64] = np.argsort(-self.weights)[:count]
        return order
