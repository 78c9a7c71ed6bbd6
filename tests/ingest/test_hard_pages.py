"""Pages in awkward layouts: furniture, margins, columns; each case as small as it can be."""

import re

import pytest

from ingest.structure import is_bullet

WORD = "Waterbeheer in {0} vraagt zorgvuldige afweging van belangen in het gebied."


def text_of(parsed):
    return "\n".join(block.text for block in parsed.blocks)


def test_a_running_head_that_changes_with_the_chapter(read):
    source = "#set page(header: context [#h(1fr) Hoofdstuk #counter(heading).get().first() over"
    source += " water #h(2em) #counter(page).display()])\n#set heading(numbering: \"1\")\n"
    chapters = "".join(f"= Deel {n}\n#vul(26)\n#pagebreak()\n" for n in range(4))
    parsed = read(source + chapters)
    assert not re.search(r"Hoofdstuk \d+ over", text_of(parsed))
    assert text_of(parsed).count("Deel 2") == 1


def test_page_numbers_alone_at_the_foot(read):
    parsed = read('#set page(numbering: "1")\n#vul(70)')
    assert len(parsed.pages) > 2
    assert not re.search(r"(?m)^\d$|\s\d\s", text_of(parsed))


def test_a_figure_at_the_foot_is_no_page_number(read):
    parsed = read(
        "#vul(3)\n#place(bottom, [17#h(1em)projecten staan nog open in het gebied, zegt men.])"
    )
    assert "17" in text_of(parsed)


def test_a_line_that_recurs_within_the_text_stays(read):
    page = "#vul(6)\n\nDat is het besluit.\n\n#vul(6)\n#pagebreak()\n"
    parsed = read(4 * page)
    assert text_of(parsed).count("Dat is het besluit.") == 4


def test_a_margin_column_at_the_left(read):
    parsed = read(
        "#set page(margin: (left: 140pt, right: 40pt))\n"
        "#place(dx: -120pt, text(size: 8pt)[Vergaderjaar 2031–2032])\n#vul(8)\n\n"
        "#place(dx: -120pt, text(size: 8pt)[39 999])\n#vul(8)",
        "kst-39999-4.pdf",
    )
    assert "Vergaderjaar" not in text_of(parsed) and "39 999" not in text_of(parsed)


def test_an_address_column_at_the_right(read):
    column = "#place(top + right, dx: 100pt, box(width: 95pt, text(size: 6.5pt)[Bezoekadres \\ "
    column += "Gemaalplein 5 \\ 1234 AB Natdorp \\ Ons kenmerk \\ WAT-2031-17]))\n"
    parsed = read("#set page(margin: (right: 130pt))\n" + column + "#vul(12)")
    assert "Gemaalplein" not in text_of(parsed) and "kenmerk" not in text_of(parsed)


def test_two_columns_under_a_heading_over_the_full_width(read):
    parsed = read(
        "#set text(size: 8pt)\n= Een kop die over beide kolommen van de pagina heen loopt\n"
        "#columns(2)[Begin links. #vul(9) Einde links. #colbreak() Begin rechts. #vul(9)]\n"
    )
    text = text_of(parsed)
    order = ["Een kop die", "Begin links.", "Einde links.", "Begin rechts."]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert not any("Einde links" in b.text and "Begin rechts" in b.text for b in parsed.blocks)


def rows(left, right):
    """Two columns written line by line, as some programs do."""
    cells = "".join(f"[{a}],[{b}]," for a, b in zip(left, right, strict=True))
    return f"#set text(size: 8pt)\n#grid(columns: 2, column-gutter: 16pt, row-gutter: 5pt, {cells})"


def test_columns_that_are_written_line_by_line(read):
    left = [f"Links regel {n} over het peil van polder {n}" for n in range(16)]
    right = [f"Rechts regel {n} over de dijk bij plaats {n}" for n in range(16)]
    text = " ".join(text_of(read(rows(left, right))).split())
    assert text.index("Links regel 15") < text.index("Rechts regel 0")


def test_text_that_is_written_after_what_it_stands_above(read):
    parsed = read(
        "#v(60pt)\nDe tekst begint hier. #vul(5)\n"
        "#place(top, [De aanhef staat bovenaan maar komt later in het bestand.])"
    )
    text = text_of(parsed)
    assert text.index("De aanhef") < text.index("De tekst begint")


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_box_beside_the_text_does_not_cut_a_sentence(read, place):
    box = f"#place({place} + right, dx: 110pt, box(width: 100pt, text(size: 7pt)[Kader met los"
    box += " een verhaal dat naast de tekst staat en er niet in hoort te komen.]))\n"
    parsed = read("#set page(margin: (right: 150pt))\n#vul(6)" + box + " #vul(6)")
    found = [b for b in parsed.blocks if "Deze zin" in b.text]
    assert not any("Kader met" in block.text for block in found)


def test_landscape_pages_side_by_side(read):
    parsed = read(
        "#set page(width: 760pt, height: 500pt)\n#set text(size: 9pt)\n#grid(columns: (1fr, 1fr),"
        " gutter: 60pt, [Links begint. #vul(12) Links eindigt.#super[1]],"
        " [Rechts begint. #vul(12)])"
        "#place(bottom + left, text(size: 7pt)[#super[1] Een noot links onderaan.])"
    )
    text = text_of(parsed)
    assert text.index("Links eindigt") < text.index("Rechts begint")
    assert [(n.label, n.text) for n in parsed.footnotes] == [("1", "Een noot links onderaan.")]


@pytest.mark.parametrize(
    ("token", "item"),
    [("3.", True), ("b)", True), ("(a)", True), ("(12)", True), ("(iv)", True), ("(bb)", True),
     ("(VNG)", False), ("(EU)", False), ("(D6)", False), ("(de)", False)],
)
def test_an_abbreviation_in_brackets_opens_no_item(token, item):
    """Behind what it stands for, at the beginning of a line, it goes on with the sentence."""
    assert is_bullet(token) is item
