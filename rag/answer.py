"""The answer object that the command line, the chat and the evaluations share."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Language = Literal["nl", "en"]
Box = tuple[int, float, float, float, float]
"""(physical page, x0, top, x1, bottom) in points from the top left."""


@dataclass(frozen=True)
class NoteLink:
    """Where something that a note names can be read."""

    identifier: str
    """The identifier of a document, or the web address itself."""
    url: str


@dataclass(frozen=True)
class CitedNote:
    """A footnote of the cited sentence (`scope="sentence"`) or of its paragraph."""

    label: str
    page: int
    text: str
    references: tuple[str, ...] = ()
    """Identifiers of the documents that the note names: kst-36410-X-50."""
    scope: Literal["sentence", "paragraph"] = "sentence"
    links: tuple[NoteLink, ...] = ()


@dataclass(frozen=True)
class QuotePart:
    """A stretch of a quote that stands uninterrupted on one page."""

    page: int
    text: str


@dataclass(frozen=True)
class CitedCell:
    """The cell of a table that a citation rests on; groups and heads joined by ` › `."""

    table: str
    """Title of the table; empty where it has none."""
    row: str
    column: str
    unit: str
    """`x € 1.000`, `%`; empty where the table names none."""
    value: str
    box: Box


@dataclass(frozen=True)
class Citation:
    """Where a claim stands. `quote` is verified against the page before it is shown."""

    number: int
    doc: str
    file: str
    title: str
    date: str | None
    page: int
    page_end: int
    page_label: str
    quote: str
    verified: bool
    boxes: tuple[Box, ...]
    footnotes: tuple[CitedNote, ...]
    notation: str
    url: str | None
    parts: tuple[QuotePart, ...] = ()
    cell: CitedCell | None = None
    """Where the quote is a row of a table: the very figure."""
    cells: tuple[CitedCell, ...] = ()
    """Where the quote is a row of a table of which no figure is meant above the others: all."""
    ocr: bool = False
    """The text of the page was recognised from a picture; the quote stands in that text."""


@dataclass(frozen=True)
class Claim:
    """One statement of the answer and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Passage:
    """A passage that the search found, best first."""

    doc: str
    file: str
    page: int
    page_end: int
    score: float
    text: str
    title: str = ""
    kind: str = ""
    heading: tuple[str, ...] = ()


@dataclass(frozen=True)
class Searched:
    """What was searched."""

    documents: int
    generation: str
    filters: dict[str, Any] = field(default_factory=dict)
    since: str | None = None
    """ISO date of the oldest document searched that has a date."""
    until: str | None = None
    """ISO date of the newest one."""
    absent: tuple[str, ...] = ()
    """Documents that the question names and that are not in the index, as it writes them."""


@dataclass(frozen=True)
class Answer:
    """A verified answer, or an abstention with the nearest passages."""

    question: str
    language: Language
    abstained: bool
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    searched: Searched
    timings_ms: dict[str, float]
    id: str | None = None
    confidence: float = 0.0
    """The chance, 0 to 1, that what was found answers the question, calibrated."""
    as_of: tuple[int, ...] = ()
    """Numbers of the citations that say different things of one matter, the newest first."""
    remark: str = ""
    """What a reader should know of how it came about: a language model that did not reply."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of the command line, `id` only where there is one."""
        data = asdict(self)
        if self.id is None:
            del data["id"]
        return data
