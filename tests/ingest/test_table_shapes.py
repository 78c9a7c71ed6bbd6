"""Shapes of tables that the samples do not have, set as segments in the order of a stream."""

import pytest

from ingest.assembly import no_notes
from ingest.table_finding import continues, set_apart
from ingest.tables import read_table
from tests.ingest.segments import at, line, row, table_of

EDGES = (260, 300, 340, 380, 440, 500)
YEARS = ("2020", "2021", "2022", "2023", "2023", "2023")


@pytest.mark.parametrize(
    "realisation",
    [line("Realisatie", 310, 100, centre=True, style=2), line("Realisatie", 244, 100, style=2)],
    ids=["centred over its years", "flush left over the first"],
)
def test_a_head_over_several_years(realisation):
    heads = [
        realisation,
        line("Begroting", 440, 100, right=True, style=2),
        line("Verschil", 500, 100, right=True, style=2),
    ]
    table = table_of([
        *heads,
        *row(112, "", *YEARS, edges=EDGES, style=2),
        *row(126, "Verplichtingen", "1.200", "1.310", "1.405", "1.500", "1.480", "20", edges=EDGES),
        *row(140, "Uitgaven", "900", "950", "1.010", "1.120", "1.100", "20", edges=EDGES),
        *row(154, "Ontvangsten", "10", "0", "25", "30", "30", "0", edges=EDGES),
    ])
    assert len(table.head) == 2
    assert table.columns[1:5] == tuple(("Realisatie", year) for year in YEARS[:4])
    assert table.columns[5:] == (("Begroting", "2023"), ("Verschil", "2023"))
    assert at(table, "Uitgaven", "Realisatie", "2022") == "1.010"
    assert at(table, "Uitgaven", "Begroting", "2023") == "1.100"


def test_a_label_in_two_lines_with_its_figures_on_the_last():
    edges = (300, 360)
    table = table_of([
        *row(100, "Post", "2022", "2023", edges=edges, style=2),
        line("Bijdragen aan zelfstandige", 60, 114), line("bestuursorganen", 60, 123),
        line("120", 300, 123, right=True), line("130", 360, 123, right=True),
        *row(137, "Subsidies", "45", "50", edges=edges),
        line("Opdrachten voor onderzoek en", 60, 151),
        line("meting van het peil", 60, 160),
        line("7", 300, 151, right=True), line("8", 360, 151, right=True),
        *row(174, "Totaal", "172", "188", edges=edges, style=2),
    ])
    assert at(table, "Bijdragen aan zelfstandige bestuursorganen", "2023") == "130"
    assert at(table, "Opdrachten voor onderzoek en meting van het peil", "2022") == "7"
    assert at(table, "Totaal", "2023") == "188"


def test_empty_cells_keep_their_columns_and_groups_their_rows():
    edges = (260, 320, 380)
    table = table_of([
        *row(100, "Bedragen x € 1 mln.", "2024", "2025", "2026", edges=edges, style=2),
        line("Onderwijs", 60, 114, style=2),
        *row(128, "Scholen", None, "12", "14", edges=edges),
        *row(142, "waarvan gebouwen", None, None, "3", edges=edges),
        line("Zorg", 60, 156, style=2),
        *row(170, "Wijkverpleging", "5", None, "6", edges=edges),
        *row(184, "Totaal", "5", "12", "20", edges=edges, style=2),
    ])
    assert table.unit == "Bedragen x € 1 mln."
    assert table.grid[-2] == ["Wijkverpleging", "5", "", "6"]
    paths = {r[-1].text: r[-1].row_path for r in table.rows}
    assert paths["14"] == ("Onderwijs", "Scholen")
    assert paths["3"] == ("Onderwijs", "Scholen", "waarvan gebouwen")
    assert paths["6"] == ("Zorg", "Wijkverpleging")
    assert paths["20"] == ("Totaal",)


