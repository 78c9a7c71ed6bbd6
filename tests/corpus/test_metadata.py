"""Metadata from the file name and the first pages."""

import json

import pytest

from corpus.metadata import read_document, read_metadata, session_of
from corpus.ministries import ministry_at, ministry_lineage, ministry_of_site
from corpus.official import OfficialMetadata
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
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "Verslag van een schriftelijk overleg"),
        ("Verslag van een schriftelijk overleg", "Verslag van een schriftelijk overleg"),
        ("VERSLAG VAN EEN COMMISSIEDEBAT", "Verslag van een overleg"),
        ("VERSLAG", "Verslag"),
        ("LIJST VAN VRAGEN", "Lijst van vragen"),
        ("NOTA NAAR AANLEIDING VAN HET VERSLAG", "Nota naar aanleiding van het verslag"),
        ("NOTA NAAR AANLEIDING VAN HET NADER VERSLAG", "Nota naar aanleiding van het verslag"),
        ("TWEEDE NOTA VAN WIJZIGING", "Nota van wijziging"),
        ("GEWIJZIGD AMENDEMENT VAN HET LID JANSEN", "Amendement"),
        (
            "ADVIES AFDELING ADVISERING RAAD VAN STATE EN NADER RAPPORT",
            "Advies Raad van State en nader rapport",
        ),
        ("ADVIES AFDELING ADVISERING RAAD VAN STATE", "Advies Raad van State"),
        ("RAPPORT VAN DE ONDERZOEKSCOMMISSIE", "Rapport"),
        ("BRIEF VAN DE ALGEMENE REKENKAMER", "Brief"),
        ("INITIATIEFNOTA VAN HET LID JANSEN", "Initiatiefnota"),
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
        ("BRIEF VAN DE MINISTER VAN BZK", "Binnenlandse Zaken en Koninkrijksrelaties"),
        ("BRIEF VAN DE MINISTER VOOR NATUUR EN STIKSTOF",
         "Landbouw, Natuur en Voedselkwaliteit"),
        ("BRIEF VAN DE MINISTER VAN BRUGGEN EN WEGEN", "Bruggen en Wegen"),
        ("JAARVERSLAG VAN HET MINISTERIE VAN DEFENSIE (X)", "Defensie"),
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
    signed = {name: d.signatories for name, d in documents.items()}
    assert signed["ah-tk-20232024-9001"] == ("Terpstra",)
    assert signed["kst-36560-X-10"] == ("K.H. Ollongren", "C.A. van der Maat")
    assert signed["kst-39755-3"] == signed["kst-39755-8"] == ("A.C. Roodenburg",)
    assert signed["kst-39801-10"] == ("Van Oeveren", "Brandsma")
    assert signed["kst-36560-Q-1"] == signed["kst-39801-12"] == ("M.J. Hofstede",)
    assert signed["kamerbrief-herijking-natte-gordel"] == ("M.J. Hofstede",)
    assert signed["beslisnota-39755-wijziging"] == ()
    assert kinds["kst-39801-14"] == "Lijst van vragen en antwoorden"
    assert {d.vergaderjaar for n, d in documents.items() if n.startswith("kst-39755")} == {
        "2023-2024", "2024-2025",
    }
    assert documents["kamerbrief-herijking-natte-gordel"].title == (
        "Herijking van de raming grondverwerving programma Natte Gordel"
    )


def test_the_ministry_of_a_chapter_of_the_budget():
    lines = official("kst-39801-X-5.pdf", dossier="39 801 X", kind="LIJST VAN VRAGEN EN ANTWOORDEN",
                     title="Vaststelling van de begroting van het Ministerie van Defensie (X)")
    assert (lines.kind, lines.ministry) == ("Lijst van vragen en antwoorden", "Defensie")


def test_a_paper_of_the_senate():
    page = letter(
        "Eerste Kamer der Staten-Generaal 1", "Vergaderjaar 2023\u20132024",
        "39 801 Regels over de meting van water (Wet watermeting)",
        "C MEMORIE VAN ANTWOORD", "Ontvangen 5 maart 2024", "De leden vragen iets.",
        "kst-39801-C", "ISSN 0921 - 7371",
    )
    paper = read("stuk.pdf", page)
    assert (paper.doc, paper.chamber, paper.number) == ("kst-39801-C", "I", "C")
    assert (paper.kind, paper.date) == ("Memorie van antwoord", "2024-03-05")
    assert paper.title == "Regels over de meting van water (Wet watermeting)"


def test_a_page_of_repeated_words_takes_no_time():
    for piece in ("Vragen van het lid ", "\n", " \t", "Nr. 4 BRIEF VAN DE ", "De Minister van A. "):
        read("a.pdf", "Vragen gesteld door de leden der Kamer\n" + piece * 20_000)


