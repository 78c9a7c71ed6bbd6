"""What speaks for a candidate: how well it matches the question and whether it holds its kind.

All features lie between about 0 and 1 and compare the candidates of one question, so that the
weights in `rag/reader.json` keep their meaning when the model or the search changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.candidates import Candidate
from rag.expectation import Expected, Interval, values
from rag.question import Asked, share_present
from rag.reranking import Floats, LateInteraction, TokenModel
from rag.retrieval import Hit

Matrix = npt.NDArray[np.float64]

FEATURES = (
    "alone", "framed", "with_next", "rare_framed", "stems", "stems_framed", "passage",
    "first_passage", "kind", "near", "year", "named", "note", "note_asked", "table_value",
    "defines", "figures",
)
"""`alone`: MaxSim of the candidate; `framed`: with title, headings, question and the sentence
before it; `with_next`: and the one behind it; `rare_framed`: of the three rarest sub-words only;
`stems`: idf-weighted share of the question's words by their stems; `near`: the best match of the
question around a value of its kind that the question does not name itself."""

RAREST = 3
_NEAR_CHARACTERS = 60
_MAX_VALUES = 6
_FIGURE_KINDS = frozenset({"money", "percentage", "number", "definition", "any"})
_OPENS = re.compile(r"\b(?:is|zijn|betekent|betreft)\b|:|\(")


@dataclass(frozen=True)
class Evidence:
    """The candidates of a question with what speaks for each."""

    late: LateInteraction
    candidates: tuple[Candidate, ...]
    matrix: Matrix
    """(candidates, FEATURES)"""

    def column(self, name: str) -> Matrix:
        """(candidates,) one feature."""
        column: Matrix = self.matrix[:, FEATURES.index(name)]
        return column


def gather(
    model: TokenModel, asked: Asked, hits: Sequence[Hit], found: Sequence[Candidate]
) -> Evidence:
    """The features of all candidates of a question; there must be at least one."""
    late = LateInteraction(model, asked.text)
    fresh = [_fresh_values(asked, c) for c in found]
    columns = _match_columns(late, hits, found, fresh) | _word_columns(model, asked, hits, found)
    rows = [_plain_row(asked, c, bool(f)) for c, f in zip(found, fresh, strict=True)]
    columns |= {name: np.array([row[name] for row in rows]) for name in rows[0]}
    best = max(hit.score for hit in hits)
    shares = np.array([hit.score / best if best > 0 else 0.0 for hit in hits])
    of_hit = np.array([c.passage for c in found])
    columns["passage"] = shares[of_hit]
    columns["first_passage"] = 1.0 / (1 + of_hit)
    matrix = np.stack([columns[name] for name in FEATURES], axis=1)
    return Evidence(late, tuple(found), matrix)


def _match_columns(
    late: LateInteraction,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    fresh: Sequence[Sequence[Interval]],
) -> dict[str, Matrix]:
    """The columns that late interaction gives; every distinct text is matched once."""
    windows = [
        (n, window) for n, some in enumerate(fresh) for window in _windows(found[n], some)
    ]
    texts = _Texts()
    own = texts.places([c.span.text for c in found])
    heads = texts.places([c.head for c in found])
    befores = texts.places([c.text_before for c in found])
    frames = texts.places([frame(hit) for hit in hits])
    around = texts.places([window for _, window in windows])
    all_matches = late.matches(texts.distinct)
    of_hit = np.array([c.passage for c in found])
    read = np.maximum(all_matches[:, own], all_matches[:, heads])
    framed = np.maximum.reduce([read, all_matches[:, np.array(frames)[of_hit]],
                                all_matches[:, befores]])
    rarest = late.rarest(RAREST)
    near = np.zeros(len(found))
    for (n, _), score in zip(windows, late.weigh(all_matches[:, around]), strict=True):
        near[n] = max(near[n], float(score))
    return {
        "alone": _wide(late.weigh(read)),
        "framed": _wide(late.weigh(framed)),
        "with_next": _wide(late.weigh(np.maximum(framed, _after(read, of_hit)))),
        "rare_framed": _wide(framed[rarest].mean(axis=0)) if len(rarest) else near * 0,
        "near": near,
    }


def _word_columns(
    model: TokenModel, asked: Asked, hits: Sequence[Hit], found: Sequence[Candidate]
) -> dict[str, Matrix]:
    weights = word_weights(model, asked.words)
    frames = [frame(hit).lower() for hit in hits]
    stems, framed, named, year = [], [], [], []
    for candidate in found:
        own = candidate.as_read.lower()
        around = f"{own} {candidate.text_before.lower()} {frames[candidate.passage]}"
        stems.append(covered(asked.stems, weights, own))
        framed.append(covered(asked.stems, weights, around))
        named.append(share_present(asked.named, around))
        year.append(share_present(asked.years, around))
    return {"stems": np.array(stems), "stems_framed": np.array(framed),
            "named": np.array(named), "year": np.array(year)}


def _plain_row(asked: Asked, candidate: Candidate, fresh: bool) -> dict[str, float]:
    chunk, text = candidate.span.stored.chunk, candidate.span.text
    note = chunk.kind == "note"
    return {
        "kind": float(asked.kind != "any" and bool(values_of(asked.kind, candidate))),
        "note": float(note),
        "note_asked": float(note and asked.kind in ("reference", "definition")),
        "table_value": float(chunk.kind == "table" and fresh),
        "defines": float(asked.kind == "definition" and _defines(asked, text.lower())),
        "figures": float(any(c.isdigit() for c in text)),
    }


def values_of(kind: Expected, candidate: Candidate) -> list[Interval]:
    """Values of the kind in a candidate; bare figures in a table may be amounts or shares."""
    text = candidate.span.text
    found = values(kind, text)
    if not found and candidate.span.stored.chunk.kind == "table" and kind in _FIGURE_KINDS:
        return values("number", text)
    return found or (values("organisation", text) if kind == "person" else [])


def _fresh_values(asked: Asked, candidate: Candidate) -> list[Interval]:
    """The values that the question does not name itself."""
    question, text = asked.text.lower(), candidate.span.text.lower()
    found = values_of(asked.kind, candidate)
    return [(start, end) for start, end in found if text[start:end] not in question]


def _windows(candidate: Candidate, fresh: Sequence[Interval]) -> list[str]:
    """What stands around each value, without the value."""
    text = candidate.span.text
    return [
        f"{text[max(0, start - _NEAR_CHARACTERS) : start]} {text[end : end + _NEAR_CHARACTERS]}"
        for start, end in fresh[:_MAX_VALUES]
    ]


class _Texts:
    """Distinct texts, and where each stands among them."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def places(self, texts: Sequence[str]) -> list[int]:
        return [self._places.setdefault(text, len(self._places)) for text in texts]

    @property
    def distinct(self) -> list[str]:
        return list(self._places)


