"""Where a text stands in words that were read from pages: same letters, same order.

Both sides are compared folded (without white space and hyphens), letter for letter, so that a
match is a quote that will be verified on its page, and every letter knows its word and box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.folding import fold
from ingest.types import Word

_SHORT = 30
_NEAR = 400
"""A short text (`Ja.`) stands everywhere: it is looked for no further than this."""


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    return fold(letter)


def folded(text: str) -> str:
    """Letter by letter, so that every letter of the result is of one letter of `text`."""
    return "".join(map(_folded_letter, text))


@dataclass
class Stream:
    """The letters of many texts one after another; `owners` gives the word of every letter."""

    text: str = ""
    owners: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)
    """1 for letters that were matched; they are not matched twice."""

    @classmethod
    def of(cls, texts: Iterable[tuple[str, Sequence[Word]]]) -> tuple[Stream, list[int]]:
        """The stream of some texts, and where each begins in it."""
        stream, begins, parts = cls(), [], list[str]()
        for text, words in texts:
            begins.append(len(stream.owners))
            for word in words:
                letters = folded(text[word.start : word.end])
                parts.append(letters)
                stream.owners += [len(stream.words)] * len(letters)
                stream.words.append(word)
        stream.text = "".join(parts)
        stream.taken = bytearray(len(stream.text))
        return stream, begins

    def find(self, letters: str, cursor: int) -> int:
        """Where free letters stand, first from `cursor` on; -1 for nowhere."""
        if not letters:
            return -1
        if len(letters) < _SHORT:
            return self._free(letters, cursor, min(len(self.text), cursor + _NEAR + len(letters)))
        ahead = self._free(letters, cursor, len(self.text))
        return ahead if ahead >= 0 else self._free(letters, 0, len(self.text))

    def _free(self, letters: str, start: int, end: int) -> int:
        at = self.text.find(letters, start, end)
        while at >= 0 and any(self.taken[at : at + len(letters)]):
            at = self.text.find(letters, at + 1, end)
        return at

    def take(self, start: int, end: int) -> None:
        """Letters `[start, end)` are matched."""
        self.taken[start:end] = b"\x01" * (end - start)

    def place(self, text: str, start: int) -> tuple[Word, ...]:
        """The words of a text that stands at `start`, each with the box of what it stands in.

        A word that a line end breaks has a part for each line.
        """
        found: list[Word] = []
        position = start
        for match in re.finditer(r"\S+", text):
            begin, owner = match.start(), -1
            for offset in range(match.start(), match.end()):
                letters = len(_folded_letter(text[offset]))
                if not letters:
                    continue
                current = self.owners[position]
                position += letters
                if owner >= 0 and current != owner and self._apart(owner, current):
                    found.append(self._word(owner, begin, offset))
                    begin = offset
                owner = current
            if owner < 0:  # a lone hyphen: it stands by the letter that comes next
                owner = self.owners[min(position, len(self.owners) - 1)]
            found.append(self._word(owner, begin, match.end()))
        return tuple(found)

    def _apart(self, one: int, other: int) -> bool:
        """Whether two words stand on different lines."""
        a, b = self.words[one], self.words[other]
        return a.page != b.page or b.x0 < a.x0 or abs(a.bottom - b.bottom) > a.bottom - a.top

    def _word(self, owner: int, start: int, end: int) -> Word:
        return self.words[owner]._replace(start=start, end=end)
