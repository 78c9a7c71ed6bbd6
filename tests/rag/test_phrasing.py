"""A short answer says nothing that its quote does not say."""

import re
from dataclasses import replace

import pytest

from rag.answer import Citation, CitedCell
from rag.phrasing import MAX_EXCERPT, excerpt, phrase, phrase_parts
from rag.question import analyse

LONG = (
    "Het fonds is bedoeld voor jonge bedrijven in het veiligheidsdomein, met een maximale bijdrage"
    " van 7 mln. euro per onderneming, die met hun dienst bijdragen aan wat Defensie behoeft."
)


def cited(number, quote):
    return Citation(
        number, "kst-1-2", "kst-1-2.pdf", "Brief", None, 1, 1, "1", quote, True, (), (), "", None
    )


def literal(text, quote):
    return all(part.strip() in quote for part in text.split("…"))


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Hoeveel geld krijgt een bedrijf hoogstens?", "7 mln. euro"),
        ("Hoe kan iemand het fonds gebruiken?", "jonge bedrijven"),
        ("What is the cap of the fund?", "7 mln. euro"),
    ],
)
def test_an_excerpt_is_short_literal_and_holds_the_value(question, holds):
    text = excerpt(analyse(question), LONG)
    assert holds in text
    assert len(text) <= MAX_EXCERPT + 20
    assert literal(text, LONG)


def test_a_value_that_the_question_names_is_not_the_answer():
    quote = "In 2021 waren er nog 40 loketten in de provincie, en na een lange reeks van " \
            "besluiten zijn dat er volgens de jongste telling van de gemeenten samen 55 geworden."
    text = excerpt(analyse("Hoeveel loketten zijn er nu, na de 40 van 2021?"), quote)
    assert "55" in text


def test_what_yes_or_no_hangs_on_is_told():
    quote = "Uit het overzicht van de subsidies dat het ministerie ieder jaar aan de Kamer stuurt" \
            " en dat voor ieder te lezen is, blijkt dat de vereniging (stand 2022) geen geld kreeg."
    text = excerpt(analyse("Kreeg de vereniging subsidie?"), quote)
    assert text == "… dat de vereniging (stand 2022) geen geld kreeg"


def test_one_short_quote_leaves_room_for_more_of_it():
    question = analyse("Hoe kan iemand het fonds gebruiken?")
    alone = phrase(question, [cited(1, LONG)], "nl")
    among = phrase(question, [cited(n, LONG + f" Plaats {n}.") for n in (1, 2, 3)], "nl")
    assert alone.claims[0].text == LONG
    assert len(among.claims[0].text) <= MAX_EXCERPT + 20


def test_a_short_quote_is_given_whole():
    assert excerpt(analyse("Hoeveel loketten?"), "Er zijn 40 loketten.") == "Er zijn 40 loketten."


@pytest.mark.parametrize(("language", "words"), [("nl", "Zie ook"), ("en", "See also")])
def test_further_places_are_pointed_at(language, words):
    citations = [cited(n, LONG + f" Plaats {n}.") for n in (1, 2, 3)]
    phrased = phrase(analyse("Hoeveel geld krijgt een bedrijf?"), citations, language)
    assert f"{words} [2] [3]." in phrased.text
    assert [claim.citations for claim in phrased.claims] == [(1,), (2,), (3,)]
    for claim, citation in zip(phrased.claims, citations, strict=True):
        assert literal(claim.text, citation.quote)


def test_no_excerpt_ends_with_a_word_that_leads_on():
    text = excerpt(analyse("Hoeveel geld krijgt een bedrijf hoogstens?"), (
        "Het fonds is bedoeld voor jonge bedrijven, met een bijdrage van ten hoogste 7 mln. euro"
        " per bedrijf dat in het domein van veiligheid werkt en de medewerkers daarvan opleidt"
    ))
    assert text.endswith("veiligheid werkt …") or text.endswith("domein …")


