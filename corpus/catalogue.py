"""Which files belong to one publication: a PDF, its official XML and its metadata.

They stand side by side (`kst-36560-X-10.pdf`, `.xml`, `.metadata.xml`), or in the folders of the
repository (`kst-36560-X-10/1/pdf/…`, `…/1/xml/…`, `…/1/metadata/metadata.xml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.identifiers import parse_identifier

PDF, XML = ".pdf", ".xml"
_METADATA_NAMES = ("metadata.xml", "metadata_owms.xml")
_ROOTS = ("officiele-publicatie", "kamerstuk", "kamervragen", "handelingen", "staatscourant",
          "staatsblad", "tractatenblad", "niet-dossier-stuk")
_ROOT = re.compile(rb"<(?![?!])(?:[\w-]+:)?([\w.-]+)")
_LOOKED_AT = 4096


@dataclass(frozen=True)
class Publication:
    """A publication by its main file: the PDF where there is one, else the XML."""

    path: Path
    xml: Path | None = None
    """The XML beside a PDF; None for a publication that is an XML file itself."""
    metadata: Path | None = None

    @property
    def companions(self) -> tuple[Path, ...]:
        """The files beside the main file; a change of one is a change of the publication."""
        return tuple(path for path in (self.xml, self.metadata) if path is not None)


def publication_of(path: Path) -> Publication:
    """The publication whose main file is `path`."""
    is_pdf = path.suffix.lower() == PDF
    return Publication(path, _beside(path, XML) if is_pdf else None, _metadata(path))


def find_publications(paths: Iterable[Path]) -> Iterator[Path]:
    """The main files in files and folders: PDFs, and XML of publications without a PDF.

    XML beside a PDF, metadata and other XML in a folder are no documents of their own. A file
    that is named itself always is one.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from (found for found in path.rglob("*") if _is_main(found))


def _is_main(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix not in (PDF, XML) or not path.is_file():
        return False
    return suffix == PDF or _stands_alone(path)


def _stands_alone(path: Path) -> bool:
    return not _is_metadata(path) and _beside(path, PDF) is None and is_publication(path)


def is_publication(path: Path) -> bool:
    """Whether an XML file is an official publication, by its first element."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return root is not None and root.group(1).decode("ascii", "replace") in _ROOTS


def _beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with another suffix, beside it or in its folder next door."""
    here = path.parent / (path.stem + suffix)
    next_door = path.parents[1] / suffix[1:] / here.name if len(path.parents) > 1 else here
    kind = path.suffix.lower()[1:]
    choices = [here, next_door] if path.parent.name == kind else [here]
    found = next((c for c in choices if c.is_file()), None)
    return None if found and suffix == XML and not is_publication(found) else found


def _is_metadata(path: Path) -> bool:
    return path.name.lower() in _METADATA_NAMES or path.name.lower().endswith(".metadata.xml")


def _metadata(path: Path) -> Path | None:
    stem = path.stem
    choices = [path.parent / f"{stem}.metadata.xml", path.parent / stem / "metadata.xml"]
    if path.parent.name == path.suffix.lower()[1:]:
        root = path.parents[1]
        choices += [root / "metadata" / "metadata.xml", root / "metadataowms" / "metadata_owms.xml"]
    if parse_identifier(path.parent.name) and path.parent.name == stem:
        choices += [path.parent / name for name in _METADATA_NAMES]
    return next((choice for choice in choices if choice.is_file()), None)
