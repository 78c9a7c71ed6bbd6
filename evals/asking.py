"""Runs known questions through the chain; a conversation gives its earlier questions along."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Any, Protocol

from corpus.filters import Filters
from evals.about import about
from evals.known import KnownQuestion
from evals.run import Run
from ingest.index import Index
from rag.answer import Answer


class Chain(Protocol):
    """What is evaluated; `index`, where it has one, tells the files and their kinds."""

    def invoke(self, input: Any) -> Answer: ...


def run_questions(chain: Chain, questions: Sequence[KnownQuestion]) -> Run:
    """Ask all questions, one by one, and time each."""
    index = getattr(chain, "index", None)
    known = index if isinstance(index, Index) else None
    answers: list[Answer] = []
    seconds: list[float] = []
    for question in questions:
        asked = {
            "question": question.question, "history": question.history, "filters": Filters(),
            "id": question.id,
        }
        began = perf_counter()
        answers.append(chain.invoke(asked))
        seconds.append(round(perf_counter() - began, 4))
    documents = known.documents() if known else []
    return Run(
        tuple(questions), tuple(answers), tuple(seconds), about(known),
        {document.file: source.path for _, document, source in documents},
        {document.file: document.kind for _, document, _ in documents},
    )
