"""Question → answer sets: the answers are indexed as passages and searched as documents are.

A record holds `question` and `answer`. Every answer is a document of one passage without title,
so that the whole search (both indexes, fusion, reranking) is measured and nothing else. Answers
of the same text count as one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np

from corpus.document import Document
from corpus.filters import Filters
from evals.known import QuestionFileError
from evals.ranking import SET_MEASURES, set_values
from ingest.embedding import Embedder
from ingest.index import open_index, write_generation
from ingest.sentences import split_sentences
from ingest.types import Block, Chunk, IngestedFile, Page, ParsedDocument, Source
from rag.chain import Voetnoot
from rag.ranking import RankingModel

DEPTH = 10

Search = Callable[[str], Sequence[str]]
"""A question -> names of passages, best first."""


@dataclass(frozen=True)
class Pair:
    """A question and its answer; `name` is equal for equal answers."""

    id: str
    question: str
    answer: str
    name: str


@dataclass(frozen=True)
class SetResult:
    """The measures of one set and the median time of a question in milliseconds."""

    title: str
    questions: int
    measures: dict[str, float]
    milliseconds: float
    missed: tuple[str, ...]
    """Questions whose answer is not among the first `DEPTH`."""


def read_pairs(path: Path) -> list[Pair]:
    """Read a JSONL file. Raises `QuestionFileError` naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path}: niet te lezen ({error}).") from error
    pairs: list[Pair] = []
    names: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
                question, answer = str(record["question"]), str(record["answer"])
            except (ValueError, KeyError, TypeError) as error:
                raise QuestionFileError(
                    f"{path}, regel {number}: geen vraag met antwoord ({error})."
                ) from error
            name = names.setdefault("".join(answer.lower().split()), f"antwoord-{len(names)}")
            pairs.append(Pair(str(record.get("id") or number), question, answer, name))
    return pairs


def evaluate_set(path: Path, embedder: Embedder, model: RankingModel) -> SetResult:
    """Index the answers of a set and search each with its question."""
    pairs = read_pairs(path)
    with TemporaryDirectory() as folder:
        write_generation(Path(folder), ((f, None) for f in pair_files(pairs)), embedder, dict)
        chain = Voetnoot(open_index(Path(folder), embedder), embedder, model)

        def search(question: str) -> list[str]:
            return [hit.stored.document.doc for hit in chain.search(question, Filters(), DEPTH)]

        return score(path.stem, pairs, search)


def score(title: str, pairs: Sequence[Pair], search: Search) -> SetResult:
    """Search with every question and measure where its answer comes."""
    run: dict[str, list[str]] = {}
    seconds: list[float] = []
    missed: list[str] = []
    for pair in pairs:
        began = perf_counter()
        found = list(dict.fromkeys(search(pair.question)))[:DEPTH]
        seconds.append(perf_counter() - began)
        run[pair.id] = found
        if pair.name not in found:
            missed.append(f"{pair.id}: {pair.question}")
    figures = set_values({pair.id: pair.name for pair in pairs}, run)
    return SetResult(title, len(pairs), figures, 1000 * float(np.median(seconds)), tuple(missed))


def as_dict(result: SetResult) -> dict[str, Any]:
    """The measures as data."""
    return {"questions": result.questions, "milliseconds": result.milliseconds, **result.measures}


def as_markdown(results: Sequence[SetResult], *, details: bool = False) -> str:
    """A table, a line for each set, and with `details` the questions that were missed."""
    lines = ["| antwoorden zoeken | vragen | " + " | ".join(SET_MEASURES) + " | ms per vraag |",
             "|---" * (len(SET_MEASURES) + 3) + "|"]
    for result in results:
        figures = " | ".join(f"{value:.3f}" for value in result.measures.values())
        lines.append(f"| {result.title} | {result.questions} | {figures}"
                     f" | {result.milliseconds:.0f} |")
    if details:
        lines += ["", *(f"- {missed}" for result in results for missed in result.missed)]
    return "\n".join(lines)


def pair_files(pairs: Sequence[Pair]) -> Iterator[IngestedFile]:
    """Every answer once, as a document of one passage."""
    for pair in {pair.name: pair for pair in pairs}.values():
        document = Document(pair.name, f"{pair.name}.pdf", "Antwoord", "")
        block = Block("paragraph", pair.answer, ())
        chunk = Chunk(pair.name, 0, "text", pair.answer, 1, 1, (),
                      split_sentences(pair.answer))
        page = Page(1, "1", 595.0, 842.0, pair.answer)
        parsed = ParsedDocument(document, (page,), (block,), ())
        yield IngestedFile(Source(document.file, document.file, pair.name, 0), parsed, (chunk,))
