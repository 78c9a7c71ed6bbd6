"""What a candidate shows without the model: the kinds of value it holds and its form."""

from __future__ import annotations

import re

from rag.candidates import Candidate
from rag.expectation import CHECKABLE, Expected, Interval, values, values_or_names
from rag.question import Asked
from rag.requirement import has_name, meets, required
from rag.roles import asked_roles, can_be

_LONG = 400
"""Characters from which a candidate counts as long."""
_MANY_ITEMS = 4
_ITEM_SIGNS = re.compile(r",| en |\n")
_CLOSED = re.compile(r"[.!?;:][\s»”’\"')]*\Z|\A\s*[•–-]")
_OPEN_KINDS = frozenset({"any", "list", "definition", "place", "organisation", "person"})
_FIGURE_KINDS = frozenset({"money", "percentage", "number", "definition", "any"})
_SOURCE = re.compile(r"https?:|www\.|\bp\. ?\d|\bblz\.|\bnr\. ?\d|(?<=, )\d{4}\.?\Z")


def plain_row(asked: Asked, candidate: Candidate, around: str) -> dict[str, float]:
    """What a candidate shows without the model; `around` is the text of all passages."""
    chunk, text = candidate.span.stored.chunk, candidate.span.text
    note = chunk.kind == "note"
    prose = not note and chunk.kind != "table"
    names = asked.kind in _OPEN_KINDS and has_name(text, asked.text, around)
    required_at_all = required(asked.text) != "nothing"
    holds = asked.kind != "any" and bool(values_of(asked.kind, candidate))
    checkable = asked.kind in CHECKABLE
    return {
        "kind": float(holds and checkable),
        "sign": float(holds and not checkable),
        "note": float(note),
        "source": float(note and asked.kind != "reference" and _SOURCE.search(text) is not None),
        "title_asked": float(tells_what_is_asked(asked, candidate)),
        "meets": float(required_at_all and meets(asked.text, candidate, around)),
        "open_name": float(names),
        "items": min(len(_ITEM_SIGNS.findall(text)), _MANY_ITEMS) / _MANY_ITEMS
        if asked.kind == "list" else 0.0,
        "line": float(prose and _CLOSED.search(text) is None),
        "length": min(len(text), _LONG) / _LONG,
    }


def tells_what_is_asked(asked: Asked, candidate: Candidate) -> bool:
    """Whether a candidate tells of its own document what is asked of that."""
    agrees = bool(asked_roles(asked.text, asked.kind) & candidate.tells)
    return agrees and can_be(asked.text, candidate.span.stored.document.kind)


def values_of(kind: Expected, candidate: Candidate) -> tuple[Interval, ...]:
    """Values of the kind in a candidate; bare figures in a table may be amounts or shares."""
    text = candidate.span.text
    found = values_or_names(kind, text)
    if not found and candidate.span.stored.chunk.kind == "table" and kind in _FIGURE_KINDS:
        return values("number", text)
    return found
