"""When to say nothing: the search found nothing near, or nothing with the rare words asked for.

Thresholds were set on the development questions so that at most one answerable question in ten
is refused; they belong to the bundled model's cosines.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Language
from rag.expectation import expected_kind, holds
from rag.language import detect_language
from rag.reranking import LateInteraction, TokenModel
from rag.retrieval import Hit

_CHECKABLE = frozenset({"money", "percentage", "number", "date", "duration", "reference"})
MIN_SCORE = 1.2
MIN_RARE_COVERAGE: dict[Language, float] = {"nl": 0.25, "en": 0.15}


def is_answerable(model: TokenModel, question: str, hits: Sequence[Hit]) -> bool:
    """Whether the best passages are near enough to the question to claim anything from them."""
    if not hits or hits[0].score < MIN_SCORE:
        return False
    late = LateInteraction(model, question)
    rare = late.rare_coverage(hits[0].searched)
    return rare >= MIN_RARE_COVERAGE[detect_language(question)]


def says_it(question: str, sentence: str) -> bool:
    """Whether a sentence holds the figure, date or reference that the question asks for."""
    kind = expected_kind(question)
    return kind not in _CHECKABLE or holds(kind, sentence)
