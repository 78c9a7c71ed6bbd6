"""Documents the plain LangChain way: pypdf's text of each page, cut by the recursive splitter."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from langchain_text_splitters import RecursiveCharacterTextSplitter
from pypdf import PdfReader
from pypdf.errors import PyPdfError

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every odd font

CHARACTERS, OVERLAP = 1_000, 200


@dataclass(frozen=True)
class Piece:
    """A stretch of text; for an answer of a retrieval set, `file` is its name and `page` 1."""

    file: str
    page: int
    text: str


def pieces_of_documents(folder: Path) -> Iterator[Piece]:
    """Every PDF under a folder, page by page; one that pypdf cannot read is logged."""
    for path in sorted(folder.rglob("*.pdf")):
        try:
            for number, page in enumerate(PdfReader(path).pages, start=1):
                for text in split(page.extract_text()):
                    yield Piece(path.name, number, text)
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            logging.warning("%s: pypdf stopped (%s)", path.name, error)


def pieces_of_texts(names: Sequence[str], texts: Sequence[str]) -> Iterator[Piece]:
    """Pieces of texts that have a name."""
    for name, whole in zip(names, texts, strict=True):
        for text in split(whole):
            yield Piece(name, 1, text)


def split(text: str) -> list[str]:
    """Pieces of at most `CHARACTERS`, neighbours sharing up to `OVERLAP`."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, chunk_overlap=OVERLAP)
    return splitter.split_text(text)
