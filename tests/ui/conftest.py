"""A small PDF and an index that holds only that."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from corpus.document import Document
from tests.ui.fakes import FakeIndex


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Two A4 pages of 595 by 842 points; a black bar on the first, where the quote is."""
    first, second = (Image.new("RGB", (595, 842), "white") for _ in range(2))
    ImageDraw.Draw(first).rectangle((150, 104, 200, 108), fill="black")
    path = tmp_path / "kst-36560-X-10.pdf"
    first.save(path, resolution=72, save_all=True, append_images=[second])
    return path


@pytest.fixture
def fake_index(pdf: Path) -> FakeIndex:
    document = Document(
        "kst-36560-X-10", pdf.name, "Kamerbrief", "Jaarverslag Defensie", "2024-06-27", "36560",
        "X", "10", "Defensie", "2023-2024",
    )
    return FakeIndex(pdf, document)
