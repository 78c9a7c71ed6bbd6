"""Promises to the Chamber: what counts as one, and the ones of the sample documents."""

import pytest

from corpus.filters import Filters
from rag.citations import cite
from rag.promises import deadline_of, find_promises, promise_kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Uw Kamer wordt voor het zomerreces geïnformeerd.", "announced"),
        ("Ik zal de Kamer hierover eind dit jaar informeren.", "announced"),
        ("In het derde kwartaal van 2024 hoort u daarover meer.", "announced"),
        ("De Kamer ontvangt in het najaar een brief.", "announced"),
        ("Dit geeft uitvoering aan de toezegging van 15 november.", "pledged"),
        ("Ik zeg de Kamer toe dit te onderzoeken.", "pledged"),
        ("Uw Kamer is op 7 juni 2024 geïnformeerd over de agenda.", None),
        ("Met deze brief informeer ik uw Kamer over de voortgang.", None),
        ("Wanneer zult u de Kamer hierover informeren?", None),
        ("De gemeente stuurt een rekening aan de bewoners.", None),
    ],
)
def test_what_is_a_promise(sentence, kind):
    assert promise_kind(sentence) == kind


def test_the_promises_of_the_samples(sample_index):
    found = find_promises(sample_index, Filters(doc=("voorbeeld-kst-36560-X-10",)))
    due = {p.deadline.by for p in found if p.deadline}
    assert "2024-09-30" in due  # "In het derde kwartaal van 2024 hoort u daarover meer."
    assert all(cite(sample_index, p.span, 1).verified for p in found)
    assert all(p.span.stored.chunk.kind != "question" for p in found)


def test_filters_limit_them(sample_index):
    every = find_promises(sample_index, Filters())
    one = find_promises(sample_index, Filters(doc=("voorbeeld-kst-39801-12",)))
    assert 0 < len(one) < len(every)
    assert {p.span.stored.document.doc for p in one} == {"voorbeeld-kst-39801-12"}
    assert find_promises(sample_index, Filters(doc=("bestaat-niet",))) == []


def test_an_earlier_promise_is_due_from_when_it_was_given():
    said = "De Minister zal de Kamer in het najaar over de vaarroutes informeren (3-2-2021)."
    assert deadline_of(said, "2023-05-01").by.startswith("2021-")
    assert deadline_of(said.replace(" (3-2-2021)", ""), "2023-05-01").by.startswith("2023-")
