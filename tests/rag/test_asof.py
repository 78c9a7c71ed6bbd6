"""Documents of different dates that say different things, and those that only seem to."""

from dataclasses import replace

import pytest

from corpus.document import Document
from ingest.index import StoredChunk
from ingest.types import Chunk
from rag.answer import Answer
from rag.asof import disagreeing, newest_first
from rag.candidates import Candidate
from rag.citations import Span
from rag.phrasing import phrase
from rag.quantities import Quantity, quantities
from rag.question import analyse
from rag.reading import Scored
from tests.ui.fakes import citation

JUNE, OCTOBER = "2024-06-11", "2024-10-07"
ASKED = "Hoeveel wachtlijsten telt de regio Haarwoude?"


def scored(sentence, date, score=0.0, doc=None, behind="", **about):
    text = f"{sentence} {behind}".strip()
    spans = ((0, len(sentence)), (len(sentence) + 1, len(text)))[: 2 if behind else 1]
    chunk = Chunk("brief", 0, "text", text, 1, 1, (), spans)
    document = Document(doc or f"brief-{date}", "brief.pdf", "Kamerbrief", "Brief", date, **about)
    return Scored(Candidate(Span(StoredChunk(1, 1, document, chunk), 0, len(sentence)), 0, None),
                  score)


def found(embedder, question, *ranked):
    return disagreeing(embedder.model, analyse(question), ranked)


FIRST = scored("De regio Haarwoude telt 118 wachtlijsten.", JUNE)
LATER = scored("De regio Haarwoude telt 203 wachtlijsten.", OCTOBER, -1.0)


def test_another_figure_in_the_same_words_at_another_date(embedder):
    assert found(embedder, ASKED, FIRST, LATER) is LATER
    assert newest_first((FIRST, LATER)) == [LATER, FIRST]


@pytest.mark.parametrize("other", [
    scored("De regio Haarwoude telt 118 wachtlijsten.", OCTOBER, -1.0),
    scored("De regio Haarwoude telt 203 wachtlijsten.", JUNE, -1.0),
    scored("De regio Haarwoude telt 203 wachtlijsten.", None, -1.0),
    scored("De regio Haarwoude telt 203 wachtlijsten.", OCTOBER, -4.0),
    scored("De regio Haarwoude telt 203 gemeenten.", OCTOBER, -1.0),
    scored("De regio Lindeveen telt 203 wachtlijsten.", OCTOBER, -1.0),
    scored("Er zijn dit jaar 203 wachtlijsten weggewerkt in Haarwoude.", OCTOBER, -1.0),
], ids=["same figure", "same date", "undated", "far behind", "other thing", "other name",
        "other words"])
def test_what_only_seems_to_disagree(embedder, other):
    assert found(embedder, ASKED, FIRST, other) is None


@pytest.mark.parametrize("question", [
    "Hoeveel wachtlijsten telde de regio Haarwoude in 2021?",
    "Hoeveel wachtlijsten telt de regio Haarwoude volgens de brief van 11 juni 2024?",
    "Hoeveel wachtlijsten telde de regio Haarwoude oorspronkelijk?",
    "Waarom telt de regio Haarwoude wachtlijsten?",
])
def test_questions_that_ask_for_one_of_them_or_for_no_figure(embedder, question):
    assert found(embedder, question, FIRST, LATER) is None


def test_figures_of_different_years_do_not_disagree(embedder):
    one = scored("De regio Haarwoude telde in 2022 118 wachtlijsten.", JUNE)
    other = scored("De regio Haarwoude telde in 2023 203 wachtlijsten.", OCTOBER, -1.0)
    assert found(embedder, ASKED, one, other) is None


RAISED = "Hoeveel kost de sluis bij Haarwoude?"


@pytest.mark.parametrize(("sentence", "behind"), [
    ("De sluis bij Haarwoude stijgt van € 41 miljoen naar € 47,5 miljoen.", ""),
    ("De kosten van de sluis komen uit op € 47,5 miljoen.", "In de eerste raming was dat "
     "€ 41 miljoen."),
])
def test_a_later_document_says_what_the_earlier_one_had(embedder, sentence, behind):
    earlier = scored("Voor de sluis bij Haarwoude is € 41,0 mln. geraamd.", JUNE)
    later = scored(sentence, OCTOBER, -3.0, behind=behind)
    question = RAISED if "Haarwoude" in sentence else "Hoeveel kost de sluis?"
    assert found(embedder, question, earlier, later) is later
    assert found(embedder, question, replace(later, score=1.0), earlier) is earlier


