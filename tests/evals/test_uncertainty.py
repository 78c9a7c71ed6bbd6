"""Intervals, the paired test, and risk against coverage."""

import numpy as np
import pytest

from evals.uncertainty import aurc, interval, paired_p, risk_coverage


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(1).integers(0, 2, 400).astype(float).tolist()
    low, high = interval(values)
    mean, error = np.mean(values), np.std(values) / np.sqrt(400)
    assert low == pytest.approx(mean - 1.96 * error, abs=0.01)
    assert high == pytest.approx(mean + 1.96 * error, abs=0.01)


def test_what_has_no_spread_has_none() -> None:
    assert interval([1.0, None, 1.0]) == (1.0, 1.0)
    assert interval([1.0, None]) is None


def test_equal_runs_do_not_differ() -> None:
    assert paired_p([1.0, 0.0, 1.0], [1.0, 0.0, 1.0]) == 1.0


def test_ten_better_and_none_worse_is_beyond_chance() -> None:
    p = paired_p([0.0] * 10, [1.0] * 10)  # exactly: 2 of 1024 sign patterns
    assert p == pytest.approx(2 / 1024, abs=0.003)


def test_one_better_and_one_worse_is_chance() -> None:
    assert paired_p([0.0, 1.0, None], [1.0, 0.0, 1.0]) == 1.0


def test_no_pairs_no_test() -> None:
    assert paired_p([None], [1.0]) is None


def test_risk_and_coverage_by_hand() -> None:
    confidences, right = [0.9, 0.8, 0.7, 0.6], [True, False, True, True]
    assert risk_coverage(confidences, right, 5) == [
        (0.2, 0.0), (0.4, 0.5), (0.6, pytest.approx(1 / 3)), (0.8, 0.25)
    ]
    assert aurc(confidences, right) == pytest.approx((0 + 0.5 + 1 / 3 + 0.25) / 4)


def test_confidence_that_says_nothing_is_no_better_than_the_mean() -> None:
    assert aurc([1.0] * 4, [True, False, True, False]) == pytest.approx(0.5)
    assert risk_coverage([1.0] * 4, [True, False, True, False], 4) == [(1.0, 0.5)]


def test_no_answers_no_risk() -> None:
    assert aurc([], []) is None and risk_coverage([], [], 3) == []
