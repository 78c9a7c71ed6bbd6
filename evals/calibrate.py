"""`python -m evals.calibrate`: learns the weights of the reader and its threshold anew.

Two models on the known questions at hand. Which candidate answers: a conditional logit over the
candidates of a question (McFadden 1974), where those that hold the facts on the right page count.
Whether anything answers: a logistic regression over the signs of `rag/abstention.py`. Because
questions without an answer are few, each answerable one serves again as one without: with the
sentences that hold its facts taken out (a near miss), without its document, and, where it names a
year, asked of a year that no passage has.

All figures that are printed are out of fold, the folds being documents.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from corpus.filters import Filters
from evals.known import KnownQuestion, read_questions
from evals.sets import question_sets
from rag.abstention import signs
from rag.candidates import Candidate, candidates
from rag.chain import Voetnoot
from rag.conversation import standalone
from rag.features import FEATURES, Evidence, gather
from rag.question import Asked, analyse
from rag.reading import READ_PASSAGES, Scored, choose, of_the_matter
from rag.retrieval import Hit
from rag.scoring import WEIGHTS_FILE

_WORD = re.compile(r"\w+")
Vector = npt.NDArray[np.float64]
FOLDS = 8
SENTENCE_L2 = 1.0
CONFIDENCE_L2 = 8.0
MADE_WEIGHT, UNFOUND_WEIGHT = 0.05, 0.3
"""What a question counts that was made to have no answer, or whose answer was not found."""
_OTHER_YEARS = (-7, -5, 6, 8, -11, 13)
"""Years away from the one that is asked for, tried in this order."""
REFUSED_ANSWERABLE = 0.10
"""The threshold is set where this share of the answerable questions of the last set is refused,
out of fold; on the held-out ones it comes to about as many."""
_SEARCHED = 30


@dataclass(frozen=True)
class Example:
    """A known question as the reader meets it; `gains` is the share of facts per candidate."""

    question: KnownQuestion
    chain: Voetnoot
    asked: Asked
    hits: tuple[Hit, ...]
    evidence: Evidence
    gains: Vector
    holds_fact: npt.NDArray[np.bool_]
    fold: int
    other_year: Example | None = None
    """The same asked of a year that no passage has."""

    @property
    def found(self) -> bool:
        """Whether a candidate answers at least in part."""
        return bool(self.gains.max() > 0)


@dataclass(frozen=True)
class Case:
    """A question with or without an answer, for the confidence."""

    signs: Mapping[str, float]
    answerable: bool
    weight: float
    natural: bool
    fold: int


def main() -> None:
    """Print what is learnt, and with `--write` put it in the place of the present weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace rag/reader.json")
    options = parser.parse_args()
    examples = [e for chain, files in question_sets() for e in read_examples(chain, files)]
    say = sys.stdout.write
    names_of_sets = sorted({e.chain.index.directory.name for e in examples})
    say(f"{len(examples)} vragen ({', '.join(names_of_sets)})\n")
    held_out = [fit_sentences([e for e in examples if e.fold != n]) for n in range(FOLDS)]
    scores = [e.evidence.matrix @ held_out[e.fold] for e in examples]
    say(f"antwoord juist buiten de leergroep: {_accuracy(examples, scores):.3f}\n")
    cases = [c for e in examples for c in cases_of(e, held_out[e.fold])]
    names = sorted(cases[0].signs)
    say(f"geweigerd buiten de leergroep: {_refusal(cases, names)}\n")
    weights = fit_sentences(examples)
    confidence = fit_confidence([c for e in examples for c in cases_of(e, weights)], names)
    last = examples[-1].chain  # the threshold is for real documents, where there are any
    own = [c for e in examples if e.chain is last for c in cases_of(e, held_out[e.fold])]
    sure = np.array([_sure(c, names, confidence) for c in own if c.natural and c.answerable])
    learnt = {
        "sentence": dict(zip(FEATURES, weights.round(3).tolist(), strict=True)),
        "confidence": dict(zip(names, confidence[:-1].round(3).tolist(), strict=True)),
        "intercept": round(float(confidence[-1]), 3),
        "threshold": round(float(np.quantile(sure, REFUSED_ANSWERABLE)), 3),
    }
    text = json.dumps(learnt, indent=1) + "\n"
    say(text)
    if options.write:
        WEIGHTS_FILE.write_text(text, encoding="utf-8")


