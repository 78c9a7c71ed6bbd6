"""Questions about a document itself, and the lines that answer them."""

import pytest

from corpus.filters import Filters
from corpus.signatures import signature_block
from rag.candidates import candidates
from rag.reading import read
from rag.roles import asked_roles, can_be, role_words, tells, told_roles


@pytest.mark.parametrize(("question", "roles"), [
    ("Welk Kamerlid vroeg naar de sluizen?", {"asked"}),
    ("Van welke partij is het lid dat vragen over sluizen stelde?", {"asked"}),
    ("When were the questions about locks submitted?", {"asked"}),
    ("Which minister replied to the questions about locks?", {"answered"}),
    ("Wanneer zijn de vragen over sluizen beantwoord?", {"answered"}),
    ("Wie ondertekende de brief over sluizen?", {"signed"}),
    ("Wie was minister van Sluizen?", {"signed"}),
    ("Door wie is de brief over sluizen getekend?", {"signed"}),
    ("Which minister sent the House the programme for the locks?", {"signed"}),
    ("Wie bood de Kamer het sluizenplan aan?", {"signed"}),
    ("Welk bureau stuurde de gemeente het sluizenplan?", set()),
    ("Welke leden dienden de motie over sluizen in?", {"moved"}),
    ("Which MPs tabled the motion on locks?", {"moved", "asked"}),
    ("Wanneer is de brief over sluizen verstuurd?", {"dated"}),
    ("What is the date of the letter about locks?", {"dated"}),
    ("When was the lock plan sent to the House?", {"dated"}),
    ("Hoeveel sluizen worden dit jaar vervangen?", set()),
    ("Wanneer worden de sluizen vervangen?", set()),
    ("Welk bureau onderzocht de sluizen?", set()),
    ("Waarom stelde de minister het plan voor de sluizen uit?", set()),
])
def test_what_a_question_asks_of_a_document(question, roles):
    assert asked_roles(question) == roles


@pytest.mark.parametrize(("question", "words"), [
    ("Wie ondertekende de brief over sluizen?", {"wie", "ondertekende", "brief"}),
    ("Which MP asked the questions about locks?", {"which", "asked", "questions", "mp"}),
    ("Wie diende de motie over sluizen in?", {"wie", "diende", "motie", "in"}),
    ("Hoeveel brieven kwamen er over sluizen?", set()),
])
def test_the_words_that_ask_it(question, words):
    assert role_words(question, asked_roles(question)) == words


@pytest.mark.parametrize(("question", "kind", "possible"), [
    ("Wie schreef de brief over sluizen?", "Kamerbrief", True),
    ("Wie schreef de brief over sluizen?", "Document", True),
    ("Wie schreef de brief over sluizen?", "Programma", False),
    ("Who moved the motion on locks?", "Kamerbrief", False),
    ("Who moved the motion on locks?", "Motie", True),
    ("Wie schreef het rapport over sluizen?", "Kamerbrief", True),
])
def test_which_document_can_be_the_one_that_is_named(question, kind, possible):
    assert can_be(question, kind) == possible


@pytest.mark.parametrize(("line", "roles"), [
    ("Vragen van het lid Van Oeveren (Groen Midden) aan de Minister (ingezonden 8 mei 2024).",
     {"asked"}),
    ("9001 Vragen van de leden A en B", {"asked"}),
    ("Antwoord van Minister Terpstra (ontvangen 12 maart 2024).", {"answered"}),
    ("Den Haag, 27 juni 2024", {"dated"}), ("Datum 7 oktober 2024", {"dated"}),
    ("Voorgesteld 23 mei 2024", {"dated"}), ("’s-Gravenhage, 16 oktober 2023", {"dated"}),
    ("De vragen van het lid zijn beantwoord.", set()),
    ("Op 7 oktober 2024 zijn de sluizen geopend.", set()),
    ("Antwoord van de gemeente bleef uit.", set()),
])
def test_what_a_line_tells_of_its_document(line, roles):
    assert told_roles(line) == roles


