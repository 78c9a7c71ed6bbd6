"""Earlier Kamervragen like a draft question."""

from corpus.filters import Filters
from ingest.embedding import BundledEmbedder
from rag.asked import asked_before
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
