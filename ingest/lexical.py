"""The lexical index on disk: BM25 with Dutch stems and plain word forms. Only import of tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import tantivy

from ingest.errors import IndexDamaged

_STEMMED, _PLAIN = "nl_stem", "plain"
_FIELDS = (("text", _STEMMED, 1.0), ("plain", _PLAIN, 0.3), ("context", _STEMMED, 0.4))
_HEAP_BYTES = 128_000_000


class LexicalEntry(NamedTuple):
    """What is searched of a chunk."""

    chunk: int
    document: int
    text: str
    context: str


def _stemmer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("dutch"))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def _plain() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("chunk", stored=True, indexed=True)
    builder.add_integer_field("document", indexed=True)
    for name, tokenizer, _ in _FIELDS:
        builder.add_text_field(name, tokenizer_name=tokenizer)
    return builder.build()


def _register(index: tantivy.Index) -> None:
    index.register_tokenizer(_STEMMED, _stemmer())
    index.register_tokenizer(_PLAIN, _plain())


def write_lexical(directory: Path, entries: Iterable[LexicalEntry]) -> None:
    """Write a new lexical index into an empty folder."""
    directory.mkdir()
    index = tantivy.Index(_schema(), path=str(directory))
    _register(index)
    writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
    for entry in entries:
        document = tantivy.Document()
        document.add_integer("chunk", entry.chunk)
        document.add_integer("document", entry.document)
        document.add_text("text", entry.text)
        document.add_text("plain", entry.text)
        document.add_text("context", entry.context)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever tantivy makes of a damaged file is an `IndexDamaged`."""
    try:
        yield
    except (ValueError, OSError, LookupError) as error:
        raise IndexDamaged("lexical") from error
    except BaseException as error:
        # A panic of the Rust library is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged("lexical") from error


class LexicalIndex:
    """A lexical index, opened read-only."""

    @_reading()
    def __init__(self, directory: Path) -> None:
        """Raises `IndexDamaged` when tantivy cannot open it."""
        self._index = tantivy.Index.open(str(directory))
        _register(self._index)
        self._searcher = self._index.searcher()
        self._analyzers = {_STEMMED: _stemmer(), _PLAIN: _plain()}

    @_reading()
    def search(
        self, question: str, k: int, documents: frozenset[int] | None
    ) -> list[tuple[int, float]]:
        """(chunk id, BM25), best first; `documents` limits inside the search.

        The question is taken apart into terms; it is never parsed as a query language.
        """
        schema = self._index.schema
        terms = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(
                tantivy.Query.term_query(schema, field, term), boost))
            for field, tokenizer, boost in _FIELDS
            for term in dict.fromkeys(self._analyzers[tokenizer].analyze(question))
        ]
        if not terms:
            return []
        query = tantivy.Query.boolean_query(terms)
        if documents is not None:
            limit = tantivy.Query.term_set_query(schema, "document", sorted(documents))
            query = tantivy.Query.boolean_query([
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(limit, 0.0)),
            ])
        hits = self._searcher.search(query, k).hits
        return [(int(self._searcher.doc(address)["chunk"][0]), s) for s, address in hits]
