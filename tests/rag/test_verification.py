from rag.answer import QuotePart
from rag.verification import stands_on, verify

PAGE = (
    "Hierover wordt uw Kamer geïnfor\x02\r\nmeerd.2"
    " De wet- en regel-\r\ngeving kost 5 mln. euro."
)


def test_a_quote_over_a_line_end_stands_on_the_page():
    assert stands_on("De wet- en regelgeving kost 5 mln. euro.", PAGE)


def test_one_changed_figure_does_not():
    assert not stands_on("De wet- en regelgeving kost 6 mln. euro.", PAGE)


def test_a_changed_word_order_does_not():
    assert not stands_on("De regelgeving en wet- kost 5 mln. euro.", PAGE)


def test_nothing_does_not_stand_anywhere():
    assert not stands_on("  ", PAGE)


def test_a_quote_with_a_marker_inside_is_verified_by_its_parts():
    quote = "Hierover wordt uw Kamer geïnformeerd. De wet- en regelgeving kost 5 mln. euro."
    parts = [
        QuotePart(1, "Hierover wordt uw Kamer geïnformeerd."),
        QuotePart(1, "De wet- en regelgeving kost 5 mln. euro."),
    ]
    assert verify(quote, parts, {1: PAGE}.__getitem__)
    assert not verify(quote, parts[:1], {1: PAGE}.__getitem__), "parts must give the whole quote"


def test_a_part_must_stand_on_its_own_page():
    parts = [QuotePart(2, "kost 5 mln. euro.")]
    assert not verify("kost 5 mln. euro.", parts, {1: PAGE, 2: "iets anders"}.__getitem__)
