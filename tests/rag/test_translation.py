"""English questions in Dutch terms."""

import lzma

import pytest

from corpus.filters import Filters
from ingest.lexical import LexicalEntry, LexicalIndex, Way, write_lexical
from rag.translation import DictionaryError, bundled_table, dutch_terms, read_table

TABLE = {
    "fee": [Way("taks", 0.6), Way("griffierecht", 0.3), Way("honorarium", 0.1)],
    "court": [Way("hof", 0.8), Way("rechtbank", 0.2)],
}

OWN = {("court",): ("rechtbank",), ("court", "fee"): ("griffierecht", "leges")}


def terms(question, known=("taks", "griffierecht", "honorarium", "hof", "rechtbank")):
    return dutch_terms(question, lambda word: word in known, TABLE, {})


def test_words_become_their_translations_and_stop_words_go():
    fees, = terms("What are the fees?")
    assert [way.text for way in fees] == ["taks", "griffierecht", "honorarium", "fees"]
    assert [way.weight for way in fees] == pytest.approx([0.6, 0.3, 0.1, 0.3])


def test_the_glossary_moves_the_shares_and_adds_phrases():
    known = ("taks", "griffierecht", "hof", "rechtbank")
    court, fees, phrase = dutch_terms(
        "What are the court fees?", lambda word: word in known, TABLE, OWN)
    assert [way.text for way in court] == ["rechtbank", "hof", "court"]
    assert court[0].weight == pytest.approx(0.6 + 0.4 * 0.2)
    assert [way.text for way in fees] == ["taks", "griffierecht", "fees"]
    assert [way.text for way in phrase] == ["griffierecht"]  # `leges` is not in the index
    alone, = dutch_terms("leases", lambda _: True, {}, {("leas",): ("pacht", "huur")})
    assert [way.text for way in alone] == ["pacht", "huur", "leases"]
    assert alone[0].weight == pytest.approx(1 / 1.7)


def test_what_the_index_lacks_takes_no_share():
    fees, = terms("What are the fees?", known=("griffierecht", "honorarium"))
    assert [way.text for way in fees[:2]] == ["griffierecht", "honorarium"]
    assert fees[0].weight == pytest.approx(0.75)


def test_names_figures_and_unknown_words_stay_as_they_are():
    court, name, zorg, year = terms("What court did Staatsbosbeheer, zorg and 2024")
    assert [way.text for way in court] == ["hof", "rechtbank", "court"]
    assert [[*name], [*zorg], [*year]] == [
        [Way("Staatsbosbeheer", 1.0)], [Way("zorg", 1.0)], [Way("2024", 1.0)]]
    (named,) = terms("The Court")
    assert named[-1] == Way("Court", 1.0)


@pytest.fixture
def lexical(tmp_path):
    texts = ("Het griffierecht gaat omlaag", "De taks op benzine", "een enkel hof",
             "de geestelijke zorg", "de zorg is geestelijke arbeid")
    write_lexical(tmp_path / "lexical", [
        LexicalEntry(n, 0, text, "") for n, text in enumerate(texts)])
    return LexicalIndex(tmp_path / "lexical")


def test_a_word_counts_as_the_best_of_its_ways(lexical):
    ways = [Way("griffierecht", 0.9), Way("taks", 0.3)]
    found = lexical.search([ways], 5, None)
    assert [n for n, _ in found] == [0, 1]
    # both in one way, or the likelier one alone: the passage counts the same
    alone = lexical.search([[ways[0]]], 5, None)
    assert found[0][1] == pytest.approx(alone[0][1])
    assert lexical.known("griffierechten")
    assert not lexical.known("court")


def test_words_of_one_way_must_follow_each_other(lexical):
    assert [n for n, _ in lexical.search([[Way("geestelijke zorg", 1.0)]], 5, None)] == [3]
    assert lexical.search([[Way("?!", 1.0)], []], 5, None) == []


def test_the_bundled_table_knows_words_of_parliament():
    table = bundled_table()
    for english, dutch in (("nitrogen", "stikstof"), ("council", "raad"), ("minist", "ministers"),
                           ("budget", "begroting"), ("vaccin", "vaccins")):
        assert dutch in [way.text for way in table[english][:4]]
    assert all(sum(way.weight for way in ways) < 1.06 for ways in table.values())


def test_an_english_question_finds_dutch_words(sample_index):
    question = "How many tenant farmers have a lease on nature land?"
    translated = dutch_terms(question, sample_index.knows)
    best = sample_index.chunks([n for n, _ in sample_index.lexical(translated, 3, None)])
    assert any("pachter" in stored.chunk.text.lower() for stored in best)
    assert sample_index.lexical(translated, 3, sample_index.document_ids(
        Filters(doc=("voorbeeld-kst-39755-3",)))) != []


@pytest.mark.parametrize("content", [None, b"no table", lzma.compress(b"fee\ttaks veel\n")])
def test_a_damaged_table_is_told(tmp_path, content):
    path = tmp_path / "table.tsv.xz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DictionaryError, match="make dictionary"):
        read_table(path)
