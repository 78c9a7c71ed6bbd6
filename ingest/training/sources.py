"""The training data as pairs of texts that belong together, one group of files at a time."""

from __future__ import annotations

import logging
import lzma
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.glossary import Source, entries
from ingest.training.errors import TrainingDataError
from ingest.training.heldout import SENTENCE_END, HeldOut
from ingest.training.questions import KnownQuestion, word_grams

log = logging.getLogger(__name__)

Pair = tuple[str, str]
Row = list[str]

SHORTEST_PASSAGE = 80
"""Characters. Shorter articles ("Vervallen.") say nothing about their heading."""
LONGEST_PASSAGE = 1400
"""Characters, some 250 sub-words; more costs time and measured no better."""
QUERY_WORDS = (5, 60)
KEEP_SENTENCE = 0.1
"""Share of passages that keep the sentence drawn from them, so that exact matches count too."""
ARTICLE_NUMBER = re.compile(r"\b(?:Artikel|Article|Hoofdstuk|Chapter|§)\s*[\d.]+[a-z]*\.?", re.I)


@dataclass(frozen=True)
class Group:
    """Files of one kind: batches are drawn from one group at a time."""

    name: str
    files: tuple[str, ...]
    """Globs below the training folder."""
    share: float
    """Share of the batches."""
    pairs: Callable[[Row, random.Random], Iterable[Pair]]
    """The pairs of one line of a file."""
    registers: tuple[bool, bool] = (True, True)
    """Whether words are counted in the left and the right side: in running text of one language
    that no other group has."""


@dataclass(frozen=True)
class PairSource:
    """The pairs of one group."""

    name: str
    share: float
    registers: tuple[bool, bool]
    pairs: tuple[Pair, ...]


def _translation(row: Row, _: random.Random) -> Iterator[Pair]:
    if len(row) >= 2:
        yield row[0], row[1]


def _translated_article(row: Row, _: random.Random) -> Iterator[Pair]:
    if len(row) >= 2:
        yield row[0][:LONGEST_PASSAGE], row[1][:LONGEST_PASSAGE]


def _heading(row: Row, _: random.Random) -> Iterator[Pair]:
    title, heading, text = row[-3:]
    if len(text) >= SHORTEST_PASSAGE:
        yield f"{title} {ARTICLE_NUMBER.sub(' ', heading)}", text[:LONGEST_PASSAGE]


def _sentence(row: Row, chance: random.Random) -> Iterator[Pair]:
    """Inverse cloze (Lee et al. 2019): a sentence and the passage it was taken from."""
    passage = row[-1][:LONGEST_PASSAGE]
    drawn = _draw_sentence(passage, chance)
    if drawn is not None:
        sentence, rest = drawn
        yield sentence, passage if chance.random() < KEEP_SENTENCE else rest


def _sentence_across(row: Row, chance: random.Random) -> Iterator[Pair]:
    """A sentence of an article, and the article in the other language, both ways."""
    for query_side, passage_side in ((0, 1), (1, 0)):
        drawn = _draw_sentence(row[query_side][:LONGEST_PASSAGE], chance)
        if drawn is not None:
            yield drawn[0], row[passage_side][:LONGEST_PASSAGE]


def _draw_sentence(passage: str, chance: random.Random) -> Pair | None:
    """A sentence of fitting length and the rest of its passage, or None where there is none."""
    sentences = SENTENCE_END.split(passage)
    low, high = QUERY_WORDS
    fitting = [i for i, text in enumerate(sentences) if low <= text.count(" ") + 1 <= high]
    if not fitting or len(sentences) < 2:
        return None
    chosen = chance.choice(fitting)
    rest = " ".join(sentences[:chosen] + sentences[chosen + 1 :])
    return (sentences[chosen], rest) if len(rest) >= SHORTEST_PASSAGE else None


