"""Endnotes: a list under a heading such as `Noten`, at the end of a chapter or a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout import PageLayout
from ingest.lines import Line
from ingest.notezone import NoteLine, label_of, markers_in, unglued

_HEADING = re.compile(
    r"^(\d{1,2}(\.\d+)*\.?\s+)?((eind|voet|hoofdstuk)?noten|(end|foot)?notes|noten bij .{2,40}"
    r"|notes (to|on) .{2,40}|noten en (bronnen|verwijzingen)|eindnoten .{2,40})\s*:?$",
    re.IGNORECASE,
)
_ONE_TYPE = 0.6
_GAP = 2.4


def take_endnotes(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The same pages with the lines of endnotes moved from the body to the notes."""
    if not any(_HEADING.match(line.text) for page in layouts for line in page.body):
        return list(layouts)
    lines = [line for page in layouts for line in page.body]
    markers = frozenset[str]().union(*(markers_in([line]) for line in lines))
    taken: dict[int, NoteLine] = {}
    for place, line in enumerate(lines):
        if id(line) not in taken and _HEADING.match(line.text):
            taken |= {id(n.line): n for n in _list_below(lines[place + 1 :], markers)}
    return [_without(page, taken) for page in layouts]


def _list_below(lines: Sequence[Line], markers: frozenset[str]) -> list[NoteLine]:
    """The note lines right below a heading; empty where no list of noted labels stands there."""
    first = label_of(lines[0]) if lines else ""
    if not first.isdigit():
        return []
    found: list[NoteLine] = []
    expected, known = int(first), 0
    for line in lines:
        opens = label_of(line) == str(expected)
        if not opens and _ends(found[-1].line, line):
            break
        known += opens and str(expected) in markers
        expected += opens
        found.append(NoteLine(line, opens, "endnote"))
    count = sum(note.opens for note in found)
    return found if known >= max(1, count / 2) else []


def _ends(before: Line, line: Line) -> bool:
    """Whether the list stops: other type, bold, or a gap."""
    if abs(line.size - before.size) > _ONE_TYPE or line.style == 2 != before.style:
        return True
    step = line.baseline - before.baseline
    return before.page == line.page and step > _GAP * line.size


def _without(page: PageLayout, taken: dict[int, NoteLine]) -> PageLayout:
    notes = [taken[id(line)] for line in page.body if id(line) in taken]
    if not notes:
        return page
    notes = [NoteLine(unglued(n.line), True, n.kind) if n.opens else n for n in notes]
    body = tuple(line for line in page.body if id(line) not in taken)
    return replace(page, body=body, notes=(*page.notes, *notes))
