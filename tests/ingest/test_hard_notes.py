"""Footnotes in awkward places: each case is the smallest document that shows it."""

from itertools import pairwise

import pytest


def labels(parsed, kind="footnote"):
    return [(n.page, n.label) for n in parsed.footnotes if n.kind == kind]


def anchors(parsed):
    return {(n.page, n.label): n.anchor for n in parsed.footnotes}


def text_of(parsed):
    return "\n".join(block.text for block in parsed.blocks)


def note_of(parsed, label, page=None):
    return next(n for n in parsed.footnotes if n.label == label and page in (None, n.page))


def test_a_note_that_runs_on_over_two_pages(read):
    long = " ".join(f"Toelichting {n} bij de noot over het peil." for n in range(110))
    parsed = read(
        "Eerste zin met noot.#footnote[" + long + "] #vul(26) Laatste zin.#footnote[Kort.] #vul(8)"
    )
    first = note_of(parsed, "1")
    assert len({w.page for w in first.words}) >= 2
    assert first.text.endswith("Toelichting 109 bij de noot over het peil.")
    assert "Toelichting" not in text_of(parsed)
    assert anchors(parsed)[first.page, "1"].endswith("Eerste zin met noot.")


@pytest.mark.parametrize("between", ["", "#super[,]", "#super[, ]", " "])
def test_several_markers_at_one_place(read, between):
    parsed = read(f"De maatregel werkt.#footnote[Een bron.]{between}#footnote[Nog een.] #vul(3)")
    assert labels(parsed) == [(1, "1"), (1, "2")]
    assert all(a.endswith("De maatregel werkt.") for a in anchors(parsed).values())


def test_numbers_that_restart_on_each_page(read):
    parsed = read(
        "Alfa eerst.#footnote[Noot alfa.] Alfa twee.#footnote[Noot beta.] #vul(4) #pagebreak()"
        "#counter(footnote).update(0) Gamma zin.#footnote[Noot gamma.] #vul(4) #pagebreak()"
        "#counter(footnote).update(0) Delta zin.#footnote[Noot delta.] #vul(4)"
    )
    assert labels(parsed) == [(1, "1"), (1, "2"), (2, "1"), (3, "1")]
    found = anchors(parsed)
    assert found[2, "1"].endswith("Gamma zin.") and found[3, "1"].endswith("Delta zin.")


def test_look_alikes_are_text(read):
    parsed = read(
        "De uitstoot van CO#sub[2] en NO#sub[3] daalt met 5 m#super[2] en 10#super[3] ton, de"
        " 1#super[e] en 2#super[de] keer, bij x#super[2].#footnote[Een echte noot.] #vul(3)"
        " Ook de tweede.#footnote[Tweede noot.] Ook de derde.#footnote[Derde noot.]"
    )
    assert labels(parsed) == [(1, "1"), (1, "2"), (1, "3")]
    text = text_of(parsed)
    for kept in ("CO2", "NO3", "m2", "103", "1e", "2de", "x2"):
        assert kept in text, kept
    assert anchors(parsed)[1, "2"].endswith("Ook de tweede.")


def test_markers_in_headings_cells_and_before_punctuation(read):
    parsed = read(
        "= De kop van het stuk#footnote[Noot bij de kop.]\n\nDe regeling#footnote[Voor de komma.],"
        " die geldt, staat vast. #vul(2)\n\n#table(columns: 3, [Post], [2023], [2024],"
        " [Water#footnote[Noot in de cel.]], [10], [20], [Land], [30], [40])\n\n#vul(2)"
    )
    assert labels(parsed) == [(1, "1"), (1, "2"), (1, "3")]
    found = anchors(parsed)
    assert found[1, "1"].endswith("De kop van het stuk")
    assert found[1, "2"].endswith("De regeling")
    assert found[1, "3"].endswith("Water")
    assert "De regeling, die geldt" in text_of(parsed)


PLAIN = """
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt))
#show footnote.entry: it => {
  let n = numbering("1", ..counter(footnote).at(it.note.location()))
  par(hanging-indent: 12pt, text(size: SIZE, [#n. #it.note.body]))
}
"""


def test_plain_labels_with_a_point(read):
    source = PLAIN.replace("SIZE", "8pt")
    parsed = read(source + "Een zin.#footnote[Noot een.] #vul(3) Twee.#footnote[Noot twee.]")
    assert labels(parsed) == [(1, "1"), (1, "2")]
    assert note_of(parsed, "2").text == "Noot twee."