def test_parts_with_the_same_answer_are_told_once_and_the_second_place_answers_the_second():
    term = cited(1, "Een tijdelijk college bestaat ten hoogste drie jaar.")
    longer = cited(2, "Die termijn kan eenmaal met een jaar worden verlengd.")
    first, second = analyse("Hoe lang bestaat het college?"), analyse("En hoeveel komt erbij?")
    parts = [("Hoe lang", first), ("En hoeveel", second)]
    phrased = phrase_parts(parts, [[term, longer], [term, longer]], "nl")
    assert phrased.text.count("ten hoogste drie jaar") == 1
    assert phrased.text.endswith("met een jaar worden verlengd. [2]")
    same = phrase_parts(parts, [[term], [term]], "nl")
    assert same.text == "Een tijdelijk college bestaat ten hoogste drie jaar. [1]"
    unfound = phrase_parts(parts, [[term], []], "nl")
    assert "En hoeveel" in unfound.text


def test_one_place_is_not_told_in_two_excerpts_unless_it_holds_what_each_part_asks():
    why = "Het college bestaat nog omdat de wet die het opheft pas later behandeld wordt, aldus de"
    long = cited(1, f"{why} minister, en het kost in totaal 7 mln. euro per jaar.")
    money, manner = analyse("Hoeveel kost het college?"), analyse("Waar staat het gebouw?")
    once = phrase_parts([("Hoeveel", money), ("Waar", manner)], [[long], [long]], "nl")
    assert len(once.claims) == 1 and "7 mln. euro" in once.text
    reason = analyse("Wat doet het college?")
    both = phrase_parts([("Wat", reason), ("Hoeveel", money)], [[long], [long]], "nl")
    assert len(both.claims) == 2 and "7 mln. euro" in both.claims[1].text


@pytest.mark.parametrize(
    ("question", "quote", "told"),
    [
        ("Hoeveel werven krijgen steun?", "Het fonds steunt werven die schepen bouwen voor de"
         " kust en de binnenvaart, met een maximale bijdrage van 8 mln. euro per werf, die met hun"
         " dienst bijdragen aan een schone vloot.", "8 mln. euro per werf"),
        ("Wat is de commissie?", "De commissie bestaat uit de heer prof. dr. L. Waterman als"
         " voorzitter, mevrouw dr. H. Zandstra als secretaris en de heer ir. K. Dijkgraaf en"
         " mevrouw mr. P. Oeverink als leden, allen benoemd voor vier jaar.", "L. Waterman"),
    ],
)
def test_no_excerpt_is_cut_at_an_abbreviation(question, quote, told):
    said = excerpt(analyse(question), quote)
    assert told in said and not re.search(r"\b(?:mln|dr|ir|mr|[A-Z]) …$", said)


def row(*figures, unit="", quote="Sluizen 12 15", names="Sluizen"):
    cells = tuple(CitedCell("", names, head, unit, value, (1, 0, 0, 1, 1))
                  for head, value in figures)
    return replace(cited(1, quote), cells=cells)


def test_a_row_of_which_no_figure_is_meant_is_told_with_all_heads():
    asked = analyse("Hoeveel gaat er naar sluizen?")
    told = phrase(asked, [row(("2031", "12"), ("2032", "15"), unit="x € 1.000")], "nl").text
    assert told == "Sluizen – 2031: 12; 2032: 15 (x € 1.000) [1]"
    nested = row(("Begroot › 2031", "12"), ("Werkelijk › 2031", "15"))
    assert "Begroot › 2031: 12; Werkelijk › 2031: 15" in phrase(asked, [nested], "nl").text


def test_figures_without_heads_of_their_own_are_not_told_apart():
    asked = analyse("Hoeveel gaat er naar sluizen?")
    for figures in ((("", "12"), ("2032", "15")), (("2031", "12"), ("2031", "15"))):
        assert phrase(asked, [row(*figures)], "nl").text == "Sluizen 12 15 [1]"
