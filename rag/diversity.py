"""Which of the ordered passages are shown first: no near-repeats, no five pieces of one page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SAME_PAGE = 2.0
"""What the score of a passage loses for every better passage of its page."""
SHINGLE = 4
"""Words of a shingle (Broder 1997)."""
ALIKE = 0.8
"""Jaccard overlap of shingles from which two passages say the same."""
_FIGURE = re.compile(r"\d+")
"""A passage with other figures is no repeat: a later letter changes one in the same words."""
NEARLY = 0.1
"""A repeat within this share of the best score may stand for all of them."""


class Place(NamedTuple):
    """What is needed of a passage to compare it with others."""

    page: tuple[int, int]
    """(document id, physical page)."""
    text: str
    rank: tuple[bool, str]
    """Sorts first what stands for its repeats: an official publication, then the earliest."""


class Shown(NamedTuple):
    """A passage by its position, and the positions of those that repeat it."""

    position: int
    repeats: tuple[int, ...]


def choose(
    order: Sequence[int], scores: Floats, places: Mapping[int, Place], k: int
) -> list[Shown]:
    """At most `k` of `order` (positions, best first; `scores` and `places` by position)."""
    groups = _without_repeats(order, scores, places)
    left = {group.position: group for group in groups}
    seen: dict[tuple[int, int], int] = {}
    shown: list[Shown] = []
    while left and len(shown) < k:
        best = max(
            left, key=lambda n: float(scores[n]) - SAME_PAGE * seen.get(places[n].page, 0)
        )
        seen[places[best].page] = seen.get(places[best].page, 0) + 1
        shown.append(left.pop(best))
    return shown


def _without_repeats(
    order: Sequence[int], scores: Floats, places: Mapping[int, Place]
) -> list[Shown]:
    groups: list[list[int]] = []
    shingles: list[frozenset[tuple[str, ...]]] = []
    figures: list[frozenset[str]] = []
    for position in order:
        own = _shingles(places[position].text)
        told = frozenset(_FIGURE.findall(places[position].text))
        same = next(
            (n for n, other in enumerate(shingles) if figures[n] == told and _alike(own, other)),
            None,
        )
        if same is None:
            groups.append([position])
            shingles.append(own)
            figures.append(told)
        else:
            groups[same].append(position)
    return [_standing_for(group, scores, places) for group in groups]


def _standing_for(group: Sequence[int], scores: Floats, places: Mapping[int, Place]) -> Shown:
    enough = float(scores[group[0]]) - NEARLY * abs(float(scores[group[0]]))
    first = min(
        (n for n in group if scores[n] >= enough), key=lambda n: (places[n].rank, -scores[n])
    )
    return Shown(first, tuple(n for n in group if n != first))


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text.lower().split()
    return frozenset(
        tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))
    )


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
        return False
    return len(one & other) >= ALIKE * len(one | other)