def test_within_a_dossier_numbers_tell_which_is_later(embedder):
    in_dossier = {"dossier": "39999", "toevoeging": None}
    undated = scored("Er is € 41 miljoen geraamd voor de sluis.", None, number="3", **in_dossier)
    later = scored("Voor de sluis is het nu niet € 41 miljoen maar € 47,5 miljoen.", OCTOBER, -1.0,
                   number="8", **in_dossier)
    assert found(embedder, "Hoeveel kost de sluis?", undated, later) is later
    assert newest_first((undated, later)) == [later, undated]


@pytest.mark.parametrize(("kind", "text", "amount"), [
    ("money", "€ 1.184,6 miljoen", 1_184_600_000.0), ("money", "5 mln. euro", 5_000_000.0),
    ("money", "€ 410", 410.0), ("percentage", "de helft", 50.0), ("percentage", "12,5%", 12.5),
    ("number", "5 230 hectare", 5230.0), ("number", "twaalf gemeenten", 12.0),
    ("duration", "twee weken", 14.0),
])
def test_what_values_amount_to(kind, text, amount):
    assert [q.amount for q in quantities(kind, text)] == [amount]


def test_dates_are_the_same_as_far_as_they_are_told():
    told = [quantities("date", text)[0] for text in
            ("1 juli 2026", "juli 2026", "2026", "30 september 2026")]
    assert told[0].same(told[1]) and told[0].same(told[2])
    assert not told[0].same(told[3]) and not told[1].same(told[3])


def test_rounded_figures_are_the_same():
    assert Quantity((0, 1), 1.3e9).same(Quantity((0, 1), 1.298e9))
    assert not Quantity((0, 1), 40.0).same(Quantity((0, 1), 45.0))


def test_both_are_told_with_their_dates_the_newest_first():
    new = citation(1, quote="Niet 118 maar 203 wachtlijsten.", title="Tweede brief", date=OCTOBER)
    old = citation(2, quote="Er zijn 118 wachtlijsten.", title="Eerste brief", date=JUNE)
    more = citation(3, quote="De wachtlijsten groeien.")
    dutch = phrase(analyse(ASKED), (new, old, more), "nl", (1, 2)).text
    assert dutch == (
        "Volgens Tweede brief (7 oktober 2024): Niet 118 maar 203 wachtlijsten. [1] Eerder, "
        "volgens Eerste brief (11 juni 2024): Er zijn 118 wachtlijsten. [2] Zie ook [3]."
    )
    english = phrase(analyse(ASKED), (new, replace(old, date=None)), "en", (1, 2)).text
    assert english.startswith("According to Tweede brief (7 October 2024):")
    assert "Earlier, according to Eerste brief (undated)" in english


@pytest.mark.parametrize(("question", "new", "old"), [
    ("Hoeveel kiloton uitstoot vermijdt Natte Gordel per jaar?", "205 kiloton", "214 kiloton"),
    ("Hoeveel pachters kunnen van de regeling gebruikmaken?", "260 pachters", "190 pachters"),
    ("How many providers are expected to register in the first year?", "395", "340 aanbieders"),
])
def test_sample_documents_that_change_a_figure(sample_chain, question, new, old):
    answer: Answer = sample_chain.invoke(question)
    assert answer.as_of == (1, 2)
    first, second = answer.citations[:2]
    assert new in first.quote and old in second.quote and (first.date or "") > (second.date or "")
    assert new in answer.text and old in answer.text
    assert all(c.verified for c in answer.citations)
    assert answer.as_dict()["as_of"] == (1, 2)


def test_nothing_is_said_of_one_that_does_not_stand_on_its_page(sample_chain, monkeypatch):
    from rag import drafts

    cite = drafts.cite
    monkeypatch.setattr(drafts, "cite", lambda index, span, number: replace(
        made := cite(index, span, number), verified="214" not in made.quote or number != 2))
    answer = sample_chain.invoke("Hoeveel kiloton uitstoot vermijdt Natte Gordel per jaar?")
    assert answer.as_of == () and "Eerder" not in answer.text
