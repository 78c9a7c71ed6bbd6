"""What values amount to, so that two ways to write one (`5 mln. euro`, `€ 5.000.000`) are one."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.expectation import Expected, Interval, values

COMPARABLE: frozenset[Expected] = frozenset({"money", "percentage", "number", "date", "duration"})
"""Kinds of answer that amount to something."""

_FIGURE = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?")
_SCALES = (("miljard", 1e9), ("mrd", 1e9), ("mld", 1e9), ("miljoen", 1e6), ("mln", 1e6),
           ("duizend", 1e3))
_WORDS = {
    word: float(n) for n, word in enumerate(
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
        " zestien zeventien achttien negentien twintig".split(), 1
    )
} | {"één": 1.0, "dertig": 30.0, "veertig": 40.0, "vijftig": 50.0, "zestig": 60.0,
     "zeventig": 70.0, "tachtig": 80.0, "negentig": 90.0, "honderd": 100.0, "duizend": 1000.0}
_SHARES = {"helft": 50.0, "kwart": 25.0, "een derde": 33.3, "tweederde": 66.7, "driekwart": 75.0}
_DAYS = (("werkdag", 1.4), ("dag", 1.0), ("week", 7.0), ("weken", 7.0), ("maand", 30.4),
         ("kwarta", 91.3), ("jaar", 365.0), ("jaren", 365.0), ("uur", 1 / 24), ("uren", 1 / 24),
         ("minu", 1 / 1440))
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b\d{1,2}\b(?!\d)")
_ROUNDED = 0.025
"""Share of a figure within which another may be the same one rounded."""


class Quantity(NamedTuple):
    """What a value amounts to, and where it stands."""

    span: Interval
    amount: float | None
    """Euros, per cent, days or a plain number; None for a date."""
    date: tuple[int | None, int | None, int | None] = (None, None, None)
    """Year, month and day, as far as they are told."""

    def same(self, other: Quantity) -> bool:
        """Whether they may be one: rounded, or a date told less precisely."""
        if self.amount is None or other.amount is None:
            return self.amount is other.amount and all(
                a is None or b is None or a == b for a, b in zip(self.date, other.date, strict=True)
            )
        return abs(self.amount - other.amount) <= _ROUNDED * max(self.amount, other.amount)


def quantities(kind: Expected, text: str) -> list[Quantity]:
    """The values of a comparable kind in a text, in order; those that amount to nothing are out."""
    if kind not in COMPARABLE:
        return []
    found = (_quantity(kind, text, span) for span in values(kind, text))
    return [quantity for quantity in found if quantity is not None]


def amount_of(figure: str) -> float | None:
    """`1.184,6` -> 1184.6, `twaalf` -> 12; None where it is no figure."""
    match = _FIGURE.search(figure)
    if match is None:
        return next((n for word, n in _WORDS.items() if word == figure.strip().lower()), None)
    return float(re.sub(r"[. \u00a0]", "", match[0]).replace(",", "."))


def _quantity(kind: Expected, text: str, span: Interval) -> Quantity | None:
    written = text[span[0] : span[1]].lower()
    if kind == "date" or (kind == "duration" and _YEAR.fullmatch(written)):
        return _dated(written, span) if kind == "date" else None
    if kind == "percentage":
        share = next((n for word, n in _SHARES.items() if word in written), None)
        amount = share if share is not None else amount_of(written)
    elif kind == "duration":
        first = amount_of(written.split()[0])
        days = next((n for word, n in _DAYS if word in written), None)
        amount = first * days if first is not None and days is not None else None
    else:
        scale = next((n for word, n in _SCALES if word in written and written != word), 1.0)
        plain = amount_of(written)
        amount = plain * scale if plain is not None else None
    return None if amount is None else Quantity(span, amount)


def _dated(written: str, span: Interval) -> Quantity | None:
    month = next((n for n, name in enumerate(_MONTHS, 1) if name in written), None)
    year = _YEAR.search(written)
    day = _DAY.match(written) if month else None
    if month is None and year is None:
        return None
    return Quantity(
        span, None, (int(year[0]) if year else None, month, int(day[0]) if day else None)
    )
