"""Dates and figures in the other ways of writing them: `1-7-2024`, `1 juli 2024`, `July 1, 2024`.

Each is a word of the query with its ways, every way words that follow each other in a passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.lexical import QueryWord, Way

_MONTHS = (
    ("januari", "january"), ("februari", "february"), ("maart", "march"), ("april", "april"),
    ("mei", "may"), ("juni", "june"), ("juli", "july"), ("augustus", "august"),
    ("september", "september"), ("oktober", "october"), ("november", "november"),
    ("december", "december"),
)
_NUMBERS = {name: n for n, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(_NUMBERS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<english>{_MONTH}) (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)(?:,? (?P<year>\d{{4}}))?\b"
    r"|\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})\b", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<figure>\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)\s?"
    r"(?P<scale>miljoen|miljard|mln|mrd|million|billion|m|bn)\b", re.IGNORECASE
)
_THOUSANDS = {"miljoen": 1, "mln": 1, "million": 1, "m": 1,
              "miljard": 1000, "mrd": 1000, "billion": 1000, "bn": 1000}
_WORDS = (
    ("een", "one"), ("twee", "two"), ("drie", "three"), ("vier", "four"), ("vijf", "five"),
    ("zes", "six"), ("zeven", "seven"), ("acht", "eight"), ("negen", "nine"), ("tien", "ten"),
    ("elf", "eleven"), ("twaalf", "twelve"), ("dertien", "thirteen"), ("veertien", "fourteen"),
    ("vijftien", "fifteen"), ("zestien", "sixteen"), ("zeventien", "seventeen"),
    ("achttien", "eighteen"), ("negentien", "nineteen"), ("twintig", "twenty"),
)
_FIGURES = {name: n for n, names in enumerate(_WORDS, 1) for name in names}
_PERCENTAGE = re.compile(
    rf"(?<![\d.,])(?P<figure>\d+(?:[.,]\d+)?|{'|'.join(_FIGURES)})"
    r"\s?(?:%|procent\b|per ?cent\b)", re.IGNORECASE
)


def other_writings(question: str) -> Iterator[QueryWord]:
    """The dates, amounts and percentages of a Dutch or English question, as documents have them."""
    for match in _DATE.finditer(question):
        yield _date(match)
    for match in _AMOUNT.finditer(question):
        yield [Way(text, 1.0) for text in _amounts(match)]
    for match in _PERCENTAGE.finditer(question):
        yield [Way(text, 1.0) for text in _percentages(match["figure"].lower())]


def _date(match: re.Match[str]) -> QueryWord:
    day = int(match["day"] or match["after"] or match["d"])
    name = match["month"] or match["english"]
    month = _NUMBERS[name.lower()] if name else int(match["m"])
    year = match["year"] or match["y"]
    if not 1 <= month <= len(_MONTHS):
        return []
    written = f"{day} {_MONTHS[month - 1][0]}"
    if not year:
        return [Way(written, 1.0)]
    return [Way(text, 1.0) for text in (
        f"{written} {year}", f"{day}-{month}-{year}", f"{day:02}-{month:02}-{year}",
        f"{year}-{month:02}-{day:02}",
    )]


def _amounts(match: re.Match[str]) -> Iterator[str]:
    """`1,3 miljard`, `1.300 miljoen` and in full; English figures have point and comma swapped."""
    figure, scale = match["figure"], match["scale"].lower()
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figure)
    value = float(re.sub(r"[.,]", "", figure) if grouped else figure.replace(",", "."))
    millions = value * _THOUSANDS[scale]
    for number, words in ((millions, ("miljoen", "mln")), (millions / 1000, ("miljard", "mrd"))):
        if number >= 1 or "miljoen" in words:
            yield from (f"{_dutch(number)} {word}" for word in words)
    if millions * 1e6 >= 1:
        yield _dutch(round(millions * 1e6))


def _percentages(figure: str) -> Iterator[str]:
    number = _FIGURES.get(figure)
    written = str(number) if number else figure.replace(".", ",")
    yield f"{written} procent"
    yield f"{written} percent"
    yield written
    if number or (figure.isdigit() and 1 <= int(figure) <= len(_WORDS)):
        name = _WORDS[(number or int(figure)) - 1][0]
        yield f"{name} procent"


def _dutch(number: float) -> str:
    """At most three decimals, thousands apart by points: `1.300`, `0,45`."""
    whole, _, rest = f"{number:,.3f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