def letter(*lines):
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize(
    ("end", "names"),
    [
        (("De Minister van Defensie,", "A.B. van der Berg", "De Staatssecretaris van Defensie,",
          "C. Jansen-de Vries"), ("A.B. van der Berg", "C. Jansen-de Vries")),
        (("Hoogachtend,", "de minister van Volksgezondheid,", "Welzijn en Sport,", "",
          "Anna Maria de Wit"), ("Anna Maria de Wit",)),
        (("Hoogachtend,", "Anna Maria de Wit", "Minister van Defensie"), ("Anna Maria de Wit",)),
        (("Hoogachtend,", "DE MINISTER VAN DEFENSIE,", "", "A. de Wit"), ("A. de Wit",)),
        (("De voorzitter van de commissie,", "Pieters", "Adjunct-griffier van de commissie,",
          "De Boer"), ("Pieters", "De Boer")),
        (("De Minister van Defensie,", "A. Yes¸il"), ("A. Yeşil",)),
        (("Dit schrijft de Minister van Defensie, zoals gezegd.", "Einde"), ()),
    ],
)
def test_signatories_of_a_letter(end, names):
    first = OFFICIAL.format(dossier="39 801", title="Water en land", number="4",
                            kind="BRIEF VAN DE MINISTER VAN DEFENSIE")
    assert read("kst-39801-4.pdf", first, letter(*end)).signatories == names


def test_signatories_of_a_motion_stand_under_it():
    page = OFFICIAL.format(dossier="39 801", title="Water en land", number="5",
                           kind="MOTIE VAN DE LEDEN PIET VAN DAM EN BOS")
    under = letter("verzoekt de regering iets,", "en gaat over tot de orde van de dag.",
                   "Piet van Dam", "Bos", "kst-39801-5", "ISSN 0921 - 7371")
    motion = read("kst-39801-5.pdf", page + under)
    assert motion.signatories == ("Piet van Dam", "Bos")
    assert motion.ministry is None
    without = read("kst-39801-5.pdf", page)
    assert without.signatories == ("Piet van Dam", "Bos")


def test_signatories_of_an_answer():
    page = letter(
        "Vragen gesteld door de leden der Kamer", "Vragen van het lid Jansen (Partij) aan de",
        "Ministers over iets (ingezonden 1 maart 2024).", "Antwoord van Minister De Wit (Defensie)",
        "en Staatssecretaris Pieters (Financiën), mede namens de Minister van",
        "Buitenlandse Zaken (ontvangen 2 april 2024).",
    )
    asked = read("ah-tk-20232024-942.pdf", page)
    assert asked.signatories == ("De Wit", "Pieters")
    assert asked.ministry == "Defensie"


@pytest.mark.parametrize(
    ("first", "kind", "title"),
    [
        (("Samen verder", "Akkoord voor het water", "5 maart 2020"), "Akkoord",
         "Samen verder Akkoord voor het water"),
        (("1", "Eerste rapport van de commissie", "Water"), "Rapport",
         "Eerste rapport van de commissie Water"),
        (("Aan de Minister van Defensie", "Brug over het kanaal", "Pagina 1 van 1",
          "TER BESLISSING", "Datum", "5 december 2024"), "Beslisnota", "Brug over het kanaal"),
        (("De Voorzitter van de Tweede Kamer", "Datum 5 maart 2024",
          "Betreft Beantwoording Kamervragen over bruggen", "Geachte voorzitter,"),
         "Antwoord op Kamervragen", "Beantwoording Kamervragen over bruggen"),
        (("De Voorzitter van de Tweede Kamer", "Datum 5 maart 2024",
          "Betreft Beantwoording feitelijke vragen", "Geachte voorzitter,"),
         "Lijst van vragen en antwoorden", "Beantwoording feitelijke vragen"),
    ],
)
def test_documents_without_a_number(first, kind, title):
    document = read("stuk.pdf", letter(*first))
    assert (document.kind, document.title) == (kind, title)


def test_a_letter_to_the_senate():
    page = letter("De Voorzitter van de Eerste Kamer", "Datum 5 maart 2024", "Geachte Voorzitter,")
    assert read("stuk.pdf", page).chamber == "I"


def test_the_identifier_at_the_foot_of_the_page_counts():
    page = OFFICIAL.format(dossier="39 801", title="Water en land", number="4",
                           kind="BRIEF VAN DE MINISTER VAN DEFENSIE")
    document, warnings = read_metadata("brief.pdf", [page + letter("kst-39801-4")], None)
    assert document.doc == "kst-39801-4" and document.file == "brief.pdf"
    assert document.url.endswith("/kst-39801-4.html") and not warnings


