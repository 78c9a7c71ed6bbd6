"""Make the table of translations: `python -m ingest.training.dictionary [--output FILE]`.

IBM Model 1 in both directions over pairs of sentences and dictionary entries of the training
data; a translation's weight is p(Dutch | English) · √p(English | Dutch), so that a word that
merely often stands along is none. English words are stems; of a Dutch stem the commonest form
is written down.
"""

from __future__ import annotations

import argparse
import logging
import lzma
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import VoetnootError
from ingest.lexical import plain_words, stems
from ingest.training.alignment import LONGEST, Translations, align
from ingest.training.heldout import read_held_out
from ingest.training.sources import GROUPS, Pair, read_sources

log = logging.getLogger(__name__)

DEFAULT = Path(__file__).parents[2] / "rag" / "en-nl.tsv.xz"


@dataclass(frozen=True)
class Recipe:
    """What the table is made of; sizes hold for the pairs of one group."""

    pairs: tuple[tuple[str, int], ...] = (
        ("treaties", 120_000), ("government", 40_000), ("Tatoeba", 70_000),
        ("help pages", 20_000), ("dictionary", 100_000),
    )
    repeats: tuple[tuple[str, int], ...] = (("dictionary", 4),)
    """How often the pairs of a group count."""
    most: int = 10
    """Translations of a word that are kept."""
    least: float = 0.03
    """Share of a word's translations below which one is dropped."""
    seed: int = 7


class Numbered:
    """Words by number, and the commonest form of each."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._forms: dict[int, Counter[str]] = defaultdict(Counter)

    def add(self, words: Sequence[str], forms: Iterable[str]) -> list[int]:
        """The numbers of the words of a sentence, each once."""
        found = [self.numbers.setdefault(word, len(self.numbers)) for word in words]
        for number, form in zip(found, forms, strict=True):
            self._forms[number][form] += 1
        return list(dict.fromkeys(found))

    def form(self, number: int) -> str:
        """As it is written most often."""
        return self._forms[number].most_common(1)[0][0]


def make_dictionary(data: Path, output: Path, recipe: Recipe) -> int:
    """Write the table; gives the number of English words. Raises TrainingDataError."""
    groups = [group for group in GROUPS if group.name in dict(recipe.pairs)]
    sources = read_sources(data / "training", read_held_out(data / "evals"), recipe.seed, groups)
    english, dutch = Numbered(), Numbered()
    pairs: list[tuple[list[int], list[int]]] = []
    for source in sources:
        size = dict(recipe.pairs)[source.name]
        own = [(english.add(stems(left, "english"), plain_words(left)),
                dutch.add(stems(right, "dutch"), plain_words(right)))
               for left, right in _drawn(source.pairs, size, recipe.seed)]
        short = [pair for pair in own if all(0 < len(side) <= LONGEST for side in pair)]
        pairs += short * dict(recipe.repeats).get(source.name, 1)
        log.info("%s: %d pairs", source.name, len(short))
    learnt = align(pairs, len(dutch.numbers))
    lines = list(_lines(learnt, list(english.numbers), dutch, recipe))
    output.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    return len(lines)


def _drawn(pairs: Sequence[Pair], size: int, seed: int) -> list[Pair]:
    return random.Random(seed).sample(pairs, size) if len(pairs) > size else list(pairs)


def _lines(
    learnt: Translations, english: Sequence[str], dutch: Numbered, recipe: Recipe
) -> Iterator[str]:
    """English words in the order of the alphabet, their translations likeliest first."""
    weights = learnt.forward * np.sqrt(learnt.backward)
    ways: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for n in np.flatnonzero(weights > 1e-4):
        ways[int(learnt.source[n])].append((float(weights[n]), int(learnt.target[n])))
    for source in sorted(ways, key=lambda n: english[n]):
        best = sorted(ways[source], reverse=True)[: recipe.most]
        total = sum(weight for weight, _ in best)
        cells = (f"{dutch.form(target)} {weight / total:.2f}" for weight, target in best
                 if weight >= recipe.least * total)
        if english[source].isalpha():
            yield "\t".join((english[source], *cells))


def main() -> int:
    """Run the recipe; exit code 1 with one line where the data is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest.training.dictionary", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("VOETNOOT_TESTDATA", "../shared")),
        help="folder with `training` and `evals` (default: VOETNOOT_TESTDATA, else ../shared)",
    )
    parser.add_argument("--output", type=Path, default=DEFAULT, help="file of the table")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        count = make_dictionary(arguments.data, arguments.output, Recipe())
    except VoetnootError as error:
        logging.error("%s", error)
        return 1
    log.info("%s: %d English words, %d bytes", arguments.output, count,
             arguments.output.stat().st_size)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
