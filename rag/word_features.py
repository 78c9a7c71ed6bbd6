"""What the words of a candidate show: how many of the question's it has, in any way of writing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ingest.glossary import glossary
from ingest.lexical import stems
from rag.candidates import Candidate
from rag.language import detect_language
from rag.question import Asked, share_present, stem
from rag.reranking import TokenModel
from rag.retrieval import Hit
from rag.translation import bundled_table, translations

Matrix = npt.NDArray[np.float64]
Teller = tuple[int, npt.NDArray[np.bool_]]
"""A candidate that tells of its document what is asked of that, and all of that document."""

_MIN_TRANSLATION = 4
"""Characters from which a translation is looked for inside words."""


def word_columns(
    model: TokenModel, asked: Asked, hits: Sequence[Hit], found: Sequence[Candidate],
    tellers: Sequence[Teller], asking: frozenset[str],
) -> dict[str, Matrix]:
    """(candidates,) shares of the question's words, names and years.

    `asking`: words that a teller answers by its form.
    """
    weights = word_weights(model, asked.words)
    written = written_ways(asked)
    frames = [frame(hit).lower() for hit in hits]
    alone, framed, named, year = [], [], [], []
    arounds = [f"{c.as_read} {c.text_before} {frames[c.passage]}".lower() for c in found]
    for candidate, around in zip(found, arounds, strict=True):
        own = candidate.as_read.lower()
        alone.append(covered(written, weights, own))
        framed.append(covered(written, weights, around))
        named.append(share_present(asked.named, around))
        year.append(share_present(asked.years, around))
    columns = {"stems": np.array(alone), "stems_framed": np.array(framed),
               "named": np.array(named), "year": np.array(year)}
    left = [0.0 if word in asking else w for word, w in zip(asked.words, weights, strict=True)]
    told = 1.0 - sum(left) / sum(weights) if sum(weights) else 0.0
    for n, mates in tellers:
        columns["stems"][n] = told
        columns["stems_framed"][n] = told + (1.0 - told) * max(
            covered(written, left, text) for text, near in zip(arounds, mates, strict=True) if near
        )
    return columns


def written_ways(asked: Asked) -> list[tuple[str, ...]]:
    """The stems of each word as a text may have it: those of an English one in Dutch too."""
    if detect_language(asked.text) != "en":
        known = glossary("dutch")
        return [
            (one, *(stem(text) for text in known.get(tuple(stems(word, "dutch")), ())
                    if len(text) >= _MIN_TRANSLATION))
            for word, one in zip(asked.words, asked.stems, strict=True)
        ]
    table, own = bundled_table(), glossary("english")
    return [
        (one, *(stem(way.text) for way in translations(table, own, word, lambda _: True)
                if len(way.text) >= _MIN_TRANSLATION))
        for word, one in zip(asked.words, asked.stems, strict=True)
    ]


def covered(
    written: Sequence[Sequence[str]], weights: Sequence[float], text: str
) -> float:
    """The weighted share of some words that a text in lower case holds, in any of their ways."""
    total = sum(weights)
    present = sum(
        w for ways, w in zip(written, weights, strict=True) if any(s in text for s in ways)
    )
    return present / total if total else 0.0


def word_weights(model: TokenModel, words: Sequence[str]) -> list[float]:
    """The idf of each word: that of its rarest sub-word."""
    ids = model.token_ids(list(words)) if words else []
    return [float(model.idf[i].max()) if len(i) else 0.0 for i in ids]


def frame(hit: Hit) -> str:
    """What the sentences of a passage are about: title, headings, question."""
    stored = hit.stored
    return " ".join((stored.document.title, *stored.chunk.heading, stored.chunk.context))
