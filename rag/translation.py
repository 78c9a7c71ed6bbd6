"""English questions in Dutch terms: every word with its likely translations.

The table of words was learnt from pairs of sentences by `python -m ingest.training.dictionary`.
A word counts as the best translation that a passage has, weighted by its probability (after
Darwish and Oard's probabilistic structured queries, 2003).
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.errors import VoetnootError
from ingest.lexical import QueryWord, Way, stems
from rag.question import STOP_WORDS

BUNDLED = Path(__file__).parent / "en-nl.tsv.xz"
MOST = 6
"""Translations of a word that are looked for."""
LEAST = 0.1
"""Share of a word's translations below which one is left out."""
OWN = 0.3
"""What an English word as it is counts beside its translations; a name counts as 1."""
_WORD = re.compile(r"[^\W_]+")

Table = Mapping[str, Sequence[Way]]
"""English stem -> Dutch words, likeliest first."""


class DictionaryError(VoetnootError):
    """The bundled table of translations is missing or damaged."""


@lru_cache
def bundled_table() -> Table:
    """The table that comes with the project. Raises `DictionaryError`."""
    return read_table(BUNDLED)


def read_table(path: Path) -> Table:
    """A line: an English stem, then Dutch words with their shares. Raises `DictionaryError`."""
    try:
        lines = lzma.decompress(path.read_bytes()).decode().splitlines()
        return {stem: [_way(cell) for cell in cells]
                for stem, *cells in (line.split("\t") for line in lines)}
    except (OSError, lzma.LZMAError, ValueError) as error:
        raise DictionaryError(
            f"{path} ontbreekt of is beschadigd ({error}). Zet het bestand terug uit de "
            "distributie, of maak het opnieuw met: make dictionary"
        ) from error


def _way(cell: str) -> Way:
    word, _, share = cell.rpartition(" ")
    return Way(word, float(share))


def dutch_terms(
    question: str, knows: Callable[[str], bool], table: Table | None = None
) -> list[QueryWord]:
    """The content words of an English question, each as it may stand in a Dutch text.

    `knows` tells whether a Dutch word occurs in the index: what does not occur takes no share.
    Names and figures count as they are, and so do words without a translation.
    """
    table = bundled_table() if table is None else table
    found: list[QueryWord] = []
    for place, match in enumerate(_WORD.finditer(question)):
        word = match.group()
        if word.lower() in STOP_WORDS:
            continue
        ways = translations(table, word, knows)
        own = 1.0 if not ways or _is_name(word, first=place == 0) else OWN
        if word.lower() not in (way.text for way in ways):
            ways.append(Way(word, own))
        found.append(ways)
    return found


def translations(table: Table, word: str, knows: Callable[[str], bool]) -> list[Way]:
    """The likely Dutch words for an English one, shares summing to 1; empty where none is known."""
    known = [way for stem in stems(word, "english") for way in table.get(stem, ())
             if knows(way.text)][:MOST]
    total = sum(way.weight for way in known)
    return [Way(way.text, way.weight / total) for way in known if way.weight >= LEAST * total]


def _is_name(word: str, *, first: bool) -> bool:
    """Whether it has a figure, a capital inside, or one in front and is not the first word."""
    inner = any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word)
    return inner or (word[0].isupper() and not first)
