"""Our own glossaries: English words of policy in Dutch, everyday Dutch words in official ones.

Written for this project from general knowledge, not from documents or questions. A line is a word
or phrase of at most three words, a tab, and its renderings, likeliest first, between bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from corpus.errors import VoetnootError
from ingest.lexical import stems

FOLDER = Path(__file__).parent / "glossary"
Source = Literal["english", "dutch"]
FILES: dict[Source, Path] = {"english": FOLDER / "en-nl.tsv", "dutch": FOLDER / "nl-nl.tsv"}
LONGEST = 3
"""Words of a phrase."""

Glossary = Mapping[tuple[str, ...], tuple[str, ...]]
"""Stems of a word or phrase -> Dutch renderings, likeliest first."""


class GlossaryError(VoetnootError):
    """A glossary is missing or damaged."""


@lru_cache
def glossary(source: Source) -> Glossary:
    """The glossary of a language by the stems of its heads. Raises `GlossaryError`."""
    known: dict[tuple[str, ...], dict[str, None]] = {}
    for head, renderings in entries(source):
        known.setdefault(tuple(stems(head, source)), {}).update(dict.fromkeys(renderings))
    return {key: tuple(renderings) for key, renderings in known.items()}


def entries(source: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every head with its renderings, as written. Raises `GlossaryError`, which names the line."""
    path = FILES[source]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(
            f"{path} ontbreekt of is beschadigd ({error}). Zet het bestand terug uit de"
            " distributie."
        ) from error
    for number, line in enumerate(lines, 1):
        head, _, renderings = line.partition("\t")
        if not head or not renderings:
            raise GlossaryError(f"{path}, regel {number}: geen woord met vertalingen: {line!r}.")
        yield head, tuple(renderings.split("|"))


def phrases(
    known: Glossary, stemmed: Sequence[str]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """`(start, length, renderings)` of the heads in a text, longest first, none within another."""
    start = 0
    while start < len(stemmed):
        length = next((n for n in range(min(LONGEST, len(stemmed) - start), 0, -1)
                       if tuple(stemmed[start : start + n]) in known), 0)
        if length:
            yield start, length, known[tuple(stemmed[start : start + length])]
        start += max(length, 1)
