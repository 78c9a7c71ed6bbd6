"""A short answer around literal quotes: the clause that answers, and where else to look.

Whatever is said comes from the quote letter for letter, cut at a clause; `…` marks a cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Citation, Claim, Language
from rag.expectation import Expected, Interval, values
from rag.question import Asked
from rag.texts import TEXTS

MAX_EXCERPT = 120
_BEFORE, _AFTER = 38, 52
_CLAUSE_END = re.compile(r"[;:.!?](?=\s|\Z)|,(?=\s)|\s[–-]\s")
_CLAUSE_START = re.compile(r"[;:,(](?=\s|\w)|\s[–-]\s")
_LEADS_ON = frozenset(
    """de het een en of die dat wat waar waarmee waarbij waarvan waarin waardoor zodat om aan bij
    door in met naar op per te ter tot uit van vanaf voor over als dan onder ten deze dit hun zijn
    haar onze zij hij the a an and or of to for in on with which that is wordt worden niet geen
    onder meer zoals""".split()
)
"""Words that no phrase ends with."""
_TOLD_WHOLE = frozenset({"yesno", "list", "definition", "any"})
"""Kinds whose answer is no stretch of a sentence: they are told from its beginning."""


@dataclass(frozen=True)
class Phrased:
    """The text of an answer and its claims."""

    text: str
    claims: tuple[Claim, ...]


def phrase(asked: Asked, citations: Sequence[Citation], language: Language) -> Phrased:
    """The answering clause of the first citation, and a pointer to the others."""
    first, *others = citations
    claim = Claim(said(asked, first), (first.number,))
    text = f"{claim.text} [{first.number}]"
    claims = [claim]
    if others:
        numbers = " ".join(f"[{citation.number}]" for citation in others)
        text += " " + TEXTS[language].see_also.format(numbers=numbers)
        claims += [Claim(said(asked, other), (other.number,)) for other in others]
    return Phrased(text, tuple(claims))


def phrase_parts(
    parts: Sequence[tuple[str, Asked]], citations: Sequence[Sequence[Citation]], language: Language
) -> Phrased:
    """The answers to the parts of a question, each told once; a part without citations is named."""
    phrased: list[Phrased] = []
    for (part, asked), own in zip(parts, citations, strict=True):
        told = {claim.text for one in phrased for claim in one.claims[:1]}
        new = [citation for citation in own if said(asked, citation) not in told]
        if new:
            phrased.append(phrase(asked, new, language))
        elif not own:
            phrased.append(Phrased(TEXTS[language].part_not_found.format(part=part), ()))
    text = " ".join(one.text for one in phrased)
    return Phrased(text, tuple(claim for one in phrased for claim in one.claims))


def said(asked: Asked, citation: Citation) -> str:
    """What a citation answers: a cell with its row and column, else the clause of the quote."""
    cell = citation.cell
    if cell is None:
        return excerpt(asked, citation.quote)
    names = ", ".join(part for part in (cell.row, cell.column) if part)
    told = cell.unit.lower() in f"{names} {cell.value}".lower()
    unit = f" ({cell.unit})" if cell.unit and not told else ""
    return f"{names}: {cell.value}{unit}"


def excerpt(asked: Asked, quote: str) -> str:
    """The part of a quote that answers: around its value, else from its beginning."""
    if len(quote) <= MAX_EXCERPT:
        return quote
    span = _core(asked, quote)
    if span is None:
        return _cut(quote, 0, _clause_end(quote, MAX_EXCERPT))
    start, end = span
    if asked.kind == "reason":
        return _cut(quote, start, _clause_end(quote, start + MAX_EXCERPT))
    return _cut(quote, _left(quote, start), _right(quote, end))


def _core(asked: Asked, quote: str) -> Interval | None:
    """The value that answers: the first that the question does not name itself."""
    if asked.kind in _TOLD_WHOLE:
        return None
    found = _values(asked.kind, quote)
    question = asked.text.lower()
    return next((span for span in found if quote[span[0] : span[1]].lower() not in question), None)


def _values(kind: Expected, quote: str) -> list[Interval]:
    found = values(kind, quote)
    return found or (values("organisation", quote) if kind == "person" else [])


def _left(text: str, start: int) -> int:
    """Where the clause of a value begins, at most some characters before it."""
    low = max(0, start - _BEFORE)
    ends = [m.end() for m in _CLAUSE_START.finditer(text, low, start)]
    if low == 0 and not ends:
        return 0
    edge = ends[-1] if ends else text.find(" ", low, start) + 1 or start
    return edge + len(text[edge:start]) - len(text[edge:start].lstrip())


def _right(text: str, end: int) -> int:
    match = _CLAUSE_END.search(text, end)
    stop = match.start() if match else len(text)
    return stop if stop - end <= _AFTER else max(end, _word_end(text, end + _AFTER))


def _clause_end(text: str, limit: int) -> int:
    """The last end of a clause within `limit`, else of a word."""
    ends = [m.start() for m in _CLAUSE_END.finditer(text, max(0, limit - 40), limit)]
    return ends[-1] if ends else _word_end(text, limit)


def _word_end(text: str, limit: int) -> int:
    """Where the last word within `limit` ends that a phrase may end with."""
    if limit >= len(text):
        return len(text)
    edge = text.rfind(" ", 0, limit + 1)
    while edge > 0 and text[:edge].rsplit(None, 1)[-1].lower() in _LEADS_ON:
        edge = text.rfind(" ", 0, edge)
    return edge if edge > 0 else limit


def _cut(text: str, start: int, end: int) -> str:
    before = "… " if start > 0 else ""
    after = " …" if text[end:].strip(" .") else ""
    return f"{before}{text[start:end].strip()}{after}"
