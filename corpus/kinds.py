"""What kind of document it is: from the heading of a Kamerstuk, a letterhead or a cover."""

from __future__ import annotations

import re

LETTER = "Kamerbrief"
ANSWER = "Antwoord op Kamervragen"
UNKNOWN = "Document"
_HEADINGS = (
    ("Advies Raad van State en nader rapport",
     r"ADVIES (AFDELING ADVISERING )?(VAN DE )?RAAD VAN STATE.{0,30}NADER RAPPORT"),
    ("Advies Raad van State", r"(ADVIES|VOORLICHTING)\b.{0,40}RAAD VAN STATE"),
    ("Memorie van toelichting", r"MEMORIE VAN TOELICHTING"),
    ("Memorie van antwoord", r"(NADERE )?MEMORIE VAN ANTWOORD"),
    ("Nota naar aanleiding van het verslag", r"NOTA NAAR AANLEIDING VAN HET"),
    ("Nota van wijziging", r"(\w+ )?NOTA VAN WIJZIGING"),
    ("Nota van verbetering", r"(\w+ )?NOTA VAN VERBETERING"),
    ("Initiatiefnota", r"INITIATIEFNOTA"),
    ("Voorstel van wet", r"((NADER )?GEWIJZIGD )?VOORSTEL VAN (RIJKS)?WET"),
    ("Koninklijke boodschap", r"KONINKLIJKE BOODSCHAP"),
    ("Geleidende brief", r"GELEIDENDE BRIEF"),
    ("Motie", r"((NADER )?GEWIJZIGDE )?MOTIE (VAN|\()"),
    ("Amendement", r"((NADER )?GEWIJZIGD )?(SUB)?-?AMENDEMENT VAN"),
    ("Lijst van vragen en antwoorden", r"(VERSLAG HOUDENDE EEN )?LIJST VAN VRAGEN EN ANTWOORDEN"),
    ("Lijst van vragen", r"(VERSLAG HOUDENDE EEN )?LIJST VAN VRAGEN"),
    ("Verslag van een schriftelijk overleg", r"(VERSLAG|VSO)\b.{0,20} SCHRIFTELIJK OVERLEG"),
    ("Verslag van een overleg",
     r"VERSLAG VAN EEN (COMMISSIEDEBAT|(ALGEMEEN|WETGEVINGS-?|NOTA-?) ?OVERLEG|RONDETAFELGESPREK"
     r"|HOORZITTING|TECHNISCHE BRIEFING|GESPREK|TWEEMINUTENDEBAT)"),
    ("Verslag", r"((NADER|VOORLOPIG|EIND|TUSSENTIJDS)? ?VERSLAG)\b"),
    ("Slotwet", r"SLOTWET"),
    ("Jaarverslag", r"JAARVERSLAG"),
    ("Begroting", r"(VASTSTELLING|WIJZIGING) VAN DE BEGROTINGSSTA"),
    ("Fiche", r"FICHE"),
    ("Rapport", r"RAPPORT"),
    (LETTER, r"BRIEF VAN (DE |HET )?(DEMISSIONAIRE? )?(VICE-?)?"
             r"(MINISTER|STAATSSECRETARIS|REGERING|KABINET)"),
    ("Brief", r"BRIEF(LIJK)? |BRIEF$"),
    ("Bijlage", r"BIJLAGE"),
)
_HEADING_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADINGS)
_NOTE = re.compile(
    r"^\(?ter (?:beslissing|informatie|ondertekening|advisering|bespreking)\)?\b|\bbeslisnota\b"
    r"|^nota (?:actief openbaar|ter beslissing)",
    re.IGNORECASE | re.MULTILINE,
)
_DEAR = re.compile(r"Geachte (?:heer |mevrouw |mijnheer )?voorzitter", re.IGNORECASE)
_CHAMBER_ADDRESS = re.compile(r"^(?:Aan )?de voorzitter van de (?:tweede|eerste)",
                              re.IGNORECASE | re.MULTILINE)
_ANSWERS = re.compile(
    r"\b(?:beantwoording|antwoord(?:en)?)\b[^.]{0,60}\b(?:kamervragen|schriftelijke vragen"
    r"|vragen (?:van (?:het lid|de leden)|gesteld))", re.IGNORECASE,
)
_FACTS = re.compile(r"\bfeitelijke vragen\b", re.IGNORECASE)
_OVERLEG = re.compile(r"\b(?:schriftelijk overleg|vso)\b", re.IGNORECASE)
_COVERS = (
    ("Jaarverslag", r"jaarverslag|jaarrapportage"), ("Akkoord", r"\w*akkoord"),
    ("Programma", r"\w*programma"), ("Plan", r"\w*plan(?: van aanpak)?"),
    ("Rapport", r"\w*rapport(?:age)?|\w*onderzoek|evaluatie\w*"), ("Advies", r"\w*advies"),
    ("Begroting", r"\w*begroting"), ("Verslag", r"\w*verslag"),
)
_COVER_KINDS = tuple(
    (kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _COVERS
)


def kind_of_heading(heading: str) -> str | None:
    """The kind that stands after the number of a Kamerstuk (`BRIEF VAN DE MINISTER VAN …`)."""
    plain = " ".join(heading.upper().split())
    for kind, pattern in _HEADING_KINDS:
        if pattern.match(plain):
            return kind
    return None


def kind_of_letter(first_page: str, subject: str | None) -> str | None:
    """Letters as sent and notes for a minister; None for anything else."""
    if _NOTE.search(first_page[:2500]):
        return "Beslisnota"
    if not _DEAR.search(first_page) and not _CHAMBER_ADDRESS.search(first_page):
        return None
    about = subject or ""
    if _ANSWERS.search(about):
        return ANSWER
    if _FACTS.search(about):
        return "Lijst van vragen en antwoorden"
    if _OVERLEG.search(about):
        return "Verslag van een schriftelijk overleg"
    return LETTER


def kind_of_cover(cover: str) -> str | None:
    """The word on a cover that says what it is; the first one counts."""
    found = [
        (match.start(), kind) for kind, pattern in _COVER_KINDS if (match := pattern.search(cover))
    ]
    return min(found)[1] if found else None