def test_a_file_name_that_says_otherwise_is_told():
    page = OFFICIAL.format(dossier="39 801", title="Water en land", number="4",
                           kind="BRIEF VAN DE MINISTER VAN DEFENSIE")
    document, warnings = read_metadata("kst-39801-5.pdf", [page + letter("kst-39801-4")], None)
    assert document.number == "4"
    assert warnings == ("nummer: de bestandsnaam zegt 5, de eerste pagina 4",)
    _, warnings = read_metadata("kst-39802-4.pdf", [page], None)
    assert warnings == ("dossier: de bestandsnaam zegt 39802, de eerste pagina 39801",)


def test_official_metadata_goes_first_and_differences_are_told():
    page = OFFICIAL.format(dossier="39 801", title="Water en land", number="4",
                           kind="BRIEF VAN DE MINISTER VAN DEFENSIE")
    official = OfficialMetadata("kst-39801-4", "Brief over bruggen", "39801", None, "4",
                                "2023-2024", "2024-06-28", "Kamerbrief", "II", ("A. Jansen",))
    document, warnings = read_metadata("kst-39801-4.pdf", [page], None, official)
    assert (document.title, document.date) == ("Brief over bruggen", "2024-06-28")
    assert document.signatories == ("A. Jansen",)
    assert warnings == ("datum: metadata.xml zegt 2024-06-28, het document 2024-06-27",)


def test_the_session_of_a_day():
    assert session_of("2024-06-27") == "2023-2024"
    assert session_of("2024-09-16") == "2023-2024"
    assert session_of("2024-09-17") == "2024-2025"
    assert session_of("2025-01-30") == "2024-2025"


@pytest.mark.parametrize(
    ("written", "found", "not_found"),
    [
        ("EZK", "Economische Zaken", "Financiën"),
        ("Economische Zaken", "Economische Zaken en Klimaat", "Sociale Zaken en Werkgelegenheid"),
        ("EZ", "Economische Zaken en Klimaat", "Volksgezondheid, Welzijn en Sport"),
        ("kgg", "Economische Zaken en Klimaat", "Economische Zaken"),
        ("V&J", "Justitie en Veiligheid", "Asiel en Migratie"),
        ("JenV", "Veiligheid en Justitie", "Defensie"),
        ("LNV", "Landbouw, Visserij, Voedselzekerheid en Natuur", "Klimaat en Groene Groei"),
        ("I&M", "Infrastructuur en Waterstaat", "Economische Zaken en Klimaat"),
        ("Ministerie van VWS", "Volksgezondheid, Welzijn en Sport", "Defensie"),
        ("BZ", "Buitenlandse Zaken", "Binnenlandse Zaken en Koninkrijksrelaties"),
    ],
)
def test_a_ministry_is_asked_for_by_any_of_its_names(written, found, not_found):
    lineage = ministry_lineage(written)
    assert found in lineage and not_found not in lineage


def test_an_unknown_ministry_has_no_lineage():
    assert ministry_lineage("Bruggen") == ()
    assert ministry_at("Bruggen en Wegen") is None
    assert ministry_of_site("www.rijksoverheid.nl/lvvn\r\n") == (
        "Landbouw, Visserij, Voedselzekerheid en Natuur"
    )
    assert ministry_of_site("www.rijksoverheid.nl") is None


def test_real_documents(testdata):
    """Every field of the real documents, read by hand from their pages."""
    expected = json.loads(REAL)
    for name, facts in expected.items():
        document = parse(testdata / "corpus" / f"{name}.pdf").document
        found = [document.kind, document.date, document.dossier, document.number,
                 document.ministry, document.vergaderjaar, list(document.signatories)]
        assert found == facts, name
    assert len(expected) >= 28


