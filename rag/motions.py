"""A motion by who moved it -> its identifier, from the places that give both.

"Kamerstuk 36 410 X, nr. 50 Motie Podt", or a sentence about "de motie Podt" whose note names one
Kamerstuk: a document that is not in the index is found by those that are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.references import find_references
from ingest.index import Index, StoredChunk
from rag.absence import motion_names
from rag.citations import sentence_marks

_LOOKED_AT = 40
_NEAR = 12
"""Characters between a name and the marker of its note."""


def motion_identifier(index: Index, question: str) -> tuple[str, str] | None:
    """(identifier, surname) of the first motion that `question` names by its mover."""
    for name in motion_names(question):
        surname = name.split()[-1]
        found = Counter(_named(index, surname))
        if found:
            return found.most_common(1)[0][0], surname
    return None


def _named(index: Index, surname: str) -> Iterator[str]:
    spoken = re.compile(
        r"\bmotie(?: van)?(?: het lid| de leden)?[ -](?:[\w’.-]+[ /-]){0,2}"
        rf"{re.escape(surname)}\b",
        re.IGNORECASE,
    )
    ids = [i for i, _ in index.lexical(f"motie {surname}", _LOOKED_AT, None)]
    for stored in index.chunks(ids):
        for start, end in stored.chunk.sentences:
            if match := spoken.search(stored.chunk.text, start, end):
                identifiers = _kamerstukken(index, stored, (start, end), match.end())
                if len(identifiers) == 1:
                    yield identifiers.pop()


def _kamerstukken(
    index: Index, stored: StoredChunk, sentence: tuple[int, int], behind: int
) -> set[str]:
    """What a sentence names, else what the note right behind the name in it names."""
    start, end = sentence
    if named := _identifiers(stored.chunk.text[start:end]):
        return named
    marks = (m for m in sentence_marks(stored.chunk, start, end)
             if 0 <= m.offset - behind <= _NEAR)
    nearest = min(marks, key=lambda mark: mark.offset, default=None)
    notes = index.footnotes(stored.document_id)
    return _identifiers(notes[nearest.note].text) if nearest else set()


def _identifiers(text: str) -> set[str]:
    return {r.identifier for r in find_references(text) if r.kind == "kamerstuk"}
