"""The chat without a browser: what is asked, what is shown, and that documents stay text."""

import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import VoetnootError
from corpus.filters import Filters
from rag.answer import CitedNote, Claim, NoteLink
from tests.ui.fakes import QUOTE, FakeChain, FakeIndex, a_refusal, an_answer, citation
from ui.cards import notes_html, searched_text, sources_html
from ui.conversation import Shown, dossiers, examples, read_filters, respond, views, waiting
from ui.export import as_letter_text, as_markdown
from ui.texts import TEXTS

NO_FILTERS = Filters()
EMPTY: list[Any] = [None] * 7
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) "
    "![](http://elders.example/a.png) ${alert(4)} {{value}} @children `c` \"'><b>vet</b>"
)


class Reader(HTMLParser):
    """What a browser would see: elements, their attributes and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile_answer() -> Any:
    note = CitedNote(HOSTILE, 1, HOSTILE)
    cited = citation(
        title=HOSTILE, quote=HOSTILE, notation=HOSTILE, footnotes=(note,), page_label=HOSTILE,
        url="javascript:alert(5)",
    )
    return replace(an_answer(cited), text=HOSTILE, question=HOSTILE)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("refused", [False, True])
def test_text_of_documents_is_shown_literally(language: Any, refused: bool) -> None:
    answer = a_refusal(HOSTILE, kind=[HOSTILE]) if refused else hostile_answer()
    html = sources_html(answer, language)
    if not refused:
        html += notes_html(answer.citations[0].footnotes, language)
    seen = Reader(html)
    assert seen.text.count(HOSTILE) >= 3
    allowed = {"h2", "h3", "h4", "p", "div", "span", "b", "article", "header", "blockquote",
               "button", "dl", "dt", "dd"}
    assert {tag for tag, _ in seen.elements} <= allowed
    names = {name for _, attributes in seen.elements for name in attributes}
    assert names <= {"class", "type", "role", "aria-label", "data-copy", "data-label", "data-done"}
    # gr.HTML fills templates: what would be filled in must not reach it.
    assert not re.search(r"[${}@`]", html)


def test_a_link_is_only_made_of_a_plain_https_address() -> None:
    def links(url: str | None) -> list[str | None]:
        seen = Reader(sources_html(an_answer(citation(url=url)), "nl"))
        return [attributes["href"] for tag, attributes in seen.elements if tag == "a"]

    good = "https://zoek.officielebekendmakingen.nl/kst-36560-X-10.pdf#page=1"
    assert links(good) == [good]
    for bad in (None, "javascript:alert(1)", "http://a.example", 'https://a"onclick="x', "https://"):
        assert links(bad) == []


def test_a_card_says_where_the_quote_stands() -> None:
    paragraph = CitedNote("4", 1, "Een andere noot.", (), "paragraph")
    own = CitedNote("3", 1, "De eigen noot.")
    html = sources_html(an_answer(citation(footnotes=(own, paragraph), page_label="ii")), "nl")
    text = Reader(html).text
    for expected in (
        "Kamerstukken II 2023/24, 36560 X, nr. 10, p. 1, noot 3", "27 juni 2024", QUOTE,
        "Letterlijk gecontroleerd op p. ii", "blad 1 van het bestand",
        "Gezocht in 12 documenten, stand van 24 november 2026.",
    ):
        assert expected in text
    own_at, other_at = text.index("De eigen noot."), text.index("Een andere noot.")
    assert text.index("Bij deze zin") < own_at < text.index("Elders in de alinea") < other_at
    assert "27 June 2024" in sources_html(an_answer(), "en")


def test_documents_that_a_note_names_can_be_followed() -> None:
    links = (
        NoteLink("kst-36410-X-50", "https://zoek.officielebekendmakingen.nl/kst-36410-X-50.html"),
        NoteLink("https://www.voorbeeld.nl/een", "https://www.voorbeeld.nl/een"),
        NoteLink("kwaad", "javascript:alert(1)"),
        NoteLink("slim", 'https://voorbeeld.nl/"onclick=x'),
    )
    note = CitedNote("3", 1, "Kamerstuk 36 410 X, nr. 50.", (), "sentence", links)
    html = notes_html((note,), "nl")
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-36410-X-50.html"' in html
    assert ">voorbeeld.nl ↗</a>" in html
    assert html.count("<a ") == 2 and "javascript" not in html and "onclick" not in html


def test_an_unverified_quote_is_never_called_checked() -> None:
    html = sources_html(an_answer(citation(verified=False)), "nl")
    assert "Letterlijk gecontroleerd" not in html
    assert "Niet gecontroleerd" in html


def test_a_refusal_claims_nothing_and_says_what_was_searched() -> None:
    answer = a_refusal(dossier=["36560-X"], since="2024-01-01")
    text = Reader(sources_html(answer, "nl")).text
    assert TEXTS["nl"].abstained in text
    assert TEXTS["nl"].abstained_help in text
    assert "alleen binnen dossier 36560-X; vanaf 2024-01-01" in text
    assert "kst-36560-X-10.pdf · p. 2-3" in text
    assert "data-copy" not in sources_html(answer, "nl")
    shown = views(answer, "nl")
    assert [view.page for view in shown] == [1, 2, 3, 4, 5]
    assert not any(view.boxes for view in shown)


def test_every_filter_has_a_name_in_words() -> None:
    for name in (field.name for field in fields(Filters)):
        searched = a_refusal(**{name: "waarde"}).searched
        assert "waarde" in searched_text(searched, "nl")
        assert "waarde" in searched_text(searched, "en")


def last_of(*asked: Any) -> Shown:
    return list(respond(*asked))[-1]


def test_what_passed_verification_is_shown_while_the_rest_is_written(
    fake_index: FakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = FakeChain(fake_index)
    one, two = an_answer(), replace(an_answer(), text="Meer. [1]", remark="Niet helemaal.")
    monkeypatch.setattr(FakeChain, "stream", lambda self, asked: iter((one, two)))
    shown = list(respond(chain, "Hoeveel?", Shown(), NO_FILTERS, "nl"))
    assert [s.messages[-1]["content"] for s in shown] == [one.text, "Meer. [1]\n\nNiet helemaal."]
    assert all(s.questions == ("Hoeveel?",) and len(s.messages) == 2 for s in shown)
    assert shown[-1].answer is two


def test_follow_up_questions_pass_the_earlier_ones(fake_index: FakeIndex) -> None:
    chain = FakeChain(fake_index, an_answer())
    filters = Filters(dossier=("36560",))
    first = last_of(chain, "Hoeveel?", Shown(), filters, "nl")
    last_of(chain, "En daarna?", first, filters, "en")
    assert chain.asked[0] == {
        "question": "Hoeveel?", "history": [], "filters": filters, "language": "nl",
    }
    assert chain.asked[1]["history"] == ["Hoeveel?"]
    assert chain.asked[1]["language"] == "en"
    assert [m["role"] for m in first.messages] == ["user", "assistant"]


def test_an_error_is_told_and_keeps_the_question(fake_index: FakeIndex) -> None:
    chain = FakeChain(fake_index, error=VoetnootError("De vraag is te lang."))
    question = "woord " * 2_000
    after = last_of(chain, question, Shown(questions=("Eerder?",)), NO_FILTERS, "nl")
    assert after.messages[-1]["content"] == "De vraag is te lang."
    assert len(after.messages[0]["content"]) < 500
    assert (after.answer, after.retry, after.questions) == (None, question, ("Eerder?",))


def test_an_empty_question_has_no_bubble(fake_index: FakeIndex) -> None:
    after = last_of(FakeChain(fake_index), "  ", Shown(), NO_FILTERS, "nl")
    assert [m["role"] for m in after.messages] == ["assistant"]
    assert waiting("  ", Shown()) == []


def test_a_fault_of_our_own_shows_no_traceback(fake_index: FakeIndex) -> None:
    chain = FakeChain(fake_index, error=RuntimeError("/geheim/pad"))
    after = last_of(chain, "Hoeveel?", Shown(), NO_FILTERS, "en")
    assert after.messages[-1]["content"] == TEXTS["en"].failed


def test_filters_are_read_from_their_fields(fake_index: FakeIndex) -> None:
    assert read_filters(EMPTY, "nl") == NO_FILTERS
    read = read_filters(
        [["36560-X"], ["a.pdf"], ["Motie"], ["Defensie"], ["2023-2024"], " 2024-01-31 ", ""], "nl"
    )
    assert read == Filters(
        ("36560-X",), ("a.pdf",), ("Motie",), ("Defensie",), ("2023-2024",), "2024-01-31"
    )
    for wrong in ("31-01-2024", "2024-02-30", "gisteren"):
        with pytest.raises(VoetnootError, match=wrong):
            read_filters([*EMPTY[:5], wrong, None], "nl")
    assert dossiers([d for _, d, _ in fake_index.documents()]) == ["36560", "36560-X"]


def test_examples_are_about_documents_that_are_there(fake_index: FakeIndex) -> None:
    document = fake_index.document
    assert "What is the SecFund cap?" in examples([document], "nl")
    assert examples([replace(document, doc="kst-1-1")], "nl") == []


def test_both_languages_have_all_words_and_places() -> None:
    def places(text: object) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", str(text)))

    for field in fields(TEXTS["nl"]):
        dutch, english = (getattr(TEXTS[language], field.name) for language in ("nl", "en"))
        assert dutch and english
        assert places(dutch) == places(english), field.name
        assert len(dutch) == len(english) or isinstance(dutch, str), field.name


def test_a_letter_gets_quote_notation_note_and_link() -> None:
    assert as_letter_text(an_answer(), "nl").splitlines() == [
        f"«{QUOTE}» (Kamerstukken II 2023/24, 36560 X, nr. 10, p. 1, noot 3)",
        "Voetnoot 3: Kamerstuk 36 410 X, nr. 50.",
        "https://zoek.officielebekendmakingen.nl/kst-36560-X-10.pdf#page=1",
    ]
    own_words = replace(an_answer(), claims=(Claim("Ten hoogste vijf miljoen.", (1,)),))
    assert as_letter_text(own_words, "nl").startswith(f"Ten hoogste vijf miljoen.\n«{QUOTE}»")
    assert as_letter_text(a_refusal(), "nl") == "Dit staat er niet."


def test_markdown_is_complete_and_cannot_be_broken_out_of() -> None:
    text = as_markdown(an_answer(), "en")
    assert "> Het fonds investeert ten hoogste 5 mln\\. euro per onderneming\\." in text
    assert "](<https://zoek.officielebekendmakingen.nl/kst-36560-X-10.pdf#page=1>)" in text
    assert "- *Footnote 3*: Kamerstuk 36 410 X, nr\\. 50\\." in text
    hostile = as_markdown(hostile_answer(), "nl")
    # Every character that Markdown or HTML could act on has a backslash before it.
    assert hostile.count(r"\<script\>") >= 3
    assert not re.search(r"(?<!\\)<(?:script|img|b)", hostile)
    assert not re.search(r"(?<!\\)\]\(", hostile)


def test_the_page_is_built_with_its_filters(fake_index: FakeIndex, pdf: Path) -> None:
    from ui.chat import build_chat

    config = build_chat(FakeChain(fake_index, an_answer()), "en").get_config_file()
    assert config["analytics_enabled"] is False
    labels = {part["props"].get("label") for part in config["components"]}
    texts = TEXTS["en"]
    assert {texts.dossier, texts.doc, texts.kind, texts.since, texts.ask} <= labels
    listed = [c for part in config["components"] for c in part["props"].get("choices") or ()]
    assert ("Kamerbrief", "Kamerbrief") in {tuple(choice) for choice in listed}
    assert all(event["api_visibility"] != "public" for event in config["dependencies"])