@pytest.mark.parametrize(("text", "block"), [
    ("Ik kom er op terug.\nHoogachtend,\nde minister van Sluizen en Dijken,\nAnna van der Sluis",
     "de minister van Sluizen en Dijken,\nAnna van der Sluis"),
    ("Dat is zo.\nDe Minister van Sluizen, A.B. de Wit\nDe Staatssecretaris van Dijken, C. Zwart",
     "De Minister van Sluizen, A.B. de Wit\nDe Staatssecretaris van Dijken, C. Zwart"),
    ("Met groet,\nAnna Wit Minister van Sluizen, Dijken en Water",
     "Anna Wit Minister van Sluizen, Dijken en Water"),
    ("en gaat over tot de orde van de dag.\nVan Oeveren\nBrandsma", "Van Oeveren\nBrandsma"),
    ("Vastgesteld.\nDe voorzitter van de commissie, Ter Borgh", "De voorzitter van de commissie, "
     "Ter Borgh"),
])
def test_signatures_at_the_end_of_a_text(text, block):
    found = signature_block(text)
    assert text[found.start : found.end] == block
    assert found.motion == ("orde van de dag" in text)


@pytest.mark.parametrize("text", [
    "", "Geachte Voorzitter,", "Aan de Minister van Sluizen\nPlan voor de dijken",
    "De Minister van Sluizen, A.B. de Wit, heeft dat gezegd.", "Reactie van de minister van Dijken",
    "Wij noemen de steden.\nDelft\nGouda", "Een brief van de minister van Sluizen",
])
def test_no_signatures(text):
    assert signature_block(text) is None


def test_a_passage_tells_by_one_of_its_lines():
    text = "Aan de Voorzitter\nDen Haag, 27 juni 2024\nMet deze brief bericht ik u."
    assert tells(frozenset({"dated"}), text)
    assert not tells(frozenset({"signed", "asked"}), text)


def test_signatures_are_one_candidate(sample_chain):
    hits = sample_chain.found("Wie ondertekende de brief over Natte Gordel?", Filters())
    found = candidates(sample_chain.index, hits)
    signed = [c for c in found if "signed" in c.tells]
    assert any(c.span.text.endswith("M.J. Hofstede") for c in signed)
    inside = [c for c in found for s in signed
              if c is not s and c.span.stored.id == s.span.stored.id
              and c.span.start >= s.span.start]
    assert not inside


@pytest.mark.parametrize(("question", "answer", "file"), [
    ("Wie ondertekende de brief over de herijking van Natte Gordel?", "M.J. Hofstede",
     "voorbeeld-kamerbrief-herijking-natte-gordel.pdf"),
    ("Wanneer zijn de vragen over luchtkwaliteit in scholen ingezonden?", "17 april 2024",
     "voorbeeld-ah-tk-20232024-9003.pdf"),
    ("When were the questions about nitrate near drinking water answered?", "14 mei 2024",
     "voorbeeld-ah-tk-20232024-9002.pdf"),
    ("Which MP asked about air quality in school buildings?", "De Jonge-Achterberg",
     "voorbeeld-ah-tk-20232024-9003.pdf"),
])
def test_the_document_tells_of_itself(sample_chain, question, answer, file):
    found = sample_chain.invoke(question)
    first = found.citations[0]
    assert (first.file, first.verified) == (file, True)
    assert answer in first.quote


def test_the_passage_that_tells_is_among_the_first(sample_chain):
    hits = sample_chain.search("Wie ondertekende de brief over het SecFund?", Filters(), 5)
    assert any("Ollongren" in hit.stored.chunk.text for hit in hits)


def test_who_moved_a_motion_stands_below_it(sample_chain):
    question = "Wie dienden de motie over pachters in?"
    hits = sample_chain.found(question, Filters(doc=("voorbeeld-kst-39801-10",)))
    reading = read(sample_chain.index, sample_chain.model, question, hits)
    assert reading.ranked[0].span.text == "Van Oeveren\nBrandsma"
