"""Sub-word ids of every passage, flat on disk and memory-mapped: reranking reads no text.

A passage is its sentences, each at least one sub-word long, and its context (title, headings,
question of its answer). The length of a sentence's vector sum is kept, so that the cosine of a
question with a sentence is one dot product per sub-word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest.errors import IndexDamaged

Ids = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float32]

_NONE = np.zeros(0, dtype=np.int64)
_NOTHING = np.zeros(1, dtype=np.int64)
"""Stands for a text without sub-words; the padding sub-word is like no other."""
_TYPES = {"body": "<i4", "sentences": "<i8", "passages": "<i8", "sums": "<f4", "context": "<i4",
          "contexts": "<i8"}
"""Plain numbers, one file for each part; `sentences`, `passages`, `contexts` are ends."""


class Subworder(Protocol):
    """What takes texts apart."""

    def token_ids(self, texts: Sequence[str]) -> list[npt.NDArray[np.int64]]:
        """Sub-word ids of each text."""

    def sum_lengths(self, ids: Sequence[npt.NDArray[np.int64]]) -> Floats:
        """Length of the sum of the sub-word vectors of each text."""


@dataclass(frozen=True)
class PassageText:
    """What is packed of a passage: its sentences, and what counts but is never quoted."""

    sentences: tuple[str, ...]
    context: str


@dataclass(frozen=True)
class Subwords:
    """Sub-words of P passages with S sentences. Positions ending in `_starts` begin at 0."""

    body: Ids
    sentence_starts: Ids
    """(S,) where each sentence begins in `body`."""
    passage_starts: Ids
    """(P,) where each passage begins in `sentence_starts`."""
    sums: Floats
    """(S,) length of the vector sum of each sentence."""
    context: Ids
    context_starts: Ids
    """(P,) where each context begins in `context`."""
    usual_length: float
    """Sub-words of a passage, mean over the collection."""


class SubwordWriter:
    """Packs passages file by file into a new folder; use as a context manager."""

    def __init__(self, folder: Path, model: Subworder) -> None:
        folder.mkdir()
        self._model = model
        self._files = {part: (folder / part).open("wb") for part in _TYPES}
        self._totals = dict.fromkeys(_TYPES, 0)

    def __enter__(self) -> SubwordWriter:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def add(self, texts: Iterable[PassageText]) -> None:
        """Append passages; where a text has no sub-words, one stands for it."""
        passages = list(texts)
        pieces = iter(self._model.token_ids([s for p in passages for s in p.sentences]))
        sentences: list[npt.NDArray[np.int64]] = []
        counts: list[int] = []
        for passage in passages:
            own = [ids for _, ids in zip(passage.sentences, pieces, strict=False) if len(ids)]
            sentences += own or [_NOTHING]
            counts.append(max(1, len(own)))
        contexts = [ids if len(ids) else _NOTHING
                    for ids in self._model.token_ids([p.context for p in passages])]
        self._append("sums", self._model.sum_lengths(sentences))
        self._append("passages", self._ends(counts, "sentences"))
        self._append("sentences", self._ends([len(ids) for ids in sentences], "body"))
        self._append("body", np.concatenate([_NONE, *sentences]))
        self._append("contexts", self._ends([len(ids) for ids in contexts], "context"))
        self._append("context", np.concatenate([_NONE, *contexts]))

    def _ends(self, lengths: Sequence[int], of: str) -> npt.NDArray[np.int64]:
        return np.cumsum([0, *lengths], dtype=np.int64)[1:] + self._totals[of]

    def _append(self, part: str, values: npt.NDArray[np.generic]) -> None:
        self._files[part].write(values.astype(_TYPES[part]).tobytes())
        self._totals[part] += len(values)


class SubwordIndex:
    """The packed passages of a generation, opened read-only."""

    def __init__(self, folder: Path, count: int) -> None:
        """Raises `IndexDamaged` when the files are not those of `count` passages."""
        try:
            self._parts = {part: _mapped(folder / part) for part in _TYPES}
        except (OSError, ValueError) as error:
            raise IndexDamaged(folder.name) from error
        parts = self._parts
        pairs = (("passages", "sentences"), ("sentences", "body"), ("contexts", "context"))
        fits = all(
            (int(parts[ends][-1]) if len(parts[ends]) else 0) == len(parts[of])
            for ends, of in pairs
        )
        if not fits or {len(parts["passages"]), len(parts["contexts"])} != {count}:
            raise IndexDamaged(folder.name, f"is niet van {count} passages")
        self._usual = len(parts["body"]) / max(1, count)

    def get(self, ids: Sequence[int]) -> Subwords:
        """The sub-words of some passages, in the order of `ids`."""
        parts = self._parts
        first, last = _spans(parts["passages"], np.asarray(ids, dtype=np.int64))
        sentences = _ranges(first, last)
        begin, end = _spans(parts["sentences"], sentences)
        context_begin, context_end = _spans(parts["contexts"], np.asarray(ids, dtype=np.int64))
        return Subwords(
            body=parts["body"][_ranges(begin, end)],
            sentence_starts=_starts(end - begin),
            passage_starts=_starts(last - first),
            sums=np.asarray(parts["sums"][sentences], dtype=np.float32),
            context=parts["context"][_ranges(context_begin, context_end)],
            context_starts=_starts(context_end - context_begin),
            usual_length=self._usual,
        )


def _mapped(path: Path) -> npt.NDArray[Any]:
    """A file as an array; an empty one cannot be memory-mapped."""
    if not path.stat().st_size:
        return np.zeros(0, dtype=_TYPES[path.name])
    mapped: npt.NDArray[Any] = np.memmap(path, dtype=_TYPES[path.name], mode="r")
    return mapped


def _spans(ends: Ids, rows: Ids) -> tuple[Ids, Ids]:
    """Where each of `rows` begins and ends, given where all rows end."""
    return np.where(rows > 0, ends[np.maximum(rows - 1, 0)], 0), np.asarray(ends[rows])


def _starts(lengths: Ids) -> Ids:
    starts: Ids = np.cumsum(lengths) - lengths
    return starts


def _ranges(begin: Ids, end: Ids) -> Ids:
    """All numbers of `begin[i]..end[i]`, one range after another."""
    lengths = end - begin
    total = int(lengths.sum())
    ranges: Ids = np.arange(total) + np.repeat(begin - _starts(lengths), lengths)
    return ranges
