"""Odd spaces: spaced letters closed up, glued sentences parted, and nothing else touched."""

from ingest.lines import Token
from ingest.spacing import put_right
from rag.verification import stands_on


def tokens(text, gap=2.0):
    """Every character 5 points wide; a space is a gap."""
    x, made = 0.0, []
    for word in text.split(" "):
        x += gap
        if word:
            made.append(Token(word, x, 0, x + 5 * len(word), 10, bool(made), 0))
            x += 5 * len(word)
    return made


def texts(found):
    return [token.text for token in found]


def test_spaced_letters_are_words():
    found = texts(put_right(tokens("b e s l u i t   v a n   d e dag")))
    assert found == ["besluit", "van", "de", "dag"]


def test_single_letters_stay():
    for text in ("optie A of B", "a b c", "x = y + z", "1 2 3 4 5"):
        assert texts(put_right(tokens(text))) == text.split()


def test_letters_far_apart_stay():
    assert texts(put_right(tokens("x x x x x", gap=12.0))) == ["x"] * 5


def test_glued_sentences():
    assert texts(put_right(tokens("peil te houden?Overweegt u dat"))) == [
        "peil", "te", "houden?", "Overweegt", "u", "dat",
    ]


def test_addresses_and_abbreviations_stay():
    words = ("www.waterschap.Nl", "info@Waterschap.Peil", "https://a.bcd.Efg/h", "B.V.De", "3.Een")
    for word in words:
        assert texts(put_right(tokens(word))) == [word]


def test_boxes_stay_in_their_place():
    first, second = put_right(tokens("houden?Overweegt"))
    assert first.x1 == second.x0 and second.x1 == 2 + 5 * 16


def test_what_is_read_still_stands_on_the_page(read):
    parsed = read("#text(tracking: 4pt)[BESLUIT] over het peil te houden?Overweegt u dat? #vul(2)")
    text = parsed.blocks[0].text
    assert "BESLUIT over het peil te houden? Overweegt u dat?" in " ".join(
        block.text for block in parsed.blocks
    )
    assert stands_on(text, parsed.pages[0].raw)
