"""Body lines -> blocks: headings, paragraphs, lists, tables, questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ingest.answers import begins_item, is_label, questions_and_answers
from ingest.assembly import assemble
from ingest.footnotes import NoteFinder
from ingest.hyphens import Hyphens
from ingest.layout import PageLayout
from ingest.lines import Line
from ingest.table_finding import continues
from ingest.tables import read_table
from ingest.types import Block, BlockKind

_BULLET = re.compile(r"^([•●▪■◦○–—\-\uf0b7\uf02d·]|\d{1,2}[.)]|[a-z][.)]|\(\w{1,3}\))$")
_NUMBERED_HEADING = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.? +[A-Z]")
_LETTERED_HEADING = re.compile(r"^[A-Z]\. ")
_SENTENCE_END = re.compile(r"[.?!:;][»”’\"')\]]*$")
_FIELD = re.compile(r"^(Datum|Betreft|Onderwerp|Aan|Van|Onze referentie|Uw referentie|Kenmerk)\b")
_MAX_HEADING = 140


@dataclass
class _Group:
    lines: list[Line]

    @property
    def table(self) -> bool:
        return self.lines[0].table is not None


def read_blocks(
    layouts: Sequence[PageLayout], body_size: float, finder: NoteFinder, hyphens: Hyphens
) -> tuple[Block, ...]:
    """The blocks of a document in reading order; paragraphs that run over pages are joined."""
    groups: list[_Group] = []
    for layout in layouts:
        page_groups = list(_groups(layout))
        if groups and page_groups and _runs_on(groups[-1], page_groups[0]):
            groups[-1].lines += page_groups.pop(0).lines
        groups += page_groups
    tables = count()
    blocks = [
        _table_block(next(tables), group, finder)
        if group.table
        else _block(group, body_size, finder, hyphens)
        for group in groups
    ]
    return questions_and_answers([b for b in blocks if b.text])


def _groups(layout: PageLayout) -> Iterator[_Group]:
    lines = layout.body
    if not lines:
        return
    right = sorted(line.x1 for line in lines)[int(len(lines) * 0.85)]
    group = _Group([lines[0]])
    for i in range(1, len(lines)):
        line, before = lines[i], lines[i - 1]
        if line.table or before.table or _breaks(before, line, layout, right):
            yield group
            group = _Group([line])
        else:
            group.lines.append(line)
    yield group


def _breaks(before: Line, line: Line, layout: PageLayout, right: float) -> bool:
    """Whether a paragraph ends between two lines of a page."""
    step = line.baseline - before.baseline
    if step <= 0 or step > 1.2 * layout.leading + 0.05 * line.size:
        return True
    if abs(line.size - before.size) > 0.8:
        return True
    if line.style != before.style and max(line.style, before.style) == 2:
        return True
    if is_label(line.text) or is_label(before.text) or begins_item(line.text):
        return True
    first = line.tokens[0].text
    if _BULLET.match(first) and len(line.tokens) > 1 and not _hangs_in(before, line):
        return True
    if _FIELD.match(line.text) or _FIELD.match(before.text):
        return True
    short = before.x1 < right - 0.12 * layout.width
    return short and bool(_SENTENCE_END.search(before.text))


def _hangs_in(before: Line, line: Line) -> bool:
    """A number at a line start that belongs to the sentence: no new item begins there."""
    first = line.tokens[0].text
    if first[0].isdigit():
        return abs(line.x0 - before.x0) < 2 and not _SENTENCE_END.search(before.text)
    return first in "-–—" and not _SENTENCE_END.search(before.text) and line.x0 == before.x0


def _runs_on(group: _Group, following: _Group) -> bool:
    last, first = group.lines[-1], following.lines[0]
    if last.table and first.table:
        return continues(last.table, first.table)
    if group.table or following.table or abs(last.size - first.size) > 0.8:
        return False
    if last.style == 2 or is_label(first.text) or is_label(last.text) or begins_item(first.text):
        return False
    if _SENTENCE_END.search(last.text):
        return False
    begin = first.text[:1]
    long_line = len(last.text) > 45
    return begin.islower() or begin in "(«“‘€" or (long_line and not _BULLET.match(begin + "."))


def _table_block(number: int, group: _Group, finder: NoteFinder) -> Block:
    parts = [(line.table, finder.in_table(line.top)) for line in group.lines if line.table]
    text, table = read_table(number, parts)
    return Block("table", text.text, text.words, marks=text.marks, table=table)


def _block(group: _Group, body_size: float, finder: NoteFinder, hyphens: Hyphens) -> Block:
    text = assemble(group.lines, finder, hyphens)
    level = _heading_level(group.lines, text.text, body_size)
    kind: BlockKind = "heading" if level else "paragraph"
    if not level and _BULLET.match(group.lines[0].tokens[0].text):
        kind = "list"
    return Block(kind, text.text, text.words, level=level, marks=text.marks)


def _heading_level(lines: Sequence[Line], text: str, body_size: float) -> int:
    if len(text) > _MAX_HEADING or len(text) < 3 or not any(c.isalpha() for c in text):
        return 0
    larger = min(line.size for line in lines) > 1.08 * body_size
    style = lines[0].style if len({line.style for line in lines}) == 1 else 0
    numbered = _NUMBERED_HEADING.match(text)
    if not larger and not style and not (numbered and len(text) < 80):
        return 0
    if _SENTENCE_END.search(text) and not larger and style != 2:
        return 0
    if text[0].islower():
        return 0
    if numbered:
        return min(5, 1 + numbered.group(1).count(".") + 1)
    return 1 if larger else 3 if style == 2 else 5
