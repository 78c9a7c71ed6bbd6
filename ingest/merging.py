"""Official XML and the PDF made one: text and notes of the first, pages of the second.

Each paragraph of the XML is looked for in the words of the PDF, letter for letter. Where it
stands, its text, kind, label and note markers count, and every word keeps page and box. Where it
does not, the PDF's reading stands, and a warning says so. What only the PDF has (mastheads,
tables) stays in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.alignment import Stream, folded
from ingest.assembly import shifted
from ingest.types import Block, Footnote, Mark, Word
from ingest.xml import XmlNote, XmlParagraph, XmlText

_WORTH_TELLING = 20
_OTHER_PUBLICATION = 0.5
_SHOWN = 60


@dataclass(frozen=True)
class Merged:
    """Blocks and notes of a publication; `warnings` in Dutch."""

    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...]
    warnings: tuple[str, ...]


def merge(blocks: Sequence[Block], notes: Sequence[Footnote], xml: XmlText) -> Merged:
    """The blocks and notes of a PDF with those of its XML.

    Notes keep their index, so that what refers to them stays right; a note that only the XML
    tells apart gets one behind them.
    """
    stream, begins = Stream.of(
        (block.text, () if block.kind == "table" else block.words) for block in blocks
    )
    told = [p for p in xml.paragraphs if p.kind != "table"]
    placed = list(_place(told, stream))
    if sum(len(p.text) for p, at, _ in placed if at >= 0) < _OTHER_PUBLICATION * sum(
        len(p.text) for p in told
    ):
        return Merged(tuple(blocks), tuple(notes), (
            "de XML wijkt af van de PDF of hoort er niet bij; de tekst van de PDF geldt",
        ))
    merged, of_xml, warnings = _merge_notes(notes, xml, stream)
    found = [
        (at, _block(paragraph, stream.place(paragraph.text, at), of_xml))
        for paragraph, at, _ in placed if at >= 0
    ]
    rest = _left_over(blocks, begins, stream)
    ordered = [block for _, block in sorted([*found, *rest], key=lambda item: item[0])]
    missed = [p for p, at, _ in placed if at < 0 and len(p.text) >= _WORTH_TELLING]
    if missed:
        first = missed[0].text[:_SHOWN]
        warnings.append(
            f"{len(missed)} van {len(told)} alinea's van de XML staan niet letterlijk in de PDF;"
            f" daar geldt de PDF (de eerste: «{first}…»)"
        )
    return Merged(tuple(ordered), tuple(merged), tuple(warnings))


def _place(
    paragraphs: Sequence[XmlParagraph], stream: Stream
) -> Iterator[tuple[XmlParagraph, int, int]]:
    """(paragraph, begin, end) in the stream; begin -1 where it does not stand."""
    cursor = 0
    for paragraph in paragraphs:
        for told in _readings(paragraph):
            letters = folded(told.text)
            at = stream.find(letters, cursor)
            if at >= 0:
                cursor = at + len(letters)
                stream.take(at, cursor)
                yield told, at, cursor
                break
        else:
            yield paragraph, -1, -1


def _readings(paragraph: XmlParagraph) -> Iterator[XmlParagraph]:
    """As it is, and without the sign of a list item, which the PDF may have drawn otherwise."""
    yield paragraph
    if by := paragraph.bullet:
        marks = tuple(Mark(m.offset - by, m.note) for m in paragraph.marks)
        yield replace(paragraph, text=paragraph.text[by:], marks=marks, bullet=0)


def _block(
    paragraph: XmlParagraph, words: tuple[Word, ...], of_xml: dict[int, int]
) -> Block:
    marks = tuple(Mark(m.offset, of_xml[m.note]) for m in paragraph.marks if m.note in of_xml)
    return Block(
        paragraph.kind, paragraph.text, words, paragraph.label, paragraph.level, marks
    )


def _left_over(
    blocks: Sequence[Block], begins: Sequence[int], stream: Stream
) -> Iterator[tuple[float, Block]]:
    """What the XML does not have of the blocks, each part with its place in the stream."""
    for block, begin in zip(blocks, begins, strict=True):
        if block.kind == "table":
            yield begin - 0.5, block
            continue
        free: list[tuple[Word, int, bool]] = []
        position = begin
        for word in block.words:
            length = len(folded(block.text[word.start : word.end]))
            taken = any(stream.taken[position : position + length])
            # A word without letters (a lone hyphen) goes with the word before it.
            same = bool(free) and not length
            free.append((word, position, free[-1][2] if same else taken))
            position += length
        if not any(taken for _, _, taken in free):
            yield float(begin), block
            continue
        yield from _parts(block, free)


def _parts(
    block: Block, words: Sequence[tuple[Word, int, bool]]
) -> Iterator[tuple[float, Block]]:
    run: list[tuple[Word, int]] = []
    for word, position, taken in [*words, (words[-1][0], 0, True)]:
        if not taken:
            run.append((word, position))
            continue
        if run:
            part = _slice(block, run[0][0].start, run[-1][0].end)
            if any(c.isalnum() for c in part.text):
                yield float(run[0][1]), part
            run = []


def _slice(block: Block, start: int, end: int) -> Block:
    inside = [w for w in block.words if start <= w.start and w.end <= end]
    words, marks = shifted(inside, [m for m in block.marks if start < m.offset <= end], -start)
    return replace(block, text=block.text[start:end], words=words, marks=marks)


def _merge_notes(
    notes: Sequence[Footnote], xml: XmlText, body: Stream
) -> tuple[list[Footnote], dict[int, int], list[str]]:
    """The notes with the text of the XML, and the index of every note of the XML among them."""
    stream, begins = Stream.of((note.text, note.words) for note in notes)
    merged, of_xml, lost = list(notes), dict[int, int](), list[str]()
    used: set[int] = set()
    seen: dict[XmlNote, int] = {}
    cursor = body_cursor = 0
    for number, told in enumerate(xml.notes):
        if told in seen:  # a second marker of the same note
            of_xml[number] = seen[told]
            continue
        letters = folded(told.text)
        at = stream.find(letters, cursor)
        source = stream
        if at >= 0:
            cursor = at + len(letters)
            index = max(i for i, begin in enumerate(begins) if begin <= at)
        else:
            at, source = body.find(letters, body_cursor), body
            index = len(merged)
        if at < 0 or not letters:
            near = _same_label(merged, told.label, used)
            lost.append(told.label)
            if near is not None:  # its own text is what the page shows
                of_xml[number] = near
                used.add(near)
            continue
        source.take(at, at + len(letters))
        if index in used or index >= len(merged):
            index = len(merged)
            merged.append(Footnote(index, told.label, 0, "", ()))
        used.add(index)
        words = source.place(told.text, at)
        merged[index] = replace(
            merged[index], label=told.label or merged[index].label, text=told.text, words=words,
            page=words[0].page, anchor_page=None, anchor="",
        )
        of_xml[number] = seen[told] = index
    warnings = [
        f"noot {', '.join(lost[:8])} van de XML staat niet letterlijk in de PDF; daar geldt de PDF"
    ] if lost else []
    return merged, of_xml, warnings


def _same_label(notes: Sequence[Footnote], label: str, used: set[int]) -> int | None:
    """The next note of the PDF with a label."""
    return next((n.index for n in notes if n.label == label and n.index not in used), None)
