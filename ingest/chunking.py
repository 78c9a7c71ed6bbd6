"""Blocks -> chunks: whole sentences with exact provenance, never across headings.

The text of a chunk is its blocks joined by `SEPARATOR`; words, sentences and markers move along
with it, so that nothing is searched for afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.abbreviations import find_abbreviations
from ingest.assembly import shifted
from ingest.labels import label_numbers
from ingest.sentences import split_sentences
from ingest.table_chunking import cell_spans, row_spans, table_context, table_pieces
from ingest.types import Block, Chunk, ChunkKind, Footnote, Mark, Word

SEPARATOR = "\n"
MIN_CHARACTERS = 150
TARGET_CHARACTERS = 900
MAX_CHARACTERS = 1_400
_REFERRING = 400
_SEE_ANSWER = re.compile(
    r"\b(?:zie|verwijs\w*|verwezen)\b[^.]{0,60}?\bantwoord(?:en)? op (?:de )?vra(?:ag|gen)"
    r" ([\d ,]+(?:(?:en|t/m|tot en met|[-–]) ?\d+)*)",
    re.IGNORECASE,
)
_KINDS: dict[str, ChunkKind] = {"question": "question", "answer": "answer", "table": "table"}


@dataclass
class _Draft:
    kind: ChunkKind
    label: str
    heading: tuple[str, ...]
    context: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(len(block.text) for block in self.blocks)


def chunk_document(
    doc: str, blocks: Sequence[Block], notes: Sequence[Footnote]
) -> tuple[Chunk, ...]:
    """The passages of a document: body text in reading order, then its footnotes."""
    body = [_chunk(doc, n, draft) for n, draft in enumerate(_drafts(blocks))]
    tail = [_note_chunk(doc, len(body) + n, note, body) for n, note in enumerate(notes)]
    return (*body, *tail)


def _drafts(blocks: Sequence[Block]) -> Iterator[_Draft]:
    headings: list[tuple[int, str]] = []
    context = _Context(blocks)
    draft: _Draft | None = None
    captions = {block.table.title for block in blocks if block.table}
    for block in blocks:
        if block.kind == "heading":
            if draft:
                yield draft
            draft = None
            context.stop()
            if not block.label and block.text not in captions:
                headings = [h for h in headings if h[0] < block.level]
                headings.append((block.level, block.text))
            continue
        for piece in _pieces(block):
            if draft is None or not _fits(draft, piece):
                if draft:
                    yield draft
                heading = tuple(text for _, text in headings)
                kind = _KINDS.get(piece.kind, "text")
                draft = _Draft(kind, piece.label, heading, context.of(piece))
            draft.blocks.append(piece)
        context.follow(block)
    if draft:
        yield draft


def _fits(draft: _Draft, block: Block) -> bool:
    kind = _KINDS.get(block.kind, "text")
    last = draft.blocks[-1]
    if draft.kind != kind or draft.label != block.label or block.table:
        return False
    if last.words[-1].page != block.words[0].page and not (
        last.text.endswith((":", ";", ",")) or draft.length < MIN_CHARACTERS
    ):
        return False
    introduces = last.text.endswith(":") or block.kind == "list"
    short = min(draft.length, len(block.text)) < MIN_CHARACTERS
    room = MAX_CHARACTERS if introduces or short else TARGET_CHARACTERS
    return draft.length + len(block.text) <= room


class _Context:
    """What a passage is about without saying it; follows the blocks from top to bottom."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._asked: dict[tuple[int, ...], str] = {}
        for block in blocks:
            if block.kind == "question":
                key = label_numbers(block.label)
                self._asked[key] = f"{self._asked.get(key, '')} {block.text}".strip()
        self._referring: dict[int, list[int]] = {}
        for block in blocks:
            if block.kind == "answer" and len(block.text) <= _REFERRING:
                for match in _SEE_ANSWER.finditer(block.text):
                    for number in label_numbers(match.group(1)):
                        own = self._referring.setdefault(number, [])
                        own += label_numbers(block.label)
        self._meanings = _meanings(blocks) if any(block.table for block in blocks) else {}
        self._sentence = ""
        self._introduction = ""

    def of(self, block: Block) -> str:
        """The question of an answer, the heads of a table, the sentence that opens a list."""
        if block.table:
            return table_context(block.table, self._sentence, self._meanings)
        if block.kind == "answer":
            return self._questions(label_numbers(block.label))
        return self._introduction if block.kind == "list" else ""

    def _questions(self, answered: Sequence[int]) -> str:
        """Those of an answer, and those whose own answer only refers to it."""
        wanted = set(answered) | {n for a in answered for n in self._referring.get(a, ())}
        return " ".join(text for key, text in self._asked.items() if wanted & set(key))

    def follow(self, block: Block) -> None:
        """Go on behind a block."""
        if block.table or not block.text:
            self.stop()
            return
        start, end = _sentences(block)[-1]
        self._sentence = block.text[start:end]
        if block.kind != "list":
            self._introduction = self._sentence if self._sentence.endswith(":") else ""

    def stop(self) -> None:
        """Nothing above a heading or a table introduces what follows."""
        self._sentence = self._introduction = ""


