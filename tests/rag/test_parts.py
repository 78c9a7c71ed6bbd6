"""Questions that ask two things: where they divide, what each part is searched with."""

from dataclasses import replace

import pytest

from corpus.filters import Filters
from rag.drafts import drafts_of
from rag.joint import MAX_CHARACTERS_TOGETHER, chosen_together
from rag.parts import interleaved, parts_of
from rag.reading import MAX_PLACES, read
from rag.texts import TEXTS


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wat is het SecFund en hoeveel mag het investeren?",
         ["Wat is het SecFund?", "hoeveel mag het investeren?"]),
        ("Who asked it and what did the minister answer?",
         ["Who asked it?", "what did the minister answer?"]),
        ("In welk jaar begon de proef en met hoeveel scholen?",
         ["In welk jaar begon de proef?", "met hoeveel scholen?"]),
        ("Wie vroeg dit? Wat antwoordde de minister?",
         ["Wie vroeg dit?", "Wat antwoordde de minister?"]),
        ("How much went to roads in 2023, and to rail?",
         ["How much went to roads in 2023?", "to rail?"]),
        ("Wie tekende, wanneer was dat, en waar?", ["Wie tekende, wanneer was dat?", "waar?"]),
        ("What did the tram cost and when does the bridge open?",
         ["What did the tram cost?", "when does the bridge open?"]),
        ("Met hoeveel steeg de huur, en waaruit wordt de toeslag betaald?",
         ["Met hoeveel steeg de huur?", "waaruit wordt de toeslag betaald?"]),
        ("When was the pier closed and until when does the ban run?",
         ["When was the pier closed?", "until when does the ban run?"]),
        ("Wie en wanneer tekende de brief over de veerpont?",
         ["Wie tekende de brief over de veerpont?", "wanneer tekende de brief over de veerpont?"]),
        ("Hoeveel meldingen waren er in 2022 en 2023?",
         ["Hoeveel meldingen waren er in 2022?", "Hoeveel meldingen waren er in 2023?"]),
        ("Hoeveel geld gaat er naar wegen en naar spoor in 2024?",
         ["Hoeveel geld gaat er naar wegen in 2024?", "Hoeveel geld gaat er naar spoor in 2024?"]),
        ("Which ministers replied on the ferry and on the harbour?",
         ["Which minister replied on the ferry?", "Which minister replied on the harbour?"]),
        ("Op welke data verschenen de nota en de bijlage?",
         ["Op welke datum verschenen de nota?", "Op welke datum verschenen de bijlage?"]),
        ("How does the number of wells in 2023 compare to 2022?",
         ["the number of wells in 2023", "the number of wells in 2022"]),
        ("Hoe verhoudt het aantal putten zich tot het aantal dijken in 2023?",
         ["het aantal putten in 2023", "het aantal dijken in 2023"]),
        ("How does the budget for trams compare to the budget for buses?",
         ["the budget for trams", "the budget for buses"]),
        ("Hoe verhoudt het aantal putten in 2023 zich tot 2022?",
         ["het aantal putten in 2023", "het aantal putten in 2022"]),
    ],
)
def test_a_question_divides_at_its_own_asking_words(question, said):
    assert [part.said for part in parts_of(question)] == said


@pytest.mark.parametrize(
    "question",
    [
        "Wat doet het ministerie van Economische Zaken en Klimaat?",
        "Wat is bekend over hoe en wanneer het wordt ingevoerd?",
        "Van en naar welke landen wordt afval vervoerd?",
        "Hoeveel geld gaat er naar wegen, spoor en waterwegen?",
        "En in Limburg?",
        "Hoeveel meldingen kwamen er tussen 2020 en 2023?",
        "Wat vindt de minister van wegen en van spoor?",
        "Hoeveel ouderen en jongeren wonen in een flat?",
        "Welk bedrag kostte de renovatie van kades en bruggen?",
        "What is said of the years 2022 and 2023?",
        "Hoe verhoudt deze wet zich tot de Grondwet?",
    ],
)
def test_a_mere_and_divides_nothing(question):
    assert [part.said for part in parts_of(question)] == [question]


