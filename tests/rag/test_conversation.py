"""What a follow-up leaves out is taken from the question before it; a new topic takes nothing."""

import pytest

from rag.conversation import followed, is_follow_up, standalone
from rag.expectation import expected_kind

SPENT = "Hoeveel is er in 2023 in Fryslân uitgegeven aan het programma?"
CARE = "Hoeveel is er in 2025 beschikbaar voor huisartsenzorg?"


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        ([SPENT], "En in Limburg?", SPENT.replace("Fryslân", "Limburg")),
        ([SPENT, "En in Limburg?"], "En in Drenthe?", SPENT.replace("Fryslân", "Drenthe")),
        ([SPENT], "En in 2022?", SPENT.replace("2023", "2022")),
        ([SPENT], "En het jaar ervoor?", SPENT.replace("2023", "2022")),
        ([SPENT], "And two years later?", SPENT.replace("2023", "2025")),
        (
            ["What was the tariff for light care in the memorandum?"],
            "And for the heavy category?",
            "What was the tariff for the heavy category in the memorandum?",
        ),
        (
            ["Hoeveel mol staat er op de bank van de provincie Flevoland?"],
            "En voor Gelderland?",
            "Hoeveel mol staat er op de bank van de provincie Gelderland?",
        ),
        ([CARE], "En het volgende jaar?", CARE.replace("2025", "2026")),
        ([CARE], "En vorig jaar?", CARE.replace("2025", "2024")),
        ([CARE], "En msz?", CARE.replace("huisartsenzorg", "msz")),
        ([CARE], "En bij de politie?", CARE.replace("voor huisartsenzorg", "bij de politie")),
        ([CARE], "En in totaal?", "Hoeveel is er in 2025 beschikbaar in totaal?"),
        ([CARE], "En structureel?", CARE.replace("in 2025", "structureel")),
        (
            ["Hoeveel fte had Toezicht in 2023?", "En een jaar eerder?"],
            "En wat was het totaal?",
            "Hoeveel fte had in 2022 in totaal?",
        ),
        (
            ["Wat was de realisatie in 2023 van de subsidies?"],
            "En de begroting?",
            "Wat was de begroting in 2023 van de subsidies?",
        ),
    ],
)
def test_what_changed_is_changed(history, question, whole):
    assert standalone(question, history) == whole


def test_something_new_about_the_same_is_asked_first():
    before = "Wanneer opent het register?"
    whole = standalone("En hoeveel aanbieders doen daaraan mee?", [before])
    assert whole.endswith(before)
    assert expected_kind(whole) == "number"


def test_a_year_that_is_asked_anew_replaces_the_earlier_one():
    whole = standalone("En hoeveel waren dat er in 2023?", ["Hoeveel meldingen waren er in 2021?"])
    assert "2021" not in whole


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het maximale bedrag dat het SecFund per onderneming investeert?",
        "En wie is de minister van Financiën in Frankrijk?",
        "Hoeveel woningen kregen in Groningen een nieuwe fundering?",
    ],
)
def test_a_new_topic_takes_nothing(question):
    assert not is_follow_up(question)
    assert standalone(question, [SPENT]) == question


def test_without_history_nothing_changes():
    assert standalone("En hoeveel daarvan?", []) == "En hoeveel daarvan?"


@pytest.mark.parametrize(
    "question",
    [
        "Wanneer wordt daar een knoop over doorgehakt?",
        "Waarom is daar nog niets van bekend?",
        "In welke brief staat hoe dat wordt geregeld?",
        "Op welke dag heeft hij gereageerd?",
        "En hoeveel kwamen er uit de proef met 300 scholen?",
        "In how many towns did it start?",
        "Which source is given for that?",
        "Waarom niet?",
        "From which year?",
    ],
)
def test_what_points_back_is_a_follow_up(question):
    assert is_follow_up(question)


@pytest.mark.parametrize(
    "question",
    [
        "Andere vraag: hoe zit dat met de bank van Flevoland?",
        "Different topic: what does it cost?",
        "Wie leidde het bureau dat die brug ontwierp?",
        "Welke straf kregen de mannen die in Utrecht een bus vernielden?",
        "How much was paid for school buildings that were never opened?",
        "How much did it cost to build the Delta Works?",
        "Wat is het stikstofregister?",
        "Who chaired the committee that reviewed its budget in Leiden?",
    ],
)
def test_a_whole_question_is_not_drawn_back(question):
    assert not is_follow_up(question)
    assert followed(question, ["Hoeveel fte had Toezicht in 2023?"]) == []


def test_a_follow_up_hangs_on_the_turns_of_its_own_topic_only():
    turns = ["Hoeveel fte had Toezicht in 2023?", "Wie leidt de Rijksdienst Water?", "Waarom niet?"]
    assert followed("En daarna?", turns) == turns[1:]
    assert followed("Waarom?", []) == []


@pytest.mark.parametrize(
    "question",
    ["Waar staat dat?", "en op welke pagina staat dat", "wat is je bron?",
     "Where does it say that?", "Which page is that on?"],
)
def test_where_an_answer_stands_is_the_earlier_question_again(question):
    before = "Hoeveel sluizen heeft de Waterlinie?"
    assert is_follow_up(question) and standalone(question, [before]) == before


@pytest.mark.parametrize(
    "question", ["En wat is een waterschap?", "wat is een sluiswachter",
                 "and what is an embankment?", "Wat betekent NAP?"],
)
def test_what_something_is_that_is_named_stands_alone(question):
    assert standalone(question, ["Hoeveel sluizen heeft de Waterlinie?"]) == question


@pytest.mark.parametrize("question", ["En wat is het verschil?", "Wat is een gevolg daarvan?"])
def test_what_hangs_on_the_earlier_question_is_still_a_follow_up(question):
    assert is_follow_up(question)
