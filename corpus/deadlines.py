"""When something is due: the ways in which Dutch letters name a moment -> its last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_MONTH = rf"({'|'.join(MONTHS)})"
_YEAR = r"(20\d{2})"
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
_COUNTS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8,
    "negen": 9, "tien": 10, "twaalf": 12,
}
_SEASON_ENDS = {
    "voorjaar": (6, 20), "lente": (6, 20), "zomer": (9, 22), "najaar": (12, 20), "herfst": (12, 20),
}
_PART_ENDS = {
    "begin": (3, 31), "medio": (7, 31), "halverwege": (7, 31), "eind": (12, 31),
    "einde": (12, 31), "in": (12, 31), "voor": (1, 1), "loop": (12, 31),
}
_RECESS_STARTS = {"zomer": (7, 5), "kerst": (12, 22), "herfst": (10, 25), "mei": (4, 26)}
"""About the first day of each recess of the Tweede Kamer; it moves by a week or so a year."""

_DATED = re.compile(r"\b(van|d\.d\.|dd\.|sinds|debat op)\s+$", re.IGNORECASE)
"""Before a date that says when something was: `de brief van 22 januari`."""


@dataclass(frozen=True)
class Deadline:
    """A moment named in a text: the characters `[start, end)` and the last day it can mean."""

    text: str
    start: int
    end: int
    by: str | None
    """ISO date; None where the text gives no year and the date of the document is not known."""


def find_deadline(text: str, written: str | None) -> Deadline | None:
    """The first moment that `text` names and that is not past at `written`, an ISO date."""
    found = [
        Deadline(match.group(), match.start(), match.end(), _iso(day, match, written))
        for pattern, day in _FORMS
        for match in pattern.finditer(text)
    ]
    ahead = [
        d for d in found
        if not (d.by and written and d.by < written) and not _DATED.search(text[: d.start])
    ]
    return min(ahead, key=lambda d: (d.start, -d.end), default=None)


def _iso(day: _LastDay, match: re.Match[str], written: str | None) -> str | None:
    found = day(match, date.fromisoformat(written) if written else None)
    return found.isoformat() if found else None


_LastDay = Callable[[re.Match[str], date | None], date | None]


def _full_date(match: re.Match[str], written: date | None) -> date | None:
    day, month, year = int(match[1]), MONTHS.index(match[2].lower()) + 1, match[3]
    return _in_year(year, written, (month, day))


def _month(match: re.Match[str], written: date | None) -> date | None:
    month = MONTHS.index(match[1].lower()) + 1
    return _in_year(match[2], written, (month, 31))


def _quarter(match: re.Match[str], written: date | None) -> date | None:
    number = _ORDINALS.get(match[1].lower()) if match[1] else int(match[2])
    ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
    return _in_year(match[3], written, ends[number]) if number else None


def _half(match: re.Match[str], written: date | None) -> date | None:
    end = (6, 30) if _ORDINALS[match[1].lower()] == 1 else (12, 31)
    return _in_year(match[2], written, end)


def _season(match: re.Match[str], written: date | None) -> date | None:
    season = match["season"].lower()
    before = (match["before"] or "").lower() == "voor"
    end = (6, 20) if before and season == "zomer" else _SEASON_ENDS[season]
    return _in_year(match["year"], written, end)


def _recess(match: re.Match[str], written: date | None) -> date | None:
    month, day = _RECESS_STARTS[match[1].lower()]
    return _in_year(match[2], written, (month, day))


def _part(match: re.Match[str], written: date | None) -> date | None:
    end = _PART_ENDS[(match[1] or "eind").lower().split()[0]]
    named = match[2].lower()
    if named.startswith("20"):
        return date(int(named), *end)
    if written is None:
        return None
    return date(written.year + (named.startswith("volgend") or named.startswith("komend")), *end)


def _within(match: re.Match[str], written: date | None) -> date | None:
    count = int(match[1]) if match[1].isdigit() else _COUNTS[match[1].lower()]
    unit = match[2].lower()
    if written is None:
        return None
    if unit.startswith("ma"):
        months = written.month - 1 + count
        return _day(written.year + months // 12, months % 12 + 1, written.day)
    return written + timedelta(days=count * (7 if unit.startswith("we") else 1))


def _in_year(year: str | None, written: date | None, end: tuple[int, int]) -> date | None:
    """That day in the named year, else the first one on or after the document's date."""
    chosen = int(year) if year else _next_year_with(written, end)
    return _day(chosen, *end) if chosen else None


def _day(year: int, month: int, day: int) -> date:
    """The day, or the nearest one that the month has."""
    return date(year, month, max(1, min(day, calendar.monthrange(year, month)[1])))


def _next_year_with(written: date | None, end: tuple[int, int]) -> int | None:
    if written is None:
        return None
    return written.year + ((written.month, written.day) > end)


_COUNT = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_FORMS: tuple[tuple[re.Pattern[str], _LastDay], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), day)
    for pattern, day in (
        (rf"\b(\d{{1,2}}) {_MONTH}(?: {_YEAR})?\b", _full_date),
        (rf"\b(?:in|voor|uiterlijk|eind|begin|medio|vanaf|per) {_MONTH}(?: {_YEAR})?\b", _month),
        (rf"\b(?:(eerste|tweede|derde|vierde|[1-4]e) kwartaal|Q([1-4]))(?: (?:van )?{_YEAR})?\b",
         _quarter),
        (rf"\b(eerste|tweede) helft van {_YEAR}\b", _half),
        (r"\b(?P<before>voor|na|in|dit|komend|deze)? ?(?:de |het )?(?P<season>voorjaar|lente|zomer"
         r"|najaar|herfst)(?:(?: van)? (?P<year>20\d{2}))?\b", _season),
        (rf"\b(?:voor|vóór) het (zomer|kerst|herfst|mei)reces(?: (?:van )?{_YEAR})?\b", _recess),
        (r"\b(begin|medio|halverwege|einde?(?: van)?|in|voor|loop van)(?: het)? (20\d{2}|dit jaar"
         r"|volgend jaar|komend jaar)\b", _part),
        (r"\b()(dit jaar|volgend jaar|komend jaar)\b", _part),
        (rf"\bbinnen {_COUNT} (maand|maanden|week|weken|dag|dagen)\b", _within),
    )
)
