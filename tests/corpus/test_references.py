"""Every written form of a reference, and the names of files."""

from itertools import pairwise

import pytest

from corpus.references import Identifier, find_references, parse_identifier

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("Kamerstuk 36 410 X, nr. 50", ["kst-36410-X-50"]),
        (f"Kamerstuk 36{NBSP}410{NBSP}X, nr.{NBSP}50", ["kst-36410-X-50"]),
        (f"Kamerstuk 36{THIN}410 X, nr. 50", ["kst-36410-X-50"]),
        (f"Kamerstuk 36{NARROW}410 X, nr. 50", ["kst-36410-X-50"]),
        ("Kamerstukken II 2023/24, 36 410 X, nr. 50", ["kst-36410-X-50"]),
        ("36410-X-50", ["kst-36410-X-50"]),
        ("21501-32-1740", ["kst-21501-32-1740"]),
        ("TK 2007–2008, 31 200 VI, nr. 131", ["kst-31200-VI-131"]),
        ("Kst. 36 725, nr. 29", ["kst-36725-29"]),
        (
            "Kamerstukken 34 682, nr. 135 en 35 334, nr. 309",
            ["kst-34682-135", "kst-35334-309"],
        ),
        ("36 471-64", ["kst-36471-64"]),
        ("Kamerstuk 36 560 K, nr. 2", ["kst-36560-K-2"]),
        ("Kamerstuk 34 000 (R2121), nr. 3", ["kst-34000-R2121-3"]),
        ("Aanhangsel Handelingen II 2023/24, nr. 942", ["ah-tk-20232024-942"]),
        (
            "Aanhangsel van de Handelingen, vergaderjaar 2023–2024, nr. 942",
            ["ah-tk-20232024-942"],
        ),
        ("Aanhangsel Handelingen I 2023/24, nr. 7", ["ah-ek-20232024-7"]),
        ("zie kst-36560-X-10 en kst-32637-E", ["kst-36560-X-10", "kst-32637-E"]),
        ("2023D04662", ["2023D04662"]),
        ("zaak 2023Z12345.", ["2023Z12345"]),
        ("stcrt-2025-41979", ["stcrt-2025-41979"]),
        ("stb-2024-12", ["stb-2024-12"]),
        ("h-tk-20232024-55-4", ["h-tk-20232024-55-4"]),
        ("kv-tk-2024Z01234", ["kv-tk-2024Z01234"]),
        ("blg-1234567", ["blg-1234567"]),
    ],
)
def test_written_forms(text, identifiers):
    found = find_references(text)
    assert [r.identifier for r in found] == identifiers
    assert all(text[r.start : r.end] == r.text for r in found)


@pytest.mark.parametrize(
    "text",
    [
        "12 345 euro en 36 410 woningen",
        "in 2023-2024 en van 10-12",
        "telefoon 070-3183000",
        "€ 36 560, nr niet genoemd",
        "artikel 12, nr. 3",
        "2023D0466",
    ],
)
def test_numbers_that_are_no_references(text):
    assert find_references(text) == []


def test_references_come_in_order_and_do_not_overlap():
    text = "36410-X-50, 2023D04662, Kamerstuk 36 725, nr. 29 (kst-36725-29)"
    found = find_references(text)
    assert [r.start for r in found] == sorted(r.start for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("kst-36560-X-10", Identifier("kst", "36560", "X", "10")),
        ("kst-36560-K-1", Identifier("kst", "36560", "K", "1")),
        ("kst-36450-3", Identifier("kst", "36450", None, "3")),
        ("kst-32637-E", Identifier("kst", "32637", None, "E")),
        ("kst-21501-32-1740", Identifier("kst", "21501", "32", "1740")),
        ("kst-34000-(R2121)-3", Identifier("kst", "34000", "R2121", "3")),
        ("ah-tk-20232024-942", Identifier("ah-tk", None, None, "942", "2023-2024")),
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
