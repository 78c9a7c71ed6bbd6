"""IBM Model 1 (Brown et al. 1993): which words translate which, learnt from pairs of sentences.

Words of a sentence count once. Pairs of words that stand together in one sentence only are left
out before anything is learnt: they say nothing and are most of the memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

ROUNDS = 6
"""Rounds of expectation-maximisation."""
LONGEST = 30
"""Different words of a sentence; longer ones say little of which word belongs to which."""
_BLOCK = 20_000
"""Sentence pairs taken together."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Words = Sequence[str]


class Translations(NamedTuple):
    """Pairs of words with their probabilities, arrays of one length."""

    source: Ints
    target: Ints
    forward: Floats
    """p(target | source)."""
    backward: Floats
    """p(source | target)."""


class _Cells(NamedTuple):
    """Every word pair of every sentence pair, arrays of one length."""

    pair: npt.NDArray[np.int32]
    source: npt.NDArray[np.int32]
    """Which occurrence of a source word in which sentence."""
    target: npt.NDArray[np.int32]


def align(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], targets: int) -> Translations:
    """Translations of the words of `pairs`, each a sentence's (source ids, target ids).

    `targets` is the number of target words. Both directions are learnt apart.
    """
    keys = np.concatenate([block for block in _keys(pairs, targets)])
    kept, counts = np.unique(keys, return_counts=True)
    kept = kept[counts > 1]
    cells = _cells(pairs, kept, targets)
    source, target = kept // targets, kept % targets
    forward = _learn(cells.pair, cells.target, source)
    backward = _learn(cells.pair, cells.source, target)
    return Translations(source, target, forward, backward)


def _learn(pair: npt.NDArray[np.int32], asks: npt.NDArray[np.int32], given: Ints) -> Floats:
    """p(word | given): in every sentence each of `asks` was caused by one of the other side."""
    chances = np.full(len(given), 1.0)
    for _ in range(ROUNDS):
        weights = chances[pair]
        shares = weights / np.bincount(asks, weights)[asks]
        expected = np.bincount(pair, shares, minlength=len(given))
        chances = expected / np.bincount(given, expected)[given]
    return chances


def _keys(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], targets: int) -> Iterator[Ints]:
    for start in range(0, len(pairs), _BLOCK):
        yield np.concatenate([_crossed(*pair, targets) for pair in pairs[start : start + _BLOCK]])


def _cells(
    pairs: Sequence[tuple[Sequence[int], Sequence[int]]], kept: Ints, targets: int
) -> _Cells:
    parts: list[tuple[npt.NDArray[np.int32], ...]] = []
    sources = of_targets = 0
    for left, right in pairs:
        keys = _crossed(left, right, targets)
        places = np.searchsorted(kept, keys)
        places[places == len(kept)] = 0
        there = kept[places] == keys
        source = np.repeat(np.arange(len(left)) + sources, len(right))
        target = np.tile(np.arange(len(right)) + of_targets, len(left))
        parts.append(tuple(a[there].astype(np.int32) for a in (places, source, target)))
        sources, of_targets = sources + len(left), of_targets + len(right)
    return _Cells(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _crossed(left: Sequence[int], right: Sequence[int], targets: int) -> Ints:
    crossed = np.asarray(left, np.int64)[:, None] * targets + np.asarray(right, np.int64)
    flat: Ints = crossed.ravel()
    return flat
