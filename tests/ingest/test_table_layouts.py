"""Layouts of annual reports and budgets: heads over several columns, numbers, halves, grids."""

import pytest

from ingest.table_chunking import table_context
from ingest.table_finding import set_apart
from ingest.table_heads import unit_in, unit_of_name
from ingest.table_store import pack_table, unpack_table
from tests.ingest.segments import at, line, row, table_of

EDGES = (250, 290, 330, 370, 420, 470)


def numbered(y, number, label, *figures, style=0, indent=0):
    """A row with its number in a column of its own."""
    first = [line(number, 60, y, style=style)] if number else []
    cells = row(y, label, *figures, edges=EDGES, style=style)
    return [*first, line(label, 84 + indent, y, style=style), *cells[1:]]


def budget():
    return table_of([
        line("Realisatie", 290, 100, centre=True, style=2),
        line("Begroting", 420, 100, right=True, style=2),
        line("Verschil", 470, 100, right=True, style=2),
        *row(112, "", "2020", "2021", "2022", "2023", "2023", "2023", edges=EDGES, style=2),
        *numbered(126, "Art.", "Uitgaven", "90", "91", "92", "93", "95", "– 2", style=2),
        *numbered(140, "3.1", "Water", "50", "51", "52", "53", "54", "– 1", style=2),
        line("Subsidies", 84, 154),
        *numbered(168, "", "Regenwater", "20", "21", "22", "23", "24", "– 1", indent=8),
        *numbered(182, "3.2", "Bodem", "40", "40", "40", "40", "41", "– 1", style=2),
        *numbered(196, "", "Ontvangsten", "5", "6", "7", "8", "9", "– 1", style=2),
    ])


def test_a_head_in_the_middle_of_four_years_stands_over_all_four():
    columns = budget().columns[2:]
    assert columns[:4] == tuple(("Realisatie", year) for year in ("2020", "2021", "2022", "2023"))
    assert columns[4:] == (("Begroting", "2023"), ("Verschil", "2023"))


def test_numbers_of_articles_join_their_label_and_groups_stand_over_rows_without():
    table = budget()
    paths = [r[-1].row_path for r in table.rows if r[-1].is_value]
    assert paths == [
        ("Uitgaven",), ("3.1 Water",), ("3.1 Water", "Subsidies", "Regenwater"), ("3.2 Bodem",),
        ("Ontvangsten",),
    ]
    assert at(table, "Regenwater", "Realisatie", "2021") == "21"


def test_heads_that_recur_under_each_year():
    table = table_of([
        *(line(year, x, 100, centre=True, style=2)
          for year, x in (("2022", 262), ("2023", 342), ("Verschil", 437))),
        *row(112, "", "fte", "bedrag", "fte", "bedrag", "fte", "bedrag", edges=EDGES, style=2),
        *row(126, "Inspectie", "31", "2.810", "30", "2.890", "1", "80", edges=EDGES),
        *row(140, "Planbureau", "95", "9.900", "97", "9.990", "2", "90", edges=EDGES),
        *row(154, "Totaal", "126", "12.710", "127", "12.880", "3", "170", edges=EDGES),
    ])
    assert at(table, "Inspectie", "2023", "bedrag") == "2.890"
    assert at(table, "Planbureau", "Verschil", "fte") == "2"


def test_the_halves_of_a_balance_sheet_have_labels_of_their_own():
    def balance(y, one, a, b, two, c, d, style=0):
        right = [line(two, 290, y, style=style), *row(y, "", c, d, edges=(430, 480), style=style)]
        return [*row(y, one, a, b, edges=(220, 270), style=style), *right]

    table = table_of([
        *balance(100, "Activa", "31-12-2023", "31-12-2022", "Passiva", "31-12-2023", "31-12-2022",
                 style=2),
        *balance(114, "Vaste activa", "120", "119", "Eigen vermogen", "90", "88"),
        *balance(128, "Debiteuren", "30", "31", "Voorzieningen", "25", "27"),
        *balance(142, "Kas", "10", "9", "Schulden", "45", "44"),
        *balance(156, "Totaal", "160", "159", "Totaal", "160", "159", style=2),
    ])
    assert at(table, "Voorzieningen", "31-12-2022") == "27"
    assert at(table, "Debiteuren", "31-12-2022") == "31"
    paths = {c.row_path for r in table.rows for c in r if c.is_value}
    assert ("Activa", "Totaal") in paths and ("Passiva", "Totaal") in paths
    assert unpack_table(pack_table(table)).by_place[2, 4].row_path == ("Passiva", "Voorzieningen")


def test_a_table_written_column_by_column():
    columns = [
        ["Soort", "Scholen", "Woningen", "Kantoren", "Totaal"],
        ["2021", "110", "120", "130", "360"],
        ["2022", "210", "220", "230", "660"],
        ["2023", "310", "320", "330", "960"],
    ]
    segments = [
        line(text, 60 if n == 0 else 220 + 50 * n, 100 + 14 * k, right=n > 0, style=0 if k else 2)
        for n, column in enumerate(columns) for k, text in enumerate(column)
    ]
    table = table_of(segments)
    assert at(table, "Woningen", "2022") == "220"
    assert at(table, "Totaal", "2023") == "960"


