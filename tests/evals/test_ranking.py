"""Ranked measures: values worked out by hand, and those of ir_measures' own documentation."""

from math import log2

import pytest

from evals.judgement import judge
from evals.measures import per_question, summarise
from evals.ranking import qrels_of, run_of, set_values
from tests.evals.made import OTHER, RIGHT, answer, known, passage


def judged(*pages: int, **changes):
    shown = tuple(passage("kst-1-2", page) for page in pages)
    return judge(known(**changes), answer(passages=shown), 0.1)


def test_the_right_page_at_rank_three() -> None:
    values = per_question([judged(1, 2, 4, 4)])
    assert values["rr_at_10"] == [pytest.approx(1 / 3)]
    assert values["ndcg_at_10"] == [pytest.approx(1 / log2(4))]  # one relevant page, at rank 3
    assert values["success_at_1"] == [0.0] and values["success_at_5"] == [1.0]


def test_two_needed_pages_of_which_one_is_found() -> None:
    values = per_question([judged(1, 4, all_places=(RIGHT, OTHER))])
    ideal = 1 + 1 / log2(3)
    assert values["ndcg_at_10"] == [pytest.approx((1 / log2(3)) / ideal)]
    assert values["r_at_10"] == [0.5] and values["recall_at_10"] == [0.0]


def test_an_alternative_counts_once() -> None:
    shown = (passage("kst-9-9", 1), passage("kst-1-2", 4))
    both = judge(known(places=(RIGHT, OTHER)), answer(passages=shown), 0.1)
    assert per_question([both])["ndcg_at_10"] == [pytest.approx(1.0)]
    assert [q.doc_id for q in qrels_of([both])] == ["kst-1-2#4"]
    assert [s.doc_id for s in run_of([both])] == ["kst-1-2#4", "kst-1-2.pdf#4@2"]


def test_success_agrees_with_the_headline_recall() -> None:
    judgements = [judged(4), judged(1, 2, 3, 4), judged(*[1] * 9, 4), judged(1), judged()]
    total = summarise(judgements)
    for k in (1, 5, 10):
        assert total[f"success_at_{k}"] == total[f"recall_at_{k}"]
    assert total["recall_at_5"] == 2 / 5


def test_a_question_left_out_scores_zero() -> None:
    total = summarise([judged(4), judge(known(), None, 0.0)])
    assert total["ndcg_at_10"] == total["rr_at_10"] == total["recall_at_1"] == 0.5


def test_unanswerable_questions_have_no_rank() -> None:
    nowhere = judge(known(answerable=False, facts=(), places=()), answer(abstained=True), 0.1)
    assert per_question([nowhere])["rr_at_10"] == [None]


def test_sets_agree_with_trec_eval() -> None:
    """trec_eval on qrels {1: a, 2: b, 3: c}: found at rank 1, at rank 3, and not at all."""
    found = {"1": ["a", "x"], "2": ["x", "y", "b"]}
    values = set_values({"1": "a", "2": "b", "3": "c"}, found)
    assert values["RR@10"] == pytest.approx((1 + 1 / 3) / 3)
    assert values["nDCG@10"] == pytest.approx((1 + 0.5) / 3)
    assert values["recall@1"] == pytest.approx(1 / 3)
    assert values["recall@5"] == pytest.approx(2 / 3)
