"""What users think of an answer, kept beside the index as `feedback.jsonl` for evaluators.

Nothing leaves the machine. `python -m evals.exchange feedback.jsonl vragen.csv` makes known
questions of it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from rag.answer import Language
from ui.conversation import Shown

NAME = "feedback.jsonl"


class FeedbackNotKept(VoetnootError):
    """The file beside the index cannot be written."""


def feedback(shown: Shown, message: int, liked: bool, language: Language) -> dict[str, Any]:
    """The record of a verdict on the message with this number.

    `citations` are known for the last answer only: earlier ones are no longer on the screen.
    """
    answer = shown.answer if message == len(shown.messages) - 1 else None
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": shown.messages[message - 1]["content"] if message else "",
        "history": list(shown.questions[:-1]) if answer else [],
        "language": language,
        "answer": shown.messages[message]["content"],
        "abstained": answer.abstained if answer else None,
        "citations": [
            {
                "file": c.file, "page": c.page, "quote": c.quote,
                "footnotes": [note.label for note in c.footnotes if note.scope == "sentence"],
            }
            for c in (answer.citations if answer else ())
        ],
        "verdict": "up" if liked else "down",
        "comment": "",
    }


def keep(record: dict[str, Any], folder: Path) -> None:
    """Add a record to the file of an index. Raises `FeedbackNotKept`."""
    try:
        with (folder / NAME).open("a", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise FeedbackNotKept(f"{folder / NAME}: niet te schrijven ({error.strerror}).") from error
