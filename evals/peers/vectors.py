"""Vectors of texts kept by their hash, with what making each took, so that reruns are quick."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
BATCH = 64


class CachedVectors:
    """Vectors of one model in a file of `folder`; what is not there is made and kept."""

    def __init__(
        self, folder: Path, model: Path, encode: Callable[[Sequence[str]], Vectors]
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._encode = encode
        self._base = sqlite3.connect(folder / f"vectors-{_model_key(model)}.sqlite")
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB, seconds REAL)"
        )

    def of(self, texts: Sequence[str]) -> tuple[Vectors, float]:
        """Vectors in order, and the seconds that making them took when they were made."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        missing = {
            key: text for key, text in zip(keys, texts, strict=True) if self._get(key) is None
        }
        # Long texts together: a batch costs as much as its longest text.
        waiting = sorted(missing.items(), key=lambda item: -len(item[1]))
        for start in range(0, len(waiting), BATCH):
            self._make(waiting[start : start + BATCH])
        rows = [row for key in keys if (row := self._get(key)) is not None]
        vectors = np.array([np.frombuffer(blob, dtype=np.float32) for blob, _ in rows])
        return vectors.reshape(len(texts), -1), sum(seconds for _, seconds in rows)

    def _make(self, batch: Sequence[tuple[str, str]]) -> None:
        began = perf_counter()
        vectors = self._encode([text for _, text in batch])
        each = (perf_counter() - began) / len(batch)
        self._base.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(key, v.tobytes(), each) for (key, _), v in zip(batch, vectors, strict=True)],
        )
        self._base.commit()

    def _get(self, key: str) -> tuple[bytes, float] | None:
        found: tuple[bytes, float] | None = self._base.execute(
            "SELECT vector, seconds FROM vectors WHERE key = ?", (key,)
        ).fetchone()
        return found


def _model_key(model: Path) -> str:
    """Of the model's files by name and size: another model of the same name has other vectors."""
    files = sorted((p.name, p.stat().st_size) for p in model.rglob("*") if p.is_file())
    return hashlib.sha256(repr((model.name, files)).encode()).hexdigest()[:12]
