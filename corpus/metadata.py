"""Metadata of a document from its file name and the text of its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Document
from corpus.identifiers import Identifier, parse_identifier

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
_RECEIVED = re.compile(r"\(ontvangen\s+([^)]+)\)", re.IGNORECASE)
_DATE_LINE = re.compile(r"^Datum:?\s*(.*)$", re.MULTILINE)
_PLACE_DATE = re.compile(r"^(?:Den Haag|[’'‘]s-Gravenhage|Voorgesteld)[,:]?\s+(.+)$", re.MULTILINE)
_YEAR = re.compile(r"[Vv]ergaderjaar\s+(\d{4})\s*[–-]\s*(\d{4})")
_DOSSIER_LINE = re.compile(
    r"^\s*(\d{2})[ \u00a0\u2009]?(\d{3})(?:[ \u00a0]([IVX]{1,6}|[A-Z]|\(R\d+\)))?\s+(\S.{5,})$",
    re.MULTILINE,
)
_TITLE_LINES = re.compile(
    r"(?:\s*\n(?!Nr\. |\d{2}[ \u00a0\u2009]\d{3} )[^\n]{4,90}){0,4}?(?=\s*\nNr\. )"
)
"""The rest of a dossier's title, up to the line with the number."""
_NUMBER = re.compile(r"\bNr\.\s*(\d{1,4}|[A-Z]{1,2})\b")
_SUBJECT = re.compile(
    r"^(?:Betreft|Onderwerp):?[ \t]*(.+(?:\n(?!Geachte|Datum|\s*$).+){0,2})", re.MULTILINE
)
_LETTERHEAD = re.compile(
    r" (?:Bezoekadres|Pagina \d|Directoraat|Postadres|Postbus|Datum "
    r"|Voorbeelddocument van Voetnoot)"
)
_QUESTIONS = re.compile(r"Vragen van (?:het lid|de leden)\s.+?\(ingezonden[^)]*\)", re.DOTALL)
_ABOUT = re.compile(r"over\s+(.+?)\s*\(ingezonden", re.DOTALL)
_KINDS = (
    ("Kamerbrief", r"^(Nr\. \w+\s+)(BRIEF VAN |Brief van de )"),
    ("Memorie van toelichting", r"^(Nr\. \w+\s+)?MEMORIE VAN TOELICHTING"),
    ("Voorstel van wet", r"^(Nr\. \w+\s+)?VOORSTEL VAN WET"),
    ("Koninklijke boodschap", r"^(Nr\. \w+\s+)?KONINKLIJKE BOODSCHAP"),
    ("Motie", r"^(Nr\. \w+\s+)?(GEWIJZIGDE )?MOTIE VAN "),
    ("Amendement", r"^(Nr\. \w+\s+)?AMENDEMENT VAN "),
    ("Lijst van vragen en antwoorden", r"LIJST VAN VRAGEN"),
    ("Verslag", r"^(Nr\. \w+\s+)?VERSLAG "),
    ("Jaarverslag", r"^(Nr\. \w+\s+)?JAARVERSLAG "),
    ("Advies Raad van State", r"ADVIES (AFDELING ADVISERING )?RAAD VAN STATE"),
    ("Antwoord op Kamervragen", r"Vragen gesteld door de leden der Kamer"),
    ("Beslisnota", r"^TER BESLISSING|[Bb]eslisnota"),
    ("Kamerbrief", r"BRIEF VAN DE |Geachte [Vv]oorzitter|De [Vv]oorzitter van de (Tweede|Eerste)"),
    ("Jaarverslag", r"\b[Jj]aarverslag\b"),
)
_ANSWERED_BY = re.compile(r"Antwoord van (?:Minister|Staatssecretaris)[^(]{2,60}\(([^)]{3,90})\)")
_WORD = r"(?!EN\b|Minister|Staatssecretaris)[A-Z][\w-]+"
_FIELD = rf"{_WORD}(?: {_WORD})*"
_MINISTRY = re.compile(
    r"(?:Ministerie van|MINISTERS? (?:EN STAATSSECRETARIS )?VAN|[Mm]inister van|STAATSSECRETARIS"
    rf" VAN)\s+({_FIELD}(?:(?:,\s+{_FIELD})*\s+(?:en|EN)\s+{_FIELD})?)"
)
_SITE = "https://zoek.officielebekendmakingen.nl"