def pages(head_again):
    edges = (300, 360)
    head = row(100, "Gebied", "Doel", "Vernat", edges=edges, style=2)
    first = [*head, *(s for n in range(4) for s in row(114 + 14 * n, f"Veld {n}", "10", "5",
                                                       edges=edges))]
    again = row(60, "Gebied", "Doel", "Vernat", edges=edges, style=2, page=2) if head_again else []
    second = [*again, *(s for n in range(4, 8) for s in row(20 + 14 * n, f"Veld {n}", "20", "6",
                                                            edges=edges, page=2))]
    return [next(s for s in set_apart(p, 10.0) if s.table).table for p in (first, second)]


@pytest.mark.parametrize("head_again", [True, False])
def test_a_table_goes_on_with_or_without_its_head(head_again):
    one, two = pages(head_again)
    assert continues(one, two)
    _, table = read_table(0, [(one, no_notes), (two, no_notes)])
    assert len(table.head) == 1 and len(table.rows) == 8
    assert at(table, "Veld 6", "Vernat") == "6"


def test_another_table_on_the_next_page_does_not_go_on():
    one, _ = pages(True)
    other = [
        *row(100, "Jaar", "A", "B", "C", edges=(180, 220, 460), style=2, page=2),
        *row(114, "2022", "1", "2", "3", edges=(180, 220, 460), page=2),
        *row(128, "2023", "1", "2", "3", edges=(180, 220, 460), page=2),
    ]
    (two,) = (s.table for s in set_apart(other, 10.0) if s.table)
    assert not continues(one, two)


def test_prose_in_two_columns_lists_and_contents_stay_lines():
    prose = [
        line("Dit is een regel van gewone tekst in een kolom", 60 + 220 * side, 100 + 12 * n)
        for side in (0, 1) for n in range(20)
    ]
    bullets = [
        one for n in range(8)
        for one in (line("•", 60, 100 + 12 * n),
                    line("punt van de lijst met tekst", 90, 100 + 12 * n))
    ]
    contents = [
        one for n in range(8)
        for one in (line(f"Hoofdstuk {n}", 60, 100 + 12 * n),
                    line(str(3 + 4 * n), 400, 100 + 12 * n, right=True))
    ]
    letter = [
        one for n, (name, value) in enumerate(
            [("Datum", "7 oktober 2024"), ("Betreft", "Raming"), ("Kenmerk", "2024/17")]
        )
        for one in (line(name, 60, 100 + 14 * n), line(value, 140, 100 + 14 * n))
    ]
    for segments in (prose, bullets, contents, letter):
        assert set_apart(segments, 10.0) == segments


def test_a_group_in_italics_joins_no_numbered_label():
    edges = (300, 360)
    numbered = [
        [line(f"{n}.", 60, y), line(f"Post {n}", 80, y, style=-1),
         line("7", 300, y, right=True), line("8", 360, y, right=True)]
        for n, y in ((1, 123), (2, 134))
    ]
    table = table_of([
        *row(100, "Maatregel", "2024", "2025", edges=edges, style=2),
        line("Uitgaven", 60, 112, style=1), *numbered[0], *numbered[1],
        line("Inkomsten", 60, 145, style=1),
        *row(156, "3. Post 3", "1", "2", edges=edges),
    ])
    assert [r[-1].row_path for r in table.rows if r[-1].is_value] == [
        ("Uitgaven", "1. Post 1"), ("Uitgaven", "2. Post 2"), ("Inkomsten", "3. Post 3")
    ]


def test_long_labels_behind_numbers_stay_labels():
    edges = (400, 460)
    label = "Vergroening van het vervoer van personen in gebied"
    rows = [
        one for n, y in zip(range(1, 5), range(114, 170, 14), strict=True)
        for one in (line(f"{n}.", 60, y), line(f"{label} {n}", 80, y),
                    line(str(n), 400, y, right=True), line(str(2 * n), 460, y, right=True))
    ]
    table = table_of([*row(100, "", "2024", "2025", edges=edges, style=2), *rows])
    assert table.labels == 2
    assert at(table, f"3. {label} 3", "2025") == "6"
