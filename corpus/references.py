"""Every written form of a reference to a parliamentary document -> its official identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_GAP = r"[ \u00a0\u2009\u202f]"
_DOSSIER = rf"(\d{{2}}){_GAP}?(\d{{3}})"
_ROMAN = r"(?:[IVX]{1,6}|[A-Z])"
_TOEVOEGING = rf"(?:{_GAP}*-?{_GAP}*({_ROMAN}|\(R\d{{3,4}}\)))?"
_NUMBER = r"(\d{1,4}|[A-Z]{1,3})"


@dataclass(frozen=True)
class Reference:
    """A reference in a text: the identifier it means and the characters `[start, end)`."""

    identifier: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Identifier:
    """An official identifier taken apart."""

    series: str
    """kst, ah-tk, ah-ek, kv-tk, h-tk, blg, stcrt, stb."""
    dossier: str | None = None
    toevoeging: str | None = None
    number: str | None = None
    vergaderjaar: str | None = None
    sample: bool = False


_NR = rf",?{_GAP}*nrs?\.?{_GAP}*"
_KAMERSTUK = re.compile(rf"\b{_DOSSIER}{_TOEVOEGING}{_NR}{_NUMBER}\b")
_DASHED = re.compile(
    rf"(?<![\w-])(\d{{2}}){_GAP}?(\d{{3}})(?:-({_ROMAN}|\d{{2}}))?-(\d{{1,4}})(?![\w-])"
)
_AANHANGSEL = re.compile(
    rf"Aanhangsel(?:{_GAP}van de)?{_GAP}+Handelingen,?{_GAP}+(?:(I{{1,2}}),?{_GAP}+)?"
    rf"(?:(?:vergaderjaar)?{_GAP}*)(\d{{4}})[/–-](\d{{2,4}}){_NR}(\d+)"
)
_OFFICIAL = re.compile(
    r"(?<![\w-])(kst-\d+(?:-(?:\(R\d+\)|[IVX]+|[A-Z](?=-)|\d{2}(?=-)))?-[0-9A-Z]+|(?:ah|kv)-[te]k-\w+(?:-\d+)?"
    r"|h-[te]k-\d{8}-\d+-\d+|blg-\d+|stcrt-\d{4}-\d+|stb-\d{4}-\d+)(?![\w-])"
)
_TK_NUMBER = re.compile(r"(?<!\w)(20\d{2}[DZ]\d{5})(?!\w)")
_SAMPLE = "voorbeeld-"
_KST_NAME = re.compile(
    r"^kst-(\d{5})(?:-(\(R\d+\)|[IVX]+|[A-Z](?=-)|\d{2}(?=-)))?-(\d{1,4}|[A-Z]{1,2})$"
)
_AH_NAME = re.compile(r"^(ah-[te]k)-(\d{4})(\d{4})-(\d+)$")
_OTHER_NAME = re.compile(r"^(blg-\d+|stcrt-\d{4}-\d+|stb-\d{4}-\d+|h-[te]k-\d{8}-\d+-\d+"
                         r"|kv-[te]k-20\d{2}Z\d{5}|20\d{2}[DZ]\d{5})$")


def find_references(text: str) -> list[Reference]:
    """The references in `text`, in order; of overlapping ones the longest stays."""
    found: list[Reference] = []
    for pattern, name in _FORMS:
        for match in pattern.finditer(text):
            identifier = name(match)
            found.append(Reference(identifier, match.start(), match.end(), match.group()))
    return list(_without_overlap(found))


def parse_identifier(name: str) -> Identifier | None:
    """The parts of an official identifier or of a sample's name; None for any other name."""
    sample = name.startswith(_SAMPLE)
    plain = name.removeprefix(_SAMPLE)
    if match := _KST_NAME.match(plain):
        dossier, toevoeging, number = match.groups()
        return Identifier("kst", dossier, _bare(toevoeging), number, sample=sample)
    if match := _AH_NAME.match(plain):
        series, first, second, number = match.groups()
        return Identifier(series, number=number, vergaderjaar=f"{first}-{second}", sample=sample)
    if match := _OTHER_NAME.match(plain):
        return Identifier(match.group(1).rsplit("-", 1)[0], sample=sample)
    return None


def _kamerstuk(match: re.Match[str]) -> str:
    head, tail, toevoeging, number = match.groups()
    middle = f"-{_bare(toevoeging)}" if toevoeging else ""
    return f"kst-{head}{tail}{middle}-{number}"


def _aanhangsel(match: re.Match[str]) -> str:
    chamber, first, second, number = match.groups()
    last = second if len(second) == 4 else first[:2] + second
    return f"ah-{'ek' if chamber == 'I' else 'tk'}-{first}{last}-{number}"


def _bare(toevoeging: str | None) -> str | None:
    return toevoeging.strip("()") if toevoeging else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_OFFICIAL, lambda match: match.group(1)),
    (_AANHANGSEL, _aanhangsel),
    (_KAMERSTUK, _kamerstuk),
    (_DASHED, _kamerstuk),
    (_TK_NUMBER, lambda match: match.group(1)),
)


def _without_overlap(found: list[Reference]) -> Iterator[Reference]:
    end = -1
    for reference in sorted(found, key=lambda r: (r.start, -(r.end - r.start))):
        if reference.start >= end:
            yield reference
            end = reference.end
