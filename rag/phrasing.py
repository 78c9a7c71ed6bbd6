"""A short answer around literal quotes: the clause that answers, and where else to look.

Whatever is said comes from the quote letter for letter, cut at a clause; `…` marks a cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.sentences import split_sentences
from rag.answer import Citation, CitedCell, Claim, Language
from rag.expectation import Interval, values_or_names
from rag.question import Asked
from rag.texts import TEXTS, written_date

MAX_EXCERPT = 120
ROOM = 400
"""Characters of text and quotes together that a longer excerpt may fill, `LONGEST` at most."""
LONGEST = 240
MAX_TITLE = 60
_BEFORE, _AFTER = 0.32, 0.43
"""Shares of an excerpt's length before and after the value that answers."""
_CLAUSE_END = re.compile(r"[;:.!?](?=\s|\Z)|,(?=\s)|\s[–-]\s")
"""A full stop counts only where a sentence ends (`_ends`)."""
_CLOSING = "»”’\"')]"
_CLAUSE_START = re.compile(r"[;:,(](?=\s|\w)|\s[–-]\s")
_LEADS_ON = frozenset(
    """de het een en of die dat wat waar waarmee waarbij waarvan waarin waardoor zodat om aan bij
    door in met naar op per te ter tot uit van vanaf voor over als dan onder ten deze dit hun zijn
    haar onze zij hij the a an and or of to for in on with which that is wordt worden niet geen
    onder meer zoals""".split()
)
"""Words that no phrase ends with."""
_TOLD_WHOLE = frozenset({"list", "definition", "any"})
"""Kinds whose answer is no stretch of a sentence: they are told from its beginning."""


@dataclass(frozen=True)
class Phrased:
    """The text of an answer and its claims."""

    text: str
    claims: tuple[Claim, ...]


def phrase(
    asked: Asked, citations: Sequence[Citation], language: Language, as_of: Sequence[int] = ()
) -> Phrased:
    """The answering clause of the first citation, and a pointer to the others.

    `as_of`: numbers of two citations that disagree, the newest first, each told with its date.
    """
    told = 2 if as_of else 1
    older = citations[1].quote if as_of else ""
    room = ROOM - sum(len(citation.quote) for citation in citations)
    lengths = [min(LONGEST, max(MAX_EXCERPT, room)), *(MAX_EXCERPT for _ in citations[1:])]
    claims = tuple(
        Claim(said(asked, citation, older if n == 0 else "", length), (citation.number,))
        for n, (citation, length) in enumerate(zip(citations, lengths, strict=True))
    )
    if as_of:
        text = _by_date(citations[:told], claims[:told], language)
    else:
        text = f"{claims[0].text} [{citations[0].number}]"
    if others := citations[told:]:
        numbers = " ".join(f"[{citation.number}]" for citation in others)
        text += " " + TEXTS[language].see_also.format(numbers=numbers)
    return Phrased(text, claims)


def _by_date(
    citations: Sequence[Citation], claims: Sequence[Claim], language: Language
) -> str:
    fields: dict[str, str | int] = {}
    alike = len({shortened(citation.title) for citation in citations}) == 1
    for name, citation, claim in zip(("new", "old"), citations, claims, strict=True):
        fields |= {
            name: claim.text,
            f"{name}_title": citation.notation if alike else shortened(citation.title),
            f"{name}_date": written_date(citation.date, language) if citation.date
            else TEXTS[language].undated,
            f"{name}_number": citation.number,
        }
    return TEXTS[language].as_of.format(**fields)


def shortened(title: str) -> str:
    """A title, cut at a word where it is long."""
    return title if len(title) <= MAX_TITLE else f"{title[: _word_end(title, MAX_TITLE)]} …"


def phrase_parts(
    parts: Sequence[tuple[str, Asked]],
    citations: Sequence[Sequence[Citation]],
    language: Language,
    as_of: Sequence[int] = (),
) -> Phrased:
    """The answers to the parts of a question, each told once; a part without citations is named."""
    phrased: list[Phrased] = []
    told: set[str] = set()
    cited: set[int] = set()
    for (part, asked), own in zip(parts, citations, strict=True):
        new = [
            citation for citation in own if said(asked, citation) not in told
            and (citation.number not in cited or _holds_another(asked, citation))
        ]
        if new:
            phrased.append(phrase(asked, new, language, as_of))
            told.add(said(asked, new[0]))
            cited.add(new[0].number)
        elif not own:
            phrased.append(Phrased(TEXTS[language].part_not_found.format(part=part), ()))
    text = " ".join(one.text for one in phrased)
    return Phrased(text, tuple(claim for one in phrased for claim in one.claims))


