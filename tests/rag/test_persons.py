"""Whether a human being is asked for, and whether a sentence names one."""

import pytest

from rag.persons import asks_person, has_person


@pytest.mark.parametrize("question", [
    "Wie is voorzitter van de sluizencommissie?",
    "Wie zit de sluizencommissie voor?",
    "Who chairs the lock committee?",
    "Welke minister bood het sluizenplan aan?",
    "Which researcher led the study of locks?",
    "Hoe luiden de voornamen van de sluiswachter?",
])
def test_a_person_is_asked_for(question):
    assert asks_person(question)


@pytest.mark.parametrize("question", [
    "Wie betaalt het onderhoud van de sluizen?",
    "Welke organisatie is voorzitter van het sluizenoverleg?",
    "Met welk Kamerstuk heeft de minister geantwoord?",
    "Who built the locks?",
    "Wanneer trad de voorzitter af?",
])
def test_no_person_in_particular(question):
    assert not asks_person(question)


@pytest.mark.parametrize("text", [
    "De commissie staat onder leiding van Marieke van der Sluis.",
    "De commissie wordt voorgezeten door A.B. de Wit.",
    "Vragen van het lid Oeverman (Groen Midden).",
    "Minister Terpstra stuurt het plan.",
    "De commissie staat onder voorzitterschap van de minister-president.",
    "De commissie staat onder leiding van prof. Zwart.",
])
def test_a_person_is_named(text):
    assert has_person(text, "Wie leidt de commissie?")


@pytest.mark.parametrize("text", [
    "De commissie valt onder de Regiegroep Aanpak Sluizen van Rijkswaterstaat (RWS).",
    "De voorzitter van de commissie is nog niet bekend.",
    "Human Rights Watch schreef het rapport.",
    "De Raad van State gaf advies.",
])
def test_a_body_is_no_person(text):
    assert not has_person(text, "Wie leidt de commissie?")


def test_a_person_of_the_question_is_no_answer():
    question = "Which researcher did minister Terpstra ask?"
    assert not has_person("Minister Terpstra vroeg het aan een onderzoeker.", question)
    assert has_person("Minister Terpstra vroeg het aan dr. Zwart.", question)
