"""Small typst sources set and read on the spot, one hard case each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.reading import parse
from ingest.types import ParsedDocument

PREAMBLE = """
#set page(width: 400pt, height: 560pt, margin: (x: 50pt, top: 50pt, bottom: 60pt))
#set text(size: 10pt, lang: "nl", hyphenate: false, font: "Libertinus Serif")
#set par(justify: false)
#set super(typographic: false)
#let vul(n) = range(n).map(i => "Deze zin nummer " + str(i + 20) + " vult de pagina met gewone"
  + " woorden over het beheer van water en land.").join(" ")
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ParsedDocument]:
    """Set a typst source (after `PREAMBLE`) and read the PDF."""
    typst = pytest.importorskip("typst")

    def run(source: str, name: str = "stuk.pdf") -> ParsedDocument:
        main = tmp_path / "stuk.typ"
        main.write_text(PREAMBLE + source, encoding="utf-8")
        pdf = tmp_path / name
        typst.compile(str(main), output=str(pdf), ignore_system_fonts=True, font_paths=[])
        return parse(pdf)

    return run


def labels(parsed: ParsedDocument) -> list[tuple[int, str]]:
    """Page and label of every note."""
    return [(note.page, note.label) for note in parsed.footnotes]


def text_of(parsed: ParsedDocument) -> str:
    """All blocks, one a line."""
    return "\n".join(block.text for block in parsed.blocks)
