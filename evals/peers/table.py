"""`python -m evals --peers`: this project and its peers on the same questions, in one run.

Sets of known questions are searched in their documents (answerable questions only; a peer gets
the words of a follow-up as they are, as it would), retrieval sets among their answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus.filters import Filters
from evals.known import KnownQuestion, read_questions
from evals.measures import Summary, summarise
from evals.peers.pieces import Piece, pieces_of_documents, pieces_of_texts
from evals.peers.systems import Peer, Searcher
from evals.retrieval import evaluate_set, read_pairs, score
from evals.run import Run
from ingest.embedding import Embedder
from ingest.index import open_index
from ingest.pipeline import reindex
from rag.answer import Answer, Passage, Searched
from rag.chain import Voetnoot
from rag.conversation import standalone
from rag.ranking import RankingModel
from rag.retrieval import as_passage

DEPTH = 10
OURS = "Voetnoot"
COLUMNS = ("recall@1", "recall@5", "recall@10", "nDCG@10", "RR@10", "feiten in eerste 5")
_FIELDS = ("recall_at_1", "recall_at_5", "recall_at_10", "ndcg_at_10", "rr_at_10")

Find = Callable[[KnownQuestion], list[Passage]]


@dataclass(frozen=True)
class Row:
    """One system on one set."""

    system: str
    set: str
    questions: int
    measures: tuple[float | None, ...]
    """As `COLUMNS`."""
    index_seconds: float | None
    megabytes: float | None
    milliseconds: float


@dataclass(frozen=True)
class DocumentSet:
    """Known questions on a folder of documents."""

    title: str
    documents: Path
    files: tuple[Path, ...]


def compare_documents(
    what: DocumentSet, embedder: Embedder, model: RankingModel, peers: Sequence[Peer]
) -> Iterator[Row]:
    """This project and every peer on one set of known questions."""
    questions = [q for path in what.files for q in read_questions(path) if q.answerable]
    with TemporaryDirectory() as folder:
        began = perf_counter()
        reindex([what.documents], Path(folder), embedder, full=True)
        seconds = perf_counter() - began
        size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
        chain = Voetnoot(open_index(Path(folder), embedder), embedder, model)
        yield _row(OURS, what.title, questions, partial(_ours, chain), seconds, size)
    began = perf_counter()
    pieces = list(pieces_of_documents(what.documents))
    reading = perf_counter() - began
    for peer in peers:
        searcher = peer.index([piece.text for piece in pieces])
        find = partial(_theirs, searcher, pieces)
        seconds = reading + searcher.seconds
        yield _row(peer.name, what.title, questions, find, seconds, searcher.bytes)


def compare_answers(
    path: Path, embedder: Embedder, model: RankingModel, peers: Sequence[Peer]
) -> Iterator[Row]:
    """This project and every peer on one question → answer set."""
    ours = evaluate_set(path, embedder, model)
    yield Row(OURS, path.stem, ours.questions, (*ours.measures.values(), None), None, None,
              ours.milliseconds)
    pairs = read_pairs(path)
    answers = {pair.name: pair.answer for pair in pairs}
    pieces = list(pieces_of_texts(list(answers), list(answers.values())))
    for peer in peers:
        searcher = peer.index([piece.text for piece in pieces])

        def search(question: str, searcher: Searcher = searcher) -> list[str]:
            return [pieces[row].file for row, _ in searcher.search(question, 5 * DEPTH)]

        theirs = score(path.stem, pairs, search)
        yield Row(peer.name, path.stem, theirs.questions, (*theirs.measures.values(), None),
                  searcher.seconds, searcher.bytes / 1e6, theirs.milliseconds)


def as_markdown(rows: Sequence[Row]) -> str:
    """One table, the sets one after another."""
    head = ("set", "systeem", "vragen", *COLUMNS, "indexeren (s)", "grootte (MB)", "ms per vraag")
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for row in rows:
        cells = (
            row.set, row.system, str(row.questions), *(_cell(m, 3) for m in row.measures),
            _cell(row.index_seconds, 1), _cell(row.megabytes, 1), _cell(row.milliseconds, 0),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _row(
    system: str, title: str, questions: Sequence[KnownQuestion], find: Find, seconds: float,
    size: int,
) -> Row:
    answers: list[Answer] = []
    times: list[float] = []
    for question in questions:
        began = perf_counter()
        passages = tuple(find(question))
        times.append(perf_counter() - began)
        answers.append(Answer(question.question, "nl", True, "", (), (), passages,
                              Searched(0, ""), {}))
    run = Run(tuple(questions), tuple(answers), tuple(times))
    total: Summary = summarise(run.judgements)
    measures = (*(total[name] for name in _FIELDS), _facts(questions, answers))
    return Row(system, title, len(questions), measures, seconds, size / 1e6, 1000 * median(times))


def _ours(chain: Voetnoot, question: KnownQuestion) -> list[Passage]:
    full = standalone(question.question, question.history)
    return [as_passage(hit) for hit in chain.search(full, Filters(), DEPTH)]


def _theirs(
    searcher: Searcher, pieces: Sequence[Piece], question: KnownQuestion
) -> list[Passage]:
    return [
        Passage(pieces[row].file, pieces[row].file, pieces[row].page, pieces[row].page, found,
                pieces[row].text)
        for row, found in searcher.search(question.question, DEPTH)
    ]


def _facts(questions: Sequence[KnownQuestion], answers: Sequence[Answer]) -> float:
    """Share of questions all of whose facts stand in the first five passages."""
    held = 0
    for question, answer in zip(questions, answers, strict=True):
        text = " ".join(" ".join(p.text for p in answer.passages[:5]).lower().split())
        held += all(
            any(" ".join(variant.lower().split()) in text for variant in fact)
            for fact in question.facts
        )
    return held / len(questions)


def _cell(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