def _holds_another(asked: Asked, citation: Citation) -> bool:
    """Whether a place that was told already holds a value of the kind that this part asks for."""
    return citation.cell is not None or _core(asked, citation.quote) is not None


def said(
    asked: Asked, citation: Citation, older: str = "", length: int = MAX_EXCERPT
) -> str:
    """What a citation answers: a cell with its row and column, else the clause of the quote.

    `older`: a quote whose values it is to bring up to date.
    """
    cell = citation.cell
    if cell is None:
        row = _row(citation.cells)
        return row if 0 < len(row) <= LONGEST else excerpt(asked, citation.quote, older, length)
    names = ", ".join(part for part in (cell.row, cell.column) if part)
    told = cell.unit.lower() in f"{names} {cell.value}".lower()
    unit = f" ({cell.unit})" if cell.unit and not told else ""
    return f"{names}: {cell.value}{unit}"


def _row(cells: Sequence[CitedCell]) -> str:
    """A row of a table with the head of each figure; empty where it has not one row or no heads."""
    figures = [cell for cell in cells if re.search(r"\d", cell.value)]
    heads = [cell.column.rsplit(" › ", 1)[-1] for cell in figures]
    if len(set(heads)) < len(heads):
        heads = [cell.column for cell in figures]
    rows = {cell.row for cell in figures}
    if len(figures) < 2 or len(rows) != 1 or len(set(heads)) < len(heads) or not all(heads):
        return ""
    told = "; ".join(f"{head}: {cell.value}" for head, cell in zip(heads, figures, strict=True))
    units = {cell.unit for cell in figures}
    unit = units.pop() if len(units) == 1 else ""
    unit = f" ({unit})" if unit and unit.lower() not in told.lower() else ""
    return f"{''.join(rows)} – {told}{unit}"


def excerpt(asked: Asked, quote: str, older: str = "", length: int = MAX_EXCERPT) -> str:
    """The part of a quote that answers: around its value, else from its beginning."""
    if len(quote) <= length:
        return quote
    span = _core(asked, quote, older)
    if span is None or (asked.kind == "yesno" and span[1] < length):
        return whole_words(quote, length)
    start, end = span
    if asked.kind == "reason":
        return _cut(quote, start, _clause_end(quote, start + length))
    return _cut(quote, _left(quote, start, length), _right(quote, end, length))


def _core(asked: Asked, quote: str, older: str = "") -> Interval | None:
    """The value that answers: the first that neither the question nor an older quote names."""
    if asked.kind in _TOLD_WHOLE:
        return None
    found = values_or_names(asked.kind, quote)
    known = f"{asked.text} {older}".lower()
    return next((span for span in found if quote[span[0] : span[1]].lower() not in known), None)


def _left(text: str, start: int, length: int) -> int:
    """Where the clause of a value begins, at most some characters before it."""
    low = max(0, start - round(_BEFORE * length))
    ends = [m.end() for m in _CLAUSE_START.finditer(text, low, start)
            if text.count(")", m.end(), start) <= text.count("(", m.end(), start)]
    if low == 0 and not ends:
        return 0
    edge = ends[-1] if ends else text.find(" ", low, start) + 1 or start
    return edge + len(text[edge:start]) - len(text[edge:start].lstrip())


def _right(text: str, end: int, length: int) -> int:
    after = round(_AFTER * length)
    stop = next(_ends(text, end, len(text)), len(text))
    return stop if stop - end <= after else max(end, _word_end(text, end + after))


def whole_words(quote: str, length: int) -> str:
    """A quote from its beginning, cut at a clause or a word where it is longer than `length`."""
    return quote if len(quote) <= length else _cut(quote, 0, _clause_end(quote, length))


def _clause_end(text: str, limit: int) -> int:
    """The last end of a clause within `limit`, else of a word."""
    ends = list(_ends(text, max(0, limit - 40), limit))
    return ends[-1] if ends else _word_end(text, limit)


def _ends(text: str, start: int, limit: int) -> Iterator[int]:
    """Where clauses end; the full stop of `mln.` or `prof.` ends none."""
    whole = {end for _, end in split_sentences(text)}
    for match in _CLAUSE_END.finditer(text, start, limit):
        closed = len(text) - len(text[match.end() :].lstrip(_CLOSING))
        if match.group() != "." or closed in whole:
            yield match.start()


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
