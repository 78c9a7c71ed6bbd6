"""Where the notes of a page stand: small type at its foot, plain type under known labels, tables.

Numbers decide, not looks alone: a line opens a note when its label is that of a marker above it
(on this page, or on one before it that is still without its note), or goes on where the note
above it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.lines import Line
from ingest.types import NoteKind

NOTE_TYPE = 0.94
_SAME_TYPE = 1.02
_LABEL = re.compile(r"^[\[(]?(\d{1,3}|\*{1,3})[\])]?[.):]?$")
_TABLE_LABEL = re.compile(r"^[\[(]?(\d{1,2}|[a-z]|\*{1,3})[\])]?[.):]?$")
_GLUED = re.compile(r"^(\d{1,3}|\*{1,3})[.)]?(?=[A-ZÀ-Þ«“‘(]|https?:|www\.)")
_BRACKETED = re.compile(r"(?<=.)\[(\d{1,3})\]")
GLUED_MARKER = re.compile(r"(?<=[a-zß-ÿ)»”’])(?P<stop>[.,;:?!]?)(?P<label>\d{1,3})(?=[.,;:)]*$)")
"""A marker that is not raised: a font may have raised figures of its own."""
_SENTENCE_END = re.compile(r"[.?!][»”’\"')\]]*$")
_NEAR = 2.2
_WIDE = 1.25


class NoteLine(NamedTuple):
    """A line of a note; `opens` where a new note begins with it."""

    line: Line
    opens: bool
    kind: NoteKind = "footnote"


@dataclass
class NoteState:
    """What is known while the pages of a document are read in order."""

    pending: frozenset[str] = frozenset()
    """Labels of markers on the page before whose note did not come yet."""
    last: int = 0
    """Number of the last footnote."""
    page: int = 0
    """The page that last had notes."""
    unfinished: bool = False
    """Whether the last line of those notes looks as if the note runs on."""


def markers_in(lines: Iterable[Line], small: float = 0.0) -> frozenset[str]:
    """Labels of markers; the first token of a line in type up to `small` is a label, no marker."""
    raised: list[str] = []
    for line in lines:
        tokens = line.tokens[1:] if line.size <= small else line.tokens
        raised += [token.text for token in tokens if token.shift == 1]
        if "[" in line.text:
            raised += _BRACKETED.findall(line.text)
    return frozenset(
        label for text in raised if len(text) < 16 for label in re.findall(r"\d{1,3}|\*+", text)
    )


def _plain_markers(lines: Iterable[Line]) -> frozenset[str]:
    """Numbers glued to the end of a word: markers perhaps, where a note has such a label."""
    tokens = (t.text for line in lines for t in line.tokens[1:] if t.text[-1].isdigit())
    return frozenset(m["label"] for text in tokens if (m := GLUED_MARKER.search(text)))


def label_of(line: Line) -> str:
    """The number or asterisks a line opens with, as a note would; empty without."""
    first = line.tokens[0].text
    if len(line.tokens) > 1 and (match := _LABEL.match(first)):
        return match.group(1)
    match = _GLUED.match(first)
    return match.group(1) if match else ""


def split_notes(
    lines: list[Line], body_size: float, state: NoteState, elsewhere: frozenset[str] = frozenset()
) -> tuple[list[Line], list[NoteLine]]:
    """Cut the notes at the foot of a column from the text above it; `state` moves along.

    `elsewhere` are the labels of markers in other columns of the page.
    """
    by_height = sorted(lines, key=lambda line: line.baseline)
    above = markers_in(by_height, NOTE_TYPE * body_size)
    known = above | state.pending | elsewhere
    start = len(by_height)
    while start and not by_height[start - 1].table and (
        by_height[start - 1].size <= NOTE_TYPE * body_size
        or (start < len(by_height) and _is_tall(by_height[start - 1], body_size, known))
    ):
        start -= 1
    if start < len(by_height):
        known |= _plain_markers(by_height[:start])
    run = _opened(by_height[start:], known, state.last)
    if not any(note.opens for note in run):
        run = _plain_notes(by_height, elsewhere) or run
    begin = _begin(run, by_height, state)
    notes = run[begin:]
    _move_on(state, above | elsewhere, notes)
    noted = {id(note.line) for note in notes}
    left = [line for line in lines if id(line) not in noted]
    return left, [NoteLine(unglued(n.line), True) if n.opens else n for n in notes]


def _is_tall(line: Line, body_size: float, known: Collection[str]) -> bool:
    return line.size <= _SAME_TYPE * body_size and label_of(line) in known


def _opened(lines: Sequence[Line], known: Collection[str], last: int) -> list[NoteLine]:
    """Lines of small type from top to bottom, marked where a note opens."""
    candidates = [line for line in lines if label_of(line)]
    left = min((line.x0 for line in candidates), default=0.0)
    final = {label_of(line): id(line) for line in candidates}
    notes: list[NoteLine] = []
    open_at: float | None = None
    for line in lines:
        label = label_of(line)
        opens = bool(label) and line.x0 < left + 1.5 * line.size and final[label] == id(line)
        if opens:
            follows = open_at is not None and abs(line.x0 - open_at) < 0.5 * line.size
            opens = _fits(line, label, known, last, follows)
        if opens:
            last, open_at = int(label) if label.isdigit() else last, line.x0
        notes.append(NoteLine(line, opens))
    return notes


def _fits(line: Line, label: str, known: Collection[str], last: int, follows: bool) -> bool:
    """Whether a label can be the next one; `follows`: right below a note, at the same indent."""
    raised = line.tokens[0].shift == 1
    if not label.isdigit():
        return label in known
    number = int(label)
    if label in known or number == last + 1:
        return raised or label in known or follows
    return raised and (number == 1 or number > last)


def _plain_notes(lines: Sequence[Line], elsewhere: frozenset[str]) -> list[NoteLine]:
    """Notes in the type of the body: labels in order that all are markers above, after a gap."""
    run: list[NoteLine] = []
    for place in range(len(lines) // 3, len(lines)):
        first, before = lines[place], lines[place - 1] if place else None
        label = label_of(first)
        if not label.isdigit() or before is None:
            continue
        known = markers_in(lines[:place]) | elsewhere
        gap = first.baseline - before.baseline
        apart = gap > _WIDE * _spacing(lines) or first.tokens[0].shift == 1
        if label not in known or not apart or first.size > _SAME_TYPE * before.size:
            continue
        expected = int(label)
        for line in lines[place:]:
            opens = label_of(line) == str(expected) and str(expected) in known
            run.append(NoteLine(line, opens))
            expected += opens
        break
    steps = [b.line.baseline - a.line.baseline for a, b in pairwise(run)]
    return run if all(step < _NEAR * run[0].line.size for step in steps) else []


def _spacing(lines: Sequence[Line]) -> float:
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    steps = [step for step in steps if step > 0.5 * lines[0].size]
    return steps[len(steps) // 2] if steps else lines[0].size


def _begin(run: Sequence[NoteLine], lines: Sequence[Line], state: NoteState) -> int:
    """Where the notes begin: at the first label, or above it where an earlier note runs on."""
    first = next((i for i, note in enumerate(run) if note.opens), len(run))
    if not run or state.page < run[0].line.page - 1 or not state.unfinished:
        return first
    begin = first
    while begin > 0:
        line, below = run[begin - 1].line, run[begin].line if begin < len(run) else None
        if line.cells >= 3 or (
            below is not None and below.baseline - line.baseline > _NEAR * line.size
        ):
            break
        begin -= 1
    return begin


def _move_on(state: NoteState, above: frozenset[str], notes: Sequence[NoteLine]) -> None:
    found = {label_of(note.line) for note in notes if note.opens}
    state.pending = frozenset(
        label for label in above - found if label.isdigit() and int(label) > state.last
    )
    numbers = [int(label) for label in found if label.isdigit()]
    state.last = max(numbers, default=state.last)
    if notes:
        line = notes[-1].line
        state.page = line.page
        right = max(note.line.x1 for note in notes)
        full = line.x1 > right - 4 * line.size and len(notes) > 1
        state.unfinished = full or not _SENTENCE_END.search(line.text)


def unglued(line: Line) -> Line:
    """A label that is glued to the text becomes a token of its own."""
    first = line.tokens[0]
    match = _GLUED.match(first.text)
    if not match or (_LABEL.match(first.text) and len(line.tokens) > 1):
        return line
    cut = first.x0 + (first.x1 - first.x0) * len(match.group()) / len(first.text)
    label = first._replace(text=match.group(), x1=cut)
    rest = first._replace(text=first.text[match.end() :], x0=cut, spaced=True)
    return Line(line.page, (label, rest, *line.tokens[1:]), line.size, line.baseline, line.style,
                line.cells)


def split_table_notes(
    lines: list[Line], last: int
) -> tuple[list[Line], list[NoteLine]]:
    """Cut the notes right below a table, whose labels stand as markers in it, from the lines.

    `lines` are those of one column in reading order; `last` is the number of the last footnote.
    """
    taken: list[NoteLine] = []
    for place in range(1, len(lines)):
        if not (lines[place - 1].cells >= 2 and lines[place].cells < 3):
            continue
        if taken and lines[place].baseline <= taken[-1].line.baseline:
            continue
        rows = _rows_above(lines, place)
        markers = _table_markers(rows)
        if markers and (len(rows) >= 2 or rows[0].table):
            taken += _below_table(lines, place, markers, last)
    noted = {id(note.line) for note in taken}
    return [line for line in lines if id(line) not in noted], taken


def _rows_above(lines: Sequence[Line], place: int) -> list[Line]:
    first = place
    while first and (lines[first - 1].cells >= 2 or (first > 1 and lines[first - 2].cells >= 2)):
        first -= 1
    return list(lines[first:place])


def _table_markers(rows: Iterable[Line]) -> frozenset[str]:
    raised: set[str] = set()
    for row in rows:
        for token in row.tokens:
            text = token.text.strip("()[].,")
            if token.shift == 1 and _TABLE_LABEL.match(text):
                raised.add(text)
            elif (stars := re.search(r"(?<=\w)\*{1,3}$", token.text)) is not None:
                raised.add(stars.group())
    return frozenset(raised)


def _table_label(line: Line) -> str:
    first = line.tokens[0]
    match = _TABLE_LABEL.match(first.text) if len(line.tokens) > 1 else None
    if match and (first.shift == 1 or not match.group(1).isalpha() or first.text != match.group(1)):
        return match.group(1)
    return ""


def _below_table(
    lines: Sequence[Line], place: int, markers: frozenset[str], last: int
) -> list[NoteLine]:
    above = lines[place - 1]
    found: list[NoteLine] = []
    for line in lines[place:]:
        step = line.baseline - (found[-1].line.baseline if found else above.baseline)
        label = _table_label(line)
        opens = label in markers
        if not 0 < step < (_NEAR if found else 2 * _NEAR) * max(line.size, above.size):
            break
        if not opens and not found:
            break
        if not opens and (label or line.size > _SAME_TYPE * found[0].line.size):
            break
        found.append(NoteLine(line, opens, "table"))
    text_below = [line for line in lines[place + len(found) :] if line.baseline > above.baseline]
    numbered = [_table_label(n.line) for n in found if n.opens and _table_label(n.line).isdigit()]
    if numbered and not text_below and int(numbered[0]) == last + 1:
        return []
    return found
