"""How much a question names a document: its identifier, date, dossier, kind or who signed it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Document
from corpus.references import find_references

DATE, DOSSIER, MONTH, SIGNATORY, KIND, YEAR = 1.0, 0.6, 0.6, 0.6, 0.4, 0.2
"""What each way of naming counts; together at most 1."""
IDENTIFIER = 3.0
"""What an official identifier counts: who writes one means that document."""

_MONTHS = (
    r"jan(?:uari|uary)", r"feb(?:ruari|ruary)", r"m(?:aart|arch)", r"april", r"(?:mei|may)",
    r"jun[ie]", r"jul[iy]", r"august(?:us)?", r"september", r"o[kc]tober", r"november",
    r"december",
)
_WRITTEN = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?P<month>{'|'.join(_MONTHS)})"
    r"(?: (?P<english>\d{1,2})(?:st|nd|rd|th)?,)?(?: (?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DOSSIER = re.compile(r"\b(\d{2}) ?(\d{3})\b")
_KINDS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(named, re.IGNORECASE))
    for asked, named in (
        (r"\b(?:kamer)?brief\b|\bletter\b", r"brief"),
        (r"\bmotie\b|\bmotion\b", r"\bmotie"),
        (r"memorie van toelichting|explanatory memorandum", r"memorie van toelichting"),
        (r"beslisnota|decision (?:note|memo)", r"beslisnota"),
        (r"jaarverslag|annual report", r"jaarverslag"),
        (r"regeerprogramma|government programme", r"regeerprogramma"),
        (r"coalitieakkoord|coalition agreement", r"coalitieakkoord"),
        (r"kamervragen|parliamentary questions?", r"kamervragen|aanhangsel"),
        (r"werkprogramma|work programme", r"werkprogramma"),
    )
)


@dataclass(frozen=True)
class Mentions:
    """What a question names of documents."""

    identifiers: frozenset[str]
    dates: frozenset[str]
    """ISO dates, whole or year and month."""
    years: frozenset[str]
    dossiers: frozenset[str]
    kinds: tuple[re.Pattern[str], ...]
    names: frozenset[str]
    """Words with a capital that are not the first."""

    def share(self, document: Document) -> float:
        """How much of a naming of `document` this is: 0 to 1, above that by its identifier."""
        if document.doc.removeprefix("voorbeeld-") in self.identifiers:
            return IDENTIFIER
        date = document.date or ""
        total = 0.0
        if date and date in self.dates:
            total += DATE
        elif date and (date[:7] in self.dates or f"-{date[5:7]}" in self.dates):
            total += MONTH
        elif date[:4] in self.years:
            total += YEAR
        if document.dossier in self.dossiers:
            total += DOSSIER
        title = f"{document.kind} {document.title} {document.file}"
        total += KIND * any(kind.search(title) for kind in self.kinds)
        surnames = {name.split()[-1] for name in document.signatories if name}
        total += SIGNATORY * bool(surnames & self.names)
        return min(total, 1.0)


def find_mentions(question: str) -> Mentions:
    """What `question` names."""
    dates = {f"{year}-{int(month):02}-{int(day):02}" for day, month, year in
             _NUMERIC.findall(question)}
    for match in _WRITTEN.finditer(question):
        number = next(n for n, month in enumerate(_MONTHS, 1)
                      if re.fullmatch(month, match["month"], re.IGNORECASE))
        day = match["day"] or match["english"]
        month = f"{match['year'] or ''}-{number:02}"
        dates.add(f"{month}-{int(day):02}" if day and match["year"] else month)
    return Mentions(
        frozenset(reference.identifier for reference in find_references(question)),
        frozenset(dates),
        frozenset(_YEAR.findall(question)),
        frozenset(head + tail for head, tail in _DOSSIER.findall(question)),
        tuple(named for asked, named in _KINDS if asked.search(question)),
        frozenset(word.strip(".,?!:;()'\"") for word in question.split()[1:] if word[:1].isupper()),
    )
