"""English questions in Dutch terms: every word with its likely translations.

The table of words was learnt from pairs of sentences by `python -m ingest.training.dictionary`;
our own glossary of the words of policy stands beside it (`ingest/glossary.py`), with phrases too. A
word counts as the best translation that a passage has, weighted by its probability (after Darwish
and Oard's probabilistic structured queries, 2003).
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.errors import VoetnootError
from ingest.glossary import Glossary, glossary, phrases
from ingest.lexical import QueryWord, Way, stems
from rag.question import STOP_WORDS

BUNDLED = Path(__file__).parent / "en-nl.tsv.xz"
MOST = 6
"""Translations of a word that are looked for."""
LEAST = 0.1
"""Share of a word's translations below which one is left out."""
OWN = 0.3
"""What an English word as it is counts beside its translations; a name counts as 1."""
GLOSSARY_SHARE = 0.6
"""What the glossary says of a word that both know, beside what was learnt."""
NEXT_RENDERING = 0.7
"""What each further rendering of the glossary counts beside the one before."""
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
    question: str,
    knows: Callable[[str], bool],
    table: Table | None = None,
    own: Glossary | None = None,
) -> list[QueryWord]:
    """The content words of an English question, each as it may stand in a Dutch text.

    `knows` tells whether a Dutch word occurs in the index: what does not occur takes no share.
    Names and figures count as they are, and so do words without a translation. A phrase of the
    glossary stands beside its words. Without `table` and `own`, the bundled ones are used.
    """
    table = bundled_table() if table is None else table
    own = glossary("english") if own is None else own
    words = _WORD.findall(question)
    found: list[QueryWord] = []
    for place, word in enumerate(words):
        if word.lower() in STOP_WORDS:
            continue
        ways = translations(table, own, word, knows)
        is_own = not ways or _is_name(word, first=place == 0)
        if word.lower() not in (way.text for way in ways):
            ways.append(Way(word, 1.0 if is_own else OWN))
        found.append(ways)
    return found + _phrases(own, words, knows)


def translations(
    table: Table, own: Glossary, word: str, knows: Callable[[str], bool]
) -> list[Way]:
    """The likely Dutch words for an English one, shares summing to 1; empty where none is known."""
    known: dict[str, float] = {}
    for stem in stems(word, "english"):
        written = own.get((stem,), ())
        share = (GLOSSARY_SHARE if stem in table else 1.0) if written else 0.0
        for text, weight in _shares(written).items():
            known[text] = known.get(text, 0.0) + share * weight
        for way in table.get(stem, ()):
            known[way.text] = known.get(way.text, 0.0) + (1 - share) * way.weight
    likeliest = sorted((text for text in known if _all_known(text, knows)),
                       key=lambda text: -known[text])[:MOST]
    total = sum(known[text] for text in likeliest)
    return [Way(text, known[text] / total) for text in likeliest
            if known[text] >= LEAST * total]


def _phrases(own: Glossary, words: Sequence[str], knows: Callable[[str], bool]) -> list[QueryWord]:
    stemmed = ["".join(stems(word, "english")) for word in words]
    found: list[QueryWord] = []
    for _, length, renderings in phrases(own, stemmed):
        ways = [Way(text, weight) for text, weight in _shares(renderings).items()
                if _all_known(text, knows)]
        if length > 1 and ways:
            found.append(ways)
    return found


def _shares(renderings: Sequence[str]) -> dict[str, float]:
    """Shares of the renderings of the glossary, summing to 1."""
    weights = [NEXT_RENDERING**n for n in range(len(renderings))]
    return {text: w / sum(weights) for text, w in zip(renderings, weights, strict=True)}


def _all_known(text: str, knows: Callable[[str], bool]) -> bool:
    return all(knows(word) for word in text.split())


def _is_name(word: str, *, first: bool) -> bool:
    """Whether it has a figure, a capital inside, or one in front and is not the first word."""
    inner = any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word)
    return inner or (word[0].isupper() and not first)
