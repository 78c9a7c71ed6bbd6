"""Headings and their depth, list items, and what only looks like a heading."""

HEADINGS = """
#show heading: set text(size: 10pt)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 3): set text(weight: "regular", style: "italic")
"""


def outline(parsed):
    return [(b.level, b.text) for b in parsed.blocks if b.kind == "heading"]


def levels(parsed):
    """Depths made dense, with the text."""
    found = outline(parsed)
    order = {level: n for n, level in enumerate(sorted({level for level, _ in found}), start=1)}
    return [(order[level], text) for level, text in found]


def test_size_then_weight_then_slope(read):
    parsed = read(
        HEADINGS + "= Het water\n#vul(3)\n== Het peil\n#vul(3)\n=== In de zomer\n#vul(3)\n"
        "== De dijk\n#vul(3)\n= Het land\n#vul(3)"
    )
    assert levels(parsed) == [
        (1, "Het water"), (2, "Het peil"), (3, "In de zomer"), (2, "De dijk"), (1, "Het land"),
    ]


def test_titles_of_the_document_are_over_no_chapter(read):
    parsed = read(
        "#text(size: 22pt)[Rapport over water]\n\n#text(size: 14pt)[In opdracht van niemand]\n\n"
        "#vul(2)\n#pagebreak()\n*1. Inleiding*\n\n#vul(3)\n\n*1.1 Peil*\n\n#vul(3)"
    )
    assert outline(parsed) == [
        (1, "Rapport over water"), (1, "In opdracht van niemand"), (1, "1. Inleiding"),
        (2, "1.1 Peil"),
    ]


def test_numbers_of_one_type(read):
    bold = "#strong[{0}]\n\n#vul(3)\n\n"
    parsed = read("".join(bold.format(title) for title in (
        "HOOFDSTUK 1 WATER", "Artikel 1 Begrippen", "HOOFDSTUK 2 LAND", "Artikel 2 Grond",
    )))
    assert [level for level, _ in levels(parsed)] == [1, 2, 1, 2]
    parsed = read("".join(bold.format(title) for title in (
        "1. Inleiding", "1.1 Aanleiding", "2. Het peil", "2.1 Zomer", "2.1.1 Juli", "Tot slot",
    )))
    assert [level for level, _ in levels(parsed)] == [1, 2, 1, 2, 3, 1]


def test_a_heading_of_two_lines_is_one(read):
    title = "Een lange kop over het beheer van het water in alle polders van het land"
    parsed = read(f"= {title}\n#vul(3)")
    assert len(outline(parsed)) == 1


def test_bold_running_text_and_captions_are_no_headings(read):
    parsed = read(
        "*Deze vette zin is gewoon een zin, met een punt aan het slot van de regel.* #vul(3)\n\n"
        "*Figuur 2: het verloop van het peil*\n\n#vul(2)\n\n*Bron: het waterschap*\n\n#vul(2)"
    )
    assert outline(parsed) == []


def test_a_table_of_contents_holds_no_headings(read):
    parsed = read(
        HEADINGS + '#text(size: 16pt, weight: "bold")[Inhoudsopgave]\n\n'
        "*1. Het water #h(1fr) 2*\n\n*2. Het land #h(1fr) 3*\n\n#pagebreak()\n"
        "= 1. Het water\n#vul(3)\n= 2. Het land\n#vul(3)"
    )
    assert [text for _, text in outline(parsed)] == [
        "Inhoudsopgave", "1. Het water", "2. Het land",
    ]


def test_a_numbered_list_is_a_list(read):
    items = "+ Sluit de klep\n+ Open de sluis van de boezem\n+ Meet het peil"
    parsed = read(f"#vul(3)\n\n{items}\n\n#vul(3)")
    assert outline(parsed) == []
    items = [b.text for b in parsed.blocks if b.kind == "list"]
    assert items == ["1. Sluit de klep", "2. Open de sluis van de boezem", "3. Meet het peil"]


def test_items_stay_whole_and_nest(read):
    parsed = read(
        "#vul(2)\n\n- Het eerste punt loopt over meer dan een regel door, omdat het lang is"
        " en alles wil zeggen over het peil.\n  - Een punt eronder.\n- Het laatste punt.\n\n#vul(2)"
    )
    items = [b.text for b in parsed.blocks if b.kind == "list"]
    assert len(items) == 3
    assert items[0].endswith("over het peil.") and items[1].endswith("Een punt eronder.")


def test_an_italic_heading_right_above_its_text(read):
    parsed = read("#emph[Peil in de zomer] \\\n#vul(4)\n\n#emph[Peil in de winter] \\\n#vul(4)")
    assert [text for _, text in outline(parsed)] == ["Peil in de zomer", "Peil in de winter"]
