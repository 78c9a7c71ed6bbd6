"""The gate: measures on our own questions over the sample documents must not fall.

`floor.toml` holds, per group of questions, the least (`[floor.GROUP]`) or most (`[ceiling.GROUP]`)
that a measure may be. `python -m evals --raise-floor` moves them towards a better run, never back.
Besides the known questions there is a probe of the verification: passages whose figures were
changed are answered from, and no quote of them may come out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.filters import Filters
from corpus.sample import SAMPLE_DIR
from evals.asking import run_questions
from evals.known import KnownQuestion, read_questions
from evals.measures import Summary
from evals.quotes import SourcePages, misquotes
from evals.run import Run
from ingest.index import Index, StoredChunk
from rag.chain import Voetnoot

FLOOR = Path(__file__).parent / "floor.toml"
QUESTIONS = tuple(sorted((Path(__file__).parent / "questions").glob("*.jsonl")))
MARGIN = 0.02
"""How far below a run its floor is set: one changed answer in fifty is no fault."""
LANGUAGE_MARGIN = 0.04
"""For one language: half the questions."""
MARGINS: Mapping[str, float] = {
    "follow_up_accuracy": 0.10,
    **dict.fromkeys(
        "refused_answerable refused_unanswerable right_page page_precision right_footnote"
        " footnote_precision".split(),
        0.05,
    ),
    **dict.fromkeys(("unverified_quotes", "misquoted", "changed_quotes"), 0.0),
}
"""Wider for measures over few questions or that are traded; one wrong quote is one too many."""
AT_LEAST: Mapping[str, tuple[str, ...]] = {
    "alle": ("recall_at_1", "recall_at_5", "recall_at_10", "ndcg_at_10", "answer_accuracy",
             "right_page", "page_precision", "right_footnote", "footnote_precision",
             "refused_unanswerable", "follow_up_accuracy", "right_outcome"),
    "taal nl": ("recall_at_5", "answer_accuracy"),
    "taal en": ("recall_at_5", "answer_accuracy"),
}
AT_MOST: Mapping[str, tuple[str, ...]] = {
    "alle": ("refused_answerable", "unverified_quotes", "misquoted", "aurc"),
    "proef": ("changed_quotes",),
}
PROBED = 40

Bounds = dict[str, dict[str, dict[str, float]]]
"""`floor` and `ceiling`: group -> measure -> bound."""
Groups = dict[str, Summary]


def own_questions() -> list[KnownQuestion]:
    """All questions in `evals/questions`."""
    return [question for path in QUESTIONS for question in read_questions(path)]


def measured(chain: Voetnoot, questions: Sequence[KnownQuestion]) -> tuple[Run, Groups]:
    """Ask the questions and the probe; the run, and its groups with `proef`."""
    run = run_questions(chain, questions)
    return run, run.groups | {"proef": probe(chain, questions)}


def probe(chain: Voetnoot, questions: Sequence[KnownQuestion]) -> Summary:
    """Parts of quotes shown from changed passages that do not stand in the file: must be none."""
    changed = Voetnoot(_Changed(chain.index), chain.embedder, chain.model)
    pages = SourcePages(SAMPLE_DIR)
    asked = [q for q in questions if q.answerable and not q.history][:PROBED]
    found = 0
    for question in asked:
        answer = changed.invoke({"question": question.question, "filters": Filters()})
        found += len(misquotes(answer, pages))
    return {"questions": float(len(asked)), "changed_quotes": float(found)}


class _Changed(Index):
    """An index whose passages have every figure raised by one; its pages are as they were."""

    def __init__(self, index: Index) -> None:
        self.__dict__.update(vars(index))

    def chunks(self, ids: Sequence[int]) -> list[StoredChunk]:
        raised = str.maketrans("0123456789", "1234567890")
        return [
            replace(stored, chunk=replace(stored.chunk, text=stored.chunk.text.translate(raised)))
            for stored in super().chunks(ids)
        ]


def failures(groups: Groups, bounds: Bounds) -> list[str]:
    """Every measure that is out of bounds, for people; one that is missing is too."""
    return [
        f"{group}, {name}: {'ontbreekt' if value is None else f'{value:.3f}'}"
        f" ({'ten minste' if side == 'floor' else 'ten hoogste'} {bound:.3f})"
        for side, group, name, bound, value in _checks(groups, bounds)
        if value is None or (value < bound if side == "floor" else value > bound)
    ]


def read_bounds(path: Path = FLOOR) -> Bounds:
    """The committed bounds; none where the file is not there."""
    found = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {side: found.get(side, {}) for side in ("floor", "ceiling")}


def raised(groups: Groups, bounds: Bounds) -> Bounds:
    """Bounds moved to a margin from a run where that is stricter than they were."""
    new: Bounds = {"floor": {}, "ceiling": {}}
    for side, wanted in (("floor", AT_LEAST), ("ceiling", AT_MOST)):
        for group, names in wanted.items():
            for name in names:
                value = groups.get(group, {}).get(name)
                old = bounds[side].get(group, {}).get(name)
                if value is not None:
                    own = MARGINS.get(name, MARGIN)
                    margin = LANGUAGE_MARGIN if group.startswith("taal") else own
                    new[side].setdefault(group, {})[name] = _stricter(side, value, margin, old)
                elif old is not None:
                    new[side].setdefault(group, {})[name] = old
    return new


def write_bounds(bounds: Bounds, path: Path = FLOOR) -> None:
    """Write `floor.toml` anew."""
    lines = ["# Bounds of the gate (make eval). Written by: python -m evals --raise-floor"]
    for side, groups in bounds.items():
        for group, names in groups.items():
            lines += ["", f'[{side}."{group}"]']
            lines += [f"{name} = {value:.3f}" for name, value in names.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _stricter(side: str, value: float, margin: float, old: float | None) -> float:
    if side == "floor":
        return max(round(max(value - margin, 0.0), 3), old or 0.0)
    bound = round(value + margin, 3)
    return bound if old is None else min(bound, old)


def _checks(groups: Groups, bounds: Bounds) -> Iterator[tuple[str, str, str, float, Any]]:
    for side, by_group in bounds.items():
        for group, names in by_group.items():
            for name, bound in names.items():
                yield side, group, name, bound, groups.get(group, {}).get(name)
