"""Official XML -> paragraphs and notes in reading order. Footnotes are marked there, pages are not.

The root kinds that occur (kamerstuk, kamervragen, handelingen, staatscourant, staatsblad) differ in
their containers; what they share is taken: `al` paragraphs, `kop` and `titel` headings, `li` items,
`vraag` and `antwoord` with their numbers, CALS tables, and `noot` inside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from corpus.xmlfile import UnreadableXml, read_xml, tag_of
from ingest.types import BlockKind, Mark

_INLINE = frozenset(
    "nadruk extref intref sup inf noot datum naam achternaam voornaam voorvoegsels politiek"
    " organisatie functie plaats kamervraagonderwerp ondernummer dossiernr i b u vet cur onderstr"
    " redactie ed-note nootref geslachtsnaam titulatuur afkorting br".split()
)
_LEFT_OUT = frozenset(
    "metadata meta plaatje illustratie noot publicatiemeta tekstregel kamervraagnummer"
    " link bijschrift-plaatje".split()
)
_JOINED = {"kop": None, "dossier": ("dossiernummer", "titel"), "stuk": ("stuknr", "titel"),
           "agendapunt": ("nr", "item-titel")}
"""Elements whose named children (all, for None) make one heading."""
_HEADINGS = frozenset("kop titel tussenkop item-titel dossier stuk agendapunt spreker".split())
_BELOW = {"tussenkop": 2, "spreker": 3}
"""How far below its section a heading is."""
_TURNS: dict[str, BlockKind] = {"vraag": "question", "antwoord": "answer"}
_APART = frozenset("al br li voorvoegsels".split())
"""Elements after which a space stands, whether the file has one or not."""
_NOTE_HERE = "\ue000"
_QA_LEVEL = 9
_DEEPEST = 5


@dataclass(frozen=True)
class XmlParagraph:
    """A paragraph, heading, list item or table; `marks` index the notes of the document."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""
    level: int = 0
    bullet: int = 0
    """How many characters at the start are the number or the sign of a list item or a heading: a
    PDF may have them elsewhere, or drawn."""


@dataclass(frozen=True)
class XmlNote:
    """A footnote as the publisher marked it."""

    label: str
    text: str


@dataclass(frozen=True)
class XmlText:
    """The text of a publication. `head` is what its masthead says, one line each."""

    paragraphs: tuple[XmlParagraph, ...]
    notes: tuple[XmlNote, ...]
    head: tuple[str, ...]


def read_publication(path: Path) -> XmlText:
    """Raises `UnreadableXml`, also where the file is no publication with text."""
    root = read_xml(path)
    reader = _Reader()
    reader.walk(root, _Place())
    if not reader.paragraphs:
        raise UnreadableXml(path.name, "geen tekst van een officiële publicatie")
    head = tuple(
        _clean("".join(element.itertext()))
        for element in root.iter() if tag_of(element) in ("tekstregel", "kamervraagnummer")
    )
    return XmlText(tuple(reader.paragraphs), tuple(reader.notes), head)


@dataclass(frozen=True)
class _Place:
    """Where in the document the walk is."""

    depth: int = 0
    kind: BlockKind = "paragraph"
    label: str = ""
    bullet: str = ""


