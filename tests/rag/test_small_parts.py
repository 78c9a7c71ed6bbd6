import pytest

from rag.expectation import expected_kind, holds, values
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
        ("Welk instituut krijgt geld van het ministerie?", "organisation"),
        ("Wie zit de commissie voor?", "person"),
        ("Waar staat de centrale?", "place"),
        ("Mag een gemeente dat weigeren?", "yesno"),
        ("Wat wordt bedoeld met het burstpercentage?", "definition"),
        ("Name the two conditions for a permit.", "list"),
        ("And how much of that goes to staff?", "number"),
    ],
)
def test_expected_kind(question, kind):
    assert expected_kind(question) == kind


def test_a_sentence_holds_what_is_asked():
    assert holds("money", "hoogstens 5 mln. euro per onderneming")
    assert not holds("money", "daar wordt onderzoek naar gedaan")
    assert holds("date", "op 27 juni 2024")
    assert holds("any", "wat dan ook")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2023 waren het er 12.", ["12"]),
        ("Op 3 mei stond in artikel 5 en nr. 12 iets.", []),
        ("Er gingen 1.250,5 ton en drie schepen.", ["1.250,5", "drie"]),
    ],
)
def test_years_days_and_notations_are_no_numbers(text, found):
    assert [text[start:end] for start, end in values("number", text)] == found
