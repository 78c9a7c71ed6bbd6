"""Segments -> lines in reading order, with page furniture, margin text and notes told apart.

Reading order is the order of the content stream: the programs that make these documents write
it so. Geometry decides what is body, margin, running header or foot, and footnote.
All thresholds are in units of the size of the type (height of its loose box) unless named `_PT`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.columns import from_the_top, halves_of, regions_of
from ingest.furniture import PAGE_NUMBER, find_furniture
from ingest.lines import Line
from ingest.notezone import (
    NOTE_TYPE,
    NoteLine,
    NoteState,
    markers_in,
    split_notes,
    split_table_notes,
)
from ingest.table_finding import set_apart

_MARGIN_PT = 30.0
_COMMON = 0.35
_ANY_SIZE = 1_000.0
_FULL = 0.12
_ENOUGH_STEPS = 5
_DEFAULT_LEADING = 12.0


@dataclass(frozen=True)
class PageLayout:
    """A page taken apart: body lines in reading order, note lines from top to bottom."""

    number: int
    width: float
    height: float
    body: tuple[Line, ...]
    notes: tuple[NoteLine, ...]
    leading: float = 12.0
    """Median distance of the baselines within paragraphs, in points."""

    @property
    def lines(self) -> list[Line]:
        """All lines: the body, then the notes."""
        return [*self.body, *(note.line for note in self.notes)]


@dataclass(frozen=True)
class _Frame:
    """Measures of the whole document: size of body type, left and right edge of its column."""

    size: float
    left: float
    right: float
    left_margin: bool
    right_margin: bool


def lay_out(
    pages: Sequence[tuple[int, float, float]], segments: Sequence[list[Line]]
) -> tuple[list[PageLayout], float]:
    """Take every page apart; also gives the size of body type of the document.

    `pages` are (number, width, height) in points; `segments` the result of `segments_of` a page.
    """
    frame = _frame(segments, pages)
    furniture = find_furniture(pages, segments)
    layouts: list[PageLayout] = []
    state = NoteState()
    for (number, width, height), parts in zip(pages, segments, strict=True):
        running = furniture.split(parts, number, height)
        halves = halves_of(running, width, height)
        body: list[Line] = []
        notes: list[NoteLine] = []
        for half in halves:
            shape = (width / len(halves), width < height)
            more, feet = _read_page(half, shape, frame, state)
            body += more
            notes += feet
        layouts.append(PageLayout(number, width, height, tuple(body), tuple(notes)))
    return _with_leading(layouts), frame.size


def _read_page(
    segments: Sequence[Line], shape: tuple[float, bool], frame: _Frame, state: NoteState
) -> tuple[list[Line], list[NoteLine]]:
    """Body lines in reading order, and note lines, of a page or half a spread.

    `shape` is its width in points and whether the whole page stands upright.
    """
    width, upright = shape
    size = frame.size
    body: list[Line] = []
    notes: list[NoteLine] = []
    segments = set_apart(segments, size)
    regions = regions_of(segments, width, NOTE_TYPE * size)
    known = markers_in(segments, size) if len(regions) > 1 else frozenset[str]()
    for region in regions:
        kept = [s for s in region.lines if s.table or not _is_margin(s, frame, upright)]
        rows, below_tables = split_table_notes(join_rows(from_the_top(kept)), state.last)
        notes += below_tables
        notes += _margin_notes([s for s in region.lines if _is_left_of(s, frame)], rows, state)
        if region.lowest:
            rows, foot = split_notes(rows, size, state, known)
            notes += foot
        body += rows
    return body, notes


def _frame(segments: Sequence[list[Line]], pages: Sequence[tuple[int, float, float]]) -> _Frame:
    every = [s for page in segments for s in page]
    sizes: Counter[float] = Counter()
    for s in every:
        sizes[round(s.size * 2) / 2] += len(s.text)
    size = _body_size(sizes)
    body = [s for s in every if abs(s.size - size) <= 0.5]
    lefts: Counter[int] = Counter()
    for s in body:
        lefts[round(s.x0 / 3)] += len(s.text)
    left = lefts.most_common(1)[0][0] * 3.0 if lefts else 0.0
    ends = sorted(s.x1 for s in body if abs(s.x0 - left) < 6)
    right = ends[int(len(ends) * 0.97)] if ends else max((w for _, w, _ in pages), default=0.0)
    total = sum(len(s.text) for s in every) or 1
    outside_left = sum(len(s.text) for s in every if s.x1 <= left - _MARGIN_PT)
    outside_right = sum(len(s.text) for s in every if s.x0 >= right + 4)
    return _Frame(
        size, left, right, outside_left < 120 + 0.08 * total, outside_right / total < 0.25
    )


def _body_size(sizes: Counter[float]) -> float:
    """The largest common size: long notes can hold more characters than the body does."""
    if not sizes:
        return 10.0
    often = max(sizes.values())
    return max(size for size, count in sizes.items() if count >= _COMMON * often)


def _is_left_of(line: Line, frame: _Frame) -> bool:
    """Whether a line stands in the margin column at the left of the text."""
    return frame.left_margin and not line.table and line.x1 <= frame.left - _MARGIN_PT


def _margin_notes(
    aside: Sequence[Line], rows: Sequence[Line], state: NoteState
) -> list[NoteLine]:
    """Notes in the left margin column, where Kamerstukken before 2011 have them."""
    if not aside:
        return []
    own = NoteState(last=state.last)
    _, notes = split_notes(join_rows(aside), _ANY_SIZE, own, markers_in(rows))
    if notes:
        state.last = own.last
    return notes


def _is_margin(line: Line, frame: _Frame, upright: bool) -> bool:
    """Whether a line stands beside the column of the text (or is the chamber's large digit)."""
    if line.size > 2 * frame.size and PAGE_NUMBER.match(line.text):
        return True
    if _is_left_of(line, frame):
        return True
    small = line.size < 0.9 * frame.size
    return frame.right_margin and upright and small and line.x0 >= frame.right + 4


def join_rows(segments: Iterable[Line]) -> list[Line]:
    """Segments that follow each other on one baseline become one line with several cells."""
    rows: list[Line] = []
    for part in segments:
        last = rows[-1] if rows else None
        same = (
            last is not None
            and not last.table
            and not part.table
            and abs(part.baseline - last.baseline) < 0.3 * max(part.size, last.size)
            and part.x0 > last.x1
        )
        if last is None or not same:
            rows.append(part)
            continue
        head = part.tokens[0]._replace(spaced=True)
        cells = last.cells + 1
        main = last if last.size >= part.size else part
        tokens = (*last.tokens, head, *part.tokens[1:])
        style = last.style if last.style == part.style else 0
        rows[-1] = Line(last.page, tokens, main.size, main.baseline, style, cells)
    return rows


def _wrapped_steps(body: Sequence[Line]) -> list[float]:
    """Distances of baselines within paragraphs: from a line that is full to the next."""
    if not body:
        return []
    ends = sorted(line.x1 for line in body)
    full = ends[int(len(ends) * 0.85)] - _FULL * (ends[-1] - min(line.x0 for line in body))
    return [
        low.baseline - up.baseline
        for up, low in pairwise(body)
        if up.x1 > full and 0 < low.baseline - up.baseline < 3 * up.size and not low.table
    ]


def _with_leading(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """Give every page its leading; a page with few full lines has that of the document."""
    steps = [_wrapped_steps(layout.body) for layout in layouts]
    every = [step for page in steps for step in page]
    usual = median(every) if every else _DEFAULT_LEADING
    return [
        replace(layout, leading=median(own) if len(own) >= _ENOUGH_STEPS else usual)
        for layout, own in zip(layouts, steps, strict=True)
    ]
