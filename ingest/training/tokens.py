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

FEW = 20
"""Documents added to each register, so that none of a few hundred makes a rare word common."""
MOST = 60_000
"""Texts of a register that are counted."""
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
    registers: tuple[bool, bool]
    """Whether the left and the right side are a register of their own to count words in."""
    left: TokenTable
    right: TokenTable


def encode_pairs(source: PairSource, tokenizer: Tokenizer, longest: int) -> TokenPairs:
    """Encode both sides of a source, each text cut at `longest` sub-words."""
    left, right = (
        _encode([pair[side] for pair in source.pairs], tokenizer, longest) for side in (0, 1)
    )
    return TokenPairs(source.name, source.share, source.registers, left, right)


def inverse_document_frequency(
    sources: Sequence[TokenPairs], size: int, length: int, seed: int
) -> Floats:
    """`ln(1 / share of documents with the sub-word)`, per id; float32 (size,).

    Counted for each side of each source apart, and a sub-word is as common as where it is
    commonest: question words are rare in laws, and would pass for the heart of a question. Texts
    are joined, in random order, to documents of about `length` sub-words, so that short sentences
    and long articles compare.
    """
    random = np.random.default_rng(seed)
    share = np.zeros(size)
    for source in sources:
        for register, table in zip(source.registers, (source.left, source.right), strict=True):
            if register:
                counts, documents = _document_counts(table, size, length, random)
                share = np.maximum(share, (counts + 0.5) / (documents + FEW))
    return np.log(1 / share).astype(np.float32)


def _document_counts(
    table: TokenTable, size: int, length: int, random: np.random.Generator
) -> tuple[npt.NDArray[np.int_], int]:
    ids, lengths = table.rows(random.permutation(len(table))[:MOST])
    starts = np.cumsum(lengths) - lengths
    document = np.repeat(starts // length, lengths)
    seen = np.unique(document * size + ids)
    return np.bincount(seen % size, minlength=size), len(np.unique(document))


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
