"""Metadata from the file name and the first pages."""

import json

import pytest

from corpus.metadata import read_document
from corpus.sample import SAMPLE_DIR
from ingest.reading import parse

OFFICIAL = (
    "Tweede Kamer der Staten-Generaal 2\r\nVergaderjaar 2023–2024\r\n{dossier} {title}\r\n"
    "Nr. {number} {kind}\r\nAan de Voorzitter\r\nDen Haag, 27 juni 2024\r\n"
    "Op 27 mei 2020 begon dit.\r\n"
)


def read(name, *pages, title=None):
    return read_document(name, pages, title)


def official(name, dossier="39 801", title="Een dossier over water", number="4",
             kind="BRIEF VAN DE MINISTER VAN DEFENSIE"):
    return read(name, OFFICIAL.format(dossier=dossier, title=title, number=number, kind=kind))


def test_a_letter_in_the_official_layout():
    letter = official("kst-39801-X-4.pdf", dossier="39 801 X")
    assert letter.doc == "kst-39801-X-4"
    assert letter.kind == "Kamerbrief"
    assert (letter.dossier, letter.toevoeging, letter.number) == ("39801", "X", "4")
    assert (letter.date, letter.vergaderjaar) == ("2024-06-27", "2023-2024")
    assert letter.ministry == "Defensie"
    assert letter.title == "Een dossier over water"
    assert letter.url == "https://zoek.officielebekendmakingen.nl/kst-39801-X-4.html"


def test_a_title_of_more_lines_is_whole():
    title = "Regels over de meting \r\nvan water (Wet \r\nwatermeting)"
    assert official("kst-39801-4.pdf", title=title).title == (
        "Regels over de meting van water (Wet watermeting)"
    )


@pytest.mark.parametrize(
    ("capitals", "kind"),
    [
        ("BRIEF VAN DE MINISTER VAN FINANCIËN", "Kamerbrief"),
        ("MEMORIE VAN TOELICHTING", "Memorie van toelichting"),
        ("VOORSTEL VAN WET", "Voorstel van wet"),
        ("KONINKLIJKE BOODSCHAP", "Koninklijke boodschap"),
        ("MOTIE VAN HET LID JANSEN", "Motie"),
        ("GEWIJZIGDE MOTIE VAN DE LEDEN JANSEN EN PIETERS", "Motie"),
        ("AMENDEMENT VAN HET LID JANSEN", "Amendement"),
        ("LIJST VAN VRAGEN EN ANTWOORDEN", "Lijst van vragen en antwoorden"),
        ("JAARVERSLAG VAN HET FONDS", "Jaarverslag"),
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "Verslag"),
    ],
)
def test_kind_from_the_capitals(capitals, kind):
    assert official("kst-39801-4.pdf", kind=capitals).kind == kind


@pytest.mark.parametrize(
    ("signed", "ministry"),
    [
        ("BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN \r\nWATERSTAAT",
         "Infrastructuur en Waterstaat"),
        ("BRIEF VAN DE MINISTER VAN VOLKSGEZONDHEID, \r\nWELZIJN EN SPORT",
         "Volksgezondheid, Welzijn en Sport"),
        ("DE MINISTER\r\nde minister van Defensie,\r\nJan Jansen", "Defensie"),
        ("de minister van Zorg,\r\nWelzijn en Sport,\r\nJan Jansen", "Zorg, Welzijn en Sport"),
        ("BRIEF VAN DE MINISTER EN STAATSSECRETARIS VAN DEFENSIE", "Defensie"),
        ("BRIEF VAN DE MINISTER VAN BZK", "BZK"),
    ],
)
def test_ministry(signed, ministry):
    assert official("kst-39801-4.pdf", kind=signed).ministry == ministry


def test_answered_questions():
    page = (
        "Tweede Kamer der Staten-Generaal 2\r\nVergaderjaar 2023–2024 Aanhangsel van de"
        " Handelingen\r\n942\r\nVragen van het lid Jansen (Partij) aan de Ministers van Defensie en"
        " van Financiën over de kosten\r\nvan een brug (ingezonden 1 maart 2024).\r\nAntwoord van"
        " Minister Pieters (Infrastructuur en\r\nWaterstaat) (ontvangen 2 april 2024).\r\n"
    )
    asked = read("ah-tk-20232024-942.pdf", page)
    assert asked.kind == "Antwoord op Kamervragen"
    assert asked.title == "de kosten van een brug"
    assert asked.date == "2024-04-02"
    assert (asked.number, asked.dossier, asked.vergaderjaar) == ("942", None, "2023-2024")
    assert asked.ministry == "Infrastructuur en Waterstaat"


