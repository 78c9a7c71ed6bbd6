"""Answer objects and known questions to JSON and back, for run folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from evals.known import KnownQuestion, Place
from rag.answer import Answer, Citation, CitedNote, Claim, Passage, QuotePart, Searched

T = TypeVar("T")


def question_record(question: KnownQuestion) -> dict[str, Any]:
    """A question as JSON, its conversation included."""
    return asdict(question)


def question_from(record: Mapping[str, Any]) -> KnownQuestion:
    """The inverse of `question_record`."""
    places = {
        name: tuple(Place(**place) for place in record[name]) for name in ("places", "all_places")
    }
    facts = tuple(tuple(fact) for fact in record["facts"])
    return _make(KnownQuestion, record, facts=facts, **places)


def answer_from(record: Mapping[str, Any]) -> Answer:
    """An answer object as the command line prints it; fields that are unknown are left out."""
    return _make(
        Answer,
        record,
        claims=tuple(_make(Claim, claim) for claim in record["claims"]),
        citations=tuple(_citation(citation) for citation in record["citations"]),
        passages=tuple(_make(Passage, passage) for passage in record["passages"]),
        searched=_make(Searched, record["searched"]),
    )


def _citation(record: Mapping[str, Any]) -> Citation:
    return _make(
        Citation,
        record,
        boxes=tuple(tuple(box) for box in record["boxes"]),
        footnotes=tuple(_make(CitedNote, note) for note in record["footnotes"]),
        parts=tuple(_make(QuotePart, part) for part in record.get("parts") or ()),
    )


def _make(cls: type[T], record: Mapping[str, Any], **made: Any) -> T:
    """A frozen dataclass from a record: lists become tuples, what it does not have is left out."""
    names = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    plain = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in record.items()
        if name in names and name not in made
    }
    return cls(**plain, **made)
