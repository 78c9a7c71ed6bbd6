"""Known questions: a question, the facts its answer must hold, and where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError


class QuestionFileError(VoetnootError):
    """A file with known questions that cannot be used."""


@dataclass(frozen=True)
class Place:
    """Where evidence stands: file name without `.pdf` and physical pages, 1-based."""

    doc: str
    page: int
    page_end: int


@dataclass(frozen=True)
class KnownQuestion:
    """A question with its judgement; `history` holds the earlier questions of a conversation."""

    id: str
    language: str
    type: str
    question: str
    answerable: bool
    facts: tuple[tuple[str, ...], ...]
    """Required facts, each with its accepted variants (case-insensitive substrings)."""
    places: tuple[Place, ...]
    """Any one of these is right."""
    all_places: tuple[Place, ...]
    """All of these are needed; empty for most questions."""
    footnotes: tuple[str, ...]
    history: tuple[str, ...] = ()
    evidence: str = ""
    """The sentence or table row that holds the answer, where it is given."""


def read_questions(path: Path) -> list[KnownQuestion]:
    """Read a JSONL file. Raises `QuestionFileError` naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path}: niet te lezen ({error}).") from error
    return questions_from(
        (json.loads(line) if line.strip() else None for line in lines), path
    )


def questions_from(records: Iterable[dict[str, Any] | None], path: Path) -> list[KnownQuestion]:
    """The questions of records; None stands for an empty line. Raises `QuestionFileError`."""
    questions: list[KnownQuestion] = []
    number, reading = 0, iter(records)
    while True:
        number += 1
        try:
            record = next(reading)
            questions += _from_record(record) if record is not None else ()
        except StopIteration:
            break
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionFileError(
                f"{path}, regel {number}: geen bekende vraag ({error})."
            ) from error
    if not questions:
        raise QuestionFileError(f"{path}: geen vragen gevonden.")
    return questions


def _from_record(record: dict[str, Any]) -> Iterator[KnownQuestion]:
    turns = record.get("turns") or [record]
    for number, turn in enumerate(turns):
        history = tuple(earlier["question"] for earlier in turns[:number])
        yield _question(turn, history)


def _question(turn: dict[str, Any], history: tuple[str, ...]) -> KnownQuestion:
    answerable = bool(turn["answerable"])
    own = [_place(turn)] if answerable else []
    return KnownQuestion(
        id=str(turn["id"]),
        language=turn["lang"],
        type=turn["type"],
        question=turn["question"],
        answerable=answerable,
        facts=tuple(tuple(fact) for fact in turn["answers"]),
        places=(*own, *(_place(p) for p in turn.get("alt_places") or ())),
        all_places=tuple(_place(p) for p in turn.get("places") or ()),
        footnotes=tuple(turn.get("footnotes") or ()),
        history=history,
        evidence=str(turn.get("evidence") or ""),
    )


def _place(data: dict[str, Any]) -> Place:
    return Place(data["doc"], int(data["page"]), int(data.get("page_end") or data["page"]))
