"""How sure a figure is: bootstrap intervals, a paired test, risk against coverage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RESAMPLES = 2_000
SEED = 20_261_125


def interval(values: Sequence[float | None], level: float = 0.95) -> tuple[float, float] | None:
    """Percentile bootstrap of the mean over questions; None for fewer than two values."""
    known = np.array([v for v in values if v is not None], dtype=float)
    if len(known) < 2:
        return None
    drawn = np.random.default_rng(SEED).integers(0, len(known), (RESAMPLES, len(known)))
    means = known[drawn].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def paired_p(one: Sequence[float | None], other: Sequence[float | None]) -> float | None:
    """Two-sided p of the paired randomisation test on the difference of means.

    Signs of the differences are flipped at random (Smucker et al. 2007); questions that have no
    value in either run do not count. None where no question has one in both.
    """
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    differences = np.array([b - a for a, b in pairs], dtype=float)
    observed = abs(differences.mean())
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], (RESAMPLES, len(differences)))
    extreme = np.abs((signs * differences).mean(axis=1)) >= observed - 1e-12
    return float((extreme.sum() + 1) / (RESAMPLES + 1))


def risk_coverage(
    confidences: Sequence[float], right: Sequence[bool], questions: int
) -> list[tuple[float, float]]:
    """(coverage, risk) when only the surest 1, 2, … of the given answers were given.

    Coverage is a share of all `questions`, risk the share of wrong ones among those given
    (El-Yaniv and Wiener 2010). Answers of equal confidence come together.
    """
    order = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    curve: list[tuple[float, float]] = []
    wrong = 0
    for number, (confidence, is_right) in enumerate(order, start=1):
        wrong += not is_right
        if number == len(order) or order[number][0] != confidence:
            curve.append((number / questions, wrong / number))
    return curve


def aurc(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Area under the risk–coverage curve of the given answers (Geifman and El-Yaniv 2017).

    The mean of the risk at every number of answers; 0 is best. Within equal confidence the
    answers count as mixed evenly.
    """
    if not right:
        return None
    order = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    total, wrong, done, start = 0.0, 0.0, 0, 0
    while start < len(order):
        end = start
        while end < len(order) and order[end][0] == order[start][0]:
            end += 1
        share = sum(not is_right for _, is_right in order[start:end]) / (end - start)
        for _ in range(start, end):
            wrong, done = wrong + share, done + 1
            total += wrong / done
        start = end
    return total / len(order)
