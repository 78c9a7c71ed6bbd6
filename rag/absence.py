"""Documents that a question names and that are not in the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.filters import Filters
from corpus.references import find_references
from ingest.index import Index
from rag.citations import Span

_KINDS = frozenset({"kamerstuk", "aanhangsel", "kamervragen", "handelingen", "bijlage", "document"})
"""Kinds of reference that are documents which an index could hold."""
_AANHANGSEL = re.compile(
    r"\b[Aa]anhangsel(?: nr\.?| nummer)? (?P<number>\d{1,4})\b(?! ?[-/–])"
)
_NAME = (
    r"(?:[Vv]an |[Dd]e |[Dd]er |[Dd]en |[Tt]en |[Tt]er |[Ee]l )*[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ]"
    r"(?:[-/](?:[Vv]an |[Dd]e[rn]? |[Ee]l )*[A-ZÀ-Ý][\w’'-]*)?"
)
_MOTION = re.compile(
    rf"\b[Mm]otie(?:-| |(?: van)?(?: het lid| de leden)? )(?P<name>{_NAME})"
    rf"|\b[Mm]otion (?:by|of) (?:the )?(?:MP |member )?(?P<english>{_NAME})"
    rf"|\b(?P<before>{_NAME}) motion\b"
)


@dataclass(frozen=True)
class Absent:
    """A document that is not in the index, as the question writes it."""

    written: str
    identifier: str | None = None
    """None where only the author of a motion or the number of an Aanhangsel is named."""


def absent_documents(index: Index, question: str) -> list[Absent]:
    """What `question` names and the index lacks, in the order of the question's kinds of naming."""
    return [*_identified(index, question), *_aanhangsels(index, question),
            *_motions(index, question)]


def spoken_of(index: Index, absent: Sequence[Absent], spans: Sequence[Span]) -> bool:
    """Whether what is to be quoted, its passage or its notes speak of an absent document.

    Only then can another document answer a question about one that is not there.
    """
    wanted = {a.identifier for a in absent if a.identifier}
    return any(
        wanted & {reference.identifier for reference in find_references(text)}
        for span in spans for text in _around(index, span)
    )


def _around(index: Index, span: Span) -> Iterator[str]:
    chunk = span.stored.chunk
    yield " ".join((*chunk.heading, chunk.context, chunk.text))
    notes = index.footnotes(span.stored.document_id)
    for mark in chunk.marks:
        yield notes[mark.note].text


def _identified(index: Index, question: str) -> Iterator[Absent]:
    for reference in find_references(question):
        name = reference.identifier
        if reference.kind == "dossier":
            if not index.document_ids(Filters(dossier=(name,))):
                yield Absent(reference.text, name)
        elif reference.kind in _KINDS and not index.identified(frozenset({name})):
            yield Absent(reference.text, name)


def _aanhangsels(index: Index, question: str) -> Iterator[Absent]:
    """An Aanhangsel by its number alone, of whatever year."""
    taken = [(r.start, r.end) for r in find_references(question)]
    for match in _AANHANGSEL.finditer(question):
        if any(start <= match.start() < end for start, end in taken):
            continue
        ending = re.compile(rf"(?:voorbeeld-)?ah-[te]k-.*-{match['number']}")
        if not any(ending.fullmatch(d.doc) for d in index.documents_by_id.values()):
            yield Absent(match[0])


def motion_names(question: str) -> list[str]:
    """Who moved the motions that `question` names: `Podt`, `van der Plas`, as it writes them."""
    return [name for match in _MOTION.finditer(question) for name in _movers(match)]


def _movers(match: re.Match[str]) -> list[str]:
    names = re.split(r"[-/]", match["name"] or match["english"] or match["before"])
    return [name for name in names if name]


def _motions(index: Index, question: str) -> Iterator[Absent]:
    """A motion by the name of who moved it; titles are looked at too."""
    for match in _MOTION.finditer(question):
        surnames = {name.split()[-1].lower() for name in _movers(match)}
        motions = [d for d in index.documents_by_id.values() if d.kind.startswith("Motie")]
        if not any(surnames & _words(" ".join((d.title, *d.signatories))) for d in motions):
            yield Absent(match[0])


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w’']+", text.lower()))

