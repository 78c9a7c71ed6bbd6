"""Glyphs -> segments: stretches of one line of type without a wide gap, as tokens with boxes.

Segments come in the order of the content stream; what they are on the page (body, margin, note)
is told by the layout stage. Thresholds are in units of the size of the type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.pdf import LIGATURES, LINE_END_HYPHEN, GlyphPage, Numbers

if TYPE_CHECKING:
    from ingest.table_finding import TableRegion

_SAME_LINE = 0.65
_CELL_GAP = 1.5
_WORD_GAP = 0.22
_SMALL_TYPE = 0.85


class Token(NamedTuple):
    """A run of glyphs without a space. `shift`: 1 raised and smaller, -1 lowered, 0 neither."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool
    shift: int


@dataclass(frozen=True)
class Line:
    """A line of type on a page; `cells` counts the parts that wide gaps separate."""

    page: int
    tokens: tuple[Token, ...]
    size: float
    baseline: float
    style: int = 0
    """0 upright or mixed, 1 italic, 2 bold: of the whole line."""
    cells: int = 1
    table: TableRegion | None = None
    """The table that this line stands for, all its rows in one."""

    @cached_property
    def x0(self) -> float:
        return self.tokens[0].x0

    @cached_property
    def x1(self) -> float:
        return max([token.x1 for token in self.tokens])

    @cached_property
    def text(self) -> str:
        return "".join((" " if t.spaced else "") + t.text for t in self.tokens).strip()

    @property
    def top(self) -> float:
        return self.baseline - self.size


class _Stretch(NamedTuple):
    """Glyphs `[first, end)` that follow each other in one size on one baseline, no wide gap."""

    first: int
    end: int
    size: float
    baseline: float
    x0: float
    """Left of its first glyph, and right of its last."""
    x1: float
    hyphen: bool
    """Whether it begins with a hyphen at a line end: then that is all of it."""

    @property
    def shape(self) -> tuple[float, float]:
        return round(self.size, 1), round(self.baseline, 1)


def segments_of(page: GlyphPage) -> list[Line]:
    """The page's glyphs as parts of one line without a wide gap, in stream order."""
    return _Page(page).segments() if page.text else []


