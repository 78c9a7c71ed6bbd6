"""Real questions with their answers: which may be trained on, and which only measure.

The split is fixed and outlives every version of the model: what measures once, measures always.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.training.errors import TrainingDataError
from ingest.training.heldout import normal_form

QUESTION_SETS = ("kamervragen.dev", "rekenkamer.dev")
GRAM = 8
"""Words. Two records that share so many in a row are kept on one side of the split."""
MEASURED = 3
"""Tenths of the groups of records that measure."""


@dataclass(frozen=True)
class KnownQuestion:
    """A question with the answer that was given to it."""

    collection: str
    """Name of its file, without `.jsonl`."""
    question: str
    answer: str
    measures: bool
    """Never trained on."""


def read_questions(folder: Path) -> list[KnownQuestion]:
    """The records of both sets below `folder`, in the order of the files.

    Raises TrainingDataError where a file is missing or a line is no record.
    """
    records = [record for name in QUESTION_SETS for record in _records(folder, name)]
    groups = _alike([[question, answer] for _, question, answer in records])
    hashes = [_hash(question) for _, question, _ in records]
    first: dict[int, str] = {}
    for group, code in zip(groups, hashes, strict=True):
        first[group] = min(first.get(group, code), code)
    return [
        KnownQuestion(*record, measures=int(first[group], 16) % 10 < MEASURED)
        for record, group in zip(records, groups, strict=True)
    ]


def word_grams(text: str) -> set[str]:
    """Every `GRAM` words in a row of a text, in normal form; the whole of a shorter one."""
    words = normal_form(text).split()
    return {" ".join(words[start : start + GRAM]) for start in range(max(1, len(words) - GRAM + 1))}


def _records(folder: Path, name: str) -> Iterator[tuple[str, str, str]]:
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        raise TrainingDataError(
            f"{path} is missing. Set VOETNOOT_TESTDATA to the folder that holds `evals`."
        )
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            yield name, record["question"], record["answer"]
        except (ValueError, KeyError, TypeError) as error:
            raise TrainingDataError(f"{path}, line {number}: {error}") from error


def _alike(records: Sequence[Sequence[str]]) -> list[int]:
    """A number for each record, the same for records that share words in a row (union-find)."""
    parent = list(range(len(records)))

    def root(record: int) -> int:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    seen: dict[str, int] = {}
    for number, texts in enumerate(records):
        for text in texts:
            for gram in {*word_grams(text), normal_form(text)}:
                parent[root(number)] = root(seen.setdefault(gram, number))
    return [root(number) for number in range(len(records))]


def _hash(question: str) -> str:
    return hashlib.sha256(normal_form(question).encode()).hexdigest()