def test_a_later_part_takes_what_it_leaves_out():
    parts = parts_of("Wanneer kwam de wet er volgens de brief, en wanneer volgens de nota?")
    assert parts[1].question == "Wanneer kwam de wet er volgens de nota?"
    same = parts_of("How much money went into roads until 2030, and into the rail fund?")
    assert same[1].question == "How much money went into the rail fund?"
    whole = parts_of("Wie vroeg dit, en hoeveel opdrachtnemers telde Defensie vorig jaar?")
    assert whole[1].question == "hoeveel opdrachtnemers telde Defensie vorig jaar?"


def test_a_comparison_of_years_asks_for_the_value_of_either():
    parts = parts_of("Wat is het verschil tussen het aantal putten in 2022 en 2023?")
    assert [part.question for part in parts] == [
        "Hoeveel het aantal putten in 2022?", "Hoeveel het aantal putten in 2023?"]


def test_a_bare_first_part_takes_what_the_later_one_tells():
    first, later = parts_of("Bij welke rente en welke groei blijft de schuld van het fonds gelijk?")
    assert first.said == first.alone == "Bij welke rente?"
    assert "schuld van het fonds" in first.question
    assert later.question == "welke groei blijft de schuld van het fonds gelijk? Bij welke rente?"
    named, _ = parts_of("Wat kost het SecFund en welke raad van toezicht keurt elke lening goed?")
    assert named.question == "Wat kost het SecFund?"


@pytest.mark.parametrize(
    ("question", "later"),
    [
        ("Welk Kamerlid vroeg naar dijken, en welk naar putten?",
         "Welk Kamerlid vroeg naar putten?"),
        ("Wanneer kwam het antwoord over putten, en wanneer dat over dijken?",
         "Wanneer kwam het antwoord over dijken?"),
        ("What is in the bank in 2023, and how much in 2024?", "What is in the bank in 2024?"),
        ("Onder welk nummer staat de motie over ponten, en onder welk de motie-Jansen?",
         "Onder welk nummer staat de motie-Jansen?"),
        ("Welke minister tekende de nota in 2022, en welke staatssecretaris de brief?",
         "welke staatssecretaris de brief? Welke minister tekende in 2022?"),
        ("How much did the bridge cost in 2022, and how much the tunnel?",
         "how much the tunnel? How much did the bridge cost in 2022?"),
    ],
)
def test_a_later_part_without_a_verb_has_that_of_the_first(question, later):
    assert parts_of(question)[1].question == later


def test_each_part_may_follow_an_earlier_question():
    parts = parts_of("En in 2022, en hoeveel in 2021?", ["Hoeveel scholen sloten in 2023?"])
    assert parts[0].question == "Hoeveel scholen sloten in 2022?"
    assert "scholen" in parts[1].question
    assert "2021" in parts[1].question


BOTH = ("Hoeveel keer meldde iemand een natte kelder tot eind maart 2024, "
        "en hoeveel keer tot eind juni 2024?")


def test_both_parts_are_answered_with_citations_of_their_own(sample_chain):
    answer = sample_chain.invoke(BOTH)
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "118 meldingen" in quotes
    assert "203 meldingen" in quotes
    assert len(quotes) <= MAX_CHARACTERS_TOGETHER + len(answer.citations)
    assert all(citation.verified for citation in answer.citations)


def test_a_part_without_an_answer_is_named(sample_chain):
    unknown = "hoeveel roedels wolven leven er volgens Zweden op de Veluwe?"
    answer = sample_chain.invoke(
        f"Wat is het maximale bedrag dat het SecFund per onderneming investeert, en {unknown}"
    )
    assert not answer.abstained
    assert "5 mln. euro" in answer.text
    assert TEXTS["nl"].part_not_found.format(part=unknown) in answer.text


CAP = "Wat is het maximale bedrag dat het SecFund per onderneming investeert?"
FUND = "Wie investeert per onderneming?"


def _reading(sample_chain, question):
    hits = sample_chain.search(question, filters=Filters())
    return read(sample_chain.index, sample_chain.model, question, hits)