def test_plain_labels_of_markers_on_the_page_before(read):
    note = "#place(bottom, text(size: 8pt)[{0}. Bron {0} van het rapport, deel een.])"
    parsed = read(
        "Eerste stelling.#super[1] #vul(4) Tweede stelling.#super[2] #pagebreak() #vul(3)"
        "#place(bottom, text(size: 8pt)[1. Bron een van het rapport. \\ 2. Bron twee ervan.])"
        "#pagebreak() Derde stelling.#super[3] #vul(3)" + note.format(3)
    )
    assert labels(parsed) == [(2, "1"), (2, "2"), (3, "3")]
    assert [n.anchor_page for n in parsed.footnotes] == [1, 1, 3]


def test_notes_in_the_type_of_the_body_below_a_rule(read):
    source = PLAIN.replace("SIZE", "10pt")
    parsed = read(source + "Een zin.#footnote[Noot een.] #vul(3) Twee.#footnote[Noot twee.]")
    assert labels(parsed) == [(1, "1"), (1, "2")]
    assert "Noot een" not in text_of(parsed)


def test_labels_glued_to_the_text(read):
    parsed = read(
        "Een zin.#super[1] #vul(3) Twee.#super[2] #vul(2)"
        "#place(bottom, text(size: 8pt)[1Kamerstukken van de zomer. \\ 2Zie de bijlage.])"
    )
    assert labels(parsed) == [(1, "1"), (1, "2")]
    assert note_of(parsed, "1").text == "Kamerstukken van de zomer."


def test_raised_figures_of_the_font_itself(read):
    parsed = read(
        "#set super(typographic: true)\nEen zin.#footnote[Noot een.] #vul(2) De regeling"
        "#footnote[Noot twee.], die geldt. #vul(1) Artikel 5 en COVID19 zijn geen noten."
    )
    assert labels(parsed) == [(1, "1"), (1, "2")]
    assert [n.text for n in parsed.footnotes] == ["Noot een.", "Noot twee."]
    assert anchors(parsed)[1, "2"].endswith("De regeling")
    assert "De regeling, die geldt" in text_of(parsed) and "COVID19" in text_of(parsed)


def test_a_note_that_is_referred_to_again(read):
    parsed = read(
        "Een zin.#footnote[Noot een.] #vul(3) #pagebreak() #vul(2) #pagebreak()"
        "Nogmaals hetzelfde.#super[1] Een nieuwe.#footnote[Noot twee.]"
    )
    assert labels(parsed) == [(1, "1"), (3, "2")]
    marks = [m.note for block in parsed.blocks for m in block.marks]
    assert marks == [0, 0, 1]
    assert parsed.footnotes[0].anchor_page == 1


def test_a_numbered_list_in_small_type_is_no_note(read):
    parsed = read(
        "Een zin.#footnote[Noot een.] #vul(3) #pagebreak() #vul(3)"
        "#place(bottom, text(size: 8pt)[1. Sluit de klep. \\ 2. Open de sluis. \\ 3. Meet.])"
    )
    assert labels(parsed) == [(1, "1")]
    assert "Open de sluis" in text_of(parsed)


def test_small_print_below_is_no_end_of_an_earlier_note(read):
    parsed = read(
        "Een zin.#footnote[Noot een.] #vul(3) #pagebreak() #vul(3)"
        "#place(bottom, text(size: 8pt)[Bron: opgave van het waterschap.])"
    )
    assert note_of(parsed, "1").text == "Noot een."
    assert "opgave van het waterschap" in text_of(parsed)


TABLE = """
#vul(2)

#table(columns: 3, stroke: 0.4pt, [Post], [2023], [2024], [Water#super[A]], [10], [20],
  [Land], [30#super[B]], [40], [Lucht], [50], [60])
#text(size: 8pt)[#super[A] Voorlopige raming. \\ #super[B] Met het rijksdeel.]

#vul(3) Een zin met een noot.#footnote[De echte noot.] #vul(2)
"""


@pytest.mark.parametrize(("one", "two"), [("a", "b"), ("1)", "2)"), ("*", "**"), ("1", "2")])
def test_notes_of_a_table(read, one, two):
    source = TABLE.replace("[A]", f"[{one}]".replace("*", "\\*"))
    parsed = read(source.replace("[B]", f"[{two}]".replace("*", "\\*")))
    assert labels(parsed, "table") == [(1, one.strip(")")), (1, two.strip(")"))]
    assert labels(parsed) == [(1, "1")]
    assert next(n for n in parsed.footnotes if n.kind == "table").text == "Voorlopige raming."
    assert "raming" not in text_of(parsed)
    real = next(n for n in parsed.footnotes if n.kind == "footnote")
    assert real.anchor.endswith("Een zin met een noot.")
    table = [n for n in parsed.footnotes if n.kind == "table"]
    assert table[0].anchor.endswith("Water") and table[1].anchor.endswith("30")


