"""A question as the lexical search looks for it: its words and the other ways to write them.

English words are looked for in Dutch, abbreviations and what they stand for bring each other,
dates and figures are looked for in the other ways of writing them, compounds in their parts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.abbreviations import is_short_form
from ingest.glossary import glossary, phrases
from ingest.index import Index
from ingest.lexical import QueryWord, Way, plain_words, stems
from rag.language import detect_language
from rag.translation import dutch_terms
from rag.writings import other_writings

MEANING, ABBREVIATED = 0.3, 0.7
"""What a long form counts for its short one, and the other way round; all words of a long form
count, so that it weighs more by itself."""
PART, ONLY_PART = 0.4, 0.8
"""What the parts of a compound count; the second where no passage has the compound itself."""
SYNONYM = 0.5
"""What another word for the same thing counts."""
_LONGEST = 8
"""Words of a long form."""
_SHORTEST_PART = 4
_LINKS = ("", "s", "en", "e", "n")
"""What stands between the parts of a Dutch compound."""
_WORD = re.compile(r"[\w&/.-]+")


def query_words(index: Index, question: str) -> list[QueryWord]:
    """The words of a question for `Index.lexical`."""
    dutch = detect_language(question) == "nl"
    words: list[QueryWord] = (
        [[Way(word, 1.0)] for word in dict.fromkeys(plain_words(question))] if dutch
        else dutch_terms(question, index.knows)
    )
    words = _with_meanings(index, question, words)
    words += _short_forms(index, question)
    words += other_writings(question)
    if dutch:
        words += _parts(index, question)
        words = _with_synonyms(index, words) + _phrases(index, question)
    return words


def _with_synonyms(index: Index, words: list[QueryWord]) -> list[QueryWord]:
    """A Dutch word may also be written as the glossary has it."""
    known = glossary("dutch")
    return [
        [*word, *(Way(text, SYNONYM * word[0].weight) for text in known.get(_key(word[0].text), ())
                  if _knows_all(index, text))]
        for word in words
    ]


def _phrases(index: Index, question: str) -> list[QueryWord]:
    """Phrases of the glossary, as they may be written otherwise."""
    stemmed = stems(question, "dutch")
    found = ([Way(text, SYNONYM) for text in renderings if _knows_all(index, text)]
             for _, length, renderings in phrases(glossary("dutch"), stemmed) if length > 1)
    return [ways for ways in found if ways]


def _key(word: str) -> tuple[str, ...]:
    return tuple(stems(word, "dutch"))


def _knows_all(index: Index, text: str) -> bool:
    return all(index.knows(word) for word in text.split())


def _with_meanings(index: Index, question: str, words: list[QueryWord]) -> list[QueryWord]:
    """An abbreviation may also be written as the long form that the documents give for it."""
    short = [word for word in _words(question) if is_short_form(word)]
    known = {found.short.lower(): found.long for found in reversed(index.meanings(short))}
    return [
        [*word, Way(known[first], MEANING)] if (first := word[0].text.lower()) in known
        else word for word in words
    ]


def _short_forms(index: Index, question: str) -> Iterator[QueryWord]:
    """The short forms of the long ones that a question holds."""
    words = _words(question)
    runs = [" ".join(words[n : n + length]) for length in range(1, _LONGEST + 1)
            for n in range(len(words) - length + 1)]
    forms = dict.fromkeys(found.short.lower() for found in index.short_forms(runs))
    asked = {word.lower() for word in words}
    yield from ([Way(form, ABBREVIATED)] for form in forms if form not in asked)


def _words(question: str) -> list[str]:
    return [word.strip("./-") for word in _WORD.findall(question)]


def _parts(index: Index, question: str) -> Iterator[QueryWord]:
    """Both parts of every compound; they count more where the index lacks the whole."""
    for word in dict.fromkeys(plain_words(question)):
        if len(word) >= 2 * _SHORTEST_PART:
            weight = PART if index.knows(word) else ONLY_PART
            yield from ([Way(part, weight)] for part in _split(index, word))


def _split(index: Index, word: str) -> tuple[str, ...]:
    """Two words of the index that make up `word`, the longest last part first; else nothing."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = word[cut:]
        if not index.knows(last):
            continue
        for link in _LINKS:
            first = word[:cut].removesuffix(link) if link else word[:cut]
            if len(first) >= _SHORTEST_PART and first + link == word[:cut] and index.knows(first):
                return first, last
    return ()
