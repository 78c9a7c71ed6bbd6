"""The chunk store: documents, pages, chunks and footnotes in one SQLite file, plain columns."""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.document import Document
from corpus.filters import Filters
from corpus.ministries import ministry_lineage
from corpus.references import find_references
from ingest.abbreviations import Abbreviation, find_abbreviations
from ingest.errors import IndexDamaged
from ingest.lexical import stems
from ingest.table_store import pack_table, unpack_table
from ingest.types import (
    CellSpan,
    Chunk,
    Footnote,
    IngestedFile,
    Mark,
    Page,
    ParsedDocument,
    Source,
    Table,
    Word,
)

_SCHEMA = """
CREATE TABLE documents (id INTEGER PRIMARY KEY, key TEXT UNIQUE, doc TEXT, file TEXT, kind TEXT,
  dossier TEXT, toevoeging TEXT, ministry TEXT, vergaderjaar TEXT, date TEXT,
  document TEXT, source TEXT, warnings TEXT);
CREATE TABLE pages (document INTEGER, number INTEGER, label TEXT, width REAL, height REAL,
  raw BLOB, text_source TEXT, PRIMARY KEY (document, number));
CREATE TABLE chunks (id INTEGER PRIMARY KEY, document INTEGER, ordinal INTEGER, kind TEXT,
  text TEXT, page INTEGER, page_end INTEGER, words BLOB, sentences TEXT, marks TEXT,
  heading TEXT, context TEXT, label TEXT, note INTEGER, anchor TEXT,
  table_number INTEGER, cells TEXT);
CREATE INDEX chunks_of_document ON chunks (document, ordinal);
CREATE INDEX chunks_of_kind ON chunks (kind, document);
CREATE TABLE mentions (identifier TEXT, chunk INTEGER, start INTEGER, end INTEGER,
  PRIMARY KEY (identifier, chunk, start)) WITHOUT ROWID;
CREATE TABLE abbreviations (short TEXT, long TEXT, key TEXT, count INTEGER,
  PRIMARY KEY (short, long)) WITHOUT ROWID;
CREATE INDEX abbreviations_by_short ON abbreviations (lower(short));
CREATE INDEX abbreviations_by_key ON abbreviations (key);
CREATE TABLE footnotes (document INTEGER, number INTEGER, label TEXT, page INTEGER, text TEXT,
  words BLOB, anchor_page INTEGER, anchor TEXT, kind TEXT, PRIMARY KEY (document, number));
CREATE TABLE tables (document INTEGER, number INTEGER, page INTEGER, page_end INTEGER, title TEXT,
  unit TEXT, data BLOB, PRIMARY KEY (document, number));
"""
_TENTH = 10.0
_NAME = "chunks.sqlite"


@dataclass(frozen=True)
class StoredChunk:
    """A chunk with its ids and the document that it is from."""

    id: int
    document_id: int
    document: Document
    chunk: Chunk


class PassageRow(NamedTuple):
    """What is searched of a chunk."""

    document_id: int
    document: Document
    kind: str
    page: int
    heading: tuple[str, ...]
    context: str
    text: str


class StoreWriter:
    """Writes a new store; use as a context manager."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(_SCHEMA)
        self._chunks = 0
        self._documents = 0

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.commit()
        self._db.close()

    def add(self, file: IngestedFile) -> tuple[int, range]:
        """Add a file; gives its document id and the ids of its chunks."""
        document_id = self._documents
        self._documents += 1
        document, parsed = file.parsed.document, file.parsed
        self._db.execute(
            "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                document_id, file.source.path, document.doc, document.file, document.kind,
                document.dossier, document.toevoeging, document.ministry,
                document.vergaderjaar, document.date, _dump(asdict(document)),
                _dump(asdict(file.source)), _dump(parsed.warnings),
            ),
        )
        self._db.executemany(
            "INSERT INTO pages VALUES (?,?,?,?,?,?,?)",
            [(document_id, p.number, p.label, p.width, p.height, _pack_text(p.raw),
              p.text_source) for p in parsed.pages],
        )
        self._db.executemany(
            "INSERT INTO footnotes VALUES (?,?,?,?,?,?,?,?,?)",
            [(document_id, n.index, n.label, n.page, n.text, _pack(n.words), n.anchor_page,
              n.anchor, n.kind) for n in parsed.footnotes],
        )
        self._db.executemany(
            "INSERT INTO tables VALUES (?,?,?,?,?,?,?)",
            [(document_id, t.index, t.page, t.page_end, t.title, t.unit, pack_table(t))
             for t in parsed.tables],
        )
        ids = range(self._chunks, self._chunks + len(file.chunks))
        self._db.executemany(
            "INSERT INTO chunks VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [_chunk_row(i, document_id, c) for i, c in zip(ids, file.chunks, strict=True)],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO mentions VALUES (?,?,?,?)",
            [(reference.identifier, chunk_id, reference.start, reference.end)
             for chunk_id, chunk in zip(ids, file.chunks, strict=True)
             for reference in find_references(chunk.text)],
        )
        self._db.executemany(
            "INSERT INTO abbreviations VALUES (?,?,?,1)"
            " ON CONFLICT (short, long) DO UPDATE SET count = count + 1",
            [(found.short, found.long, _key(found.long))
             for chunk in file.chunks for found in find_abbreviations(chunk.text)],
        )
        self._chunks = ids.stop
        return document_id, ids


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever comes of reading a damaged store is an `IndexDamaged`."""
    try:
        yield
    except (sqlite3.Error, zlib.error, ValueError, TypeError, LookupError) as error:
        raise IndexDamaged(_NAME) from error


