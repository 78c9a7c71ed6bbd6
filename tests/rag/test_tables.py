"""Citations of figures: the cell by row, column and unit, its box, and the quote of its row."""

import pytest

from ingest.table_store import pack_table, unpack_table
from rag.citations import Span, cite
from rag.tables import cells_of


@pytest.fixture(scope="module")
def table_chunks(sample_index):
    stored = sample_index.chunks(range(sample_index.manifest.chunks))
    return [s for s in stored if s.chunk.table is not None]


def row(table_chunks, file, words):
    """The chunk and the span of the row that begins with some words."""
    return next(
        (s, start, end)
        for s in table_chunks
        for start, end in s.chunk.sentences
        if s.document.file.startswith(file) and s.chunk.text[start:end].startswith(words)
    )


def test_the_cells_of_a_row_know_row_column_and_unit(sample_index, table_chunks):
    stored, start, end = row(table_chunks, "voorbeeld-kst-36560-Q-1", "Grondbank, verwerving")
    cells = cells_of(sample_index, stored, start, end)
    assert [c.value for c in cells] == ["0", "84.106", "93.790", "96.200", "– 2.410"]
    budget = cells[3]
    assert budget.table.startswith("Tabel 5 Budgettaire gevolgen van beleid artikel 12")
    assert budget.row == ("Bijdragen aan zbo’s en rwt’s", "Grondbank, verwerving")
    assert budget.column == ("Begroting 2023",)
    assert budget.unit == "bedragen x € 1.000"
    assert stored.chunk.text[budget.start : budget.end] == "96.200"


def test_the_unit_of_a_row_or_column_goes_before_that_of_the_table(sample_index, table_chunks):
    stored, start, end = row(table_chunks, "voorbeeld-kamerbrief", "Nog aan te kopen")
    assert {c.unit for c in cells_of(sample_index, stored, start, end)} == {"ha"}
    stored, start, end = row(table_chunks, "voorbeeld-kst-36560-Q-1", "Buitenriet\tZuiderbeken")
    units = {c.column: c.unit for c in cells_of(sample_index, stored, start, end)}
    assert units[("Raming (€ mln.)",)] == "€ mln."
    assert units[("Waterschap",)] == ""


def test_a_citation_of_a_figure_names_its_cell(sample_index, table_chunks):
    stored, start, end = row(table_chunks, "voorbeeld-kst-36560-Q-1", "Saneren lozingen\t7.750")
    figure = cells_of(sample_index, stored, start, end)[2]
    citation = cite(sample_index, Span(stored, start, end, (figure.start, figure.end)), 1)
    assert citation.verified
    assert citation.quote == "Saneren lozingen 7.750 8.120 8.006 8.400 – 394"
    assert citation.cell.value == "8.006"
    assert citation.cell.row == "Subsidies › Saneren lozingen"
    assert citation.cell.column == "Realisatie 2023"
    row_box, cell_box = citation.boxes[0], citation.cell.box
    assert cell_box[0] == citation.page == row_box[0]
    assert row_box[1] < cell_box[1] < cell_box[3] < row_box[3] + 0.2
    without = cite(sample_index, Span(stored, start, end), 1)
    assert without.cell is None  # which of five figures is meant is not told


def test_heads_and_other_passages_have_no_cells(sample_index, table_chunks):
    stored, start, end = row(table_chunks, "voorbeeld-kst-39801-14", "Provincie\tGrond")
    assert cells_of(sample_index, stored, start, end) == []
    for other in sample_index.chunks(range(20)):
        if other.chunk.table is None:
            assert cells_of(sample_index, other, 0, len(other.chunk.text)) == []


def test_every_row_of_every_table_stands_on_its_page(sample_index, table_chunks):
    rows = [(s, start, end) for s in table_chunks for start, end in s.chunk.sentences]
    assert len(rows) > 300
    failed = [
        s.chunk.text[start:end]
        for s, start, end in rows
        if not cite(sample_index, Span(s, start, end), 1).verified
    ]
    assert not failed


def test_pieces_of_a_table_keep_title_unit_and_heads_in_their_context(table_chunks):
    pieces = [s.chunk for s in table_chunks if s.chunk.text.startswith("Venkoten") or
              "\nVenkoten\tplan" in s.chunk.text]
    piece = next(p for p in pieces if "Grond" in p.context)
    for words in ("Tabel 24", "bedragen x € 1.000", "Inrichting en SPL", "Totaal"):
        assert words in piece.context


def test_tables_come_back_from_the_store_as_they_were(sample_index):
    count = 0
    for number, _, _ in sample_index.documents():
        file, _ = sample_index.ingested(number)
        for table in file.parsed.tables:
            assert unpack_table(pack_table(table)) == table
            assert table.grid[0] and len({len(line) for line in table.grid}) == 1
            count += 1
    assert count > 30
