"""Metadata of a document from its file name, its pages and official metadata, checked together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar

from corpus.document import Document
from corpus.identifiers import OFFICIAL_SITE, Identifier, parse_identifier
from corpus.kinds import ANSWER, UNKNOWN, kind_of_cover, kind_of_heading, kind_of_letter
from corpus.official import OfficialMetadata
from corpus.responsible import responsible_ministry
from corpus.signatures import (
    Signature,
    signatures_of_answer,
    signatures_of_letter,
    signatures_of_motion,
)

_MONTHS = {
    name: number
    for number, name in enumerate(
        "januari februari maart april mei juni juli augustus september oktober november"
        " december".split(),
        start=1,
    )
}
_DATE = re.compile(
    rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
)
_RECEIVED = re.compile(r"\((?:ontvangen\s+)+([^)]+)\)", re.IGNORECASE)
_DATE_LINE = re.compile(r"^Datum:?\s*(.*)$", re.MULTILINE)
_PLACE_DATE = re.compile(
    r"^[ \t]*(?:Den Haag|[’'‘]s-Gravenhage|Voorgesteld|Vastgesteld|Ontvangen|Amsterdam|Utrecht)"
    r"[,:]?\s+(.+)$", re.MULTILINE,
)
_DATE_ALONE = re.compile(
    rf"^[ \t]*(\d{{1,2}} (?:{'|'.join(_MONTHS)}) (?:19|20)\d{{2}})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_YEAR = re.compile(r"[Vv]ergaderjaar\s+(\d{4})\s*[–-]\s*(\d{4})")
_DOSSIER_LINE = re.compile(
    r"^\s*(\d{2})[ \u00a0\u2009]?(\d{3})(?:[ \u00a0-]{1,2}((?:[IVX]{1,6}[AB]?|[A-Z]|\(R\d+\))"
    r"(?![\w.])|\d{2}(?=\s)))?\s+(\S.{5,})$",
    re.MULTILINE,
)
_TITLE_LINES = re.compile(
    r"(?:\s*\n(?!Nr\. |\d{2}[ \u00a0\u2009]\d{3} )[^\n]{4,90}){0,4}?(?=\s*\n(?:Nr\. |[A-Z]{1,2} ))"
)
"""The rest of a dossier's title, up to the line with the number."""
_HEADING = re.compile(
    r"^(?:Nr\.\s*(?P<n>\d{1,4}|[A-Z]{1,2})\b|(?P<e>[A-Z]{1,2})(?= [A-Z]{4,}))[ \t]*(?P<of>[^\n]*"
    r"(?:\n(?!Aan de |Den Haag|[’'‘]s-Grav|Voorgesteld|Vastgesteld|Ontvangen|De vaste|De Kamer"
    r"|De onder|I\.|1\.|\d)[^\n]*){0,3})", re.MULTILINE,
)
_SUBJECT = re.compile(
    r"^(?:Betreft|Onderwerp):?[ \t]*(.+(?:\n(?!Geachte|Datum|\s*$).+){0,2})", re.MULTILINE
)
_LETTERHEAD = re.compile(
    r" (?:Bezoekadres|Pagina \d|Directoraat|Postadres|Postbus|Datum "
    r"|Voorbeelddocument van Voetnoot)"
)
_QUESTIONS = re.compile(
    r"Vragen van (?:het lid|de leden)\s.{3,1500}?\(ingezonden[^)]*\)", re.DOTALL
)
_ABOUT = re.compile(r"over\s+(.{3,1000}?)\s?\(ingezonden", re.DOTALL)
_ANSWERED = re.compile(r"Vragen gesteld door de leden der Kamer")
_FOOT_ID = re.compile(
    r"^[ \t]*((?:voorbeeld-)?(?:kst|ah-[te]k|blg|stcrt|stb|h-[te]k|kv-[te]k)-[\w()-]*\d[\w()-]*"
    r"|(?:voorbeeld-)?kst-\d{5}-(?:[IVX]+-)?[A-Z]{1,2})[ \t]*$", re.MULTILINE,
)
_NOTE_TITLE = re.compile(
    r"^Aan [^\n]+\n([^\n]{12,150}(?:\n[^\n]{8,100})?)\nPagina \d", re.MULTILINE
)
_MADE_BY_A_PROGRAM = re.compile(
    r"\.(docx?|indd|pdf|xlsx?|pptx?)$|^Microsoft |[0-9a-f]{8}-[0-9a-f]{4}-"
)
_COVER_CHARACTERS = 600