def test_a_place_that_answers_both_parts_is_cited_once(sample_chain):
    one, two = _reading(sample_chain, CAP), _reading(sample_chain, FUND)
    two = replace(two, ranked=one.ranked)
    drafts = drafts_of([one, two], threshold=0.0)
    assert len({(d.span.stored.id, d.span.start) for d in drafts}) == len(drafts)
    assert drafts[0].parts == {0, 1}


def test_a_sentence_with_one_figure_answers_one_of_two_that_ask_for_a_figure(sample_chain):
    one = _reading(sample_chain, CAP)
    chosen = chosen_together([one, one], threshold=0.0)
    assert chosen[0][0].span == one.ranked[0].span
    assert one.ranked[0].span not in [place.span for place in chosen[1]]


def test_a_part_that_is_not_sure_may_be_answered_by_the_sentence_of_another(sample_chain):
    one, two = _reading(sample_chain, CAP), _reading(sample_chain, FUND)
    unsure = replace(two, ranked=one.ranked, confidence=0.01)
    chosen = chosen_together([replace(one, confidence=0.9), unsure], 0.5)
    assert [place.span for place in chosen[1]] == [chosen[0][0].span]
    elsewhere = replace(unsure, ranked=_reading(sample_chain, "Hoeveel natte kelders?").ranked)
    assert chosen_together([replace(one, confidence=0.9), elsewhere], 0.5)[1] == []


def test_of_two_years_each_is_answered_by_a_sentence_of_its_own(sample_chain):
    answer = sample_chain.invoke("Hoeveel nieuwe opdrachtnemers had Defensie in 2022 en 2023?")
    missing = TEXTS["nl"].part_not_found.format(
        part="Hoeveel nieuwe opdrachtnemers had Defensie in 2022?")
    assert missing in answer.text
    assert "in 2023 met ruim 500" in answer.text
    assert "Defensie in 2023?»" not in answer.text


def test_a_sentence_that_the_first_part_leaves_is_no_answer_to_the_second(sample_chain):
    one = _reading(sample_chain, CAP)
    surer = replace(_reading(sample_chain, "Hoeveel bevers houdt het SecFund op Texel?"),
                    ranked=one.ranked[:1], confidence=0.99)
    chosen = chosen_together([replace(one, confidence=0.9), surer], 0.5)
    assert chosen[0][0].span == one.ranked[0].span
    assert chosen[1] == []


def test_two_parts_that_are_not_found_are_a_refusal(sample_chain):
    answer = sample_chain.invoke(
        "Hoeveel roedels wolven leven er volgens Zweden op de Veluwe, "
        "en wie telde de bevers op Texel?"
    )
    assert answer.abstained
    assert answer.citations == ()


def test_passages_of_the_parts_take_turns(sample_chain):
    first = sample_chain.search("Hoeveel natte kelders zijn gemeld?", Filters(), 6)
    second = sample_chain.search("Wat is het SecFund?", Filters(), 6)
    mixed = interleaved([first, second], 6)
    assert [hit.stored.id for hit in mixed[:2]] == [first[0].stored.id, second[0].stored.id]
    assert len({hit.stored.id for hit in mixed}) == len(mixed) == 6



def test_a_part_that_was_completed_is_read_as_it_is_asked_besides():
    _, later = parts_of("Hoeveel ging er naar wegen, en hoe hard mag je er rijden?")
    assert later.question != later.said == later.alone
    _, named = parts_of("How much went to roads in 2023, and to rail?")
    assert named.alone == ""


@pytest.mark.parametrize("unknown", ["wat eten pinguïns op Texel?", "wie wint de marathon?"])
def test_a_later_part_about_something_else_is_not_answered_by_what_was_put_behind_it(
    sample_chain, unknown
):
    known = "Hoeveel natte kelders waren er tot eind maart 2024"
    answer = sample_chain.invoke(f"{known}, en {unknown}")
    assert "118 meldingen" in answer.text
    assert TEXTS["nl"].part_not_found.format(part=unknown) in answer.text
    assert len(answer.citations) <= MAX_PLACES
