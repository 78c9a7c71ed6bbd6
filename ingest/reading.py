"""One PDF file -> everything the index needs of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from corpus.catalogue import XML, publication_of
from corpus.metadata import read_metadata
from ingest.chunking import chunk_document
from ingest.endnotes import take_endnotes
from ingest.errors import UnreadableFile
from ingest.footnotes import NoteFinder, read_footnotes, tie_anchors
from ingest.hyphens import learn_hyphens
from ingest.layout import lay_out
from ingest.lines import Line
from ingest.official import parse_xml, read_metadata_file, with_xml
from ingest.pdf import read_pages, read_title
from ingest.scans import read_lines
from ingest.structure import read_blocks
from ingest.types import IngestedFile, Page, ParsedDocument, Source

MAX_BYTES = 1_000_000_000
_PART_BYTES = 1 << 20


def ingest_file(path: Path, *, ocr: bool = False) -> IngestedFile:
    """Read a PDF to chunks; with `ocr` pages without readable text are recognised.

    Raises `UnreadableFile` naming the file and the reason.
    """
    before = _stamp(path)
    source = describe(path)
    parsed = parse(path, ocr=ocr)
    chunks = chunk_document(parsed.document.doc, parsed.blocks, parsed.footnotes)
    if _stamp(path) != before:
        raise UnreadableFile(path.name, "het bestand veranderde tijdens het lezen")
    return IngestedFile(source, parsed, chunks)


def describe(path: Path) -> Source:
    """Name, size and checksums of a publication. Raises `UnreadableFile`."""
    size, digest = _size_and_digest(path)
    beside = [_size_and_digest(other)[1] for other in publication_of(path).companions]
    together = hashlib.sha256("".join(beside).encode()).hexdigest() if beside else ""
    return Source(str(path), path.name, digest, size, together)


def _size_and_digest(path: Path) -> tuple[int, str]:
    size, _ = _stamp(path)
    if size > MAX_BYTES:
        raise UnreadableFile(path.name, f"groter dan {MAX_BYTES // 1_000_000} MB")
    try:
        with path.open("rb") as file:
            return size, _digest(file, size)
    except OSError as error:
        raise UnreadableFile(path.name, f"niet te openen ({error.strerror})") from error


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


def parse(path: Path, *, ocr: bool = False) -> ParsedDocument:
    """Pages, blocks and footnotes of a publication, with what stands beside its main file.

    Raises `UnreadableFile`.
    """
    publication = publication_of(path)
    if path.suffix.lower() == XML:
        return parse_xml(path, publication)
    pages: list[Page] = []
    segments: list[list[Line]] = []
    warnings: list[str] = []
    for glyphs in read_pages(path):
        page, lines, warning = read_lines(path, glyphs, ocr=ocr)
        pages.append(page)
        segments.append(lines)
        if warning:
            warnings.append(f"pagina {page.number}: {warning}")
    layouts, body_size = lay_out([(p.number, p.width, p.height) for p in pages], segments)
    layouts = take_endnotes(layouts)
    hyphens = learn_hyphens([layout.lines for layout in layouts])
    notes = read_footnotes(layouts, hyphens)
    blocks = read_blocks(layouts, body_size, NoteFinder(notes, layouts), hyphens)
    readable = [p.raw if p.text_source != "none" else "" for p in pages]
    official, found = read_metadata_file(publication.metadata)
    document, disagreements = read_metadata(path.name, readable, read_title(path), official)
    if publication.xml is not None:
        blocks, notes, more = with_xml(blocks, notes, publication.xml)
        warnings += more
    return ParsedDocument(
        document, tuple(pages), blocks, tie_anchors(notes, blocks),
        (*warnings, *found, *disagreements),
        tables=tuple(block.table for block in blocks if block.table),
    )
