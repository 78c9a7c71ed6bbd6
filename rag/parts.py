"""Questions that ask two things at once: each part is searched, read and answered by itself.

A part begins with its own asking word (`…, en hoeveel kost dat?`) or, behind a comma, with another
phrase for the same question (`…, and for the climate fund?`); one question may also be asked of
two years, groups or documents (`rag/frames.py`). An `en` that joins two nouns (`Economische Zaken
en Klimaat`) divides nothing. What a part leaves out it takes from the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rag.conversation import is_follow_up, standalone
from rag.expectation import asking_phrase
from rag.frames import ASKING, PREPOSITION, in_two
from rag.question import Asked, analyse, years_in
from rag.retrieval import Hit

MAX_PARTS = 3
_BOUNDARIES = (
    re.compile(rf"\?\s+(?:(?:en|maar|and|but)\s+)?(?P<rest>(?:(?:{PREPOSITION})\s+)?"
               rf"(?:{ASKING})\b.*)", re.IGNORECASE | re.DOTALL),
    re.compile(rf",?\s+(?:en|maar|and|but)\s+(?P<rest>(?:(?:{PREPOSITION})\s+)?"
               rf"(?:{ASKING})\b.*)", re.IGNORECASE | re.DOTALL),
)
_SAME_FOR = re.compile(
    rf",\s+(?:en|and)\s+(?P<rest>(?:{PREPOSITION})\s+[^,]+)\Z", re.IGNORECASE
)
_BOTH_ASKED = re.compile(
    rf"(?P<first>{ASKING})\s+(?:en|and)\s+(?P<second>{ASKING})\s+(?P<rest>\S.*)", re.IGNORECASE
)
"""`Wie en wanneer …?`: both of the same."""
_NO_VERB = re.compile(
    rf"(?:{PREPOSITION}) (?:welke?|which|what)(?: [\w’-]+){{1,2}}[?]*", re.IGNORECASE
)
_LEADS_ON = re.compile(rf"(?:^|\s)(?:{ASKING}|{PREPOSITION})\Z", re.IGNORECASE)
_ENDS_ASKING = re.compile(rf"(?:^|\s)(?:{ASKING})\Z", re.IGNORECASE)
_STARTS = re.compile(rf"(?:{PREPOSITION})\s", re.IGNORECASE)
_PREPOSITIONS = re.compile(rf"\b(?:{PREPOSITION})\b", re.IGNORECASE)
_ARTICLES = "de|het|een|the|an?"
_NOUNLESS = rf"(?:{PREPOSITION}|{_ARTICLES}|die|dat|that|those)\b"
_GAPPED = re.compile(
    rf"(?:(?:{PREPOSITION}) )?(?:(?:welke?|which|(?<=\w )what)(?P<noun> (?!{_NOUNLESS})[\w’-]+)"
    rf"|(?:{ASKING})(?: (?:much|many|meer|more))?) (?P<rest>{_NOUNLESS} .+)", re.IGNORECASE
)
"""An asking word, with its noun at most, before an article or a preposition."""
_PLACEHOLDER = re.compile(r"(?:the ones?|die|dat|that|those)\s+(?=\w)", re.IGNORECASE)
_BEFORE_OBJECT = re.compile(
    rf"(?:(?!\b(?:{PREPOSITION}) (?:{_ARTICLES})\b).)+?(?= (?:{_ARTICLES}) )", re.IGNORECASE
)
"""A first part up to what it is about: its first article that no preposition precedes."""
_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could|must|should|may|might"
    r"|zijn|waren|wordt|worden|werd|werden|heeft|hebben|hadden|mag|mogen|moet|moeten|kan|kunnen"
    r"|zal|zullen|zou|zouden|wil|willen)\s*\Z", re.IGNORECASE
)
"""Whose verb stands behind the object: `did the bridge cost`."""
_WHOLE_WORDS = 4
"""Content words from which a later part that names something stands by itself."""
_BARE_WORDS = 2
"""Content words up to which a first part without a name leaves the rest to the later one."""


@dataclass(frozen=True)
class Part:
    """One thing that is asked."""

    said: str
    """As it stands in the question."""
    question: str
    """As it is searched: with what it leaves out."""
    alone: str = ""
    """As it is read besides, where it asks in its own words and was completed."""


def parts_of(question: str, history: Sequence[str] = ()) -> tuple[Part, ...]:
    """The parts of a question, in its order; one where it asks one thing."""
    both = _BOTH_ASKED.match(question.strip())
    if both:
        return tuple(
            Part(f"{asking} {both['rest']}", standalone(f"{asking} {both['rest']}", history))
            for asking in (both["first"], both["second"])
        )
    first, *others = _pieces(question.strip())
    if not others:
        two = in_two(standalone(first, history))
        return tuple(Part(one.said, one.question) for one in two) or (
            Part(first, standalone(first, history)),
        )
    whole = standalone(first, history)
    fuller = _first(whole, others[0])
    return (Part(first, fuller, whole if fuller != whole else ""),
            *(_later(other, whole) for other in others))


def _first(part: str, later: str) -> str:
    """A first part that says little of what it is about, with the words of the later one."""
    asked, following = analyse(part), analyse(later)
    bare = _NO_VERB.fullmatch(part) or (not asked.named and len(asked.words) <= _BARE_WORDS)
    if not bare or len(following.words) <= len(asked.words):
        return part
    return f"{part} {later}"


def _later(part: str, first: str) -> Part:
    whole = _completed(part, first)
    return Part(part, whole, part if whole != part and asking_phrase(part) else "")


def interleaved(found: Sequence[Sequence[Hit]], k: int) -> list[Hit]:
    """The passages of all parts, the best of each first, every passage once."""
    mixed = (hit for row in zip_longest(*found) for hit in row if hit is not None)
    return list({hit.stored.id: hit for hit in mixed}.values())[:k]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    while len(pieces) < MAX_PARTS - 1 and (cut := _cut(text)):
        pieces.append(f"{text[: cut[0]].rstrip(' ,?')}?")
        text = text[cut[1] :]
    return [*pieces, text]


def _cut(text: str) -> tuple[int, int] | None:
    """`(end of the first part, start of the rest)` where a question has two."""
    for pattern in _BOUNDARIES:
        for match in pattern.finditer(text):
            before, leads = text[: match.start()], _STARTS.match(match["rest"]) is not None
            if _stands(before, after_preposition=leads):
                return match.start(), match.start("rest")
    same = _SAME_FOR.search(text)
    if same and asking_phrase(text[: same.start()]):
        return same.start(), same.start("rest")
    return None


def _stands(first: str, *, after_preposition: bool) -> bool:
    """Whether a first part asks something: words to look for, and no end that leads on."""
    leads_on = _LEADS_ON if after_preposition else _ENDS_ASKING
    return leads_on.search(first) is None and bool(analyse(first).words)


def _completed(part: str, first: str) -> str:
    """A later part with what it leaves out: the first without the phrase that it replaces."""
    if _whole(part, analyse(part)):
        return part
    kept = first.rstrip(" ?")
    if full := _ungapped(part, kept):
        return full
    for preposition in _PREPOSITIONS.findall(part)[:1]:
        places = [m.start() for m in re.finditer(rf"\s{preposition}\b", kept, re.IGNORECASE)]
        if places:
            kept = kept[: places[-1]]
    if asking_phrase(part):
        return f"{part} {kept}?"
    return f"{kept} {part}"


def _ungapped(part: str, first: str) -> str | None:
    """A later part without a verb, with that of the first: `and which the one on the ferry?`."""
    gap = _GAPPED.match(part)
    if gap is None:
        return None
    rest = _PLACEHOLDER.sub("", gap["rest"].rstrip("? "))
    preposition = _STARTS.match(rest)
    if preposition:
        same = re.compile(rf"\s{preposition[0].strip()}\b", re.IGNORECASE)
        places = [m.start() for m in same.finditer(first)] if gap["noun"] is None else []
        return f"{first[: places[-1]]} {rest}?" if places else None
    opening = _BEFORE_OBJECT.match(first)
    if opening is None or _AUXILIARY.search(opening[0]):
        return None
    time = "" if years_in(part) else "".join(f" in {year}" for year in sorted(years_in(first)))
    if gap["noun"] is None:
        return f"{opening[0].rstrip()} {rest}{time}?"
    return f"{part} {opening[0].rstrip()}{time}?"


def _whole(part: str, asked: Asked) -> bool:
    """Whether a later part can be understood without the first."""
    names = any(not name.isdigit() for name in asked.named)
    return names and len(asked.words) >= _WHOLE_WORDS and not is_follow_up(f"En {part}")
