"""What speaks for a candidate: how well it matches the question and whether it holds its kind.

All features lie between about 0 and 1 and compare the candidates of one question, so that the
weights in `rag/reader.json` keep their meaning when the model or the search changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.candidates import Candidate
from rag.expectation import CHECKABLE
from rag.plain_features import plain_row, tells_what_is_asked, values_of
from rag.question import Asked
from rag.reranking import Floats, LateInteraction, TokenModel
from rag.retrieval import Hit
from rag.roles import asked_roles, role_words
from rag.table_reading import TABLE_FEATURES, fits, table_features, wanted
from rag.tables import CellRef
from rag.word_features import Teller, frame, word_columns, written_ways

Matrix = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

FEATURES = (
    "telling", "rare_framed", "stems", "stems_framed", "passage", "passage_apart", "kind",
    "kind_telling", "sign", "near", "near_best", "year", "named", "note", "source", "title_asked",
    "meets", "open_name", "items", "line", "length",
    *TABLE_FEATURES,
)
"""`telling`: MaxSim of the candidate with its title, headings, question and the sentence before
it, each sub-word of the question weighted by its rarity and by how few candidates have it, as a
share of the best candidate's; `rare_framed`: plain, of the three rarest sub-words only; `stems`:
idf-weighted share of the question's words by their stems; `passage`: what the search gave its
passage, and `passage_apart`: how far that lies above the others; `kind`: it holds a value of the
kind asked for, `kind_telling`: and is telling; `near`: the best match of the question around a
value that the question does not name itself, and `near_best`: as a share of the best candidate's;
`sign`: it holds a word that tells a reason, list, name or definition; `source`: a note that only
names a source; `title_asked`: it tells of its own document what is asked of that (`rag/roles.py`);
`meets`: it holds what the question requires (`rag/requirement.py`); `open_name`: a name that the
question lacks, where nothing that can be checked is asked for; `items`: how much it lists, where a
list is asked for; `line`: a line of its own that no sign closes, as titles are; `length`: in
characters, 400 at most.

