"""Questions about documents themselves, answered by looking up instead of by searching.

"Welke documenten verwijzen naar kst-36410-X-50?", "Waar verwijst noot 3 van kst-36560-X-10
naar?", "Welke toezeggingen staan in kst-36560-X-10?", and the same in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.filters import Filters
from corpus.references import find_references
from ingest.index import Index
from rag.citations import Span
from rag.promises import promises_of
from rag.referrals import find_referrals

MAX_SPANS = 8
_REFERS = re.compile(
    r"\b(verwijs|verwijz|verwez|refer(s|red|ring)? to|cit(e|es|ed|eert|eren)\b|noemt|noemen"
    r"|mention)",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"\b(welke?|which|what)\b.{0,30}\b(documents?|documenten|kamerstuk(ken)?|stuk(ken)?|brie(f|ven)"
    r"|letters?|publications?|publicaties?)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:voet)?noot\s+(\d{1,3}|\*+)|\b(?:foot)?note\s+(\d{1,3})\b", re.IGNORECASE)
_PROMISES = re.compile(r"\b(toezegging\w*|toegezegd|promise[sd]?|commitments?)\b", re.IGNORECASE)


def look_up(index: Index, question: str, filters: Filters) -> list[Span]:
    """The literal answer to a question about documents; empty for every other question."""
    identifiers = [r.identifier for r in find_references(question)]
    if identifiers and _REFERS.search(question) and _DOCUMENTS.search(question):
        return find_referrals(index, identifiers[0], filters)[:MAX_SPANS]
    document_id = _document(index, identifiers, filters)
    if document_id is None:
        return []
    if note := _NOTE.search(question):
        return list(_note(index, document_id, note.group(1) or note.group(2)))
    if _PROMISES.search(question):
        return [p.span for p in promises_of(index, document_id)][:MAX_SPANS]
    return []


def _document(index: Index, identifiers: Sequence[str], filters: Filters) -> int | None:
    """The one document that the question names, or the only one that the filters allow."""
    allowed = index.document_ids(filters)
    if identifiers:
        named = index.document_ids(Filters(doc=tuple(identifiers)))
        allowed = named if allowed is None else frozenset(allowed) & frozenset(named or ())
    return next(iter(allowed)) if allowed is not None and len(allowed) == 1 else None


def _note(index: Index, document_id: int, label: str) -> Iterator[Span]:
    """The note of that label, the sentence that carries it first."""
    notes = index.footnotes(document_id)
    chunks = index.chunks_of(document_id)
    for stored in chunks:
        chunk = stored.chunk
        if chunk.note is None or notes[chunk.note].label != label:
            continue
        if chunk.anchor is not None:
            carrying, start, end = chunk.anchor
            yield Span(chunks[carrying], start, end)
        yield Span(stored, 0, len(chunk.text))
        return