@dataclass(frozen=True)
class _Shown:
    """What the pages show of a document's place in the record."""

    identifier: str | None
    dossier: str | None
    toevoeging: str | None
    number: str | None
    vergaderjaar: str | None
    heading: str
    dossier_title: str | None


def read_document(file_name: str, pages: Sequence[str], pdf_title: str | None) -> Document:
    """The metadata of a document; what cannot be read is None."""
    return read_metadata(file_name, pages, pdf_title)[0]


def read_metadata(
    file_name: str,
    pages: Sequence[str],
    pdf_title: str | None,
    official: OfficialMetadata | None = None,
) -> tuple[Document, tuple[str, ...]]:
    """The metadata of a document and where its sources disagree.

    `pages` are the plain texts of all pages. What the document shows of itself goes before its
    file name, and official metadata before both; every disagreement is a warning in Dutch that
    names the values.
    """
    name = re.sub(r"\.(?:pdf|xml)$", "", file_name, flags=re.IGNORECASE)
    clean = [page.replace("\r\n", "\n").replace("\r", "\n") for page in pages]
    first = next((page for page in clean if len(page.strip()) > 1), "")
    shown = _shown(first)
    own = parse_identifier(name)
    doc = _identifier(name, own, shown)
    parts = parse_identifier(doc)
    subject = _SUBJECT.search(first)
    kind = _kind(first, parts, shown, subject.group(1) if subject else None)
    signed = _signatures(kind, clean, first, shown.heading)
    document = Document(
        doc=doc,
        file=file_name,
        kind=kind,
        title=_title(first, kind, subject, shown, pdf_title, name),
        date=_date(first, kind),
        dossier=parts.dossier if parts and parts.dossier else shown.dossier,
        toevoeging=parts.toevoeging if parts and parts.dossier else shown.toevoeging,
        number=parts.number if parts and parts.number else shown.number,
        ministry=responsible_ministry(
            kind, first, (shown.heading, shown.dossier_title or ""), signed, clean
        ),
        vergaderjaar=parts.vergaderjaar if parts and parts.vergaderjaar else shown.vergaderjaar,
        chamber=_chamber(first, doc),
        url=None if parts is None or parts.sample else f"{OFFICIAL_SITE}/{doc}.html",
        signatories=tuple(signature.name for signature in signed),
    )
    if document.dossier and not document.vergaderjaar and document.date:
        document = replace(document, vergaderjaar=session_of(document.date))
    warnings = _disagreements(own, shown, name)
    if official is not None:
        document, more = official.applied_to(document)
        warnings += more
    return document, tuple(warnings)


def session_of(date: str) -> str:
    """The vergaderjaar of a day: it runs from the third Tuesday of September."""
    year, month, day = (int(part) for part in date.split("-"))
    # The third Tuesday is the only one from the 15th up to and including the 21st.
    third = next(d for d in range(15, 22) if calendar(year, 9, d).weekday() == 1)
    begin = year if (month, day) >= (9, third) else year - 1
    return f"{begin}-{begin + 1}"


def _shown(first: str) -> _Shown:
    line = _DOSSIER_LINE.search(first[:3000])
    heading = _HEADING.search(first, line.end() - 1) if line else None
    feet = dict.fromkeys(m.group(1) for m in _FOOT_ID.finditer(first))
    known = [foot for foot in feet if parse_identifier(foot)]
    year = _YEAR.search(first)
    rest = _TITLE_LINES.match(first, line.end()) if line else None
    return _Shown(
        known[0] if len(known) == 1 else None,
        line.group(1) + line.group(2) if line else None,
        line.group(3).strip("()") if line and line.group(3) else None,
        (heading["n"] or heading["e"]) if heading else None,
        f"{year.group(1)}-{year.group(2)}" if year else None,
        heading["of"] if heading else "",
        line.group(4) + (rest.group() if rest else "") if line else None,
    )


def _identifier(name: str, own: Identifier | None, shown: _Shown) -> str:
    """The identifier at the foot of the first page; a sample's name and any other name stay."""
    if shown.identifier and not (own and own.sample):
        return shown.identifier
    return name


