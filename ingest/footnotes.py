"""Note lines -> footnotes, endnotes and notes of tables; markers tied to their notes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.assembly import Resolver, assemble, no_notes
from ingest.hyphens import Hyphens
from ingest.layout import PageLayout
from ingest.lines import Line
from ingest.notezone import markers_in
from ingest.types import Block, Footnote, NoteKind

_ANCHOR_WORDS = 8
_REACH = 400


def read_footnotes(layouts: Sequence[PageLayout], hyphens: Hyphens) -> tuple[Footnote, ...]:
    """Every note with label, page, text and kind; one that runs on takes lines of later pages."""
    groups: list[tuple[NoteKind, list[Line]]] = []
    last: dict[NoteKind, list[Line]] = {}
    for note in (note for layout in layouts for note in layout.notes):
        if note.opens:
            last[note.kind] = [note.line]
            groups.append((note.kind, last[note.kind]))
        elif note.kind in last:
            last[note.kind].append(note.line)
    return tuple(
        _footnote(index, kind, lines, hyphens) for index, (kind, lines) in enumerate(groups)
    )


def _footnote(
    index: int, kind: NoteKind, lines: Sequence[Line], hyphens: Hyphens
) -> Footnote:
    note = assemble(lines, no_notes, hyphens, skip=1)
    label = lines[0].tokens[0].text.strip("[]().:")
    return Footnote(index, label, lines[0].page, note.text, note.words, kind=kind)


class NoteFinder:
    """Finds the note of a label on a page; numbering may run through, or restart on each page."""

    def __init__(self, notes: Sequence[Footnote], layouts: Sequence[PageLayout] = ()) -> None:
        self._notes = notes
        self._feet: dict[tuple[int, str], int] = {}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._lists: dict[str, list[int]] = defaultdict(list)
        self._tables: dict[tuple[int, str], list[int]] = defaultdict(list)
        for note in notes:
            if note.kind == "footnote":
                self._feet.setdefault((note.page, note.label), note.index)
                self._numbers[note.label].append(note.index)
            elif note.kind == "endnote":
                self._lists[note.label].append(note.index)
            else:
                self._tables[note.page, note.label].append(note.index)
        self._markers = {layout.number: markers_in(layout.body) for layout in layouts}
        self._often = Counter(
            (layout.number, token.text)
            for layout in layouts
            for line in layout.body
            for token in line.tokens
            if token.shift == 1
        )
        self._far = self._far_notes()

    def __call__(self, page: int, label: str) -> int | None:
        """The note at the foot of the page, else of the next or the previous one, else in a list.

        The note of another page is not taken from a marker that stands on that page itself.
        """
        for near in (page, page + 1, page - 1):
            claimed = near != page and label in self._markers.get(near, ())
            if (near, label) in self._feet and not claimed:
                return self._feet[near, label]
        after = [n for n in self._lists.get(label, ()) if self._notes[n].page >= page]
        if after:
            return after[0]
        return self._far.get(label, self._earlier(page, label))

    def _earlier(self, page: int, label: str) -> int | None:
        """The note of an earlier page that is referred to again, where numbering runs through."""
        places = self._numbers.get(label, ())
        return places[0] if len(places) == 1 and self._notes[places[0]].page < page else None

    def missing(self, page: int, label: str) -> bool:
        """Whether a note with this label stands on the page and no raised marker leads to it."""
        near = (self._markers.get(p, frozenset()) for p in (page, page - 1))
        return (page, label) in self._feet and not any(label in markers for markers in near)

    def doubtful(self, page: int, label: str) -> bool:
        """Whether the label is raised more than once on the page, or its note is not near."""
        near = any((p, label) in self._feet for p in (page, page + 1, page - 1))
        return self._often[page, label] > 1 or not near

    def in_table(self, top: float) -> Resolver:
        """The finder for a table that begins at height `top`: its own notes come first."""
        return _TableFinder(self, top)

    def below(self, page: int, label: str, top: float) -> int | None:
        """The first note of a table with this label on the page, below height `top`."""
        for index in self._tables.get((page, label), ()):
            words = self._notes[index].words
            if words and words[0].top > top:
                return index
        return None

    def _far_notes(self) -> dict[str, int]:
        """Notes at the foot of a page whose markers are pages away: a list without a heading."""
        count = Counter(note.label for note in self._notes)
        far: dict[str, int] = {}
        for note in self._notes:
            near = (self._markers.get(page, frozenset()) for page in (note.page - 1, note.page))
            lonely = count[note.label] == 1 and not any(note.label in markers for markers in near)
            if note.kind == "footnote" and note.label.isdigit() and lonely:
                far[note.label] = note.index
        return far


class _TableFinder:
    """Finds notes for the markers in one table."""

    def __init__(self, finder: NoteFinder, top: float) -> None:
        self._finder, self._top = finder, top

    def __call__(self, page: int, label: str) -> int | None:
        own = self._finder.below(page, label, self._top)
        return own if own is not None or label.isalpha() else self._finder(page, label)

    def missing(self, page: int, label: str) -> bool:
        return self._finder.missing(page, label)

    def doubtful(self, page: int, label: str) -> bool:
        return self._finder.doubtful(page, label)


def tie_anchors(notes: Sequence[Footnote], blocks: Sequence[Block]) -> tuple[Footnote, ...]:
    """Give every note the page of its first marker and the eight words before it."""
    anchors: dict[int, tuple[int, str]] = {}
    for block in blocks:
        for mark in block.marks:
            if mark.note not in anchors:
                before = block.text[max(0, mark.offset - _REACH) : mark.offset]
                words = before.split()[-_ANCHOR_WORDS:]
                anchors[mark.note] = (_page_at(block, mark.offset), " ".join(words))
    return tuple(_tied(note, *anchors.get(note.index, (None, ""))) for note in notes)


def _tied(note: Footnote, page: int | None, anchor: str) -> Footnote:
    if page is None:
        return note
    kind: NoteKind = "endnote" if note.kind == "footnote" and note.page > page + 1 else note.kind
    return replace(note, anchor_page=page, anchor=anchor, kind=kind)


def _page_at(block: Block, offset: int) -> int:
    place = bisect_left(block.words, offset, key=lambda word: word.start)
    return block.words[max(0, place - 1)].page
