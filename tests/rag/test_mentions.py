import pytest

from corpus.document import Document
from corpus.filters import Filters
from rag.mentions import IDENTIFIER, KIND, MONTH, YEAR, find_mentions
from rag.retrieval import search

LETTER = Document(
    doc="kst-36560-X-10", file="kst-36560-X-10.pdf", kind="Kamerbrief",
    title="Fonds voor veiligheid",
    date="2024-06-27", dossier="36560", toevoeging="X", number="10",
    signatories=("Jan van Polder",),
)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Wat staat er in kst-36560-X-10?", IDENTIFIER),
        ("Wat staat er in 36 560 X, nr. 10 over geld?", IDENTIFIER),
        ("Wat schreef de minister op 27 juni 2024?", 1.0),
        ("What did the minister write on June 27, 2024?", 1.0),
        ("Wat schreef de minister op 27-06-2024?", 1.0),
        ("What did the minister say in June 2024?", MONTH),
        ("Wat stond er in het jaar 2024 in?", YEAR),
        ("Wat zegt de brief van juni over het geld?", MONTH + KIND),
        ("Wat vindt minister Polder ervan?", 0.6),
        ("Wat zegt dossier 36 560?", 0.6),
        ("Wat zegt de motie uit mei 2023?", 0.0),
        ("Hoeveel geld is er?", 0.0),
    ],
)
def test_how_much_a_question_names_a_document(question, share):
    assert find_mentions(question).share(LETTER) == pytest.approx(share)


def test_an_identifier_brings_its_document_to_the_top(sample_index, embedder):
    question = "Wat staat er in Kamerstuk 36 560 X, nr. 10 over vernatting en nitraat?"
    hits = search(sample_index, embedder, embedder.model, question, Filters())
    assert hits[0].stored.document.doc == "voorbeeld-kst-36560-X-10"


def test_a_filter_goes_before_an_identifier(sample_index, embedder):
    other = Filters(doc=("voorbeeld-ah-tk-20232024-9001",))
    hits = search(sample_index, embedder, embedder.model, "Wat zegt kst-36560-X-10?", other)
    assert {hit.stored.document.doc for hit in hits} == {"voorbeeld-ah-tk-20232024-9001"}
