"""The chat. The only import of gradio; nothing listens beyond `host` and nothing calls out."""

from __future__ import annotations

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
from PIL import Image

from corpus.document import Document
from corpus.errors import VoetnootError
from corpus.filters import Filters
from ingest.types import Source
from rag.answer import Answer, Language
from ui.cards import notes_html, sources_html
from ui.export import as_letter_text
from ui.pages import render_page
from ui.texts import TEXTS

_log = logging.getLogger(__name__)
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")

CSS = """
.gradio-container {max-width: 1400px !important; margin: 0 auto !important}
footer {display: none !important}
#vn-head h1 {margin: 0; font-size: 1.7rem; color: #154273}
#vn-head p {margin: 0; color: #4a5563}
.vn-card {border: 1px solid #d5dce4; border-left: 4px solid #154273; border-radius: 6px;
  padding: .7rem .9rem; margin: 0 0 .7rem; background: #fff; color: #1b2530}
.vn-card header {display: flex; gap: .5rem; align-items: baseline; font-weight: 600;
  user-select: all}
.vn-number {background: #154273; color: #fff; border-radius: 50%; min-width: 1.5em;
  text-align: center; user-select: none}
.vn-title {color: #4a5563; font-size: .9rem; margin: .2rem 0}
.vn-card blockquote {margin: .4rem 0; padding: .4rem .7rem; background: #fff6c9;
  border-left: 3px solid #e0b400; font-family: Georgia, serif; color: #1b2530}
.vn-verified {font-size: .85rem; color: #1d6b34; margin: .2rem 0}
.vn-verified a {margin-left: .7rem; color: #154273; text-decoration: underline}
.vn-notes {font-size: .88rem; padding-left: 1.1rem; margin: .3rem 0 0; color: #1b2530}
.vn-passage {border-left-color: #8a97a6}
.vn-empty {color: #4a5563}
"""
_HEAD = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\' data: blob:'
    " 'unsafe-inline' 'unsafe-eval'; connect-src 'self'; frame-src 'none'\">"
    '<meta name="referrer" content="no-referrer">'
)


class _Index(Protocol):
    def documents(self) -> list[tuple[int, Document, Source]]: ...


class Chain(Protocol):
    """What the chat needs of the chain."""

    @property
    def index(self) -> _Index: ...

    def invoke(self, input: Any) -> Answer: ...


@dataclass(frozen=True)
class Shown:
    """What stands on the screen after a question."""

    messages: list[dict[str, str]]
    questions: list[str]
    answer: Answer | None


def respond(
    chain: Chain,
    question: str,
    shown: Shown,
    filters: Filters,
    language: Language,
) -> Shown:
    """Ask one question; what goes wrong becomes a message in the conversation."""
    asked: dict[str, Any] = {
        "question": question, "history": shown.questions, "filters": filters,
        "language": language,
    }
    answer: Answer | None = None
    try:
        answer = chain.invoke(asked)
        text = answer.text
    except VoetnootError as error:
        text = str(error)
    except Exception:
        _log.exception("a question failed")
        text = TEXTS[language].failed
    said = [
        {"role": "user", "content": question},
        {"role": "assistant", "content": text},
    ]
    questions = [*shown.questions, question] if answer else shown.questions
    return Shown([*shown.messages, *said], questions, answer)


def page_picture(chain: Chain, answer: Answer, number: int) -> Image.Image:
    """The page of citation `number` with its quote marked. Raises `UnreadableFile`."""
    citation = answer.citations[number - 1]
    paths = {
        (document.doc, document.file): Path(source.path)
        for _, document, source in chain.index.documents()
    }
    return render_page(paths[citation.doc, citation.file], citation.page, citation.boxes)


