"""What the reader picks from passages, and how sure it is."""

import json
import re

import numpy as np
import pytest

from corpus.filters import Filters
from rag.candidates import _pieces, candidates
from rag.chain import PASSAGES
from rag.citations import cite
from rag.features import FEATURES, _telling, gather
from rag.question import analyse
from rag.reading import MAX_CHARACTERS, MAX_PLACES, READ_PASSAGES, Scored, choose, read
from rag.scoring import WEIGHTS_FILE, ReaderWeightsError, reader_weights
from rag.word_features import written_ways

SECFUND = "Wat is het maximale bedrag dat het SecFund per onderneming investeert?"


@pytest.fixture
def hits(sample_chain):
    return sample_chain.search(SECFUND, Filters())


def test_questions_of_members_are_no_candidates(sample_chain):
    hits = sample_chain.search("Bent u bekend met het bericht?", Filters(), 30)
    assert any(hit.stored.chunk.kind == "question" for hit in hits)
    found = candidates(sample_chain.index, hits)
    assert found
    assert all(c.span.stored.chunk.kind != "question" for c in found)
    assert not any(c.span.text.rstrip().endswith(("?", ":")) for c in found)


def test_candidates_are_stretches_of_their_passage(sample_chain, hits):
    for candidate in candidates(sample_chain.index, hits):
        chunk = candidate.span.stored.chunk
        assert chunk == hits[candidate.passage].stored.chunk
        assert candidate.span.text == chunk.text[candidate.span.start : candidate.span.end]
        if candidate.text_before:
            assert chunk.text.index(candidate.text_before) < candidate.span.start


def test_the_answering_sentence_is_read_first(sample_chain, hits):
    reading = read(sample_chain.index, sample_chain.model, SECFUND, hits)
    assert "5 mln. euro per onderneming" in reading.ranked[0].candidate.span.text
    assert reading.asked.kind == "money"
    scores = [scored.score for scored in reading.ranked]
    assert scores == sorted(scores, reverse=True)


def test_it_is_surer_of_what_stands_there(sample_chain, hits):
    off_topic = "Hoeveel roedels wolven leven er op de Veluwe?"
    elsewhere = sample_chain.search(off_topic, Filters())
    sure = read(sample_chain.index, sample_chain.model, SECFUND, hits).confidence
    unsure = read(sample_chain.index, sample_chain.model, off_topic, elsewhere).confidence
    assert 0.0 <= unsure < reader_weights().threshold < sure <= 1.0


def test_nothing_found_is_no_confidence(sample_chain):
    reading = read(sample_chain.index, sample_chain.model, SECFUND, [])
    assert (reading.ranked, reading.confidence) == ((), 0.0)


def test_chosen_places_are_few_short_and_different(sample_chain, hits):
    reading = read(sample_chain.index, sample_chain.model, SECFUND, hits)
    level = [Scored(scored.candidate, 1.0) for scored in reading.ranked]
    chosen = choose(level)
    texts = [scored.span.text for scored in chosen]
    assert 1 < len(chosen) <= MAX_PLACES
    assert len(set(texts)) == len(texts)
    assert sum(map(len, texts[1:])) <= MAX_CHARACTERS


def test_an_unlikely_second_place_is_left_out(sample_chain, hits):
    reading = read(sample_chain.index, sample_chain.model, SECFUND, hits)
    far = [Scored(s.candidate, -10.0 * n) for n, s in enumerate(reading.ranked)]
    assert len(choose(far)) == 1


def test_the_weights_name_known_features():
    weights = reader_weights()
    assert set(weights.sentence) == set(FEATURES)
    assert 0.0 < weights.threshold < 1.0
    assert READ_PASSAGES >= PASSAGES  # what is shown is in the order of reading


def test_damaged_weights_are_told(tmp_path):
    damaged = tmp_path / "reader.json"
    damaged.write_text(json.dumps({"sentence": {}}), encoding="utf-8")
    with pytest.raises(ReaderWeightsError, match=r"reader\.json"):
        reader_weights(damaged)
    assert json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["confidence"]


