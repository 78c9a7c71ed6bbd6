"""What kind of answer a question asks for, and whether a sentence holds that kind."""

from __future__ import annotations

import re
from typing import Literal

Expected = Literal[
    "money", "percentage", "number", "date", "duration", "person", "reason", "reference",
    "definition", "any",
]

_ASKS: tuple[tuple[Expected, str], ...] = (
    ("reference", r"kamerstuk|vindplaats|onder welk nummer|under which number|dossiernummer"),
    ("percentage", r"percentage|welk deel|welk aandeel|procent|what share|what proportion"
                   r"|inverdieneffect"),
    ("reason", r"\bwaarom\b|\bwhy\b|welke reden|om welke reden|reason"),
    ("duration", r"hoe lang|hoeveel tijd|hoeveel (jaar|weken|dagen|maanden)|how long"
                 r"|how many (years|weeks|days|months)|binnen hoeveel|hoe snel|welke termijn"),
    ("date", r"\bwanneer\b|\bwhen\b|welk jaar|welke datum|op welke dag|sinds|which year"
             r"|what (date|year)|tot welk|vanaf welk jaar"),
    ("money", r"\bgeld\b|bedrag|\bkost|budget|begroting|\beuro|miljoen|miljard|\bmoney\b"
              r"|how much .*(cost|spend|pay|fund|invest)|\bcap\b|subsidie|spend|vergoed|fonds"),
    ("number", r"\bhoeveel\b|how many|how much|hoe groot|hoe hoog|hoe ver|welk aantal|how large"
               r"|how big|how far|what number"),
    ("person", r"\bwie\b|\bwho\b|welke minister|welk kamerlid|which (minister|member)"),
    ("definition", r"wat (is|zijn|betekent|houdt|wordt)\b|what (is|are|does)\b"),
)
_MONTH = (
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_NUMBER_WORD = (
    r"een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien|vijftien"
    r"|twintig|dertig|veertig|vijftig|zestig|honderd|duizend|helft|kwart"
)
_HOLDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "money": r"€\s?\d|\d[\d., ]*\s?(euro|mln|mld|mrd|miljoen|miljard)|\bmiljard\b|\bmiljoen\b",
        "percentage": r"\d\s?%|\bprocent\b",
        "number": rf"\d|\b({_NUMBER_WORD})\b",
        "date": rf"\b\d{{1,2}} ({_MONTH})|\b(19|20)\d\d\b|\b({_MONTH})\b|kwartaal|begin|eind ",
        "duration": r"\b(jaar|jaren|weken|dagen|maanden|uur|week|dag|maand)\b",
        "person": r"\b(Minister|Staatssecretaris|lid|leden|voorzitter\w*|[A-Z]\.|Prof|dhr|mevrouw)"
                  r"|[a-zà-ÿ,] [A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]+",
        "reason": r"\b(omdat|vanwege|doordat|aangezien|want|zodat|reden|oorzaak|daarom|hierdoor"
                  r"|wegens|oorsprong|uit angst|door|om te)\b",
        "reference": r"\bnr\.\s?\d|\bKamerst|\b\d{2} ?\d{3}\b|\d{5}-\w+",
        "definition": r"\b(is|zijn|betekent|betreft|verstaan|houdt in|bestaat uit|heet)\b",
    }.items()
}


def expected_kind(question: str) -> Expected:
    """The kind of answer that a Dutch or English question asks for."""
    for kind, pattern in _ASKS:
        if re.search(pattern, question, re.IGNORECASE):
            return kind
    return "any"


def holds(kind: Expected, text: str) -> bool:
    """Whether a sentence holds something of that kind; everything holds `any`."""
    pattern = _HOLDS.get(kind)
    return pattern is None or pattern.search(text) is not None
