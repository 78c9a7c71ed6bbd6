"""What a question asks of a cell, and how well the cells of a row meet it: year, column, unit, sum.

A row holds several figures: `Begroting 2023`, `Realisatie 2023` and `Verschil` beside each other.
Late interaction tells which row is meant; which column is told by the year, by words that mean
budgeted, realised or a difference, and by the unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.question import STOP_WORDS, Asked, stem
from rag.tables import CellRef

TABLE_FEATURES = ("label_told", "part_for_whole")
"""`label_told`: how far the share of the words of a row's label that the question has lies under
that of the best row; `part_for_whole`: a total is asked for and the row is none."""

_ASPECTS: tuple[tuple[str, str, str], ...] = (
    ("difference",
     r"\bverschil\w*|\bafwijking\w*|\bafgeweken|\bweek\b.*\baf\b|\bonderuitputting|\boverschr\w+"
     r"|\b(?:meer|minder|hoger|lager|more|less|higher|lower)\b.*\b(?:dan|than)\b"
     r"|\bdifferen\w+|\bdeviat\w+",
     r"verschil|afwijking|differen|\(3\)\s?="),
    ("change", r"\bmutaties?\b|\bwijziging\w*|\bbijgekomen|\bbijgesteld|\bchanged?\b",
     r"mutatie|wijziging|bijstelling"),
    ("structural", r"\bstructure(?:el|le)\b|\bstructural\w*", r"\bstruc"),
    ("realised", r"\bgerealiseerd\w*|\brealisatie\w*|\bwerkelijk\w*|\breali[sz]ed|\bactual",
     r"realisatie|werkelijk|gerealiseerd|actual|reali[sz]ed|uitkomst"),
    ("budgeted",
     r"\bbegroot|\bbegroting\w*|\bgeraamd\w*|\braming\w*|\bgepland\w*|\bvastgestelde|\bbudget\w*"
     r"|\bplanned|\bestimate[sd]?\b|\bstreefwaarde|\bdoel\b|\btarget",
     r"begrot|begroot|budget|raming|geraamd|streefwaarde|\bdoel\b|gepland|ontwerp"),
)
"""Name, how a question says it, how the head of a column does; the first that fits counts."""
_TOLD = tuple((name, re.compile(asked, re.I), re.compile(head, re.I))
              for name, asked, head in _ASPECTS)
_TOTAL = re.compile(
    r"\b(?:\w*totaa?l\w*|opgeteld|tezamen|samen|altogether|overall|sum|combined)\b", re.IGNORECASE
)
_SUM = re.compile(r"\b(?:sub)?tota(?:al|le?)\b|^som\b|^saldo\b", re.IGNORECASE)
_MONEY = re.compile(r"€|euro|mln|mld|mrd|miljoen|miljard", re.IGNORECASE)
_MONEY_ASKED = re.compile(
    r"\b(?:euro\w*|geld|bedrag\w*|kost\w*|budget|uitgaven|ontvangsten|miljoen|miljard|million|billion"
    r"|money|amount|spen[dt]|costs?|lasten|baten|betaald|uitgegeven|besteed)\b|€", re.IGNORECASE
)
_SHARE = re.compile(r"%|procent|percent", re.IGNORECASE)
_STAFF = re.compile(r"\bfte|full-time|voltijd", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SLIGHT = 0.2
"""What a default counts beside a demand: realised rather than budgeted, where neither is asked."""


@dataclass(frozen=True)
class Wanted:
    """What a question asks of the cell that answers it; empty where it leaves that open."""

    years: frozenset[str]
    aspect: str
    measure: str
    """`money`, `share`, `staff` or empty."""


def wanted(asked: Asked) -> Wanted:
    """What a Dutch or English question asks of a cell."""
    text = asked.text
    aspect = next((name for name, told, _ in _TOLD if told.search(text)), "")
    if _STAFF.search(text):
        measure = "staff"
    elif asked.kind == "percentage" or _SHARE.search(text):
        measure = "share"
    else:
        measure = "money" if asked.kind == "money" or _MONEY_ASKED.search(text) else ""
    return Wanted(asked.years, aspect, measure)


def fits(wish: Wanted, cells: Sequence[CellRef]) -> list[float]:
    """For each cell of a row the share of what is asked of its column that it meets, 0 to 1.

    What the heads of a row leave open, such as the year where no head has one, is no demand.
    """
    heads = [" ".join(cell.column) for cell in cells]
    aspects = [_aspect(head) for head in heads]
    measures = [_measure(cell.unit) for cell in cells]
    years = [set(_YEAR.findall(head)) for head in heads]
    demands: list[tuple[float, list[bool]]] = []
    if wish.years and any(years):
        demands.append((1.0, [bool(own & wish.years) for own in years]))
    if wish.aspect and wish.aspect in aspects:
        demands.append((1.0, [own == wish.aspect for own in aspects]))
    elif "realised" in aspects:
        demands.append((_SLIGHT, [own == "realised" for own in aspects]))
    if wish.measure and wish.measure in measures and len(set(measures)) > 1:
        demands.append((1.0, [own == wish.measure for own in measures]))
    total = sum(weight for weight, _ in demands)
    if not total:
        return [0.0] * len(cells)
    return [sum(w * met[n] for w, met in demands) / total for n in range(len(cells))]


def _aspect(head: str) -> str:
    return next((name for name, _, said in _TOLD if said.search(head)), "")


def _measure(unit: str) -> str:
    for name, pattern in (("money", _MONEY), ("share", _SHARE), ("staff", _STAFF)):
        if pattern.search(unit):
            return name
    return ""


def table_features(
    asked: Asked, rows: Sequence[Sequence[CellRef]], told: Sequence[str]
) -> dict[str, list[float]]:
    """`TABLE_FEATURES` of candidates by their cells, zero for what is no row of a table.

    `told` are beginnings of the question's words, in small letters, as a text may have them.
    """
    total = _TOTAL.search(asked.text) is not None
    labels = [_label_told(cells, told) if cells else None for cells in rows]
    best = max((share for share in labels if share is not None), default=0.0)
    return {
        "label_told": [0.0 if share is None else share - best for share in labels],
        "part_for_whole": [float(bool(cells) and total and not _is_whole(cells)) for cells in rows],
    }


def _is_whole(cells: Sequence[CellRef]) -> bool:
    """Whether a row is a sum, or one of its columns is."""
    names = [*cells[0].row[-1:], *(" ".join(cell.column) for cell in cells)]
    return any(_SUM.search(name) for name in names)


def _label_told(cells: Sequence[CellRef], told: Sequence[str]) -> float:
    """The share of the words of a label, or of what it is short for, that the question has."""
    texts = (*cells[0].row[-1:], *cells[0].meanings)
    return max((_share_told(text, told) for text in texts), default=0.0)


def _share_told(text: str, told: Sequence[str]) -> float:
    words = [w for w in _WORD.findall(text.lower()) if w not in STOP_WORDS]
    if not words:
        return 0.0
    return sum(any(stem(word) in s or s in word for s in told) for word in words) / len(words)
