"""Page pictures: the marks stand where the boxes say, and only on a page that is still the same."""

from pathlib import Path

import pytest

from rag.answer import Answer
from tests.ui.fakes import NOTE_BOX, QUOTE_BOX, FakeIndex, an_answer, citation
from ui.conversation import view_picture, views
from ui.pages import PageUnavailable, render_page

WHITE = (255, 255, 255)


def is_yellow(colour: tuple[int, int, int]) -> bool:
    red, green, blue = colour
    return red > 230 and green > 200 and blue < 140


def is_blue(colour: tuple[int, int, int]) -> bool:
    red, _, blue = colour
    return blue > 240 and red < 230


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_box_is_marked_and_nothing_else(pdf: Path, scale: float) -> None:
    picture = render_page(pdf, 1, [QUOTE_BOX], scale=scale)
    assert picture.size == pytest.approx((595 * scale, 842 * scale), abs=2)

    def colour(x: float, y: float) -> tuple[int, int, int]:
        return picture.getpixel((round(x * scale), round(y * scale)))

    assert is_yellow(colour(102, 102))
    assert is_yellow(colour(298, 110))
    assert colour(175, 106) < (60, 60, 60), "text under the marker stays dark"
    assert colour(102, 95) == colour(102, 118) == colour(310, 106) == colour(90, 106) == WHITE


def test_notes_are_marked_in_another_colour(pdf: Path) -> None:
    picture = render_page(pdf, 1, [QUOTE_BOX], notes_boxes=[NOTE_BOX], scale=1.0)
    assert is_blue(picture.getpixel((200, 705)))
    assert is_yellow(picture.getpixel((250, 106)))


def test_a_box_of_another_page_is_left_out(pdf: Path) -> None:
    picture = render_page(pdf, 2, [QUOTE_BOX], notes_boxes=[NOTE_BOX], scale=1.0)
    assert picture.getextrema() == ((255, 255),) * 3


def test_a_page_that_is_gone_or_changed_is_not_shown(pdf: Path, tmp_path: Path) -> None:
    with pytest.raises(PageUnavailable, match=r"niet-hier\.pdf") as gone:
        render_page(tmp_path / "niet-hier.pdf", 1, [])
    with pytest.raises(PageUnavailable) as changed:
        render_page(pdf, 1, [], sha256="0" * 64)
    with pytest.raises(PageUnavailable) as beyond:
        render_page(pdf, 3, [])
    assert (gone.value.reason, changed.value.reason) == ("gone", "changed")
    assert beyond.value.reason == "gone"


def test_the_picture_of_a_citation_marks_quote_and_footnote(fake_index: FakeIndex) -> None:
    (view,) = views(an_answer(), "nl")
    picture = view_picture(fake_index, view)
    assert is_yellow(picture.getpixel((500, 212)))
    assert is_blue(picture.getpixel((400, 1410)))


def test_a_quote_over_a_page_break_has_both_pages() -> None:
    boxes = ((1, 10.0, 10.0, 20.0, 20.0), (2, 10.0, 10.0, 20.0, 20.0))
    answer: Answer = an_answer(citation(page_end=2, page_label="i", boxes=boxes))
    assert [(v.label, v.page) for v in views(answer, "nl")] == [("[1] p. i", 1), ("[1] p. 2", 2)]


def test_a_document_that_left_the_index_is_reported(fake_index: FakeIndex) -> None:
    (view,) = views(an_answer(citation(doc="kst-1", file="kst-1.pdf")), "nl")
    with pytest.raises(PageUnavailable, match=r"kst-1\.pdf"):
        view_picture(fake_index, view)
