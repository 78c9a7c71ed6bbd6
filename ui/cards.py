"""Citations and passages as HTML. Text of documents is untrusted: everything is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.document import dutch_date
from rag.answer import Answer, Citation, CitedNote, Language, Passage
from ui.texts import TEXTS, ChatTexts

_NEAREST = 5


def sources_html(answer: Answer, language: Language) -> str:
    """The cards beside an answer: citations, or the nearest passages of a refusal."""
    texts = TEXTS[language]
    if answer.abstained:
        cards = "".join(_passage(p, texts) for p in answer.passages[:_NEAREST])
        return f"<h3>{escape(texts.nearest)}</h3>{cards}"
    return "".join(_citation(c, texts) for c in answer.citations)


def notes_html(citation: Citation, language: Language) -> str:
    """The footnotes of a citation, for beside the page picture."""
    return _notes(citation.footnotes, TEXTS[language])


def _citation(citation: Citation, texts: ChatTexts) -> str:
    date = f" · {dutch_date(citation.date)}" if citation.date else ""
    link = ""
    if citation.url and citation.url.startswith("https://"):
        link = (
            f'<a href="{escape(citation.url, quote=True)}" target="_blank" '
            f'rel="noopener noreferrer">{escape(texts.official)}</a>'
        )
    return (
        '<article class="vn-card">'
        f'<header><b class="vn-number">{citation.number}</b>'
        f"<span>{escape(citation.notation)}</span></header>"
        f'<p class="vn-title">{escape(citation.title)}{escape(date)}</p>'
        f"<blockquote>{escape(citation.quote)}</blockquote>"
        f'<p class="vn-verified">✓ {escape(texts.verified)} {link}</p>'
        f"{_notes(citation.footnotes, texts)}</article>"
    )


def _notes(notes: Sequence[CitedNote], texts: ChatTexts) -> str:
    rows = []
    for note in notes:
        name = texts.note if note.scope == "sentence" else texts.note_paragraph
        rows.append(
            f'<li><b>{escape(name)} {escape(note.label)}</b> {escape(note.text)}</li>'
        )
    return f'<ul class="vn-notes">{"".join(rows)}</ul>' if rows else ""


def _passage(passage: Passage, texts: ChatTexts) -> str:
    page = escape(texts.page_of.format(page=passage.page))
    text = " ".join(passage.text.split())
    short = text if len(text) <= 400 else text[:400].rsplit(" ", 1)[0] + " …"
    return (
        '<article class="vn-card vn-passage">'
        f"<header><span>{escape(passage.title)}</span></header>"
        f'<p class="vn-title">{escape(passage.file)} · {page}</p>'
        f"<p>{escape(short)}</p></article>"
    )
