"""Glyphs -> segments: stretches of one line of type without a wide gap, as tokens with boxes.

Segments come in the order of the content stream; what they are on the page (body, margin, note)
is told by the layout stage. Thresholds are in units of the size of the type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.pdf import LINE_END_HYPHEN, Glyph, GlyphPage

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

    @property
    def x0(self) -> float:
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        return max(token.x1 for token in self.tokens)

    @property
    def text(self) -> str:
        return "".join((" " if t.spaced else "") + t.text for t in self.tokens).strip()

    @property
    def top(self) -> float:
        return self.baseline - self.size


def segments_of(page: GlyphPage) -> list[Line]:
    """The page's glyphs as stretches of one line without a wide gap, in stream order."""
    segments: list[Line] = []
    run: list[tuple[Glyph, bool]] = []
    size = baseline = 0.0
    pending = False
    for glyph in page.glyphs:
        if glyph.text == " ":
            pending = True
            continue
        if run:
            gap = glyph.x0 - run[-1][0].x1
            reach = max(size, glyph.size)
            on_line = abs(glyph.baseline - baseline) < _SAME_LINE * reach
            if not on_line or gap > _CELL_GAP * reach or gap < -reach:
                segments.append(_segment(page.number, run, size, baseline))
                run, size = [], 0.0
            elif glyph.text != LINE_END_HYPHEN:
                pending = pending or gap > _WORD_GAP * reach
        run.append((glyph, pending))
        pending = False
        if glyph.size > size * 1.02 and glyph.text != LINE_END_HYPHEN:
            size, baseline = glyph.size, glyph.baseline
    if run:
        segments.append(_segment(page.number, run, size, baseline))
    return [s for s in segments if s.text]


def _segment(page: int, run: Sequence[tuple[Glyph, bool]], size: float, base: float) -> Line:
    size, base = _main_type(run, size, base)
    tokens: list[Token] = []
    part: list[Glyph] = []
    spaced, shift = False, 0
    for glyph, after_space in run:
        glyph_shift = shift if glyph.text == LINE_END_HYPHEN else _shift(glyph, size, base)
        if part and (after_space or glyph_shift != shift):
            tokens.append(_token(part, spaced, shift))
            part = []
        if not part:
            spaced, shift = after_space, glyph_shift
        part.append(glyph)
    if part:
        tokens.append(_token(part, spaced, shift))
    styles = {g.style for g, _ in run if g.text.isalnum()}
    return Line(page, tuple(tokens), size, base, styles.pop() if len(styles) == 1 else 0)


def _main_type(
    run: Sequence[tuple[Glyph, bool]], size: float, base: float
) -> tuple[float, float]:
    """The commonest size and baseline of a run, so that a large initial does not set the line."""
    common = Counter((round(g.size, 1), round(g.baseline, 1)) for g, _ in run).most_common(1)
    (often, where), count = common[0]
    return (often, where) if count > len(run) / 2 else (size, base)


def _shift(glyph: Glyph, size: float, baseline: float) -> int:
    if glyph.size >= _SMALL_TYPE * size:
        return 0
    if glyph.baseline < baseline - 0.08 * size:
        return 1
    return -1 if glyph.baseline > baseline + 0.05 * size else 0


def _token(glyphs: Sequence[Glyph], spaced: bool, shift: int) -> Token:
    solid = [g for g in glyphs if g.text != LINE_END_HYPHEN] or list(glyphs)
    return Token(
        "".join(g.text for g in glyphs),
        min(g.x0 for g in solid),
        min(g.top for g in solid),
        max(g.x1 for g in solid),
        max(g.bottom for g in solid),
        spaced,
        shift,
    )
