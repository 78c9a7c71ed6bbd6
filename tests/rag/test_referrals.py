"""Who refers to a document."""

import pytest

from corpus.filters import Filters
from rag.citations import cite
from rag.question import QuestionError
from rag.referrals import find_referrals, identifier_of


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("kst-36410-X-50", "kst-36410-X-50"),
        ("kst-36410-X-50.pdf", "kst-36410-X-50"),
        ("Kamerstuk 36 410 X, nr. 50", "kst-36410-X-50"),
        ("36410-X-50", "kst-36410-X-50"),
        ("2023D04662", "2023D04662"),
    ],
)
def test_ways_of_writing(written, identifier):
    assert identifier_of(written) == identifier


def test_no_document_is_named():
    with pytest.raises(QuestionError, match="noemt geen document"):
        identifier_of("de motie over vuurwerk")


def test_the_samples_that_refer(sample_index):
    spans = find_referrals(sample_index, "kst-36410-X-50", Filters())
    assert {span.stored.document.doc for span in spans} >= {"voorbeeld-kst-36560-X-10"}
    for span in spans:
        assert "36" in span.text and "410" in span.text
        assert cite(sample_index, span, 1).verified


def test_one_sentence_counts_once_and_others_do_not_refer(sample_index):
    spans = find_referrals(sample_index, "kst-36410-X-50", Filters())
    places = [(span.stored.id, span.start) for span in spans]
    assert len(places) == len(set(places))
    assert find_referrals(sample_index, "kst-99999-1", Filters()) == []
    assert find_referrals(sample_index, "kst-36410-X-50", Filters(dossier=("39801",))) == []
