"""When to say nothing: how sure the reader is, from what it found.

A few signs, chosen from some hundred and fifty by what they add out of fold (docs/answers.md);
their weights were learnt on known questions with and without an answer (`evals/calibrate.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ingest.index import passage_text
from rag.candidates import Candidate
from rag.expectation import asking_phrase
from rag.features import Evidence
from rag.plain_features import tells_what_is_asked
from rag.question import Asked, years_in
from rag.requirement import meets, required
from rag.reranking import LateInteraction

_WORD = re.compile(r"[\w’-]+")
_NEXT_BEST = 8
"""Candidates that are looked at for what the question requires."""
_FEWEST_WORDS = 4
_NO_HEAD = 0.6
"""What counts as the match of the thing asked for, where the question names none."""
_HEAD_WORDS = 2
_MIN_HEAD = 4


def signs(
    asked: Asked, evidence: Evidence, scores: npt.NDArray[np.float64]
) -> Mapping[str, float]:
    """What speaks for the best candidate being an answer at all.

    `score`: its log-odds as the reader weighs it, which compares across questions too; `union`:
    how much of the question all candidates together match, or, where the best tells of its own
    document what is asked of that, how much of the rest that document does; `head`: how well the
    best one matches the thing that is asked for (`nieuwe banken` of `hoeveel nieuwe banken …`);
    `unmet`: it does not hold what the question requires (`rag/requirement.py`), `meeting`: the
    share of the best that do, `open`: nothing is required that could be seen; `year_missing`:
    neither its passage nor the date of its document has the year that is asked for; `year_other`:
    it speaks of years, and of none that is asked for; `place`: the rank of its passage; `length`:
    its own, as a feature of the reader. Of the question: `words`: how many it has, since a short
    one comes near to something anywhere (but one of two words is asked as seriously as one of
    four), `names`: how many names and figures; `any`, `list`: no kind of answer could be told, a
    list is asked for.
    """
    best = int(np.argmax(scores))
    candidate = evidence.candidates[best]
    met = _met(asked, evidence, scores)
    return {
        "score": float(scores[best]),
        "union": _union(asked, evidence, best),
        "head": _head(asked, evidence, best),
        "unmet": float(not met[0]),
        "meeting": float(np.mean(met)),
        "open": float(required(asked.text) == "nothing"),
        "year_missing": float(_year_missing(asked, evidence, best)),
        "year_other": float(_year_other(asked, candidate)),
        "place": float(candidate.passage),
        "length": float(evidence.column("length")[best]),
        "words": float(max(len(asked.words), _FEWEST_WORDS)),
        "names": float(len(asked.named)),
        "any": float(asked.kind == "any"),
        "list": float(asked.kind == "list"),
    }


def _union(asked: Asked, evidence: Evidence, best: int) -> float:
    """What all match together; where a line tells of its document, what that is about."""
    weights, matched = evidence.late.weights, evidence.framed.max(axis=1)
    subject = ~evidence.asking
    if tells_what_is_asked(asked, evidence.candidates[best]) and weights[subject].any():
        weights, matched = weights * subject, evidence.framed[:, best]
    return float(weights @ matched / weights.sum()) if weights.any() else 0.0


def _head(asked: Asked, evidence: Evidence, best: int) -> float:
    """Late interaction of the words behind the asking word with the best candidate."""
    words = _WORD.findall(asking_phrase(asked.text))[1:]
    named = [word for word in words if len(word) >= _MIN_HEAD][:_HEAD_WORDS]
    if not named:
        return _NO_HEAD
    late = LateInteraction(evidence.late.model, " ".join(named))
    return float(late.scores([evidence.candidates[best].as_read])[0])


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


def _year_other(asked: Asked, candidate: Candidate) -> bool:
    """Whether it speaks of years, and of none that is asked for."""
    own = years_in(candidate.as_read)
    return bool(asked.years and own) and not asked.years & own


def _passage(evidence: Evidence, best: int) -> str:
    stored = evidence.candidates[best].span.stored
    chunk = stored.chunk
    return passage_text(stored.document, chunk.heading, chunk.context, chunk.text)
