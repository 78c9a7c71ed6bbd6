"""Passages -> the stretches of text that may answer: sentences, rows, lists with their opening.

What a member asked in Kamervragen is no candidate: it is never given as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.citations import Span
from rag.retrieval import Hit

MAX_CHARACTERS = 700
MAX_LIST_CHARACTERS = 450
MIN_WORDS = 2
_CLOSING = "»”’\"') "
_BARE_REPLY = re.compile(r"(?:ja|nee|neen|deels)[.,!]?", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A stretch that may answer, with the rank of its passage among those that are read."""

    span: Span
    passage: int
    before: tuple[int, int] | None
    """The sentence before it in the same passage."""

    @property
    def head(self) -> str:
        """The heading row of the table that a row stands in; empty elsewhere."""
        chunk = self.span.stored.chunk
        return chunk.text.split("\n", 1)[0] if chunk.kind == "table" else ""

    @property
    def as_read(self) -> str:
        """A table row is read with the heading row of its table; the rest as it stands."""
        return f"{self.head} {self.span.text}" if self.head else self.span.text

    @property
    def text_before(self) -> str:
        """The sentence before it in the same passage; empty at its start."""
        if self.before is None:
            return ""
        return self.span.stored.chunk.text[self.before[0] : self.before[1]]


def candidates(hits: Sequence[Hit]) -> list[Candidate]:
    """The candidates of some passages, in the order of the passages and of their text."""
    return [candidate for n, hit in enumerate(hits) for candidate in _of_passage(hit, n)]


def _of_passage(hit: Hit, passage: int) -> Iterator[Candidate]:
    chunk = hit.stored.chunk
    if chunk.kind == "question":
        return
    before: tuple[int, int] | None = None
    for n, (start, end) in enumerate(chunk.sentences):
        text = chunk.text[start:end].rstrip(_CLOSING)
        if _BARE_REPLY.fullmatch(text) and n + 1 < len(chunk.sentences):
            end = chunk.sentences[n + 1][1]
        elif text.endswith(":"):
            end = _list_end(chunk.text, chunk.sentences[n:])
        elif text.endswith("?") or len(text.split()) < MIN_WORDS:
            before = (start, end)
            continue
        if end - start <= MAX_CHARACTERS and chunk.text[start:end].rstrip(_CLOSING)[-1:] != ":":
            yield Candidate(Span(hit.stored, start, end), passage, before)
        before = (start, end)


def _list_end(text: str, sentences: Sequence[tuple[int, int]]) -> int:
    """Where the items end that a sentence with a colon opens, as far as they fit."""
    start, end = sentences[0]
    for first, last in sentences[1:]:
        if last - start > MAX_LIST_CHARACTERS or text[first:last].endswith("?"):
            break
        end = last
    return end
