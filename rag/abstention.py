"""When to say nothing: how sure the reader is, from what it found.

A few signs, chosen from some hundred and fifty by what they add out of fold (docs/answers.md);
their weights were learnt on known questions with and without an answer (`evals/calibrate.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.index import passage_text
from rag.expectation import CHECKABLE
from rag.features import Evidence
from rag.language import detect_language
from rag.question import Asked
from rag.requirement import meets, required

_NO_NEAR = 0.2
"""What counts as nearness for kinds of answer that cannot be seen in a sentence."""
_NEXT_BEST = 3
"""Candidates among which one may hold what the question requires, when the best does not."""


def signs(
    asked: Asked, evidence: Evidence, scores: npt.NDArray[np.float64]
) -> Mapping[str, float]:
    """What speaks for the best candidate being an answer at all.

    `nearest`: the best match of the question around any value of the kind asked for; `covered`:
    the same around the value of the best candidate, times the share of the question's words that
    this candidate covers; `rare`: the best match of the question's rarest sub-words; `alike`:
    cosine of the question and the passage of the best candidate; `words`: how many words the
    question has, since a short one comes near to something anywhere. English words come less
    near to Dutch ones, so the language is a sign of its own. `unmet`: the best candidate does not
    hold what the question requires (`rag/requirement.py`), `none_meets`: nor do the next best;
    `open`: it requires nothing that could be seen; `year_missing`: neither the passage of the best
    candidate nor the date of its document has the year that is asked for.
    """
    best = int(np.argmax(scores))
    near = evidence.column("near")
    checkable = asked.kind in CHECKABLE
    words = _words(asked, evidence, best)
    total = sum(word.weight for word in words)
    share = sum(w.weight * w.near for w in words) / total if total else 1.0
    covered = share * (float(near[best]) if checkable else _NO_NEAR)
    alike = _alike(asked, evidence, best)
    english = float(detect_language(asked.text) == "en")
    met = _met(asked, evidence, scores)
    return {
        "nearest": float(near.max()) if checkable else _NO_NEAR,
        "covered": covered,
        "rare": float(evidence.column("rare_framed").max()),
        "alike": alike,
        "words": float(len(asked.words)),
        "english": english,
        "english_covered": english * covered,
        "english_alike": english * alike,
        "unmet": float(not met[0]),
        "none_meets": float(not any(met)),
        "open": float(required(asked.text) == "nothing"),
        "year_missing": float(_year_missing(asked, evidence, best)),
    }


def _met(asked: Asked, evidence: Evidence, scores: npt.NDArray[np.float64]) -> list[bool]:
    """Of the best candidates, best first, which hold what the question requires."""
    texts = dict.fromkeys(c.span.stored.chunk.text for c in evidence.candidates)
    around = "\n".join(texts)
    order = np.argsort(-scores, kind="stable")[:_NEXT_BEST]
    return [meets(asked.text, evidence.candidates[n], around) for n in order]


def _year_missing(asked: Asked, evidence: Evidence, best: int) -> bool:
    passage = _passage(evidence, best)
    date = evidence.candidates[best].span.stored.document.date or ""
    return any(year not in passage and year != date[:4] for year in asked.years)


def _passage(evidence: Evidence, best: int) -> str:
    stored = evidence.candidates[best].span.stored
    chunk = stored.chunk
    return passage_text(stored.document, chunk.heading, chunk.context, chunk.text)


def _alike(asked: Asked, evidence: Evidence, best: int) -> float:
    """Cosine of the question and the passage, by the bundled model whatever made the index."""
    question, found = evidence.late.model.encode([asked.text, _passage(evidence, best)])
    return float(question @ found)


class _Word(NamedTuple):
    """A word of the question: its weight, and how near the best candidate comes to it, 0 to 1."""

    weight: float
    near: float


def _words(asked: Asked, evidence: Evidence, best: int) -> list[_Word]:
    late = evidence.late
    place = {int(token): n for n, token in enumerate(late.ids)}
    own = evidence.framed[:, best]
    low = asked.text.lower()
    found: list[_Word] = []
    for word in asked.words:
        at = low.find(word)
        tokens = late.model.token_ids([asked.text[at : at + len(word)]])[0]
        rows = [place[int(token)] for token in tokens if int(token) in place]
        if rows and not word.isdigit():
            idf = late.model.idf[late.ids[rows]]
            share = idf / max(float(idf.sum()), 1e-6)
            found.append(_Word(float(np.sqrt(idf.sum() * idf.max())), float(own[rows] @ share)))
    return found
