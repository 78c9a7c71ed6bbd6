"""Batch re-indexing: what changed is read by workers, the rest is carried over.

One file at a time goes from its worker into the new generation, however large the archive. Every
file ends up in the index or in the report with its reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from corpus.catalogue import find_publications
from ingest.embedding import Embedder
from ingest.errors import InputError, UnreadableFile, UnusableIndex
from ingest.generations import CURRENT, writer_lock
from ingest.index import Index, open_index, write_generation
from ingest.ocr import check_ocr
from ingest.quality import could_be_recognised
from ingest.reading import describe
from ingest.types import IngestedFile, Source
from ingest.vectors import Floats
from ingest.workers import read_files

Progress = Callable[[int, int, str], None]
"""(files done, files in all, name of the file just done)."""


@dataclass
class Report:
    """What a run did with every file."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    without_text: list[tuple[str, str]] = field(default_factory=list)
    partly_read: list[tuple[str, str]] = field(default_factory=list)
    documents: int = 0
    pages: int = 0
    chunks: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """For `report.json` and `--json`."""
        return asdict(self)


def reindex(
    paths: Sequence[Path],
    directory: Path,
    embedder: Embedder,
    *,
    full: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
    ocr: bool = False,
) -> Report:
    """Bring the index in line with the PDF files in `paths` and make the result current.

    Files outside `paths` stay as they are; files inside that are gone are removed. With `full`
    everything is read anew, from `paths` only. With `ocr` pages without readable text are
    recognised, also in files that were read before without. Raises `InputError` for a path that
    is not there or holds no PDF, `IndexBusy` while another process writes, `OcrMissing`.
    """
    if ocr:
        check_ocr()
    began = perf_counter()
    found = find_files(paths)
    with writer_lock(directory):
        old = None if full else _previous(directory, embedder)
        report = Report()
        old_documents = {s.path: (i, s) for i, _, s in old.documents()} if old else {}
        again: set[str] = set()
        if ocr and old:
            known = old_documents.items()
            again = {p for p, (i, _) in known if could_be_recognised(old.warnings(i))}
        kept, to_read = _sort(found, paths, old_documents, report, again)
        steps = _steps(len(to_read), progress)
        read = read_files(
            to_read, workers or min(2, os.cpu_count() or 1), finished=steps, ocr=ocr
        )

        def whole_report() -> dict[str, Any]:
            report.seconds = round(perf_counter() - began, 2)
            return report.as_dict()

        with closing(read), closing(_files(kept, read, old, report)) as files:
            write_generation(directory, files, embedder, whole_report)
    report.seconds = round(perf_counter() - began, 2)
    return report


def _steps(total: int, progress: Progress | None) -> Callable[[Path], None]:
    done = 0

    def step(path: Path) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total, shown(path.name))

    return step


def shown(name: str) -> str:
    """A file name that can be written down, also where its bytes are no UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """All PDF files, and XML of publications without one, sorted. Raises `InputError`."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir() or path.is_file():
            found |= {p.resolve() for p in find_publications([path])}
        else:
            raise InputError(f"{path} bestaat niet. Geef een PDF-bestand of een map met PDF's.")
    if not found:
        names = ", ".join(str(p) for p in paths)
        raise InputError(f"Geen PDF-bestanden gevonden in {names}.")
    return sorted(found)


def _previous(directory: Path, embedder: Embedder) -> Index | None:
    """The current generation; None when there is none yet. A damaged one is told, not dropped."""
    return open_index(directory, embedder) if (directory / CURRENT).exists() else None


def _sort(
    found: Sequence[Path],
    paths: Sequence[Path],
    old: dict[str, tuple[int, Any]],
    report: Report,
    again: Container[str] = (),
) -> tuple[list[tuple[str, int]], list[Path]]:
    """What is carried over as (path, document id), and what has to be read, `again` or anew."""
    kept: list[tuple[str, int]] = []
    to_read: list[Path] = []
    roots = [path.resolve() for path in paths]
    for path in found:
        known = old.get(str(path))
        if known is None:
            report.added.append(shown(path.name))
            to_read.append(path)
        elif str(path) not in again and _is_unchanged(path, known[1]):
            report.unchanged.append(shown(path.name))
            kept.append((str(path), known[0]))
        else:
            report.changed.append(shown(path.name))
            to_read.append(path)
    present = {str(path) for path in found}
    for name, (document_id, source) in old.items():
        if name in present:
            continue
        if any(Path(name) == root or root in Path(name).parents for root in roots):
            report.removed.append(source.file)
        else:
            kept.append((name, document_id))
    return kept, sorted(to_read, key=str)


def _is_unchanged(path: Path, known: Source) -> bool:
    """By checksum, its XML and metadata included."""
    try:
        found = describe(path)
    except UnreadableFile:
        return False
    return (found.sha256, found.companions) == (known.sha256, known.companions)


def _files(
    kept: Sequence[tuple[str, int]],
    read: Iterable[tuple[Path, IngestedFile | str]],
    old: Index | None,
    report: Report,
) -> Generator[tuple[IngestedFile, Floats | None]]:
    """All files of the new generation in the order of their paths, one in memory at a time."""
    carried = sorted(kept, reverse=True)
    for path, outcome in read:
        while carried and carried[-1][0] < str(path):
            yield from _carried(carried.pop(), old, report)
        if isinstance(outcome, str):
            _fail(path, outcome, report)
            continue
        file = replace(outcome, source=replace(outcome.source, path=str(path)))
        _count(file, report)
        yield file, None
    while carried:
        yield from _carried(carried.pop(), old, report)


def _carried(
    known: tuple[str, int], old: Index | None, report: Report
) -> Iterator[tuple[IngestedFile, Floats | None]]:
    if old is not None:
        file, vectors = old.ingested(known[1])
        _count(file, report)
        yield file, vectors


def _fail(path: Path, reason: str, report: Report) -> None:
    name = shown(path.name)
    report.failed.append((name, reason))
    for names in (report.added, report.changed):
        if name in names:
            names.remove(name)


def _count(file: IngestedFile, report: Report) -> None:
    report.documents += 1
    report.pages += sum(page.text_source != "xml" for page in file.parsed.pages)
    report.chunks += len(file.chunks)
    warnings = "; ".join(file.parsed.warnings)
    if not file.chunks:
        report.without_text.append((file.source.file, warnings or "geen tekst"))
    elif warnings:
        report.partly_read.append((file.source.file, warnings))


def is_usable(directory: Path) -> bool:
    """Whether there is an index that opens."""
    try:
        open_index(directory)
    except UnusableIndex:
        return False
    return True