def read_examples(chain: Voetnoot, files: Sequence[Path]) -> list[Example]:
    """Search for every known question and label its candidates."""
    examples: list[Example] = []
    for question in (q for file in files for q in read_questions(file)):
        full = standalone(question.question, question.history)
        hits = tuple(chain.found(full, Filters(), _SEARCHED))
        evidence = _evidence(chain, analyse(full), hits[:READ_PASSAGES])
        if evidence is not None:
            gains, holds_fact = label(question, evidence.candidates)
            example = Example(question, chain, analyse(full), hits, evidence, gains, holds_fact,
                              fold_of(question))
            examples.append(replace(example, other_year=_of_other_year(example)))
    return examples


def label(
    question: KnownQuestion, found: Sequence[Candidate]
) -> tuple[Vector, npt.NDArray[np.bool_]]:
    """Per candidate the share of the facts that it holds on a right page, and if any anywhere."""
    places = (*question.places, *question.all_places)
    gains, holds = np.zeros(len(found)), np.zeros(len(found), dtype=bool)
    for n, candidate in enumerate(found):
        text = candidate.span.text.lower()
        facts = [any(variant.lower() in text for variant in fact) for fact in question.facts]
        holds[n] = any(facts)
        file = candidate.span.stored.document.file.removesuffix(".pdf")
        pages = {word.page for word in candidate.span.words}
        if facts and _is_evidence(question.evidence, text) and any(
            file == p.doc and any(p.page <= page <= p.page_end for page in pages) for p in places
        ):
            gains[n] = sum(facts) / len(facts)
    return gains, holds


def _is_evidence(evidence: str, text: str) -> bool:
    """Whether a text shares half of its words with the evidence; figures alone are anywhere."""
    wanted, own = set(_WORD.findall(evidence.lower())), set(_WORD.findall(text))
    return not wanted or 2 * len(wanted & own) >= min(len(wanted), len(own))


def fold_of(question: KnownQuestion) -> int:
    """Questions on one document share a fold; those without one spread by their number."""
    places = (*question.places, *question.all_places)
    name = places[0].doc if places else question.id
    return sum(name.encode()) % FOLDS


def fit_sentences(examples: Sequence[Example]) -> Vector:
    """(FEATURES,) weights under which right candidates are likeliest among their own."""
    data = [(e.evidence.matrix, e.gains) for e in examples if e.found]

    def loss(weights: Vector) -> tuple[float, Vector]:
        total, gradient = SENTENCE_L2 * float(weights @ weights) / 2, SENTENCE_L2 * weights
        for matrix, gains in data:
            scores = matrix @ weights
            likely = np.exp(scores - scores.max())
            right = gains * likely
            total -= float(np.log(right.sum() / likely.sum()))
            gradient = gradient - matrix.T @ (right / right.sum() - likely / likely.sum())
        return total, gradient

    return _minimum(loss, len(FEATURES))


def cases_of(example: Example, weights: Vector) -> list[Case]:
    """The question itself and, if it has an answer, others of its kind without."""
    matrix, answerable = example.evidence.matrix, example.question.answerable
    own = 1.0 if example.found or not answerable else UNFOUND_WEIGHT
    cases = [_case(example, example.evidence, weights, answerable, own, natural=True)]
    if not answerable:
        return cases
    rest = ~example.holds_fact
    if example.found and rest.any():
        kept = tuple(c for c, keep in zip(example.evidence.candidates, rest, strict=True) if keep)
        without = replace(example.evidence, candidates=kept, matrix=matrix[rest], cells=(),
                          framed=example.evidence.framed[:, rest])
        cases.append(_case(example, without, weights, False, MADE_WEIGHT))
    docs = {p.doc for p in (*example.question.places, *example.question.all_places)}
    others = [h for h in example.hits if h.stored.document.file.removesuffix(".pdf") not in docs]
    elsewhere = _evidence(example.chain, example.asked, others[:READ_PASSAGES])
    if elsewhere is not None:
        cases.append(_case(example, elsewhere, weights, False, MADE_WEIGHT))
    if example.other_year is not None:
        cases.append(_case(example.other_year, example.other_year.evidence, weights, False,
                           MADE_WEIGHT))
    return cases


