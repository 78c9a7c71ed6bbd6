"""Running headers and feet: text that belongs to the page and not to the document.

Three signs, in the bands at the top and the foot of the page: known words, recurrence at one
place, and a number that counts along with the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.lines import Line

_ZONE = 0.10
_SHARE = 0.25
_COUNTING_SHARE = 0.3
_FEW = 3
_OFTEN = 5
_APART = 1.6
_HEIGHT_PT = 8
_KNOWN = re.compile(
    r"^((Pagina|Page|Blad|pag\.) \d+( (van|of) \d+)?|(Tweede|Eerste) Kamer, vergaderjaar .*"
    r"|(voorbeeld-)?(kst|ah-tk|ah-ek|blg|stcrt|h-tk|h-ek|kv-tk)-[\w-]+"
    r"|ISSN \d{4} ?- ?\d{4}|[’'‘]s-Gravenhage \d{4})$"
)
PAGE_NUMBER = re.compile(r"^[-–|]? ?(\d{1,4}|[ivxlc]{1,6}) ?[-–|]?$")
_OUTER_NUMBER = re.compile(r"^(\d{1,4})(?= \D)|(?<=\D )(\d{1,4})$|^(\d{1,4})$")

Sizes = Sequence[tuple[int, float, float]]
"""(number, width, height) of every page, in points."""


@dataclass(frozen=True)
class Furniture:
    """What a document shows at the top and the foot of its pages."""

    recurring: frozenset[tuple[str, int]]
    """Texts with digits masked, and their height, on a good share of the pages."""
    now_and_then: frozenset[tuple[str, int]]
    """The same on some pages: furniture where it stands apart from the text."""
    counting: frozenset[tuple[int, int]]
    """Height of a line with a page number, and how far that number is ahead of the page."""

    def split(self, lines: Sequence[Line], page: int, height: float) -> list[Line]:
        """The lines of a page without its furniture."""
        zone = [s for s in lines if _in_zone(s, height)]
        heights = {s.baseline for s in zone if self._counts(s, page)}
        return [
            s
            for s in lines
            if not (_KNOWN.match(s.text) or (_in_zone(s, height) and self._is(s, lines, heights)))
        ]

    def _counts(self, line: Line, page: int) -> bool:
        return any(
            (_place(line), number - page) in self.counting for number in _outer_numbers(line.text)
        )

    def _is(self, line: Line, lines: Sequence[Line], heights: Iterable[float]) -> bool:
        key = _key(line)
        if key in self.recurring:
            return True
        if any(abs(line.baseline - height) < 0.3 * line.size for height in heights):
            return True
        if key in self.now_and_then and _stands_apart(line, lines):
            return True
        return PAGE_NUMBER.match(line.text) is not None and _is_alone(line, lines)


def find_furniture(pages: Sizes, segments: Sequence[Sequence[Line]]) -> Furniture:
    """Look at the top and the foot of every page of a document."""
    seen: Counter[tuple[str, int]] = Counter()
    counted: Counter[tuple[int, int]] = Counter()
    for (number, _, height), lines in zip(pages, segments, strict=True):
        zone = [s for s in lines if _in_zone(s, height)]
        seen.update({_key(s) for s in zone})
        counted.update({(_place(s), n - number) for s in zone for n in _outer_numbers(s.text)})
    many = max(_FEW, _SHARE * len(pages))
    counting = max(_FEW, _COUNTING_SHARE * len(pages))
    return Furniture(
        frozenset(key for key, count in seen.items() if count >= many),
        frozenset(key for key, count in seen.items() if count >= min(many, _OFTEN)),
        frozenset(place for place, count in counted.items() if count >= counting),
    )


def _in_zone(line: Line, height: float) -> bool:
    return line.baseline < _ZONE * height or line.top > (1 - _ZONE) * height


def _place(line: Line) -> int:
    return round(line.baseline / _HEIGHT_PT)


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), _place(line)


def _outer_numbers(text: str) -> list[int]:
    return [int(next(filter(None, m.groups()))) for m in _OUTER_NUMBER.finditer(text)]


def _is_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Whether no text goes on right of a number, as it does behind the label of a note."""
    return not any(
        abs(s.baseline - line.baseline) < 0.6 * max(s.size, line.size)
        and 0 <= s.x0 - line.x1 < 4 * line.size
        for s in lines
        if s is not line
    )


def _stands_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a wide gap lies between a line and the text of the page."""
    steps = [abs(s.baseline - line.baseline) for s in lines]
    near = [step for step in steps if step > 0.5 * line.size]
    return min(near, default=0.0) > _APART * line.size
