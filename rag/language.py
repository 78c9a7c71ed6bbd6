"""Which of the two languages of this project a question is in."""

from __future__ import annotations

import re

from rag.answer import Language

_DUTCH = frozenset(
    """de het een van en is wat wie waar wanneer waarom hoe hoeveel welke welk zijn heeft hebben
    wordt worden voor met door op aan bij naar uit dat die deze dit er niet geen ook om te tot
    volgens daarvan kan moet mag""".split()
)
_ENGLISH = frozenset(
    """the a an of and is what who where when why how many much which are has have does did do
    was were for with by on at to from that this these there not no also will can must may
    according into its their""".split()
)


def detect_language(text: str) -> Language:
    """`en` when more English than Dutch function words occur, else `nl`."""
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    english = sum(word in _ENGLISH for word in words)
    dutch = sum(word in _DUTCH for word in words)
    return "en" if english > dutch else "nl"
