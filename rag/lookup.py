"""Questions about documents themselves, answered by looking up instead of by searching.

"Welke documenten verwijzen naar kst-36410-X-50?", "Waar verwijst noot 3 van kst-36560-X-10
naar?", "Welke toezeggingen staan in de brief van 27 juni 2024?", "Samenvatting van …", a document
by its name alone, who sent it, what stands on page 3; and the same in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document
from corpus.filters import Filters
from ingest.index import Index
from rag.citations import Span
from rag.motions import motion_identifier
from rag.naming import Naming, naming
from rag.openings import line_spans, opening, page_beginnings
from rag.promises import promises_of
from rag.referrals import find_referrals
from rag.roles import asked_roles

MAX_SPANS = 8
LookupKind = Literal[
    "referrals", "note", "promises", "document", "summary", "page", "role", "which", "asked"
]
_REFERS = re.compile(
    r"\b(verwijs|verwijz|verwez|refer(s|red|ring)? to|cit(e|es|ed|eert|eren)\b|noemt|noemen"
    r"|mention)\w*",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"\b(welke?|which|what)\b.{0,30}\b(documents?|documenten|kamerstuk(ken)?|stuk(ken)?|brie(f|ven)"
    r"|letters?|publications?|publicaties?)\b|^(?:wie|who)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\b(?:voet)?noot (?:nr\.? |nummer )?(\d{1,3}|\*+)|\b(?:foot)?note (?:no\.? )?(\d{1,3})\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(r"\b(toezegging\w*|toegezegd|promise[sd]?|commitments?)\b", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\b(?:samenvatting|samenvatten|samengevat|vat\b.*\bsamen|summar(?:y|i[sz]e))\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^(?:waar(?:over)? gaat\b|wat (?:staat|stond) er in\b|wat is de inhoud van"
    r"|what is\b.*\babout\b|what does\b.*\bsay\b|what is in\b)", re.IGNORECASE
)
_PAGE = re.compile(r"\b(?:pagina|bladzijde|blz\.?|page|p\.) ?(\d{1,4})\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|who|what|when|where|which|how|why)\b|\?",
    re.IGNORECASE,
)
_OWN = re.compile(
    "|".join((
        _NOTE.pattern, _PROMISES.pattern, _REFERS.pattern, _PAGE.pattern,
        r"\b(?:samenvatting|samenvatten|samengevat|vat|samen|summary|summari[sz]e"
        r"|doet|gedaan|deed|made|make|naar|toe|mean|means|about)\b",
    )),
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    r"\b(?:(?:ver)?stuurde\w*|(?:ver)?stuurt|zond\w*|gestuurd|verzonden|schreef|schreven|geschreven"
    r"|(?:onder)?teken\w*|ondertekend|dien(?:de|den|t)|in|ingediend|indiener\w*|voorgesteld"
    r"|stel\w*|gesteld|gevraagd|vroeg\w*|(?:be)?antwoord\w*|vragen|afzender|sent|signed|wrote"
    r"|written|moved|tabled|submitted|proposed|asked|answered|questions?)\b",
    re.IGNORECASE,
)

_STANDS_FOR = re.compile(
    r"^(?:en )?(?:waar staat (?:de afkorting )?(?P<short>[A-Z][\w&]+) voor"
    r"|what does (?:the abbreviation )?(?P<english>[A-Z][\w&]+) stand for)[?.! ]*$",
    re.IGNORECASE,
)
_PLACES = 30
_BARE = 16
"""Words of a document's name, as it is typed."""
_PARTICLES = frozenset({"den", "der", "ten", "ter", "el"})


@dataclass(frozen=True)
class LookedUp:
    """What was looked up: literal places, and what they are."""

    kind: LookupKind
    spans: tuple[Span, ...]
    """Empty where there is nothing to show, which is then what the answer says."""
    total: int = 0
    """How many places there are, of which `spans` are the first."""
    identifier: str = ""
    """The document that is referred to, the label of a note or the number of a page."""
    document: Document | None = None
    labels: tuple[str, ...] = ()
    """The notes that the document has."""


def look_up(
    index: Index, question: str, filters: Filters, near: int | None = None
) -> LookedUp | None:
    """The literal answer to a question about documents; None for every other question.

    `near`: the document of the earlier answer, which a follow-up question means.
    """
    if stands := _STANDS_FOR.match(question):
        spans = tuple(_explained(index, stands["short"] or stands["english"], filters))
        return LookedUp("role", spans, len(spans)) if spans else None
    if not _may_be(question):
        return None
    named = naming(index, question, filters, _OWN)
    one = named.document
    note = _NOTE.search(question)
    if named.references and not note and _REFERS.search(question) and _DOCUMENTS.search(question):
        return _referrals(index, named.references[0].identifier, filters)
    if one is None and not named.references and (motion := motion_identifier(index, question)):
        return _about_motion(index, question, filters, named, *motion)
    if one is None and near is not None and not (named.references or named.rest):
        one = near
    if note:
        return _about_note(index, one, named, note[1] or note[2])
    if _PROMISES.search(question):
        return _promises(index, one) if one is not None else None
    return _about_document(index, question, filters, named)


