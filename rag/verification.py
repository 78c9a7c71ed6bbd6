"""Every quote against the text of its page, before anything is shown.

The page text is what the PDF library gave when the file was indexed, untouched by layout. White
space and hyphens are left out of the comparison, since lines break there; every other character
must be the same, in the same order, without interruption.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.folding import fold as fold
from rag.answer import QuotePart


def stands_on(text: str, page_text: str) -> bool:
    """Whether `text` stands on a page, letter for letter."""
    folded = fold(text)
    return bool(folded) and folded in fold(page_text)


def verify(quote: str, parts: Sequence[QuotePart], page_text: Callable[[int], str]) -> bool:
    """Whether the parts give the quote and each stands uninterrupted on its page."""
    if fold("".join(part.text for part in parts)) != fold(quote):
        return False
    return bool(parts) and all(stands_on(part.text, page_text(part.page)) for part in parts)
