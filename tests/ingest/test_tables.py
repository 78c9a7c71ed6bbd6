"""Tables of the sample documents: figures found by row and column, heads, units, joined pages."""

import pytest

from corpus.sample import SAMPLE_DIR
from ingest.reading import parse
from ingest.table_heads import unit_in
from ingest.table_rows import is_number

REPORT = "voorbeeld-kst-36560-Q-1"
PROGRESS = "voorbeeld-kst-39801-12"


@pytest.fixture(scope="module")
def tables():
    found = {}
    for path in sorted(SAMPLE_DIR.glob("*.pdf")):
        blocks = parse(path).blocks
        found[path.stem] = [b for b in blocks if b.kind == "table"]
    return found


def table(tables, document, title):
    return next(b for b in tables[document] if title in b.table.title)


def figure(block, row, column):
    """The texts of the cells whose row path ends with `row` and whose heads contain `column`."""
    return [
        cell.text
        for line in block.table.rows
        for cell in line
        if cell.row_path
        and cell.row_path[-1].endswith(row)
        and column in " ".join(cell.column_path)
    ]


@pytest.mark.parametrize(
    ("document", "title", "row", "column", "value"),
    [
        (REPORT, "Tabel 5 ", "SPL", "Realisatie 2023", "4.618"),
        (REPORT, "Tabel 5 ", "Grondbank, verwerving", "Begroting 2023", "96.200"),
        (REPORT, "Tabel 5 ", "Uitgaven", "Verschil", "– 14.600"),
        (REPORT, "Tabel 7 ", "Grondwater, nitraat (NO3 ), zand", "2023", "66"),
        (REPORT, "Tabel 16 ", "Waterkwaliteit", "Begroting ontv.", "0"),
        (REPORT, "Tabel 16 ", "Totaal", "Realisatie ontv.", "431.071"),
        (REPORT, "Tabel 18 ", "Liquide middelen", "2023", "58.279"),
        (REPORT, "Tabel 18 ", "Saldo voorgaande jaren", "2023", "53.154"),
        (REPORT, "Tabel 20 ", "hoofd metingen", "Totaal", "96.155"),
        (REPORT, "Tabel 23 ", "Zuiderbeken", "Gereed (km)", "3,1"),
        (REPORT, "Tabel 24 ", "uitvoering", "Totaal", "5.081"),
        (REPORT, "Tabel 26 ", "Saneren lozingen", "Volgende evaluatie", "2025"),
        (PROGRESS, "Tabel 2", "Vergoedingen SPL", "2022–2023", "4,6"),
        ("voorbeeld-kst-39755-8", "Tabel 1", "Midden", "NZa, oktober 2024", "29,40"),
        ("voorbeeld-kst-39755-3", "Tabel 1", "ten hoogste 4 uur", "Patiënten 2026", "21 000"),
        ("voorbeeld-kst-39755-3", "Tabel 2", "Minder polikliniekbezoek", "2027", "–27,5"),
        ("voorbeeld-kst-39801-14", "Tabel 1", "Niet toe te delen", "Totaal", "12,3"),
        ("voorbeeld-ah-tk-20232024-9002", "Tabel 1", "Zand zuid", "2022", "5"),
        ("voorbeeld-kamerbrief-herijking-natte-gordel", "Tabel 1", "Prijs per hectare (€)",
         "oktober 2024", "94.809"),
    ],
    ids=str,
)
def test_a_figure_is_found_by_row_and_column(tables, document, title, row, column, value):
    assert value in figure(table(tables, document, title), row, column)


def test_rows_carry_the_path_of_their_groups(tables):
    budget = table(tables, REPORT, "Tabel 5 ")
    paths = {line[-1].row_path for line in budget.table.rows}
    assert ("Bijdragen aan zbo’s en rwt’s", "Grondbank, verwerving") in paths
    assert ("Subsidies", "SPL") in paths  # the raised letter of its note is no part of the name
    assert ("Ontvangsten",) in paths


def test_units_stand_with_the_table(tables):
    assert table(tables, REPORT, "Tabel 5 ").table.unit == "bedragen x € 1.000"
    assert table(tables, "voorbeeld-kst-39801-14", "Tabel 1").table.unit == "x € 1 miljoen"


def test_a_table_over_pages_is_one_and_repeats_no_head(tables):
    long = table(tables, REPORT, "Tabel 24 ").table
    assert (long.page, long.page_end) == (26, 27)
    assert len(long.rows) == 47
    assert {cell.page for row in long.rows for cell in row} == {26, 27}
    areas = table(tables, PROGRESS, "Tabel 1").table
    assert (areas.page, areas.page_end, len(areas.rows)) == (7, 8, 47)
    assert [row[0].text for row in (*areas.head, *areas.rows)].count("Gebied") == 1


def test_sums_of_the_report_add_up(tables):
    """Every figure of a column, read as a number, gives the total that is printed below it."""
    areas = table(tables, REPORT, "Tabel 24 ").table
    columns = [
        [int(c.text.replace(".", "")) for row in areas.rows for c in row if c.column == n]
        for n in (2, 3, 4)
    ]
    assert all(sum(figures[:-1]) == figures[-1] for figures in columns)


def test_cells_are_literal_stretches_of_the_block(tables):
    for blocks in tables.values():
        for block in blocks:
            cells = [c for row in (*block.table.head, *block.table.rows) for c in row]
            assert cells
            for cell in cells:
                assert block.text[cell.start : cell.end] == cell.text
                inside = [w for w in block.words if cell.start <= w.start < cell.end]
                assert inside and {w.page for w in inside} == {cell.page}
                assert min(w.x0 for w in inside) >= cell.box[0] - 0.01
                assert max(w.x1 for w in inside) <= cell.box[2] + 0.01


def test_notes_below_a_table_belong_to_it(tables):
    notes = table(tables, REPORT, "Tabel 5 ").table.notes
    assert len(notes) == 2 and "Subsidieregeling peilaanpassing" in notes[0]


def test_prose_and_contents_are_no_tables(tables):
    assert not tables["voorbeeld-ah-tk-20232024-9001"]
    assert not tables["voorbeeld-beslisnota-39755-wijziging"]
    assert all(b.table.page > 6 for b in tables[REPORT])  # its contents take pages 2 to 4


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tabel 3 Uitgaven (bedragen x € 1.000)", "bedragen x € 1.000"),
        ("Raming (€ mln.)", "€ mln."),
        ("in mln. euro", "in mln. euro"),
        ("Lengte (km)", "km"),
        ("Totaal in mol/jr", "in mol/jr"),
        ("Aantal scholen in 2023", ""),
    ],
)
def test_units(text, unit):
    assert unit_in(text) == unit


def test_what_counts_as_a_figure():
    assert all(map(is_number, ("1.234", "–12,5%", "–", "n.v.t.", "(3,0)", "€5")))
    assert not any(map(is_number, ("artikel", "2e", "A1", "1/1–31/12")))
