"""Literal places of one document: what it opens with, what tells of itself, where a page begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.kinds import ANSWER
from corpus.signatures import signature_block
from ingest.index import Index, StoredChunk
from rag.citations import Span
from rag.roles import Role, signed_roles, told_roles

MAX_PLACES = 3
MAX_CHARACTERS = 450
_LOOKED_AT = 40
"""Passages from the beginning in which an opening is looked for."""
_WORDS = 8
"""Words of a sentence that says something by itself."""
_PURPOSE = re.compile(
    r"\b(?:in|met) (?:deze|dit) (?:kamer)?(?:brief|nota|rapport|memorie|verslag)\b"
    r"|\bhierbij (?:bied|stuur|zend|doe)|\b(?:doel|strekking) van (?:deze|dit|het)\b"
    r"|\bdit (?:wetsvoorstel|voorstel|rapport|akkoord|programma|verslag|werkprogramma)\b",
    re.IGNORECASE,
)
_DICTUM = re.compile(r"^(?:en )?(?:verzoekt|spreekt)\b", re.IGNORECASE)


def opening(chunks: Sequence[StoredChunk], kind: str) -> list[Span]:
    """What a document says first of itself: its request, its title line or its purpose."""
    if kind == ANSWER:
        return list(line_spans(chunks, frozenset({"asked", "answered"})))[:MAX_PLACES]
    sentences = list(_sentences(chunks[:_LOOKED_AT]))
    if kind == "Motie" and (asked := [s for s in sentences if _DICTUM.match(s.text)]):
        return asked[:MAX_PLACES]
    ended = [s for s in sentences if s.text.endswith(".")]
    purpose = [s for s in ended if _PURPOSE.search(s.text)][:1]
    whole = [s for s in ended if len(s.text.split()) >= _WORDS and s not in purpose]
    return sorted(_fitting([*purpose, *whole]), key=lambda s: (s.stored.id, s.start))


def line_spans(chunks: Sequence[StoredChunk], roles: frozenset[Role]) -> Iterator[Span]:
    """The lines and signatures of a document that tell one of `roles`, in order."""
    for stored in chunks:
        chunk = stored.chunk
        if chunk.note is not None or chunk.kind == "table":
            continue
        for start, end in chunk.sentences:
            if roles & told_roles(chunk.text[start:end]):
                yield Span(stored, start, end)
        block = signature_block(chunk.text)
        if block and roles & signed_roles(block):
            yield Span(stored, block.start, block.end)


def page_beginnings(index: Index, document_id: int, number: str) -> list[Span]:
    """What a page, by its printed number or else its place in the file, begins with."""
    chunks = [s for s in index.chunks_of(document_id) if s.chunk.note is None]
    pages = sorted({s.chunk.page for s in chunks})
    printed = [p for p in pages if index.page(document_id, p).label == number]
    wanted = printed[0] if printed else int(number)
    on_page = (s for s in _sentences(chunks)
               if s.words and s.words[0].page == wanted and len(s.text.split()) >= _WORDS)
    return _fitting(list(on_page))


def _sentences(chunks: Sequence[StoredChunk]) -> Iterator[Span]:
    for stored in chunks:
        chunk = stored.chunk
        if chunk.note is None and chunk.kind not in ("table", "question"):
            yield from (Span(stored, start, end) for start, end in chunk.sentences)


def _fitting(spans: Sequence[Span]) -> list[Span]:
    """The first places that fit together."""
    chosen: list[Span] = []
    for span in spans:
        length = sum(len(s.text) for s in chosen) + len(span.text)
        if chosen and (length > MAX_CHARACTERS or len(chosen) == MAX_PLACES):
            break
        chosen.append(span)
    return chosen