@dataclass
class _Reader:
    paragraphs: list[XmlParagraph] = field(default_factory=list)
    notes: list[XmlNote] = field(default_factory=list)
    _by_id: dict[str, int] = field(default_factory=dict)
    _marked: list[int] = field(default_factory=list)
    """The notes of the markers in the text that is being read."""

    def walk(self, element: Element, place: _Place) -> None:
        tag = tag_of(element)
        if tag in _LEFT_OUT or not tag:
            return
        if tag == "table":
            self._table(element, place)
        elif tag in _TURNS:
            self._turn(element, place)
        elif tag == "li":
            self._item(element, place)
        elif tag in _JOINED:
            self._joined(element, tag, place)
        elif _is_text(element):
            self._paragraph([element], tag, place)
        else:
            self._children(list(element), element.text or "", place)

    def _children(self, children: Sequence[Element], text: str, place: _Place) -> None:
        """Children in order; text that stands loose between them is a paragraph of its own."""
        deeper = any(tag_of(child) in ("kop", "item-titel") for child in children)
        inside = _Place(place.depth + deeper, place.kind, place.label, place.bullet)
        self._loose(text, inside)
        for child in children:
            self.walk(child, inside)
            self._loose(child.tail or "", inside)

    def _loose(self, text: str, place: _Place) -> None:
        if cleaned := _clean(text):
            self.paragraphs.append(XmlParagraph(place.kind, cleaned, label=place.label))

    def _turn(self, element: Element, place: _Place) -> None:
        """A question or an answer: its number is a heading, all below it bears that label."""
        kind, label = _TURNS[tag_of(element)], place.label
        rest = list(element)
        if rest and tag_of(rest[0]) == "nr":
            written, _ = self._inline([rest.pop(0)])
            label = written.rstrip(" .:")
            if label:
                self.paragraphs.append(
                    XmlParagraph("heading", written, label=label, level=_QA_LEVEL)
                )
        self._children(rest, element.text or "", _Place(place.depth, kind, label))

    def _item(self, element: Element, place: _Place) -> None:
        rest = list(element)
        sign = ""
        if rest and tag_of(rest[0]) == "li.nr":
            sign = _clean("".join(rest.pop(0).itertext()))
        kind: BlockKind = "list" if place.kind == "paragraph" else place.kind
        before = len(self.paragraphs)
        self._children(rest, element.text or "", _Place(place.depth, kind, place.label))
        if sign and len(self.paragraphs) > before:
            self.paragraphs[before] = _with_sign(self.paragraphs[before], sign)

    def _joined(self, element: Element, tag: str, place: _Place) -> None:
        wanted = _JOINED[tag]
        parts = [c for c in element if wanted is None or tag_of(c) in wanted]
        text_parts = [part for part in parts if _is_text(part)]
        if text_parts:
            before = len(self.paragraphs)
            self._paragraph(text_parts, tag, place)
            sign = len(_clean("".join(text_parts[0].itertext()))) + 1
            for heading in self.paragraphs[before:]:
                bullet = sign if sign < len(heading.text) and not heading.marks else 0
                self.paragraphs[before] = replace(heading, bullet=bullet)
        deeper = place.depth + (tag == "agendapunt")
        rest = [c for c in element if c not in text_parts]
        self._children(rest, "", _Place(deeper, place.kind, place.label))

    def _paragraph(self, parts: Sequence[Element], tag: str, place: _Place) -> None:
        text, marks = self._inline(parts)
        if not text:
            return
        if tag in _HEADINGS:
            level = min(_DEEPEST, max(1, place.depth + _BELOW.get(tag, 0)))
            self.paragraphs.append(XmlParagraph("heading", text, marks, level=level))
        else:
            self.paragraphs.append(XmlParagraph(place.kind, text, marks, place.label))

    def _table(self, element: Element, place: _Place) -> None:
        rows = []
        for row in (e for e in element.iter() if tag_of(e) == "row"):
            cells = [self._inline([cell])[0] for cell in row if tag_of(cell) == "entry"]
            if any(cells):
                rows.append(" ".join(cell for cell in cells if cell))
        if rows:
            self.paragraphs.append(XmlParagraph("table", "\n".join(rows), label=place.label))

    def _inline(self, parts: Sequence[Element]) -> tuple[str, tuple[Mark, ...]]:
        """The text of elements on one line, and where notes stand in it."""
        self._marked = []
        raw = " ".join("".join(self._pieces(part)) for part in parts)
        # A marker belongs to the word before it, whatever space the file has there.
        raw = re.sub(rf"\s+({_NOTE_HERE}+)", r"\1 ", raw)
        pieces = _clean(raw).split(_NOTE_HERE)
        text, marks = pieces[0], []
        for number, piece in zip(self._marked, pieces[1:], strict=True):
            marks.append(Mark(len(text), number))
            text += piece
        return text, tuple(marks)

    def _pieces(self, element: Element) -> Iterator[str]:
        tag = tag_of(element)
        if tag in ("noot", "nootref"):
            number = self._note_of(element)
            if number is not None:
                self._marked.append(number)
                yield _NOTE_HERE
            return
        if tag in ("plaatje", "illustratie"):
            return
        yield _own(element.text)
        for child in element:
            yield from self._pieces(child)
            yield " " if tag_of(child) in _APART else ""
            yield _own(child.tail)

    def _note_of(self, element: Element) -> int | None:
        """The index of a note, or of the note that a further marker refers to."""
        if tag_of(element) == "nootref":
            return self._by_id.get(element.get("refid") or element.get("idref") or "")
        note = _note(element)
        if not note.text:
            return None
        self.notes.append(note)
        number = len(self.notes) - 1
        if name := element.get("id"):
            self._by_id[name] = number
        return number


def _own(text: str | None) -> str:
    """Text without the character that stands for a marker here."""
    return (text or "").replace(_NOTE_HERE, "")


def _note(element: Element) -> XmlNote:
    label, texts = element.get("nr") or "", []
    for child in element:
        text = _clean("".join(child.itertext()))
        if tag_of(child) == "noot.nr":
            label = text.strip("()[]. ") or label
        elif text:
            texts.append(text)
    if not texts:
        texts = [_clean(element.text or "")]
    return XmlNote(label, " ".join(texts))


def _with_sign(paragraph: XmlParagraph, sign: str) -> XmlParagraph:
    """A list item with its number or sign in front."""
    by = len(sign) + 1
    marks = tuple(Mark(mark.offset + by, mark.note) for mark in paragraph.marks)
    return XmlParagraph(
        paragraph.kind, f"{sign} {paragraph.text}", marks, paragraph.label, paragraph.level, by
    )


def _is_text(element: Element) -> bool:
    """Whether an element holds a line of text and nothing that is a paragraph itself."""
    return all(
        tag_of(child) in _INLINE and (tag_of(child) == "noot" or _is_text(child))
        for child in element
    )


def _clean(text: str) -> str:
    """One line. Files that were indented by a program have line ends around every element."""
    plain = re.sub(r"\s*\n\s*(?=[.,;:!?)»])|(?<=[(«])\s*\n\s*", "", text)
    return " ".join(plain.split())