class Store:
    """A store opened read-only; safe to use from several threads."""

    @_reading()
    def __init__(self, path: Path) -> None:
        """Raises `IndexDamaged` when the file is no store."""
        self._lock = threading.Lock()
        self._db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._documents: dict[int, Document] = {
            row[0]: Document(**json.loads(row[1]))
            for row in self._rows("SELECT id, document FROM documents")
        }

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @property
    def documents(self) -> dict[int, Document]:
        """All documents by id."""
        return self._documents

    @_reading()
    def sources(self) -> dict[int, Source]:
        """The file of every document as it was when it was indexed."""
        rows = self._rows("SELECT id, source FROM documents")
        return {row[0]: Source(**json.loads(row[1])) for row in rows}

    @_reading()
    def source(self, document_id: int) -> Source:
        """The file of one document."""
        row = self._one("SELECT source FROM documents WHERE id=?", document_id)
        return Source(**json.loads(row[0]))

    @_reading()
    def warnings(self, document_id: int) -> tuple[str, ...]:
        """What ingestion had to say of a document."""
        row = self._one("SELECT warnings FROM documents WHERE id=?", document_id)
        return tuple(json.loads(row[0]))

    @_reading()
    def matching(self, filters: Filters) -> frozenset[int] | None:
        """Ids of the documents that all filters allow; None when there are no filters."""
        conditions, values = _conditions(filters)
        if not conditions:
            return None
        where = " AND ".join(f"({c})" for c in conditions)
        return frozenset(
            row[0] for row in self._rows(f"SELECT id FROM documents WHERE {where}", *values)
        )

    @_reading()
    def extent(self, documents: frozenset[int] | None) -> tuple[str | None, str | None]:
        """ISO dates of the oldest and the newest of some documents, of all for None."""
        limit = "" if documents is None else f" WHERE id IN ({_ids(documents)})"
        oldest, newest = self._rows(f"SELECT min(date), max(date) FROM documents{limit}")[0]
        return oldest, newest

    @_reading()
    def chunk_ids(self, documents: frozenset[int]) -> list[int]:
        """Ids of all chunks of some documents."""
        wanted = _ids(documents)
        return [r[0] for r in self._rows(f"SELECT id FROM chunks WHERE document IN ({wanted})")]

    @_reading()
    def edges(self, document: int, count: int) -> list[int]:
        """Ids of the first and last `count` chunks of a document that are running text."""
        of = "SELECT id FROM chunks WHERE document=? AND kind IN ('text', 'answer') ORDER BY id"
        first = self._rows(f"{of} LIMIT ?", document, count)
        last = self._rows(f"{of} DESC LIMIT ?", document, count)
        return sorted({row[0] for row in (*first, *last)})

    @_reading()
    def question_ids(self, documents: frozenset[int] | None) -> list[int]:
        """Ids of the chunks that hold questions of Kamervragen."""
        limit = "" if documents is None else f" AND document IN ({_ids(documents)})"
        rows = self._rows(f"SELECT id FROM chunks WHERE kind='question'{limit} ORDER BY id")
        return [row[0] for row in rows]

    @_reading()
    def mentions(
        self, identifier: str, documents: frozenset[int] | None
    ) -> list[tuple[StoredChunk, int, int]]:
        """Where a document is named: (chunk, start, end) in the order of the chunks."""
        limit = "" if documents is None else f" AND document IN ({_ids(documents)})"
        rows = self._rows(
            "SELECT mentions.chunk, start, end FROM mentions JOIN chunks ON chunks.id = chunk"
            f" WHERE identifier=?{limit} ORDER BY mentions.chunk, start", identifier,
        )
        found = {s.id: s for s in self.chunks(sorted({row[0] for row in rows}))}
        return [(found[chunk], start, end) for chunk, start, end in rows]

    @_reading()
    def chunks(self, ids: Sequence[int]) -> list[StoredChunk]:
        """The chunks in the order of `ids`."""
        return [self._chunk(row) for row in self._by_id("*", ids)]

    @_reading()
    def passages(self, ids: Sequence[int]) -> list[PassageRow]:
        """What is searched of chunks, in the order of `ids`: without words, so quick."""
        columns = "id, document, kind, page, heading, context, text"
        return [
            PassageRow(document, self._documents[document], kind, page,
                       tuple(json.loads(heading)), context, text)
            for _, document, kind, page, heading, context, text in self._by_id(columns, ids)
        ]

    @_reading()
    def identified(self, identifiers: frozenset[str]) -> frozenset[int]:
        """Ids of the documents with one of some official identifiers; samples count as theirs."""
        if not identifiers:
            return frozenset()
        names = json.dumps([n for i in sorted(identifiers) for n in (i, f"voorbeeld-{i}")])
        rows = self._rows(
            "SELECT id FROM documents WHERE doc IN (SELECT value FROM json_each(?))", names
        )
        return frozenset(row[0] for row in rows)

    @_reading()
    def meanings(self, short: Sequence[str]) -> list[Abbreviation]:
        """What short forms stand for, however they are capitalised; commonest first."""
        rows = self._rows(
            "SELECT short, long FROM abbreviations WHERE lower(short) IN"
            " (SELECT value FROM json_each(?)) ORDER BY count DESC, short, long",
            json.dumps([word.lower() for word in short]),
        )
        return [Abbreviation(*row) for row in rows]

    @_reading()
    def short_forms(self, long: Sequence[str]) -> list[Abbreviation]:
        """The short forms of long ones in whatever inflection; commonest first."""
        rows = self._rows(
            "SELECT short, long FROM abbreviations WHERE key IN"
            " (SELECT value FROM json_each(?)) ORDER BY count DESC, short, long",
            json.dumps([_key(words) for words in long]),
        )
        return [Abbreviation(*row) for row in rows]

    @_reading()
    def documents_of(self, ids: Sequence[int]) -> list[int]:
        """The document ids of chunks, in the order of `ids`."""
        return [document for _, document in self._by_id("id, document", ids)]

    @_reading()
    def kinds(self, ids: Sequence[int]) -> list[str]:
        """The kinds of chunks, in the order of `ids`."""
        return [kind for _, kind in self._by_id("id, kind", ids)]

    def _by_id(self, columns: str, ids: Sequence[int]) -> list[Any]:
        rows = self._rows(f"SELECT {columns} FROM chunks WHERE id IN ({_ids(ids)})")
        found = {row[0]: row for row in rows}
        if len(found) != len(set(ids)):
            raise IndexDamaged(_NAME, "mist passages")
        return [found[i] for i in ids]

    @_reading()
    def chunks_of(self, document_id: int) -> list[StoredChunk]:
        """All chunks of a document in order."""
        rows = self._rows("SELECT * FROM chunks WHERE document=? ORDER BY ordinal", document_id)
        return [self._chunk(row) for row in rows]

    @_reading()
    def footnotes(self, document_id: int) -> tuple[Footnote, ...]:
        """The footnotes of a document in order."""
        rows = self._rows(
            "SELECT number, label, page, text, words, anchor_page, anchor, kind FROM footnotes"
            " WHERE document=? ORDER BY number", document_id,
        )
        return tuple(
            Footnote(n, label, page, text, _unpack(words), anchor_page, anchor, kind)
            for n, label, page, text, words, anchor_page, anchor, kind in rows
        )

    @_reading()
    def tables(self, document_id: int) -> tuple[Table, ...]:
        """The tables of a document in order."""
        rows = self._rows("SELECT data FROM tables WHERE document=? ORDER BY number", document_id)
        return tuple(unpack_table(row[0]) for row in rows)

    @_reading()
    def page(self, document_id: int, number: int) -> Page:
        """A page by its physical number."""
        row = self._one(
            "SELECT number, label, width, height, raw, text_source FROM pages"
            " WHERE document=? AND number=?",
            document_id, number,
        )
        label, width, height, raw, source = row[1:]
        return Page(number, label, width, height, _unpack_text(raw), source)

    @_reading()
    def page_count(self) -> int:
        """Pages of all documents."""
        return int(self._one("SELECT count(*) FROM pages")[0])

    def ingested(self, document_id: int) -> IngestedFile:
        """A document as it was ingested, for carrying it into a new generation.

        Its blocks are not stored: the chunks hold their text.
        """
        rows = self._rows("SELECT number FROM pages WHERE document=? ORDER BY number", document_id)
        parsed = ParsedDocument(
            self._documents[document_id],
            tuple(self.page(document_id, row[0]) for row in rows),
            (),
            self.footnotes(document_id),
            self.warnings(document_id),
            tables=self.tables(document_id),
        )
        chunks = tuple(stored.chunk for stored in self.chunks_of(document_id))
        return IngestedFile(self.source(document_id), parsed, chunks)

    def _chunk(self, row: Sequence[Any]) -> StoredChunk:
        document = self._documents[row[1]]
        chunk = Chunk(
            doc=document.doc, ordinal=row[2], kind=row[3], text=row[4], page=row[5],
            page_end=row[6], words=_unpack(row[7]),
            sentences=tuple((s, e) for s, e in json.loads(row[8])),
            marks=tuple(Mark(*m) for m in json.loads(row[9])),
            heading=tuple(json.loads(row[10])), context=row[11], label=row[12], note=row[13],
            anchor=tuple(json.loads(row[14])) if row[14] else None,
            table=row[15], cells=tuple(CellSpan(*c) for c in json.loads(row[16])),
        )
        return StoredChunk(row[0], row[1], document, chunk)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def _one(self, query: str, *values: object) -> Any:
        rows = self._rows(query, *values)
        if not rows:
            raise IndexDamaged(_NAME, "mist gegevens")
        return rows[0]


