"""What happens between a question and the screen, without gradio."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from PIL import Image

from corpus.document import Document, has_pages
from corpus.errors import VoetnootError
from corpus.filters import Filters
from ingest.types import Footnote, Source
from rag.answer import Answer, Box, Citation, CitedNote, Language
from ui.cards import NEAREST, passage_pages
from ui.pages import PageUnavailable, render_page
from ui.texts import TEXTS

_log = logging.getLogger(__name__)
_MAX_SHOWN = 400


class Index(Protocol):
    """What the chat needs of an index."""

    def documents(self) -> list[tuple[int, Document, Source]]: ...

    def footnotes(self, document_id: int) -> Sequence[Footnote]: ...


class Chain(Protocol):
    """What the chat needs of the chain."""

    @property
    def index(self) -> Index: ...

    def stream(self, input: Any) -> Iterator[Answer]: ...


@dataclass(frozen=True)
class Shown:
    """What stands on the screen after a question."""

    messages: tuple[dict[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    """The questions that were answered: what a follow-up question refers to."""
    answer: Answer | None = None
    retry: str = ""
    """The question that could not be asked, to be changed."""


@dataclass(frozen=True)
class View:
    """A page that can be shown beside an answer."""

    label: str
    doc: str
    file: str
    page: int
    boxes: tuple[Box, ...] = ()
    notes: tuple[CitedNote, ...] = ()


def respond(
    chain: Chain, question: str, shown: Shown, filters: Filters, language: Language
) -> Iterator[Shown]:
    """Ask one question; what goes wrong becomes a message in the conversation.

    While a chat model writes, what has passed verification is shown; the last one is complete.
    """
    asked = {
        "question": question,
        "history": list(shown.questions),
        "filters": filters,
        "language": language,
    }
    answer: Answer | None = None
    before = (*shown.messages, *_user(question))
    try:
        for answer in chain.stream(asked):
            yield Shown((*before, _said(_text(answer))), (*shown.questions, question), answer)
        return
    except VoetnootError as error:
        text = str(error)
    except Exception:
        _log.exception("a question failed")
        text = TEXTS[language].failed
    yield Shown((*before, _said(text)), shown.questions, None, question)


def _text(answer: Answer) -> str:
    return "\n\n".join(part for part in (answer.text, answer.remark) if part)


def _said(text: str) -> dict[str, str]:
    return {"role": "assistant", "content": text}


def waiting(question: str, shown: Shown) -> list[dict[str, str]]:
    """The messages while the question is being answered."""
    return [*shown.messages, *_user(question)]


def read_filters(values: Sequence[Any], language: Language) -> Filters:
    """The filter fields, in the order of `Filters`; a field that was never opened is None.

    Raises `VoetnootError` on a bad date.
    """
    dossier, doc, kind, ministry, vergaderjaar = (tuple(chosen or ()) for chosen in values[:5])
    since, until = (_date(text, language) for text in values[5:])
    return Filters(dossier, doc, kind, ministry, vergaderjaar, since, until)


def choices(documents: Sequence[Document], field: str) -> list[str]:
    """The values of a field of the documents, for a filter."""
    return sorted({str(v) for d in documents if (v := getattr(d, field))})


def dossiers(documents: Sequence[Document]) -> list[str]:
    """Every dossier, with its toevoeging where it has one: `36560`, `36560-X`."""
    found = {d.dossier for d in documents if d.dossier}
    found |= {f"{d.dossier}-{d.toevoeging}" for d in documents if d.dossier and d.toevoeging}
    return sorted(found)


def examples(documents: Sequence[Document], language: Language) -> list[str]:
    """The example questions that these documents are about."""
    docs = [d.doc for d in documents]
    return [
        question
        for question, ending in TEXTS[language].examples
        if any(doc.endswith(ending) for doc in docs)
    ]


def views(answer: Answer | None, language: Language) -> list[View]:
    """The pages that can be shown: of every citation, or of the passages of a refusal."""
    if answer is None:
        return []
    if answer.abstained:
        texts = TEXTS[language]
        return [
            View(f"{p.file}, {passage_pages(p, texts)}", p.doc, p.file, p.page)
            for p in answer.passages[:NEAREST]
            if has_pages(p.file)
        ]
    return [
        view
        for citation in answer.citations
        if has_pages(citation.file)
        for view in _citation_views(citation, language)
    ]


def view_picture(index: Index, view: View) -> Image.Image:
    """The page of a view with its quote and its footnotes marked. Raises `PageUnavailable`."""
    for document_id, document, source in index.documents():
        if (document.doc, document.file) == (view.doc, view.file):
            boxes = _note_boxes(index.footnotes(document_id), view.notes)
            return render_page(
                Path(source.path), view.page, view.boxes, notes_boxes=boxes, sha256=source.sha256
            )
    raise PageUnavailable(view.file, "gone")


def _user(question: str) -> list[dict[str, str]]:
    short = " ".join(question.split())
    if len(short) > _MAX_SHOWN:
        short = short[:_MAX_SHOWN] + " …"
    return [{"role": "user", "content": short}] if short else []


def _date(text: str | None, language: Language) -> str | None:
    given = (text or "").strip()
    if not given:
        return None
    try:
        # Also 20240627 and 2024-W26-4 are ISO dates; the index compares the long form.
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise VoetnootError(TEXTS[language].bad_date.format(date=given[:40])) from error


def _citation_views(citation: Citation, language: Language) -> list[View]:
    """A quote over a page break has a view for each page."""
    found = []
    for page in sorted({box[0] for box in citation.boxes} or {citation.page}):
        label = citation.page_label if page == citation.page else str(page)
        name = f"[{citation.number}] {TEXTS[language].page_of.format(page=label)}"
        found.append(
            View(name, citation.doc, citation.file, page, citation.boxes, citation.footnotes)
        )
    return found


def _note_boxes(footnotes: Sequence[Footnote], cited: Sequence[CitedNote]) -> list[Box]:
    wanted = {(note.label, note.page, note.text) for note in cited}
    return [
        (word.page, word.x0, word.top, word.x1, word.bottom)
        for note in footnotes
        if (note.label, note.page, note.text) in wanted
        for word in note.words
    ]
