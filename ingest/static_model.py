"""The bundled static model at query time: tokenizers and NumPy, without torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import VoetnootError

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]

BUNDLED = Path(__file__).parent / "model"
WEIGHTS, TOKENIZER, IDF = "model.safetensors", "tokenizer.json", "idf.npy"
ROWS, SCALES = "embeddings", "weights"
"""Tensors of the weights file, by the names that sentence-transformers reads as row times weight
(the format of model2vec)."""
BLOCK = 256
"""Sub-words whose lengths are taken at a time: their vectors fit in the processor's cache."""

MOST_KNOWN = 50_000
"""Distinct words of which the sub-words are remembered, some 10 MB."""


class ModelError(VoetnootError):
    """A file of a static model is missing or damaged."""


class TokenVectors:
    """Sub-word vectors of length 1: float32, made of one-byte rows as they are asked for."""

    def __init__(self, rows: Bytes, norms: Floats) -> None:
        self._rows = rows
        self._inverse = 1.0 / np.maximum(norms, np.finfo(np.float32).tiny)[:, None]
        self.shape: tuple[int, ...] = rows.shape
        """(V, d)."""

    def __getitem__(self, ids: npt.NDArray[np.integer]) -> Floats:
        """(len(ids), d)."""
        vectors: Floats = self._rows[ids] * self._inverse[ids]
        return vectors


class StaticModel:
    """A text's vector is the mean of its sub-words' vectors, L2-normalised.

    Reads the folder that `ingest.training` writes and that `SentenceTransformer(path)` loads: a
    sub-word's vector is its row of signed bytes times its own scale.
    """

    def __init__(self, folder: Path = BUNDLED) -> None:
        """Load `folder`. Raises ModelError, which names the file, where one is unusable."""
        self._folder = folder
        self._tokenizer = _read_tokenizer(folder / TOKENIZER)
        self._rows, self._scales = _read_weights(folder / WEIGHTS)
        self._known: dict[str, tuple[int, ...]] = {}
        self.idf: Floats = _read_idf(folder / IDF)
        """Inverse document frequency by token id, float32 (V,)."""
        sizes = (self._tokenizer.get_vocab_size(), len(self._rows), len(self.idf))
        if len(set(sizes)) > 1:
            raise ModelError(
                f"De bestanden in {folder} horen niet bij elkaar: {TOKENIZER} telt {sizes[0]} "
                f"woorddelen, {WEIGHTS} {sizes[1]}, {IDF} {sizes[2]}. {_REMEDY}"
            )

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 over weights, tokenizer and frequencies."""
        digest = hashlib.sha256()
        for name in (WEIGHTS, TOKENIZER, IDF):
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()[:16]

    @cached_property
    def token_vectors(self) -> TokenVectors:
        """Sub-word vectors for late interaction."""
        return TokenVectors(self._rows, self._norms)

    @cached_property
    def _norms(self) -> Floats:
        """(V,) length of each row of bytes."""
        blocks = np.array_split(self._rows, max(1, len(self._rows) // BLOCK))
        norms: Floats = np.concatenate(
            [np.linalg.norm(block.astype(np.float32), axis=1) for block in blocks]
        )
        return norms

    @cached_property
    def token_lengths(self) -> Floats:
        """Length of each sub-word vector as it counts in a text's vector, float32 (V,)."""
        return self._norms * self._scales

    def sum_lengths(self, ids: Sequence[Ids]) -> Floats:
        """Length of the sum of the sub-word vectors of each text, float32 (n,)."""
        lengths = [np.linalg.norm(self._sum(row)) for row in ids]
        return np.array(lengths, dtype=np.float32)

    def token_ids(self, texts: Sequence[str]) -> list[Ids]:
        """The sub-word ids of each text, never cut."""
        # Words are cut one by one and few of them are new, so each is cut once.
        words = [text.replace("\n", " ").split(" ") for text in texts]
        known = self._known if len(self._known) < MOST_KNOWN else {}
        new = list({word for some in words for word in some if word not in known})
        cut = self._tokenizer.encode_batch_fast(new, add_special_tokens=False) if new else []
        known.update(zip(new, (tuple(encoding.ids) for encoding in cut), strict=True))
        self._known = known
        return [
            np.fromiter(chain.from_iterable(map(known.__getitem__, some)), dtype=np.int64)
            for some in words
        ]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of `texts`: float32 (n, d), L2-normalised; a text without words gives zeros."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, ids in enumerate(self.token_ids(texts)):
            vectors[number] = self._sum(ids)
        return _normalised(vectors)

    def _sum(self, ids: Ids) -> Floats:
        """(d,), zeros without sub-words; a product, which is quicker than adding the rows up."""
        total: Floats = self._scales[ids] @ self._rows[ids].astype(np.float32)
        return total


_REMEDY = "Zet het bestand terug uit de distributie, of maak het model opnieuw met: make model"


def _read_tokenizer(path: Path) -> Tokenizer:
    _require(path)
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise _damaged(path, error) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _read_weights(path: Path) -> tuple[Bytes, Floats]:
    _require(path)
    try:
        tensors = load_file(path)
        rows, scales = tensors[ROWS], tensors[SCALES]
    except (SafetensorError, KeyError, OSError) as error:
        raise _damaged(path, error) from error
    if rows.ndim != 2 or rows.dtype != np.int8:
        raise _damaged(path, ValueError(f"{rows.dtype}, {rows.ndim} assen, niet int8 en 2 assen"))
    if scales.shape != rows.shape[:1] or scales.dtype != np.float32:
        raise _damaged(path, ValueError(f"{SCALES} telt {scales.shape}, niet {len(rows)}"))
    return rows, scales


def _read_idf(path: Path) -> Floats:
    _require(path)
    try:
        idf: Floats = np.load(path, allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise _damaged(path, error) from error
    if idf.ndim != 1:
        raise _damaged(path, ValueError(f"{idf.ndim} assen in plaats van 1"))
    return idf


def _require(path: Path) -> None:
    if not path.is_file():
        raise ModelError(f"{path} ontbreekt. {_REMEDY}")


def _damaged(path: Path, error: Exception) -> ModelError:
    return ModelError(f"{path} is beschadigd ({error}). {_REMEDY}")


def _normalised(vectors: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)
