"""Words broken at a line end: whether the hyphen there belongs to the word.

The document itself is the first witness: a word that stands elsewhere within a line is written
so here too. Where it is silent, what counts is whether the document breaks words at all (a text
that does not only ends its lines in hyphens that are typed), then the rules of Dutch spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Line
from ingest.pdf import LINE_END_HYPHEN

_BREAKS_SHARE = 0.02
_OUTER = ".,;:()[]»«“”‘’'\"?!"
_SUSPENDED = ("en", "of", "tot", "en/of", "dan", "respectievelijk", "resp.")
_CLASH = re.compile(r"(?:a-a|[^bgr]e-e|i-i|[^c]o-o|u-u|[a-z]{3}e-i[a-z]{4})")
_ACRONYM = re.compile(r"(?:[A-Z]{2,}|\d|^[A-Za-z])$")
_ADJECTIVES = re.compile(r"(?:isch|[ie]eel|aal|lijk|iek)-\w+(?:isch|ische|eel|ele|aal|ale|ate)$")
_PREFIX = re.compile(
    r"^(?:niet-(?!temin|tegenst|ig|sont|s$)|oud-(?:minister|kamer|staats|voorz|burg)"
    r"|ex-(?:ante|post|minister)|non-[a-z]|(?:mkb|ggz|hbo|mbo|vwo|btw)-)"
)


@dataclass(frozen=True)
class Hyphens:
    """What a document shows of its own spelling."""

    words: frozenset[str] = frozenset()
    hyphened: frozenset[str] = frozenset()
    breaks_words: bool = True

    def keep(self, before: str, after: str) -> bool:
        """Whether the hyphen between two parts stays; `after` is the first word of the line."""
        if "/" in before or "www." in before or "@" in before:
            return True
        head, tail = before.lstrip(_OUTER), after.rstrip(_OUTER)
        with_hyphen, joined = f"{head}-{tail}".lower(), f"{head}{tail}".lower()
        if joined in self.words:
            return False
        if with_hyphen in self.hyphened:
            return True
        if after[:1].isupper() or after[:1].isdigit() or _ACRONYM.search(before):
            return True
        if not self.breaks_words:
            return True
        last = with_hyphen.rsplit("-", 2)
        pair = "-".join(last[-2:])
        return any(rule.search(pair) for rule in (_CLASH, _ADJECTIVES, _PREFIX))

    @staticmethod
    def suspended(after: str) -> bool:
        """Whether the hyphen stands for a part left out, as in `wet- en regelgeving`."""
        return after in _SUSPENDED


def learn_hyphens(pages: Iterable[Sequence[Line]]) -> Hyphens:
    """Read the spelling of a document from the words that stand within the lines of its pages."""
    words: set[str] = set()
    hyphened: set[str] = set()
    long = ends = 0
    for lines in pages:
        for line in lines:
            for token in line.tokens[1:-1]:
                (hyphened if "-" in token.text else words).add(token.text.strip(_OUTER).lower())
        for line, _ in pairwise(lines):
            long += len(line.tokens) > 4
            ends += line.tokens[-1].text.endswith((LINE_END_HYPHEN, "-"))
    return Hyphens(frozenset(words), frozenset(hyphened), ends >= _BREAKS_SHARE * long)
