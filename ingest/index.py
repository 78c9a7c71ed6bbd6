"""An index generation: vectors, lexical index and chunk store, opened read-only or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.filters import Filters
from ingest import generations as gen
from ingest.abbreviations import Abbreviation
from ingest.embedding import BundledEmbedder, Embedder, bundled_model
from ingest.errors import EmbedderMismatch
from ingest.lexical import LexicalEntry, LexicalIndex, QueryWord, write_lexical
from ingest.static_model import StaticModel
from ingest.store import PassageRow, Store, StoredChunk, StoreWriter
from ingest.subwords import PassageText, SubwordIndex, Subwords, SubwordWriter
from ingest.types import Footnote, IngestedFile, Page, Source, Table
from ingest.vectors import Floats, VectorIndex, write_vectors

__all__ = ["Index", "StoredChunk", "open_index", "passage_text", "write_generation"]

_EMBED_BATCH = 512


class Index:
    """A generation opened read-only; it stays as it is however often others re-index."""

    def __init__(self, directory: Path, folder: Path, manifest: gen.Manifest) -> None:
        self.directory = directory
        self.manifest = manifest
        self.generation = manifest.generation
        self._store = Store(folder / gen.STORE)
        self._vectors = VectorIndex(folder / gen.VECTORS, manifest.chunks, manifest.dimension)
        self._lexical = LexicalIndex(folder / gen.LEXICAL)
        self._subwords = SubwordIndex(folder / gen.SUBWORDS, manifest.chunks)
        self._chunk_ids = lru_cache(maxsize=8)(self._read_chunk_ids)
        self._extent = lru_cache(maxsize=8)(self._store.extent)
        self._page = lru_cache(maxsize=256)(self._store.page)
        self._footnotes = lru_cache(maxsize=256)(self._store.footnotes)
        self._tables = lru_cache(maxsize=64)(self._store.tables)

    @property
    def document_count(self) -> int:
        """Number of documents."""
        return len(self._store.documents)

    @property
    def documents_by_id(self) -> Mapping[int, Document]:
        """Every document by its id, as held in memory."""
        return self._store.documents

    def documents(self) -> list[tuple[int, Document, Source]]:
        """Every document with its id and its file."""
        sources = self._store.sources()
        return [(i, document, sources[i]) for i, document in self._store.documents.items()]

    def document_ids(self, filters: Filters) -> frozenset[int] | None:
        """The documents that the filters allow; None when there are no filters."""
        return self._store.matching(filters)

    def extent(self, documents: frozenset[int] | None) -> tuple[str | None, str | None]:
        """ISO dates of the oldest and the newest of some documents, of all for None."""
        return self._extent(documents)

    def dense(
        self, vector: Floats, k: int, documents: frozenset[int] | None
    ) -> list[tuple[int, float]]:
        """(chunk id, inner product), best first, among `documents` only."""
        allowed = None if documents is None else self._chunk_ids(documents)
        if allowed is not None and not len(allowed):
            return []
        return self._vectors.search(vector, k, allowed)

    def dense_among(
        self, vector: Floats, k: int, ids: Sequence[int]
    ) -> list[tuple[int, float]]:
        """(chunk id, inner product), best first, among the chunks `ids` only."""
        return self._vectors.search(vector, k, np.array(ids, dtype=np.int64))

    def question_ids(self, filters: Filters) -> list[int]:
        """Ids of the chunks with questions of Kamervragen, in documents that `filters` allow."""
        return self._store.question_ids(self.document_ids(filters))

    def mentions(self, identifier: str, filters: Filters) -> list[tuple[StoredChunk, int, int]]:
        """Where a document is named: (chunk, start, end) in its text, documents in order."""
        return self._store.mentions(identifier, self.document_ids(filters))

    def chunks_of(self, document_id: int) -> list[StoredChunk]:
        """All chunks of a document in order."""
        return self._store.chunks_of(document_id)

    def _read_chunk_ids(self, documents: frozenset[int]) -> npt.NDArray[np.int64]:
        return np.array(self._store.chunk_ids(documents), dtype=np.int64)

    def lexical(
        self, question: str | Sequence[QueryWord], k: int, documents: frozenset[int] | None
    ) -> list[tuple[int, float]]:
        """(chunk id, BM25), best first, among `documents` only."""
        return self._lexical.search(question, k, documents)

    def knows(self, word: str) -> bool:
        """Whether a word stands in the text of a passage, in some form."""
        return self._lexical.known(word)

    def meanings(self, short: Sequence[str]) -> list[Abbreviation]:
        """What short forms stand for in the documents; commonest first."""
        return self._store.meanings(short)

    def short_forms(self, long: Sequence[str]) -> list[Abbreviation]:
        """The short forms that the documents give for long ones; commonest first."""
        return self._store.short_forms(long)

    def chunks(self, ids: Sequence[int]) -> list[StoredChunk]:
        """Chunks in the order of `ids`."""
        return self._store.chunks(ids)

    def passages(self, ids: Sequence[int]) -> list[PassageRow]:
        """What is searched of chunks, in the order of `ids`: without words, so quick."""
        return self._store.passages(ids)

    def identified(self, identifiers: frozenset[str]) -> frozenset[int]:
        """Ids of the documents with one of some official identifiers."""
        return self._store.identified(identifiers)

    def documents_of(self, ids: Sequence[int]) -> list[int]:
        """The document ids of chunks, in the order of `ids`."""
        return self._store.documents_of(ids)

    def edges(self, document_id: int, count: int) -> list[int]:
        """Ids of the first and the last chunks of running text of a document."""
        return self._store.edges(document_id, count)

    def kinds(self, ids: Sequence[int]) -> list[str]:
        """The kinds of chunks, in the order of `ids`."""
        return self._store.kinds(ids)

    def subwords(self, ids: Sequence[int]) -> Subwords:
        """The packed sub-words of chunks, in the order of `ids`."""
        return self._subwords.get(ids)

    def footnotes(self, document_id: int) -> tuple[Footnote, ...]:
        """The footnotes of a document; a marker's `note` is a position in it."""
        return self._footnotes(document_id)

    def tables(self, document_id: int) -> tuple[Table, ...]:
        """The tables of a document; a chunk's `table` is a position in it."""
        return self._tables(document_id)

    def page(self, document_id: int, number: int) -> Page:
        """A page by its physical number."""
        return self._page(document_id, number)

    def vectors(self, ids: Sequence[int]) -> npt.NDArray[np.float32]:
        """(len(ids), dimension): the stored vectors."""
        return self._vectors.get(ids)

    def source_path(self, document_id: int) -> Path:
        """Where the file was when it was indexed."""
        return Path(self._store.source(document_id).path)

    def warnings(self, document_id: int) -> tuple[str, ...]:
        """What ingestion had to say of a document's pages."""
        return self._store.warnings(document_id)

    def ingested(self, document_id: int) -> tuple[IngestedFile, Floats]:
        """A document and its vectors, for carrying it into a new generation."""
        ids = [stored.id for stored in self._store.chunks_of(document_id)]
        return self._store.ingested(document_id), self._vectors.get(ids)


