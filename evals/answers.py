"""Answer objects and known questions to JSON and back, for run folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from evals.known import KnownQuestion
from rag.answer import Answer

_QUESTION = TypeAdapter(KnownQuestion)
_ANSWER = TypeAdapter(Answer)


def question_record(question: KnownQuestion) -> dict[str, Any]:
    """A question as JSON, its conversation included."""
    return asdict(question)


def question_from(record: Mapping[str, Any]) -> KnownQuestion:
    """The inverse of `question_record`. Raises ValueError."""
    return _QUESTION.validate_python(record)


def answer_from(record: Mapping[str, Any]) -> Answer:
    """An answer object as the command line prints it. Raises ValueError.

    Fields that this version does not know are left out, so that older and newer runs compare.
    """
    return _ANSWER.validate_python(record)
