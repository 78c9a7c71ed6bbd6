"""Which documents refer to a document: the sentences and notes that name it."""

from __future__ import annotations

from corpus.filters import Filters
from corpus.identifiers import parse_identifier
from corpus.references import find_references
from ingest.index import Index
from rag.citations import Span
from rag.motions import motion_identifier
from rag.question import QuestionError


def identifier_of(written: str, index: Index | None = None) -> str:
    """The identifier that a person means by `kst-36410-X-50` or `Kamerstuk 36 410 X, nr. 50`.

    With an index also by `motie Podt`, where its documents say which one that is.

    Raises `QuestionError` where no document is named.
    """
    name = written.strip().removesuffix(".pdf")
    if parse_identifier(name):
        return name
    found = find_references(written)
    motion = motion_identifier(index, written) if index and not found else None
    if motion:
        return motion[0]
    if not found:
        raise QuestionError(
            f"{written!r} noemt geen document. Schrijf bijvoorbeeld kst-36410-X-50 of"
            " 'Kamerstuk 36 410 X, nr. 50'."
        )
    return found[0].identifier


def find_referrals(index: Index, identifier: str, filters: Filters) -> list[Span]:
    """The sentences that name a document, in the order of the documents; its own left out."""
    spans: list[Span] = []
    for stored, start, end in index.mentions(identifier, filters):
        if stored.document.doc == identifier:
            continue
        first, last = _sentence(stored.chunk.sentences, start, end)
        if not spans or (spans[-1].stored.id, spans[-1].start) != (stored.id, first):
            spans.append(Span(stored, first, last))
    return spans


def _sentence(
    sentences: tuple[tuple[int, int], ...], start: int, end: int
) -> tuple[int, int]:
    """From the sentence that holds the first character to the one that holds the last."""
    first = max((s for s, _ in sentences if s <= start), default=start)
    last = min((e for _, e in sentences if e >= end), default=end)
    return first, last
