"""Questions about documents themselves."""

import pytest

from corpus.filters import Filters
from rag.lookup import look_up

DOC = "voorbeeld-kst-36560-X-10"
ONE = Filters(doc=(DOC,))


def docs(found):
    return {span.stored.document.doc for span in found.spans}


@pytest.mark.parametrize(
    "question",
    [
        "Welke documenten verwijzen naar kst-36410-X-50?",
        "Which documents refer to Kamerstuk 36 410 X, nr. 50?",
        "In welke brieven wordt verwezen naar 36410-X-50?",
        "wie verwijst naar Kamerstuk 36 410 X, nr. 50",
    ],
)
def test_who_refers(sample_index, question):
    found = look_up(sample_index, question, Filters())
    assert found.kind == "referrals" and docs(found) == {DOC}


def test_a_document_that_nobody_refers_to_is_said_so(sample_chain):
    answer = sample_chain.invoke("Welke stukken verwijzen naar kst-12345-7?")
    assert answer.abstained and "verwijst naar kst-12345-7" in answer.text


def test_how_many_refer_and_where(sample_chain):
    answer = sample_chain.invoke("Welke documenten verwijzen naar kst-36410-X-50?")
    assert answer.text.startswith("1 plaats in 1 document verwijst naar kst-36410-X-50: Kamerstuk")
    assert len(answer.citations) == 1 and answer.text.endswith(" [1].")


@pytest.mark.parametrize("question", ["Waar verwijst noot 3 naar?", "What does footnote 3 say?"])
def test_a_note_with_the_sentence_that_carries_it(sample_index, question):
    note, carrying = look_up(sample_index, question, ONE).spans
    assert carrying.stored.chunk.note is None
    label = sample_index.footnotes(note.stored.document_id)[note.stored.chunk.note].label
    assert label == "3" and "36 410" in note.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "question",
    [
        "Waar verwijst noot 3 van kst-36560-X-10 naar?",
        "wat zegt voetnoot 3 van 36 560 X, nr. 10",
        "wat staat er in noot 3 van de brief van 27 juni 2024",
    ],
)
def test_the_document_of_a_note_by_identifier_or_date(sample_chain, question):
    answer = sample_chain.invoke(question)
    assert answer.text.startswith("Noot 3 (Kamerbrief «")
    assert "kst-36410-X-50" in answer.citations[0].footnotes[0].references
    assert "De noot noemt kst-36410-X-50" in answer.text


def test_a_note_that_is_not_there(sample_chain):
    answer = sample_chain.invoke("Wat zegt noot 99 van kst-36560-X-10?")
    assert answer.abstained and answer.text.startswith("Noot 99 is er niet; de noten zijn 1–")


def test_a_note_of_no_document_asks_which(sample_chain):
    answer = sample_chain.invoke("Wat zegt noot 3?")
    assert answer.abstained and answer.text.startswith("Van welk document?")


def test_a_note_in_a_conversation_is_of_the_document_before(sample_chain):
    answer = sample_chain.invoke({
        "question": "En wat zegt noot 3?",
        "history": ["Hoeveel investeert het SecFund hoogstens per onderneming?"],
    })
    assert {c.doc for c in answer.citations} == {DOC}
    assert answer.citations[0].footnotes[0].label == "3"


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Welke toezeggingen staan in deze brief?", ONE),
        ("Welke toezeggingen staan in de brief van 27 juni 2024?", Filters()),
        ("which promises are made in kst-36560-X-10", Filters()),
    ],
)
def test_promises_of_a_document(sample_index, question, filters):
    found = look_up(sample_index, question, filters)
    assert found.kind == "promises" and found.spans and docs(found) == {DOC}


def test_promises_are_told_with_when_they_are_due(sample_chain):
    answer = sample_chain.invoke("Welke toezeggingen staan in kst-36560-X-10?")
    assert "(uiterlijk 30 september 2024)" in answer.text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("36 560 X, nr. 10", "document"),
        ("kst-36560-X-10", "document"),
        ("wat staat er in 36560-X-10?", "document"),
        ("what is kst-36560-X-10 about?", "document"),
        ("vat de brief van 27 juni 2024 samen", "summary"),
        ("samenvatting van kst-36560-X-10", "summary"),
        ("wat staat er op pagina 2 van kst-36560-X-10", "page"),
        ("wie ondertekende kst-36560-X-10", "role"),
    ],
)
def test_a_document_by_its_name_alone(sample_index, question, kind):
    found = look_up(sample_index, question, Filters())
    assert found.kind == kind and docs(found) == {DOC}
    if kind == "page":
        assert all(span.words[0].page == 2 for span in found.spans)


def test_a_summary_is_not_made_up(sample_chain):
    answer = sample_chain.invoke("Samenvatting van kst-36560-X-10")
    assert answer.text.startswith("Voetnoot schrijft geen samenvatting. Kamerbrief «")
    assert answer.citations and all(c.verified for c in answer.citations)


def test_a_document_that_is_not_there_by_who_refers_to_it(sample_chain):
    answer = sample_chain.invoke("36 410 X, nr. 50")
    assert "verwijst naar kst-36410-X-50" in answer.text
    assert answer.remark == "36 410 X, nr. 50 staat niet in de index."


@pytest.mark.parametrize(
    "question",
    [
        "What is the SecFund cap?",
        "Wat staat er in kst-36410-X-50 over het garantiefonds?",
        "Wat staat er in kst-36560-X-10 over startups?",
        "Welke toezegging deed de minister over de spreidingswet?",
        "Hoeveel investeert het SecFund volgens de brief van 27 juni 2024?",
        "Wat is de samenvatting van de plannen voor de haven?",
        "",
    ],
)
def test_other_questions_are_left_to_the_search(sample_index, question):
    assert look_up(sample_index, question, Filters()) is None


@pytest.mark.parametrize(
    ("question", "long"),
    [
        ("Waar staat GNG voor?", "Grondbank Natte Gordel (GNG"),
        ("waar staat de afkorting apos voor", "Actieplan Onbemenste Systemen (APOS"),
        ("What does IGJ stand for?", "Inspectie Gezondheidszorg en Jeugd (IGJ"),
    ],
)
def test_what_an_abbreviation_stands_for(sample_chain, question, long):
    answer = sample_chain.invoke(question)
    assert answer.confidence == 1.0 and long in answer.citations[0].quote


def test_an_abbreviation_that_no_document_explains_is_left_to_the_search(sample_index):
    assert look_up(sample_index, "Waar staat QXZ voor?", Filters()) is None
    assert look_up(sample_index, "Waar staat de minister voor?", Filters()) is None