def read_filters(
    dossier: str | None, document: Sequence[str] | None, kind: Sequence[str] | None,
    ministry: Sequence[str] | None, year: Sequence[str] | None,
    since: str | None, until: str | None, *, language: Language,
) -> Filters:
    """The filter fields as `Filters`; a field that was never opened is None.

    Raises `VoetnootError` on a bad date.
    """
    first, last = (since or "").strip(), (until or "").strip()
    if any(date and not _DATE.match(date) for date in (first, last)):
        raise VoetnootError(TEXTS[language].bad_date)
    dossiers = tuple(part.strip() for part in (dossier or "").split(",") if part.strip())
    return Filters(
        dossiers, tuple(document or ()), tuple(kind or ()), tuple(ministry or ()),
        tuple(year or ()), first or None, last or None,
    )


def build_chat(chain: Chain, language: Language = "nl") -> gr.Blocks:
    """The page: conversation at the left, sources and the page picture at the right."""
    documents = [document for _, document, _ in chain.index.documents()]
    texts = TEXTS[language]

    def choices(field: str) -> list[str]:
        return sorted({str(v) for d in documents if (v := getattr(d, field))})

    page: gr.Blocks = gr.Blocks(title=texts.title, analytics_enabled=False)
    with page:
        state = gr.State(Shown([], [], None))
        with gr.Row():
            head = gr.HTML(_head(language), elem_id="vn-head")
            spoken = gr.Radio(
                [("Nederlands", "nl"), ("English", "en")], value=language, label=texts.language,
                scale=0, min_width=240, elem_id="vn-language",
            )
        with gr.Row(equal_height=False):
            with gr.Column(scale=5, min_width=340):
                chatbot = gr.Chatbot(
                    label=texts.conversation, height=430, render_markdown=False,
                    buttons=["copy"], feedback_options=None, elem_id="vn-chat",
                )
                with gr.Row():
                    box = gr.Textbox(
                        label=texts.ask, lines=1, max_lines=4, scale=5, autofocus=True,
                        elem_id="vn-question",
                    )
                    send = gr.Button(texts.send, variant="primary", scale=1, min_width=90)
                examples = gr.Examples(list(texts.examples), box, label=texts.examples_title)
                with gr.Accordion(texts.filters, open=False) as folded:
                    dossier = gr.Textbox(label=texts.dossier)
                    document = gr.Dropdown(
                        sorted(d.file for d in documents), multiselect=True, label=texts.document
                    )
                    kind = gr.Dropdown(choices("kind"), multiselect=True, label=texts.kind)
                    ministry = gr.Dropdown(
                        choices("ministry"), multiselect=True, label=texts.ministry
                    )
                    year = gr.Dropdown(
                        choices("vergaderjaar"), multiselect=True, label=texts.vergaderjaar
                    )
                    with gr.Row():
                        since = gr.Textbox(label=texts.since)
                        until = gr.Textbox(label=texts.until)
                clear = gr.Button(texts.clear, size="sm")
            with gr.Column(scale=6, min_width=340):
                cards = gr.HTML(_empty(language), elem_id="vn-sources")
                letter = gr.Textbox(
                    label=texts.copy, info=texts.copy_help, lines=3, max_lines=8,
                    buttons=["copy"], interactive=False, visible=False, elem_id="vn-letter",
                )
                chosen = gr.Radio([], label=texts.page, visible=False, elem_id="vn-chosen")
                with gr.Row():
                    picture = gr.Image(
                        type="pil", format="png", interactive=False, visible=False,
                        show_label=False, buttons=["fullscreen"], scale=3, elem_id="vn-page",
                    )
                    notes = gr.HTML("", elem_id="vn-notes", min_height=20)
        fields = [dossier, document, kind, ministry, year, since, until]

        def on_ask(
            question: str, shown: Shown, now: Language, *values: Any
        ) -> tuple[Any, ...]:
            try:
                filters = read_filters(*values, language=now)
            except VoetnootError as error:
                gr.Warning(str(error))
                return question, shown, shown.messages, *([gr.skip()] * 5)
            after = respond(chain, question, shown, filters, now)
            return "", after, after.messages, *_right_side(chain, after, now)

        def on_choose(number: int | None, shown: Shown, now: Language) -> tuple[Any, Any]:
            return _page_side(chain, shown.answer, number, now)

        def on_clear(now: Language) -> tuple[Any, ...]:
            empty = Shown([], [], None)
            return "", empty, [], *_right_side(chain, empty, now)

        def on_language(now: Language, shown: Shown) -> list[Any]:
            new = TEXTS[now]
            labels = [new.dossier, new.document, new.kind, new.ministry, new.vergaderjaar,
                      new.since, new.until]
            card = sources_html(shown.answer, now) if shown.answer else _empty(now)
            return [
                _head(now), gr.update(label=new.ask), gr.update(value=new.send),
                gr.update(value=new.clear), gr.update(label=new.filters), card,
                gr.update(label=new.copy, info=new.copy_help), gr.update(label=new.page),
                gr.update(label=new.conversation), gr.update(label=new.language),
                gr.update(label=new.examples_title),
                *(gr.update(label=label) for label in labels),
            ]

        outputs = [box, state, chatbot, cards, letter, chosen, picture, notes]
        inputs = [box, state, spoken, *fields]
        box.submit(on_ask, inputs, outputs, api_visibility="private", show_progress="minimal")
        send.click(on_ask, inputs, outputs, api_visibility="private", show_progress="minimal")
        chosen.input(on_choose, [chosen, state, spoken], [picture, notes], api_visibility="private")
        clear.click(on_clear, [spoken], outputs, api_visibility="private")
        spoken.change(
            on_language, [spoken, state],
            [head, box, send, clear, folded, cards, letter, chosen, chatbot, spoken,
             examples.dataset, *fields],
            api_visibility="private",
        )
    return page


