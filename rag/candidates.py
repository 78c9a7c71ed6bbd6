"""Passages -> the stretches of text that may answer: sentences, rows, lists with their opening.

What a member asked in Kamervragen is no candidate: it is never given as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.signatures import signature_block
from ingest.index import Index
from rag.citations import Span
from rag.retrieval import Hit
from rag.roles import Role, signed_roles, told_roles
from rag.tables import CellRef, cells_of

MAX_CHARACTERS = 700
MAX_LIST_CHARACTERS = 450
MIN_WORDS = 2
_CLOSING = "»”’\"') "
_ITEM_END = re.compile(r"(?<=;)\s+|\s*\n\s*")
_BARE_REPLY = re.compile(r"(?:ja|nee|neen|deels)[.,!]?", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A stretch that may answer, with the rank of its passage among those that are read."""

    span: Span
    passage: int
    before: tuple[int, int] | None
    """The sentence before it in the same passage."""
    cells: tuple[CellRef, ...] = ()
    """Of a row of a table: its values with row and column."""

    tells: frozenset[Role] = frozenset()
    """What it tells of its document itself."""

    @property
    def head(self) -> str:
        """What a row of a table is read with: title, groups, heads, abbreviations in full."""
        chunk = self.span.stored.chunk
        if chunk.kind != "table":
            return ""
        if not self.cells:
            return chunk.text.split("\n", 1)[0]
        groups = self.cells[0].row[:-1]
        heads = (name for cell in self.cells for name in cell.column)
        first = self.cells[0]
        return " ".join(dict.fromkeys((first.table, *groups, *first.meanings, *heads)))

    @property
    def as_read(self) -> str:
        """A row of a table is read with its heads; the rest as it stands."""
        return f"{self.head} {self.span.text}" if self.head else self.span.text

    @property
    def text_before(self) -> str:
        """The sentence before it in the same passage; empty at its start."""
        if self.before is None:
            return ""
        return self.span.stored.chunk.text[self.before[0] : self.before[1]]


def candidates(index: Index, hits: Sequence[Hit]) -> list[Candidate]:
    """The candidates of some passages, in the order of the passages and of their text."""
    return [candidate for n, hit in enumerate(hits) for candidate in _of_passage(index, hit, n)]


def _of_passage(index: Index, hit: Hit, passage: int) -> Iterator[Candidate]:
    chunk = hit.stored.chunk
    if chunk.kind == "question":
        return
    if chunk.kind == "table":
        yield from _rows(index, hit, passage)
        return
    signed = signature_block(chunk.text)
    yield from _sentences(hit, passage, signed.start if signed else len(chunk.text))
    if signed:
        span = Span(hit.stored, signed.start, signed.end)
        yield Candidate(span, passage, None, tells=signed_roles(signed))


def _sentences(hit: Hit, passage: int, until: int) -> Iterator[Candidate]:
    """The sentences that begin before `until`, lists with the sentence that opens them."""
    chunk = hit.stored.chunk
    before: tuple[int, int] | None = None
    for n, (start, end) in enumerate(chunk.sentences):
        if start >= until:
            return
        text = chunk.text[start:end].rstrip(_CLOSING)
        if _BARE_REPLY.fullmatch(text) and n + 1 < len(chunk.sentences):
            end = chunk.sentences[n + 1][1]
        elif text.endswith(":"):
            end = _list_end(chunk.text, chunk.sentences[n:])
        elif text.endswith("?") or len(text.split()) < MIN_WORDS:
            before = (start, end)
            continue
        for first, last in _pieces(chunk.text, start, end):
            short = last - first <= MAX_CHARACTERS
            if short and chunk.text[first:last].rstrip(_CLOSING)[-1:] != ":":
                told = told_roles(chunk.text[first:last])
                yield Candidate(Span(hit.stored, first, last), passage, before, tells=told)
            before = (first, last)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch too long to quote, cut where its items end; a shorter one whole."""
    if end - start <= MAX_LIST_CHARACTERS:
        yield start, end
        return
    for match in _ITEM_END.finditer(text, start, end):
        if len(text[start : match.start()].split()) >= MIN_WORDS:
            yield start, match.start()
            start = match.end()
    if text[start:end].strip():
        yield start, end


def _rows(index: Index, hit: Hit, passage: int) -> Iterator[Candidate]:
    """The rows of a table that hold a value."""
    chunk = hit.stored.chunk
    cells = cells_of(index, hit.stored, 0, len(chunk.text))
    for start, end in chunk.sentences:
        own = tuple(cell for cell in cells if start <= cell.start and cell.end <= end)
        if own and end - start <= MAX_CHARACTERS:
            yield Candidate(Span(hit.stored, start, end), passage, None, own)


def _list_end(text: str, sentences: Sequence[tuple[int, int]]) -> int:
    """Where the items end that a sentence with a colon opens, as far as they fit."""
    start, end = sentences[0]
    for first, last in sentences[1:]:
        if last - start > MAX_LIST_CHARACTERS or text[first:last].endswith("?"):
            break
        end = last
    return end
