"""Which blocks are headings, and how deep each is.

A heading stands out by size, weight, slope or number, is short, and does not read as a sentence.
Its depth is relative: the kinds of headings that a document has, in order of size, then of what
their numbers say (`HOOFDSTUK`, `1`, `1.1`), then of bold before italic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.lines import Line
from ingest.types import Block

DEEPEST = 8
_MAX_LENGTH = 140
_STEPS = (1.08, 1.2, 1.35, 1.5, 1.7, 2.0, 2.4)
_RUN = 3
_BOLD, _ITALIC = 2, 1
_UNNUMBERED = 5
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.? +[A-ZÀ-Þ«“‘]")
_PART = re.compile(r"^(?:HOOFDSTUK|Hoofdstuk|DEEL|Deel|[IVX]{1,5}\.) ")
_ARTICLE = re.compile(r"^(?:Artikel|ARTIKEL|Bijlage|BIJLAGE|Annex|§) ?[\dA-Z]")
_LETTERED = re.compile(r"^[A-Z]\. ")
_CLOSING = re.compile(
    r"^(?:Tot slot|Ten slotte|Tenslotte|Slot|Inleiding|Samenvatting|Conclusies?|Afsluiting"
    r"|Aanleiding|Vervolg|Bijlagen?|Literatuur\w*|Bronnen)\b"
)
_CAPTION = re.compile(r"^(?:Figuur|Fig\.|Tabel|Grafiek|Kaart|Bron|Noot)\b", re.IGNORECASE)
_DATE = re.compile(r"^\d{1,2} [a-z]+ (?:19|20)\d\d$")
_CONTENTS = re.compile(
    r"^(?:Inhoud|Inhoudsopgave|Inhoudsoverzicht|Contents|Table of contents)$", re.IGNORECASE
)
Rank = tuple[int, int, int]
_SENTENCE_END = re.compile(r"[.?!:;,][»”’\"')\]]*$")


@dataclass(frozen=True)
class Standing:
    """How a block stands out: size of type, style, number, or (`plain`) only its number."""

    size: int
    """0 for the size of the body, 1 to 7 for steps above it."""
    style: int
    numbered: bool
    plain: bool

    @property
    def larger(self) -> bool:
        """Whether it is set in larger type than the body."""
        return self.size > 0


def standing_of(lines: Sequence[Line], text: str, body_size: float) -> Standing | None:
    """How a block stands out as a heading; None where it does not."""
    if not 3 <= len(text) <= _MAX_LENGTH or not any(c.isalpha() for c in text):
        return None
    if text[0].islower() or _CAPTION.match(text) or _DATE.match(text):
        return None
    size = min(line.size for line in lines)
    larger = size > _STEPS[0] * body_size
    style = lines[0].style if len({line.style for line in lines}) == 1 else 0
    numbered = _NUMBERED.match(text) is not None
    plain = not larger and not style
    if plain and not (numbered and len(text) < 80):
        return None
    if _SENTENCE_END.search(text) and not larger and not _may_end(text, style):
        return None
    if larger and len(text.split()) > 12 and text.endswith("."):
        return None
    step = sum(size > factor * body_size for factor in _STEPS)
    return Standing(step, style, numbered, plain)


def _may_end(text: str, style: int) -> bool:
    """A bold line may close with a colon or question mark; with a full stop it is a sentence."""
    numbered = _NUMBERED.match(text) is not None
    return style == _BOLD and (text.endswith((":", "?")) or (text[-1] == "." and numbered))


def with_levels(
    blocks: Sequence[Block], standings: Sequence[Standing | None]
) -> tuple[list[Block], frozenset[int]]:
    """The blocks with headings told apart, and the places of those in type larger than the body's.

    `standings` has one entry a block, None for those that do not stand out. The level of a
    heading is the number of headings that it stands under, itself included.
    """
    chosen = list(standings)
    _drop_contents(blocks, chosen)
    _drop_list_items(blocks, chosen)
    top = _top_depth(blocks, chosen)
    ranks = [_rank(b.text, s, top) if s else None for b, s in zip(blocks, chosen, strict=True)]
    _drop_runs(chosen, ranks)
    titles = _title_ranks(blocks, ranks)
    result: list[Block] = []
    above: list[Rank] = []
    for block, rank in zip(blocks, ranks, strict=True):
        if rank is None:
            result.append(block)
            continue
        above = [other for other in above if other < rank]
        level = min(len(above) + 1, DEEPEST)
        result.append(replace(block, kind="heading", level=level))
        if rank not in titles and not _CONTENTS.match(block.text):
            above.append(rank)
    return result, frozenset(n for n, s in enumerate(chosen) if s and s.larger)


def _title_ranks(
    blocks: Sequence[Block], ranks: Sequence[Rank | None]
) -> frozenset[Rank]:
    """Kinds of headings of the first page alone: titles of the document, over no chapter."""
    places = [(b.words[0].page, rank) for b, rank in zip(blocks, ranks, strict=True) if rank]
    named = {rank for _, rank in places if rank[1] < 0 or (rank[0] < 0 and rank[1] == 1)}
    first = min((page for page, _ in places), default=0)
    later = {rank for page, rank in places if page > first}
    return frozenset(named - later) if later else frozenset()


def _rank(text: str, standing: Standing, top: int) -> Rank:
    """What a kind of heading is sorted by: larger first, then by number, then bold, italic."""
    depth = _depth(text)
    if depth is None and _CLOSING.match(text):
        depth = top
    if depth is None:
        capitals = text.isupper() and len(text) > 8
        depth = -1 if capitals else 1 if standing.larger else _UNNUMBERED
    return -standing.size, depth, {_BOLD: 0, _ITALIC: 2}.get(standing.style, 1)


def _depth(text: str) -> int | None:
    """What the number of a heading says: 0 for parts, 1 for chapters, 2 for sections."""
    if _PART.match(text):
        return 0
    if match := _NUMBERED.match(text):
        return 1 + match.group(1).count(".")
    if _ARTICLE.match(text):
        return 1
    return 2 if _LETTERED.match(text) else None


def _top_depth(blocks: Sequence[Block], standings: Sequence[Standing | None]) -> int:
    """The depth of the highest numbered headings: that of a `Tot slot` without a number."""
    pairs = zip(blocks, standings, strict=True)
    depths = [_depth(b.text) for b, s in pairs if s and not s.larger]
    return min((d for d in depths if d is not None), default=_UNNUMBERED)


def _drop_runs(
    standings: list[Standing | None], ranks: list[Rank | None]
) -> None:
    """Many alike without text in between are lines of display text or of a figure."""
    start = 0
    for n in range(1, len(ranks) + 1):
        if n < len(ranks) and ranks[n] == ranks[start]:
            continue
        standing = standings[start]
        if standing and n - start >= _RUN and not standing.numbered:
            for place in range(start, n):
                standings[place] = ranks[place] = None
        start = n


def _drop_contents(blocks: Sequence[Block], standings: list[Standing | None]) -> None:
    """On a page with a table of contents nothing but its title is a heading."""
    contents = {b.words[0].page for b in blocks if _CONTENTS.match(b.text)}
    for n, block in enumerate(blocks):
        page = block.words[0].page if block.words else 0
        if page in contents and not _CONTENTS.match(block.text):
            standings[n] = None


def _drop_list_items(blocks: Sequence[Block], standings: list[Standing | None]) -> None:
    """Numbers that follow each other without text in between are a list, not headings."""
    numbers = [_first_number(block.text) for block in blocks]
    for n, standing in enumerate(standings):
        if standing is None or not standing.plain:
            continue
        before = numbers[n - 1] if n else None
        after = numbers[n + 1] if n + 1 < len(numbers) else None
        own = numbers[n]
        if own is not None and (before == own - 1 or after == own + 1):
            standings[n] = None


def _first_number(text: str) -> int | None:
    match = re.match(r"^(\d{1,2})[.)]? ", text)
    return int(match.group(1)) if match else None
