import pytest

from rag.conversation import standalone
from rag.expectation import expected_kind, holds
from rag.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the SecFund cap?", "en"),
        ("Wat is het plafond van het SecFund?", "nl"),
        ("SecFund", "nl"),
        ("Quel est le plafond?", "nl"),
    ],
)
def test_language(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hoeveel geld kost de renovatie?", "money"),
        ("How many people work there?", "number"),
        ("Wanneer ging de regeling in?", "date"),
        ("Waarom is dat zo?", "reason"),
        ("Welk percentage kreeg steun?", "percentage"),
        ("Onder welk Kamerstuknummer staat de motie?", "reference"),
        ("Hoe lang duurt het?", "duration"),
    ],
)
def test_expected_kind(question, kind):
    assert expected_kind(question) == kind


def test_a_sentence_holds_what_is_asked():
    assert holds("money", "hoogstens 5 mln. euro per onderneming")
    assert not holds("money", "daar wordt onderzoek naar gedaan")
    assert holds("date", "op 27 juni 2024")
    assert holds("any", "wat dan ook")


def test_a_follow_up_takes_the_question_before_it():
    history = ["Hoeveel stikstofbanken zijn er?"]
    assert standalone("En hoeveel daarvan zijn van provincies?", history).startswith(history[0])
    whole = "Wat is het maximale bedrag dat het SecFund per onderneming investeert?"
    assert standalone(whole, history) == whole
    assert standalone("En hoeveel daarvan?", []) == "En hoeveel daarvan?"
