"""Follow-up questions: what a question leaves out is taken from the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FOLLOWS = re.compile(
    r"^(en|and|maar|but|ook|what about|hoe zit het)\b|\b(daarvan|daarbij|daarvoor|hiervan"
    r"|hiervoor|ervan|that|those|them|these|it|its|diens|dat jaar|die)\b",
    re.IGNORECASE,
)
_SHORT = 5


def standalone(question: str, history: Sequence[str]) -> str:
    """The question with the one before it where it cannot be understood alone."""
    if not history:
        return question
    words = question.split()
    follows = _FOLLOWS.search(question) and (len(words) <= 14 or question[:3].lower() == "en ")
    if follows or len(words) <= _SHORT:
        return f"{history[-1]} {question}"
    return question
