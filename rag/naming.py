"""Which one document a question means, by identifier or by its name in words, and what is left.

"noot 1 van de kamerbrief Overzicht stikstofbanken" names a letter by its kind and title. A
document is meant when every word left after the lookup's own words stands in its name, and in the
name of no other; or when its full date is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from corpus.document import Document, dutch_date
from corpus.filters import Filters
from corpus.references import Reference, find_references
from ingest.index import Index
from rag.mentions import find_mentions
from rag.question import analyse, stem

_KINDS = {
    "Kamerbrief": "brief letter", "Brief": "letter", "Motie": "motion", "Rapport": "report",
    "Beslisnota": "nota memo", "Memorie van toelichting": "mvt explanatory memorandum",
    "Antwoord op Kamervragen": "kamervraag vragen beantwoording aanhangsel antwoorden questions",
    "Akkoord": "agreement", "Programma": "programme", "Voorstel van wet": "wetsvoorstel bill",
}
"""Other words for a kind of document."""
_ANY_DOCUMENT = frozenset(
    """brief kamerbrief motie nota stuk kamerstuk kamerstukken document rapport verslag akkoord
    letter motion report memo agreement kst aanhangsel documenten brieven stukken moties documents
    letters motions reports""".split()
)
_DOCUMENT = re.compile(r"(?:programma|akkoord|verslag|brief|rapport|nota|memorie)$")
"""What the words for documents end in: `regeerprogramma`."""
_FILLER = frozenset(
    """staat staan zegt zeggen zei schrijft gaat gaan ging noem geef toon laat zien lees inhoud
    kort korte alsjeblieft graag svp mij me we er minister staatssecretaris regering kabinet kamer
    lid leden nr nummer no handelingen say says said show tell me please about content s""".split()
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Naming(NamedTuple):
    """What a question names of documents."""

    document: int | None
    """Id of the one document that is meant; None where none or several fit."""
    rest: tuple[str, ...]
    """Its content words that name no document."""
    references: tuple[Reference, ...]
    noun: bool
    """Whether it uses a word for a document (`brief`, `motie`)."""
    fits: int
    """How many documents the words fit."""


def naming(index: Index, question: str, filters: Filters, own_words: re.Pattern[str]) -> Naming:
    """What `question` names; `own_words` are those of the lookup, which name nothing."""
    references = tuple(r for r in find_references(question) if r.kind != "url")
    left = question
    for reference in reversed(references):
        left = f"{left[: reference.start]} {left[reference.end :]}"
    words = tuple(w for w in analyse(own_words.sub(" ", left)).words if w not in _FILLER)
    noun = any(word in _ANY_DOCUMENT or _DOCUMENT.search(word) for word in words)
    known = index.documents_by_id
    allowed = index.document_ids(filters)
    if references:
        fits = index.identified(frozenset(r.identifier for r in references))
        fits = fits if allowed is None else fits & allowed
    elif allowed is not None and len(allowed) == 1:
        fits = allowed
    else:
        inside = known if allowed is None else {i: known[i] for i in allowed}
        fits = frozenset(_fitting(inside, words)) or frozenset(_dated(inside, question))
    one = next(iter(fits)) if len(fits) == 1 else None
    names = _names(known[one]) if one is not None else frozenset()
    rest = tuple(w for w in words if stem(w) not in names and w not in _ANY_DOCUMENT)
    return Naming(one, rest, references, noun, len(fits))


def _fitting(documents: Mapping[int, Document], words: tuple[str, ...]) -> Iterator[int]:
    """The documents whose name has all the words, one of them at least its own."""
    wanted = {stem(word) for word in words}
    if not wanted:
        return
    for i, document in documents.items():
        if wanted <= _names(document):
            yield i


def _dated(documents: Mapping[int, Document], question: str) -> Iterator[int]:
    days = {day for day in find_mentions(question).dates if _DAY.fullmatch(day)}
    yield from (i for i, document in documents.items() if document.date in days)


@lru_cache(maxsize=100_000)
def _names(document: Document) -> frozenset[str]:
    """The beginnings of the words that name a document."""
    written = " ".join((
        document.kind, _KINDS.get(document.kind, ""), document.title,
        re.sub(r"[-_.]", " ", document.file), document.ministry or "",
        dutch_date(document.date) if document.date else "", " ".join(document.signatories),
        document.number or "",
    ))
    return frozenset(stem(word.strip("«»\"'").lower()) for word in re.findall(r"[\w’]+", written))