def serve(
    chain: Chain,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth: list[tuple[str, str]] | None = None,
    language: Language = "nl",
) -> None:
    """Open the chat and serve it until interrupted. Raises `VoetnootError` on a taken port."""
    theme = gr.themes.Base(
        font=["system-ui", "Segoe UI", "sans-serif"], font_mono=["ui-monospace", "monospace"]
    )
    try:
        build_chat(chain, language).launch(
            server_name=host, server_port=port, auth=auth, share=False, quiet=False, css=CSS,
            head=_HEAD, theme=theme, footer_links=[], ssr_mode=False, enable_monitoring=False,
        )
    except OSError as error:
        raise VoetnootError(
            f"Poort {port} op {host} is niet te gebruiken. Kies een andere met --port."
        ) from error


def _head(language: Language) -> str:
    texts = TEXTS[language]
    return f"<h1>{texts.title}</h1><p>{texts.tagline}</p>"


def _empty(language: Language) -> str:
    texts = TEXTS[language]
    return f'<h3>{texts.sources}</h3><p class="vn-empty">{texts.no_sources}</p>'


def _right_side(chain: Chain, shown: Shown, language: Language) -> list[Any]:
    """Values of cards, letter text, choice of citation, page picture and notes."""
    answer = shown.answer
    if answer is None:
        hidden = gr.update(visible=False, value=None)
        return [_empty(language), hidden, hidden, hidden, ""]
    numbers = [citation.number for citation in answer.citations]
    letter = as_letter_text(answer)
    picture, notes = _page_side(chain, answer, numbers[0] if numbers else None, language)
    return [
        sources_html(answer, language),
        gr.update(value=letter, visible=bool(letter)),
        gr.update(
            choices=[(f"[{n}]", n) for n in numbers], value=numbers[0] if numbers else None,
            visible=len(numbers) > 0,
        ),
        picture,
        notes,
    ]


def _page_side(
    chain: Chain, answer: Answer | None, number: int | None, language: Language
) -> tuple[Any, Any]:
    if answer is None or number is None or not answer.citations:
        return gr.update(visible=False, value=None), ""
    citation = answer.citations[number - 1]
    try:
        picture = page_picture(chain, answer, number)
    except (VoetnootError, KeyError) as error:
        gr.Warning(str(error))
        return gr.update(visible=False, value=None), ""
    alt = TEXTS[language].page_of.format(page=citation.page_label)
    return gr.update(value=picture, visible=True, alt_text=alt), notes_html(citation, language)