class _Page:
    """The glyphs of a page on their way to segments: decided per stretch, made per page."""

    def __init__(self, page: GlyphPage) -> None:
        self._page = page
        boxes = page.boxes
        self._sizes = boxes[:, 3] - boxes[:, 1]
        self._gaps = np.append(0.0, boxes[1:, 0] - boxes[:-1, 2])
        codes = np.frombuffer(page.text.encode("utf-32-le"), np.uint32)
        self._hyphens = codes == ord(LINE_END_HYPHEN)
        self._spaced = self._spaces(slice(0, len(page.text)), self._sizes)
        self._begins = np.zeros(len(page.text), dtype=bool)
        self._shifts = np.zeros(len(page.text), dtype=np.int8)

    def segments(self) -> list[Line]:
        """Every segment that has text."""
        made = [(run, *self._settle(run, *main)) for run, main in self._runs()]
        firsts = [run[0].first for run, _, _ in made]
        self._begins |= self._spaced
        self._begins[firsts] = True
        tokens, places = self._tokens()
        cuts = [*np.searchsorted(places, firsts).tolist(), len(tokens)]
        lines = [
            Line(self._page.number, tuple(tokens[begin:end]), size, base, self._style(run))
            for (run, size, base), (begin, end) in zip(made, pairwise(cuts), strict=True)
        ]
        return [line for line in lines if line.text]

    def _spaces(self, where: slice, reach: Numbers | float) -> npt.NDArray[np.bool_]:
        """Whether a space or a gap like one comes before a glyph."""
        gap = (self._gaps[where] > _WORD_GAP * reach) & ~self._hyphens[where]
        found: npt.NDArray[np.bool_] = self._page.after_space[where] | gap
        return found

    def _stretches(self) -> Iterator[_Stretch]:
        boxes, bases = self._page.boxes, self._page.baselines
        sizes, gaps = self._sizes[1:], self._gaps[1:]
        cut = (sizes != self._sizes[:-1]) | (bases[1:] != bases[:-1]) | (sizes <= 0)
        cut |= (gaps > _CELL_GAP * sizes) | (gaps < -sizes) | self._hyphens[:-1]
        first = np.flatnonzero(np.append(True, cut))
        end = np.append(first[1:], len(boxes))
        columns = (
            first, end, self._sizes[first], bases[first], boxes[first, 0], boxes[end - 1, 2],
            self._hyphens[first],
        )
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return map(_Stretch._make, rows)

    def _runs(self) -> Iterator[tuple[list[_Stretch], tuple[float, float]]]:
        """Stretches that make a segment, with the size and baseline of its largest type."""
        run: list[_Stretch] = []
        size = baseline = 0.0
        for stretch in self._stretches():
            self._spaced[stretch.first] = self._page.after_space[stretch.first]
            if run:
                gap = stretch.x0 - run[-1].x1
                reach = max(size, stretch.size)
                on_line = abs(stretch.baseline - baseline) < _SAME_LINE * reach
                if not on_line or gap > _CELL_GAP * reach or gap < -reach:
                    yield run, (size, baseline)
                    run, size = [], 0.0
                elif not stretch.hyphen and gap > _WORD_GAP * reach:
                    self._spaced[stretch.first] = True
            run.append(stretch)
            if stretch.size > size * 1.02 and not stretch.hyphen:
                size, baseline = stretch.size, stretch.baseline
            if size > stretch.size and stretch.end > stretch.first + 1:
                inner = slice(stretch.first + 1, stretch.end)
                self._spaced[inner] = self._spaces(inner, size)
        yield run, (size, baseline)

    def _settle(
        self, run: Sequence[_Stretch], size: float, base: float
    ) -> tuple[float, float]:
        """Size and baseline of a segment; notes which of its stretches are raised or lowered."""
        size, base = _main_type(run, size, base)
        shift = 0
        for stretch in run:
            own = shift if stretch.hyphen else _shift(stretch, size, base)
            if own != shift:
                self._begins[stretch.first] = True
                shift = own
            if shift:
                self._shifts[stretch.first : stretch.end] = shift
        return size, base

    def _tokens(self) -> tuple[list[Token], npt.NDArray[np.intp]]:
        """The words of the page, and the place of the first glyph of each."""
        first = np.flatnonzero(self._begins)
        end = np.append(first[1:], len(self._begins))
        text = self._page.text
        texts = [text[i:j] for i, j in zip(first.tolist(), end.tolist(), strict=True)]
        if any(character in text for character in map(chr, LIGATURES)):
            texts = [part.translate(LIGATURES) for part in texts]
        boxes = self._token_boxes(first)
        columns = (*boxes.T, self._spaced[first], self._shifts[first])
        rows = zip(texts, *(column.tolist() for column in columns), strict=True)
        return list(map(Token._make, rows)), first

    def _token_boxes(self, first: npt.NDArray[np.intp]) -> Numbers:
        """(n, 4): around the glyphs; a hyphen at a line end adds nothing, unless it is alone."""
        boxes = _around(self._page.boxes, first)
        if self._hyphens.any():
            solid = self._page.boxes.copy()
            solid[self._hyphens] = (np.inf, np.inf, -np.inf, -np.inf)
            without = _around(solid, first)
            boxes = np.where(np.isfinite(without), without, boxes)
        return boxes

    def _style(self, run: Sequence[_Stretch]) -> int:
        """The style that all letters and digits of a run have; upright where they differ."""
        begin, end = run[0].first, run[-1].end
        styles = self._page.styles[begin:end]
        if not styles.any():
            return 0
        letters = map(str.isalnum, self._page.text[begin:end])
        found = {style for style, letter in zip(styles.tolist(), letters, strict=True) if letter}
        return found.pop() if len(found) == 1 else 0


def _around(boxes: Numbers, first: npt.NDArray[np.intp]) -> Numbers:
    """(n, 4): the boxes around the glyphs from each of `first` to the next."""
    low = np.minimum.reduceat(boxes[:, :2], first)
    high = np.maximum.reduceat(boxes[:, 2:], first)
    return np.hstack([low, high])


def _main_type(run: Sequence[_Stretch], size: float, base: float) -> tuple[float, float]:
    """The commonest size and baseline of a run, so that a large initial does not set the line."""
    if len(run) == 1:
        return run[0].shape
    common: Counter[tuple[float, float]] = Counter()
    for stretch in run:
        common[stretch.shape] += stretch.end - stretch.first
    (often, where), count = common.most_common(1)[0]
    return (often, where) if count > common.total() / 2 else (size, base)


def _shift(stretch: _Stretch, size: float, baseline: float) -> int:
    if stretch.size >= _SMALL_TYPE * size:
        return 0
    if stretch.baseline < baseline - 0.08 * size:
        return 1
    return -1 if stretch.baseline > baseline + 0.05 * size else 0
