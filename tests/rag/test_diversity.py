import numpy as np

from rag.diversity import SAME_PAGE, Place, choose

LETTER = "Het fonds investeert ten hoogste vijf miljoen euro per onderneming in vier jaar"
OTHER = "De minister stuurt de Kamer voor het einde van het jaar een brief over de uitvoering ervan"


def place(page, text, official=False, date="2024-01-01", document=0):
    return Place((document, page), text, (not official, date))


def shown(scores, places):
    scores = np.array(scores, dtype=np.float32)
    order = [int(n) for n in np.argsort(-scores, kind="stable")]
    return [tuple(s) for s in choose(order, scores, dict(enumerate(places)), 10)]


def test_a_repeat_is_remembered_and_not_shown():
    places = [place(1, LETTER), place(2, OTHER), place(3, LETTER + " .")]
    assert shown([10, 9, 9.9], places) == [(0, (2,)), (1, ())]


def test_the_official_and_then_the_earliest_stands_for_its_repeats():
    places = [place(1, LETTER), place(2, LETTER, official=True, date="2024-05-01"),
              place(3, LETTER, official=True, date="2024-02-01")]
    assert shown([10, 9.9, 9.8], places) == [(2, (0, 1))]


def test_a_much_worse_repeat_stands_for_nothing():
    places = [place(1, LETTER), place(2, LETTER, official=True)]
    assert shown([10, 5], places) == [(0, (1,))]


def test_a_second_piece_of_a_page_makes_way_for_another_page():
    texts = [f"{word} {LETTER if n % 2 else OTHER} {word * 3}"
             for n, word in enumerate(("aap noot mies wim zus", "jet teun vuur gijs lam",
                                       "kees bok weide does hok"))]
    texts[2] = "kees bok weide does hok duif schapen en nog iets heel anders dan de rest"
    places = [place(1, texts[0]), place(1, texts[1]), place(2, texts[2])]
    near = SAME_PAGE / 2
    assert [n for n, _ in shown([10, 10 - near / 2, 10 - near], places)] == [0, 2, 1]
    far = SAME_PAGE * 2
    assert [n for n, _ in shown([10, 9.9, 10 - far], places)] == [0, 1, 2]
