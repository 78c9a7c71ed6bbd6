"""PDF file -> pages of glyphs with geometry. The PDF library is imported here and nowhere else.

PDFium gives the glyphs in the order of the content stream, which typesetting programs write in
reading order; what the layout stage does with them is not known here.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

from ingest.errors import UnreadableFile

MAX_PAGES = 5_000
MAX_GLYPHS_PER_PAGE = 200_000
MAX_GLYPHS = 20_000_000
"""Of a file: the largest annual reports have a few million."""
LINE_END_HYPHEN = "\x02"
"""PDFium writes this for a hyphen at a line end (U+FFFE in its plain text)."""
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_NAME_BYTES = 128
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)
"""Word processors often tell the weight in the font's name only: `Arial-BoldMT`."""
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 64
_FARTHEST_PT = 1e6
_LONGEST_LABEL = 40
_LONGEST_TITLE = 2_000
_HYPHENS = (0x02, 0xFFFE, 0xAD)
_SPACES = tuple(code for code in range(0x3001) if chr(code).isspace())
"""All that later stages take for white space: a word with one inside would be two of them."""
_REPLACEMENT = 0xFFFD
_SAMPLED = 16
_ENDS = 8
_WHOLE_PAGE = 0.85
_UNDER_TEXT, _OVER_TEXT = False, True

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]


def _native(function: Any, result: Any, *arguments: Any) -> Callable[..., int]:
    """A PDFium function that takes plain addresses: calling it by pointers takes twice the time.

    It keeps the interpreter's lock, which PDFium needs anyhow: it is not thread-safe.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    made: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return made


_int, _address = ctypes.c_int, ctypes.c_void_p
_box = _native(pdfium.FPDFText_GetLooseCharBox, _int, _address, _int, _address)
_origin = _native(pdfium.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
_object = _native(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, _address, _int)
_font = _native(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t, _address)
_unicode = _native(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _address, _int)
_weight = _native(pdfium.FPDFText_GetFontWeight, _int, _address, _int)
_font_info = _native(
    pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _address, _int, _address, ctypes.c_ulong, _address
)
_render_mode = _native(pdfium.FPDFTextObj_GetTextRenderMode, _int, ctypes.c_size_t)
_count_objects = _native(pdfium.FPDFPage_CountObjects, _int, _address)
_page_object = _native(pdfium.FPDFPage_GetObject, ctypes.c_size_t, _address, _int)
_object_type = _native(pdfium.FPDFPageObj_GetType, _int, ctypes.c_size_t)
_bounds = _native(pdfium.FPDFPageObj_GetBounds, _int, ctypes.c_size_t, *[_address] * 4)


@dataclass(frozen=True, eq=False)
class GlyphPage:
    """One page: `number` is physical and 1-based, `raw` is PDFium's plain text of the page.

    Glyph `i` is `text[i]` (spaces and control characters left out); the arrays have one row a
    glyph, in points from the top left of the visible page.
    """

    number: int
    label: str
    width: float
    height: float
    raw: str
    text: str
    after_space: npt.NDArray[np.bool_]
    boxes: Numbers
    """(n, 4): x0, top, x1, bottom of the loose box; its height goes with the size of the type."""
    baselines: Numbers
    """(n,)"""
    styles: npt.NDArray[np.int8]
    """(n,): 0 upright, 1 italic, 2 bold."""
    hidden: bool = False
    """Its text is invisible or lies under a picture of the whole page: text recognition by others.
    """
    picture: bool = False
    """A picture covers the page."""


def read_pages(path: Path) -> Iterator[GlyphPage]:
    """Yield the pages of a PDF file one by one.

    Raises `UnreadableFile` when the file is missing, empty, encrypted, no PDF, has no pages or
    more than the limits above.
    """
    document = _open(path)
    try:
        count = len(document)
        if not count:
            raise UnreadableFile(path.name, "het bestand heeft geen pagina's")
        if count > MAX_PAGES:
            raise UnreadableFile(path.name, f"meer dan {MAX_PAGES} pagina's ({count})")
        glyphs = 0
        for index in range(count):
            page = _read_page(document, index, path.name)
            glyphs += len(page.text)
            if glyphs > MAX_GLYPHS:
                raise UnreadableFile(path.name, f"meer dan {MAX_GLYPHS} tekens")
            yield page
    finally:
        document.close()


def read_title(path: Path) -> str | None:
    """The title in the file's own metadata; None where there is none or the file does not open."""
    try:
        document = _open(path)
    except UnreadableFile:
        return None
    try:
        return str(document.get_metadata_value("Title"))[:_LONGEST_TITLE].strip() or None
    except (pypdfium2.PdfiumError, UnicodeError):
        return None
    finally:
        document.close()


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
        width, height = _finite(np.array([right - left, top - bottom])).tolist()
        count = text_page.count_chars()
        if count > MAX_GLYPHS_PER_PAGE:
            raise UnreadableFile(file, f"pagina {index + 1} heeft {count} tekens")
        raw = text_page.get_text_range() if count else ""
        handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value or 0
        text, places, after_space = _visible(_codes(handle, count, raw))
        boxes = _boxes(handle, places)
        owners = _objects(handle, places, after_space)
        baselines, styles = _baselines_and_styles(handle, places, boxes, owners)
        covering = _picture_of_page(page, right - left, top - bottom)
        return GlyphPage(
            number=index + 1,
            label=_label(document, index),
            width=width,
            height=height,
            raw=raw,
            text=text,
            after_space=after_space,
            boxes=_from_top_left(boxes, left, top),
            baselines=_finite(top - baselines),
            styles=styles,
            hidden=_is_invisible(owners) or covering is _OVER_TEXT,
            picture=covering is not None,
        )
    finally:
        text_page.close()
        page.close()


