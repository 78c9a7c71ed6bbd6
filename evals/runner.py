"""Runs known questions through the chain and judges the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from corpus.filters import Filters
from evals.known import KnownQuestion, read_questions
from evals.measures import Judgement, judge
from evals.report import Result
from rag.answer import Answer


class Chain(Protocol):
    """What is evaluated."""

    def invoke(self, input: Any) -> Answer: ...


def evaluate_files(chain: Chain, files: Sequence[Path]) -> Result:
    """Judge all questions of some JSONL files. Raises `QuestionFileError`."""
    return evaluate(chain, [question for path in files for question in read_questions(path)])


def evaluate(chain: Chain, questions: Sequence[KnownQuestion]) -> Result:
    """Judge questions one by one; a conversation gives its earlier questions along."""
    return Result(tuple(_one(chain, question) for question in questions))


def _one(chain: Chain, question: KnownQuestion) -> Judgement:
    began = perf_counter()
    answer = chain.invoke(
        {"question": question.question, "history": question.history, "filters": Filters()}
    )
    return judge(question, answer, perf_counter() - began)