REAL = """{
"ah-tk-20232024-1076":
 ["Antwoord op Kamervragen", "2024-02-20", null, "1076",
  "Binnenlandse Zaken en Koninkrijksrelaties", "2023-2024", ["De Jonge"]],
"ah-tk-20232024-1292":
 ["Antwoord op Kamervragen", "2024-03-21", null, "1292",
  "Binnenlandse Zaken en Koninkrijksrelaties", "2023-2024", ["De Jonge"]],
"ah-tk-20232024-1314":
 ["Antwoord op Kamervragen", "2024-03-25", null, "1314",
  "Onderwijs, Cultuur en Wetenschap", "2023-2024", ["Dijkgraaf"]],
"ah-tk-20232024-1481":
 ["Antwoord op Kamervragen", "2024-04-11", null, "1481",
  "Binnenlandse Zaken en Koninkrijksrelaties", "2023-2024", ["Van Huffelen"]],
"ah-tk-20232024-1771":
 ["Antwoord op Kamervragen", "2024-05-17", null, "1771",
  "Infrastructuur en Waterstaat", "2023-2024", ["Heijnen"]],
"ah-tk-20232024-1893":
 ["Antwoord op Kamervragen", "2024-06-03", null, "1893",
  "Buitenlandse Zaken", "2023-2024", ["Bruins Slot"]],
"ah-tk-20232024-1949":
 ["Antwoord op Kamervragen", "2024-06-11", null, "1949",
  "Justitie en Veiligheid", "2023-2024", ["Yeşilgöz-Zegerius"]],
"ah-tk-20232024-1980":
 ["Antwoord op Kamervragen", "2024-06-13", null, "1980",
  "Volksgezondheid, Welzijn en Sport", "2023-2024", ["Helder"]],
"ah-tk-20232024-1999":
 ["Antwoord op Kamervragen", "2024-06-07", null, "1999",
  "Binnenlandse Zaken en Koninkrijksrelaties", "2023-2024", ["De Jonge"]],
"ah-tk-20232024-2168":
 ["Antwoord op Kamervragen", "2024-07-17", null, "2168",
  "Klimaat en Groene Groei", "2023-2024", ["Hermans"]],
"ah-tk-20232024-2210":
 ["Antwoord op Kamervragen", "2024-07-23", null, "2210",
  "Klimaat en Groene Groei", "2023-2024", ["Hermans"]],
"atr-werkprogramma-2025": ["Programma", null, null, null, null, null, []],
"azwa-2025-definitief": ["Akkoord", null, null, null, null, null, []],
"beslisnota-36450-nvw": ["Beslisnota", "2024-12-05", null, null, "Economische Zaken", null, []],
"coalitieakkoord-2021-2025": ["Akkoord", "2021-12-15", null, null, null, null, []],
"duidingsrapportage-coronamelder": ["Rapport", null, null, null, null, null, []],
"kamerbrief-azwa-aanbieding-2025":
 ["Kamerbrief", "2025-09-08", null, null,
  "Volksgezondheid, Welzijn en Sport", null, ["Jan Anthonie Bruijn"]],
"kamerbrief-azwa-cw31-2026":
 ["Kamerbrief", "2026-03-10", null, null,
  "Volksgezondheid, Welzijn en Sport", null, ["Sophie Hermans"]],
"kamerbrief-nederland-van-het-slot":
 ["Kamerbrief", "2024-02-14", null, null,
  "Landbouw, Visserij, Voedselzekerheid en Natuur", null, ["Femke Marije Wiersma"]],
"kamerbrief-stikstofbanken":
 ["Kamerbrief", "2025-01-30", null, null,
  "Landbouw, Visserij, Voedselzekerheid en Natuur", null, ["Femke Marije Wiersma"]],
"kst-28286-1366":
 ["Motie", "2024-12-05", "28286", "1366", null, "2024-2025", ["Holman", "Van Campen"]],
"kst-29515-werkprogramma":
 ["Kamerbrief", "2025-01-28", "29515", "496",
  "Economische Zaken", "2024-2025", ["D.S. Beljaarts"]],
"kst-32545-143":
 ["Motie", "2021-07-06", "32545", "143", null, "2020-2021", ["Inge van Dijk", "Grinwis"]],
"kst-35334-331":
 ["Kamerbrief", "2025-02-14", "35334", "331",
  "Landbouw, Visserij, Voedselzekerheid en Natuur", "2024-2025", ["F.M. Wiersma"]],
"kst-36450-1":
 ["Koninklijke boodschap", "2023-10-16", "36450", "1", null, "2023-2024", ["Willem-Alexander"]],
"kst-36450-2":
 ["Voorstel van wet", null, "36450", "2", "Economische Zaken en Klimaat", "2023-2024", []],
"kst-36450-3":
 ["Memorie van toelichting", null, "36450", "3",
  "Economische Zaken en Klimaat", "2023-2024", ["M.A.M. Adriaansens"]],
"kst-36560-X-10":
 ["Kamerbrief", "2024-06-27", "36560", "10",
  "Defensie", "2023-2024", ["K.H. Ollongren", "C.A. van der Maat"]],
"moeilijk/alleen-beeld": ["Document", null, null, null, null, null, []],
"moeilijk/ondefinieerde-unicodes":
 ["Verslag van een schriftelijk overleg", "2024-01-16", "29338", "289",
  "Onderwijs, Cultuur en Wetenschap", "2023-2024", ["Bromet", "Huls"]],
"moeilijk/onleesbare-tekenset": ["Document", null, null, null, null, null, []],
"moeilijk/scan-met-ocr":
 ["Beslisnota", null, null, null, "Volksgezondheid, Welzijn en Sport", null, []],
"moeilijk/scan-zonder-tekst": ["Document", null, null, null, null, null, []],
"rapport-niet-uit-de-lucht-gegrepen": ["Rapport", "2020-03-05", null, null, null, null, []],
"regeerprogramma-2024": ["Programma", "2024-09-13", null, null, null, null, []]
}"""
