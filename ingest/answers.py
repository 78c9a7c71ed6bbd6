"""Vraag/Antwoord: which blocks ask, which answer, with their numbers, and where answers point.

Three ways in which official documents write them: labels (`Vraag 1`, `Antwoord vragen 1 en 3`),
lone numbers above the questions with labelled answers, and lists of questions and answers in
which a numbered question is followed by its answer without a label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ingest.types import Block, BlockKind

_NUMBER = r"\d{1,3}(?:\s?[a-z]\b(?!/))?"
_NUMBERS = (
    rf"{_NUMBER}(?:\s*(?:,\s*en|,|en|&|t/m|tot en met|[-–])\s*(?:vra(?:ag|gen)\s+)?{_NUMBER})*"
)
_ASKED = r"(?:Vra(?:ag|gen)|VRA(?:AG|GEN))(?: nummer)?"
_ANSWERED = (
    r"(?:Gezamenlijk )?(?:[Aa]ntwoord(?:en)?|Beantwoording|ANTWOORD(?:EN)?)"
    r"(?: (?:op|van|OP))?(?: (?:(?:de|DE) )?(?:sub)?(?:vra(?:ag|gen)|VRA(?:AG|GEN)))?"
)
LABEL = re.compile(rf"^({_ASKED}|{_ANSWERED})\s+({_NUMBERS})\s*[.:]?$")
"""A line that is a label and nothing else."""
_INLINE = re.compile(rf"^({_ASKED}|{_ANSWERED})\s+({_NUMBERS})\s*(?:[.:]|\s[–-])\s+(?=\S)")
_BARE_ANSWER = re.compile(
    r"^(?:Antwoord|Reactie)(?: van (?:de )?(?:[Mm]inister|[Ss]taatssecretaris))?\s*:?$"
)
_LONE_NUMBER = re.compile(rf"^({_NUMBER})[.)]?$")
_NUMBERED_QUESTION = re.compile(rf"^(?:Vraag )?({_NUMBER})[.):]? +[A-ZÀ-Þ«“‘][^?]*\?")
_LIST_TITLE = re.compile(
    r"\blijst van (?:feitelijke )?vragen(?: en antwoorden)?\b|feitelijke vragen", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^(?:Mededeling|Toelichting|Ondertekening|Bijlagen?|Hoogachtend|Inhoud\w*)\b"
    r"(?: \d+| [A-Z])?\s*[:,]?$"
)
_QUESTION_END = re.compile(r"\?[»”’\"')\]]*(?:\s*\([^)]*\))?$")
_POINTER = re.compile(
    r"\b(?:[Zz]ie|[Vv]erwijs|[Vv]erwezen|[Vv]erwijzen|[Vv]erwijzing)\b[^.?!]{0,80}?"
    r"\b(?:ant?woord(?:en)?|beantwoording)\b(?: hier\w*)?"
    rf"(?: (?:op|van|bij|onder))?(?: (?:de )?vra(?:ag|gen))?\s+({_NUMBERS})",
)
_SHORT_ANSWER = 400


def is_label(text: str) -> bool:
    """Whether a line only says which question or answer follows."""
    return LABEL.match(text) is not None or _BARE_ANSWER.match(text) is not None


def begins_item(text: str) -> bool:
    """Whether a line opens a question or an answer, label and text on one line."""
    return _INLINE.match(text) is not None


def numbers_in(label: str) -> tuple[str, ...]:
    """`Antwoord vragen 1 en 3` -> 1, 3; `1 t/m 4` -> 1, 2, 3, 4; `3a en 3b` -> 3a, 3b."""
    found: list[str] = []
    through = False
    for part in re.findall(rf"{_NUMBER}|t/m|tot en met|[-–]", label.lower()):
        if not part[0].isdigit():
            through = bool(found)
            continue
        number = re.sub(r"\s", "", part)
        first, last = (re.sub(r"\D", "", n) for n in (found[-1] if found else "0", number))
        if through and int(first) < int(last) <= int(first) + 200:
            found += [str(n) for n in range(int(first) + 1, int(last))]
        found.append(number)
        through = False
    return tuple(dict.fromkeys(found))


def answers_pointed_at(text: str) -> tuple[str, ...]:
    """Numbers of the questions whose answer a short answer refers to instead of answering."""
    if len(text) > _SHORT_ANSWER:
        return ()
    found = (numbers_in(match.group(1)) for match in _POINTER.finditer(text))
    return tuple(dict.fromkeys(number for numbers in found for number in numbers))


def questions_and_answers(
    blocks: Sequence[Block], closing: Collection[int] = ()
) -> tuple[Block, ...]:
    """Give the blocks of questions and answers their kind, label and pointers.

    The headings at the places `closing` end an answer; others stand within it.
    """
    labelled = [_with_label(block) for block in blocks]
    kinds = {_kind_of(block.label) for block in labelled if block.label}
    if not kinds and _is_list(blocks):
        return tuple(_pointing(list(_plain_list(labelled))))
    lone = "answer" in kinds and "question" not in kinds
    return tuple(_pointing(list(_labelled(labelled, closing, lone_numbers=lone))))


def _with_label(block: Block) -> Block:
    """A block that is a label becomes a heading of its own kind."""
    if block.kind == "table" or not LABEL.match(block.text):
        return block
    return replace(block, kind="heading", label=block.text.rstrip(" .:"), level=9)


def _kind_of(label: str) -> BlockKind:
    return "question" if label.lower().startswith("vra") else "answer"


def _labelled(
    blocks: Sequence[Block], closing: Collection[int], *, lone_numbers: bool
) -> Iterator[Block]:
    kind: BlockKind | None = None
    label = ""
    for place, block in enumerate(blocks):
        inline = _INLINE.match(block.text) if block.kind not in ("table", "heading") else None
        lone = _LONE_NUMBER.match(block.text) if lone_numbers and not block.label else None
        if block.label:
            kind, label = _kind_of(block.label), block.label
            yield block
        elif inline:
            label = inline.group().strip(" .:–-")
            kind = _kind_of(label)
            yield replace(block, kind=kind, label=label)
        elif lone:
            kind, label = "question", f"Vraag {lone.group(1)}"
            yield replace(block, kind="heading", label=label, level=9)
        elif kind and _BARE_ANSWER.match(block.text):
            kind, label = "answer", "Antwoord " + " ".join(label.split()[1:])
            yield replace(block, kind="heading", label=label, level=9)
        elif kind and (_CLOSING.match(block.text) or (place in closing and kind == "answer")):
            kind, label = None, ""
            yield block
        else:
            yield _as_part(block, kind, label)


def _as_part(block: Block, kind: BlockKind | None, label: str) -> Block:
    """A block below a label: part of the question or answer, but for tables and headings."""
    if kind is None or (block.kind == "heading" and kind == "answer"):
        return block
    if block.kind == "table":
        return replace(block, label=label)
    return replace(block, kind=kind, label=label, level=0)


def _is_list(blocks: Sequence[Block]) -> bool:
    """Whether the first page says that this is a list of questions and answers."""
    first = [b for b in blocks if b.words and b.words[0].page == blocks[0].words[0].page]
    return any(_LIST_TITLE.search(b.text) for b in first)


def _plain_list(blocks: Sequence[Block]) -> Iterator[Block]:
    """Numbered questions in order, each followed by its answer without a label."""
    expected = 1
    kind: BlockKind | None = None
    for block in blocks:
        number = _opening_number(block)
        if number == expected and block.kind != "table":
            kind, expected = "question", expected + 1
            label = f"Vraag {number}"
            if _LONE_NUMBER.match(block.text):
                yield replace(block, kind="heading", label=label, level=9)
                continue
            yield replace(block, kind=kind, label=label, level=0)
            kind = "answer" if _QUESTION_END.search(block.text) else kind
        elif kind and (_CLOSING.match(block.text) or block.kind == "heading"):
            kind = None if _CLOSING.match(block.text) else kind
            yield block
        elif kind and _BARE_ANSWER.match(block.text):
            kind = "answer"
            yield replace(block, kind="heading", label=f"Antwoord {expected - 1}", level=9)
        else:
            name = "Vraag" if kind == "question" else "Antwoord"
            yield _as_part(block, kind, f"{name} {expected - 1}" if kind else "")
            if kind == "question" and _QUESTION_END.search(block.text):
                kind = "answer"


def _opening_number(block: Block) -> int | None:
    match = _LONE_NUMBER.match(block.text) or _NUMBERED_QUESTION.match(block.text)
    return int(re.sub(r"\D", "", match.group(1))) if match else None


def _pointing(blocks: Sequence[Block]) -> Iterator[Block]:
    """Answers that only refer to another answer know which."""
    answers: dict[str, str] = {}
    for block in blocks:
        if block.kind == "answer":
            answers[block.label] = f"{answers.get(block.label, '')} {block.text}".strip()
    for block in blocks:
        pointed = answers_pointed_at(answers[block.label]) if block.kind == "answer" else ()
        own = numbers_in(block.label) if pointed else ()
        others = tuple(number for number in pointed if number not in own)
        yield replace(block, refers_to=others) if others else block
