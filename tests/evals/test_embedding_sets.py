"""What the comparison of embedding models measures."""

import numpy as np
import pytest

from evals.embedding import Dense, Lexical, measure_retrieval, table
from evals.embedding_sets import (
    EvaluationTexts,
    RetrievalSet,
    page_among_first,
    ranks,
    recall_and_rank,
    scaled,
    spearman,
)

PASSAGES = ["de brug wordt hersteld", "het fonds keert uit", "de trein rijdt weer"]


def test_a_tie_counts_against_the_system():
    right = np.array([[True, False, False], [False, True, True]])
    assert ranks(np.array([[1.0, 1.0, 0.0], [0.5, 0.1, 0.6]]), right).tolist() == [2, 1]


def test_recall_rank_and_pages():
    right = np.eye(12, dtype=bool)[:2]
    scores = np.tile(np.linspace(1, 0, 12), (2, 1))
    scores[1, 1] = -1  # twelfth: too far down for MRR@10
    assert recall_and_rank(scores, right) == {"recall@1": 0.5, "MRR@10": 0.5}
    assert page_among_first(scores, right) == {"right page among 5": 0.5}


def test_spearman_gives_ties_their_mean_rank():
    assert spearman([1, 2, 3, 4], [10, 20, 30, 40]) == pytest.approx(1)
    assert spearman([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 1, 2, 3], [1, 1, 2, 3]) == pytest.approx(1)
    assert spearman([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(0.9486833)


def test_scaling_is_by_question():
    assert scaled(np.array([[1.0, 3.0, 2.0], [5.0, 5.0, 5.0]])).tolist() == [[0, 1, 0.5], [0, 0, 0]]


def test_fusion_helps_where_each_system_is_half_right():
    """BM25 finds the first by its words; the vectors know the second."""
    questions = ["Wanneer is de brug hersteld?", "uitkering"]
    vectors = {
        questions[0]: [0.0, 0.6, 0.8], questions[1]: [0.0, 1.0, 0.0],
        PASSAGES[0]: [0.0, 0.8, 0.6], PASSAGES[1]: [0.0, 1.0, 0.0], PASSAGES[2]: [0.0, 0.6, 0.8],
    }  # fmt: skip
    dense = Dense("dense", lambda texts: np.array([vectors[text] for text in texts]))
    known = RetrievalSet("set", questions, PASSAGES, np.eye(3, dtype=bool)[:2], recall_and_rank)
    columns = measure_retrieval([dense, Lexical()], known)
    assert columns["dense"]["set, recall@1"] == 0.5
    assert columns["BM25, Dutch stemmer"]["set, recall@1"] == 0.5
    assert columns["dense"]["set, fused with BM25, recall@1"] == 1.0
    assert "–" in table(columns)


def test_the_measuring_part_is_asked_among_all_answers(testdata):
    first = EvaluationTexts(testdata).retrieval[0]
    assert "(239 of 800)" in first.name
    assert (len(first.questions), len(first.passages)) == (239, 800)
    assert first.right.any(axis=1).all()
