"""Every written form of a reference, and the names of files."""

from itertools import pairwise

import pytest

from corpus.identifiers import Identifier, address_of, parse_identifier
from corpus.references import find_references

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"
SITE = "https://zoek.officielebekendmakingen.nl"
FORMS = [
    # Kamerstukken, with every kind of space and every way to write the vergaderjaar
    ("Kamerstuk 36 410 X, nr. 50", ["kst-36410-X-50"]),
    (f"Kamerstuk 36{NBSP}410{NBSP}X, nr.{NBSP}50", ["kst-36410-X-50"]),
    (f"Kamerstuk 36{THIN}410 X, nr. 50", ["kst-36410-X-50"]),
    (f"Kamerstuk 36{NARROW}410 X, nr. 50", ["kst-36410-X-50"]),
    ("Kamerstuk 36410 X nr.50", ["kst-36410-X-50"]),
    ("Kamerstuk 36 410-X, nr. 50", ["kst-36410-X-50"]),
    ("Kamerstuk 36 410, X, nr. 50", ["kst-36410-X-50"]),
    ("Kamerstuk 36 410 XIV, nr. 5", ["kst-36410-XIV-5"]),
    ("Kamerstuk 36 410 IIA, nr. 2", ["kst-36410-IIA-2"]),
    ("Kamerstuk 36 410-\nXIV, nr. 5", ["kst-36410-XIV-5"]),
    ("Kamerstuk 36 410,\nnr. 12", ["kst-36410-12"]),
    ("Kamerstuk 36 410, Nr. 12", ["kst-36410-12"]),
    ("Kamerstuk 36 410, nummer 12", ["kst-36410-12"]),
    ("kamerstuk 36 410, no. 12", ["kst-36410-12"]),
    ("Kamerstuknummer 36 410 VI, nr. 115", ["kst-36410-VI-115"]),
    ("Kamerstuk 36 560 K, nr. 2", ["kst-36560-K-2"]),
    ("Kamerstuk 36 560 K nr. 2 van september", ["kst-36560-K-2"]),
    ("Kamerstukken II 2023/24, 36 410 X, nr. 50", ["kst-36410-X-50"]),
    ("Kamerstukken II 2023–2024, 36 410 X, nr. 50, p. 7", ["kst-36410-X-50"]),
    ("Kamerstukken II, 2023-24, 31 765, nr. 858", ["kst-31765-858"]),
    ("Kamerstukken II2015–16, 34 104, nr. 128", ["kst-34104-128"]),
    ("Kamerstukken II 1999/2000, 24 036, nr. 138", ["kst-24036-138"]),
    ("Kamerstukken, vergaderjaar 2021-2022, 31 293, nr. 620", ["kst-31293-620"]),
    ("TK 2007–2008, 31 200 VI, nr. 131", ["kst-31200-VI-131"]),
    ("TK, 29389-nr. 138", ["kst-29389-138"]),
    ("Kst. 36 725, nr. 29", ["kst-36725-29"]),
    ("(Kamerstuk 36 410, nr. 9)", ["kst-36410-9"]),
    ("zie 36 410, nr. 9.", ["kst-36410-9"]),
    ("Kamerstuk 21 501-20, nr. 1500", ["kst-21501-20-1500"]),
    ("Kamerstuk 34 000 (R2121), nr. 3", ["kst-34000-R2121-3"]),
    ("Kamerstukken II 1979/80, 16 040 (R 1141), nr. 3", ["kst-16040-R1141-3"]),
    # several numbers, several dossiers
    ("Kamerstuk 36 410, nrs. 10 en 12", ["kst-36410-10", "kst-36410-12"]),
    ("Kamerstuk 36 410, nrs. 10, 11 en 14", ["kst-36410-10", "kst-36410-11", "kst-36410-14"]),
    ("Kamerstuk 36 410, nr. 10–12", ["kst-36410-10", "kst-36410-11", "kst-36410-12"]),
    ("Kamerstuk 36 410, nrs. 3-4, p. 2-4", ["kst-36410-3", "kst-36410-4"]),
    ("Kamerstuk 36 410, nrs. 10 t/m 12", ["kst-36410-10", "kst-36410-11", "kst-36410-12"]),
    ("Kamerstuk 36 410, nr. 50 en drie moties", ["kst-36410-50"]),
    ("Kamerstuk 36 410, nr. 50 en 3 moties", ["kst-36410-50"]),
    ("Kamerstukken 34 682, nr. 135 en 35 334, nr. 309", ["kst-34682-135", "kst-35334-309"]),
    ("Kamerstuk 31 839, nr. 889; Kamerstuk 31 840, nr. 3", ["kst-31839-889", "kst-31840-3"]),
    ("Kamerstuk 32 761 en 30 821, Nr. 152", ["kst-32761-152"]),
    ("Kamerstuk 28 286/33 835, nr. 1", ["kst-28286-1"]),
    # Eerste Kamer: letters
    ("Kamerstuk 36 410, nr. BV", ["kst-36410-BV"]),
    ("Kamerstukken I 2023/24, 36 410, A", ["kst-36410-A"]),
    ("EK 2023–2024, 36 410 VII, B, p. 3", ["kst-36410-VII-B"]),
    # with dashes
    ("36410-X-50", ["kst-36410-X-50"]),
    ("21501-32-1740", ["kst-21501-32-1740"]),
    ("36 471-64", ["kst-36471-64"]),
    ("de brief (36 471-64) van juni", ["kst-36471-64"]),
    ("Kamerstuk 32 813-974", ["kst-32813-974"]),
    ("Kamerstuk: 25295-460", ["kst-25295-460"]),
    # a dossier alone, where the word says so
    ("(Kamerstukken 36546)", ["36546"]),
    ("Kamerstuk 36 600 VIII bevat", ["36600-VIII"]),
    # Aanhangsel and Handelingen
    ("Aanhangsel Handelingen II 2023/24, nr. 942", ["ah-tk-20232024-942"]),
    ("Aanhangsel van de Handelingen, vergaderjaar 2023–2024, nr. 5", ["ah-tk-20232024-5"]),
    ("Aanhangsel Handelingen, vergaderjaar\n2023–2024, nr. 18", ["ah-tk-20232024-18"]),
    ("Aanhangsel Handelingen II 1999/2000, nr. 9", ["ah-tk-19992000-9"]),
    ("Aanhangsel Handelingen I 2023/24, nr. 7", ["ah-ek-20232024-7"]),
    (
        "Aanhangsel Handelingen II 2023/24, nrs. 5 en 7",
        ["ah-tk-20232024-5", "ah-tk-20232024-7"],
    ),
    ("Handelingen II 2023/24, nr. 55, item 4", ["h-tk-20232024-55-4"]),
    ("Handelingen II 2023/24, nr. 55, item 4, p. 12", ["h-tk-20232024-55-4"]),
    ("Handelingen I 2023/24, 12, item 3", ["h-ek-20232024-12-3"]),
    ("Handelingen II, vergaderjaar 2012–2013, nr. 34 item 5", ["h-tk-20122013-34-5"]),
    ("Handelingen II 2009/10, nr. 34, blz. 3000", ["h-tk-20092010-34"]),
    # identifiers as such
    ("zie kst-36560-X-10 en kst-32637-E", ["kst-36560-X-10", "kst-32637-E"]),
    ("2023D04662", ["2023D04662"]),
    ("zaak 2023Z12345.", ["2023Z12345"]),
    ("2025Z00913/2025D02435", ["2025Z00913", "2025D02435"]),
    ("stcrt-2025-41979", ["stcrt-2025-41979"]),
    ("stb-2024-12", ["stb-2024-12"]),
    ("h-tk-20232024-55-4", ["h-tk-20232024-55-4"]),
    ("kv-tk-2024Z01234", ["kv-tk-2024Z01234"]),
    ("blg-1234567", ["blg-1234567"]),
    # journals
    ("Stb. 2024, 12", ["stb-2024-12"]),
    ("(Stb. 2008, nr. 259)", ["stb-2008-259"]),
    ("Stb. 2019/33", ["stb-2019-33"]),
    ("Staatsblad 2020, 118", ["stb-2020-118"]),
    ("Stcrt. 2025, 41979", ["stcrt-2025-41979"]),
    ("Staatscourant 2021 nr. 1234", ["stcrt-2021-1234"]),
    ("Trb. 2010, 5", ["trb-2010-5"]),
    # judgments and Europe
    ("ECLI:NL:HR:2019:2006.", ["ECLI:NL:HR:2019:2006"]),
    ("(ECLI:EU:C:2020:559)", ["ECLI:EU:C:2020:559"]),
    ("COM(2023) 123", ["COM(2023)123"]),
    ("COM (2020) 50 final", ["COM(2020)50"]),
    ("PbEU 2016, L 119", ["PbEU-2016-L-119"]),
    ("PbEU L, 2024/1689", ["PbEU-2024-L-1689"]),
    ("Verordening (EU) 2016/679", ["32016R0679"]),
    ("Verordening (EG) nr. 834/2007", ["32007R0834"]),
    ("Richtlijn 2000/60/EG", ["32000L0060"]),
    ("Richtlijn 92/43/EEG", ["31992L0043"]),
]


