"""The chat. The only import of gradio; nothing listens beyond `host` and nothing calls out."""

from __future__ import annotations

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from corpus.errors import VoetnootError
from rag.answer import Language
from ui.cards import (
    head_html,
    notes_html,
    notice_html,
    safe,
    sources_html,
    welcome_html,
)
from ui.conversation import (
    Chain,
    Shown,
    choices,
    dossiers,
    examples,
    read_filters,
    respond,
    view_picture,
    views,
    waiting,
)
from ui.feedback import feedback, keep
from ui.pages import PageUnavailable
from ui.style import COPY_SCRIPT, CSS, FONTS, HEAD, LANGUAGE_SCRIPT, MONOSPACED
from ui.texts import TEXTS

_CACHE_S = 6 * 3600
"""Page pictures on disk are removed after this time."""


@dataclass(frozen=True)
class _Parts:
    """The components that change."""

    state: gr.State
    head: gr.HTML
    spoken: gr.Radio
    chatbot: gr.Chatbot
    box: gr.Textbox
    send: gr.Button
    examples_title: gr.HTML
    examples: list[gr.Button]
    folded: gr.Accordion
    filters_help: gr.HTML
    fields: list[Any]
    clear: gr.Button
    cards: gr.HTML
    chosen: gr.Radio
    picture: gr.Image
    notes: gr.HTML

    @property
    def right(self) -> list[Any]:
        return [self.cards, self.chosen, self.picture, self.notes]


