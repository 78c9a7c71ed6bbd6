"""A small honest stand-in for the chain: it answers what it was given and keeps what was asked."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import VoetnootError
from ingest.types import Footnote, Source, Word
from rag.answer import Answer, Citation, CitedNote, Claim, Language, Passage, Searched

QUOTE = "Het fonds investeert ten hoogste 5 mln. euro per onderneming."
NOTE = CitedNote("3", 1, "Kamerstuk 36 410 X, nr. 50.", ("kst-36410-X-50",))
QUOTE_BOX = (1, 100.0, 100.0, 300.0, 112.0)
NOTE_BOX = (1, 100.0, 700.0, 300.0, 710.0)


@dataclass
class FakeIndex:
    """One document, a PDF of two blank pages, with one footnote."""

    path: Path
    document: Document

    def documents(self) -> list[tuple[int, Document, Source]]:
        data = self.path.read_bytes() if self.path.exists() else b""
        digest = hashlib.sha256(data).hexdigest()
        return [(7, self.document, Source(str(self.path), self.path.name, digest, len(data)))]

    def footnotes(self, document_id: int) -> tuple[Footnote, ...]:
        assert document_id == 7
        word = Word(0, len(NOTE.text), *NOTE_BOX)
        return (Footnote(0, NOTE.label, NOTE.page, NOTE.text, (word,)),)


@dataclass
class FakeChain:
    """Gives `answer` to every question, or raises `error`."""

    index: FakeIndex
    answer: Answer | None = None
    error: Exception | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def stream(self, input: dict[str, Any]) -> Iterator[Answer]:
        yield self.invoke(input)

    def invoke(self, input: dict[str, Any]) -> Answer:
        self.asked.append(input)
        if self.error is not None:
            raise self.error
        if self.answer is None:
            raise VoetnootError("De vraag is leeg.")
        return self.answer


def citation(number: int = 1, **changes: Any) -> Citation:
    fields: dict[str, Any] = {
        "number": number, "doc": "kst-36560-X-10", "file": "kst-36560-X-10.pdf",
        "title": "Jaarverslag Defensie", "date": "2024-06-27", "page": 1, "page_end": 1,
        "page_label": "1", "quote": QUOTE, "verified": True, "boxes": (QUOTE_BOX,),
        "footnotes": (NOTE,),
        "notation": "Kamerstukken II 2023/24, 36560 X, nr. 10, p. 1, noot 3",
        "url": "https://zoek.officielebekendmakingen.nl/kst-36560-X-10.pdf#page=1",
    }
    return Citation(**(fields | changes))


def an_answer(*citations: Citation, language: Language = "nl") -> Answer:
    cited = citations or (citation(),)
    claims = tuple(Claim(c.quote, (c.number,)) for c in cited)
    text = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
    return Answer(
        "Hoeveel investeert het fonds?", language, False, text, claims, cited, (),
        Searched(12, "20261124T023633346920"), {},
    )


def a_refusal(passage: str = "Een passage.", **filters: Any) -> Answer:
    doc = "kst-36560-X-10"
    passages = tuple(
        Passage(doc, f"{doc}.pdf", n, n + (n == 2), 1.0, passage, "Jaarverslag")
        for n in range(1, 11)
    )
    return Answer(
        "Hoe hoog is de toren?", "nl", True, "Dit staat er niet.", (), (), passages,
        Searched(12, "20261124T023633346920", filters), {},
    )
