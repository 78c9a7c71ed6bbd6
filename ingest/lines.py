"""Glyphs -> segments: stretches of one line of type without a wide gap, as tokens with boxes.

Segments come in the order of the content stream; what they are on the page (body, margin, note)
is told by the layout stage. Thresholds are in units of the size of the type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ingest.pdf import LIGATURES, LINE_END_HYPHEN, GlyphPage

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

    @property
    def x0(self) -> float:
        return self.tokens[0].x0

    @cached_property
    def x1(self) -> float:
        return max(token.x1 for token in self.tokens)

    @cached_property
    def text(self) -> str:
        return "".join((" " if t.spaced else "") + t.text for t in self.tokens).strip()

    @property
    def top(self) -> float:
        return self.baseline - self.size


class _Piece(NamedTuple):
    """Glyphs that follow each other closely in one size on one baseline: never taken apart."""

    text: str
    first: int
    last: int
    """Indices of its first and last glyph on the page."""
    spaced: bool
    size: float
    baseline: float
    x0: float
    """Left of its first glyph; `box` has the least of all its glyphs."""
    x1: float
    box: tuple[float, float, float, float]


def segments_of(page: GlyphPage) -> list[Line]:
    """The page's glyphs as stretches of one line without a wide gap, in stream order."""
    segments: list[Line] = []
    run: list[_Piece] = []
    size = baseline = end = 0.0
    for piece in _pieces(page):
        hyphen = piece.text == LINE_END_HYPHEN
        if run:
            gap = piece.x0 - end
            reach = max(size, piece.size)
            on_line = abs(piece.baseline - baseline) < _SAME_LINE * reach
            if not on_line or gap > _CELL_GAP * reach or gap < -reach:
                segments.append(_segment(page, run, size, baseline))
                run, size = [], 0.0
            elif not hyphen and not piece.spaced and gap > _WORD_GAP * reach:
                piece = piece._replace(spaced=True)
        run.append(piece)
        end = piece.x1
        if piece.size > size * 1.02 and not hyphen:
            size, baseline = piece.size, piece.baseline
    if run:
        segments.append(_segment(page, run, size, baseline))
    return [s for s in segments if s.text]


def _pieces(page: GlyphPage) -> list[_Piece]:
    """Cut where a space, another size or baseline, or a gap that may be wide comes before."""
    if not page.text:
        return []
    boxes, baselines = page.boxes, page.baselines
    sizes = boxes[:, 3] - boxes[:, 1]
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    hyphen = np.frombuffer(page.text.encode("utf-32-le"), np.uint32) == ord(LINE_END_HYPHEN)
    cut = page.after_space[1:] | hyphen[1:] | hyphen[:-1]
    cut |= (sizes[1:] != sizes[:-1]) | (baselines[1:] != baselines[:-1]) | (sizes[1:] <= 0)
    cut |= (gaps > _WORD_GAP * sizes[1:]) | (gaps < -sizes[1:])
    first = np.flatnonzero(np.concatenate([[True], cut]))
    last = np.append(first[1:], len(page.text)) - 1
    least = np.minimum.reduceat(boxes[:, :2], first).tolist()
    most = np.maximum.reduceat(boxes[:, 2:], first).tolist()
    starts, ends = first.tolist(), last.tolist()
    text = page.text
    texts = [text[i : j + 1] for i, j in zip(starts, ends, strict=True)]
    if any(character in text for character in map(chr, LIGATURES)):
        texts = [part.translate(LIGATURES) for part in texts]
    boxed = [(*low, *high) for low, high in zip(least, most, strict=True)]
    columns = (
        page.after_space[first], sizes[first], baselines[first], boxes[first, 0], boxes[last, 2]
    )
    rows = zip(texts, starts, ends, *(column.tolist() for column in columns), boxed, strict=True)
    return list(map(_Piece._make, rows))


def _segment(page: GlyphPage, run: Sequence[_Piece], size: float, base: float) -> Line:
    types = [(piece.size, piece.baseline) for piece in run]
    even = types.count(types[0]) == len(types)
    size, base = _main_type(run, types[:1] if even else types, size, base)
    flat = even and types[0][0] >= _SMALL_TYPE * size
    tokens: list[Token] = []
    part: list[_Piece] = []
    spaced, shift = False, 0
    for piece in run:
        own = 0 if flat else shift if piece.text == LINE_END_HYPHEN else _shift(piece, size, base)
        if part and (piece.spaced or own != shift):
            tokens.append(_token(part, spaced, shift))
            part = []
        if not part:
            spaced, shift = piece.spaced, own
        part.append(piece)
    tokens.append(_token(part, spaced, shift))
    return Line(page.number, tuple(tokens), size, base, _style(page, run))


def _main_type(
    run: Sequence[_Piece], types: Sequence[tuple[float, float]], size: float, base: float
) -> tuple[float, float]:
    """The commonest size and baseline of a run, so that a large initial does not set the line.

    `types` are those of the pieces, or the one that all have.
    """
    if len(types) == 1:
        return round(types[0][0], 1), round(types[0][1], 1)
    common: Counter[tuple[float, float]] = Counter()
    for piece, (own_size, own_base) in zip(run, types, strict=True):
        common[round(own_size, 1), round(own_base, 1)] += len(piece.text)
    (often, where), count = common.most_common(1)[0]
    return (often, where) if count > common.total() / 2 else (size, base)


def _shift(piece: _Piece, size: float, baseline: float) -> int:
    if piece.size >= _SMALL_TYPE * size:
        return 0
    if piece.baseline < baseline - 0.08 * size:
        return 1
    return -1 if piece.baseline > baseline + 0.05 * size else 0


def _token(pieces: Sequence[_Piece], spaced: bool, shift: int) -> Token:
    if len(pieces) == 1:
        return Token._make((pieces[0].text, *pieces[0].box, spaced, shift))
    solid = [p.box for p in pieces if p.text != LINE_END_HYPHEN] or [p.box for p in pieces]
    x0, top, x1, bottom = zip(*solid, strict=True)
    text = "".join(p.text for p in pieces)
    return Token(text, min(x0), min(top), max(x1), max(bottom), spaced, shift)


def _style(page: GlyphPage, run: Sequence[_Piece]) -> int:
    """The style that all letters and digits of a run have; upright where they differ."""
    begin, end = run[0].first, run[-1].last + 1
    styles = page.styles[begin:end]
    if not styles.any():
        return 0
    letters = map(str.isalnum, page.text[begin:end])
    found = {style for style, letter in zip(styles.tolist(), letters, strict=True) if letter}
    return found.pop() if len(found) == 1 else 0