def test_a_figure_is_read_with_its_row_and_column(sample_chain):
    answer = sample_chain.invoke("Hoeveel hectare van Wetterdal was eind 2023 al vernat?")
    cells = [c.cell for c in answer.citations if c.cell is not None]
    assert cells and cells[0].row.startswith("Wetterdal")
    assert (cells[0].column, cells[0].value) == ("Vernat", "170")
    assert any("Vernat: 170 (in hectare)" in claim.text for claim in answer.claims)


def test_a_list_is_read_with_what_opens_it(sample_chain):
    hits = sample_chain.search("Welke drie oorzaken noemt het lectoraat?", Filters())
    lists = [
        c.span.text for c in candidates(sample_chain.index, hits)
        if c.span.text.startswith("Het lectoraat noemt drie oorzaken:")
    ]
    assert lists and all("filters" in text and "leerlingen" in text for text in lists)


def test_bullets_are_no_part_of_a_quote(sample_chain):
    hits = sample_chain.search("Welke drie oorzaken noemt het lectoraat?", Filters())
    spans = [
        c.span for c in candidates(sample_chain.index, hits)
        if "•" in c.span.text
    ]
    assert spans
    for number, span in enumerate(spans, start=1):
        citation = cite(sample_chain.index, span, number)
        assert citation.verified
        assert "•" not in citation.quote
        assert " ".join(part.text for part in citation.parts) == citation.quote


def test_a_stretch_too_long_to_quote_is_cut_at_its_items():
    names = "\n".join(f"Persoon Achternaam van nummer {n}" for n in range(30))
    text = f"Het bureau bestaat uit deze mensen:\n{names}\nHet budget is 3 miljoen euro."
    pieces = [text[start:end] for start, end in _pieces(text, 0, len(text))]
    assert pieces[-1] == "Het budget is 3 miljoen euro."
    assert max(map(len, pieces)) < 60
    assert all(piece in text and piece == piece.strip() for piece in pieces)
    assert list(_pieces(text, 0, 100)) == [(0, 100)]


def test_an_english_question_counts_words_in_their_translations(sample_chain):
    question = "What is the maximum amount per company?"
    written = dict(zip(analyse(question).words, written_ways(analyse(question)), strict=True))
    assert any("bedrag" in way for way in written["amount"])
    dutch = analyse("Welke celstraf kreeg Zeezicht?")
    prison, *_, unknown = written_ways(dutch)
    assert prison[0] == dutch.stems[0] and "gevangenisstraf" in prison  # as the glossary has it
    assert unknown == (dutch.stems[-1],)


def test_what_every_candidate_has_tells_none_apart(sample_chain, hits):
    found = candidates(sample_chain.index, hits)
    evidence = gather(sample_chain.model, analyse(SECFUND), hits, found)
    assert evidence.matrix.shape == (len(found), len(FEATURES))
    assert evidence.column("telling").max() == pytest.approx(1.0)
    late = evidence.late
    same = np.full((len(late.ids), 2), 0.5, dtype=np.float32)
    same[0] = (0.0, 1.0)
    assert _telling(late, same)[1] > _telling(late, same)[0]
    everywhere = np.ones((len(late.ids), 2), dtype=np.float32)
    assert _telling(late, everywhere).max() == 0.0


def test_title_lines_of_questions_answer_only_who_and_when(sample_chain):
    title = re.compile(r"(?:\d+ )?Vragen van|Antwoord van|Zie ook Aanhangsel")
    matter = sample_chain.invoke("Wat vindt de minister van de schapen op de dijk?")
    assert not any(title.match(c.quote) for c in matter.citations)
    hits = sample_chain.search("vragen van het lid aan de minister", Filters(), 10)
    assert any(title.match(c.span.text) for c in candidates(sample_chain.index, hits))
    asked = "Wat vindt de minister van de antwoorden?"
    read_ = read(sample_chain.index, sample_chain.model, asked, hits)
    assert not any(title.match(scored.span.text) for scored in read_.ranked)
    who = read(sample_chain.index, sample_chain.model, "Wie stelde deze vragen?", hits)
    assert any(title.match(scored.span.text) for scored in who.ranked)
