"""Embedding models: the bundled one, or any sentence-transformers model by name or path.

The only import of sentence_transformers, and only where such a model is really used: importing
it takes seconds.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from ingest.errors import ModelMissing
from ingest.static_model import StaticModel

Floats = npt.NDArray[np.float32]
BUNDLED = Path(__file__).parent / "model"
_BATCH = 32


class Embedder(Protocol):
    """Texts to vectors of length 1."""

    @property
    def name(self) -> str:
        """What a person chose it by."""

    @property
    def fingerprint(self) -> str:
        """Changes when any file of the model changes."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dimension) float32, rows of length 1."""

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dimension) float32, rows of length 1."""


class BundledEmbedder:
    """The model that comes with the project, without torch."""

    name = "voetnoot-static"

    def __init__(self, model: StaticModel) -> None:
        self.model = model

    @property
    def fingerprint(self) -> str:
        """Of all its files that change a figure."""
        return self.model.fingerprint

    @property
    def dimension(self) -> int:
        """As the files say."""
        return self.model.dimension

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """The same as passages: a static model knows no prompts."""
        return self.model.encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dimension) float32."""
        return self.model.encode(texts)


class TransformerEmbedder:
    """A sentence-transformers model with the prompts of its own configuration."""

    def __init__(self, name: str, model: Any, fingerprint: str) -> None:
        self.name = name
        self._model = model
        self.fingerprint = fingerprint

    @property
    def dimension(self) -> int:
        """As the model says."""
        return int(self._model.get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """With the model's query prompt."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """With the model's passage prompt."""
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> Floats:
        vectors = encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def open_embedder(name_or_path: str | None = None) -> Embedder:
    """The bundled model for None, else a sentence-transformers model.

    Nothing is downloaded unless `VOETNOOT_ALLOW_DOWNLOAD=1`. Raises `ModelMissing`.
    """
    if name_or_path is None or name_or_path == BundledEmbedder.name:
        return BundledEmbedder(bundled_model())
    model = load_model("SentenceTransformer", name_or_path)
    return TransformerEmbedder(name_or_path, model, _fingerprint(model, name_or_path))


def load_model(kind: Literal["SentenceTransformer", "CrossEncoder"], name_or_path: str) -> Any:
    """A model of that class of sentence-transformers, from this computer.

    Nothing is downloaded unless `VOETNOOT_ALLOW_DOWNLOAD=1`. Raises `ModelMissing`.
    """
    download = os.environ.get("VOETNOOT_ALLOW_DOWNLOAD") == "1"
    if not download:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import sentence_transformers

    load = getattr(sentence_transformers, kind)
    try:
        return load(name_or_path, device="cpu", local_files_only=not download)
    except (OSError, ValueError, RuntimeError, ImportError) as error:
        raise ModelMissing(name_or_path, str(error).partition("\n")[0]) from error


def bundled_model() -> StaticModel:
    """The model in `ingest/model`, for embedding and for late interaction."""
    return StaticModel(BUNDLED)


def _fingerprint(model: Any, name: str) -> str:
    """Over the files of a local model; over the weights of one from a hub."""
    digest = hashlib.sha256()
    folder = Path(name)
    if folder.is_dir():
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    else:
        for key, tensor in sorted(model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.cpu().float().numpy().tobytes())
    return digest.hexdigest()[:16]
