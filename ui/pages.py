"""Page pictures with the quote and its footnotes marked, as a highlighter would."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops, ImageDraw

from corpus.errors import VoetnootError
from ingest.errors import UnreadableFile
from ingest.pdf import draw_page
from rag.answer import Box

SCALE = 2.0
_YELLOW = (255, 232, 90)
_BLUE = (205, 226, 255)
_PADDING_PT = 1.5


class PageUnavailable(VoetnootError):
    """A page that cannot be shown: its file is gone, or no longer what was indexed."""

    def __init__(self, file: str, reason: Literal["gone", "changed"]) -> None:
        told = {"gone": "is weg of niet te openen", "changed": "is veranderd sinds het indexeren"}
        super().__init__(f"{file} {told[reason]}. Zet het bestand terug, of werk de index bij.")
        self.file = file
        self.reason = reason


def render_page(
    path: Path,
    page: int,
    boxes: Sequence[Box],
    *,
    notes_boxes: Sequence[Box] = (),
    scale: float = SCALE,
    sha256: str | None = None,
) -> Image.Image:
    """The picture of a physical page, `scale` pixels a point; marked text stays readable.

    `boxes` (the quote) are marked yellow, `notes_boxes` blue; boxes of other pages are left out.
    Raises `PageUnavailable` when the file is gone, or is not the file of `sha256`.
    """
    try:
        if sha256 is not None and _sha256(path) != sha256:
            raise PageUnavailable(path.name, "changed")
        picture = draw_page(path, page, scale).convert("RGB")
    except (OSError, UnreadableFile) as error:
        raise PageUnavailable(path.name, "gone") from error
    marker = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(marker)
    for colour, marked in ((_BLUE, notes_boxes), (_YELLOW, boxes)):
        for box_page, x0, top, x1, bottom in marked:
            if box_page == page:
                pad = _PADDING_PT
                corners = (x0 - pad, top - pad, x1 + pad, bottom + pad)
                draw.rectangle([value * scale for value in corners], fill=colour)
    return ImageChops.multiply(picture, marker)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