def _ids(ids: Iterable[int]) -> str:
    return ",".join(str(int(i)) for i in ids)


def _conditions(filters: Filters) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []
    if filters.dossier:
        conditions.append(" OR ".join(["dossier || coalesce('-' || toevoeging, '') = ?"
                                       " OR dossier = ?"] * len(filters.dossier)))
        values += [v for d in filters.dossier for v in (_dossier(d), _dossier(d))]
    if filters.doc:
        names = [name.removesuffix(".pdf").removesuffix(".xml") for name in filters.doc]
        # Lists of any length: an OR of a thousand names is more than SQLite takes.
        files = [name + ending for name in names for ending in (".pdf", ".xml")]
        conditions.append("doc IN (SELECT value FROM json_each(?))"
                          " OR file IN (SELECT value FROM json_each(?))")
        values += [json.dumps(names), json.dumps(files)]
    for column in ("kind", "ministry", "vergaderjaar"):
        wanted = getattr(filters, column)
        if column == "ministry":
            wanted = [name for w in wanted for name in ministry_lineage(w) or (w,)]
        if wanted:
            conditions.append(" OR ".join([f"lower({column}) LIKE ?"] * len(wanted)))
            values += [f"%{w.lower().replace('/', '-')}%" for w in wanted]
    if filters.since:
        conditions.append("date >= ?")
        values.append(filters.since)
    if filters.until:
        conditions.append("date <= ?")
        values.append(filters.until)
    return conditions, values


