"""One page of a PDF -> its lines, from its text layer or from recognition of its picture."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ingest.lines import Line, segments_of
from ingest.ocr import OcrFailed, recognise, scale_for
from ingest.pdf import GlyphPage, draw_page
from ingest.quality import LITTLE_TEXT, is_sparse, problem_of
from ingest.types import Page, TextSource

_MUCH_MORE = 3


class ReadPage(NamedTuple):
    """A page with its lines, and what there is to say of it in Dutch."""

    page: Page
    lines: list[Line]
    warning: str | None


def read_lines(path: Path, glyphs: GlyphPage, *, ocr: bool) -> ReadPage:
    """The lines of a page. With `ocr` a page without readable text is recognised.

    A page that cannot be read has no lines and a warning. A page whose text somebody else
    recognised (invisible text, or text under a picture) counts as recognised text as well.
    """
    lines = segments_of(glyphs)
    text = "".join(line.text for line in lines)
    problem = problem_of(text)
    sparse = problem is None and glyphs.picture and not glyphs.hidden and is_sparse(text)
    if ocr and (problem or sparse):
        try:
            found = _recognised(path, glyphs)
        except OcrFailed as error:
            return ReadPage(_page(glyphs, "none"), [], f"{problem or LITTLE_TEXT}; {error}")
        if not sparse or len(found.page.raw) > _MUCH_MORE * len(text):
            return found
    if problem:
        return ReadPage(_page(glyphs, "none"), [], problem)
    source: TextSource = "ocr" if glyphs.hidden else "text"
    return ReadPage(_page(glyphs, source), lines, LITTLE_TEXT if sparse and not ocr else None)


def _page(glyphs: GlyphPage, source: TextSource) -> Page:
    return Page(
        glyphs.number, glyphs.label, glyphs.width, glyphs.height, glyphs.raw, source
    )


def _recognised(path: Path, glyphs: GlyphPage) -> ReadPage:
    scale = scale_for(glyphs.width, glyphs.height)
    found = recognise(draw_page(path, glyphs.number, scale), glyphs.number, scale)
    source: TextSource = "ocr" if found.lines else "none"
    page = Page(glyphs.number, glyphs.label, found.width, found.height, found.raw, source)
    warning = None if found.lines else "geen tekst herkend (scan of beeld)"
    return ReadPage(page, list(found.lines), warning)
