"""A question taken apart: its kind, its content words, names, figures and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import VoetnootError
from rag.expectation import Expected, expected_kind
from rag.instructions import addresses_model

_WORD = re.compile(r"[\w’]+(?:-[\w’]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
STOP_WORDS = frozenset(
    """de het een en van in op te dat die is zijn voor met er niet aan om ook als bij door naar uit
    over tot dan of wat wie waar wanneer waarom hoe hoeveel welk welke heeft hebben had wordt worden
    werd werden kan kunnen moet moeten mag mogen zal zullen deze dit daarvan volgens nog wel maar
    the a an of and to in on for with by at from that this is are was were be been has have had do
    does did can could must may will would should what which who when where why how many much it its
    their there than as or not per into about according""".split()
)
_TALK = frozenset(
    """ja nee ok oke oké okay prima mooi leuk goed goede good yes no sorry hallo hoi dag hey hello
    hi goedemorgen goedemiddag goedenavond morning afternoon evening dank dankje dankjewel bedankt
    alsjeblieft please thanks thank help helpen test testing grap joke weer weather laat tijd time
    vandaag morgen today tomorrow ik me mij mijn i my je jij jou jouw u uw jullie you your ben bent
    am gaat doe doet doing kun kunt vertel tell iets something naam name heet heten""".split()
)
"""Words of talk, with which nothing is asked of documents."""
_ENDINGS = ("ingen", "eren", "heden", "en", "es", "te", "de", "e", "s", "n", "t")
_MIN_STEM = 4


class QuestionError(VoetnootError):
    """A question that cannot be asked: empty, too long, or about a document it does not name."""


@dataclass(frozen=True)
class Asked:
    """A question as the reader sees it."""

    text: str
    kind: Expected
    words: tuple[str, ...]
    """Content words, lower case, each once."""
    stems: tuple[str, ...]
    """Their beginnings that inflections share, one for each word."""
    named: tuple[str, ...]
    """Names, abbreviations and figures, lower case."""
    years: frozenset[str]


def analyse(question: str) -> Asked:
    """Take a question apart."""
    tokens = _WORD.findall(question)
    words = tuple(dict.fromkeys(t.lower() for t in tokens if t.lower() not in STOP_WORDS))
    named = (t.lower() for n, t in enumerate(tokens) if _is_name(t, first=n == 0))
    return Asked(
        question, expected_kind(question), words, tuple(stem(w) for w in words),
        tuple(dict.fromkeys(named)), years_in(question),
    )


def says_something(question: str) -> bool:
    """Whether a question has a word to search for, and does not speak to a language model."""
    words = (w for w in analyse(question).words if w not in _TALK)
    return any(words) and not addresses_model(question)


def stem(word: str) -> str:
    """The beginning that Dutch inflections of a word share; at least four letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


def years_in(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(_YEAR.findall(text))


def share_present(wanted: Sequence[str] | frozenset[str], text: str) -> float:
    """The share of some words that a text holds; half where nothing is wanted."""
    return sum(w in text for w in wanted) / len(wanted) if wanted else 0.5


def _is_name(token: str, *, first: bool) -> bool:
    if token.lower() in STOP_WORDS:
        return False
    inner = any(c.isupper() for c in token[1:]) or any(c.isdigit() for c in token)
    return inner or (token[0].isupper() and not first)