def test_a_chart_is_no_table_by_place():

    axis = [line(str(20 * n), 60, 200 - 20 * n) for n in range(5)]
    values = [line(str(31 + n), 100 + 40 * n, 160 + 9 * (n % 3)) for n in range(5)]
    years = [line(str(2019 + n), 100 + 40 * n, 220) for n in range(5)]
    chart = [*axis, *values, *years]
    assert set_apart(chart, 10.0) == chart


def test_groups_further_left_than_their_rows_stay_in_the_table():
    edges = (300, 360)
    table = table_of([
        *row(100, "", "2022", "2023", edges=edges, style=2),
        line("Uitgaven (x € 1 mln.)", 60, 114, style=2),
        line("Zorgtoeslag", 66, 128), *row(128, "", "5.110", "5.200", edges=edges),
        line("Niet-gebruik (%)", 60, 142, style=2),
        line("Zorgtoeslag", 66, 156), *row(156, "", "17", "16", edges=edges),
    ])
    assert [r[-1].row_path for r in table.rows if r[-1].is_value] == [
        ("Uitgaven (x € 1 mln.)", "Zorgtoeslag"), ("Niet-gebruik (%)", "Zorgtoeslag")
    ]


def test_names_in_the_middle_of_their_rows():
    edges = (300, 360)
    ages = ("tot 25 jaar", "25 tot 45 jaar", "45 jaar en ouder")
    segments = [line("Regio", 60, 100, style=2), line("Leeftijd", 140, 100, style=2),
                *row(100, "", "2022", "2023", edges=edges, style=2)]
    for n, region in enumerate(("Noord", "Zuid")):
        for k, age in enumerate(ages):
            y = 114 + 14 * (3 * n + k)
            name = [line(region, 60, y)] if k == 1 else []
            figures = (str(10 * n + k), str(20 * n + k))
            segments += [*name, line(age, 140, y), *row(y, "", *figures, edges=edges)]
    table = table_of(segments)
    paths = [r[-1].row_path for r in table.rows]
    assert paths == [(region, age) for region in ("Noord", "Zuid") for age in ages]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Uitgaven (in miljoenen euro’s)", "in miljoenen euro’s"),
        ("Bedragen × € 1.000", "Bedragen × € 1.000"),
        ("Stand (x € 1 000)", "x € 1 000"),
        ("Uitgaven x 1 mln. euro", "x 1 mln. euro"),
        ("Gemiddeld bedrag (in €)", "in €"),
        ("Realisatie 2023", ""),
    ],
)
def test_units_in_titles_and_heads(text, unit):
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("fte", "fte"), ("Aantal meldingen", "aantal"), ("In %", "In %"), ("Bron", ""),
     ("Percentage 2023", "%"), ("Bodem", "")],
)
def test_units_that_are_the_head_itself(text, unit):
    assert unit_of_name(text) == unit


def test_abbreviations_in_labels_are_searched_with_what_they_stand_for():
    table = table_of([
        *row(100, "x € 1 mln.", "2025", "2026", edges=(300, 360), style=2),
        *row(114, "ggz", "5,2", "5,3", edges=(300, 360)),
        *row(128, "Wijkzorg", "4,0", "4,1", edges=(300, 360)),
    ])
    meanings = {"ggz": "geestelijke gezondheidszorg", "wv": "wijkverpleging"}
    context = table_context(table, "", meanings)
    assert "geestelijke gezondheidszorg" in context
    assert "wijkverpleging" not in context


def test_heads_of_three_levels():
    edges = (190, 230, 270, 310, 350, 390, 430, 470)
    table = table_of([
        *(line(year, x, 100, centre=True, style=2) for year, x in (("2022", 240), ("2023", 400))),
        *(line(text, x, 112, centre=True, style=2) for text, x in (
            ("Instroom", 200), ("Uitstroom", 280), ("Instroom", 360), ("Uitstroom", 440))),
        *row(124, "Directie", *("man", "vrouw") * 4, edges=edges, style=2),
        *row(138, "Water", *(str(n) for n in range(11, 19)), edges=edges),
        *row(152, "Bodem", *(str(n) for n in range(21, 29)), edges=edges),
        *row(166, "Lucht", *(str(n) for n in range(31, 39)), edges=edges),
    ])
    assert at(table, "Bodem", "2022", "Uitstroom", "vrouw") == "24"
    assert at(table, "Lucht", "2023", "Instroom", "man") == "35"


def test_a_column_of_dates_names_no_row_and_a_year_with_its_unit_is_a_head():
    table = table_of([
        line("Instelling", 60, 100), line("Aanvang", 160, 100),
        *row(100, "", "2021 (%)", "2023 (%)", edges=(320, 380)),
        *(one for n, name in enumerate(("Meetdienst", "Planbureau", "Waterloket"))
          for one in (line(name, 60, 114 + 14 * n), line(f"{n + 1}-1-2021", 160, 114 + 14 * n),
                      *row(114 + 14 * n, "", f"2{n}", f"3{n}", edges=(320, 380)))),
    ])
    assert table.labels == 1
    assert at(table, "Planbureau", "2023 (%)") == "31"
    assert at(table, "Planbureau", "Aanvang") == "2-1-2021"