@pytest.mark.parametrize(("text", "identifiers"), FORMS)
def test_written_forms(text, identifiers):
    found = find_references(text)
    assert [r.identifier for r in found] == identifiers
    assert all(text[r.start : r.end] == r.text for r in found)
    assert all(r.kind for r in found)


@pytest.mark.parametrize(("text", "identifiers"), FORMS)
def test_a_form_in_a_sentence_is_the_same_reference(text, identifiers):
    inside = f"Zie hierover ook {text} waarin staat dat 12 345 personen wachten."
    assert [r.identifier for r in find_references(inside)] == identifiers


@pytest.mark.parametrize(
    "text",
    [
        "12 345 euro en 36 410 woningen",
        "in 2023-2024 en van 10-12",
        "telefoon 070-3183000",
        "tel. 06-12 345 678",
        "070 318 30 00",
        "€ 36 560, nr niet genoemd",
        "€ 36 560-40",
        "tussen 20 000-25 000 woningen",
        "tussen 25000-50000 euro",
        "20 000-25.000 euro",
        "10 000-15 000",
        "12 345-67",
        "artikel 12, nr. 3",
        "2023D0466",
        "12023D04662",
        "in 2023 nr. 3",
        "postbus 20401, 2500 EK Den Haag",
        "2594 AC Den Haag",
        "IBAN NL12 INGB 0001 2345 67",
        "36 560 X Jaarverslag en slotwet",
        "35 334 Problematiek rondom water",
        "bedragen 36 410 X € 1.000",
        "versie 36.410-2",
        "op 3 juni 2024, nr. 4",
        "De Handelingen van gebruikers en beheerders",
        "Een besluit uit 2016/17 en een verordening",
        "de verordening van 2016",
        "COMMISSIE 2023",
        "het Staatsblad waarin deze wet wordt geplaatst",
        "Stb. 36.410",
        "http://",
        "www.",
        "de ECLI: van het arrest",
    ],
)
def test_what_is_no_reference(text):
    assert find_references(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("zie https://www.rijksoverheid.nl/water.", "https://www.rijksoverheid.nl/water"),
        ("(www.rijksoverheid.nl/water)", "https://www.rijksoverheid.nl/water"),
        ("(zie https://a.nl/b), en", "https://a.nl/b"),
        ("https://a.nl/pii/S0140(20)31173-9/full;", "https://a.nl/pii/S0140(20)31173-9/full"),
        ("«https://a.nl/b»", "https://a.nl/b"),
        ("https://\nwww.a.nl/b", "https://www.a.nl/b"),
        ("https://www.a.nl/een/\ntwee-drie, 5 juni", "https://www.a.nl/een/twee-drie"),
        ("https://www.a.nl/een-\ntwee", "https://www.a.nl/een-twee"),
        ("https://www.a.nl/een\ufffetwee", "https://www.a.nl/een-twee"),
        ("https://www.a.nl/een_ twee.pdf", "https://www.a.nl/een_twee.pdf"),
        ("https://www.a.nl/een\n%20twee.pdf", "https://www.a.nl/een%20twee.pdf"),
        ("https://www.a.nl/een?b=\n12", "https://www.a.nl/een?b=12"),
        ("https://www.a.nl/ verwerkt op maandag", "https://www.a.nl/"),
        ("https://www.a.nl/een twee drie", "https://www.a.nl/een"),
        ("https://www.a.nl/een en https", "https://www.a.nl/een"),
        ("Zie: http://a.nl/x?y=1&z=2!", "http://a.nl/x?y=1&z=2"),
    ],
)
def test_web_addresses_are_whole_and_without_closing_punctuation(text, address):
    found = find_references(text)
    assert [(r.kind, r.identifier, r.url) for r in found] == [("url", address, address)]


