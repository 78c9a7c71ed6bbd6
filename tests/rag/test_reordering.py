"""Passages in the order of the best sentence that each holds."""

from types import SimpleNamespace

import pytest

from rag.question import analyse
from rag.reading import Reading
from rag.reordering import reordered
from rag.retrieval import Hit


def hit(number, score):
    return Hit(SimpleNamespace(id=number), score, "")


def reading(*scores):
    """What the reader gave: `(passage, score)` of sentences, best first."""
    ranked = tuple(
        SimpleNamespace(score=score, span=SimpleNamespace(stored=SimpleNamespace(id=number)))
        for number, score in scores
    )
    return Reading(analyse("Hoeveel loketten?"), ranked, 0.5)


def order(hits):
    return [found.stored.id for found in hits]


def test_the_passage_with_the_best_sentence_comes_first():
    hits = [hit(1, 0.9), hit(2, 0.8), hit(3, 0.7)]
    found = reordered(hits, reading((3, 5.0), (1, 2.0), (3, 1.0), (2, -3.0)))
    assert order(found) == [3, 1, 2]
    assert found[0].score == pytest.approx(0.7 / 0.9)
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_a_much_better_passage_keeps_its_place_before_a_slightly_better_sentence():
    assert order(reordered([hit(1, 0.9), hit(2, 0.3)], reading((2, 1.0), (1, 0.9)))) == [1, 2]


def test_passages_that_were_not_read_come_behind_in_their_own_order():
    hits = [hit(1, 0.9), hit(2, 0.8), hit(3, 0.8), hit(4, 0.79)]
    assert order(reordered(hits, reading((2, 1.0), (1, -20.0)))) == [2, 1, 3, 4]


def test_without_sentences_the_order_of_the_search_stays():
    hits = [hit(1, 0.9), hit(2, 0.8)]
    assert reordered(hits, reading()) == hits
    assert reordered([], reading()) == []


def test_scores_below_zero_do_not_turn_the_order_around():
    hits = [hit(1, 0.2), hit(2, -0.1)]
    assert order(reordered(hits, reading((2, 1.0), (1, 0.5)))) == [1, 2]
