"""What a question requires, and whether a sentence holds it."""

import pytest

from corpus.document import Document
from ingest.store import StoredChunk
from ingest.types import Chunk
from rag.candidates import Candidate
from rag.citations import Span
from rag.requirement import has_name, meets, required


def candidate(text):
    chunk = Chunk("kst-1", 0, "text", text, 1, 1, (), ((0, len(text)),))
    stored = StoredChunk(0, 0, Document("kst-1", "kst-1.pdf", "Brief", "Proef"), chunk)
    return Candidate(Span(stored, 0, len(text)), 0, None)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wat kost een plek in de noodopvang?", "money"),
        ("Hoeveel heeft de bouw van de sluis gekost?", "money"),
        ("Welke boete staat op te laat melden?", "money"),
        ("How much does a new meter cost?", "money"),
        ("Hoeveel leerlingen betalen schoolgeld?", "count"),
        ("How many farms were paid a visit?", "count"),
        ("Hoe groot is het tekort?", "count"),
        ("Welk deel van de huizen heeft een warmtepomp?", "percentage"),
        ("Within which part of the ministry is a team formed?", "nothing"),
        ("Hoe lang duurt de proef?", "duration"),
        ("Sinds wanneer geldt de regel?", "date"),
        ("Hoe heet de directeur?", "person"),
        ("Wie is voorzitter van de raad?", "person"),
        ("Wie vaart de boot?", "name"),
        ("What was the average land price in 2024?", "money"),
        ("Binnen welke termijn moeten de bedrijven verhuizen?", "duration"),
        ("Under which paper number is the motion filed?", "reference"),
        ("In welk Kamerstuk staat het plan?", "reference"),
        ("Where does the country rank in fishing?", "nothing"),
        ("In welke gemeenten begint de proef?", "name"),
        ("Which company will build the plant?", "name"),
        ("Waar komt het museum?", "name"),
        ("Waarom is de proef gestopt?", "nothing"),
        ("Is de proef gestopt?", "nothing"),
        ("Waardoor is onduidelijk hoeveel de proef kost?", "nothing"),
    ],
)
def test_what_a_question_requires(question, kind):
    assert required(question) == kind


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("Wat kost een plek?", "Een plek kost € 300 per dag.", "Er zijn 300 plekken bij gekomen."),
        ("Wat kost een plek?", "De kosten zijn 3 miljoen.", "Daarover is geen bedrag bekend."),
        ("Hoeveel boten varen er?", "Er varen twaalf boten.", "Kamerstuk 23 235, nr. 240"),
        ("Hoeveel boten varen er?", "Er varen 1 200 boten.", "Sinds 3 mei 2024 varen er boten."),
        ("Hoeveel boten varen er?", "Het zijn er 40.", "1. De boten varen volgens artikel 3."),
        ("Hoeveel boten varen er?", "In 2023 waren dat er 7.", "In 2023 voer 38 procent uit."),
        ("Hoe hoog is het verzuim?", "Het verzuim is 5,2%.", "Het verzuim is hoog."),
        ("Hoeveel procent vaart?", "De helft vaart.", "Er varen 40 boten."),
        ("Wanneer vaart de boot?", "De boot vaart in het najaar.", "De boot vaart niet."),
        ("Hoe lang vaart de boot?", "De boot vaart drie weken.", "De boot vaart 40 kilometer."),
        ("Wie vaart de boot?", "De boot wordt gevaren door J. Smit.", "De schipper vaart de boot."),
        ("Wie is de schipper-directeur?", "Dat is Jan Smit.", "Dat is de Grote Vloot Noord."),
        ("In welk Kamerstuk staat het plan?", "Kamerstuk 23 235, nr. 240", "Het plan telt 240 p."),
        ("By how much are the fees cut?", "Wij verlagen de rechten met 25%.", "Wij verlagen ze."),
        ("Welk bureau telde?", "De telling is van Zeezicht.", "De telling is van een bureau."),
    ],
)
def test_whether_a_sentence_holds_it(question, holds, lacks):
    assert meets(question, candidate(holds), "")
    assert not meets(question, candidate(lacks), "")


def test_whatever_is_open_is_met():
    assert meets("Waarom vaart de boot?", candidate("De boot vaart."), "")


def test_names_of_the_question_itself_are_none():
    question = "Hoe heten de boten van de Grote Vloot Noord?"
    assert not has_name("De boten van de Grote Vloot Noord (GVN) zijn geteld.", question)
    assert has_name("De boten van de Grote Vloot Noord heten Kiekendief en Zwaluw.", question)


def test_a_word_that_opens_a_sentence_is_a_name_where_it_is_never_small():
    question = "Welk land doet dat?"
    assert has_name("Denemarken doet dat.", question, "ook Denemarken telt mee")
    assert not has_name("Boeren doen dat.", question, "de boeren doen mee")