def test_a_letter_as_sent():
    page = (
        "Ministerie van Infrastructuur\r\nen Waterstaat\r\n> Retouradres Postbus 1\r\n"
        "Datum 7 oktober 2024\r\nBetreft Een brug over het\r\nkanaal\r\nGeachte Voorzitter,\r\n"
    )
    letter = read("brief-brug.pdf", page)
    assert (letter.kind, letter.title) == ("Kamerbrief", "Een brug over het kanaal")
    assert letter.ministry == "Infrastructuur en Waterstaat"
    assert letter.date == "2024-10-07"
    assert (letter.doc, letter.file, letter.url) == ("brief-brug", "brief-brug.pdf", None)


def test_a_sample_keeps_its_name_and_has_no_address():
    sample = official("voorbeeld-kst-39801-Q-4.pdf", dossier="39 801 Q")
    assert sample.doc == "voorbeeld-kst-39801-Q-4"
    assert (sample.dossier, sample.toevoeging, sample.number) == ("39801", "Q", "4")
    assert sample.url is None


def test_a_name_that_only_looks_official_has_no_address():
    assert official("kst-39801-werkprogramma.pdf").url is None


def test_the_title_of_the_pdf_where_the_text_has_none():
    assert read("rapport.pdf", "", title="Een rapport over water").title == "Een rapport over water"
    assert read("een-rapport.pdf", "", title="Microsoft Word - x.docx").title == "een rapport"
    assert read("een-rapport.pdf").title == "een rapport"


def test_a_date_that_cannot_be_is_none():
    assert read("x.pdf", "Den Haag, 99 mei 2024\r\n").date is None


def test_the_sample_documents():
    documents = {
        p.stem.removeprefix("voorbeeld-"): parse(p).document
        for p in sorted(SAMPLE_DIR.glob("*.pdf"))
    }
    assert all(d.doc.startswith("voorbeeld-") and d.url is None for d in documents.values())
    assert all(d.date and d.ministry for n, d in documents.items()
               if n.startswith(("ah-", "kamerbrief", "beslisnota")))
    kinds = {name: d.kind for name, d in documents.items()}
    assert kinds["kst-39755-3"] == "Memorie van toelichting"
    assert kinds["kst-39755-8"] == kinds["kst-39801-12"] == "Kamerbrief"
    assert kinds["kst-39801-10"] == "Motie"
    assert kinds["beslisnota-39755-wijziging"] == "Beslisnota"
    assert kinds["kst-36560-Q-1"] == "Jaarverslag"
    assert documents["kamerbrief-herijking-natte-gordel"].title == (
        "Herijking van de raming grondverwerving programma Natte Gordel"
    )


def test_real_documents(testdata):
    expected = json.loads(REAL)
    for name, facts in expected.items():
        document = parse(testdata / "corpus" / f"{name}.pdf").document
        found = [document.kind, document.date, document.dossier, document.number,
                 document.ministry]
        assert found == facts, name


REAL = """{
"kst-36560-X-10": ["Kamerbrief", "2024-06-27", "36560", "10", "Defensie"],
"kst-36450-1": ["Koninklijke boodschap", "2023-10-16", "36450", "1", null],
"kst-28286-1366": ["Motie", "2024-12-05", "28286", "1366", null],
"kst-35334-331": ["Kamerbrief", "2025-02-14", "35334", "331",
  "Landbouw, Visserij, Voedselzekerheid en Natuur"],
"ah-tk-20232024-1980": ["Antwoord op Kamervragen", "2024-06-13", null, "1980",
  "Volksgezondheid, Welzijn en Sport"],
"ah-tk-20232024-1076": ["Antwoord op Kamervragen", "2024-02-20", null, "1076",
  "Binnenlandse Zaken en Koninkrijksrelaties"],
"kamerbrief-stikstofbanken": ["Kamerbrief", "2025-01-30", null, null, null]
}"""
