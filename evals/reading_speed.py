"""`python -m evals.reading_speed [FOLDER]`: pages a second of ingestion, beside plain text readers.

The stages are timed inside `ingest_file` itself, so that what is measured is what indexing runs.
Counted is the time of the processor: reading has one thread and waits for nothing, and on a shared
machine the work of others is left out. Readers take turns within every pass; the median counts.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import multiprocessing
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from pypdf import PdfReader, PdfWriter

from corpus.sample import SAMPLE_DIR
from ingest import reading
from ingest.limits import collect_less

STAGES = {
    "open + glyphs": ("read_pages",),
    "lines": ("read_lines",),
    "layout": ("lay_out", "take_endnotes", "learn_hyphens"),
    "notes + blocks": ("read_footnotes", "read_blocks", "tie_anchors"),
    "metadata": ("read_metadata", "read_title"),
    "chunks": ("chunk_document",),
}
"""Names in `ingest.reading`; what they leave of its time is `rest`."""
BIG_PAGES = 1_000
PASSES = 3

Reader = Callable[[Path], int]
"""Reads a file whole and gives its number of pages."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of stages, the table of readers and the memory of a large document."""
    parser = argparse.ArgumentParser(prog="python -m evals.reading_speed", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE_DIR)
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--no-peers", action="store_true", help="time our own reading only")
    given = parser.parse_args(arguments)
    collect_less()  # as in the workers that read; the peers gain as much
    logging.disable(logging.ERROR)  # the libraries have a word on every odd object
    files = sorted(given.folder.glob("*.pdf"))
    if not files:
        parser.error(f"no PDF files in {given.folder}")
    readers: dict[str, Reader] = {"voetnoot": _voetnoot}
    missing: list[str] = []
    if not given.no_peers:
        readers, missing = with_peers(readers)
    out = sys.stdout.write
    out(f"{len(files)} files of {given.folder}, {given.passes} passes\n\n")
    out(_stage_table(stage_seconds(files, given.passes)) + "\n")
    out(_reader_table(reader_seconds(files, readers, given.passes)) + "\n")
    for name in missing:
        out(f"{name}: left out, not installed (pip install 'voetnoot[peers]')\n")
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "groot.pdf"
        write_big(files, big, BIG_PAGES)
        out(f"\npeak memory, document of {BIG_PAGES} pages: {peak_megabytes(big):.0f} MB\n")


def stage_seconds(files: Sequence[Path], passes: int) -> tuple[int, dict[str, float]]:
    """Pages in all, and seconds of every stage of one pass: the median of `passes`."""
    pages = 0
    found: list[dict[str, float]] = []
    for _ in range(passes):
        with _timed() as spent:
            began = process_time()
            pages = sum(_voetnoot(file) for file in files)
            total = process_time() - began
        found.append({**spent, "rest": total - sum(spent.values()), "total": total})
    return pages, {name: median(run[name] for run in found) for name in found[0]}


def reader_seconds(
    files: Sequence[Path], readers: dict[str, Reader], passes: int
) -> dict[str, tuple[int, float]]:
    """(pages, seconds) of every reader over all files: the median of `passes`."""
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    pages: Counter[str] = Counter()
    for _ in range(passes):
        for name, read in readers.items():
            gc.collect()  # one reader does not pay for what another left
            gc.freeze()
            began = process_time()
            pages[name] = sum(read(file) for file in files)
            seconds[name].append(process_time() - began)
    return {name: (pages[name], median(times)) for name, times in seconds.items()}


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """Put a clock around the stages that `ingest.reading` calls; gives seconds by stage."""
    spent = dict.fromkeys(STAGES, 0.0)
    before = {name: getattr(reading, name) for names in STAGES.values() for name in names}
    try:
        for stage, names in STAGES.items():
            for name in names:
                setattr(reading, name, _clocked(before[name], stage, spent))
        yield spent
    finally:
        for name, function in before.items():
            setattr(reading, name, function)


def _clocked(
    function: Callable[..., Any], stage: str, spent: dict[str, float]
) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        began = process_time()
        result = function(*arguments, **named)
        spent[stage] += process_time() - began
        return _stepwise(result) if isinstance(result, Iterator) else result

    def _stepwise(steps: Iterator[Any]) -> Iterator[Any]:
        while True:
            began = process_time()
            step = next(steps, None)
            spent[stage] += process_time() - began
            if step is None:
                return
            yield step

    return call


def with_peers(readers: dict[str, Reader]) -> tuple[dict[str, Reader], list[str]]:
    """Our reader and the plain text of the libraries at hand; the names of those that are not."""
    peers = {"pypdf": _pypdf, "pdfminer.six": _pdfminer, "pdfplumber": _pdfplumber}
    modules = {"pypdf": "pypdf", "pdfminer.six": "pdfminer.high_level", "pdfplumber": "pdfplumber"}
    found, missing = dict(readers), []
    for name, reader in peers.items():
        try:
            importlib.import_module(modules[name])
        except ImportError:
            missing.append(name)
        else:
            found[name] = reader
    return found, missing


def _voetnoot(path: Path) -> int:
    return len(reading.ingest_file(path).parsed.pages)


def _pypdf(path: Path) -> int:
    return sum(1 for page in PdfReader(path).pages if page.extract_text() is not None)


def _pdfminer(path: Path) -> int:
    from pdfminer.high_level import extract_text

    return extract_text(path).count("\f")


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(1 for page in document.pages if page.extract_text() is not None)


def write_big(files: Sequence[Path], path: Path, pages: int) -> None:
    """A document of `pages` pages: those of `files`, over and over."""
    writer = PdfWriter()
    readers = [PdfReader(file) for file in files]
    while len(writer.pages) < pages:
        for reader in readers:
            for page in reader.pages[: pages - len(writer.pages)]:
                writer.add_page(page)
    writer.write(path)


def peak_megabytes(path: Path) -> float:
    """The most memory that a fresh process holds while it reads a file, all of Python included."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_report_peak, args=(path, theirs))
    process.start()
    theirs.close()
    peak = float(ours.recv())
    process.join()
    return peak


def _report_peak(path: Path, pipe: Any) -> None:
    collect_less()
    reading.ingest_file(path)
    pipe.send(_own_peak())


def _own_peak() -> float:
    try:
        # The kernel's own count of this program alone; `getrusage` begins with the parent's.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _stage_table(measured: tuple[int, dict[str, float]]) -> str:
    pages, seconds = measured
    total = seconds["total"]
    rows = [f"| {'stage':<16} | pages/s | share |", f"|{'-' * 18}|--------:|------:|"]
    for name, spent in seconds.items():
        rate = pages / spent if spent > 0 else float("inf")
        rows.append(f"| {name:<16} | {rate:7.0f} | {spent / total:5.0%} |")
    return "\n".join(rows) + "\n"


def _reader_table(measured: dict[str, tuple[int, float]]) -> str:
    own = measured["voetnoot"][1]
    rows = [
        f"| {'reader':<16} | pages | pages/s | time, voetnoot = 1 |",
        f"|{'-' * 18}|------:|--------:|-------------------:|",
    ]
    for name, (pages, spent) in measured.items():
        rows.append(f"| {name:<16} | {pages:5} | {pages / spent:7.1f} | {spent / own:18.2f} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
