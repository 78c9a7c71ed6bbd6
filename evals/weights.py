"""Learn the weights of the second stage and measure them on documents they were not learnt on.

`python -m evals.weights` prints recall, cross-validated by document, and the weights for
`rag/ranking.py`. Question sets: our own on the sample documents and, where VOETNOOT_TESTDATA
points to them, known questions on real documents and real pairs of question and answer.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.sample import SAMPLE_DIR
from evals.known import KnownQuestion, Place, read_questions
from evals.retrieval import pair_files, read_pairs
from ingest.embedding import BundledEmbedder, bundled_model
from ingest.index import Index, open_index, write_generation
from ingest.pipeline import reindex
from ingest.training.questions import QUESTION_SETS
from ingest.training.questions import read_questions as trained_or_not
from rag.conversation import standalone
from rag.language import detect_language
from rag.ranking import SIGNALS, WEIGHTS
from rag.retrieval import find_candidates

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

FOLDS = 6
PENALTY = 0.01
STEPS = 400
RATE = 0.05
SHARES = {"kamervragen.dev": 0.15, "rekenkamer.dev": 0.15}
"""What a question of a set counts in learning beside a known question."""


@dataclass(frozen=True)
class Asked:
    """The candidates of one question."""

    signals: Floats
    right: tuple[Bools, ...]
    """(candidates,) for each place that is needed: whether a candidate covers it."""
    document: str
    language: str
    share: float
    set: str

    @property
    def any_right(self) -> Bools:
        """(candidates,) whether a candidate covers any of the places."""
        covered: Bools = np.any(self.right, axis=0)
        return covered


def ask(
    index: Index, embedder: BundledEmbedder, questions: Sequence[KnownQuestion], name: str
) -> Iterator[Asked]:
    """The signals of all answerable questions."""
    for question in questions:
        if not question.answerable:
            continue
        text = standalone(question.question, question.history)
        found = find_candidates(index, embedder, embedder.model, text, None)
        chunks = index.chunks(found.ids)
        files = np.array([c.document.file.removesuffix(".pdf") for c in chunks])
        first = np.array([c.chunk.page for c in chunks])
        last = np.array([c.chunk.page_end for c in chunks])

        def covers(
            place: Place, files: npt.NDArray[np.str_] = files,
            first: npt.NDArray[np.int64] = first, last: npt.NDArray[np.int64] = last,
        ) -> Bools:
            covered: Bools = (files == place.doc) & (first <= place.page_end) & (last >= place.page)
            return covered

        needed = question.all_places
        right = tuple(covers(p) for p in needed) if needed else (
            np.any([covers(p) for p in question.places], axis=0),
        )
        document = (question.places or needed)[0].doc
        share = SHARES.get(name, 1.0)
        yield Asked(found.signals, right, document, detect_language(text), share, name)


def learn(questions: Sequence[Asked], penalty: float = PENALTY) -> Floats:
    """Weights that make right candidates likely (softmax over candidates, Adam, L2)."""
    known = [q for q in questions if q.any_right.any()]
    scale = np.concatenate([q.signals for q in known]).std(axis=0) + 1e-6
    scaled = [q.signals / scale for q in known]
    total = sum(q.share for q in known)
    weights = np.zeros(len(SIGNALS))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = 2 * penalty * weights
        for q, matrix in zip(known, scaled, strict=True):
            chances = _softmax(matrix @ weights)
            right = np.where(q.any_right, chances, 0.0)
            gradient += q.share / total * (chances - right / max(right.sum(), 1e-12)) @ matrix
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        corrected = mean / (1 - 0.9**step), square / (1 - 0.999**step)
        weights = weights - RATE * corrected[0] / (np.sqrt(corrected[1]) + 1e-8)
    learnt: Floats = (weights / scale).astype(np.float32)
    return learnt


def out_of_fold(questions: Sequence[Asked], penalty: float = PENALTY) -> list[int]:
    """Rank of each question under weights that saw no question on its document."""
    fold = {d: n % FOLDS for n, d in enumerate(sorted({q.document for q in questions}))}
    ranks = [0] * len(questions)
    for held_out in range(FOLDS):
        weights = learn([q for q in questions if fold[q.document] != held_out], penalty)
        for n, q in enumerate(questions):
            if fold[q.document] == held_out:
                ranks[n] = rank(q, q.signals @ weights)
    return ranks


def rank(question: Asked, scores: Floats) -> int:
    """Where, from 1, all places that are needed have been seen; 9999 for never."""
    places = np.empty(len(scores), dtype=np.int64)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return max(int(places[r].min()) if r.any() else 9999 for r in question.right)


def table(questions: Sequence[Asked], ranks: Sequence[int]) -> str:
    """Recall by set and language."""
    rows = ["| questions | n | @1 | @5 | @10 |", "|---|---|---|---|---|"]
    found: dict[tuple[str, str], list[int]] = {}
    for q, r in zip(questions, ranks, strict=True):
        for language in (q.language, "all"):
            found.setdefault((q.set, language), []).append(r)
    for (name, language), group in sorted(found.items()):
        shares = (f"{np.mean([r <= k for r in group]):.3f}" for k in (1, 5, 10))
        rows.append(f"| {name}, {language} | {len(group)} | {' | '.join(shares)} |")
    return "\n".join(rows)


def _softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    grown = np.exp(scores - scores.max())
    chances: npt.NDArray[np.float64] = grown / grown.sum()
    return chances


def gather(folder: Path, work: Path) -> list[Asked]:
    """The questions of every set at hand."""
    embedder = BundledEmbedder(bundled_model())
    questions: list[Asked] = []
    own = Path(__file__).parent / "questions"
    sets = [("sample", SAMPLE_DIR, sorted(own.glob("*.jsonl"))),
            ("real", folder / "corpus",
             [folder / "evals" / "dev.questions.jsonl", *sorted(own.glob("real/*.jsonl"))])]
    for name, documents, files in sets:
        if documents.is_dir() and files and all(file.is_file() for file in files):
            reindex([documents], work / name, embedder)
            index = open_index(work / name, embedder)
            known = [q for file in files for q in read_questions(file)]
            questions += ask(index, embedder, known, name)
    for name in QUESTION_SETS:
        path = folder / "evals" / f"{name}.jsonl"
        if path.is_file():
            pairs = read_pairs(path)
            measuring = {k.question for k in trained_or_not(path.parent) if k.measures}
            answers = ((file, None) for file in pair_files(pairs))
            write_generation(work / name, answers, embedder, dict)
            known = [
                KnownQuestion(p.id, "nl", "pair", p.question, True, (), (Place(p.name, 1, 1),),
                              (), ())
                for p in pairs
                if p.question in measuring  # the embedding model has learnt the others
            ]
            questions += ask(open_index(work / name, embedder), embedder, known, name)
    return questions


def main() -> int:
    """Print figures and weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.weights", description=__doc__)
    parser.add_argument("--work", type=Path, help="folder for the indexes, kept between runs")
    arguments = parser.parse_args()
    folder = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared"))
    with tempfile.TemporaryDirectory() as temporary:
        questions = gather(folder, arguments.work or Path(temporary))
    now = [rank(q, WEIGHTS.score(q.signals)) for q in questions]
    sys.stdout.write(f"weights in the code\n\n{table(questions, now)}\n\n")
    sys.stdout.write(f"learnt on other documents\n\n{table(questions, out_of_fold(questions))}\n\n")
    learnt = learn(questions)
    lines = [f"    {n}: float = {w:.2f}" for n, w in zip(SIGNALS, learnt, strict=True)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
