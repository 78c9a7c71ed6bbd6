"""Vectors on disk and the search that compares all of them. The only import of faiss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from ingest.errors import IndexDamaged

Floats = npt.NDArray[np.float32]


def write_vectors(path: Path, vectors: Floats) -> None:
    """Write (n, d) float32 vectors; the row number is the chunk id.

    They are kept in half precision, which the search reads in half the time.
    """
    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    faiss.write_index(index, str(path))


class VectorIndex:
    """An index that compares every vector by inner product, opened read-only."""

    def __init__(self, path: Path, count: int, dimension: int) -> None:
        """Raises `IndexDamaged` when the file is not the index that the manifest describes."""
        try:
            self._index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexDamaged(path.name) from error
        if (self._index.ntotal, self._index.d) != (count, dimension):
            found = f"{self._index.ntotal} vectoren van {self._index.d}"
            raise IndexDamaged(path.name, f"bevat {found}, verwacht {count} van {dimension}")

    def search(
        self, vector: Floats, k: int, allowed: npt.NDArray[np.int64] | None
    ) -> list[tuple[int, float]]:
        """(chunk id, inner product), best first; `allowed` limits inside the search."""
        parameters = None
        if allowed is not None:
            bits = np.zeros(self._index.ntotal, dtype=np.bool_)
            bits[allowed] = True
            bitmap = np.packbits(bits, bitorder="little")
            selector = faiss.IDSelectorBitmap(bitmap)  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        query = np.ascontiguousarray(vector.reshape(1, -1), dtype=np.float32)
        scores, ids = self._index.search(query, k, params=parameters)
        return [
            (int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0
        ]

    def get(self, ids: Sequence[int]) -> Floats:
        """(len(ids), d) float32."""
        if not ids:
            return np.zeros((0, self._index.d), dtype=np.float32)
        rows: Floats = self._index.reconstruct_batch(np.array(ids, dtype=np.int64))
        return rows
