"""One PDF file -> everything the index needs of it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from corpus.metadata import read_metadata
from ingest.chunking import chunk_document
from ingest.endnotes import take_endnotes
from ingest.errors import UnreadableFile
from ingest.footnotes import NoteFinder, read_footnotes, tie_anchors
from ingest.hyphens import learn_hyphens
from ingest.layout import lay_out
from ingest.lines import Line, segments_of
from ingest.pdf import read_pages, read_title
from ingest.structure import read_blocks
from ingest.types import IngestedFile, Page, ParsedDocument, Source

MAX_BYTES = 1_000_000_000
_PART_BYTES = 1 << 20
_GARBAGE_SHARE = 0.15
_STRANGE = re.compile(
    r"""[!"#$%&*+<=>?@\[\\\]^_`{|}~]|[^\x02\x20-\u024f\u0370-\u03ff\u2000-\u22ff]"""
)
"""Symbols that text has few of, and what is no letter or mark of a European language."""


def ingest_file(path: Path) -> IngestedFile:
    """Read a PDF to chunks. Raises `UnreadableFile` naming the file and the reason."""
    before = _stamp(path)
    source = describe(path)
    parsed = parse(path)
    chunks = chunk_document(parsed.document.doc, parsed.blocks, parsed.footnotes)
    if _stamp(path) != before:
        raise UnreadableFile(path.name, "het bestand veranderde tijdens het lezen")
    return IngestedFile(source, parsed, chunks)


def describe(path: Path) -> Source:
    """Name, size and checksum of a file. Raises `UnreadableFile` when it cannot be opened."""
    size, _ = _stamp(path)
    if size > MAX_BYTES:
        raise UnreadableFile(path.name, f"groter dan {MAX_BYTES // 1_000_000} MB")
    try:
        with path.open("rb") as file:
            digest = _digest(file, size)
    except OSError as error:
        raise UnreadableFile(path.name, f"niet te openen ({error.strerror})") from error
    return Source(str(path), path.name, digest, size)


def _digest(file: BinaryIO, size: int) -> str:
    """Of the first `size` bytes: a file that grows as fast as it is read still comes to an end."""
    digest = hashlib.sha256()
    while size > 0 and (part := file.read(min(size, _PART_BYTES))):
        digest.update(part)
        size -= len(part)
    return digest.hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change."""
    try:
        str(path).encode()
        found = path.stat()
    except OSError as error:
        raise UnreadableFile(path.name, f"niet te openen ({error.strerror})") from error
    except UnicodeEncodeError as error:
        raise UnreadableFile(path.name, "de bestandsnaam is geen geldige tekst (UTF-8)") from error
    return found.st_size, found.st_mtime_ns


def parse(path: Path) -> ParsedDocument:
    """Pages, blocks and footnotes of a PDF file. Raises `UnreadableFile`."""
    pages: list[Page] = []
    segments: list[list[Line]] = []
    warnings: list[str] = []
    for page in read_pages(path):
        pages.append(Page(page.number, page.label, page.width, page.height, page.raw))
        lines = segments_of(page)
        problem = _problem(lines)
        if problem:
            warnings.append(f"pagina {page.number}: {problem}")
            lines = []
        segments.append(lines)
    layouts, body_size = lay_out([(p.number, p.width, p.height) for p in pages], segments)
    layouts = take_endnotes(layouts)
    hyphens = learn_hyphens([layout.lines for layout in layouts])
    notes = read_footnotes(layouts, hyphens)
    blocks = read_blocks(layouts, body_size, NoteFinder(notes, layouts), hyphens)
    document, disagreements = read_metadata(path.name, [p.raw for p in pages], read_title(path))
    return ParsedDocument(
        document, tuple(pages), blocks, tie_anchors(notes, blocks), (*warnings, *disagreements),
        tables=tuple(block.table for block in blocks if block.table),
    )


def _problem(lines: list[Line]) -> str | None:
    """Why the text of a page is of no use; None when it is fine."""
    text = "".join(line.text for line in lines)
    if not text.strip():
        return "geen tekst (scan of beeld)"
    if len(_STRANGE.findall(text)) > _GARBAGE_SHARE * len(text):
        return "onleesbare tekencodering"
    return None
