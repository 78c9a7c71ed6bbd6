"""Text recognition of page pictures by tesseract, run as a program of its own.

Its hOCR output gives every word with its box and every line with the size of its type, which is
what the layout stage needs; nothing else of it is used. Only the language data `nld` is asked for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from xml.etree.ElementTree import Element

from PIL.Image import Image

from corpus.errors import VoetnootError
from corpus.xmlfile import UnreadableXml, read_xml, tag_of
from ingest.lines import Line, Token
from ingest.pdf import LINE_END_HYPHEN

PROGRAM = "tesseract"
LANGUAGE = "nld"
PAGE_SECONDS = 60.0
DOTS_PER_INCH = 300
MAX_PIXELS = 40_000_000
_POINTS_PER_INCH = 72
_LEAST_CONFIDENCE = 25
_CELL_GAP = 1.5
_SAME_SIZE = 0.15
_TO_LOOSE_BOX = 1.15
"""hOCR gives the height of type without the room that a font keeps around it."""
_FIELD = re.compile(r"(\w+) ([-\d. ]+)")


class OcrMissing(VoetnootError):
    """tesseract or its Dutch language data is not installed."""

    def __init__(self, lacking: str) -> None:
        super().__init__(
            f"Voor tekstherkenning ontbreekt {lacking}. Installeer de Debian-pakketten"
            " tesseract-ocr en tesseract-ocr-nld, of laat --ocr weg."
        )


class OcrFailed(VoetnootError):
    """tesseract gave no text for a page; the message is a phrase in Dutch."""


@dataclass(frozen=True)
class RecognisedPage:
    """The text of a page picture. `raw` has the same words as `lines`, one line of type a line."""

    raw: str
    lines: tuple[Line, ...]
    width: float
    height: float
    """Of the visible page, in points."""


@lru_cache(maxsize=1)
def check_ocr() -> None:
    """Raise `OcrMissing` where pages cannot be recognised on this computer."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OcrMissing("het programma tesseract")
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=PAGE_SECONDS, check=False
    )
    if LANGUAGE not in listed.stdout.split():
        raise OcrMissing("de Nederlandse taal van tesseract")


def scale_for(width: float, height: float) -> float:
    """Pixels a point: 300 dots an inch, less for pages that would become too large."""
    wanted = DOTS_PER_INCH / _POINTS_PER_INCH
    pixels = max(1.0, width * height * wanted**2)
    return float(wanted * min(1.0, (MAX_PIXELS / pixels) ** 0.5))


def recognise(picture: Image, number: int, scale: float) -> RecognisedPage:
    """The text of a page picture of `scale` pixels a point. Raises `OcrFailed`, `OcrMissing`."""
    check_ocr()
    with tempfile.TemporaryDirectory(prefix="voetnoot-ocr-") as folder:
        image, out = Path(folder, "page.png"), Path(folder, "page")
        picture.convert("L").save(image, compress_level=1)
        dots = round(scale * _POINTS_PER_INCH)
        try:
            done = subprocess.run(
                [PROGRAM, str(image), str(out), "-l", LANGUAGE, "--psm", "3", "--dpi", str(dots),
                 "hocr"],
                capture_output=True, timeout=PAGE_SECONDS, check=False,
                # Its threads get in each other's way; the workers are the parallel part.
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
            root = read_xml(out.with_suffix(".hocr")) if done.returncode == 0 else None
        except subprocess.TimeoutExpired as error:
            raise OcrFailed(f"tekstherkenning duurde langer dan {PAGE_SECONDS:.0f} s") from error
        except (OSError, UnreadableXml) as error:
            raise OcrFailed("tekstherkenning mislukte") from error
    if root is None:
        raise OcrFailed("tekstherkenning mislukte")
    lines = tuple(_evened(list(_lines(root, number, scale))))
    raw = "\r\n".join(line.text.replace(LINE_END_HYPHEN, "-") for line in lines)
    return RecognisedPage(raw, lines, picture.width / scale, picture.height / scale)


def _lines(root: Element, number: int, scale: float) -> Iterator[Line]:
    for element in root.iter():
        if tag_of(element) != "span" or element.get("class") not in _LINE_CLASSES:
            continue
        fields = _fields(element)
        box = fields.get("bbox")
        words = [w for w in map(_word, element) if w is not None]
        if not words or box is None:
            continue
        height = fields.get("x_size", [box[3] - box[1]])[0]
        slope, offset = (fields.get("baseline") or [0.0, 0.0])[:2]
        size = _TO_LOOSE_BOX * height / scale
        tokens = [
            Token(text, x0 / scale, top / scale, x1 / scale, bottom / scale, bool(i), 0)
            for i, (text, x0, top, x1, bottom) in enumerate(words)
        ]
        if len(tokens[-1].text) > 1 and tokens[-1].text.endswith("-"):
            hyphened = tokens[-1].text[:-1] + LINE_END_HYPHEN
            tokens[-1] = tokens[-1]._replace(text=hyphened)
        for part in _cut_at_gaps(tokens, size):
            middle = (part[0].x0 + part[-1].x1) / 2 * scale
            baseline = (box[3] + offset + slope * (middle - box[0])) / scale
            yield Line(number, tuple(part), size, baseline)


_LINE_CLASSES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")


def _word(element: Element) -> tuple[str, float, float, float, float] | None:
    """(text, x0, top, x1, bottom) in pixels; None for what is more likely a stain or a logo."""
    text = "".join(element.itertext()).strip()
    fields = _fields(element)
    box, confidence = fields.get("bbox"), fields.get("x_wconf", [0.0])[0]
    if not text or box is None or len(box) != 4 or confidence < _LEAST_CONFIDENCE:
        return None
    return ("".join(text.split()), box[0], box[1], box[2], box[3])


def _fields(element: Element) -> dict[str, list[float]]:
    """`bbox 1 2 3 4; x_wconf 96` -> numbers by name."""
    title = element.get("title") or ""
    return {name: [float(n) for n in numbers.split()] for name, numbers in _FIELD.findall(title)}


def _cut_at_gaps(tokens: Sequence[Token], size: float) -> Iterator[list[Token]]:
    part = [tokens[0]]
    for before, token in pairwise(tokens):
        if token.x0 - before.x1 > _CELL_GAP * size:
            yield part
            part = [token._replace(spaced=False)]
        else:
            part.append(token)
    yield part


def _evened(lines: list[Line]) -> Iterator[Line]:
    """Sizes near that of most lines become that size: recognised heights vary with the letters."""
    weighted = [line.size for line in lines for _ in range(1 + len(line.tokens))]
    common = median(weighted) if weighted else 0.0
    for line in lines:
        near = abs(line.size - common) <= _SAME_SIZE * common
        yield Line(line.page, line.tokens, common if near else line.size, line.baseline)