def _may_be(question: str) -> bool:
    """Whether a question may be about a document itself: seen from its words, before any index."""
    forms = (_NOTE, _PROMISES, _REFERS, _SUMMARY, _ABOUT, _PAGE)
    bare = not _ASKS.search(question) and len(question.split()) <= _BARE
    return bare or any(f.search(question) for f in forms) or bool(asked_roles(question))


def _explained(index: Index, short: str, filters: Filters) -> Iterator[Span]:
    """The first sentence that writes out an abbreviation, `voluit (AFK)`."""
    for meaning in index.meanings([short, f"{short}s"])[:1]:
        ids = index.lexical(f"{meaning.long} {short}", _PLACES, index.document_ids(filters))
        for stored in index.chunks([i for i, _ in ids]):
            for start, end in stored.chunk.sentences:
                text = stored.chunk.text[start:end].lower()
                if meaning.long.lower() in text and f"({short.lower()}" in text:
                    yield Span(stored, start, end)
                    return


def _referrals(index: Index, identifier: str, filters: Filters) -> LookedUp:
    found = find_referrals(index, identifier, filters)
    return LookedUp("referrals", tuple(found[:MAX_SPANS]), len(found), identifier)


def _about_motion(
    index: Index, question: str, filters: Filters, named: Naming, identifier: str, surname: str
) -> LookedUp | None:
    """A motion that is not there, by its mover: who refers to it, if nothing else is asked."""
    rest = [w for w in named.rest if w not in surname.lower() and w not in _PARTICLES]
    refers = _REFERS.search(question) and _DOCUMENTS.search(question)
    alone = _ABOUT.search(question) or not _ASKS.search(question)
    if rest or not (refers or alone) or _NOTE.search(question) or _PROMISES.search(question):
        return None
    return _referrals(index, identifier, filters)


def _about_note(index: Index, one: int | None, named: Naming, label: str) -> LookedUp | None:
    if one is None:
        return None if named.rest and named.fits < 2 else LookedUp("which", (), identifier=label)
    spans = tuple(_note(index, one, label))
    labels = tuple(dict.fromkeys(note.label for note in index.footnotes(one)))
    return LookedUp("note", spans, len(spans), label, _document(index, one), labels)


def _promises(index: Index, one: int) -> LookedUp:
    found = promises_of(index, one)
    spans = tuple(promise.span for promise in found[:MAX_SPANS])
    return LookedUp("promises", spans, len(found), document=_document(index, one))


def _about_document(
    index: Index, question: str, filters: Filters, named: Naming
) -> LookedUp | None:
    """Where a document is all that the question names: what it is, who sent it, one page of it."""
    if roles := asked_roles(question):
        named = naming(index, question, filters, _ROLE_WORDS)
        if named.document is None or named.rest or not (named.references or named.noun):
            return None
        found = tuple(line_spans(index.chunks_of(named.document), roles))
        return LookedUp("role", found, len(found)) if found else None
    if named.rest or not (named.references or named.noun or _SUMMARY.search(question)):
        return None
    summary, page = _SUMMARY.search(question), _PAGE.search(question)
    alone = summary or page or _ABOUT.search(question) or not _ASKS.search(question)
    if not alone:
        return None
    if named.document is None:
        if len({r.identifier for r in named.references}) != 1 or named.fits:
            return None
        found_of = _referrals(index, named.references[0].identifier, filters)
        return found_of if found_of.spans else None
    document, chunks = _document(index, named.document), index.chunks_of(named.document)
    if page:
        spans = tuple(page_beginnings(index, named.document, page[1]))
        return LookedUp("page", spans, len(spans), page[1], document) if spans else None
    spans = tuple(opening(chunks, document.kind))
    kind: LookupKind = "summary" if summary else "document"
    return LookedUp(kind, spans, len(spans), document=document) if spans else None


def _document(index: Index, document_id: int) -> Document:
    return index.documents_by_id[document_id]


def _note(index: Index, document_id: int, label: str) -> Iterator[Span]:
    """The note of that label, then the sentence that carries it."""
    notes = index.footnotes(document_id)
    chunks = index.chunks_of(document_id)
    for stored in chunks:
        chunk = stored.chunk
        if chunk.note is None or notes[chunk.note].label != label:
            continue
        yield Span(stored, 0, len(chunk.text))
        if chunk.anchor is not None:
            carrying, start, end = chunk.anchor
            yield Span(chunks[carrying], start, end)
        return
