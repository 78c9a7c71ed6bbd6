"""Note lines -> footnotes; markers in the body tied to their notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.assembly import assemble, no_notes
from ingest.layout import PageLayout
from ingest.lines import Line
from ingest.types import Block, Footnote

_ANCHOR_WORDS = 8


def read_footnotes(layouts: Sequence[PageLayout]) -> tuple[Footnote, ...]:
    """Every note with label, page and text; one that runs on takes lines of the next page."""
    groups: list[list[Line]] = []
    for layout in layouts:
        for line, opens in layout.notes:
            if opens:
                groups.append([line])
            elif groups:
                groups[-1].append(line)
    return tuple(_footnote(index, lines) for index, lines in enumerate(groups))


def _label(line: Line) -> str:
    return re.sub(r"[.)]$", "", line.tokens[0].text)


def _footnote(index: int, lines: Sequence[Line]) -> Footnote:
    note = assemble(lines, no_notes, skip=1)
    return Footnote(index, _label(lines[0]), lines[0].page, note.text, note.words)


class NoteFinder:
    """Finds the note of a label on a page; numbering may run through or restart on each page."""

    def __init__(self, notes: Sequence[Footnote]) -> None:
        self._by_place = {(n.page, n.label): n.index for n in reversed(notes)}

    def __call__(self, page: int, label: str) -> int | None:
        """The index of the note: on the page itself, else on the next or the previous one."""
        for near in (page, page + 1, page - 1):
            if (near, label) in self._by_place:
                return self._by_place[near, label]
        return None


def tie_anchors(notes: Sequence[Footnote], blocks: Sequence[Block]) -> tuple[Footnote, ...]:
    """Give every note the page of its first marker and the eight words before it."""
    anchors: dict[int, tuple[int, str]] = {}
    for block in blocks:
        for mark in block.marks:
            page = _page_at(block, mark.offset)
            words = block.text[: mark.offset].split()[-_ANCHOR_WORDS:]
            anchors.setdefault(mark.note, (page, " ".join(words)))
    return tuple(
        replace(note, anchor_page=anchors[note.index][0], anchor=anchors[note.index][1])
        if note.index in anchors
        else note
        for note in notes
    )


def _page_at(block: Block, offset: int) -> int:
    before = [word.page for word in block.words if word.start < offset]
    return before[-1] if before else block.words[0].page
