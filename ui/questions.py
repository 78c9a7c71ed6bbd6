"""Questions from a file: one JSON object a line, checked before the first is answered."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError


class QuestionsFileError(VoetnootError):
    """A file with questions that cannot be used; the message names file and line."""


@dataclass(frozen=True)
class Asked:
    """A question, or the turns of a conversation, with its `id`."""

    id: Any
    questions: tuple[str, ...]
    turn_ids: tuple[Any, ...]
    """Of a conversation, one for each question; empty for a single question."""


def read_questions_file(name: str) -> list[Asked]:
    """All questions of a JSONL file; `-` is standard input. Raises `QuestionsFileError`."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise QuestionsFileError(f"{name}: niet te openen ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise QuestionsFileError(f"{name}: geen tekst in UTF-8 ({error.reason}).") from error
    # Not splitlines(): a JSON text may hold other line separators of Unicode.
    return [
        _asked(line, f"{name}, regel {number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]


def _asked(line: str, where: str) -> Asked:
    from rag.chain import check_question
    from rag.question import QuestionError

    try:
        record = json.loads(line)
        turns = record.get("turns")
        questions = tuple(turn["question"] for turn in turns or [record])
        turn_ids = tuple(turn.get("id") for turn in turns or ())
        "".join(questions).encode()  # refuses what is no text, and halves of surrogate pairs
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionsFileError(
            f"{where}: verwacht een JSON-object met een tekst in question, of met turns."
        ) from error
    for question in questions:
        try:
            check_question(question)
        except QuestionError as error:
            raise QuestionsFileError(f"{where}: {error}") from error
    return Asked(record.get("id"), questions, turn_ids)