def _meanings(blocks: Sequence[Block]) -> dict[str, str]:
    """What the document says that its abbreviations stand for, by the short form in small type."""
    found = (one for block in blocks for one in find_abbreviations(block.text))
    return {one.short.lower(): one.long for one in found}


def _pieces(block: Block) -> Iterator[Block]:
    """A block that is too long for one chunk, cut between sentences (rows for a table)."""
    if block.table:
        yield from table_pieces(block)
        return
    if len(block.text) <= MAX_CHARACTERS:
        yield block
        return
    start = 0
    end = 0
    for first, last in _sentences(block):
        if last - start > TARGET_CHARACTERS and end > start:
            yield _slice(block, start, end)
            start = first
        end = last
    yield _slice(block, start, end)


def _slice(block: Block, start: int, end: int) -> Block:
    words = [w for w in block.words if start <= w.start and w.end <= end]
    marks = [m for m in block.marks if start < m.offset <= end]
    moved_words, moved_marks = shifted(words, marks, -start)
    return Block(
        block.kind, block.text[start:end], moved_words, block.label, block.level, moved_marks
    )


def _sentences(block: Block) -> tuple[tuple[int, int], ...]:
    return row_spans(block.table) if block.table else split_sentences(block.text)


def _chunk(doc: str, ordinal: int, draft: _Draft) -> Chunk:
    texts: list[str] = []
    words: list[Word] = []
    marks: list[Mark] = []
    sentences: list[tuple[int, int]] = []
    length = 0
    table = draft.blocks[0].table
    for block in draft.blocks:
        more_words, more_marks = shifted(block.words, block.marks, length)
        words += more_words
        marks += more_marks
        sentences += [(s + length, e + length) for s, e in _sentences(block)]
        texts.append(block.text)
        length += len(block.text) + len(SEPARATOR)
    return Chunk(
        doc=doc,
        ordinal=ordinal,
        kind=draft.kind,
        text=SEPARATOR.join(texts),
        page=min(w.page for w in words),
        page_end=max(w.page for w in words),
        words=tuple(words),
        sentences=tuple(sentences),
        marks=tuple(marks),
        heading=draft.heading,
        context=draft.context,
        label=draft.label,
        table=table.index if table else None,
        cells=cell_spans(table) if table else (),
    )


def _note_chunk(doc: str, ordinal: int, note: Footnote, body: Sequence[Chunk]) -> Chunk:
    anchor = _anchor(note, body)
    carrying = body[anchor[0]] if anchor else None
    return Chunk(
        doc=doc,
        ordinal=ordinal,
        kind="note",
        text=note.text,
        page=note.page,
        page_end=max((w.page for w in note.words), default=note.page),
        words=note.words,
        sentences=split_sentences(note.text),
        heading=carrying.heading if carrying else (),
        context=carrying.text[anchor[1] : anchor[2]] if carrying and anchor else "",
        note=note.index,
        anchor=anchor,
    )


def _anchor(note: Footnote, body: Sequence[Chunk]) -> tuple[int, int, int] | None:
    for chunk in body:
        for mark in chunk.marks:
            if mark.note == note.index:
                start, end = sentence_of_mark(chunk, mark)
                return chunk.ordinal, start, end
    return None


def sentence_of_mark(chunk: Chunk, mark: Mark) -> tuple[int, int]:
    """The sentence that carries a marker: the one it stands in or directly behind."""
    for start, end in chunk.sentences:
        if start < mark.offset <= end:
            return start, end
    return chunk.sentences[-1]
