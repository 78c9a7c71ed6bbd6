"""Abbreviations that documents explain themselves: `Autoriteit Persoonsgegevens (AP)`.

The long form is found by the method of Schwartz and Hearst (2003): the characters of the short
form, from the last to the first, in the words before the bracket; the first begins a word. Dutch
compounds need nothing more (`midden- en kleinbedrijf (mkb)`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

SHORTEST, LONGEST = 2, 10
"""Characters of a short form."""
_BRACKETS = re.compile(
    r"\((?:hierna(?: te noemen)?:? |verder:? |ook wel:? |afgekort:? )?(?:de |het )?"
    r"[‘'“\"]?([^\W_][\w&/.-]{1,9})[’'”\"]?\)"
)
_INNER_END = re.compile(r"[.;:!?()\n]")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_MEMBER = re.compile(r"\b(?:kamer)?(?:lid|leden)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+|[&+]")
_COMPOUND = 8
"""Characters of a word from which it may be a compound, whose parts count."""
_NO_EDGE = frozenset("de het een van en in op te voor met the a an of and in on to for".split())


class Abbreviation(NamedTuple):
    """A short form and what it stands for, both as they are written."""

    short: str
    long: str


def find_abbreviations(text: str) -> Iterator[Abbreviation]:
    """The short forms that a text explains where it first uses them."""
    for match in _BRACKETS.finditer(text):
        short = match.group(1).rstrip(".")
        if not is_short_form(short):
            continue
        before = _INNER_END.split(text[max(0, match.start() - 150) : match.start()].rstrip())[-1]
        long = _long_form(short, before)
        if long and is_evidence(short, long):
            yield Abbreviation(short, long)


def is_short_form(word: str) -> bool:
    """Whether a word may be an abbreviation: two capitals, or all small and written so (`mkb`)."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return SHORTEST <= len(word) <= LONGEST and len(letters) >= SHORTEST and (
        capitals >= 2 or (capitals == 0 and len(letters) <= 4 and not _VOWEL.search(word))
    )


def is_evidence(short: str, long: str) -> bool:
    """Whether a long form explains every letter of a short one, and not by chance.

    A letter begins a word, follows one that does (`SecFund`), or stands inside a long word, a
    compound as a rule; of several words at least half the letters do the first two. So a member's
    party is no abbreviation of the line that it stands in (`Vragen van het lid …`).
    """
    letters = [c for c in short.removesuffix("s") if c.isalnum()]  # RPIs: a plural
    started = _started("".join(letters).lower(), long)
    if _MEMBER.search(long):
        return False
    return started is not None and (" " not in long or 2 * started >= len(letters))


def _started(letters: str, long: str) -> int | None:
    """The most of `letters`, in order, that begin words of a text; None where they do not fit."""
    text = long.lower()
    length = {n: len(m[0]) for m in _LETTERS.finditer(text) for n in range(*m.span())}
    starts = {m.start() for m in _LETTERS.finditer(text)}

    @cache
    def best(letter: int, place: int, run: bool) -> int | None:
        """From a letter on, at `place` or behind it; `run`: the one before began a word."""
        if letter == len(letters):
            return 0
        found: list[int] = []
        for n in range(place, len(text)):
            began = n in starts or (run and n == place)
            if text[n] != letters[letter] or not (began or length.get(n, 0) >= _COMPOUND):
                continue
            rest = best(letter + 1, n + 1, began)
            if rest is not None:
                found.append(rest + began)
        return max(found, default=None)

    return best(0, 0, False)


def _long_form(short: str, before: str) -> str:
    """The shortest run of last words that holds the characters in order; empty for none."""
    words = before.split()
    letters = [c for c in short.lower() if c.isalnum()]
    nearby = " ".join(words[-min(len(letters) + 5, 2 * len(letters)) :])
    text = nearby.lower()
    place = len(text)
    for number, letter in enumerate(reversed(letters)):
        first = number == len(letters) - 1
        place = text.rfind(letter, 0, place)
        while first and place > 0 and text[place - 1].isalnum():
            place = text.rfind(letter, 0, place)
        if place < 0:
            return ""
    long = nearby[place:].strip(" ,‘’“”\"'")
    own = long.lower().split()
    fits = len(long) > len(short) + 2 and own and own[0] not in _NO_EDGE
    invented = _FIGURE.search(long) and not _FIGURE.search(short)
    return long if fits and not invented and short.lower() not in own else ""