def open_index(directory: Path, embedder: Embedder | None = None) -> Index:
    """Open the current generation.

    Raises `IndexMissing`, `IndexDamaged`, `IndexNewer`; `EmbedderMismatch` when `embedder` is
    given and is not the one that made the index.
    """
    folder = gen.current_folder(directory)
    manifest = gen.read_manifest(folder)
    gen.check_files(folder, manifest)
    if embedder is not None and embedder.fingerprint != manifest.fingerprint:
        raise EmbedderMismatch(manifest.embedder, embedder.name)
    if embedder is not None and _subworder(embedder).fingerprint != manifest.subwords:
        raise EmbedderMismatch(f"{BundledEmbedder.name} {manifest.subwords}", BundledEmbedder.name)
    return Index(directory, folder, manifest)


def passage_text(document: Document, heading: Sequence[str], context: str, text: str) -> str:
    """What is searched of a chunk: title, headings and context count, and are never quoted.

    Of the headings the innermost counts: those above it say the same of the whole chapter.
    """
    return " ".join((document.title, *heading[-1:], context, text))


def write_generation(
    directory: Path,
    files: Iterable[tuple[IngestedFile, Floats | None]],
    embedder: Embedder,
    report: Callable[[], dict[str, object]],
) -> str:
    """Write a new generation and make it current; gives its name.

    `files` come with their vectors where they are known and are taken one at a time; `report` is
    asked when all are in. An interruption at any moment leaves
    the current generation as it was. The caller holds the writer's lock.
    """
    name = gen.new_name()
    folder = directory / "generations" / f"{name}.tmp"
    folder.mkdir(parents=True)
    model = _subworder(embedder)
    sources: list[dict[str, object]] = []
    pages = 0
    with (
        StoreWriter(folder / gen.STORE) as store,
        _VectorFile(folder, embedder) as vectors,
        SubwordWriter(folder / gen.SUBWORDS, model) as subwords,
    ):

        def entries() -> Iterator[LexicalEntry]:
            """Each file goes to the store and the vectors on its way to the lexical index."""
            nonlocal pages
            for file, known in files:
                document_id, ids = store.add(file)
                vectors.add(known if known is not None else _embed(file, embedder))
                subwords.add(_texts(file))
                sources.append({"file": file.source.file, "sha256": file.source.sha256})
                pages += len(file.parsed.pages)
                yield from _entries(document_id, ids, file)

        write_lexical(folder / gen.LEXICAL, entries())
        chunks = vectors.write(folder / gen.VECTORS)
    gen.write_json(folder / gen.REPORT, report())
    created = datetime.now(UTC).isoformat(timespec="seconds")
    gen.seal(
        folder,
        gen.Manifest(
            gen.SCHEMA, name, created, embedder.name, embedder.fingerprint, embedder.dimension,
            "inner_product", len(sources), pages, chunks, {}, tuple(sources),
            model.fingerprint,
        ),
    )
    folder.rename(folder.with_suffix(""))
    gen.make_current(directory, name)
    gen.remove_old(directory)
    return name


