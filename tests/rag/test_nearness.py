"""A follow-up looks first where the earlier answer stands; it may be answered from elsewhere."""

import pytest

from corpus.filters import Filters
from rag.nearness import DOCUMENT, PAGE, Near


@pytest.mark.parametrize(
    ("chunk", "document", "page", "gain"),
    [
        (10, 1, 3, DOCUMENT + PAGE),
        (12, 1, 4, DOCUMENT + PAGE),
        (40, 1, 3, DOCUMENT + PAGE),
        (40, 1, 9, DOCUMENT),
        (11, 2, 3, 0.0),
    ],
)
def test_same_document_gains_and_its_page_or_neighbours_more(chunk, document, page, gain):
    assert Near(10, 1, 3).gain(chunk, document, page) == gain


def test_passages_near_the_earlier_answer_rise_in_the_search_and_others_stay(sample_chain):
    question = "Hoeveel geld is er beschikbaar?"
    before = sample_chain.found(question, Filters())
    target = before[-1].stored
    near = Near(target.id, target.document_id, target.chunk.page)
    after = sample_chain.found(question, Filters(), near=near)
    places = [hit.stored.id for hit in after]
    assert places.index(target.id) < len(before) - 1
    assert {hit.stored.document_id for hit in after} > {target.document_id}


def test_filters_hold_for_what_is_near_too(sample_chain):
    first, *others = sample_chain.found("Hoeveel geld is er beschikbaar?", Filters())
    other = next(h.stored for h in others if h.stored.document_id != first.stored.document_id)
    near = Near(other.id, other.document_id, other.chunk.page)
    only = Filters(doc=(first.stored.document.doc,))
    hits = sample_chain.found("Hoeveel geld is er beschikbaar?", only, near=near)
    assert {hit.stored.document_id for hit in hits} == {first.stored.document_id}
