"""What a worker has read on its way to the index: without what the index does not hold, and small.

Words are by far the most of a document, and an index only passes them on to its store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast, overload

import numpy as np

from ingest.types import IngestedFile, Word


class PackedWords(Sequence[Word]):
    """Words in a fifth of the memory, each made anew when it is looked at."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._rows = np.array(words, dtype=np.float64).reshape(-1, len(Word._fields))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Word]:
        return (_word(row) for row in self._rows.tolist())

    @overload
    def __getitem__(self, place: int) -> Word: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Word, ...]: ...

    def __getitem__(self, place: int | slice) -> Word | tuple[Word, ...]:
        if isinstance(place, slice):
            return tuple(_word(row) for row in self._rows[place].tolist())
        return _word(self._rows[place].tolist())


def _word(row: Sequence[float]) -> Word:
    start, end, page, *box = row
    return Word(int(start), int(end), int(page), *box)


def packed(file: IngestedFile) -> IngestedFile:
    """The same file with its chunks' words packed and without its blocks."""
    chunks = tuple(
        # It behaves as the tuple that the type names, and nobody but the store looks at it.
        replace(chunk, words=cast("tuple[Word, ...]", PackedWords(chunk.words)))
        for chunk in file.chunks
    )
    return replace(file, parsed=replace(file.parsed, blocks=()), chunks=chunks)