class _VectorFile:
    """Vectors gathered on disk, so that an archive's are in memory once only."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._path = folder / "vectors.raw"
        self._dimension = embedder.dimension
        self._file = self._path.open("wb")

    def __enter__(self) -> _VectorFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._path.unlink()

    def add(self, vectors: Floats) -> None:
        """(n, dimension) float32."""
        self._file.write(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())

    def write(self, path: Path) -> int:
        """Write the index of all; gives their number."""
        self._file.flush()
        vectors = np.fromfile(self._path, dtype=np.float32).reshape(-1, self._dimension)
        write_vectors(path, vectors)
        return len(vectors)


def _entries(document_id: int, ids: range, file: IngestedFile) -> Iterator[LexicalEntry]:
    title = file.parsed.document.title
    for chunk_id, chunk in zip(ids, file.chunks, strict=True):
        context = " ".join((title, *chunk.heading[-1:], chunk.context))
        yield LexicalEntry(chunk_id, document_id, chunk.text, context)


def _texts(file: IngestedFile) -> Iterator[PassageText]:
    """Every chunk cut where its sentences begin, so that no character is left out."""
    title = file.parsed.document.title
    for chunk in file.chunks:
        cuts = [0, *(start for start, _ in chunk.sentences[1:]), len(chunk.text)]
        sentences = tuple(chunk.text[a:b] for a, b in pairwise(cuts))
        yield PassageText(sentences, " ".join((title, *chunk.heading[-1:], chunk.context)))


def _subworder(embedder: Embedder) -> StaticModel:
    """The bundled model takes passages apart for reranking, whatever makes the vectors."""
    return embedder.model if isinstance(embedder, BundledEmbedder) else bundled_model()


def _embed(file: IngestedFile, embedder: Embedder) -> Floats:
    document = file.parsed.document
    texts = [passage_text(document, c.heading, c.context, c.text) for c in file.chunks]
    parts = [
        embedder.encode_passages(texts[i : i + _EMBED_BATCH])
        for i in range(0, len(texts), _EMBED_BATCH)
    ]
    return np.concatenate([np.zeros((0, embedder.dimension), dtype=np.float32), *parts])
