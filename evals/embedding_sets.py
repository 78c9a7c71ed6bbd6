"""The texts that measure an embedding model, and what is measured on them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import VoetnootError
from ingest.pdf import read_pages
from ingest.training.questions import QUESTION_SETS, read_questions

Floats = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
Figures = dict[str, float]

DEPTH = 10
"""Ranks that the mean reciprocal rank looks at."""
PAGES_AMONG = 5
PIECE = 1_000
"""Characters of the plain pieces that pages are cut into."""


@dataclass(frozen=True)
class RetrievalSet:
    """Questions, passages and which passages are right: `right` is (questions, passages)."""

    name: str
    questions: Sequence[str]
    passages: Sequence[str]
    right: Flags
    measure: Callable[[Floats, Flags], Figures]


@dataclass(frozen=True)
class EvaluationTexts:
    """Everything below a folder with `evals` and `corpus`, read when it is asked for."""

    folder: Path

    @cached_property
    def retrieval(self) -> list[RetrievalSet]:
        """Questions with their answers; questions with their page."""
        return [*self._answers(), *self._coronacheck(), *self._pages()]

    @cached_property
    def translations(self) -> tuple[list[str], list[str]]:
        """LASER-Tatoeba, Dutch and English."""
        dutch, english = (
            read_lines(self.folder / f"evals/laser_tatoeba/tatoeba.nld-eng.{language}")
            for language in ("nld", "eng")
        )
        return dutch, english

    def similar(self, language: str) -> tuple[list[str], list[str], list[float]]:
        """STS-b test: both sentences and how alike people find them."""
        path = self.folder / f"evals/stsb_mt_nl/stsb-{language}-test.csv"
        rows = list(csv.reader(read_lines(path)))
        return [row[0] for row in rows], [row[1] for row in rows], [float(row[2]) for row in rows]

    def _answers(self) -> list[RetrievalSet]:
        """The measuring part of the questions, among the answers to all questions."""
        known = read_questions(self.folder / "evals")
        sets = []
        for name in QUESTION_SETS:
            records = [record for record in known if record.collection == name]
            measuring = np.array([record.measures for record in records])
            sets.append(
                RetrievalSet(
                    f"{name} ({measuring.sum()} of {len(records)}), question → answer",
                    [record.question for record in records if record.measures],
                    [record.answer for record in records],
                    _same_text([record.answer for record in records])[measuring],
                    recall_and_rank,
                )
            )
        return sets

    def _coronacheck(self) -> list[RetrievalSet]:
        """English questions to the Dutch answers, and to the same questions in Dutch."""
        rows = read_lines(self.folder / "evals/coronacheck_faq/faq.tsv")[1:]
        cells = [row.split("\t") for row in rows]
        sets = []
        for title, column in (("answer", 3), ("question", 1)):
            passages = [row[column] for row in cells]
            name = f"coronacheck_faq, English question → Dutch {title}"
            questions = [row[2] for row in cells]
            sets.append(
                RetrievalSet(name, questions, passages, _same_text(passages), recall_at_1)
            )
        return sets

    def _pages(self) -> list[RetrievalSet]:
        """Questions on documents, in both languages, over plain pieces of their pages."""
        lines = read_lines(self.folder / "evals/dev.questions.jsonl")
        asked = [record for record in map(json.loads, lines) if "turns" not in record]
        pieces = [
            (path.stem, page.number, page.raw[start : start + PIECE])
            for path in sorted((self.folder / "corpus").glob("*.pdf"))
            for page in read_pages(path)
            for start in range(0, len(page.raw), PIECE)
        ]
        texts = [text for _, _, text in pieces]
        sets = []
        for language, title in (("nl", "Dutch"), ("en", "English")):
            some = [r for r in asked if r["lang"] == language and r["answerable"]]
            right = np.array(
                [[(doc, page) == (r["doc"], r["page"]) for doc, page, _ in pieces] for r in some]
            )
            name = f"dev.questions, {title} ({len(some)}), over pieces of {PIECE:,} characters"
            questions = [r["question"] for r in some]
            sets.append(RetrievalSet(name, questions, texts, right, page_among_first))
        return sets


def recall_and_rank(scores: Floats, right: Flags) -> Figures:
    """Recall@1 and MRR@10."""
    rank = ranks(scores, right)
    reciprocal = np.where(rank <= DEPTH, 1 / rank, 0.0)
    return {"recall@1": float((rank == 1).mean()), f"MRR@{DEPTH}": float(reciprocal.mean())}


def recall_at_1(scores: Floats, right: Flags) -> Figures:
    """Share of questions whose best passage is right."""
    return {"recall@1": float((ranks(scores, right) == 1).mean())}


def page_among_first(scores: Floats, right: Flags) -> Figures:
    """Share of questions with a piece of the right page among the first five pieces."""
    found = (ranks(scores, right) <= PAGES_AMONG).mean()
    return {f"right page among {PAGES_AMONG}": float(found)}


def ranks(scores: Floats, right: Flags) -> npt.NDArray[np.int64]:
    """Rank (from 1) of each question's best right passage; ties count against the system."""
    best = np.where(right, scores, -np.inf).max(axis=1, keepdims=True)
    rank: npt.NDArray[np.int64] = 1 + ((scores >= best) & ~right).sum(axis=1)
    return rank


def scaled(scores: Floats) -> Floats:
    """Scores of each question from 0 (its worst passage) to 1 (its best)."""
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    between: Floats = (scores - low) / np.maximum(high - low, 1e-12)
    return between


def spearman(one: Sequence[float] | Floats, other: Sequence[float] | Floats) -> float:
    """Spearman's rank correlation, ties given their mean rank."""
    first, second = (_mean_ranks(np.asarray(values)) for values in (one, other))
    return float(np.corrcoef(first, second)[0, 1])


def read_lines(path: Path) -> list[str]:
    """The lines of a file. Raises VoetnootError, which says what to set, where it is missing."""
    if not path.is_file():
        raise VoetnootError(f"{path} is missing. Set VOETNOOT_TESTDATA to the folder with `evals`.")
    return path.read_text(encoding="utf-8").splitlines()


def _mean_ranks(values: Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranked: Floats = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return ranked


def _same_text(texts: Sequence[str]) -> Flags:
    """A question is also answered by the answer of another that has the same words."""
    distinct = np.array(texts, dtype=object)
    same: Flags = distinct[:, None] == distinct[None, :]
    return same