def _label(document: pypdfium2.PdfDocument, index: int) -> str:
    """The printed number; the physical one where a file has none that can be read."""
    try:
        label = str(document.get_page_label(index))
    except UnicodeError:
        label = ""
    return label[:_LONGEST_LABEL] or str(index + 1)


def _codes(handle: int, count: int, raw: str) -> Codes:
    """(count,): the code of every character; the page's plain text where it leaves none out."""
    if len(raw) == count:
        return np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.fromiter(map(_unicode, repeat(handle), range(count)), np.uint32, count)


def _visible(codes: Codes) -> tuple[str, npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """The glyphs that are no space or control character: text, places in `codes`, after a space."""
    hyphen = np.isin(codes, _HYPHENS)
    space = np.isin(codes, _SPACES)
    places = np.flatnonzero(((codes > 0x20) & ~space) | hyphen)
    shown = np.where(hyphen, ord(LINE_END_HYPHEN), codes)[places]
    wrong = ((shown >= 0xD800) & (shown < 0xE000)) | (shown > 0x10FFFF)
    shown = np.where(wrong, _REPLACEMENT, shown).astype("<u4")
    spaces_before = np.cumsum(space)[places]
    after_space = np.diff(spaces_before, prepend=0) > 0
    return shown.tobytes().decode("utf-32-le"), places, after_space


def _boxes(handle: int, places: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """(n, 4): left, top, right, bottom in PDF coordinates, as PDFium stores them."""
    boxes = np.zeros((len(places), 4), dtype=np.float32)
    addresses = range(boxes.ctypes.data, boxes.ctypes.data + boxes.nbytes, 4 * boxes.itemsize)
    deque(map(_box, repeat(handle), places.tolist(), addresses), maxlen=0)
    return boxes


def _objects(
    handle: int, places: npt.NDArray[np.intp], after_space: npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint64]:
    """(n,): the address of the text object of every glyph.

    The glyphs of an object follow each other, so a word whose first and last glyph are of one
    object is asked for these two only.
    """
    count = len(places)
    owners = np.zeros(count, dtype=np.uint64)
    if not count:
        return owners
    first = np.union1d([0], np.flatnonzero(after_space))
    last = np.append(first[1:], count) - 1
    begins = _objects_at(handle, places[first])
    same = begins == _objects_at(handle, places[last])
    owners = np.repeat(begins, last - first + 1)
    mixed = np.flatnonzero(np.repeat(~same, last - first + 1))
    owners[mixed] = _objects_at(handle, places[mixed])
    return owners


def _objects_at(handle: int, places: npt.NDArray[np.intp]) -> npt.NDArray[np.uint64]:
    found = map(_object, repeat(handle), places.tolist())
    return np.fromiter(found, np.uint64, len(places))


def _baselines_and_styles(
    handle: int,
    places: npt.NDArray[np.intp],
    boxes: npt.NDArray[np.float32],
    owners: npt.NDArray[np.uint64],
) -> tuple[Numbers, npt.NDArray[np.int8]]:
    """(n,) each: asked of the first glyph of every stretch of one object, top and bottom."""
    changes = owners[1:] != owners[:-1]
    changes |= (boxes[1:, 1::2] != boxes[:-1, 1::2]).any(axis=1)
    begins = np.flatnonzero(np.concatenate([[True] * min(1, len(places)), changes]))
    lengths = np.diff(np.append(begins, len(places)))
    points = np.zeros((len(begins), 2), dtype=np.float64)
    ends = range(points.ctypes.data, points.ctypes.data + points.nbytes, 16)
    at = places[begins].tolist()
    deque(map(_origin, repeat(handle), at, ends, (end + 8 for end in ends)), maxlen=0)
    styles = list(_styles(handle, at, owners[begins].tolist()))
    return np.repeat(points[:, 1], lengths), np.repeat(np.array(styles, np.int8), lengths)


def _styles(handle: int, places: list[int], owners: list[int]) -> Iterator[int]:
    """The style of a glyph of every text object, asked once for each font of the page."""
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(_NAME_BYTES)
    of_object: dict[int, int] = {0: 0}
    of_font: dict[int, int] = {}
    for place, owner in zip(places, owners, strict=True):
        if owner not in of_object:
            font = _font(owner)
            if font not in of_font:
                length = _font_info(
                    handle, place, ctypes.addressof(name), _NAME_BYTES, ctypes.addressof(flags)
                )
                # A longer name is not written: what stands there is of the font before.
                named = name.raw[:length] if length <= _NAME_BYTES else b""
                bold = _weight(handle, place) >= _BOLD_WEIGHT or bool(_BOLD_NAME.search(named))
                of_font[font] = 2 if bold else 1 if flags.value & _ITALIC_FLAG else 0
            of_object[owner] = of_font[font]
        yield of_object[owner]


def _is_invisible(owners: npt.NDArray[np.uint64]) -> bool:
    """Whether most of the text is drawn without ink, as programs for text recognition write it."""
    some = owners[:: max(1, len(owners) // _SAMPLED)]
    modes = [_render_mode(owner) for owner in some.tolist() if owner]
    return bool(modes) and 2 * modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)


def _picture_of_page(page: pypdfium2.PdfPage, width: float, height: float) -> bool | None:
    """`_UNDER_TEXT` or `_OVER_TEXT` for a picture that covers the page; None without one.

    Only the first and the last objects are looked at: such a picture is drawn first or last.
    """
    handle = ctypes.cast(page.raw, ctypes.c_void_p).value or 0
    count = _count_objects(handle)
    places = sorted({*range(min(count, _ENDS)), *range(max(0, count - _ENDS), count)})
    edges = (ctypes.c_float * 4)()
    address, text_before = ctypes.addressof(edges), False
    for place in places:
        item = _page_object(handle, place)
        kind = _object_type(item)
        text_before = text_before or kind == pdfium.FPDF_PAGEOBJ_TEXT
        if kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        _bounds(item, address, address + 4, address + 8, address + 12)
        x0, y0, x1, y1 = edges
        if (x1 - x0) * (y1 - y0) >= _WHOLE_PAGE * width * height:
            return _OVER_TEXT if text_before else _UNDER_TEXT
    return None


def _from_top_left(boxes: npt.NDArray[np.float32], left: float, top: float) -> Numbers:
    wide = boxes.astype(np.float64)
    x, y = wide[:, ::2] - left, top - wide[:, 1::2]
    return _finite(np.column_stack([x[:, 0], y[:, 0], x[:, 1], y[:, 1]]))


def _finite(points: Numbers) -> Numbers:
    """A damaged file can put a glyph anywhere: keep what later stages count with in bounds."""
    kept = np.nan_to_num(points, nan=0.0, posinf=_FARTHEST_PT, neginf=-_FARTHEST_PT)
    return np.clip(kept, -_FARTHEST_PT, _FARTHEST_PT)