@pytest.mark.parametrize("form", ["#super[{0}] ", "{0}. ", "[{0}] "])
def test_endnotes_of_a_document(read, form):
    notes = " \\ ".join(form.format(n) + f"Vindplaats {n} van de bron." for n in (1, 2, 3))
    marker = "\\[{0}\\]" if form.startswith("[") else "#super[{0}]"
    form_notes = notes.replace("[1]", "\\[1\\]") if form.startswith("[") else notes
    for n in (2, 3):
        form_notes = form_notes.replace(f"[{n}]", f"\\[{n}\\]") if form[0] == "[" else form_notes
    body = "".join(f"Stelling {n} staat vast{marker.format(n)}. #vul(4)\n\n" for n in (1, 2, 3))
    parsed = read(body + "#pagebreak()\n= Noten\n\n" + form_notes)
    assert labels(parsed, "endnote") == [(2, "1"), (2, "2"), (2, "3")]
    assert not labels(parsed)
    assert note_of(parsed, "3").anchor.endswith("Stelling 3 staat vast")
    assert "Vindplaats" not in text_of(parsed)


def test_endnotes_of_chapters_that_restart(read):
    def chapter(name):
        return (
            f"= Hoofdstuk {name}\n\nStelling {name} staat vast.#super[1] #vul(3) Ook de tweede"
            f" {name}.#super[2]\n\n== Noten\n\n1. Bron een van {name}.\n2. Bron twee van {name}.\n"
        )

    parsed = read(chapter("Alfa") + "#pagebreak()\n" + chapter("Beta"))
    assert labels(parsed, "endnote") == [(1, "1"), (1, "2"), (2, "1"), (2, "2")]
    assert [n.anchor_page for n in parsed.footnotes] == [1, 1, 2, 2]


def test_a_marker_in_a_question(read):
    parsed = read(
        "*Vraag 1* \\\nKent u het bericht «Water»?#footnote[NOS, 3 maart 2024.]\n\n"
        "*Antwoord 1* \\\nJa.\n\n*Vraag 2* \\\nWat vindt u?\n\n*Antwoord 2* \\\nVeel."
    )
    question = next(b for b in parsed.blocks if b.kind == "question" and b.marks)
    assert (question.label, parsed.footnotes[question.marks[0].note].label) == ("Vraag 1", "1")


def test_a_marker_that_opens_a_line_is_no_note(read):
    parsed = read(
        "#vul(3)\n\nDe regeling staat in het stuk dat de Kamer ontving van het waterschap.\\\n"
        "#footnote[Kamerstuk.] Verder gaat de zin door op de regel eronder. #vul(2)"
    )
    assert labels(parsed) == [(1, "1")]
    assert note_of(parsed, "1").text == "Kamerstuk."


def test_columns_with_notes_over_the_full_width(read):
    column = "#columns(2)[#vul(6) Links.#super[1] #vul(6) Rechts.#super[2] #vul(5)]"
    parsed = read(
        "#set text(size: 8pt)\n" + column + "#place(bottom, text(size: 6.5pt)[1. Een bron die over"
        " de volle breedte van de pagina loopt, tot voorbij het midden ervan en verder door. \\ "
        "2. De tweede bron, ook weer van rand tot rand gezet zoals rapporten dat plegen te doen.])"
    )
    assert labels(parsed) == [(1, "1"), (1, "2")]
    blocks = text_of(parsed)
    assert blocks.index("Links.") < blocks.index("Rechts.")


def test_notes_in_the_margin_column(read):
    parsed = read(
        "#set page(margin: (left: 150pt, right: 40pt))\n"
        "#place(dx: -130pt, text(size: 8pt)[39 999])\n#place(bottom + left, dx: -130pt, box(width:"
        " 90pt, text(size: 6.5pt)[#super[1] Samenstelling: leden van de commissie voor het water,"
        " en hun vervangers. \\ #super[2] Zie het stuk over het peil.]))\n"
        "De commissie#super[1] heeft vergaderd. #vul(4) Zij heeft vragen.#super[2] #vul(6)"
    )
    assert labels(parsed) == [(1, "1"), (1, "2")]
    assert note_of(parsed, "1").text.endswith("en hun vervangers.")
    assert anchors(parsed)[1, "1"].endswith("De commissie")
    assert "39 999" not in text_of(parsed) and "vervangers" not in text_of(parsed)


def test_every_mark_points_at_a_note_and_offsets_rise(read):
    parsed = read("Een.#footnote[A.] Twee.#footnote[B.]#footnote[C.] Drie.#footnote[D.]")
    for block in parsed.blocks:
        assert all(a.offset <= b.offset for a, b in pairwise(block.marks))
        assert all(0 <= m.note < len(parsed.footnotes) for m in block.marks)