def _dossier(written: str) -> str:
    """`36 560 X` and `36560-X` are the same dossier."""
    parts = written.replace("-", " ").split()
    digits = "".join(p for p in parts if p.isdigit())
    rest = [p for p in parts if not p.isdigit()]
    return "-".join([digits, *(p.strip("()").upper() for p in rest)])


def _chunk_row(chunk_id: int, document_id: int, chunk: Chunk) -> tuple[object, ...]:
    return (
        chunk_id, document_id, chunk.ordinal, chunk.kind, chunk.text, chunk.page, chunk.page_end,
        _pack(chunk.words), _dump(chunk.sentences), _dump(chunk.marks), _dump(chunk.heading),
        chunk.context, chunk.label, chunk.note, _dump(chunk.anchor) if chunk.anchor else None,
        chunk.table, _dump(chunk.cells),
    )


def _key(words: str) -> str:
    return " ".join(stems(words, "dutch"))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pack_text(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _unpack_text(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _pack(words: Sequence[Word]) -> bytes:
    """Words as seven int32 each; boxes in tenths of a point."""
    rows = np.array(
        [(w.start, w.end, w.page, *(round(v * _TENTH) for v in w[3:])) for w in words],
        dtype="<i4",
    )
    return zlib.compress(rows.tobytes())


def _unpack(data: bytes) -> tuple[Word, ...]:
    rows = np.frombuffer(zlib.decompress(data), dtype="<i4").reshape(-1, 7).tolist()
    return tuple(
        Word(s, e, p, x0 / _TENTH, top / _TENTH, x1 / _TENTH, bottom / _TENTH)
        for s, e, p, x0, top, x1, bottom in rows
    )
