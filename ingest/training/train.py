"""Contrastive training of one vector per sub-word."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ingest.training.tokens import Floats, Ints, TokenPairs

log = logging.getLogger(__name__)

LOG_EVERY = 100


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train."""

    dimension: int
    steps: int
    batch: int
    learning_rate: float
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

    `weights` (V,) multiply the vectors in pooling; they are folded into the result, so plain
    mean pooling gives the trained similarity. Loss: multiple negatives ranking, both directions
    (Henderson et al. 2017).
    """
    torch.manual_seed(schedule.seed)
    start = torch.randn(len(weights), schedule.dimension) * schedule.spread
    vectors = torch.nn.Parameter(start)
    factors = torch.from_numpy(weights)
    optimizer = torch.optim.Adam([vectors], lr=schedule.learning_rate, fused=True)
    cycle = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, schedule.learning_rate, schedule.steps, pct_start=0.1, cycle_momentum=False
    )
    losses: list[float] = []
    stretch: list[float] = []
    began = time.monotonic()
    for step, (source, which) in enumerate(_batches(sources, schedule), start=1):
        optimizer.zero_grad(set_to_none=False)
        loss = _loss(vectors, factors, source, which, schedule)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        cycle.step()
        stretch.append(loss.item())
        if step % LOG_EVERY == 0 or step == schedule.steps:
            losses.append(float(np.mean(stretch)))
            stretch = []
            log.info("step %d of %d, loss %.3f, %.0f s",
                     step, schedule.steps, losses[-1], time.monotonic() - began)  # fmt: skip
    folded = vectors.detach() * factors[:, None]
    return Trained(folded.numpy(), tuple(losses))


def _loss(
    vectors: torch.Tensor,
    factors: torch.Tensor,
    source: TokenPairs,
    which: Ints,
    schedule: Schedule,
) -> torch.Tensor:
    left, left_lengths = source.left.rows(which)
    right, right_lengths = source.right.rows(which)
    ids = torch.from_numpy(np.concatenate([left, right]))
    lengths = np.concatenate([left_lengths, right_lengths])
    offsets = torch.from_numpy(np.cumsum(lengths) - lengths)
    pooled = functional.embedding_bag(
        ids, vectors, offsets, mode="sum", per_sample_weights=factors[ids]
    )
    queries, passages = functional.normalize(pooled, dim=1).chunk(2)
    scores = schedule.scale * queries @ passages.T
    target = torch.arange(len(which))
    return (
        functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
    ) / 2


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
