"""The second stage: candidates of both searches ordered by a weighted sum of a dozen signals.

Every signal compares the question with a passage by the sub-word vectors of the bundled model
(late interaction after ColBERT, a soft BM25 whose counts are cosines) or by what the searches
found. The weights were learnt on known questions, see `evals/ranking.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from ingest.subwords import Ids, Subwords
from rag.reranking import NOISE_FLOOR, TokenModel

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

CONTEXT_SHARE = 0.8
"""What a match in title, headings or question counts beside one in the text itself."""
SATURATION, LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25."""
CONTRAST_SHARE = 0.95
"""Of its weight, what a sub-word loses when all candidates hold it."""
NEAREST = 100
"""Candidates that say how common a sub-word is among them."""


class RankingModel(TokenModel, Protocol):
    """What the second stage needs of a model."""

    @property
    def token_lengths(self) -> Floats:
        """(vocabulary,) length of each sub-word vector before it was scaled to 1."""


class Candidates(NamedTuple):
    """What is known of the candidates, best of the first stage first; arrays of one length."""

    subwords: Subwords
    lexical: Floats
    dense: Floats
    questions: Bools
    """Whether it is the question of Kamervragen."""


@dataclass(frozen=True)
class RankingWeights:
    """Weights of the signals."""

    lexical: float = 3.84
    dense: float = 7.64
    sentence: float = 4.83
    late_sentence: float = 1.81
    contrast: float = 13.12
    soft: float = -4.8
    soft_contrast: float = -1.86
    question: float = -0.97
    length: float = -0.46
    holds: float = 1.59
    """It holds the kind of thing that is asked for; looked at in the best passages only."""
    mention: float = 5.42
    """How much the question names its document (`rag/mentions.py`); likewise."""

    def score(self, matrix: Floats) -> Floats:
        """(candidates,) the weighted sums of `matrix` (candidates, len(SIGNALS))."""
        return matrix @ np.array([getattr(self, name) for name in SIGNALS], dtype=np.float32)


WEIGHTS = RankingWeights()
SIGNALS = tuple(RankingWeights.__dataclass_fields__)


def signals(model: RankingModel, question: str, candidates: Candidates) -> Floats:
    """(candidates, len(SIGNALS)), in the order of `SIGNALS`; `holds` and `mention` are 0."""
    texts = candidates.subwords
    ids = np.unique(model.token_ids([question])[0])
    if not len(ids) or not len(candidates.dense):
        return np.zeros((len(candidates.dense), len(SIGNALS)), dtype=np.float32)
    weights = np.asarray(model.idf[ids], dtype=np.float32)
    weights = weights / max(float(weights.sum()), 1e-6)
    vector = model.encode([question])[0]
    rows = np.vstack([np.asarray(model.token_vectors[ids], np.float32), vector])
    unique, where = _distinct(np.concatenate([texts.body, texts.context]), len(model.idf))
    similar = rows @ np.asarray(model.token_vectors[unique], np.float32).T
    body, context = where[: len(texts.body)], where[len(texts.body) :]
    sums = (similar[-1] * model.token_lengths[unique])[body]
    cosines = np.add.reduceat(sums, texts.sentence_starts) / np.maximum(texts.sums, 1e-6)
    similar = similar[:-1]

    # Most sub-words are like none of the question's and add nothing to what follows.
    like: Bools = np.any(similar >= NOISE_FLOOR, axis=0)
    floored = np.where(similar >= NOISE_FLOOR, similar, 0.0)
    at, sentences = _only(like, body, texts.sentence_starts)
    per_sentence = _reduced(np.maximum, floored[:, at], sentences)
    per_passage = np.maximum.reduceat(per_sentence, texts.passage_starts, axis=1)
    at_context, contexts = _only(like, context, texts.context_starts)
    per_context = _reduced(np.maximum, floored[:, at_context], contexts)
    either = np.maximum(per_passage, CONTEXT_SHARE * per_context)

    counts = np.maximum(similar - NOISE_FLOOR, 0.0) / (1.0 - NOISE_FLOOR)
    body_starts = texts.sentence_starts[texts.passage_starts]
    lengths = np.diff(np.append(body_starts, len(body)))
    found = _saturated(_reduced(np.add, counts[:, at], sentences[texts.passage_starts]),
                       lengths / texts.usual_length)
    columns = {
        "lexical": candidates.lexical / max(float(candidates.lexical.max()), 1e-6),
        "dense": candidates.dense,
        "sentence": np.maximum.reduceat(cosines, texts.passage_starts),
        "late_sentence": np.maximum.reduceat(weights @ per_sentence, texts.passage_starts),
        "contrast": _contrasting(weights, either) @ either,
        "soft": weights @ found,
        "soft_contrast": _contrasting(weights, np.minimum(found, 1.0)) @ found,
        "question": candidates.questions,
        "length": np.log1p(lengths),
        "holds": np.zeros(len(lengths)),
        "mention": np.zeros(len(lengths)),
    }
    return np.stack([columns[name] for name in SIGNALS], axis=1).astype(np.float32)


def _distinct(ids: Ids, vocabulary: int) -> tuple[Ids, Ids]:
    """The sub-words that occur and for each of `ids` its place among them, without sorting."""
    occurs = np.zeros(vocabulary, dtype=bool)
    occurs[ids] = True
    unique = np.flatnonzero(occurs)
    places = np.zeros(vocabulary, dtype=np.int64)
    places[unique] = np.arange(len(unique))
    return unique, places[ids]


def _only(like: Bools, ids: Ids, starts: Ids) -> tuple[Ids, Ids]:
    """Those of `ids` that are `like`, and where the segments that begin at `starts` now do."""
    kept = np.flatnonzero(like[ids])
    return ids[kept], np.searchsorted(kept, starts)


def _reduced(ufunc: np.ufunc, columns: Floats, starts: Ids) -> Floats:
    """(rows, len(starts)): each segment of columns taken together; 0 where it is empty."""
    result = np.zeros((len(columns), len(starts)), dtype=np.float32)
    filled = np.diff(starts, append=columns.shape[1]) > 0
    if filled.any():
        result[:, filled] = ufunc.reduceat(columns, starts[filled], axis=1)
    return result


def _saturated(counts: Floats, relative_length: npt.NDArray[np.floating]) -> Floats:
    """BM25's growth with the number of occurrences, shorter texts first."""
    damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relative_length)
    grown: Floats = (counts * (SATURATION + 1) / (counts + damping)).astype(np.float32)
    return grown


def _contrasting(weights: Floats, matches: Floats) -> Floats:
    """Weights of the question's sub-words, less where the nearest candidates all hold them."""
    common = np.minimum(matches[:, :NEAREST].mean(axis=1), 1.0)
    left = weights * (1.0 - CONTRAST_SHARE * common)
    scaled: Floats = left / max(float(left.sum()), 1e-6)
    return scaled
