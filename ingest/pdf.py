"""PDF file -> pages of glyphs with geometry. The PDF libraries are imported here and nowhere else.

PDFium gives the glyphs in the order of the content stream, which typesetting programs write in
reading order; what the layout stage does with them is not known here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.errors import UnreadableFile

MAX_PAGES = 5_000
MAX_GLYPHS_PER_PAGE = 200_000
LINE_END_HYPHEN = "\x02"
"""PDFium writes this for a hyphen at a line end (U+FFFE in older files)."""
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 64

_SPACE_LIKE = {"\r", "\n", "\t", "\u00a0", "\u202f", "\u2009", "\u2002", "\u2003"}
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


class Glyph(NamedTuple):
    """A character and its loose box in points from the top left of the visible page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    style: int
    """0 upright, 1 italic, 2 bold."""

    @property
    def size(self) -> float:
        """Height of the loose box: proportional to the font size, whatever the matrix."""
        return self.bottom - self.top


@dataclass(frozen=True)
class GlyphPage:
    """One page: `number` is physical and 1-based, `raw` is PDFium's plain text of the page."""

    number: int
    label: str
    width: float
    height: float
    raw: str
    glyphs: tuple[Glyph, ...]


def read_pages(path: Path) -> Iterator[GlyphPage]:
    """Yield the pages of a PDF file one by one.

    Raises `UnreadableFile` when the file is missing, empty, encrypted, no PDF or has no pages.
    """
    document = _open(path)
    try:
        count = len(document)
        if not count:
            raise UnreadableFile(path.name, "het bestand heeft geen pagina's")
        if count > MAX_PAGES:
            raise UnreadableFile(path.name, f"meer dan {MAX_PAGES} pagina's ({count})")
        for index in range(count):
            yield _read_page(document, index, path.name)
    finally:
        document.close()


def read_title(path: Path) -> str | None:
    """The title in the file's own metadata, where pypdf can read it."""
    try:
        metadata = PdfReader(path).metadata
        title = metadata.title if metadata else None
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return title.strip() or None if isinstance(title, str) else None


def draw_page(path: Path, page: int, scale: float = 2.0) -> Image:
    """The picture of a physical page (1-based), `scale` pixels a point."""
    document = _open(path)
    try:
        if not 1 <= page <= len(document):
            raise UnreadableFile(path.name, f"pagina {page} bestaat niet")
        picture: Image = document[page - 1].render(scale=scale).to_pil()
        return picture
    finally:
        document.close()


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        head = path.open("rb").read(1024)
    except OSError as error:
        raise UnreadableFile(path.name, f"niet te openen ({error.strerror})") from error
    if not head:
        raise UnreadableFile(path.name, "het bestand is leeg")
    if b"%PDF-" not in head:
        raise UnreadableFile(path.name, "dit is geen PDF-bestand")
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason or "security" in reason:
            raise UnreadableFile(path.name, "het bestand is versleuteld") from error
        raise UnreadableFile(path.name, "de PDF is beschadigd of afgebroken") from error


def _read_page(document: pypdfium2.PdfDocument, index: int, file: str) -> GlyphPage:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(file, f"pagina {index + 1} is beschadigd") from error
    try:
        left, bottom, right, top = page.get_cropbox()
        count = text_page.count_chars()
        if count > MAX_GLYPHS_PER_PAGE:
            raise UnreadableFile(file, f"pagina {index + 1} heeft {count} tekens")
        return GlyphPage(
            number=index + 1,
            label=document.get_page_label(index) or str(index + 1),
            width=right - left,
            height=top - bottom,
            raw=text_page.get_text_range() if count else "",
            glyphs=tuple(_glyphs(text_page.raw, count, left, top)),
        )
    finally:
        text_page.close()
        page.close()


def _glyphs(text_page: object, count: int, left: float, top: float) -> Iterator[Glyph]:
    x, y, box, flags = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), ctypes.c_int()
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        text = LINE_END_HYPHEN if code in (0x02, 0xFFFE, 0xAD) else chr(code) if code else ""
        text = " " if text in _SPACE_LIKE else _LIGATURES.get(text, text)
        if not text or (text < " " and text != LINE_END_HYPHEN):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text_page, i, box)
        bold = pdfium.FPDFText_GetFontWeight(text_page, i) >= _BOLD_WEIGHT
        pdfium.FPDFText_GetFontInfo(text_page, i, None, 0, flags)
        yield Glyph(
            text,
            box.left - left,
            top - box.top,
            box.right - left,
            top - box.bottom,
            top - y.value,
            2 if bold else 1 if flags.value & _ITALIC_FLAG else 0,
        )
