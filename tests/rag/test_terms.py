"""The words of a question as the lexical search looks for them, on an index of its own."""

import pytest

from corpus.document import Document
from ingest.index import open_index, write_generation
from ingest.types import Chunk, IngestedFile, Page, ParsedDocument, Source
from rag.terms import query_words

TEXTS = (
    "De Raad voor de Peilen (RvdP) adviseert over water.",
    "De RvdP vergadert in mei.",
    "De Raad voor de Peilen zweeg.",
    "Een subsidie voor de dijk, 12-05-2023.",
    "Het loket van de gemeente geeft een vergunning, 25 procent meer, € 1.300 miljoen.",
    "Het loket is dicht.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder):
    directory = tmp_path_factory.mktemp("index")
    chunks = tuple(
        Chunk("brief", n, "text", text, n + 1, n + 1, (), ((0, len(text)),))
        for n, text in enumerate(TEXTS)
    )
    pages = tuple(Page(n + 1, str(n + 1), 595.0, 842.0, text) for n, text in enumerate(TEXTS))
    parsed = ParsedDocument(
        Document(doc="brief", file="brief.pdf", kind="Brief", title=""), pages, (), ()
    )
    file = IngestedFile(Source("/brief.pdf", "brief.pdf", "brief", 0), parsed, chunks)
    write_generation(directory, [(file, None)], embedder, dict)
    return open_index(directory, embedder)


def found(index, question):
    return [n for n, _ in index.lexical(query_words(index, question), 10, None)]


def test_a_short_form_finds_its_long_form_and_the_other_way_round(index):
    assert set(found(index, "RvdP?")) == {0, 1, 2}
    assert set(found(index, "rvdp zweeg")) == {0, 1, 2}
    assert [way.text for word in query_words(index, "Wat zei de Raad voor de Peilen?")
            for way in word][-1] == "rvdp"
    assert 1 not in found(index, "raad peilen")
    assert {0, 1, 2} <= set(found(index, "raad voor de peilen"))


def test_a_compound_finds_its_parts(index):
    assert found(index, "dijksubsidie")[0] == 3
    assert found(index, "vergunningsloket")[0] == 4
    assert found(index, "dijkgraaf") == []


def test_dates_and_figures_meet(index):
    assert found(index, "12 mei 2023")[0] == found(index, "May 12, 2023")[0] == 3
    assert found(index, "Wat kost de 1,3 miljard?")[0] == 4
    assert found(index, "Hoeveel is 25%")[0] == 4


def test_english_words_are_looked_for_in_dutch(index):
    assert found(index, "What permit does the municipality give?")[0] == 4


def test_the_common_meaning_comes_first(index):
    assert [a.long for a in index.meanings(["RVDP", "XX"])] == ["Raad voor de Peilen"]
    assert [a.short for a in index.short_forms(["raad voor de peil"])] == ["RvdP"]