def _of_other_year(example: Example) -> Example | None:
    """The question asked of a year that none of its passages has, where it names one year."""
    text, years = example.asked.text, example.asked.years
    if not example.question.answerable or len(years) != 1:
        return None
    year = next(iter(years))
    found = " ".join(hit.searched for hit in example.hits)
    others = (str(int(year) + step) for step in _OTHER_YEARS)
    other = next((y for y in others if y not in found), None)
    if other is None:
        return None
    asked = analyse(text.replace(year, other))
    hits = tuple(example.chain.found(asked.text, Filters(), READ_PASSAGES))
    evidence = _evidence(example.chain, asked, hits)
    if evidence is None:
        return None
    return replace(example, asked=asked, hits=hits, evidence=evidence)


def fit_confidence(cases: Sequence[Case], names: Sequence[str]) -> Vector:
    """(names + 1,) weights of a logistic regression and its intercept, in the signs' own units."""
    matrix = _rows(cases, names)
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    scaled = np.c_[(matrix - mean) / spread, np.ones(len(matrix))]
    wanted = np.array([float(c.answerable) for c in cases])
    weight = np.array([c.weight for c in cases])

    def loss(weights: Vector) -> tuple[float, Vector]:
        total = scaled @ weights
        held = np.r_[weights[:-1], 0.0]
        error = weight * (1 / (1 + np.exp(-total)) - wanted)
        value = float((weight * (np.logaddexp(0, total) - wanted * total)).sum())
        value += CONFIDENCE_L2 * float(held @ held) / 2
        return value, scaled.T @ error + CONFIDENCE_L2 * held

    learnt = _minimum(loss, len(names) + 1)
    own = learnt[:-1] / spread
    whole: Vector = np.r_[own, learnt[-1] - float(own @ mean)]
    return whole


def _evidence(chain: Voetnoot, asked: Asked, hits: Sequence[Hit]) -> Evidence | None:
    found = of_the_matter(asked, candidates(chain.index, hits))
    return gather(chain.model, asked, hits, found) if found else None


def _case(
    example: Example, evidence: Evidence, weights: Vector, answerable: bool, weight: float,
    natural: bool = False,
) -> Case:
    found = signs(example.asked, evidence, evidence.matrix @ weights)
    return Case(found, answerable, weight, natural, example.fold)


def _minimum(loss: object, size: int) -> Vector:
    result: Vector = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x
    return result


def _rows(cases: Sequence[Case], names: Sequence[str]) -> Vector:
    return np.array([[case.signs[name] for name in names] for case in cases])


def _sure(case: Case, names: Sequence[str], weights: Vector) -> float:
    total = float(_rows([case], names)[0] @ weights[:-1] + weights[-1])
    return float(1 / (1 + np.exp(-total)))


def _accuracy(examples: Sequence[Example], scores: Sequence[Vector]) -> float:
    """The share of answerable questions whose chosen places hold all facts."""
    right = []
    for example, own in zip(examples, scores, strict=True):
        if example.question.answerable:
            found = example.evidence.candidates
            ranked = [Scored(found[n], float(own[n])) for n in np.argsort(-own, kind="stable")]
            said = " ".join(c.span.text for c in choose(ranked)).lower()
            facts = example.question.facts
            right.append(all(any(v.lower() in said for v in fact) for fact in facts))
    return float(np.mean(right))


def _refusal(cases: Sequence[Case], names: Sequence[str]) -> str:
    yes: list[float] = []
    no: list[float] = []
    for fold in range(FOLDS):
        weights = fit_confidence([c for c in cases if c.fold != fold], names)
        for case in cases:
            if case.natural and case.fold == fold:
                (yes if case.answerable else no).append(_sure(case, names, weights))
    threshold = np.quantile(yes, REFUSED_ANSWERABLE)
    refused = np.mean(np.array(no) < threshold)
    return f"{refused:.3f} van {len(no)} zonder antwoord, {REFUSED_ANSWERABLE} van {len(yes)} met"


if __name__ == "__main__":
    main()
