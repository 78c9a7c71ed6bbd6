"""The chat in a real browser: what a user sees, and that nothing but this machine is asked.

`VOETNOOT_SCREENSHOT=1` also writes the picture of the README, `docs/chat.png`.
"""

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ingest.index import Index
from tests.ui.fakes import FakeChain, FakeIndex, an_answer, citation

CHROMIUM = shutil.which("chromium")
ROOT = Path(__file__).parents[2]
QUESTION = "What is the SecFund cap?"
START_S = 90
ANSWER_MS = 30_000
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
HOSTILE = (
    "<script>alert(1)</script><img src=/gevaar.png onerror=alert(2)> [x](javascript:alert(3)) "
    "![](http://elders.example/a.png) ${alert(4)} {{value}} @children $$x^2$$ <b>vet</b>"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (Debian's package)"),
]


@dataclass
class Tab:
    """A browser page and everything that it asked for or complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        box = self.page.get_by_role("textbox", name="vraag").or_(
            self.page.get_by_role("textbox", name="question")
        )
        box.fill(question)
        box.press("Enter")

    def strangers(self, address: str) -> list[str]:
        return [url for url in self.requests if not url.startswith((address, "data:", "blob:"))]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    tab = Tab(context.new_page())
    tab.page.set_default_timeout(ANSWER_MS)
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    tab.page.on("websocket", lambda opened: tab.requests.append(opened.url))
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))

    def on_dialog(dialog: Any) -> None:
        tab.dialogs.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", on_dialog)
    yield tab
    context.close()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_until_up(address: str, process: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        assert process is None or process.poll() is None, "the chat stopped; see its output"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"the chat was not up after {START_S} s")


@pytest.fixture(scope="module")
def chat(sample_index: Index) -> Iterator[str]:
    """The real chat over the sample documents, as a user starts it."""
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "chat", "--index", str(sample_index.directory)]
    process = subprocess.Popen(
        [*command, "--port", str(port)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def yellow_pixels(png: bytes) -> int:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return sum(
        count
        for count, (red, green, blue) in picture.getcolors(picture.width * picture.height)
        if red > 230 and green > 200 and blue < 140
    )


def test_the_secfund_question(tab: Tab, chat: str) -> None:
    page = tab.page
    page.goto(chat)
    tab.ask(QUESTION)
    card = page.locator("#vn-sources .vn-card").first
    card.wait_for()
    assert "5 mln" in page.locator("#vn-chat").inner_text()
    shown = card.inner_text()
    assert "36560 X, nr. 10, p. 1" in shown
    assert "5 mln" in card.locator("blockquote").inner_text()
    assert "Letterlijk gecontroleerd op p. 1" in shown
    assert "garantiefonds" in card.locator(".vn-notes").inner_text()

    picture = page.locator("#vn-page img")
    picture.wait_for()
    page.wait_for_function("document.querySelector('#vn-page img').naturalWidth > 1000")
    assert "geel" in picture.get_attribute("alt")
    assert yellow_pixels(picture.screenshot()) > 500
    assert "garantiefonds" in page.locator("#vn-notes").inner_text()

    page.get_by_role("button", name="Kopieer voor een brief").click()
    page.get_by_role("button", name="Gekopieerd").wait_for()
    letter = page.evaluate("navigator.clipboard.readText()")
    assert "5 mln" in letter
    assert "Kamerstukken II 2023/24, 36560 X, nr. 10, p. 1" in letter

    assert tab.strangers(chat) == []
    assert tab.errors == []
    if os.environ.get("VOETNOOT_SCREENSHOT"):
        page.wait_for_timeout(2_500)  # the copy button has its own name again
        page.screenshot(path=ROOT / "docs" / "chat.png", full_page=True)


def test_a_thumb_is_kept_beside_the_index(tab: Tab, chat: str, sample_index: Index) -> None:
    page, kept = tab.page, sample_index.directory / "feedback.jsonl"
    page.goto(chat)
    tab.ask(QUESTION)
    page.locator("#vn-sources .vn-card").first.wait_for()
    page.locator("#vn-chat").get_by_role("button", name="Dislike", exact=True).first.click()
    deadline = time.monotonic() + START_S
    while not kept.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    record = json.loads(kept.read_text("utf-8"))
    assert (record["question"], record["verdict"]) == (QUESTION, "down")
    assert record["citations"][0]["page"] == 1
    assert tab.errors == []


def test_wrong_questions_get_a_friendly_message(tab: Tab, chat: str) -> None:
    page = tab.page
    page.goto(chat)
    messages = page.locator("#vn-chat .bot")
    tab.ask("woord " * 1_700)
    messages.get_by_text("te lang").first.wait_for()
    tab.ask("")
    messages.get_by_text("leeg").first.wait_for()
    assert page.locator("#vn-sources .vn-card").count() == 0
    assert tab.errors == []


def test_filters_limit_the_search_and_a_new_conversation_clears_all(tab: Tab, chat: str) -> None:
    page = tab.page
    page.goto(chat)
    page.get_by_text("Zoek alleen binnen").click()
    page.get_by_label("Dossier").click()
    page.get_by_role("option", name="39801").first.click()
    page.get_by_label("Vanaf").fill("gisteren")
    tab.ask(QUESTION)
    page.get_by_text("«gisteren» is geen datum").wait_for()
    assert page.locator("#vn-question textarea").input_value() == QUESTION
    page.get_by_label("Vanaf").fill("")
    tab.ask(QUESTION)
    page.get_by_text("alleen binnen dossier 39801").wait_for()
    cards = page.locator("#vn-sources .vn-card")
    assert all("39801" in card or "Natte Gordel" in card for card in cards.all_inner_texts())
    page.get_by_role("button", name="Nieuw gesprek").click()
    cards.first.wait_for(state="detached")
    assert page.locator("#vn-chat .bot").count() == 0
    assert tab.errors == []


def test_the_language_sticks(tab: Tab, chat: str) -> None:
    page = tab.page
    page.goto(chat)
    page.wait_for_function("document.documentElement.lang === 'nl'")
    before = page.evaluate(kept := "() => localStorage.getItem('voetnoot-language')")
    page.get_by_label("English").click()
    page.get_by_role("heading", name="Sources").wait_for()
    page.wait_for_function(f"before => ({kept})() !== before", arg=before)
    assert page.evaluate("document.documentElement.lang") == "en"
    page.reload()
    page.get_by_role("heading", name="Sources").wait_for()
    assert page.get_by_label("English").is_checked()
    tab.ask("How much is the subsidy for unicorn stables?")
    page.get_by_role("heading", name="No answer found").wait_for()
    assert page.locator("#vn-sources .vn-passage").count() == 5
    assert not page.locator("#vn-page img").is_visible()
    page.get_by_role("radio", name="p. ").first.click()
    page.locator("#vn-page img").wait_for()
    assert tab.strangers(chat) == []


def test_a_hostile_document_stays_text(tab: Tab, fake_index: FakeIndex) -> None:
    from ui.chat import serve

    cited = citation(title=HOSTILE, quote=HOSTILE, notation=HOSTILE, url="javascript:alert(5)")
    second = replace(cited, number=2, page=2, page_end=2, page_label="2", boxes=())
    answer = replace(an_answer(cited, second), text=HOSTILE)
    index = replace(fake_index, document=replace(fake_index.document, title=HOSTILE, kind=HOSTILE))
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    threading.Thread(
        target=serve, args=(FakeChain(index, answer),), kwargs={"port": port}, daemon=True
    ).start()
    wait_until_up(address)
    page = tab.page
    page.goto(address)
    tab.ask(f"Vraag {HOSTILE}")
    page.locator("#vn-sources .vn-card").nth(1).wait_for()
    assert HOSTILE in page.locator("#vn-chat .user").first.inner_text()
    assert HOSTILE in page.locator("#vn-chat .bot").first.inner_text()
    assert HOSTILE in page.locator("#vn-sources blockquote").first.inner_text()
    page.get_by_text("Zoek alleen binnen").click()
    page.get_by_label("Soort document").click()
    page.get_by_role("option").first.wait_for()
    page.get_by_label("[2] p. 2").click()
    page.wait_for_function("document.querySelector('#vn-page img').alt.includes('Pagina 2')")
    assert tab.dialogs == []
    assert not any("gevaar" in url for url in tab.requests)
    assert tab.strangers(address) == []
