"""Who signed a document, and for which ministry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.ministries import ministry_at

_PARTICLE = r"(?:van|de|den|der|ter|ten|te|’t|'t|in|op|la|le|el|al|von)"
_SURNAME = r"[A-ZÀ-ÖØ-Ý][\w’'´¸-]*\w"
_NAME = (
    rf"(?:(?:(?:drs|dr|mr|ir|ing|prof)\.\s?)*(?:(?:[A-Z][a-z]?\.\s?)+|{_SURNAME} )"
    rf"(?:(?:\([\w -]+\)|{_PARTICLE}|{_SURNAME}) ){{0,5}}{_SURNAME}(?:-{_SURNAME})?)"
)
_OFFICE = (
    r"(?:(?:[Dd]e )?(?:[Mm]inister(?:-[Pp]resident)?|[Ss]taatssecretaris)"
    r"|(?:DE )?(?:MINISTER(?:-PRESIDENT)?|STAATSSECRETARIS))"
)
_ABOVE = re.compile(
    rf"^{_OFFICE}\b(?P<of>(?:[^\n,]|,(?!\s*\n\s*{_NAME}[ \t]*$)){{0,90}}"
    r"(?:\n[^\n]{2,60}){0,2}?)"
    rf",?[ \t]*\n(?:[ \t]*\n){{0,4}}[ \t]*(?P<name>{_NAME})[ \t]*$",
    re.MULTILINE,
)
_BELOW = re.compile(
    rf"^(?P<name>{_NAME}),?[ \t]*\n(?:[ \t]*\n){{0,2}}{_OFFICE}\b"
    r"(?P<of>[^\n]{0,120}(?:\n[^\n]{2,60})?)",
    re.MULTILINE,
)
_COMMITTEE = re.compile(
    r"^(?:De |Fungerend )?(?:[Vv]oorzitter|[Aa]djunct-griffier|[Gg]riffier) van de [^\n]{0,80}?"
    r"commissie[^\n]{0,80},[ \t]*\n(?P<name>[A-ZÀ-Ý][^\n,.]{1,40}?)[ \t]*$",
    re.MULTILINE,
)
_END_OF_MOTION = re.compile(
    r"gaat over tot de orde van de dag\.?[ \t]*\n((?:[^\n]{2,40}\n?){1,12})"
)
_LINE_NAME = re.compile(rf"^(?:{_PARTICLE} |[A-ZÀ-Ý][a-z]+ ){{0,4}}[A-ZÀ-Ý][\w’'´¸ -]+$")
_ANSWERED = re.compile(
    r"(?:Antwoord|Mededeling|Reactie) van (?:de )?(?P<who>.{3,400}?)"
    r"\(\s*(?:ontvangen|binnengekomen)", re.DOTALL
)
_ANSWERER = re.compile(
    r"(?:Ministers?|Staatssecretaris(?:sen)?|en|,)\s+"
    r"(?P<name>(?!Minister|Staatssecretaris)[A-ZÀ-Ý][^()]{1,40}?)\s*"
    r"\((?P<of>[^)]{3,90})\)"
)
_HEADED_MEMBERS = re.compile(r"VAN (?:HET LID|DE LEDEN) (.+)", re.DOTALL)


_NO_SIGNATURE = re.compile(
    r"(?:Hoogachtend|Met (?:vriendelijke |hoogachtende )?groet\w*|Geachte|Gegeven|Aan)\b"
)
"""Words that open or close a letter or a bill, or address it."""
_OFFICE_LINE = re.compile(
    rf"(?:{_OFFICE}|(?:[Dd]e )?(?:[Mm]inister(?:-[Pp]resident)?|[Ss]taatssecretaris|[Vv]oorzitter"
    r"|[Aa]djunct-griffier|[Gg]riffier|[Ss]ecretaris|[Dd]irecteur(?:-[Gg]eneraal)?))\b"
)
_SIGNED_NAME = re.compile(rf"{_NAME}|(?:{_PARTICLE} |[A-Z][a-z]+ )?{_SURNAME}(?:-{_SURNAME})?")
_MOTION_END = re.compile(r"orde van de dag\.?\s*\Z")
_LONGEST_LINE, _LONGEST_BLOCK = 130, 450
"""Characters of a line of signatures, and of all of them."""
_OFFICE_ALONE = re.compile(rf"^{_OFFICE} (?:van|voor) ", re.MULTILINE)
_LOOSE_ACCENTS = {0xB8: 0x327, 0xB4: 0x301, 0x2C7: 0x30C, 0xA8: 0x308, 0x2DB: 0x328}


@dataclass(frozen=True)
class Signature:
    """A name and, for a minister or state secretary, the ministry."""

    name: str
    ministry: str | None = None


def signatures_of_answer(first_page: str) -> list[Signature]:
    """Who answered Kamervragen: `Antwoord van Minister Jansen (Financiën) (ontvangen …)`."""
    answered = _ANSWERED.search(first_page)
    if answered is None:
        return []
    return [
        Signature(_plain(match["name"]), ministry_at(match["of"]) or _plain(match["of"]))
        for match in _ANSWERER.finditer(answered["who"])
    ]


def signatures_of_letter(text: str) -> list[Signature]:
    """The signatures of ministers, state secretaries and of a committee, in their order."""
    found: dict[str, tuple[int, Signature]] = {}
    for match in _signed(text):
        name = _plain(match["name"])
        of = re.sub(r"^\s*(?:van|voor)\s+", "", match["of"], flags=re.IGNORECASE)
        if name not in found or match.start() < found[name][0]:
            found[name] = (match.start(), Signature(name, ministry_at(of)))
    if not found:
        found = {
            m["name"]: (m.start(), Signature(_plain(m["name"]))) for m in _COMMITTEE.finditer(text)
        }
    return [signature for _, signature in sorted(found.values(), key=lambda item: item[0])]


def signatures_of_motion(text: str, heading: str) -> list[Signature]:
    """The members under a motion; those that its heading names where none stand under it."""
    end = _END_OF_MOTION.search(text)
    names: list[str] = []
    for line in end.group(1).split("\n") if end else []:
        if not _LINE_NAME.match(line.strip()):
            break
        names.append(_plain(line))
    return [Signature(name) for name in names or _headed(heading)]


@dataclass(frozen=True)
class SignatureBlock:
    """Characters `[start, end)` of the signatures that a text ends in."""

    start: int
    end: int
    motion: bool
    """The members below a motion."""


def signature_block(text: str) -> SignatureBlock | None:
    """The lines with an office and a name, in either order, or the names below a motion."""
    end = len(text.rstrip())
    start = end
    while start > 0:
        first = text.rfind("\n", 0, start - 1) + 1
        line = text[first:start].strip()
        if not _may_sign(line) or end - first > _LONGEST_BLOCK:
            break
        start = first
    block = text[start:end]
    start += len(block) - len(block.lstrip())
    block = block.strip()
    if not block:
        return None
    office = _OFFICE_LINE.search(block)
    if office and any(map(_SIGNED_NAME.fullmatch, _without_offices(block))):
        return SignatureBlock(start, end, motion=False)
    lines = block.split("\n")
    below_motion = _MOTION_END.search(text[:start]) is not None
    named = below_motion and all(map(_LINE_NAME.match, lines))
    return SignatureBlock(start, end, motion=True) if named else None


def _may_sign(line: str) -> bool:
    """Whether a line may be one of a block of signatures: short, no sentence, no closing words."""
    if not line or len(line) > _LONGEST_LINE or _NO_SIGNATURE.match(line):
        return False
    if line[-1] in ".?!:;»)" or any(c.isdigit() for c in line):
        return False
    return line[0].isupper() or _OFFICE_LINE.match(line) is not None


def _without_offices(block: str) -> list[str]:
    """What stands on the lines beside offices, where a name may be."""
    return [part for line in block.split("\n") for part in _parts_of(line)]


def _parts_of(line: str) -> list[str]:
    office = _OFFICE_LINE.search(line)
    if office is None:
        return [line]
    _, comma, behind = line[office.end() :].rpartition(",")
    return [line[: office.start()].strip(" ,"), behind.strip() if comma else ""]


def offices(text: str) -> list[str]:
    """The ministries of the offices under a bill, where the names are not printed yet."""
    found = [ministry_at(text[match.end() :]) for match in _OFFICE_ALONE.finditer(text)]
    return [name for name in found if name]


def _signed(text: str) -> Iterator[re.Match[str]]:
    yield from _ABOVE.finditer(text)
    yield from _BELOW.finditer(text)


def _headed(heading: str) -> list[str]:
    match = _HEADED_MEMBERS.search(heading)
    if match is None:
        return []
    written = re.split(r"\b(?:C\.S\.|c\.s\.|TER VERVANGING|OVER|\()", match.group(1))[0]
    parts = re.split(r",| EN ", " ".join(written.split()))
    return [_cased(part) for part in parts if part.strip()]


def _cased(name: str) -> str:
    """`INGE VAN DIJK` -> `Inge van Dijk`; the first word keeps its capital."""
    words = name.strip().title().split()
    small = [w.lower() if i and re.fullmatch(_PARTICLE, w.lower()) else w
             for i, w in enumerate(words)]
    return " ".join(small)


def _plain(name: str) -> str:
    """One line; accents that stand loose behind their letter are put on it (`s¸` -> `ş`)."""
    joined = " ".join(re.sub(r"[\x02\ufffe]\s*", "", name).split())
    return unicodedata.normalize("NFC", joined.translate(_LOOSE_ACCENTS))
