"""Page pictures with the quote marked, as a highlighter would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from ingest.pdf import draw_page
from rag.answer import Box

SCALE = 2.0
_YELLOW = (255, 232, 90)
_PADDING_PT = 1.5


def render_page(
    path: Path, page: int, boxes: Sequence[Box], scale: float = SCALE
) -> Image.Image:
    """The picture of a physical page with `boxes` (points) marked; text stays readable.

    Raises `UnreadableFile` when the file is gone or the page does not exist.
    """
    picture = draw_page(path, page, scale).convert("RGB")
    marker = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(marker)
    for box_page, x0, top, x1, bottom in boxes:
        if box_page == page:
            pad = _PADDING_PT
            corners = (x0 - pad, top - pad, x1 + pad, bottom + pad)
            draw.rectangle([value * scale for value in corners], fill=_YELLOW)
    return ImageChops.multiply(picture, marker)
