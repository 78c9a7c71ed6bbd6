"""Batch re-indexing: what changed is parsed by workers, the rest is carried over.

Every file ends up in the index or in the report with its reason.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from ingest.embedding import Embedder
from ingest.errors import InputError, UnreadableFile, UnusableIndex
from ingest.generations import CURRENT, writer_lock
from ingest.index import Index, open_index, write_generation
from ingest.reading import describe, ingest_file
from ingest.types import IngestedFile
from ingest.vectors import Floats

Progress = Callable[[int, int, str], None]
"""(files done, files in all, name of the file just done)."""

_FILE_SECONDS = 300.0


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
) -> Report:
    """Bring the index in line with the PDF files in `paths` and make the result current.

    Files outside `paths` stay as they are; files inside that are gone are removed. With `full`
    everything is read anew, from `paths` only. Raises `InputError` for a path that is not there
    or holds no PDF, `IndexBusy` while another process writes.
    """
    began = perf_counter()
    found = find_files(paths)
    with writer_lock(directory):
        old = None if full else _previous(directory, embedder)
        report = Report()
        old_documents = {s.path: (i, s) for i, _, s in old.documents()} if old else {}
        kept, to_read = _sort(found, paths, old_documents, report)
        parsed = dict(_parse(to_read, workers or min(2, os.cpu_count() or 1), progress, report))
        files = list(_merged(kept, parsed, old))
        for file, _ in files:
            _count(file, report)
        report.seconds = round(perf_counter() - began, 2)
        write_generation(directory, files, embedder, report.as_dict())
    report.seconds = round(perf_counter() - began, 2)
    return report


def find_files(paths: Iterable[Path]) -> list[Path]:
    """All PDF files in files and folders, sorted. Raises `InputError`."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= {p.resolve() for p in path.rglob("*")
                      if p.suffix.lower() == ".pdf" and p.is_file()}
        elif path.is_file():
            found.add(path.resolve())
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
) -> tuple[list[tuple[str, int]], list[Path]]:
    """What is carried over as (path, document id), and what has to be read."""
    kept: list[tuple[str, int]] = []
    to_read: list[Path] = []
    roots = [path.resolve() for path in paths]
    for path in found:
        known = old.get(str(path))
        if known is None:
            report.added.append(path.name)
            to_read.append(path)
        elif _checksum(path) == known[1].sha256:
            report.unchanged.append(path.name)
            kept.append((str(path), known[0]))
        else:
            report.changed.append(path.name)
            to_read.append(path)
    present = {str(path) for path in found}
    for name, (document_id, source) in old.items():
        if name in present:
            continue
        if any(Path(name) == root or root in Path(name).parents for root in roots):
            report.removed.append(source.file)
        else:
            kept.append((name, document_id))
    return kept, to_read


def _checksum(path: Path) -> str | None:
    try:
        return describe(path).sha256
    except UnreadableFile:
        return None


def _parse(
    paths: Sequence[Path], workers: int, progress: Progress | None, report: Report
) -> Iterator[tuple[str, IngestedFile]]:
    """Read files in worker processes; a file that breaks its worker costs only itself."""
    waiting = list(paths)
    done = 0
    # After a crash the suspects go one by one, so that the guilty file is known.
    for alone in (False, True):
        if not waiting:
            return
        broken: list[Path] = []
        for path, outcome in _run(waiting, workers, alone):
            if isinstance(outcome, IngestedFile):
                yield str(path), outcome
            elif outcome is None and not alone:
                broken.append(path)
                continue
            else:
                _fail(path, outcome or "het lezen liep vast of brak af", report)
            done += 1
            if progress:
                progress(done, len(paths), path.name)
        waiting = broken


def _run(
    paths: Sequence[Path], workers: int, alone: bool
) -> Iterator[tuple[Path, IngestedFile | str | None]]:
    """(path, result), with the reason of a failure, or None where the worker died."""
    context = multiprocessing.get_context("forkserver")
    groups = [[path] for path in paths] if alone else [list(paths)]
    for group in groups:
        pool = ProcessPoolExecutor(min(workers, len(group)), mp_context=context)
        try:
            futures = [(path, _submit(pool, path)) for path in group]
            for path, future in futures:
                try:
                    yield path, future.result(timeout=_FILE_SECONDS) if future else None
                except (BrokenProcessPool, TimeoutError):
                    yield path, None
        finally:
            hanging = list((pool._processes or {}).values())  # shutdown forgets them
            pool.shutdown(wait=False, cancel_futures=True)
            for process in hanging:
                process.kill()


def _submit(pool: ProcessPoolExecutor, path: Path) -> Future[IngestedFile | str] | None:
    """None where a worker died while files were still being handed out."""
    try:
        return pool.submit(_read, path)
    except BrokenProcessPool:
        return None


def _read(path: Path) -> IngestedFile | str:
    """In a worker: the file, or why it cannot be read."""
    try:
        return ingest_file(path)
    except UnreadableFile as error:
        return error.reason
    except Exception as error:  # whatever a hostile file provokes in a library
        return f"onverwachte fout bij het lezen ({type(error).__name__}: {error})"


def _fail(path: Path, reason: str, report: Report) -> None:
    report.failed.append((path.name, reason))
    for names in (report.added, report.changed):
        if path.name in names:
            names.remove(path.name)


def _merged(
    kept: Sequence[tuple[str, int]], parsed: dict[str, IngestedFile], old: Index | None
) -> Iterator[tuple[IngestedFile, Floats | None]]:
    """All files of the new generation in the order of their paths."""
    carried = dict(kept)
    for path in sorted([*carried, *parsed]):
        if path in parsed:
            file = parsed[path]
            yield replace(file, source=replace(file.source, path=path)), None
        elif old is not None:
            yield old.ingested(carried[path])


def _count(file: IngestedFile, report: Report) -> None:
    report.documents += 1
    report.pages += len(file.parsed.pages)
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
