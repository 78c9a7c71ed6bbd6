"""Texts as flat arrays of sub-word ids, and how rare each sub-word is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from ingest.training.sources import PairSource

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

LANGUAGES = ("en", "nl")
BLOCK = 20_000
"""Texts encoded at a time, which bounds memory."""


@dataclass(frozen=True)
class TokenTable:
    """Texts as ids: text `i` is `ids[starts[i]:starts[i + 1]]`."""

    ids: npt.NDArray[np.int32]
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, which: Ints) -> tuple[Ints, Ints]:
        """The ids of the texts `which`, joined, and the length of each text."""
        starts = self.starts[which]
        lengths = self.starts[which + 1] - starts
        ends = np.cumsum(lengths)
        positions = np.arange(ends[-1]) + np.repeat(starts - (ends - lengths), lengths)
        return self.ids[positions].astype(np.int64), lengths


@dataclass(frozen=True)
class TokenPairs:
    """The pairs of one source as ids."""

    name: str
    share: float
    languages: tuple[str, str]
    left: TokenTable
    right: TokenTable


def encode_pairs(source: PairSource, tokenizer: Tokenizer, longest: int) -> TokenPairs:
    """Encode both sides of a source, each text cut at `longest` sub-words."""
    left, right = (
        _encode([pair[side] for pair in source.pairs], tokenizer, longest) for side in (0, 1)
    )
    return TokenPairs(source.name, source.share, source.languages, left, right)


def inverse_document_frequency(sources: Sequence[TokenPairs], size: int, shortest: int) -> Floats:
    """`ln(1 / share of passages with the sub-word)`, per id; float32 (size,).

    Counted for each language apart, and a sub-word is as common as in the language that has it
    most: else the articles of the smaller language would pass for rare. Texts under `shortest`
    sub-words are no passages.
    """
    share = np.zeros(size)
    for language in LANGUAGES:
        tables = [
            table
            for source in sources
            for spoken, table in zip(source.languages, (source.left, source.right), strict=True)
            if spoken == language
        ]
        counts, passages = np.zeros(size), 0
        for table in tables:
            lengths = np.diff(table.starts)
            document = np.repeat(np.arange(len(table)), lengths)
            long = np.repeat(lengths >= shortest, lengths)
            seen = np.unique(document[long] * size + table.ids[long])
            counts += np.bincount(seen % size, minlength=size)
            passages += int((lengths >= shortest).sum())
        share = np.maximum(share, (counts + 0.5) / (passages + 1))
    return np.log(1 / share).astype(np.float32)


def _encode(texts: list[str], tokenizer: Tokenizer, longest: int) -> TokenTable:
    pieces: list[npt.NDArray[np.int32]] = []
    lengths: list[int] = []
    for start in range(0, len(texts), BLOCK):
        encodings = tokenizer.encode_batch_fast(
            texts[start : start + BLOCK], add_special_tokens=False
        )
        for encoding in encodings:
            ids = np.array(encoding.ids[:longest], dtype=np.int32)
            pieces.append(ids)
            lengths.append(len(ids))
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return TokenTable(np.concatenate(pieces), starts)
