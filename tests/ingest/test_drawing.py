"""Pictures of what was read: a box of the right colour around every block, note and cell."""

import pytest
from PIL import Image, ImageColor

from corpus.sample import SAMPLE_DIR
from ingest.drawing import _COLOURS, _LEFT_OUT, _NOTE, SCALE, draw_pages
from ingest.reading import parse

REPORT = SAMPLE_DIR / "voorbeeld-kst-36560-Q-1.pdf"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    parsed = parse(REPORT)
    (target,) = draw_pages(REPORT, parsed, tmp_path_factory.mktemp("tekeningen"), [11])
    return parsed, Image.open(target).convert("RGB")


def has_edge(picture, words, colour):
    """Whether a line of the colour runs along the left edge of the words' box."""
    words = [w for w in words if w.page == 11]
    left = min(w.x0 for w in words)
    middle = (min(w.top for w in words) + max(w.bottom for w in words)) / 2
    x, y = int((left - 1.5) * SCALE), int(middle * SCALE)
    wanted = ImageColor.getrgb(colour)
    return any(picture.getpixel((x + d, y)) == wanted for d in (-2, -1, 0, 1, 2))


def test_blocks_and_notes_have_boxes_in_their_colours(drawn):
    parsed, picture = drawn
    blocks = [b for b in parsed.blocks if {w.page for w in b.words} == {11}]
    assert {b.kind for b in blocks} == {"heading", "paragraph", "table"}
    assert all(has_edge(picture, b.words, _COLOURS[b.kind]) for b in blocks)
    notes = [n for n in parsed.footnotes if n.page == 11]
    assert notes and all(has_edge(picture, n.words, _NOTE) for n in notes)


def test_what_was_left_out_is_crossed_out_and_nothing_else_is(drawn):
    parsed, picture = drawn
    grey = ImageColor.getrgb(_LEFT_OUT)
    width, height = picture.size
    page_height = parsed.pages[10].height * SCALE
    rows = {
        y for y in range(int(page_height)) for x in range(0, width - 20, 20)
        if all(picture.getpixel((x + d, y)) == grey for d in range(20))
    }
    assert rows and min(rows) > 0.9 * page_height  # only the running foot
    assert height > page_height  # room for the legend


def test_every_page_is_drawn_without_a_choice(tmp_path):
    letter = SAMPLE_DIR / "voorbeeld-kamerbrief-herijking-natte-gordel.pdf"
    parsed = parse(letter)
    assert len(draw_pages(letter, parsed, tmp_path / "nieuw" / "map")) == len(parsed.pages)
