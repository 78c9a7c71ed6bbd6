"""The model card: what the model is made of, how, at what cost, how well it does, its limits."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.training.errors import TrainingDataError
from ingest.training.sources import (
    GLOSSARY_SHARES,
    GROUPS,
    QUESTIONS,
    QUESTIONS_SHARE,
    files_of,
    glossary_name,
)

if TYPE_CHECKING:
    from ingest.training.recipe import Outcome, Recipe

CARD = "README.md"
FIGURES = "<!-- figures -->"
NOT_MEASURED = "Not measured yet: `python -m evals.embedding --card FOLDER` fills this in."

TEXT = """---
language: [nl, en]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---
# Voetnoot's bundled embedding model

Dutch and English text to vectors of {dimension} numbers, for searching Dutch government
documents with questions in either language. It is static: a text's vector is the mean of the
vectors of its sub-words, so it needs no GPU and hardly any time. Compare vectors by cosine.

```python
from sentence_transformers import SentenceTransformer
model = SentenceTransformer("ingest/model")
```

Voetnoot itself reads the same files without torch: `ingest.static_model.StaticModel`.
`idf.npy` holds the inverse document frequency of each sub-word, for late interaction.

## Measured
{figures}
{table}
{figures}

## Recipe
`make model` (or `python -m ingest.training`), code in `ingest/training`. Time {minutes:.0f}
minutes on one processor core, peak memory {peak:.1f} GiB. Seeds are fixed: the same files and
library versions give the same bytes.

1. A WordPiece vocabulary of {vocabulary:,} sub-words, lower case, accents folded, from at most
   {characters:,} characters of each source.
2. One vector and one weight per sub-word, trained with in-batch negatives in both directions:
   every batch holds pairs of one kind. The weight in the mean starts as idf^{power}; what is learnt
   is folded into the vector's length. Afterwards every vector becomes a row of signed bytes and
   its scale.
3. A sub-word's document frequency is that of the kind of text that has it most: question words
   are rare in laws, yet say nothing of what a question is about.
4. Of the real questions with answers, seven in ten are trained on; the others measure, the same
   in every version. Records that share eight words in a row are on one side.
5. No training text, and no training text with a sentence of five words or more, stands in any of
   the measuring sets (normalised text, both sides of a pair).

| setting | value |
|---|---|
{settings}

| kind of pair | pairs | share of batches |
|---|---|---|
{groups}
| {questions} | {question_pairs:,} | {question_share:.2f} |

Loss (mean of each stretch): {losses}.

## Sources
The texts themselves are not part of this model; only these weights are. The glossary is this
project's own (`ingest/glossary`).

| file | licence | origin |
|---|---|---|
{sources}

## Limits
- The only parliamentary texts are the questions and answers counted above; all else is laws,
  treaties, government help texts, software help pages, everyday sentences and dictionaries.
- Law texts are of May 2017, part of the treaties of before 1947 with the spelling of their time.
  Names, abbreviations and events since then are known only by their sub-words.
- Word order and negation are invisible to it. Search with it beside a lexical index, never alone.
- Dutch and English only; other scripts become unknown sub-words.
- Two of the sources are of uncertain licence by their own repository; see the table.
"""


def write_card(model: Path, training: Path, recipe: Recipe, outcome: Outcome) -> None:
    """Write the card of the model in `model`, made from the data in `training`.

    Raises TrainingDataError where `SOURCES.tsv` does not name a file that was used.
    """
    settings = asdict(recipe)
    text = TEXT.format(
        dimension=recipe.dimension,
        figures=FIGURES,
        table=NOT_MEASURED,
        minutes=outcome.minutes,
        peak=outcome.peak_gib,
        vocabulary=outcome.vocabulary,
        characters=recipe.vocabulary_characters,
        power=recipe.idf_power,
        settings="\n".join(f"| {name} | {value} |" for name, value in settings.items()),
        groups="\n".join(
            f"| {name} | {outcome.pairs[name]:,} | {share:.2f} |" for name, share in _shares()
        ),
        questions=QUESTIONS,
        question_pairs=outcome.pairs[QUESTIONS],
        question_share=QUESTIONS_SHARE,
        losses=", ".join(f"{loss:.2f}" for loss in outcome.losses),
        sources="\n".join(_source_rows(training)),
    )
    (model / CARD).write_text(text, encoding="utf-8")


def write_figures(model: Path, table: str) -> None:
    """Put `table` (Markdown) in the place of the card's figures."""
    path = model / CARD
    before, _, after = path.read_text(encoding="utf-8").split(FIGURES)
    path.write_text(f"{before}{FIGURES}\n{table}\n{FIGURES}{after}", encoding="utf-8")


def _shares() -> Iterator[tuple[str, float]]:
    """Kinds of pairs with their share of the batches, but for the questions."""
    yield from ((group.name, group.share) for group in GROUPS)
    yield from ((glossary_name(source), share) for source, share in GLOSSARY_SHARES.items())


def _source_rows(training: Path) -> Iterator[str]:
    listed = training / "SOURCES.tsv"
    if not listed.is_file():
        raise TrainingDataError(f"{listed} is missing; it states the licence of every file.")
    with listed.open(encoding="utf-8", newline="") as lines:
        rows = {Path(row["file"]).name: row for row in csv.DictReader(lines, delimiter="\t")}
    used = {path for group in GROUPS for path in files_of(group, training)}
    for path in sorted(used):
        name = path.name.removesuffix(".xz")
        if name not in rows:
            raise TrainingDataError(f"{listed} does not state the licence of {name}.")
        row = rows[name]
        yield f"| {name} | {row['licence']} | {row['source_repo_path']} |"