def _disagreements(own: Identifier | None, shown: _Shown, name: str) -> list[str]:
    if own is None:
        return []
    foot = parse_identifier(shown.identifier) if shown.identifier else None
    pairs = (
        ("dossier", own.dossier, foot.dossier if foot else shown.dossier),
        ("toevoeging", own.toevoeging, foot.toevoeging if foot else shown.toevoeging),
        ("nummer", own.number, foot.number if foot else shown.number),
        ("vergaderjaar", own.vergaderjaar, shown.vergaderjaar),
    )
    return [
        f"{what}: de bestandsnaam zegt {named}, de eerste pagina {found}"
        for what, named, found in pairs
        if named and found and named != found
    ]


def _kind(first: str, parts: Identifier | None, shown: _Shown, subject: str | None) -> str:
    if (parts and parts.series.startswith("ah")) or _ANSWERED.search(first[:1500]):
        return ANSWER
    if parts and parts.series.startswith("h-"):
        return "Handelingen"
    if shown.heading and (kind := kind_of_heading(shown.heading)):
        return kind
    if kind := kind_of_letter(first, subject):
        return kind
    if parts and parts.series == "blg":
        return kind_of_cover(first[:_COVER_CHARACTERS]) or "Bijlage"
    if parts is None and (kind := kind_of_cover(first[:_COVER_CHARACTERS])):
        return kind
    return UNKNOWN


def _title(
    first: str, kind: str, subject: re.Match[str] | None, shown: _Shown,
    pdf_title: str | None, name: str,
) -> str:
    if kind == ANSWER and (asked := _QUESTIONS.search(first)):
        about = _ABOUT.search(asked.group())
        return _clean(about.group(1) if about else asked.group())
    if subject:
        return _clean(subject.group(1))
    if kind == "Beslisnota" and (headed := _NOTE_TITLE.search(first[:800])):
        return _clean(headed.group(1))
    if shown.dossier_title:
        return _clean(shown.dossier_title)
    cover = _DATE_ALONE.sub("", first).strip()
    if 10 < len(cover) < 300 and not _DATE_LINE.search(cover):
        return _clean(re.sub(r"^\d{1,3}\s*\n", "", cover))
    if pdf_title and len(pdf_title) > 8 and not _MADE_BY_A_PROGRAM.search(pdf_title):
        return _clean(pdf_title)
    return name.replace("-", " ")


def _clean(text: str) -> str:
    whole = _LETTERHEAD.split(_joined(text))[0].strip()
    return whole if len(whole) <= 220 else whole[:219].rsplit(" ", 1)[0] + "…"


def _joined(text: str) -> str:
    """Lines as one, words that were broken at a line end whole again."""
    return " ".join(re.sub(r"[\x02\ufffe]\n?", "", text).split())


def _date(first: str, kind: str) -> str | None:
    patterns = [_RECEIVED] if kind == ANSWER else []
    for pattern in (*patterns, _DATE_LINE, _PLACE_DATE, _DATE_ALONE):
        for match in pattern.finditer(first):
            if date := _DATE.search(match.group(1)):
                return _iso(date)
        after = _DATE_LINE.search(first) if pattern is _DATE_LINE else None
        if after and (date := _DATE.match(first[after.end() :].lstrip())):
            return _iso(date)
    if kind == "Koninklijke boodschap" and (date := _DATE.search(first)):
        return _iso(date)
    if len(first) < _COVER_CHARACTERS and (date := _DATE.search(first)):
        return _iso(date)
    return None


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = int(match.group(1)), _MONTHS[match.group(2).lower()], match.group(3)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None


def _signatures(
    kind: str, pages: Sequence[str], first: str, heading: str
) -> list[Signature]:
    if kind == ANSWER and (answered := signatures_of_answer(first)):
        return answered
    text = "\n".join(pages)
    if kind in ("Motie", "Amendement"):
        return signatures_of_motion(text, heading)
    if kind == "Koninklijke boodschap":
        return [Signature(king.group()) for king in [_KING.search(text)] if king]
    return signatures_of_letter(text) if kind not in _UNSIGNED else []


_KING = re.compile(r"Willem-Alexander|Beatrix")
_UNSIGNED = frozenset({"Beslisnota", "Handelingen", "Akkoord", "Programma", "Rapport", UNKNOWN})


def _chamber(first: str, doc: str) -> str:
    letter = re.search(r"-[A-Z]{1,2}$", doc) if doc.startswith("kst-") else None
    addressed = re.search(r"[Vv]oorzitter van de Eerste Kamer", first[:1500])
    senate = "Eerste Kamer der Staten-Generaal" in first[:200]
    return "I" if senate or letter or addressed or "-ek-" in doc else "II"
