"""Contrastive training of one vector and one weight per sub-word."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ingest.training.optimizer import LazyAdam
from ingest.training.tokens import Floats, Ints, TokenPairs

log = logging.getLogger(__name__)

LOG_EVERY = 100
WARM_UP = 0.1
"""Share of the steps in which the rate rises; after it, it falls along a cosine."""


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train."""

    dimension: int
    steps: int
    batch: int
    learning_rate: float
    weight_rate: float
    """Learning rate of the logarithms of the weights."""
    scale: float
    """Factor of the cosine in the softmax; 20 is a temperature of 0.05."""
    spread: float
    """Standard deviation of the first vectors."""
    seed: int


@dataclass(frozen=True)
class Trained:
    """Sub-word vectors, float32 (V, d), and the mean loss of each stretch of steps."""

    vectors: Floats
    losses: tuple[float, ...]


def train(sources: Sequence[TokenPairs], weights: Floats, schedule: Schedule) -> Trained:
    """Train on batches of one source each, every other pair of the batch being a negative.

    `weights` (V,) are the first weights of the sub-words in a text's mean; they are learnt too,
    and folded into the result, so plain mean pooling gives the trained similarity. Loss: multiple
    negatives ranking, both directions (Henderson et al. 2017).
    """
    torch.manual_seed(schedule.seed)
    vectors = LazyAdam(torch.randn(len(weights), schedule.dimension) * schedule.spread)
    logarithms = LazyAdam(torch.from_numpy(np.log(weights)))
    losses: list[float] = []
    stretch: list[float] = []
    began = time.monotonic()
    for step, (source, which) in enumerate(_batches(sources, schedule), start=1):
        rows, texts = _texts(source, which)
        some = vectors.table[rows].requires_grad_()
        theirs = logarithms.table[rows].requires_grad_()
        loss = _loss(some, theirs.exp(), texts, schedule.scale)
        by_vector, by_weight = torch.autograd.grad(loss, (some, theirs))
        rate = _rate(step / schedule.steps)
        vectors.step(rows, by_vector, rate * schedule.learning_rate)
        logarithms.step(rows, by_weight, rate * schedule.weight_rate)
        stretch.append(loss.item())
        if step % LOG_EVERY == 0 or step == schedule.steps:
            losses.append(float(np.mean(stretch)))
            stretch = []
            log.info("step %d of %d, loss %.3f, %.0f s",
                     step, schedule.steps, losses[-1], time.monotonic() - began)  # fmt: skip
    folded = vectors.table * logarithms.table.exp()[:, None]
    return Trained(folded.numpy(), tuple(losses))


@dataclass(frozen=True)
class _Texts:
    """Left sides, then right sides, as positions in the list of the batch's sub-words."""

    positions: torch.Tensor
    starts: torch.Tensor


def _texts(source: TokenPairs, which: Ints) -> tuple[torch.Tensor, _Texts]:
    """The distinct sub-words of some pairs, and the texts of both sides among them."""
    left, left_lengths = source.left.rows(which)
    right, right_lengths = source.right.rows(which)
    distinct, positions = np.unique(np.concatenate([left, right]), return_inverse=True)
    lengths = np.concatenate([left_lengths, right_lengths])
    starts = torch.from_numpy(np.cumsum(lengths) - lengths)
    return torch.from_numpy(distinct), _Texts(torch.from_numpy(positions), starts)


def _loss(
    vectors: torch.Tensor, weights: torch.Tensor, texts: _Texts, scale: float
) -> torch.Tensor:
    pooled = functional.embedding_bag(
        texts.positions, vectors, texts.starts, mode="sum",
        per_sample_weights=weights[texts.positions],
    )  # fmt: skip
    one, other = functional.normalize(pooled, dim=1).chunk(2)
    scores = scale * one @ other.T
    target = torch.arange(len(scores))
    there, back = (functional.cross_entropy(s, target) for s in (scores, scores.T))
    return (there + back) / 2


def _rate(done: float) -> float:
    """Share of the learning rate after this share of the steps."""
    falling = max(0.0, done - WARM_UP) / (1 - WARM_UP)
    return min(done / WARM_UP, 1.0) * (1 + math.cos(math.pi * falling)) / 2


def _batches(
    sources: Sequence[TokenPairs], schedule: Schedule
) -> Iterator[tuple[TokenPairs, Ints]]:
    """Sources in random order by their share; within one, every pair before any comes twice."""
    random = np.random.default_rng(schedule.seed)
    shares = np.array([source.share for source in sources])
    order = random.choice(len(sources), size=schedule.steps, p=shares / shares.sum())
    waiting = [np.empty(0, dtype=np.int64) for _ in sources]
    for chosen in order:
        source = sources[chosen]
        size = min(schedule.batch, len(source.left))
        if len(waiting[chosen]) < size:
            waiting[chosen] = random.permutation(len(source.left))
        yield source, waiting[chosen][:size]
        waiting[chosen] = waiting[chosen][size:]
