import pytest

from rag.retrieval import fuse


def test_weighted_sum_of_scaled_scores():
    dense = [(1, 0.9), (2, 0.5), (3, 0.1)]
    lexical = [(3, 20.0), (1, 10.0)]
    fused = dict(fuse([(dense, 1.0), (lexical, 0.5)]))
    assert fused == pytest.approx({1: 1.0, 2: 0.5, 3: 0.5})


def test_an_empty_run_changes_nothing():
    assert fuse([([(7, 2.0)], 1.0), ([], 1.0)]) == [(7, 1.0)]


def test_equal_scores_are_ordered_by_id():
    assert [i for i, _ in fuse([([(9, 1.0), (4, 1.0)], 1.0)])] == [4, 9]
