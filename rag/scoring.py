"""The weights of the reader: learnt on known questions by `python -m evals.calibrate`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import VoetnootError

WEIGHTS_FILE = Path(__file__).parent / "reader.json"
Matrix = npt.NDArray[np.float64]


class ReaderWeightsError(VoetnootError):
    """The file with the reader's weights is missing or damaged."""


@dataclass(frozen=True)
class ReaderWeights:
    """Weights by name of feature; scores are log-odds between candidates of one question."""

    sentence: Mapping[str, float]
    confidence: Mapping[str, float]
    intercept: float
    threshold: float
    """Below this confidence nothing is answered."""

    def score(self, names: Sequence[str], matrix: Matrix) -> Matrix:
        """(candidates,) the weighted sums of (candidates, len(names)) features."""
        weights = np.array([self.sentence.get(name, 0.0) for name in names])
        scores: Matrix = matrix @ weights
        return scores

    def sure(self, signs: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that what was found answers the question."""
        total = sum(self.confidence.get(name, 0.0) * value for name, value in signs.items())
        return float(1.0 / (1.0 + np.exp(-(total + self.intercept))))


@cache
def reader_weights(path: Path = WEIGHTS_FILE) -> ReaderWeights:
    """Read the weights. Raises `ReaderWeightsError`, which names the file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return ReaderWeights(
            sentence={name: float(value) for name, value in data["sentence"].items()},
            confidence={name: float(value) for name, value in data["confidence"].items()},
            intercept=float(data["intercept"]),
            threshold=float(data["threshold"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReaderWeightsError(f"{path} is niet te lezen ({error}).") from error
