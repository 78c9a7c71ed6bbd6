"""Which cell of a row is meant, and which row: years, columns, units, sums, abbreviations."""

import pytest

from rag.question import analyse
from rag.table_reading import fits, table_features, wanted
from rag.tables import CellRef


def cell(value, *column, row=("Water",), unit="x € 1.000", meanings=()):
    return CellRef("Tabel 1", row, column, unit, value, 1, 0, len(value), meanings)


def best(question, cells):
    scores = fits(wanted(analyse(question)), cells)
    return cells[scores.index(max(scores))].value


BUDGET = [
    cell("11", "Realisatie", "2022"), cell("12", "Realisatie", "2023"),
    cell("13", "Vastgestelde begroting", "2023"), cell("-1", "Verschil", "2023"),
]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel is er in 2022 uitgegeven aan water?", "11"),
        ("Hoeveel ging er in 2023 naar water?", "12"),
        ("Wat was voor 2023 begroot voor water?", "13"),
        ("Hoe groot was het verschil tussen begroting en realisatie in 2023?", "-1"),
        ("Hoeveel minder is er in 2023 uitgegeven dan begroot?", "-1"),
        ("How much was budgeted for water in 2023?", "13"),
        ("What was actually spent on water in 2023, against the budget?", "12"),
    ],
)
def test_the_column_is_told_by_year_and_by_words(question, value):
    assert best(question, BUDGET) == value


def test_the_column_is_told_by_its_unit():
    cells = [cell("31", "2023", "fte", unit="fte"), cell("2.890", "2023", "bedrag")]
    assert best("Hoeveel fte had de inspectie in 2023?", cells) == "31"
    assert best("Welk bedrag kostte de inspectie in 2023?", cells) == "2.890"


def test_what_no_head_has_is_no_demand():
    cells = [cell("7", "Aantal"), cell("9", "Doel")]
    assert fits(wanted(analyse("Hoeveel waren er in 2023?")), cells[:1]) == [0.0]


def test_rows_are_told_by_their_labels_and_sums():
    rows = [[cell("5", "2026", row=("ggz",), meanings=("geestelijke gezondheidszorg",))],
            [cell("6", "2026", row=("msz",))], [cell("9", "2026", row=("Totaal",))], ()]
    asked = analyse("Wat is het kader voor de geestelijke gezondheidszorg in 2026?")
    told = table_features(asked, rows, asked.stems)
    assert told["label_told"] == [0.0, -1.0, -1.0, 0.0]
    assert told["part_for_whole"] == [0.0] * 4
    asked = analyse("Wat is het kader in 2026 in totaal?")
    assert table_features(asked, rows, asked.stems)["part_for_whole"] == [1.0, 1.0, 0.0, 0.0]