Shares of the best candidate's keep their meaning across languages, where a plain cosine does not:
an English question comes less near to every Dutch sentence."""

RAREST = 3
_NEAR_CHARACTERS = 60
_MAX_VALUES = 6
_FIT_WEIGHT = 0.5
_TOO_CLOSE = 0.02
_LEAST_SPREAD = 0.02


@dataclass(frozen=True)
class Evidence:
    """The candidates of a question with what speaks for each."""

    late: LateInteraction
    candidates: tuple[Candidate, ...]
    matrix: Matrix
    """(candidates, FEATURES)"""
    cells: tuple[CellRef | None, ...]
    """For each candidate that is a row of a table: the cell that answers."""
    framed: Floats
    """(question sub-words, candidates) what `framed` is the weighted sum of."""
    asking: Mask
    """(question sub-words,) which only ask what the question wants of a document itself."""

    def column(self, name: str) -> Matrix:
        """(candidates,) one feature."""
        column: Matrix = self.matrix[:, FEATURES.index(name)]
        return column


def gather(
    model: TokenModel, asked: Asked, hits: Sequence[Hit], found: Sequence[Candidate]
) -> Evidence:
    """The features of all candidates of a question; there must be at least one."""
    late = LateInteraction(model, asked.text)
    places = [_places(asked, c) for c in found]
    tellers = _tellers(asked, found)
    words = role_words(asked.text, asked_roles(asked.text, asked.kind))
    asking = np.isin(late.ids, late.model.token_ids([" ".join(words)])[0])
    columns, cells, framed = _match_columns(late, asked, hits, found, places)
    for n, mates in tellers:
        framed[:, n] = framed[:, mates].max(axis=1)
        framed[asking, n] = 1.0
    rarest = late.rarest(RAREST)
    columns["telling"] = _of_best(_telling(late, framed))
    rare = framed[rarest].sum(axis=0) / max(len(rarest), 1)
    columns["rare_framed"] = _wide(rare)
    columns |= word_columns(model, asked, hits, found, tellers, words)
    columns |= _table_columns(asked, found)
    around = "\n".join(dict.fromkeys(c.span.stored.chunk.text for c in found))
    rows = [plain_row(asked, c, around) for c in found]
    columns |= {name: np.array([row[name] for row in rows]) for name in rows[0]}
    best = max(hit.score for hit in hits)
    shares = np.array([hit.score / best if best > 0 else 0.0 for hit in hits])
    of_hit = np.array([c.passage for c in found])
    columns["passage"] = shares[of_hit]
    columns["passage_apart"] = _apart(shares[of_hit])
    columns["near_best"] = _of_best(columns["near"])
    columns["kind_telling"] = columns["kind"] * columns["telling"]
    matrix = np.stack([columns[name] for name in FEATURES], axis=1)
    return Evidence(late, tuple(found), matrix, cells, framed, asking)


@dataclass(frozen=True)
class _ValuePlace:
    """A value that may answer: what stands around it, and its cell in a table."""

    around: str
    cell: CellRef | None = None


def _match_columns(
    late: LateInteraction,
    asked: Asked,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    places: Sequence[Sequence[_ValuePlace]],
) -> tuple[dict[str, Matrix], tuple[CellRef | None, ...], Floats]:
    """The columns that late interaction gives; every distinct text is matched once."""
    texts = _Texts()
    own = texts.places([c.span.text for c in found])
    heads = texts.places([c.head for c in found])
    befores = texts.places([c.text_before for c in found])
    frames = texts.places([frame(hit) for hit in hits])
    around = [texts.places([place.around for place in some]) for some in places]
    all_matches = late.matches(texts.distinct)
    of_hit = np.array([c.passage for c in found])
    read = np.maximum(all_matches[:, own], all_matches[:, heads])
    framed = np.maximum.reduce([read, all_matches[:, np.array(frames)[of_hit]],
                                all_matches[:, befores]])
    weighed = _wide(late.weigh(all_matches))
    near, cells = np.zeros(len(found)), []
    for n, (some, columns) in enumerate(zip(places, around, strict=True)):
        scores = weighed[columns] if columns else np.zeros(0)
        near[n] = scores.max(initial=0.0)
        cells.append(_answering_cell(asked, some, scores))
    return {"near": near}, tuple(cells), framed


def _tellers(asked: Asked, found: Sequence[Candidate]) -> list[Teller]:
    """Lines that tell of their document what is asked, each with all candidates of that.

    Such a line is about what its document is about, and says by its form what the question says
    in words.
    """
    documents = np.array([candidate.span.stored.document_id for candidate in found])
    return [
        (n, documents == documents[n])
        for n, candidate in enumerate(found) if tells_what_is_asked(asked, candidate)
    ]


def _answering_cell(
    asked: Asked, places: Sequence[_ValuePlace], scores: Matrix
) -> CellRef | None:
    """The cell whose row and column match the question best; None where several do."""
    if not places or places[0].cell is None:
        return None
    cells = [place.cell for place in places if place.cell is not None]
    total = scores + _FIT_WEIGHT * np.array(fits(wanted(asked), cells))
    order = np.argsort(-total, kind="stable")
    if len(order) > 1 and total[order[0]] - total[order[1]] < _TOO_CLOSE:
        return None
    return places[int(order[0])].cell


def _table_columns(asked: Asked, found: Sequence[Candidate]) -> dict[str, Matrix]:
    told = [way for ways in written_ways(asked) for way in ways]
    columns = table_features(asked, [candidate.cells for candidate in found], told)
    return {name: np.array(column) for name, column in columns.items()}


def _places(asked: Asked, candidate: Candidate) -> list[_ValuePlace]:
    """The values that the question does not name itself, with what stands around them."""
    question, text = asked.text.lower(), candidate.span.text
    if candidate.cells:
        figures = asked.kind in CHECKABLE
        return [
            _ValuePlace(" ".join((*cell.row, *cell.meanings, *cell.column)), cell)
            for cell in candidate.cells
            if not figures or any(c.isdigit() for c in cell.value)
        ]
    fresh = [
        (start, end) for start, end in values_of(asked.kind, candidate)
        if text[start:end].lower() not in question
    ]
    chunk = candidate.span.stored.chunk
    carried = f" {chunk.context}" if chunk.kind == "note" else ""  # a bare reference says little
    return [_ValuePlace(_around(text, start, end) + carried) for start, end in fresh[:_MAX_VALUES]]


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _NEAR_CHARACTERS) : start], text[end:][:_NEAR_CHARACTERS]
    return f"{before} {after}"


class _Texts:
    """Distinct texts, and where each stands among them."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def places(self, texts: Sequence[str]) -> list[int]:
        return [self._places.setdefault(text, len(self._places)) for text in texts]

    @property
    def distinct(self) -> list[str]:
        return list(self._places)


def _telling(late: LateInteraction, matches: Floats) -> Matrix:
    """(candidates,) weighted match; what every candidate has tells none of them apart."""
    weights = late.weights * (1.0 - matches.mean(axis=1))
    return _wide((weights[:, None] * matches).sum(axis=0, dtype=np.float32))


def _of_best(column: Matrix) -> Matrix:
    """As a share of the best; all zero where that is zero."""
    best = float(column.max(initial=0.0))
    return column / best if best > 0 else column


def _apart(column: Matrix) -> Matrix:
    """How far above the mean, in standard deviations of which the scale is kept near 1."""
    apart: Matrix = (column - column.mean()) / (3 * (column.std() + _LEAST_SPREAD))
    return apart


def _wide(matches: Floats) -> Matrix:
    return np.asarray(matches, dtype=np.float64)
