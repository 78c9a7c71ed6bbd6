import numpy as np
import pytest

from rag.reranking import NOISE_FLOOR, LateInteraction


class ThreeWords:
    """A model of three sub-words: 0 and 1 are close, 2 is unlike both."""

    token_vectors = np.array([[1, 0], [0.8, 0.6], [-1, 0]], dtype=np.float32)
    idf = np.array([3.0, 1.0, 1.0], dtype=np.float32)
    words = {"a": 0, "b": 1, "c": 2}

    def token_ids(self, texts):
        return [np.array([self.words[w] for w in t.split()], dtype=np.int64) for t in texts]


def test_scores_are_weighted_best_cosines():
    late = LateInteraction(ThreeWords(), "a c")
    scores = late.scores(["a c", "b", "c", ""])
    # weights a 3/4, c 1/4; "b" answers "a" with cosine 0.8
    assert scores == pytest.approx([1.0, 0.75 * 0.8, 0.25, 0.0], abs=1e-6)


def test_cosines_under_the_floor_count_as_nothing():
    class Weak(ThreeWords):
        token_vectors = np.array([[1, 0], [0.25, 0.968], [-1, 0]], dtype=np.float32)

    assert NOISE_FLOOR > 0.25
    assert LateInteraction(Weak(), "a").scores(["b"]) == pytest.approx([0.0])


def test_an_empty_question_scores_nothing():
    assert LateInteraction(ThreeWords(), "").scores(["a", "b"]).tolist() == [0.0, 0.0]