def test_an_address_of_a_publication_is_that_publication():
    text = f"{SITE}/kst-31288-1115.html en https://www.tweedekamer.nl/a?id=2020Z14096&did=2020D29955"
    assert [(r.identifier, r.kind) for r in find_references(text)] == [
        ("kst-31288-1115", "kamerstuk"), ("2020D29955", "document"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "url"),
    [
        ("Kamerstuk 36 410 X, nr. 50", "kamerstuk", f"{SITE}/kst-36410-X-50.html"),
        ("Kamerstukken 36546", "dossier", f"{SITE}/dossier/36546"),
        ("Aanhangsel Handelingen II 2023/24, nr. 9", "aanhangsel",
         f"{SITE}/ah-tk-20232024-9.html"),
        ("Handelingen II 2023/24, nr. 55, item 4", "handelingen",
         f"{SITE}/h-tk-20232024-55-4.html"),
        ("Handelingen II 2023/24, nr. 55", "handelingen", None),
        ("blg-1234567", "bijlage", f"{SITE}/blg-1234567.pdf"),
        ("Stb. 2024, 12", "staatsblad", f"{SITE}/stb-2024-12.html"),
        ("34 000 (R2121), nr. 3", "kamerstuk", None),
        ("2023D04662", "document",
         "https://www.tweedekamer.nl/kamerstukken/detail?id=2023D04662&did=2023D04662"),
        ("ECLI:NL:HR:2019:2006", "uitspraak",
         "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:2006"),
        ("COM(2023) 123", "eu",
         "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2023:123:FIN"),
        ("Richtlijn 2000/60/EG", "eu",
         "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32000L0060"),
    ],
)
def test_kind_and_address(text, kind, url):
    assert [(r.kind, r.url) for r in find_references(text)] == [(kind, url)]


