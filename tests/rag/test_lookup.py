"""Questions about documents themselves."""

import pytest

from corpus.filters import Filters
from rag.lookup import look_up

DOC = "voorbeeld-kst-36560-X-10"
ONE = Filters(doc=(DOC,))


@pytest.mark.parametrize(
    "question",
    [
        "Welke documenten verwijzen naar kst-36410-X-50?",
        "Which documents refer to Kamerstuk 36 410 X, nr. 50?",
        "In welke brieven wordt verwezen naar 36410-X-50?",
    ],
)
def test_who_refers(sample_index, question):
    spans = look_up(sample_index, question, Filters())
    assert spans and {span.stored.document.doc for span in spans} == {DOC}


@pytest.mark.parametrize("question", ["Waar verwijst noot 3 naar?", "What does footnote 3 say?"])
def test_a_note_with_the_sentence_that_carries_it(sample_index, question):
    carrying, note = look_up(sample_index, question, ONE)
    assert carrying.stored.chunk.note is None
    label = sample_index.footnotes(note.stored.document_id)[note.stored.chunk.note].label
    assert label == "3" and "36 410" in note.text.replace("\u00a0", " ")


def test_a_note_of_no_document_is_no_lookup(sample_index):
    assert look_up(sample_index, "Waar verwijst noot 3 naar?", Filters()) == []
    assert look_up(sample_index, "Wat staat er in noot 999?", ONE) == []


def test_promises_of_a_document(sample_index):
    spans = look_up(sample_index, "Welke toezeggingen staan in deze brief?", ONE)
    assert spans and all(span.stored.document.doc == DOC for span in spans)


@pytest.mark.parametrize(
    "question",
    [
        "What is the SecFund cap?",
        "Wat staat er in kst-36410-X-50 over het garantiefonds?",
        "Welke toezegging deed de minister over de spreidingswet?",
    ],
)
def test_other_questions_are_left_to_the_search(sample_index, question):
    assert look_up(sample_index, question, Filters()) == []
