"""Where a conversation is: passages near the earlier answer count for more in a follow-up."""

from __future__ import annotations

from dataclasses import dataclass

DOCUMENT, PAGE = 0.5, 0.5
"""What a passage of the same document gains, and besides on the same page or beside it; the same
in the score of the search and in the log-odds of the reader."""
BESIDE = 2
"""Passages before and after the cited one that count as of its page."""


@dataclass(frozen=True)
class Near:
    """The passage that the earlier answer rests on."""

    chunk: int
    document: int
    page: int

    def gain(self, chunk: int, document: int, page: int = 0) -> float:
        """What a passage gains; `page` 0 where it is not known yet."""
        if document != self.document:
            return 0.0
        return DOCUMENT + PAGE * (page == self.page or abs(chunk - self.chunk) <= BESIDE)
