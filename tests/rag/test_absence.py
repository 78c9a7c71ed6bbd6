"""Documents that a question names and that are not in the index."""

import pytest

from corpus.filters import Filters
from rag.absence import absent_documents

HERE = "Wat staat er in Kamerstuk 36 560 X, nr. 10 over het SecFund?"


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        (HERE, []),
        ("Wat zegt kst-36560-X-10 over het SecFund?", []),
        ("Wat zegt kst-12345-7 over wolven?", ["kst-12345-7"]),
        ("Wat staat er in Kamerstuk 12 345, nr. 7?", ["Kamerstuk 12 345, nr. 7"]),
        ("Waarover gaat dossier 12345?", ["dossier 12345"]),
        ("Wat antwoordde de minister in Aanhangsel 9001?", []),
        ("Wat antwoordde de minister in Aanhangsel 4567?", ["Aanhangsel 4567"]),
        ("Waar vraagt de motie-Van Oeveren om?", []),
        ("Waar vraagt de motie van het lid Zandstra om?", ["motie van het lid Zandstra"]),
        ("What does the Zandstra motion ask for?", ["Zandstra motion"]),
        ("Hoeveel moties zijn er aangenomen over pachters?", []),
        ("Is er een motie aangenomen over pachters?", []),
    ],
)
def test_what_the_index_lacks(sample_chain, question, absent):
    assert [a.written for a in absent_documents(sample_chain.index, question)] == absent


def test_a_refusal_says_which_document_is_not_there(sample_chain):
    answer = sample_chain.invoke("Hoeveel investeert het SecFund volgens kst-12345-7?")
    assert answer.abstained
    assert answer.text.startswith("kst-12345-7 staat niet in de index.")
    assert answer.searched.absent == ("kst-12345-7",)


def test_another_document_that_speaks_of_it_may_answer(sample_chain):
    question = "Welke motie is Kamerstuk 36 410 X, nr. 50, over een garantiefonds?"
    answer = sample_chain.invoke(question)
    assert not answer.abstained
    assert answer.remark == "Kamerstuk 36 410 X, nr. 50 staat niet in de index."


def test_what_was_searched_names_its_dates(sample_chain):
    answer = sample_chain.invoke("Hoeveel roedels wolven leven er op de Veluwe?")
    dates = [d.date for _, d, _ in sample_chain.index.documents() if d.date]
    assert (answer.searched.since, answer.searched.until) == (min(dates), max(dates))
    assert min(dates)[:4] in answer.text and max(dates)[:4] in answer.text


def test_only_documents_within_the_filters_count_for_the_dates(sample_chain):
    filters = Filters(doc=("voorbeeld-ah-tk-20232024-9001",))
    answer = sample_chain.invoke({"question": HERE, "filters": filters})
    assert answer.searched.since == answer.searched.until
