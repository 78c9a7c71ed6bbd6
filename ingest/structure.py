"""Body lines -> blocks: headings, paragraphs, lists, tables, questions and answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ingest.answers import begins_item, is_label, questions_and_answers
from ingest.assembly import assemble
from ingest.footnotes import NoteFinder
from ingest.headings import Standing, standing_of, with_levels
from ingest.hyphens import Hyphens
from ingest.layout import PageLayout
from ingest.lines import Line
from ingest.table_finding import continues
from ingest.tables import read_table
from ingest.types import Block, BlockKind

_BULLETS = "•●▪■◦○–—-·‣⁃"
_NUMERAL = re.compile(
    r"^(\d{1,2}[.)]|[a-z][.)]|[ivx]{1,5}[.)]|\((?:\w|\d{1,2}[a-z]?|([a-z])\2|[ivx]{1,4}|[IVX]{1,4})\))$"
)
"""`3.`, `b)`, `(iv)`; an abbreviation in brackets, `(VNG)`, numbers nothing."""
_ARABIC = re.compile(r"^(\d{1,2})[.)]$")
_SENTENCE_END = re.compile(r"[.?!:;][»”’\"')\]]*$")
_TITLE = 1.08
_TITLE_STEP = 1.5
_FIELD = re.compile(r"^(Datum|Betreft|Onderwerp|Aan|Van|Onze referentie|Uw referentie|Kenmerk)\b")


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
        page_groups = list(_groups(layout, body_size))
        if groups and page_groups and _runs_on(groups[-1], page_groups[0]):
            groups[-1].lines += page_groups.pop(0).lines
        groups += page_groups
    tables = count()
    blocks = [
        _table_block(next(tables), group, finder)
        if group.table
        else _block(group, finder, hyphens)
        for group in groups
    ]
    read = [(block, group) for block, group in zip(blocks, groups, strict=True) if block.text]
    blocks = [block for block, _ in read]
    standings = [_standing(block, group, body_size) for block, group in read]
    blocks, larger = with_levels(blocks, standings)
    return questions_and_answers(blocks, larger)


def _standing(block: Block, group: _Group, body_size: float) -> Standing | None:
    """How a block stands out as a heading; a numbered item of a list does not by its number."""
    if group.table or is_symbol(group.lines[0].tokens[0].text):
        return None
    found = standing_of(group.lines, block.text, body_size)
    return None if found and found.plain and block.kind == "list" else found


def _groups(layout: PageLayout, body_size: float) -> Iterator[_Group]:
    lines = layout.body
    if not lines:
        return
    right = sorted(line.x1 for line in lines)[int(len(lines) * 0.85)]
    group = _Group([lines[0]])
    for i in range(1, len(lines)):
        line, before = lines[i], lines[i - 1]
        title = _is_one_title(before, line, body_size)
        follows = _next_numeral(group.lines[0], line)
        if (
            line.table
            or before.table
            or follows
            or (not title and _breaks(before, line, layout, right))
        ):
            yield group
            group = _Group([line])
        else:
            group.lines.append(line)
    yield group


def _is_one_title(before: Line, line: Line, body_size: float) -> bool:
    """Whether two lines of larger type are one heading that was too long for a line."""
    step = line.baseline - before.baseline
    return (
        before.size > _TITLE * body_size
        and abs(line.size - before.size) < 0.3
        and line.style == before.style
        and 0 < step < _TITLE_STEP * line.size
        and not line.table
        and not before.table
        and not line.text[:1].isdigit()
        and not _SENTENCE_END.search(before.text)
    )


def _breaks(before: Line, line: Line, layout: PageLayout, right: float) -> bool:
    """Whether a paragraph ends between two lines of a page."""
    step = line.baseline - before.baseline
    if step <= 0 or step > 1.2 * layout.leading + 0.05 * line.size:
        return True
    if abs(line.size - before.size) > 0.8:
        return True
    short = before.x1 < right - 0.12 * layout.width
    if line.style != before.style and max(line.style, before.style) == 2:
        return short or not line.text[:1].islower()
    if before.style == 1 and line.style == 0 and short and before.text[:1].isupper():
        return True
    if is_label(line.text) or is_label(before.text) or begins_item(line.text):
        return True
    first = line.tokens[0].text
    if is_bullet(first) and len(line.tokens) > 1 and (short or not _hangs_in(before, line)):
        return True
    if _FIELD.match(line.text) or _FIELD.match(before.text):
        return True
    return short and bool(_SENTENCE_END.search(before.text))


def _next_numeral(first: Line, line: Line) -> bool:
    """Whether a line opens item 3 of a list whose item 2 the group began with."""
    one, two = (_ARABIC.match(x.tokens[0].text) for x in (first, line))
    return one is not None and two is not None and int(two.group(1)) == int(one.group(1)) + 1


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
    if begin.islower() or begin in "(«“‘€":
        return True
    return len(last.text) > 45 and not is_bullet(first.tokens[0].text)


def _table_block(number: int, group: _Group, finder: NoteFinder) -> Block:
    parts = [(line.table, finder.in_table(line.top)) for line in group.lines if line.table]
    text, table = read_table(number, parts)
    return Block("table", text.text, text.words, marks=text.marks, table=table)


def _block(group: _Group, finder: NoteFinder, hyphens: Hyphens) -> Block:
    text = assemble(group.lines, finder, hyphens)
    kind: BlockKind = "list" if is_bullet(group.lines[0].tokens[0].text) else "paragraph"
    return Block(kind, text.text, text.words, marks=text.marks)


def is_bullet(token: str) -> bool:
    """Whether a line that begins with this token is an item of a list."""
    return is_symbol(token) or _NUMERAL.match(token) is not None


def is_symbol(token: str) -> bool:
    """Whether a token is a bullet: a dash, a dot, a box."""
    if len(token) != 1:
        return False
    return token in _BULLETS or unicodedata.category(token) in ("Co", "So", "Sm")
