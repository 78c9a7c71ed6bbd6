"""The official XML and metadata of a publication, as reading a file needs them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.catalogue import Publication
from corpus.metadata import read_metadata
from corpus.official import OfficialMetadata, read_official
from corpus.xmlfile import UnreadableXml
from ingest.errors import UnreadableFile
from ingest.footnotes import tie_anchors
from ingest.merging import merge
from ingest.paragraphs import read_paragraphs
from ingest.types import Block, Footnote, ParsedDocument
from ingest.xml import read_publication

_HEAD_PARAGRAPHS = 6


def parse_xml(path: Path, publication: Publication) -> ParsedDocument:
    """A publication that is XML alone. Raises `UnreadableFile`."""
    try:
        xml = read_publication(path)
    except UnreadableXml as error:
        raise UnreadableFile(error.file, error.reason) from error
    pages, blocks, notes = read_paragraphs(xml)
    official, warnings = read_metadata_file(publication.metadata)
    head = [*xml.head, *(p.text for p in xml.paragraphs[:_HEAD_PARAGRAPHS])]
    rest = [p.text for p in xml.paragraphs[_HEAD_PARAGRAPHS:]]
    document, disagreements = read_metadata(
        path.name, ["\n".join(head), "\n".join(rest)], None, official
    )
    return ParsedDocument(
        document, pages, blocks, tie_anchors(notes, blocks), (*warnings, *disagreements)
    )


def with_xml(
    blocks: Sequence[Block], notes: Sequence[Footnote], path: Path
) -> tuple[tuple[Block, ...], tuple[Footnote, ...], tuple[str, ...]]:
    """Blocks and notes of a PDF with its XML, and warnings; XML that cannot be read is one."""
    try:
        merged = merge(blocks, notes, read_publication(path))
    except UnreadableXml as error:
        return tuple(blocks), tuple(notes), (f"de XML is niet te lezen ({error.reason})",)
    return merged.blocks, merged.notes, merged.warnings


def read_metadata_file(path: Path | None) -> tuple[OfficialMetadata | None, tuple[str, ...]]:
    """The official metadata beside a file, and a warning where they cannot be read."""
    if path is None:
        return None, ()
    try:
        return read_official(path), ()
    except UnreadableXml as error:
        return None, (f"{error.file} is niet te lezen ({error.reason})",)
