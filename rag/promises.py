"""What a document promises the Chamber: the sentence, its page, and when it is due.

A promise is a sentence in which the government says that it will inform the Chamber, or that
names a toezegging. What members ask is no promise, and neither is what was sent already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.deadlines import Deadline, find_deadline
from corpus.filters import Filters
from ingest.index import Index, StoredChunk
from rag.citations import Span

PromiseKind = Literal["announced", "pledged"]

_PLEDGED = re.compile(
    r"\btoezegging(en)?\b|\btoegezegd\b|\bzeg(gen)? (ik |wij |we )?(\w+ ){0,4}toe\b",
    re.IGNORECASE,
)
_CHAMBER = r"\b(Kamer|Kamers|u|Staten-Generaal)\b"
_TELLS = (
    r"(informeer|informeert|informeren|geïnformeerd|ontvangt|ontvangen|stuur|stuurt|sturen"
    r"|gestuurd|toegestuurd|toegezonden|toezenden|toesturen|zend|zendt|zenden|gezonden|bericht"
    r"|berichten|rapporteer|rapporteert|rapporteren|voorgelegd|aangeboden|hoort|horen|kom|komen"
    r"|op de hoogte)\b"
)
_INFORMS = re.compile(rf"{_CHAMBER}.*?\b{_TELLS}|\b{_TELLS}.*?{_CHAMBER}", re.IGNORECASE)
_ALREADY = re.compile(
    r"\b(is|zijn|was|werd|werden|heb|hebben|heeft|bent) .{0,120}?"
    r"(geïnformeerd|ontvangen|gestuurd|toegestuurd|toegezonden|gezonden|gemeld|aangeboden"
    r"|toegezegd)"
    r"|\b(in|met|bij|door) deze (brief|nota)\b|\bhierbij\b|\bjl\.",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(zal|zullen|wordt|worden|hoort|horen|ontvangt|volgt|verwacht|voornemens|streef|streven"
    r"|informeer|informeert|stuur|stuurt|zend|zendt|rapporteer|rapporteert|kom)\b",
    re.IGNORECASE,
)

_GIVEN = re.compile(r"\((?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>(?:19|20)\d\d)\)\W*$")
"""When an earlier promise was given: a moment without a year is counted from there."""


@dataclass(frozen=True)
class Promise:
    """A sentence that promises something; `deadline` is None where it names no moment."""

    span: Span
    kind: PromiseKind
    """`pledged` names a toezegging, `announced` says that the Chamber will be informed."""
    deadline: Deadline | None


def find_promises(index: Index, filters: Filters) -> list[Promise]:
    """The promises of the documents that `filters` allow, in the order of the documents."""
    allowed = index.document_ids(filters)
    documents = sorted(allowed if allowed is not None else index.documents_by_id)
    return [promise for document_id in documents for promise in promises_of(index, document_id)]


def promises_of(index: Index, document_id: int) -> list[Promise]:
    """The promises of one document in order."""
    return [p for stored in index.chunks_of(document_id) for p in _promises(stored)]


def promise_kind(sentence: str) -> PromiseKind | None:
    """Which kind of promise a sentence makes; None when it makes none."""
    if sentence.rstrip().endswith("?"):
        return None
    if _PLEDGED.search(sentence):
        return "pledged"
    informs = _INFORMS.search(sentence) and _LATER.search(sentence)
    return "announced" if informs and not _ALREADY.search(sentence) else None


def deadline_of(sentence: str, written: str | None) -> Deadline | None:
    """When a promise is due; None where it names no moment, or tells what was done already."""
    if given := _GIVEN.search(sentence):
        written = f"{given['year']}-{int(given['month']):02}-{int(given['day']):02}"
    return None if _ALREADY.search(sentence) else find_deadline(sentence, written)


def _promises(stored: StoredChunk) -> Iterator[Promise]:
    chunk = stored.chunk
    if chunk.kind == "question":
        return
    for start, end in chunk.sentences:
        sentence = chunk.text[start:end]
        kind = promise_kind(sentence)
        if kind:
            deadline = deadline_of(sentence, stored.document.date)
            yield Promise(Span(stored, start, end), kind, deadline)
