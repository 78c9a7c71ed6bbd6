"""The whole recipe: read, build the vocabulary, train, write the model."""

from __future__ import annotations

import logging
import resource
import time
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch

from ingest.glossary import FILES
from ingest.training.card import write_card
from ingest.training.export import export_model
from ingest.training.heldout import document_texts, read_held_out
from ingest.training.questions import read_questions
from ingest.training.sources import glossary_source, question_source, read_sources
from ingest.training.tokens import encode_pairs, inverse_document_frequency
from ingest.training.train import Schedule, train
from ingest.training.vocabulary import train_tokenizer, vocabulary_texts

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipe:
    """Every number of the recipe. The defaults made the model in `ingest/model`."""

    vocabulary: int = 64_000
    vocabulary_characters: int = 20_000_000
    """Of each source, to build the vocabulary from."""
    longest: int = 160
    """Sub-words of a training text that are used."""
    document: int = 120
    """Sub-words of the documents that document frequencies are counted in."""
    idf_power: float = 0.5
    """First pooling weight of a sub-word: idf to this power. It is learnt from there."""
    dimension: int = 512
    steps: int = 2_000
    batch: int = 1_024
    learning_rate: float = 2e-2
    weight_rate: float = 1e-2
    scale: float = 20.0
    spread: float = 0.1
    seed: int = 13

    @property
    def schedule(self) -> Schedule:
        """What the training loop needs of it."""
        return Schedule(**{field.name: getattr(self, field.name) for field in fields(Schedule)})


@dataclass(frozen=True)
class Outcome:
    """What a run of the recipe cost and how its loss went."""

    pairs: dict[str, int]
    losses: tuple[float, ...]
    vocabulary: int
    minutes: float
    peak_gib: float


LEAST_IDF = 0.05
"""A sub-word of every passage keeps this much idf, or its vector would never be trained."""


def make_model(data: Path, output: Path, recipe: Recipe) -> Outcome:
    """Make the model from `data` (which holds `training` and `evals`) in the folder `output`.

    Raises TrainingDataError where data is missing or damaged.
    """
    began = time.monotonic()
    torch.set_num_threads(1)  # sums in another order would give other bytes
    held_out = read_held_out(data / "evals")
    log.info("%d evaluation texts and sentences are kept out", len(held_out))
    sources = read_sources(data / "training", held_out, recipe.seed)
    sources += [glossary_source(source, held_out) for source in FILES]
    sources.append(question_source(read_questions(data / "evals"), document_texts(data)))
    texts = vocabulary_texts(sources, recipe.vocabulary_characters, recipe.seed)
    tokenizer = train_tokenizer(texts, recipe.vocabulary)
    log.info("vocabulary of %d sub-words", tokenizer.get_vocab_size())
    encoded = [encode_pairs(source, tokenizer, recipe.longest) for source in sources]
    size = tokenizer.get_vocab_size()
    idf = inverse_document_frequency(encoded, size, recipe.document, recipe.seed)
    weights = np.maximum(idf, LEAST_IDF) ** recipe.idf_power
    trained = train(encoded, (weights / weights.mean()).astype(np.float32), recipe.schedule)
    export_model(output, tokenizer, trained.vectors, idf)
    outcome = Outcome(
        pairs={source.name: len(source.pairs) for source in sources},
        losses=trained.losses,
        vocabulary=len(idf),
        minutes=(time.monotonic() - began) / 60,
        peak_gib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    )
    write_card(output, data / "training", recipe, outcome)
    return outcome
