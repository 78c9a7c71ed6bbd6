"""Earlier Kamervragen like a draft question."""

import pytest

from corpus.filters import Filters
from ingest.embedding import BundledEmbedder
from rag.asked import asked_before, draft_in
from rag.citations import cite

DRAFT = "Hoe lang moeten scholen wachten op een zwaardere aansluiting op het stroomnet?"


def ask(index, embedder: BundledEmbedder, draft=DRAFT, filters=None, k=5):
    return asked_before(index, embedder, embedder.model, draft, filters or Filters(), k)


def test_an_earlier_question_comes_with_its_answer(sample_index, embedder):
    found = ask(sample_index, embedder)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    first = found[0]
    assert first.question.stored.chunk.kind == "question"
    assert first.answer and all(a.stored.chunk.kind == "answer" for a in first.answer)
    assert {a.stored.document_id for a in first.answer} == {first.question.stored.document_id}
    assert all(cite(sample_index, span, 1).verified for span in (first.question, *first.answer))


def test_a_question_word_for_word_is_found_first(sample_index, embedder):
    every = sample_index.chunks(sample_index.question_ids(Filters()))
    for stored in every[::7]:
        best = ask(sample_index, embedder, stored.chunk.text, k=1)[0].question.stored
        same = (best.document_id, best.chunk.label) == (stored.document_id, stored.chunk.label)
        assert same or best.chunk.text == stored.chunk.text


def test_every_question_once_and_only_within_the_filters(sample_index, embedder):
    found = ask(sample_index, embedder, k=50)
    keys = [(o.question.stored.document_id, o.question.stored.chunk.label) for o in found]
    assert len(keys) == len(set(keys))
    limited = ask(sample_index, embedder, filters=Filters(doc=("voorbeeld-ah-tk-20232024-9002",)))
    assert {o.question.stored.document.doc for o in limited} == {"voorbeeld-ah-tk-20232024-9002"}


def test_no_kamervragen(sample_index, embedder):
    assert ask(sample_index, embedder, filters=Filters(doc=("voorbeeld-kst-39801-12",))) == []


@pytest.mark.parametrize(
    ("question", "draft"),
    [
        ("Is er al eens gevraagd naar de dijkverzwaring?", "de dijkverzwaring"),
        ("Zijn er Kamervragen over zeehonden gesteld?", "zeehonden"),
        ("Welke kamervragen zijn er over zeehonden gesteld?", "zeehonden"),
        ("Has it been asked before whether seals are counted?", "seals are counted"),
        ("Wie heeft vragen gesteld over zeehonden?", None),
        ("Zijn de vragen van het lid Zandstra beantwoord?", None),
        ("Is er al eerder gevraagd?", None),
    ],
)
def test_what_is_asked_to_have_been_asked_before(question, draft):
    assert draft_in(question) == draft


def test_in_a_conversation_earlier_questions_are_looked_up_with_their_answers(sample_chain):
    asked = next(s for d, *_ in sample_chain.index.documents()
                 for s in sample_chain.index.chunks_of(d) if s.chunk.kind == "question")
    words = asked.chunk.text.rstrip("?")
    answer = sample_chain.invoke(f"Is er al eerder gevraagd: {words}?")
    assert answer.text.startswith("Eerder gevraagd: ")
    assert {c.doc for c in answer.citations} >= {asked.document.doc}
    assert all(c.verified for c in answer.citations)


def test_what_nobody_asked_before_is_said_so(sample_chain):
    answer = sample_chain.invoke("Zijn er Kamervragen over walvissen op de maan gesteld?")
    assert answer.abstained and answer.text.startswith("Geen Kamervraag in de index")
