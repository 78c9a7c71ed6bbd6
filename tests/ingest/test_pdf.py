"""Glyphs with geometry: what is read in bulk is what PDFium says of every single character."""

import ctypes

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.sample import SAMPLE_DIR
from ingest import pdf
from ingest.errors import UnreadableFile
from ingest.pdf import LINE_END_HYPHEN, read_pages, read_title

SAMPLES = sorted(SAMPLE_DIR.glob("*.pdf"))
NO_GLYPH = {*range(0x21), *(c for c in range(0x3001) if chr(c).isspace())} - {0x02}


def one_by_one(path):
    """(text, box, baseline, style) of every glyph, each asked by the library's own functions."""
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        left, _, _, top = page.get_cropbox()
        for i in range(text_page.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text_page, i)
            if code in NO_GLYPH:
                continue
            x0, bottom, x1, above = text_page.get_charbox(i, loose=True)
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
            flags = ctypes.c_int()
            pdfium.FPDFText_GetFontInfo(text_page, i, None, 0, flags)
            bold = pdfium.FPDFText_GetFontWeight(text_page, i) >= 600
            yield (
                LINE_END_HYPHEN if code in (0x02, 0xAD, 0xFFFE) else chr(code),
                (x0 - left, top - above, x1 - left, top - bottom),
                top - y.value,
                2 if bold else 1 if flags.value & 64 else 0,
            )
        text_page.close()
        page.close()
    document.close()


def in_bulk(path):
    for page in read_pages(path):
        boxes = map(tuple, page.boxes.tolist())
        yield from zip(
            page.text, boxes, page.baselines.tolist(), page.styles.tolist(), strict=True
        )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_glyph_is_as_the_library_has_it(path):
    assert list(in_bulk(path)) == list(one_by_one(path))


def test_every_glyph_of_a_real_document_too(testdata):
    for name in ("kst-36450-2", "kamerbrief-azwa-aanbieding-2025", "beslisnota-36450-nvw"):
        path = testdata / "corpus" / f"{name}.pdf"
        assert list(in_bulk(path)) == list(one_by_one(path))


def test_styles_differ():
    """The comparison above would hold if all were upright."""
    assert {style for path in SAMPLES for *_, style in in_bulk(path)} == {0, 1, 2}


def test_characters_that_plain_text_leaves_out_are_asked_one_by_one(monkeypatch):
    path = SAMPLES[0]
    whole = list(in_bulk(path))
    monkeypatch.setattr(
        pypdfium2.PdfTextPage, "get_text_range", lambda self: "een teken te weinig"
    )
    assert list(in_bulk(path)) == whole


def test_codes_that_are_no_character_are_replaced():
    codes = np.array([0x41, 0xD800, 0x110000, 0, 0x20, 0xAD, 0x42], dtype=np.uint32)
    text, places, after_space = pdf._visible(codes)
    assert text == "A\ufffd\ufffd\x02B"
    assert places.tolist() == [0, 1, 2, 5, 6]
    assert after_space.tolist() == [False, False, False, True, False]


def test_no_word_has_white_space_inside():
    codes = np.array([0x41, 0x3000, 0x42, 0x85, 0x43, 0x2028, 0x44], dtype=np.uint32)
    text, _, after_space = pdf._visible(codes)
    assert (text, after_space.tolist()) == ("ABCD", [False, True, True, True])


def test_places_beyond_any_page_stay_finite():
    points = pdf._finite(np.array([[np.nan, np.inf, -np.inf, 1e30]]))
    assert np.isfinite(points).all() and abs(points).max() <= 1e6


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_PAGES", 0), ("MAX_GLYPHS_PER_PAGE", 9), ("MAX_GLYPHS", 9)]
)
def test_a_file_over_a_limit_is_refused_with_a_reason(monkeypatch, limit, value):
    monkeypatch.setattr(pdf, limit, value)
    with pytest.raises(UnreadableFile, match=r"tekens|pagina's"):
        list(read_pages(SAMPLES[0]))


def test_titles():
    titles = [read_title(path) for path in SAMPLES]
    assert any(titles)
    assert read_title(SAMPLE_DIR / "nergens.pdf") is None