def build_chat(chain: Chain, language: Language = "nl") -> gr.Blocks:
    """The page: conversation at the left, sources and the page picture at the right."""
    texts = TEXTS[language]
    page = gr.Blocks(title=texts.title, analytics_enabled=False, delete_cache=(_CACHE_S, _CACHE_S))
    with page:
        stored = gr.BrowserState(language, storage_key="voetnoot-language", secret="voetnoot")
        parts = _layout(chain, language)
        _connect(chain, parts)
        page.load(
            lambda kept: kept if kept in TEXTS else language, [stored], [parts.spoken],
            api_visibility="private", show_progress="hidden",
        ).then(None, [parts.spoken], [stored], js=LANGUAGE_SCRIPT, api_visibility="private")
        parts.spoken.change(
            None, [parts.spoken], [stored], js=LANGUAGE_SCRIPT, api_visibility="private"
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
    theme = gr.themes.Base(font=FONTS, font_mono=MONOSPACED).set(
        button_primary_background_fill="#154273",
        button_primary_background_fill_hover="#0e2f54",
        button_primary_text_color="white",
        button_primary_background_fill_dark="#2f6fb3",
        block_label_text_color="#33414f",
        block_title_text_color="#33414f",
        input_background_fill="white",
        input_border_color="#aab6c3",
        input_border_width="1px",
    )
    try:
        build_chat(chain, language).launch(
            server_name=host, server_port=port, auth=auth, share=False, quiet=False, css=CSS,
            head=HEAD, theme=theme, footer_links=[], ssr_mode=False, enable_monitoring=False,
        )
    except OSError as error:
        raise VoetnootError(
            f"Poort {port} op {host} is niet te gebruiken. Kies een andere met --port."
        ) from error


def _layout(chain: Chain, language: Language) -> _Parts:
    texts = TEXTS[language]
    documents = [document for _, document, _ in chain.index.documents()]
    with gr.Row(elem_id="vn-top"):
        head = gr.HTML(head_html(language), elem_id="vn-head", js_on_load=None)
        spoken = gr.Radio(
            [("Nederlands", "nl"), ("English", "en")], value=language, label=texts.language,
            scale=0, min_width=240, elem_id="vn-language", container=False,
        )
    with gr.Row(equal_height=False):
        with gr.Column(scale=5, min_width=320):
            chatbot = gr.Chatbot(
                label=texts.conversation, height=440, render_markdown=False, latex_delimiters=[],
                buttons=[], feedback_options=["Like", "Dislike"], elem_id="vn-chat",
                placeholder=welcome_html(language),
            )
            with gr.Row(elem_id="vn-ask"):
                box = gr.Textbox(
                    label=texts.ask, placeholder=texts.ask_hint, lines=1, max_lines=5, scale=5,
                    min_width=200, autofocus=True, elem_id="vn-question",
                )
                send = gr.Button(texts.send, variant="primary", scale=1, min_width=90)
            asked = examples(documents, language)
            examples_title = gr.HTML(
                safe(texts.examples_title), visible=bool(asked), elem_id="vn-examples-title",
                js_on_load=None,
            )
            with gr.Row(elem_id="vn-examples", visible=bool(asked)):
                buttons = [gr.Button(text, size="sm") for text in asked]
            with gr.Accordion(texts.filters, open=False) as folded:
                filters_help = gr.HTML(
                    safe(texts.filters_help), elem_id="vn-filters-help", js_on_load=None
                )
                fields = _filter_fields(documents, language)
            clear = gr.Button(texts.clear, size="sm", elem_id="vn-clear")
        with gr.Column(scale=7, min_width=320):
            cards = gr.HTML(
                sources_html(None, language), elem_id="vn-sources", js_on_load=COPY_SCRIPT
            )
            chosen = gr.Radio([], label=texts.choose_page, visible=False, elem_id="vn-chosen")
            with gr.Row():
                picture = gr.Image(
                    type="pil", format="png", interactive=False, visible=False,
                    show_label=False, buttons=["fullscreen"], scale=5, min_width=320,
                    elem_id="vn-page",
                )
                notes = gr.HTML("", elem_id="vn-notes", scale=2, min_width=200, js_on_load=None)
    return _Parts(
        gr.State(Shown()), head, spoken, chatbot, box, send, examples_title, buttons, folded,
        filters_help, fields, clear, cards, chosen, picture, notes,
    )


def _filter_fields(documents: list[Any], language: Language) -> list[Any]:
    texts = TEXTS[language]
    files = [(f"{d.title} ({d.file})" if d.title != d.doc else d.file, d.file) for d in documents]

    def several(label: str, values: list[Any], **more: Any) -> gr.Dropdown:
        return gr.Dropdown(values, multiselect=True, label=label, **more)

    fields: list[Any] = [
        several(texts.dossier, dossiers(documents), allow_custom_value=True),
        several(texts.doc, sorted(files)),
        several(texts.kind, choices(documents, "kind")),
        several(texts.ministry, choices(documents, "ministry")),
        several(texts.vergaderjaar, choices(documents, "vergaderjaar")),
    ]
    with gr.Row():
        return [
            *fields,
            gr.Textbox(label=texts.since, min_width=120),
            gr.Textbox(label=texts.until, min_width=120),
        ]


def _connect(chain: Chain, parts: _Parts) -> None:
    def on_ask(
        question: str, shown: Shown, now: Language, *values: Any
    ) -> Iterator[tuple[Any, ...]]:
        skipped = [gr.skip()] * len(parts.right)
        try:
            filters = read_filters(values, now)
        except VoetnootError as error:
            gr.Warning(safe(str(error)), title=TEXTS[now].attention)
            yield question, shown, gr.skip(), *skipped
            return
        yield "", shown, _escaped(waiting(question, shown)), *skipped
        after = shown
        for after in respond(chain, question, shown, filters, now):
            yield "", gr.skip(), _escaped(after.messages), *skipped
        yield after.retry, after, _escaped(after.messages), *_right(chain, after, now)

    def on_choose(number: int | None, shown: Shown, now: Language) -> tuple[Any, Any]:
        return _page(chain, shown, number, now)

    def on_clear(now: Language) -> tuple[Any, ...]:
        return "", Shown(), [], *_right(chain, Shown(), now)

    def on_language(now: Language, shown: Shown) -> list[Any]:
        asked = examples([d for _, d, _ in chain.index.documents()], now)
        return [*_relabel(asked, now), sources_html(shown.answer, now)]

    p = parts
    outputs = [p.box, p.state, p.chatbot, *p.right]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    asking: dict[str, Any] = {
        "outputs": outputs, "api_visibility": "private", "show_progress": "minimal",
        "show_progress_on": p.chatbot, "concurrency_id": "ask", "concurrency_limit": 4,
    }
    for event, source in [(p.box.submit, p.box), (p.send.click, p.box)] + [
        (button.click, button) for button in p.examples
    ]:
        event(on_ask, [source, p.state, p.spoken, *p.fields], **asking)
    p.chosen.input(on_choose, [p.chosen, p.state, p.spoken], [p.picture, p.notes], **quiet)
    for event in (p.clear.click, p.chatbot.clear):
        event(on_clear, [p.spoken], outputs, **quiet)
    p.chatbot.like(_verdict(chain), [p.state, p.spoken], None, **quiet)
    p.spoken.change(on_language, [p.spoken, p.state], [*_labelled(p), p.cards], **quiet)


def _verdict(chain: Chain) -> Callable[[gr.LikeData, Shown, Language], None]:
    """Keeps a thumb up or down beside the index, where the index is in a folder."""

    def on_verdict(verdict: gr.LikeData, shown: Shown, now: Language) -> None:
        folder = getattr(chain.index, "directory", None)
        if folder is None or not isinstance(verdict.index, int):
            return
        try:
            keep(feedback(shown, verdict.index, bool(verdict.liked), now), folder)
        except VoetnootError as error:
            gr.Warning(safe(str(error)), title=TEXTS[now].attention)

    return on_verdict


def _labelled(parts: _Parts) -> list[Any]:
    return [
        parts.head, parts.spoken, parts.chatbot, parts.box, parts.send, parts.examples_title,
        parts.folded, parts.filters_help, parts.clear, parts.chosen, *parts.examples,
        *parts.fields,
    ]


def _relabel(asked: list[str], language: Language) -> list[Any]:
    """Updates of `_labelled`, in its order."""
    new = TEXTS[language]
    names = [new.dossier, new.doc, new.kind, new.ministry, new.vergaderjaar, new.since, new.until]
    return [
        head_html(language),
        gr.update(label=new.language),
        gr.update(label=new.conversation, placeholder=welcome_html(language)),
        gr.update(label=new.ask, placeholder=new.ask_hint),
        gr.update(value=new.send),
        safe(new.examples_title),
        gr.update(label=new.filters),
        safe(new.filters_help),
        gr.update(value=new.clear),
        gr.update(label=new.choose_page),
        *(gr.update(value=text) for text in asked),
        *(gr.update(label=name) for name in names),
    ]


def _escaped(messages: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Without Markdown the chatbot still renders HTML."""
    return [message | {"content": safe(message["content"])} for message in messages]


def _right(chain: Chain, shown: Shown, language: Language) -> list[Any]:
    """Values of cards, choice of page, page picture and notes."""
    found = views(shown.answer, language)
    # A refusal shows no page by itself: that would look like an answer.
    first = 0 if found and shown.answer and not shown.answer.abstained else None
    return [
        sources_html(shown.answer, language),
        gr.update(
            choices=[(view.label, i) for i, view in enumerate(found)], value=first,
            visible=len(found) > 1 or (bool(found) and first is None),
        ),
        *_page(chain, shown, first, language),
    ]


def _page(chain: Chain, shown: Shown, number: int | None, language: Language) -> tuple[Any, Any]:
    hidden = gr.update(visible=False, value=None)
    if number is None:
        return hidden, ""
    view, texts = views(shown.answer, language)[number], TEXTS[language]
    try:
        picture = view_picture(chain.index, view)
    except PageUnavailable as error:
        message = texts.page_gone if error.reason == "gone" else texts.page_changed
        return hidden, notice_html(message.format(file=error.file))
    alt = texts.picture_alt.format(page=view.page, file=view.file)
    beside = notes_html(view.notes, language) if view.boxes else ""
    return gr.update(value=picture, visible=True, alt_text=alt), beside
