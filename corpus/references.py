"""Every written form of a reference to a document -> its identifier, its kind and its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus import european
from corpus.identifiers import address_of, bare, kind_of
from corpus.weblinks import find_web_addresses

_THIN = r"[^\S\n]"
"""A space inside a number: ordinary, no-break or thin, never a line end."""
_DOSSIER = rf"(?P<a>[1-3]\d){_THIN}?(?P<b>\d{{3}})(?!\d)"
_ALONE = r"(?<![\w,./€-])(?<!\d\s)(?<!€\s)"
_ROMAN = r"(?:[IVX]{1,6}[AB]?|[A-Z])(?![A-Za-z])"
_TOEVOEGING = rf"(?:,?\s{{0,2}}-?\s?(?P<t>{_ROMAN}|\(R\s?\d{{3,4}}\))|-(?P<sub>\d{{2}})(?=,?\s))?"
_OTHERS = rf"(?:(?:,|\sen|\sen/of|\s?/)\s?[1-3]\d{_THIN}?\d{{3}}(?!\d)(?:[\s-]{_ROMAN})?)*"
"""Further dossiers of one paper: it is numbered in the first one."""
_NR = r",?\s{0,2}-?(?:[Nn]rs?\b\.?|[Nn]ummers?|[Nn]o\.)\s{0,3}"
_ONE = r"(?:\d{1,4}(?!\d)|[A-Z]{1,2}(?!\w))"
_JOIN = r"(?:,\s?(?:en\s)?|\sen\s|\s?t/m\s?|\stot en met\s|\s?[–-]\s?)(?:nrs?\.\s?)?"
# A further number must not be the head of the next dossier ("nrs. 135 en 35 334").
_LIST = rf"{_ONE}(?:{_JOIN}(?:\d{{1,4}}(?![\d-])(?!{_THIN}\d{{3}}\b)|[A-Z]{{1,2}}(?!\w)))*"
_RANGE = rf"{_ONE}(?:(?:[–-]|\s?t/m\s?)\d{{1,4}}(?![\d-]))?"
_PLURAL = r"(?<=nrs\.\s)|(?<=nrs\s)|(?<=ummers\s)|(?<=nrs\.)"
_NUMBERS = rf"(?P<n>(?:{_PLURAL}){_LIST}|{_RANGE})"
_WORD = r"\b(?:[Kk]amerst(?:uk(?:ken)?)?(?:nummer)?|KAMERSTUK(?:KEN)?|[Kk]st|TK|EK)\b\.?"
_CHAMBER = r"II?|EK|TK|Eerste Kamer|Tweede Kamer"
_YEARS = r"(?:19|20)\d{2}"
_TO_YEAR = r"\s?[/–-]\s?(?:19|20)?\d{2}(?!\d)"
_SESSION = (
    rf"(?:,?\s{{0,2}}(?:der\s|van\sde\s)?(?P<c>{_CHAMBER}))?,?\s{{0,2}}"
    rf"(?:[Vv]ergaderjaar\s)?(?P<y>{_YEARS}){_TO_YEAR}"
)
_PREFIX = (
    rf"{_WORD}(?:,?\s?(?:{_CHAMBER}))?(?:,?\s?(?:[Vv]ergaderjaar\s)?{_YEARS}{_TO_YEAR})?"
    r"[,:]?\s{0,2}"
)
_MAX_RANGE = 40
_LOWEST_BARE = 15_000

_KAMERSTUK = re.compile(
    rf"(?:{_PREFIX}|{_ALONE}){_DOSSIER}{_TOEVOEGING}{_OTHERS}{_NR}{_NUMBERS}"
)
_DASHED = re.compile(
    rf"(?:(?P<p>{_PREFIX}|(?<=\())|(?<![\w.,/€-])(?<!€\s))(?P<a>[1-3]\d)(?P<gap>{_THIN}?)(?P<b>\d{{3}})"
    rf"(?:{_THIN}?-\s?(?:(?P<t>{_ROMAN})|(?P<sub>\d{{2}}(?=-))))?-(?P<n>\d{{1,4}}|[A-Z]{{1,2}})"
    rf"(?![\w-]|[.,]\d)(?!{_THIN}\d{{3}}\b)"
)
_SENATE = re.compile(
    rf"\b(?:[Kk]amerstukken I|EK)\b[^;.]{{0,30}}?{_ALONE}{_DOSSIER}{_TOEVOEGING},\s"
    r"(?P<n>[A-Z]{1,2})(?!\w)"
)
_DOSSIER_ONLY = re.compile(
    rf"(?:\b[Kk]amerstuk(?:ken|dossier|nummer)?|\b[Dd]ossier(?:nummer)?)\b:?\s{_DOSSIER}"
    rf"(?:{_THIN}?-?(?P<t>[IVX]{{1,6}}[AB]?(?!\w)|\(R\s?\d{{3,4}}\)))?(?![-\d])"
)
_AANHANGSEL = re.compile(
    rf"\b[Aa]anh(?:angsel|\.)(?:\s(?:van\sde|der)?\s?Handelingen)?{_SESSION}"
    rf"(?:{_NR}|,\s){_NUMBERS}"
)
_HANDELINGEN = re.compile(
    rf"(?<!angsel )(?<!angsel van de )(?<!angsel der )\bHandelingen{_SESSION},?\s{{0,2}}"
    r"(?:nr\.?\s?)?(?P<n>\d{1,3})(?!\d)(?:,?\s{0,2}(?:item|nr\.)\s?(?P<i>\d{1,3}))?"
)
_OFFICIAL_ID = (
    r"(?:kst-\d{5}(?:-(?:\(R\d+\)|R\d{3,4}|[IVX]+[AB]?|[A-Z](?=-)|\d{2}(?=-)))?-[0-9A-Z]+"
    r"|(?:ah|kv)-[te]k-(?:20\d{2}Z\d{5}|\d{8}-\d+)|h-[te]k-\d{8}-\d+-\d+"
    r"|blg-\d+|stcrt-\d{4}-\d+|stb-\d{4}-\d+|trb-\d{4}-\d+)"
)
_OFFICIAL = re.compile(rf"(?<![\w-])({_OFFICIAL_ID})(?![\w-])")
_CHAMBER_NUMBER = re.compile(r"(?<!\w)(20\d{2}[DZ]\d{5})(?!\w)")
_JOURNAL = re.compile(
    r"\b(?P<s>Stb\.|Staatsblad|Stcrt\.|Staatscourant|Trb\.|Tractatenblad)\s?(?:van\s|jaargang\s)?"
    r"(?P<y>(?:19|20)\d{2})(?:,\s?|\s|/|-)(?:nr\.?\s?)?(?P<n>\d{1,5})(?![\d.]\d)(?!\d)"
)
_IN_ADDRESS = re.compile(rf"officielebekendmakingen\.nl/\S*?({_OFFICIAL_ID})(?![\w-])")
_IN_QUERY = re.compile(r"tweedekamer\.nl/\S*?[?&](?:did|id)=(20\d{2}D\d{5})")


@dataclass(frozen=True)
class Reference:
    """A reference in a text: the identifier it means and the characters `[start, end)`.

    The references of one list (`nrs. 10 en 12`) share its characters.
    """

    identifier: str
    start: int
    end: int
    text: str
    kind: str = ""
    """kamerstuk, dossier, aanhangsel, handelingen, kamervragen, bijlage, document, zaak,
    staatsblad, staatscourant, tractatenblad, uitspraak, eu or url."""
    url: str | None = None
    """Where it can be read; None where no address follows from the identifier."""


Found = tuple[tuple[str, ...], str | None, str | None]
"""(identifiers, kind, address), the last two None where they follow from the identifier."""


def find_references(text: str) -> list[Reference]:
    """The references in `text`, in order; of overlapping ones the longest stays."""
    groups: list[tuple[int, int, Found]] = []
    for triggers, pattern, name in _FORMS:
        if any(trigger in text for trigger in triggers):
            for match in pattern.finditer(text):
                if found := name(match):
                    groups.append((*match.span(), found))
    if "http" in text or "www." in text or "HTTP" in text:
        groups += [(start, end, _web(url)) for start, end, url in find_web_addresses(text)]
    return list(_references(text, groups))


def _references(text: str, groups: list[tuple[int, int, Found]]) -> Iterator[Reference]:
    reached = -1
    for start, end, (identifiers, kind, url) in sorted(groups, key=lambda g: (g[0], -g[1])):
        if start < reached:
            continue
        reached = end
        for name in identifiers:
            yield Reference(
                name, start, end, text[start:end], kind or kind_of(name), url or address_of(name)
            )


def _kamerstuk(match: re.Match[str]) -> Found:
    dossier = _dossier_of(match)
    return tuple(f"kst-{dossier}-{number}" for number in _numbers(match["n"])), None, None


def _dashed(match: re.Match[str]) -> Found | None:
    # With a space in it and no word before it, a low number is more likely an amount.
    doubtful = match["gap"] and match["p"] is None and not match["t"]
    if doubtful and int(match["a"] + match["b"]) < _LOWEST_BARE:
        return None
    return _kamerstuk(match)


def _dossier_only(match: re.Match[str]) -> Found:
    return (_dossier_of(match),), "dossier", None


def _dossier_of(match: re.Match[str]) -> str:
    parts = match.groupdict()
    written = (parts.get("t") or parts.get("sub") or "").replace(" ", "").replace("\u00a0", "")
    toevoeging = bare(written)
    return parts["a"] + parts["b"] + (f"-{toevoeging}" if toevoeging else "")


def _aanhangsel(match: re.Match[str]) -> Found:
    session = _session("ah", match)
    return tuple(f"{session}-{number}" for number in _numbers(match["n"])), None, None


def _handelingen(match: re.Match[str]) -> Found:
    item = f"-{match['i']}" if match["i"] else ""
    return (f"{_session('h', match)}-{match['n']}{item}",), None, None


def _session(series: str, match: re.Match[str]) -> str:
    """Chamber and vergaderjaar; the second year follows, what is written has typing errors."""
    chamber = "ek" if match["c"] in ("I", "EK", "Eerste Kamer") else "tk"
    return f"{series}-{chamber}-{match['y']}{int(match['y']) + 1}"


def _numbers(written: str) -> list[str]:
    """`10 en 12` -> 10, 12; `10–12` -> 10, 11, 12."""
    numbers: list[str] = []
    through = False
    for part in re.findall(r"\d+|[A-Z]{1,2}|[–-]|t/m|tot en met", written):
        if part in ("–", "-", "t/m", "tot en met"):
            through = bool(numbers) and numbers[-1].isdigit()
            continue
        if through and part.isdigit() and 0 < int(part) - int(numbers[-1]) <= _MAX_RANGE:
            numbers += [str(n) for n in range(int(numbers[-1]) + 1, int(part))]
        numbers.append(part)
        through = False
    return list(dict.fromkeys(numbers))


def _journal(match: re.Match[str]) -> Found:
    written = match["s"]
    series = "trb" if written[0] == "T" else "stb" if "b" in written else "stcrt"
    return (f"{series}-{match['y']}-{match['n']}",), None, None


def _web(address: str) -> Found:
    """A web address; one that names an official publication is that publication."""
    if match := _IN_ADDRESS.search(address) or _IN_QUERY.search(address):
        return (match.group(1),), None, address
    return (address,), "url", address


def _foreign(
    kind: str, name: Callable[[re.Match[str]], tuple[str, str] | None]
) -> Callable[[re.Match[str]], Found | None]:
    def found(match: re.Match[str]) -> Found | None:
        one = name(match)
        return ((one[0],), kind, one[1]) if one else None

    return found


def _itself(match: re.Match[str]) -> Found:
    return (match.group(1),), None, None


_FORMS: tuple[
    tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], Found | None]], ...
] = (
    (("-",), _OFFICIAL, _itself),
    (("anhangsel", "anh."), _AANHANGSEL, _aanhangsel),
    (("Handelingen",), _HANDELINGEN, _handelingen),
    (("nr", "Nr", "ummer", "no.", "No."), _KAMERSTUK, _kamerstuk),
    (("-",), _DASHED, _dashed),
    (("amerstukken I", "EK"), _SENATE, _kamerstuk),
    (("amerstuk", "ossier"), _DOSSIER_ONLY, _dossier_only),
    (("20",), _CHAMBER_NUMBER, _itself),
    (("Stb", "Staats", "Stcrt", "Trb", "Tractaten"), _JOURNAL, _journal),
    (("ECLI:",), european.ECLI, _foreign("uitspraak", european.judgment)),
    (("COM", "SWD", "JOIN", "SEC"), european.PROPOSAL, _foreign("eu", european.proposal)),
    (("PbE", "PB ", "Pb "), european.JOURNAL, _foreign("eu", european.journal)),
    (("erordening", "ichtlijn", "esluit"), european.ACT, _foreign("eu", european.act)),
)
