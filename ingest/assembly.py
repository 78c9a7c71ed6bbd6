"""Lines -> one text with the box of every word and the place of every footnote marker.

Words broken at a line end are joined; a hyphen that belongs to the word stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.hyphens import Hyphens
from ingest.lines import Line, Token
from ingest.notezone import GLUED_MARKER
from ingest.pdf import LINE_END_HYPHEN
from ingest.spacing import put_right
from ingest.types import Mark, Word


class Resolver(Protocol):
    """Finds the note of a marker."""

    def __call__(self, page: int, label: str) -> int | None:
        """Index of the note with this label for a marker on this page; None without."""

    def missing(self, page: int, label: str) -> bool:
        """Whether a note with this label stands on the page and no raised marker leads to it."""

    def doubtful(self, page: int, label: str) -> bool:
        """Whether a raised number may be none: more than one on the page, or its note is far."""


class _NoNotes:
    """The resolver for text that carries no markers."""

    def __call__(self, page: int, label: str) -> int | None:
        return None

    def missing(self, page: int, label: str) -> bool:
        return False

    def doubtful(self, page: int, label: str) -> bool:
        return False


no_notes = _NoNotes()

_MARKER = re.compile(r"^[(\[]?\d{1,3}([,;]\d{1,3})*[)\],;]?$|^\*{1,3}$|^[a-z]\)?$")
_LABELS = re.compile(r"\d+|\*+|[a-z]")
_PLAIN_MARKER = re.compile(r"(?<=\w)(\*{1,3})(?=[.,;:)]*$)|\[(\d{1,3})\](?=[.,;:)]*$)")
_MAYBE_MARKED = re.compile(r"[^\d*\]][\d*\]]+[.,;:)]*$")
_UNIT = re.compile(r"(?:^|[\s\d(.,/])(?:m|km|cm|dm|mm|hm|ha)$")
_POWER = re.compile(r"(?:^|[^\d])10$|(?:^|[\s(=+/·×*-])[A-Za-z]$|\b(?:art\.|artikel) ?\d+$")


_NO_WITNESS = Hyphens()


@dataclass(frozen=True)
class AssembledText:
    """A text with its words and markers; offsets count in `text`."""

    text: str
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]


def shifted(
    words: Sequence[Word], marks: Sequence[Mark], by: int
) -> tuple[tuple[Word, ...], tuple[Mark, ...]]:
    """The same words and markers with all offsets moved by `by` characters."""
    if not by:
        return tuple(words), tuple(marks)
    return (
        tuple([Word._make((s + by, e + by, *where)) for s, e, *where in words]),
        tuple(m._replace(offset=m.offset + by) for m in marks),
    )


def assemble(
    lines: Iterable[Line],
    resolve: Resolver,
    hyphens: Hyphens = _NO_WITNESS,
    *,
    separator: str = " ",
    skip: int = 0,
) -> AssembledText:
    """Join lines to one text; `skip` leaves out that many tokens at the start (a note's label)."""
    builder = _Builder(resolve, hyphens)
    for number, line in enumerate(lines):
        builder.add_line(line, separator if number else "", skip if not number else 0)
    return builder.finish()


class _Builder:
    def __init__(self, resolve: Resolver, hyphens: Hyphens) -> None:
        self._resolve = resolve
        self._hyphens = hyphens
        self._parts: list[str] = []
        self._length = 0
        self._words: list[Word] = []
        self._marks: list[Mark] = []
        self._hyphen_open = False

    def add_line(self, line: Line, separator: str, skip: int) -> None:
        tokens = put_right(line.tokens[skip:])
        if self._hyphen_open:
            self._close_hyphen(tokens, separator)
        elif self._parts:
            self._append(separator)
        for number, token in enumerate(tokens):
            last = number == len(tokens) - 1
            self._add_token(token, line.page, spaced=token.spaced and number > 0, last=last)

    def finish(self) -> AssembledText:
        if self._hyphen_open:
            self._append("-")
        return AssembledText("".join(self._parts), tuple(self._words), tuple(self._marks))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _close_hyphen(self, tokens: Sequence[Token], separator: str) -> None:
        self._hyphen_open = False
        before = self._parts[-1] if self._parts else ""
        after = tokens[0].text if tokens else ""
        if self._hyphens.suspended(after):
            self._append("-" + separator)
        elif self._hyphens.keep(before, after):
            self._append("-")

    def _add_token(self, token: Token, page: int, *, spaced: bool, last: bool) -> None:
        text = token.text
        if text.isalpha() and token.shift != 1:  # most words: no marker, no hyphen
            self._put(text, token, page, spaced)
            return
        if token.shift == 1 and self._take_marker(token, page):
            return
        if _MAYBE_MARKED.search(text):
            text = self._take_plain_marker(token, page)
        broken = last and text.endswith((LINE_END_HYPHEN, "-"))
        if broken and text[:-1].strip(LINE_END_HYPHEN):
            text, self._hyphen_open = text[:-1], True
        text = text.replace(LINE_END_HYPHEN, "")
        if text:
            self._put(text, token, page, spaced)

    def _put(self, text: str, token: Token, page: int, spaced: bool) -> None:
        start = self._length
        after_marker = bool(self._marks) and self._marks[-1].offset == start
        if spaced and start and not (after_marker and text[0] in ".,;:)»”?!"):
            self._parts.append(" ")
            start += 1
        self._parts.append(text)
        self._length = start + len(text)
        self._words.append(Word(start, self._length, page, *token[1:5]))

    def _take_marker(self, token: Token, page: int) -> bool:
        """Tie a raised number to its note; exponents and unknown labels stay text."""
        if not _MARKER.match(token.text) or self._is_power(token, page):
            return False
        notes: list[int] = []
        for label in _LABELS.findall(token.text):
            notes += self._notes_of(page, label)
        if not notes:
            return False
        self._marks += [Mark(self._length, note) for note in notes]
        return True

    def _take_plain_marker(self, token: Token, page: int) -> str:
        """The text of a token without the `*`, `[1]` or plain `1` at its end that is a marker."""
        match = _PLAIN_MARKER.search(token.text)
        label = (match.group(1) or match.group(2)) if match else ""
        if match is None and (match := GLUED_MARKER.search(token.text)):
            label = match["label"] if self._resolve.missing(page, match["label"]) else ""
        note = self._resolve(page, label) if label else None
        if match is None or note is None:
            return token.text
        cut = match.start() + len(match.groupdict().get("stop") or "")
        before, after = token.text[:cut], token.text[match.end() :]
        spaced = token.spaced and self._length and before
        place = self._length + (1 if spaced else 0) + len(before)
        self._marks.append(Mark(place, note))
        return before + after

    def _notes_of(self, page: int, label: str) -> list[int]:
        """The note of a label; of `45` without such a note, notes 4 and 5."""
        whole = self._resolve(page, label)
        if whole is not None:
            return [whole]
        for cut in range(1, len(label)):
            first, second = label[:cut], label[cut:]
            one, two = self._resolve(page, first), self._resolve(page, second)
            if one is not None and two is not None and int(second) == int(first) + 1:
                return [one, two]
        return []

    def _is_power(self, token: Token, page: int) -> bool:
        """Whether a raised number is an exponent: m², or 10³ where note 3 has its own marker."""
        if token.spaced or not token.text.isdigit():
            return False
        tail = self._tail()
        if token.text in "23" and _UNIT.search(tail):
            return True
        return bool(_POWER.search(tail)) and self._resolve.doubtful(page, token.text)

    def _tail(self) -> str:
        return "".join(self._parts[-4:])[-12:]