def test_references_come_in_order_and_do_not_overlap():
    text = "36410-X-50, 2023D04662, Kamerstuk 36 725, nr. 29 (kst-36725-29), https://a.nl/b"
    found = find_references(text)
    assert [r.start for r in found] == sorted(r.start for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) == 5


def test_a_long_text_without_an_end_takes_no_time():
    """Nothing here goes back and forth: the patterns are bounded."""
    for piece in ("36 410 X, ", "Kamerstukken II 2023/24, ", "https://a.nl/- ", "10 000-", "((((("):
        find_references(piece * 4000)


def test_references_of_real_notes(testdata):
    """Every `Kamerstuk … nr. …` of the annotated notes is found."""
    text = (testdata / "evals/dev.footnotes.jsonl").read_text()
    assert sum(r.kind == "kamerstuk" for r in find_references(text)) >= 20


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("kst-36560-X-10", Identifier("kst", "36560", "X", "10")),
        ("kst-36560-K-1", Identifier("kst", "36560", "K", "1")),
        ("kst-36450-3", Identifier("kst", "36450", None, "3")),
        ("kst-36560-IIA-3", Identifier("kst", "36560", "IIA", "3")),
        ("kst-32637-E", Identifier("kst", "32637", None, "E")),
        ("kst-21501-32-1740", Identifier("kst", "21501", "32", "1740")),
        ("kst-34000-(R2121)-3", Identifier("kst", "34000", "R2121", "3")),
        ("ah-tk-20232024-942", Identifier("ah-tk", None, None, "942", "2023-2024")),
        ("h-tk-20232024-55-4", Identifier("h-tk", None, None, "55-4", "2023-2024")),
        ("voorbeeld-kst-36560-X-10", Identifier("kst", "36560", "X", "10", sample=True)),
        ("blg-1234567", Identifier("blg")),
    ],
)
def test_names_of_files(name, parts):
    assert parse_identifier(name) == parts


@pytest.mark.parametrize(
    "name", ["kst-29515-werkprogramma", "regeerprogramma-2024", "kamerbrief-kst-36560-X-10", ""]
)
def test_names_that_are_no_identifier(name):
    assert parse_identifier(name) is None


def test_an_address_needs_a_known_form():
    assert address_of("kst-34000-R2121-3") is None
    assert address_of("kst-36450-3") == f"{SITE}/kst-36450-3.html"
