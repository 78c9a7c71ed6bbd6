"""The lexical index on disk: BM25 with Dutch stems and plain word forms. Only import of tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

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


class Way(NamedTuple):
    """One way in which a passage may write a word of a question."""

    text: str
    """A word; of more than one, the words must follow each other."""
    weight: float


QueryWord = Sequence[Way]
"""What a word of a question may be written as; the best way that a passage has counts."""
Stemmed = Literal["dutch", "english"]


def stems(text: str, language: Stemmed) -> list[str]:
    """The words of a text as the lexical index knows them, in order."""
    found: list[str] = _stemmer(language).analyze(text)
    return found


def plain_words(text: str) -> list[str]:
    """The words of a text, lower case; one for each of `stems`."""
    found: list[str] = _plain().analyze(text)
    return found


@lru_cache
def _stemmer(language: Stemmed = "dutch") -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer(language))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


@lru_cache
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

    def known(self, word: str) -> bool:
        """Whether a word stands in the text of a passage, in some form."""
        return all(self._searcher.doc_freq("text", stem) for stem in stems(word, "dutch"))

    @_reading()
    def search(
        self, question: str | Sequence[QueryWord], k: int, documents: frozenset[int] | None
    ) -> list[tuple[int, float]]:
        """(chunk id, BM25), best first; `documents` limits inside the search.

        A question in plain text counts every word as it is written. It is taken apart into
        terms and never parsed as a query language.
        """
        if isinstance(question, str):
            question = [[Way(word, 1.0)] for word in dict.fromkeys(plain_words(question))]
        terms = [
            (tantivy.Occur.Should, term)
            for name, tokenizer, boost in _FIELDS
            for word in question
            if (term := self._word(name, tokenizer, boost, word)) is not None
        ]
        if not terms:
            return []
        query = tantivy.Query.boolean_query(terms)
        if documents is not None:
            limit = tantivy.Query.term_set_query(self._index.schema, "document", sorted(documents))
            query = tantivy.Query.boolean_query([
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(limit, 0.0)),
            ])
        hits = self._searcher.search(query, k).hits
        return [(int(self._searcher.doc(address)["chunk"][0]), s) for s, address in hits]

    def _word(
        self, field: str, tokenizer: str, boost: float, word: QueryWord
    ) -> tantivy.Query | None:
        """The best of the ways to write a word; None where there is none."""
        ways = []
        for text, weight in word:
            terms = self._analyzers[tokenizer].analyze(text)
            if terms:
                query = self._term(field, terms)
                ways.append(tantivy.Query.boost_query(query, boost * weight))
        return tantivy.Query.disjunction_max_query(ways) if len(ways) > 1 else next(
            iter(ways), None
        )

    def _term(self, field: str, terms: Sequence[str]) -> tantivy.Query:
        schema = self._index.schema
        if len(terms) == 1:
            return tantivy.Query.term_query(schema, field, terms[0])
        return tantivy.Query.phrase_query(schema, field, list(terms))
