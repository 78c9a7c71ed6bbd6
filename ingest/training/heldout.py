"""Texts that measure the model and may therefore not be trained on."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.pdf import read_pages
from ingest.training.errors import TrainingDataError

SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
NOT_A_WORD = re.compile(r"\W+")
SHORTEST_SENTENCE = 5
"""Words. Shorter sentences ("Nee.", "Yes, we do.") are common property, not leakage."""

EVALUATION_FILES = (
    "laser_tatoeba/*.eng",
    "laser_tatoeba/*.nld",
    "stsb_mt_nl/*.csv",
    "coronacheck_faq/*.tsv",
    "*.jsonl",
)


class HeldOut:
    """Knows every evaluation text, and every sentence of one, by its normal form."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms: set[str] = set()
        for text in texts:
            self._forms.add(normal_form(text))
            self._forms.update(_sentence_forms(text))
        self._forms.discard("")

    def __len__(self) -> int:
        return len(self._forms)

    def touches(self, text: str) -> bool:
        """Whether `text`, or one of its sentences, is an evaluation text or a sentence of one."""
        if normal_form(text) in self._forms:
            return True
        return any(form in self._forms for form in _sentence_forms(text))


def normal_form(text: str) -> str:
    """The words of a text in lower case, without punctuation."""
    return NOT_A_WORD.sub(" ", text.lower()).strip()


def read_held_out(folder: Path) -> HeldOut:
    """Read every evaluation file of `folder`.

    Raises TrainingDataError where there is none: training without this check would leak.
    """
    texts = list(_texts(folder))
    if not texts:
        raise TrainingDataError(
            f"{folder} holds no evaluation files, so nothing can be kept out of the training "
            "data. Set VOETNOOT_TESTDATA to the folder that holds both `training` and `evals`."
        )
    return HeldOut(texts)


def document_texts(data: Path) -> Iterator[str]:
    """What the questions on documents and these documents say: page by page, as far as present."""
    questions = data / "evals/dev.questions.jsonl"
    if questions.is_file():
        lines = questions.read_text(encoding="utf-8").splitlines()
        yield from _record_texts(json.loads(line) for line in lines)
    for path in sorted((data / "corpus").glob("*.pdf")):
        yield from (page.raw for page in read_pages(path))


def _sentence_forms(text: str) -> Iterator[str]:
    for sentence in SENTENCE_END.split(text):
        form = normal_form(sentence)
        if form.count(" ") >= SHORTEST_SENTENCE - 1:
            yield form


def _texts(folder: Path) -> Iterator[str]:
    for pattern in EVALUATION_FILES:
        for path in sorted(folder.glob(pattern)):
            content = path.read_text(encoding="utf-8")
            if path.suffix == ".csv":
                yield from (cell for row in csv.reader(content.splitlines()) for cell in row[:2])
            elif path.suffix == ".tsv":
                yield from (cell for line in content.splitlines() for cell in line.split("\t"))
            elif path.suffix == ".jsonl":
                yield from _record_texts(json.loads(line) for line in content.splitlines())
            else:
                yield from content.splitlines()


def _record_texts(records: Iterable[dict[str, object]]) -> Iterator[str]:
    for record in records:
        for key in ("question", "answer", "evidence"):
            value = record.get(key)
            if isinstance(value, str):
                yield value
