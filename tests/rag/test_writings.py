import pytest

from rag.writings import other_writings


def written(question):
    return [[way.text for way in word] for word in other_writings(question)]


@pytest.mark.parametrize(
    "question",
    ["Wat gold op 1 juli 2024?", "What held on July 1, 2024?", "the 1st of July 2024",
     "Wat gold op 01-07-2024?", "op 1.7.2024"],
)
def test_a_date_has_all_its_writings(question):
    assert written(question) == [["1 juli 2024", "1-7-2024", "01-07-2024", "2024-07-01"]]


def test_a_day_without_a_year_is_told_in_dutch():
    assert written("before May 3?") == written("voor 3 mei?") == [["3 mei"]]
    assert written("op 1-13-2024") == [[]]


@pytest.mark.parametrize(
    "question",
    ["Waarvoor is de 1,3 miljard?", "Waarvoor is € 1.300 miljoen?", "1.3 billion", "1,300 million",
     "1300 mln"],
)
def test_an_amount_has_all_its_writings(question):
    assert written(question) == [
        ["1.300 miljoen", "1.300 mln", "1,3 miljard", "1,3 mrd", "1.300.000.000"]
    ]


def test_small_amounts_are_no_milliards():
    assert written("0,45 miljoen") == [["0,45 miljoen", "0,45 mln", "450.000"]]


def test_percentages_in_figures_and_words():
    expected = [["10 procent", "10 percent", "10", "tien procent"]]
    for question in ("10%", "ten percent", "tien procent", "10 per cent"):
        assert written(question) == expected
    assert written("2.5%") == [["2,5 procent", "2,5 percent", "2,5"]]
    assert written("in 2024, artikel 5") == []
