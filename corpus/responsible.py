"""Which ministry a document comes from, or answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.kinds import ANSWER, LETTER
from corpus.ministries import ministry_at, ministry_of_site
from corpus.signatures import Signature, offices

_WORD = r"(?!EN\b|Minister|Staatssecretaris)[A-Z][\w-]+"
_FIELD = rf"{_WORD}(?: {_WORD})*"
_ANY_FIELD = re.compile(rf"{_FIELD}(?:(?:,\s+{_FIELD})*\s+(?:en|EN)\s+{_FIELD})?")
_MINISTER_OF = re.compile(
    r"(?:MINISTERS?|STAATSSECRETARIS(?:SEN)?)(?: EN STAATSSECRETARIS(?:SEN)?)? (?:VAN|VOOR)\s+",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(r"^[ \t]*Ministerie van\s+", re.MULTILINE)
_MINISTRY_OF = re.compile(r"\bMINISTERIE VAN\s+", re.IGNORECASE)
_TO_MINISTER = re.compile(r"(?:Aan|AAN)(?: de)? [Mm]inister van\s+")
_BY_MEMBERS = frozenset({"Motie", "Amendement", "Handelingen", "Koninklijke boodschap", "Brief"})
_ASKS_A_MINISTER = ("Verslag", "Lijst", "Nota", LETTER)
_LETTERHEAD_CHARACTERS = 3000


def responsible_ministry(
    kind: str,
    first: str,
    titles: tuple[str, str],
    signed: Sequence[Signature],
    pages: Sequence[str],
) -> str | None:
    """The ministry of a document: its official name, or as written where that is unknown.

    `first` is the first page with text, `titles` what follows the number of a Kamerstuk and the
    title of its dossier. Papers of members have none.
    """
    if kind in _BY_MEMBERS:
        return None
    if kind == ANSWER and signed and signed[0].ministry:
        return signed[0].ministry
    return next(_candidates(kind, first, titles, signed, pages), None)


def _candidates(
    kind: str,
    first: str,
    titles: tuple[str, str],
    signed: Sequence[Signature],
    pages: Sequence[str],
) -> Iterator[str]:
    """From the surest to the least sure."""
    head = first[:_LETTERHEAD_CHARACTERS]
    heading, dossier = titles
    yield from _named(_MINISTER_OF, heading)
    yield from _named(_MINISTRY_OF, heading)
    yield from _named(_LETTERHEAD, head)
    yield from (signature.ministry for signature in signed if signature.ministry)
    if site := ministry_of_site(head):
        yield site
    if kind == "Voorstel van wet" and pages:
        yield from offices(pages[-1])
    yield from _named(_MINISTRY_OF, dossier)
    opening = "\n".join(pages[:2])
    if kind == "Beslisnota":
        yield from _named(_TO_MINISTER, opening)
    if kind.startswith(_ASKS_A_MINISTER):
        yield from _named(_MINISTER_OF, opening)


def _named(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The ministry behind the first match."""
    if (found := pattern.search(text)) and (name := _name_at(text[found.end() :])):
        yield name


def _name_at(text: str) -> str | None:
    if known := ministry_at(text):
        return known
    match = _ANY_FIELD.match(text)
    if match is None:
        return None
    name = " ".join(re.sub(r"[\x02\ufffe]\n?", "", match.group()).split())
    shouted = name.isupper() and len(name) > len("LVVN")
    return name.title().replace(" En ", " en ") if shouted else name
