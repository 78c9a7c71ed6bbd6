"""Questions about a document itself: who asked, answered, signed or moved it, and when.

The answer stands where no sentence speaks of the matter: in the title of Kamervragen, under the
salutation of a letter, below a motion. `asked_roles` tells what a question asks of a document,
`told_roles` what a line tells of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from corpus.kinds import ANSWER, UNKNOWN
from corpus.signatures import SignatureBlock, signature_block
from rag.expectation import Expected, expected_kind

Role = Literal["asked", "answered", "signed", "moved", "dated"]

_WHO: frozenset[Expected] = frozenset({"person", "organisation", "list"})
_PARTY = re.compile(r"\b(?:partij|fractie|party|parliamentary group)\b", re.IGNORECASE)
_LETTER = (
    r"(?:kamer|aanbiedings|beslis)?(?:brief|nota)\b|memorie|jaarverslag\b|koninklijke boodschap"
    r"|kamerstuk\b|letter\b|memorandum|annual report|note to parliament"
)
_DOCUMENT = (
    rf"{_LETTER}|motie\b|motion\b|rapport\b|report\b|verslag\b|\w*akkoord\b|agreement\b"
    r"|\w*programma\b|programme\b|overzicht\b|overview\b|wetsvoorstel\b|\bbill\b"
    r"|lijst van vragen"
)
_TO_CHAMBER = (
    r"(?:naar|aan) (?:de|uw) (?:\w+ )?kamer\b|to (?:the )?(?:house|senate|parliament|chamber)\b"
)
_GIVEN_CHAMBER = (
    rf"{_TO_CHAMBER}|(?:stuurde|stuurden|zond|bood|boden) (?:de|uw) (?:\w+ )?kamer\b"
    r"|sent (?:the )?(?:house|senate|parliament|chamber)\b"
)
_ASKED = re.compile(
    r"\b(?:vroeg|vroegen|stelde|stelden|gevraagd|gesteld|vragensteller|vraagstellers?|ingezonden"
    r"|ingediend|asked?|put|submitted|tabled)\b", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"\b(?:antwoordden?|beantwoordden?|beantwoord|antwoord|answer\w*|replie[sd]|reply"
    r"|respond\w*)\b", re.IGNORECASE
)
_SIGNED = re.compile(
    r"\b(?:onder)?teken(?:de|den|t|en|aars?)\b|\b(?:ge|onder)tekend\b|\bhandtekening(?:en)?\b"
    r"|\bsign(?:ed|s|ator\w+|atures?)\b"
    r"|^(?:wie|who) (?:is|was|zijn|waren|were) (?:toen |in \w+(?: \d+)? )?(?:de |the )?"
    r"(?:minister|staatssecretaris|state secretary|prime minister)", re.IGNORECASE
)
_WROTE = re.compile(
    r"\b(?:schreef|schreven|geschreven|(?:ver)?stuurde|(?:ver)?stuurden|zond|bood|boden|afzender"
    r"|wrote|written|sent|sender|author)\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:dien(?:de|den)\b.*\bin|indien\w*|ingediend|stel(?:de|den)\b.*\bvoor|voorgesteld"
    r"|tabled|proposed|moved|movers?|submitted|introduced|sponsor\w*)\b", re.IGNORECASE
)
_MOTION = re.compile(r"\bmotie\b|\bmotion\b", re.IGNORECASE)
_ISSUED = re.compile(
    r"\b(?:(?:ver|ge|in|toe)\w*(?:stuurd|zonden)|gestuurd|stuurde|geschreven|gedateerd|gedagtekend"
    r"|datum|dagtekening|verscheen|verschenen|uitgebracht|gepubliceerd|vastgesteld|ontvangen"
    r"|aangeboden|voorgesteld|ingediend|date|dated|sent|written|published|issued|received"
    r"|presented|proposed|tabled|submitted|adopted)\b", re.IGNORECASE
)

_QUESTIONS = re.compile(
    r"\b(?:kamer|schriftelijke )?vragen\b|\bkamerl(?:id|eden)\b|\b(?:lid|leden)\b|\bquestions?\b"
    r"|\bmembers?\b|\bmps?\b", re.IGNORECASE
)
_WHO_OR_WHEN = re.compile(r"\b(?:wie|wanneer|welke?|datum|dag|who|when|which|what|date|day)\b")
_SORT = re.compile(_DOCUMENT, re.IGNORECASE)
_SAID: Mapping[Role, tuple[re.Pattern[str], ...]] = {
    "asked": (_ASKED, _QUESTIONS),
    "answered": (_ANSWERED, _QUESTIONS),
    "signed": (_SIGNED, _WROTE, _SORT),
    "moved": (_SIGNED, _MOVED, _MOTION),
    "dated": (_ISSUED, _SORT),
}
"""How a question words what it asks of a document; the line that answers has other words."""

_SORTS = (
    (re.compile(r"\b(?:kamer|aanbiedings)?brief\b|\bletter\b", re.IGNORECASE),
     re.compile(rf"brief|{ANSWER}|nota|Verslag van|{UNKNOWN}", re.IGNORECASE)),
    (_MOTION, re.compile(rf"Motie|{UNKNOWN}")),
)
"""What names a sort of document in a question, and the kinds (`corpus/kinds.py`) it may have."""

_MONTH = (
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_DAY = rf"\d{{1,2}} (?:{_MONTH}) (?:19|20)\d\d"
_DATE_LINE = re.compile(
    rf"(?:(?:[’']s-Gravenhage|[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?), {_DAY}\b.{{0,30}}"
    rf"|(?:Datum|Voorgesteld|Vastgesteld|Ontvangen|Gepubliceerd|Publicatiedatum):?\s+{_DAY}"
    rf"|{_DAY})", re.IGNORECASE
)
_TITLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("asked", re.compile(r"(?:\d+\s+)?Vragen van (?:het lid|de leden)\b")),
    ("answered", re.compile(
        r"(?:Antwoord|Mededeling|Reactie) van (?:de )?(?:Minister|Staatssecretaris|minister|staats)"
    )),
)


@lru_cache(maxsize=64)
def asked_roles(question: str, kind: Expected | None = None) -> frozenset[Role]:
    """What a question asks of a document itself; empty for questions about its subject."""
    kind = kind or expected_kind(question)
    who = kind in _WHO or _PARTY.search(question) is not None
    when = kind == "date"
    roles: set[Role] = set()
    if (who or when) and _ASKED.search(question):
        roles.add("asked")
    if (who or when) and _ANSWERED.search(question):
        roles.add("answered")
    motion = _MOTION.search(question) is not None
    if who and motion and (_SIGNED.search(question) or _MOVED.search(question)):
        roles.add("moved")
    if who and not motion and _is_signed(question):
        roles.add("signed")
    if (when or kind == "definition") and _is_dated(question):
        roles.add("dated")
    return frozenset(roles)


def role_words(question: str, roles: frozenset[Role]) -> frozenset[str]:
    """The words, in lower case, by which a question asks what `roles` are."""
    patterns = {pattern for role in roles for pattern in (*_SAID[role], _WHO_OR_WHEN)}
    said = (match[0] for pattern in patterns for match in pattern.finditer(question.lower()))
    # A verb may come in two pieces with the subject between them: `diende … in`.
    return frozenset(word for words in map(str.split, said) for word in (words[0], words[-1]))


def told_roles(text: str) -> frozenset[Role]:
    """What a line tells of the document that it stands in; signatures are several lines."""
    line = text.strip()
    roles: set[Role] = {role for role, pattern in _TITLES if pattern.match(line)}
    if _DATE_LINE.fullmatch(line):
        roles.add("dated")
    return frozenset(roles)


def signed_roles(block: SignatureBlock) -> frozenset[Role]:
    """What signatures tell: who moved a motion, or who signed a letter."""
    return frozenset({"moved"}) if block.motion else frozenset({"signed"})


def can_be(question: str, kind: str) -> bool:
    """Whether a document of a kind can be the letter or motion that a question names."""
    return all(
        fits.search(kind) is not None for names, fits in _SORTS if names.search(question)
    )


def tells(roles: frozenset[Role], text: str) -> bool:
    """Whether a passage has a line that tells one of `roles`."""
    signed = signature_block(text) if roles & {"signed", "moved"} else None
    if signed is not None and roles & signed_roles(signed):
        return True
    return any(roles & told_roles(line) for line in text.split("\n"))


def _is_signed(question: str) -> bool:
    if _SIGNED.search(question):
        return True
    letter = re.search(f"{_LETTER}|{_GIVEN_CHAMBER}", question, re.IGNORECASE) is not None
    return letter and _WROTE.search(question) is not None


def _is_dated(question: str) -> bool:
    document = re.search(f"{_DOCUMENT}|{_TO_CHAMBER}", question, re.IGNORECASE) is not None
    return document and _ISSUED.search(question) is not None
