"""How sure the reader is: what makes it doubt an answer that sounds right."""

from corpus.filters import Filters
from rag.reading import read
from rag.scoring import reader_weights

USED = "Hoeveel patiënten gebruikten thuismonitoring in 2023?"


def confidence(chain, question):
    found = chain.search(question, Filters())
    return read(chain.index, chain.model, question, found).confidence


def test_a_year_that_no_passage_has_makes_the_answer_unsure(sample_chain):
    threshold = reader_weights().threshold
    assert confidence(sample_chain, USED) > threshold
    assert confidence(sample_chain, USED.replace("2023", "2031")) < threshold


def test_a_kind_of_answer_that_is_not_there_makes_it_unsure(sample_chain):
    names = "Hoe heten de patiënten die thuismonitoring in 2023 gebruikten?"
    assert confidence(sample_chain, names) < confidence(sample_chain, USED)