def read_document(file_name: str, first_pages: Sequence[str], pdf_title: str | None) -> Document:
    """The metadata of a document; what cannot be read is None."""
    name = file_name.removesuffix(".pdf").removesuffix(".PDF")
    text = "\n".join(first_pages).replace("\r\n", "\n").replace("\r", "\n")
    first = (first_pages[0] if first_pages else "").replace("\r\n", "\n")
    parts = parse_identifier(name)
    kind = _kind(text, parts)
    line = _DOSSIER_LINE.search(first) if parts is None or parts.series == "kst" else None
    number = parts.number if parts else None
    if number is None and line and (match := _NUMBER.search(first)):
        number = match.group(1)
    return Document(
        doc=name,
        file=file_name,
        kind=kind,
        title=_title(first, kind, line, pdf_title, name),
        date=_date(first, kind),
        dossier=parts.dossier if parts and parts.dossier else _join(line),
        toevoeging=parts.toevoeging if parts else (line.group(3) if line else None),
        number=number,
        ministry=_ministry(text),
        vergaderjaar=_vergaderjaar(first, parts),
        chamber="I" if "Eerste Kamer der Staten-Generaal" in first[:200] else "II",
        url=None if parts is None or parts.sample else f"{_SITE}/{name}.html",
    )


def _join(line: re.Match[str] | None) -> str | None:
    return line.group(1) + line.group(2) if line else None


def _kind(text: str, parts: Identifier | None) -> str:
    if parts and parts.series.startswith("ah"):
        return "Antwoord op Kamervragen"
    head = text[:6000]
    for kind, pattern in _KINDS:
        if re.search(pattern, head, re.MULTILINE):
            return kind
    return "Bijlage" if parts and parts.series == "blg" else "Document"


def _title(
    first: str, kind: str, line: re.Match[str] | None, pdf_title: str | None, name: str
) -> str:
    if kind == "Antwoord op Kamervragen" and (asked := _QUESTIONS.search(first)):
        about = _ABOUT.search(asked.group())
        return _clean(about.group(1) if about else asked.group())
    if subject := _SUBJECT.search(first):
        return _clean(subject.group(1))
    if line:
        rest = _TITLE_LINES.match(first, line.end())
        return _clean(line.group(4) + (rest.group() if rest else ""))
    if pdf_title and len(pdf_title) > 8 and not re.search(r"\.(docx?|indd|pdf)$", pdf_title):
        return _clean(pdf_title)
    return name.replace("-", " ")


def _clean(text: str) -> str:
    whole = _LETTERHEAD.split(_joined(text))[0].strip()
    return whole if len(whole) <= 220 else whole[:219].rsplit(" ", 1)[0] + "…"


def _joined(text: str) -> str:
    """Lines as one, words that were broken at a line end whole again."""
    return " ".join(re.sub(r"[\x02\ufffe]\n?", "", text).split())


def _date(first: str, kind: str) -> str | None:
    patterns = [_RECEIVED] if kind == "Antwoord op Kamervragen" else [_DATE_LINE, _PLACE_DATE]
    for pattern in patterns:
        for match in pattern.finditer(first):
            if date := _DATE.search(match.group(1)):
                return _iso(date)
    date = _DATE.search(first)
    return _iso(date) if date else None


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = int(match.group(1)), _MONTHS[match.group(2).lower()], match.group(3)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None


def _vergaderjaar(first: str, parts: Identifier | None) -> str | None:
    if parts and parts.vergaderjaar:
        return parts.vergaderjaar
    match = _YEAR.search(first)
    return f"{match.group(1)}-{match.group(2)}" if match else None


def _ministry(text: str) -> str | None:
    match = _ANSWERED_BY.search(text) or _MINISTRY.search(text)
    if match is None:
        return None
    name = _joined(match.group(1))
    shouted = name.isupper() and len(name) > len("LVVN")
    return name.title().replace(" En ", " en ") if shouted else name