def _defines(asked: Asked, low: str) -> bool:
    """Whether a text opens with a word of the question and says what it is."""
    opens = any(len(s) >= 4 and s in low[:60] for s in asked.stems)
    return opens and _OPENS.search(low[:120]) is not None


def covered(stems: Sequence[str], weights: Sequence[float], text: str) -> float:
    """The weighted share of some stems that a text in lower case holds."""
    total = sum(weights)
    present = sum(w for s, w in zip(stems, weights, strict=True) if s in text)
    return present / total if total else 0.0


def word_weights(model: TokenModel, words: Sequence[str]) -> list[float]:
    """The idf of each word: that of its rarest sub-word."""
    ids = model.token_ids(list(words)) if words else []
    return [float(model.idf[i].max()) if len(i) else 0.0 for i in ids]


def frame(hit: Hit) -> str:
    """What the sentences of a passage are about: title, headings, question."""
    stored = hit.stored
    return " ".join((stored.document.title, *stored.chunk.heading, stored.chunk.context))


def _after(matches: Floats, of_hit: npt.NDArray[np.int64]) -> Floats:
    """The matches of the candidate behind each one, none at the end of a passage."""
    shifted = np.roll(matches, -1, axis=1)
    ends = np.r_[of_hit[1:] != of_hit[:-1], True]
    shifted[:, ends] = 0.0
    return shifted


def _wide(matches: Floats) -> Matrix:
    return np.asarray(matches, dtype=np.float64)
