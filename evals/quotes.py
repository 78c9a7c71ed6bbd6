"""An independent check of quotes: the file itself, read anew by pypdf's own text extraction.

Shares no code with the ingestion or with the verifier of the answers. Compared are all letters,
digits and signs in their order; left out are white space, the bullets of lists (pypdf gives some
as a space), and a hyphen at the end of a line where the quote has none. A soft
hyphen in a PDF is a hyphen that is drawn (typst writes all so).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pypdf import PdfReader

from corpus.errors import VoetnootError
from rag.answer import Answer, Citation

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every odd font

_ALIKE = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "-"}
)
_BULLETS = dict.fromkeys(map(ord, "•●▪■◦‣\uf0a7\uf0b7"))

Sign = tuple[str, bool]
"""A character of a page, and whether it is a hyphen at the end of a line."""


class SourceFileMissing(VoetnootError):
    """A cited file that is not in the folder of documents."""


@dataclass(frozen=True)
class Misquote:
    """A part of a quote that does not stand on the page that is cited for it."""

    file: str
    page: int
    text: str
    reason: str


class SourcePages:
    """The pages of PDF files, by file name: all under a folder, or those of a mapping."""

    def __init__(self, files: Path | Mapping[str, Path]) -> None:
        if isinstance(files, Path):
            files = {path.name: path for path in sorted(files.rglob("*.pdf"))}
        self._paths = dict(files)
        self.signs = lru_cache(maxsize=512)(self._signs)
        self.text = lru_cache(maxsize=512)(self._text)
        self._reader = lru_cache(maxsize=8)(PdfReader)

    def _signs(self, file: str, page: int) -> tuple[Sign, ...]:
        return tuple(signs(self.text(file, page)))

    def _text(self, file: str, page: int) -> str:
        if file not in self._paths:
            raise SourceFileMissing(f"{file} is not in the folder of documents.")
        pages = self._reader(self._paths[file]).pages
        return pages[page - 1].extract_text() if 1 <= page <= len(pages) else ""


def signs(page_text: str) -> Iterator[Sign]:
    """The characters of a page that count."""
    for line in page_text.translate(_ALIKE).splitlines():
        kept = bare(line)
        for number, character in enumerate(kept, start=1):
            yield character, character == "-" and number == len(kept)


def stands(text: str, page: tuple[Sign, ...]) -> bool:
    """Whether `text` stands uninterrupted on a page."""
    wanted = bare(text.translate(_ALIKE))
    return bool(wanted) and any(
        _matches(wanted, page, start)
        for start, (character, _) in enumerate(page)
        if character == wanted[0]
    )


def _matches(wanted: str, page: tuple[Sign, ...], start: int) -> bool:
    position = start
    for character in wanted:
        while position < len(page) and page[position] != (character, False):
            found, breaks_line = page[position]
            if found == character:
                break
            if not breaks_line:
                return False
            position += 1
        if position == len(page):
            return False
        position += 1
    return True


def misquotes(answer: Answer, pages: SourcePages) -> list[Misquote]:
    """Every part of every quote of an answer that is not on its page."""
    return [found for citation in answer.citations for found in _check(citation, pages)]


def _check(citation: Citation, pages: SourcePages) -> Iterator[Misquote]:
    if bare("".join(part.text for part in citation.parts)) != bare(citation.quote):
        reason = "the parts do not give the quote"
        yield Misquote(citation.file, citation.page, citation.quote, reason)
    for part in citation.parts:
        if not citation.page <= part.page <= citation.page_end:
            yield Misquote(citation.file, part.page, part.text, "outside the cited pages")
        if not stands(part.text, pages.signs(citation.file, part.page)):
            yield Misquote(citation.file, part.page, part.text, "not on the page")


def bare(text: str) -> str:
    """Text without white space and bullets."""
    return "".join(text.translate(_BULLETS).split())
