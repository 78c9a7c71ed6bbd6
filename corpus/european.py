"""Documents of the European Union and judgments, as Dutch parliamentary texts refer to them."""

from __future__ import annotations

import re

from corpus.identifiers import case_law_address, eu_address

ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9]{1,10}:\d{4}:[A-Z0-9](?:[A-Z0-9.]{0,23}[A-Z0-9])?")
PROPOSAL = re.compile(
    r"\b(?P<s>COM|SWD|JOIN|SEC)\s?\((?P<y>(?:19|20)\d{2})\)\s?,?\s?(?:nr\.\s)?(?P<n>\d{1,4})(?!\d)"
)
JOURNAL = re.compile(
    r"\b(?:PbEU|PbEG|Pb\s?EU|PB)\s(?:van\s)?(?:"
    r"(?P<y>(?:19|20)\d{2}),?\s(?:nr\.\s)?(?P<s>[LC])\s?(?P<n>\d{1,4})(?![\d/])"
    r"|(?P<s2>[LC]),?\s?(?P<y2>202[3-9])/(?P<n2>\d{1,5})"
    r"|(?P<s3>[LC])\s?(?P<n3>\d{1,4})\svan\s\d{1,2}[.\s-]+\w+[.\s-]+(?P<y3>(?:19|20)\d{2}))"
)
ACT = re.compile(
    r"\b(?P<k>(?:[Uu]itvoerings|[Gg]edelegeerde\s|[Uu]itvoerings-)?"
    r"(?:[Vv]erordening|[Rr]ichtlijn|[Bb]esluit))"
    r"(?:\s\((?:EU|EG|EEG|Euratom|EU,\sEuratom)\))?\s(?P<nr>nr\.\s?)?"
    r"(?P<p>\d{2,4})/(?P<q>\d{1,4})(?:/(?:EU|EG|EEG|GBVB|JBZ)\b)?(?![\d/])"
)
_LETTER = {"v": "R", "r": "L", "b": "D"}
_FIRST_YEAR, _LAST_YEAR = 1952, 2100


def judgment(match: re.Match[str]) -> tuple[str, str]:
    """(identifier, address) of a judgment."""
    return match.group(), case_law_address(match.group())


def proposal(match: re.Match[str]) -> tuple[str, str]:
    """`COM(2023) 123` and its kind."""
    series, year, number = match["s"], match["y"], int(match["n"])
    return f"{series}({year}){number}", eu_address(f"{series}:{year}:{number}:FIN")


def journal(match: re.Match[str]) -> tuple[str, str]:
    """`PbEU 2016, L 119`, `PbEU L, 2024/1689`, `PB L 119 van 4 mei 2016`."""
    year = match["y"] or match["y2"] or match["y3"]
    series = match["s"] or match["s2"] or match["s3"]
    number = int(match["n"] or match["n2"] or match["n3"])
    # Since October 2023 every act is an issue of its own.
    uri = f"{series}_{year}{number:05d}" if match["y2"] else f"{series}:{year}:{number:03d}:TOC"
    return f"PbEU-{year}-{series}-{number}", eu_address(f"OJ:{uri}")


def act(match: re.Match[str]) -> tuple[str, str] | None:
    """The CELEX number of a regulation, directive or decision; None for an impossible year."""
    kind = match["k"].split()[-1].lower().removeprefix("uitvoerings").lstrip("-")
    letter = _LETTER[kind[0]]
    first, second = _full_year(match["p"]), _full_year(match["q"])
    # Regulations were numbered number/year until 2015, all else year/number.
    order = [(second, match["p"]), (first, match["q"])]
    if not (match["nr"] and letter == "R"):
        order.reverse()
    for year, number in order:
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            celex = f"3{year}{letter}{int(number):04d}"
            return celex, eu_address(f"CELEX:{celex}")
    return None


def _full_year(written: str) -> int:
    return 1900 + int(written) if len(written) == 2 else int(written)
