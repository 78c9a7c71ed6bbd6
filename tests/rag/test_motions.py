"""A motion by who moved it."""

import pytest

from corpus.filters import Filters
from rag.absence import motion_names
from rag.lookup import look_up
from rag.motions import motion_identifier
from rag.referrals import identifier_of


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Wat staat er in de motie Podt?", ["Podt"]),
        ("de motie-Zandstra/De Waard", ["Zandstra", "De Waard"]),
        ("motie van het lid El Oeverink", ["El Oeverink"]),
        ("motie De Waard", ["De Waard"]),
        ("Wat vroeg de motie?", []),
    ],
)
def test_who_moved_it(question, names):
    assert motion_names(question) == names


@pytest.mark.parametrize(
    "question", ["motie Podt", "wat staat er in de motie Podt?", "wie verwijst naar de motie Podt?"]
)
def test_a_motion_that_is_not_there_by_those_that_refer_to_it(sample_index, question):
    assert motion_identifier(sample_index, question) == ("kst-36410-X-50", "Podt")
    assert identifier_of(question, sample_index) == "kst-36410-X-50"
    found = look_up(sample_index, question, Filters())
    assert found.kind == "referrals" and found.identifier == "kst-36410-X-50" and found.spans


@pytest.mark.parametrize(
    "question", ["wat is er gedaan met de motie Podt?", "motie Bolderdijk", "Hoeveel kost het?"]
)
def test_what_is_asked_besides_is_left_to_the_search(sample_index, question):
    assert look_up(sample_index, question, Filters()) is None
