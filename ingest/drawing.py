"""A page as a picture with what ingestion made of it: blocks, notes, markers, cells, leftovers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ingest.lines import Line, segments_of
from ingest.pdf import draw_page, read_pages
from ingest.types import Block, BlockKind, Cell, ParsedDocument, Table, Word

SCALE = 2.0
_COLOURS: dict[BlockKind, str] = {
    "heading": "#8e24aa",
    "paragraph": "#1565c0",
    "list": "#00838f",
    "question": "#ef6c00",
    "answer": "#2e7d32",
    "table": "#6d4c41",
}
_NOTE, _LEFT_OUT = "#c62828", "#757575"
_NAMES = (
    ("kop", _COLOURS["heading"]), ("alinea", _COLOURS["paragraph"]),
    ("opsomming", _COLOURS["list"]), ("vraag", _COLOURS["question"]),
    ("antwoord", _COLOURS["answer"]), ("tabel en cellen", _COLOURS["table"]),
    ("noot en verwijsteken", _NOTE), ("niet gebruikt", _LEFT_OUT),
)
_LEGEND_PT = 14.0
_COLUMN_BREAK_PT = 20.0
_LABEL_PT = 7
Rectangle = tuple[float, float, float, float]


def draw_pages(
    path: Path, parsed: ParsedDocument, directory: Path, pages: Sequence[int] | None = None
) -> list[Path]:
    """Write a PNG a page into `directory`; gives their paths. `pages` are physical, 1-based.

    Raises `UnreadableFile` where the file cannot be read and `OSError` where nothing can be
    written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    wanted = set(pages) if pages is not None else {page.number for page in parsed.pages}
    written: list[Path] = []
    for page in read_pages(path):
        if page.number in wanted:
            picture = draw(draw_page(path, page.number, SCALE), parsed, page.number,
                           segments_of(page))
            target = directory / f"{path.stem}-{page.number:04d}.png"
            picture.save(target, optimize=True)
            written.append(target)
    return written


def draw(
    picture: Image.Image, parsed: ParsedDocument, page: int, segments: Sequence[Line] = ()
) -> Image.Image:
    """The picture of a page (`SCALE` pixels a point) with boxes drawn over it.

    Numbers give the reading order of the blocks; `segments` are the page's lines of type: those
    in no block and no note are crossed out in grey.
    """
    canvas = Image.new("RGB", (picture.width, picture.height + int(_LEGEND_PT * SCALE)), "white")
    canvas.paste(picture.convert("RGB"))
    pen = _Pen(canvas)
    own = [(n, block) for n, block in enumerate(parsed.blocks, start=1)]
    known: list[Word] = []
    for number, block in own:
        words = [w for w in block.words if w.page == page]
        known += words
        runs = [_around(words)] if block.table and words else list(_boxes(words))
        for first, box in enumerate(runs):
            pen.box(box, _COLOURS[block.kind], label="" if first else str(number))
        if block.table:
            for cell in _cells(block.table, page):
                pen.box(cell.box, _COLOURS["table"] if cell.is_value else "#a1887f", thin=True)
    for note in parsed.footnotes:
        words = [w for w in note.words if w.page == page]
        known += words
        for box in _boxes(words):
            pen.box(box, _NOTE, label=note.label)
    for segment in segments:
        if not _is_known(segment, known):
            pen.box(_of_line(segment), _LEFT_OUT, thin=True, crossed=True)
    for start, end in _ties(parsed, page):
        pen.line(start, end, _NOTE)
    pen.legend(picture.height / SCALE)
    return canvas


class _Pen:
    """Draws in points on a picture of `SCALE` pixels a point."""

    def __init__(self, canvas: Image.Image) -> None:
        self._draw = ImageDraw.Draw(canvas)
        self._font = ImageFont.load_default(size=_LABEL_PT * SCALE)

    def box(
        self, box: Rectangle, colour: str, *, label: str = "", thin: bool = False,
        crossed: bool = False,
    ) -> None:
        pad = 0.0 if thin else 1.5
        x0, y0, x1, y1 = (v * SCALE for v in _padded(box, pad))
        self._draw.rectangle((x0, y0, x1, y1), outline=colour, width=1 if thin else 2)
        if crossed:
            self._draw.line((x0, y1, x1, y0), fill=colour, width=1)
        if label:
            width = self._draw.textlength(label, font=self._font)
            self._draw.text((max(0.0, x0 - width - 4), y0), label, fill=colour, font=self._font)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
        self._draw.line([(x * SCALE, y * SCALE) for x, y in (start, end)], fill=colour, width=1)
        x, y = (v * SCALE for v in start)
        self._draw.ellipse((x - 4, y - 4, x + 4, y + 4), outline=colour, width=2)


    def legend(self, top: float) -> None:
        """The meaning of the colours, on a strip that begins at height `top`."""
        x = 8.0
        for name, colour in _NAMES:
            self._draw.text((x, (top + 2) * SCALE), name, fill=colour, font=self._font)
            x += self._draw.textlength(name, font=self._font) + 14


def _padded(box: Rectangle, pad: float) -> Rectangle:
    x0, top, x1, bottom = box
    return min(x0, x1) - pad, min(top, bottom) - pad, max(x0, x1) + pad, max(top, bottom) + pad


def _boxes(words: Sequence[Word]) -> Iterator[Rectangle]:
    """One box for each run of words that goes on downwards: text over columns has several."""
    run: list[Word] = []
    for word in words:
        if run and word.top < run[-1].top - _COLUMN_BREAK_PT:
            yield _around(run)
            run = []
        run.append(word)
    if run:
        yield _around(run)


def _around(words: Sequence[Word]) -> Rectangle:
    return (
        min(w.x0 for w in words), min(w.top for w in words),
        max(w.x1 for w in words), max(w.bottom for w in words),
    )


def _cells(table: Table, page: int) -> Iterator[Cell]:
    return (cell for row in (*table.head, *table.rows) for cell in row if cell.page == page)


def _of_line(line: Line) -> Rectangle:
    tokens = line.tokens
    return (
        min(t.x0 for t in tokens), min(t.top for t in tokens),
        max(t.x1 for t in tokens), max(t.bottom for t in tokens),
    )


def _is_known(line: Line, words: Sequence[Word]) -> bool:
    """Whether any word of a block or note stands where the line does."""
    x0, top, x1, bottom = _of_line(line)
    middle = (top + bottom) / 2
    return any(w.top < middle < w.bottom and w.x0 < x1 and x0 < w.x1 for w in words)


def _ties(
    parsed: ParsedDocument, page: int
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """From every marker on the page to its note, where that begins on the same page."""
    for block in parsed.blocks:
        for mark in block.marks:
            note = parsed.footnotes[mark.note]
            begin = _place(block, mark.offset, page)
            first = note.words[0] if note.words else None
            if begin and first and first.page == page:
                yield begin, (first.x0, (first.top + first.bottom) / 2)


def _place(block: Block, offset: int, page: int) -> tuple[float, float] | None:
    before = [word for word in block.words if word.start < offset]
    word = before[-1] if before else block.words[0]
    return (word.x1 + 1, word.top + 1) if word.page == page else None
