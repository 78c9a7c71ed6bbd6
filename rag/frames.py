"""One question asked of two years, groups or documents: `in 2022 en 2023`, `voor A en voor B`.

The words around what differs are shared by both. Only questions whose answer is a value (an
amount, a date, a name) are divided: a sentence that weighs two things answers the others better.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.expectation import Expected, expected_kind
from rag.language import detect_language

ASKING = (
    r"hoe\w*|welke?|wat|wie|waar(?:om|door|voor|mee|van|op|in|bij|over|uit|aan|naar|toe|onder"
    r"|tegen|na|tot)?|wanneer|how|which|what|who|whose|whom|where|why|when"
)
PREPOSITION = (
    "voor|van|in|op|bij|door|met|aan|over|tot|sinds|naar|uit|tegen|onder|per|volgens|binnen|vanaf"
    "|na|om|gedurende|namens"
    "|for|of|from|by|to|with|on|at|under|into|since|until|till|within|after|before|during|through"
    "|against|about"
)
_YEAR = r"(?:19|20)\d\d"
_YEAR_IN = r"(?:in|voor|for|van|of|from|over|per|tot|until|by|sinds|since|vanaf)"
_YEARS = re.compile(
    rf"(?:\b(?P<in>{_YEAR_IN}) )?\b(?P<one>{_YEAR}),? (?P<with>en|and|versus|vs\.?|tegenover"
    r"|dan|than|(?:zich )?(?:tot|to|met|with)|vergeleken met|ten opzichte van"
    r"|compared? (?:to|with))"
    rf"(?: dat)? (?:{_YEAR_IN} )?(?P<two>{_YEAR})\b", re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:verhoudt|verhouden|vergelijk\w*|verschil\w*|vergeleken|compare[sd]?|comparison"
    r"|differences?|differ)\b", re.IGNORECASE,
)
_COMPARING_WORDS = re.compile(
    r"^(?:en )?(?:hoe|how|wat|what)\b(?: (?:is|was|zijn|are|were|do|does|did)\b)?"
    r"|\b(?:het |the |een |a )?(?=verschil|difference|comparison|vergelijking)"
    r"|\b(?:verhoudt|verhouden|vergelijk\w*|compare[sd]?|comparison)\b"
    r"|\b(?:verschil\w*|differences?|differ)(?: (?:tussen|between|in|van))?\b|\bzich\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:(?P<dutch>hoe verhoud(?:t|en|de|den)) (?P<x>[^,;:?]+?) zich (?:tot|met)"
    r"|how (?:does|do|did) (?P<x_>[^,;:?]+?) compare (?:to|with)) (?P<y>[^,;:?]+)\?*\Z",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(rf" {_YEAR_IN} {_YEAR}\Z", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:aantal|aantallen|bedrag|budget|begroting|kosten|uitgaven|percentage|aandeel|number"
    r"|amount|costs?|spending|expenditure|share|rate)\b", re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:tussen|between)\s*\Z", re.IGNORECASE)
_TWICE = re.compile(
    rf"\b(?P<p>{PREPOSITION}) (?P<x>[^,;:?]+?),? (?:en|and) (?P=p) (?P<y>[^,;:?]+)", re.IGNORECASE
)
_TAIL = re.compile(rf" (?:{PREPOSITION}) ", re.IGNORECASE)
_MANY = {
    "data": "datum", "dagen": "dag", "dates": "date", "days": "day", "jaren": "jaar",
    "years": "year", "bedragen": "bedrag", "amounts": "amount", "nummers": "nummer",
    "numbers": "number", "percentages": "percentage", "shares": "share", "ministers": "minister",
}
"""Words that ask for several at once, and for one."""
_ASKS_MANY = re.compile(
    rf"^(?:\w+ )?(?:welke|which|what) (?P<many>{'|'.join(_MANY)})\b", re.IGNORECASE
)
_ARTICLE = r"(?:de|het|een|the|an?|its|their|zijn|haar|hun)"
_TWO_THINGS = re.compile(
    rf"\b(?P<x>{_ARTICLE} [^,;:?]+?) (?:en|and) (?P<y>{_ARTICLE} [^,;:?]+)", re.IGNORECASE
)
_VALUES: frozenset[Expected] = frozenset({
    "money", "percentage", "number", "date", "duration", "person", "organisation", "place",
    "reference",
})
_LONGEST = 8
"""Words that one of two things may have."""


class Framed(NamedTuple):
    """One of two that are asked of alike."""

    said: str
    """As it is called where it is not found."""
    question: str


def in_two(question: str) -> tuple[Framed, ...]:
    """A question that is asked of two things, once of each; empty where it is of one."""
    return (_of_years(question) or _of_figures(question) or _of_phrases(question)
            or _of_things(question))


def _of_years(question: str) -> tuple[Framed, ...]:
    """`in 2022 en 2023`; a comparison of years asks for the value of either."""
    match = _YEARS.search(question)
    if match is None or match["one"] == match["two"] or len(re.findall(_YEAR, question)) > 2:
        return ()
    compares = _COMPARES.search(question) is not None
    before, after = question[: match.start()], question[match.end() :]
    joined = match["with"].lower() in ("en", "and")
    if not compares and (not joined or _RANGE.search(before)
                         or expected_kind(question) not in _VALUES):
        return ()
    if _RANGE.search(before):
        before = _RANGE.sub("", before)
    shared = match["in"] or "in"
    asked = [f"{before.rstrip()} {shared} {year}{after}" for year in (match["one"], match["two"])]
    return tuple(_as_value(one) if compares else Framed(one, one) for one in asked)


def _as_value(question: str) -> Framed:
    """A comparison as the question for one of its values."""
    rest = " ".join(_COMPARING_WORDS.sub(" ", question).split()).lstrip(" ,")
    how_much = "How much" if detect_language(question) == "en" else "Hoeveel"
    return Framed(rest.rstrip("? "), f"{how_much} {rest}")


def _of_figures(question: str) -> tuple[Framed, ...]:
    """`Hoe verhoudt het aantal A zich tot het aantal B?`: the figure of either."""
    match = _RELATED.match(question)
    if match is None or not _COUNTED.search(match["x"] or match["x_"]):
        return ()
    how_much = "Hoeveel" if match["dutch"] else "How much"
    x, y = match["x"] or match["x_"], match["y"].rstrip()
    time = _IN_YEAR.search(y)
    x += time[0] if time and not re.search(_YEAR, x) else ""
    return tuple(Framed(one, f"{how_much} {one}?") for one in (x, y))


def _of_phrases(question: str) -> tuple[Framed, ...]:
    """`voor A en voor B`: the same preposition twice."""
    single = _for_one(question)
    match = _TWICE.search(single)
    if match is None or expected_kind(single) not in _VALUES or match.start() == 0:
        return ()
    x, y, p = match["x"], match["y"].rstrip(), match["p"]
    if len(x.split()) > _LONGEST or _says_which(x, p):
        return ()
    before, after = single[: match.start()], single[match.end() :]
    tail = _TAIL.search(y)
    shared = y[tail.start() :] if tail and _TAIL.search(x) is None else ""
    first, second = f"{before}{p} {x}{shared}{after}", f"{before}{p} {y}{after}"
    return Framed(first, first), Framed(second, second)


def _says_which(x: str, preposition: str) -> bool:
    """Whether the preposition stands again within, so that it is not clear what is joined."""
    return re.search(rf"\b{preposition}\b", x, re.IGNORECASE) is not None


def _of_things(question: str) -> tuple[Framed, ...]:
    """`Op welke data gingen A en B …?`: several are asked for, of two things."""
    if not _ASKS_MANY.match(question):
        return ()
    single = _for_one(question)
    match = _TWO_THINGS.search(single)
    if match is None or len(match["x"].split()) > _LONGEST:
        return ()
    before, after = single[: match.start()], single[match.end() :]
    return tuple(
        Framed(one, one) for one in (f"{before}{match['x']}{after or '?'}",
                                     f"{before}{match['y']}{after}")
    )


def _for_one(question: str) -> str:
    """A question for several as it asks for one of them: `welke data` -> `welke datum`."""
    many = _ASKS_MANY.match(question)
    if many is None:
        return question
    one = _MANY[many["many"].lower()]
    return f"{question[: many.start('many')]}{one}{question[many.end('many') :]}"