QUESTIONS = "question -> answer"
QUESTIONS_SHARE = 0.03
GLOSSARY_SHARES: dict[Source, float] = {"english": 0.05, "dutch": 0.03}
RENDERINGS = 3
GROUPS = (
    Group("treaties", ("parallel/nl_treaties_bwb.tsv*",), 0.10, _translation),
    Group("treaty articles", ("passages/nl_treaties_articles.tsv*",), 0.05, _translated_article),
    Group("sentence -> translated article", ("passages/nl_treaties_articles.tsv*",), 0.15,
          _sentence_across, (False, False)),
    Group("government", (
        "parallel/corona*.tsv*", "parallel/open*.tsv*", "parallel/eu_eforms_sdk.tsv*",
        "parallel/nl_civil_procedure_legal.tsv*"), 0.07, _translation),
    Group("Tatoeba", ("parallel/tatoeba_manythings.tsv*",), 0.16, _translation),
    Group("help pages", ("parallel/msdocs_*.tsv*",), 0.08, _translation),
    Group("dictionary", ("dictionary/*.tsv*",), 0.08, _translation, (False, False)),
    Group("heading -> article", ("passages/nl_laws_articles.tsv*", "passages/algoritmekader*.tsv*"),
          0.10, _heading, (False, True)),
    Group("sentence -> rest of its article",
          ("passages/nl_laws_articles.tsv*", "passages/algoritmekader*.tsv*"), 0.13, _sentence,
          (False, False)),
)  # fmt: skip


def read_sources(
    folder: Path, held_out: HeldOut, seed: int, groups: Sequence[Group] = GROUPS
) -> list[PairSource]:
    """Every group's pairs, without duplicates and without evaluation texts.

    Raises TrainingDataError where a group has no file or no pair.
    """
    return [_read_group(group, folder, held_out, seed) for group in groups]


def question_source(records: Sequence[KnownQuestion], others: Iterable[str]) -> PairSource:
    """The questions that may be trained on, with their answers.

    Left out are those that measure and those that share words in a row with one of `others`.
    Raises TrainingDataError where nothing is left.
    """
    measuring = {gram for text in others for gram in word_grams(text)}
    pairs = tuple(
        (record.question, record.answer) for record in records
        if not record.measures
        and measuring.isdisjoint(word_grams(record.question) | word_grams(record.answer))
    )  # fmt: skip
    if not pairs:
        raise TrainingDataError("No question may be trained on: all of them measure.")
    log.info("%s: %d pairs of %d", QUESTIONS, len(pairs), len(records))
    return PairSource(QUESTIONS, QUESTIONS_SHARE, (True, True), pairs)


def glossary_name(source: Source) -> str:
    """How the pairs of a glossary are called in reports."""
    return f"glossary, {source}"


def glossary_source(source: Source, held_out: HeldOut) -> PairSource:
    """Our own glossary: each head with its likeliest renderings, but for evaluation texts."""
    pairs = tuple(
        (head, text) for head, renderings in entries(source) for text in renderings[:RENDERINGS]
        if not held_out.touches(head) and not held_out.touches(text)
    )
    log.info("glossary, %s: %d pairs", source, len(pairs))
    return PairSource(glossary_name(source), GLOSSARY_SHARES[source], (False, False), pairs)


def files_of(group: Group, folder: Path) -> list[Path]:
    """The files of a group, in a fixed order."""
    return sorted({path for pattern in group.files for path in folder.glob(pattern)})


def _read_group(group: Group, folder: Path, held_out: HeldOut, seed: int) -> PairSource:
    files = files_of(group, folder)
    if not files:
        raise TrainingDataError(
            f"{folder} lacks the files {', '.join(group.files)} of the group {group.name!r}. "
            "Set VOETNOOT_TESTDATA to the folder that holds `training` and `evals`."
        )
    chance = random.Random(seed)
    pairs = dict.fromkeys(
        (left.strip(), right.strip())
        for path in files
        for row in _rows(path)
        for left, right in group.pairs(row, chance)
    )
    kept = tuple(
        pair for pair in pairs
        if all(pair) and not held_out.touches(pair[0]) and not held_out.touches(pair[1])
    )  # fmt: skip
    if not kept:
        raise TrainingDataError(f"The files {', '.join(map(str, files))} hold no usable pair.")
    log.info("%s: %d pairs, %d left out as duplicates of evaluation texts or empty",
             group.name, len(kept), len(pairs) - len(kept))  # fmt: skip
    return PairSource(group.name, group.share, group.registers, kept)


def _rows(path: Path) -> Iterator[Row]:
    try:
        with (
            lzma.open(path, "rt", encoding="utf-8")
            if path.suffix == ".xz"
            else path.open(encoding="utf-8") as lines
        ):
            for line in lines:
                yield line.rstrip("\n").split("\t")
    except (lzma.LZMAError, EOFError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{path} is damaged ({error}). Fetch it again.") from error
