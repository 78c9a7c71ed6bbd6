"""Citations and passages as HTML. Text of documents is untrusted: all goes through `safe`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from corpus.document import has_pages
from rag.answer import Answer, Citation, CitedNote, Language, Passage, Searched
from rag.texts import written_date
from ui.export import as_letter_text, as_markdown, is_plain_link, official_url
from ui.texts import TEXTS, ChatTexts

NEAREST = 5
_MAX_PASSAGE = 420
_TEMPLATE = {ord(c): f"&#{ord(c)};" for c in "${}@`"}


def safe(text: str) -> str:
    """Escaped for HTML text and attributes, and for the templates of `gr.HTML`."""
    return escape(text, quote=True).translate(_TEMPLATE)


def head_html(language: Language) -> str:
    """The name of the product."""
    texts = TEXTS[language]
    return f"<h1>{safe(texts.title)}</h1><p>{safe(texts.tagline)}</p>"


def welcome_html(language: Language) -> str:
    """What stands in an empty conversation."""
    return f'<div class="vn-welcome">{safe(TEXTS[language].welcome)}</div>'


def sources_html(answer: Answer | None, language: Language) -> str:
    """The panel beside an answer: its citations, or the nearest passages of a refusal."""
    texts = TEXTS[language]
    title = f"<h2>{safe(texts.sources)}</h2>"
    if answer is None:
        return f'{title}<p class="vn-empty">{safe(texts.no_sources)}</p>'
    searched = f'<p class="vn-searched">{safe(searched_text(answer.searched, language))}</p>'
    if answer.abstained:
        cards = "".join(_passage(p, texts) for p in answer.passages[:NEAREST])
        return (
            f'{title}<div class="vn-abstained" role="status"><h3>{safe(texts.abstained)}</h3>'
            f"<p>{safe(texts.abstained_help)}</p>{searched}</div>"
            f"<h3>{safe(texts.nearest)}</h3>{cards}"
        )
    copies = _copy(texts.copy_letter, as_letter_text(answer, language), texts) + _copy(
        texts.copy_markdown, as_markdown(answer, language), texts
    )
    cards = "".join(_citation(c, language, answer.as_of) for c in answer.citations)
    return f'<div class="vn-bar">{title}<span>{copies}</span></div>{cards}{searched}'


def notes_html(notes: Sequence[CitedNote], language: Language) -> str:
    """The footnotes of a citation, for beside the page picture, with the legend of its colours."""
    texts = TEXTS[language]
    blue = f' <span class="vn-blue">{safe(texts.legend_note)}</span>' if notes else ""
    legend = f'<p class="vn-legend"><span class="vn-yellow">{safe(texts.legend_quote)}</span>{blue}'
    body = _notes(notes, texts) or f'<p class="vn-empty">{safe(texts.no_notes)}</p>'
    return f"{legend}</p>{body}"


def notice_html(message: str) -> str:
    """A message in the place of a page picture."""
    return f'<p class="vn-notice" role="alert">{safe(message)}</p>'


def searched_text(searched: Searched, language: Language) -> str:
    """What was searched, in words: number of documents, their dates, filters, age of the index."""
    texts = TEXTS[language]
    count = searched.documents
    parts = [texts.searched_one if count == 1 else texts.searched.format(documents=count)]
    if searched.since and searched.until:
        first, last = written_date(searched.since, language), written_date(searched.until, language)
        parts[0] += f" ({texts.period.format(since=first, until=last)})"
    if searched.filters:
        limits = "; ".join(
            f"{getattr(texts, name).split(' (')[0].lower()} "
            + (", ".join(value) if isinstance(value, list) else str(value))
            for name, value in searched.filters.items()
        )
        parts.append(texts.limited.format(filters=limits))
    if made := re.match(r"(\d{4})(\d\d)(\d\d)T", searched.generation):
        parts.append(texts.index_date.format(date=written_date("-".join(made.groups()), language)))
    return ", ".join(parts) + "."


def _citation(citation: Citation, language: Language, as_of: Sequence[int] = ()) -> str:
    texts = TEXTS[language]
    about = [citation.title]
    if citation.date:
        about.append(written_date(citation.date, language))
    if citation.number in as_of:
        about.append(texts.newest if citation.number == as_of[0] else texts.earlier)
    if citation.page_label != str(citation.page):
        about.append(texts.sheet.format(page=citation.page))
    page = place_name(citation.file, citation.page_label, texts)
    mark = texts.verified if citation.verified else texts.not_verified
    kind, sign = ("vn-verified", "✓") if citation.verified else ("vn-unverified", "!")
    recognised = f' <span class="vn-unverified">{safe(texts.ocr)}</span>' if citation.ocr else ""
    link = ""
    if url := official_url(citation):
        link = (
            f'<a href="{safe(url)}" target="_blank" rel="noopener noreferrer">'
            f"{safe(texts.official)} ↗</a>"
        )
    return (
        f'<article class="vn-card" aria-label="{safe(citation.notation)}">'
        f'<header><b class="vn-number">{citation.number}</b>'
        f'<span class="vn-notation">{safe(citation.notation)}</span>'
        f"{_copy(texts.copy_notation, citation.notation, texts)}</header>"
        f'<p class="vn-title">{safe(" · ".join(about))}</p>'
        f"<blockquote>{safe(citation.quote)}</blockquote>"
        f'<p class="vn-foot"><span class="{kind}">{sign} {safe(mark.format(page=page))}</span>'
        f"{recognised}"
        f"{link}</p>{_notes(citation.footnotes, texts)}</article>"
    )


def _notes(notes: Sequence[CitedNote], texts: ChatTexts) -> str:
    groups = (("sentence", texts.notes_sentence), ("paragraph", texts.notes_paragraph))
    found = []
    for scope, name in groups:
        rows = "".join(
            f"<dt>{safe(texts.note.format(label=n.label))}</dt><dd>{safe(n.text)}{_links(n)}</dd>"
            for n in notes
            if n.scope == scope
        )
        if rows:
            found.append(f'<h4>{safe(name)}</h4><dl class="vn-notes">{rows}</dl>')
    return "".join(found)


def _links(note: CitedNote) -> str:
    """Where the documents that a note names can be read; plain https only."""
    found = "".join(
        f' <a href="{safe(link.url)}" target="_blank" rel="noopener noreferrer">'
        f"{safe(_short_name(link.identifier))} ↗</a>"
        for link in note.links
        if is_plain_link(link.url)
    )
    return f'<span class="vn-links">{found}</span>' if found else ""


def _short_name(identifier: str) -> str:
    """An identifier, or the site of a web address."""
    address = re.fullmatch(r"https?://(?:www\.)?([^/?#]+).*", identifier)
    return address.group(1) if address else identifier


def _passage(passage: Passage, texts: ChatTexts) -> str:
    text = " ".join(passage.text.split())
    short = text if len(text) <= _MAX_PASSAGE else text[:_MAX_PASSAGE].rsplit(" ", 1)[0] + " …"
    return (
        '<article class="vn-card vn-passage">'
        f"<header><span>{safe(passage.title or passage.doc)}</span></header>"
        f'<p class="vn-title">{safe(passage.file)} · {safe(passage_pages(passage, texts))}</p>'
        f"<p>{safe(short)}</p></article>"
    )


def place_name(file: str, label: str, texts: ChatTexts) -> str:
    """`p. 3`, or `alinea 3` for a file without pages."""
    name = texts.page_of if has_pages(file) else texts.paragraph_of
    return name.format(page=label)


def passage_pages(passage: Passage, texts: ChatTexts) -> str:
    """`p. 3` or `p. 3-4`; `alinea 3` in a document without pages."""
    if passage.page == passage.page_end or not has_pages(passage.file):
        return place_name(passage.file, str(passage.page), texts)
    return texts.pages_of.format(page=passage.page, page_end=passage.page_end)


def _copy(label: str, text: str, texts: ChatTexts) -> str:
    return (
        f'<button type="button" class="vn-copy" data-copy="{safe(text)}" '
        f'data-label="{safe(label)}" data-done="{safe(texts.copied)}">{safe(label)}</button>'
    )
