"""`python -m evals.fuzzing --count 2000 [FOLDER ...]`: damaged PDFs through the whole ingestion.

Every file has to end up in the index or in the report with its reason, within the limits, and the
index has to open and give back what was put in. The series is the same for the same seed and
documents; `--keep DIR` writes the files that came to nothing good.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from corpus.sample import SAMPLE_DIR
from evals.mutations import mutated
from ingest import workers
from ingest.embedding import BundledEmbedder, Embedder, bundled_model
from ingest.index import open_index
from ingest.pipeline import Report, reindex

FILE_SECONDS = 30.0
_PIECE = 100
_SLACK_SECONDS = 60.0


@dataclass
class Result:
    """What became of the files: `outcomes` counts, `wrong` tells what must not happen."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def as_text(self) -> str:
        """A line for every outcome, commonest first."""
        lines = [f"{count:6}  {outcome}" for outcome, count in self.outcomes.most_common()]
        lines.append(f"{self.files:6}  files in {self.seconds:.0f} s, {len(self.wrong)} wrong")
        return "\n".join(lines + [f"wrong: {text}" for text in self.wrong])


def fuzz(
    sources: Sequence[bytes],
    numbers: range,
    embedder: Embedder,
    *,
    seed: int = 0,
    file_seconds: float = FILE_SECONDS,
    keep: Path | None = None,
) -> Result:
    """Make the files `numbers` of the series, index them and look at what came of each."""
    result = Result()
    before = workers.FILE_SECONDS
    workers.FILE_SECONDS = file_seconds
    try:
        for start in range(numbers.start, numbers.stop, _PIECE):
            piece = range(start, min(start + _PIECE, numbers.stop))
            _fuzz_piece(sources, piece, embedder, seed, keep, result)
    finally:
        workers.FILE_SECONDS = before
    return result


def _fuzz_piece(
    sources: Sequence[bytes],
    numbers: range,
    embedder: Embedder,
    seed: int,
    keep: Path | None,
    result: Result,
) -> None:
    with tempfile.TemporaryDirectory(prefix="voetnoot-fuzz-") as folder:
        documents, index = Path(folder) / "pdf", Path(folder) / "index"
        documents.mkdir()
        made: dict[str, str] = {}
        for number in numbers:
            what, data = mutated(sources, seed, number)
            name = f"fuzz-{seed}-{number}.pdf"
            made[name] = what
            (documents / name).write_bytes(data)
        began = monotonic()
        try:
            report = reindex([documents], index, embedder)
        except Exception as error:  # what is looked for: nothing a file does may end a run
            result.wrong.append(f"{numbers}: {type(error).__name__}: {error}")
            return
        spent = monotonic() - began
        result.files += len(made)
        result.seconds += spent
        outcomes = _outcomes(made, report, index, result.wrong)
        result.outcomes.update(outcomes.values())
        ended = sum(1 for outcome in outcomes.values() if outcome.startswith("te traag"))
        if spent > len(made) * 1.0 + (ended + 1) * workers.FILE_SECONDS + _SLACK_SECONDS:
            result.wrong.append(f"{numbers}: {spent:.0f} s")
        if keep:
            _keep(documents, outcomes, keep)


def _outcomes(
    made: dict[str, str], report: Report, directory: Path, wrong: list[str]
) -> dict[str, str]:
    """By file; adds to `wrong` what is in neither or both of index and report."""
    index = open_index(directory)
    indexed = {document.file: i for i, document, _ in index.documents()}
    failed = dict(report.failed)
    empty, partly = dict(report.without_text), dict(report.partly_read)
    outcomes: dict[str, str] = {}
    for name, what in made.items():
        if (name in failed) == (name in indexed):
            wrong.append(f"{name} ({what}): in report and index {name in failed}")
        elif name in failed:
            outcomes[name] = _kind(failed[name])
        else:
            file, vectors = index.ingested(indexed[name])
            if len(file.chunks) != len(vectors):
                wrong.append(f"{name} ({what}): {len(file.chunks)} chunks, {len(vectors)} vectors")
            outcomes[name] = (
                "geen tekst" if name in empty else "deels gelezen" if name in partly else "gelezen"
            )
    return outcomes


def _kind(reason: str) -> str:
    """A reason without what differs from file to file."""
    if reason.startswith("het lezen duurde langer"):
        return "te traag: beëindigd"
    if reason.startswith("onverwachte fout"):
        return reason
    return "niet gelezen: " + re.sub(r"\d+", "#", reason)


def _keep(documents: Path, outcomes: dict[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, outcome in outcomes.items():
        if outcome.startswith(("te traag", "onverwachte", "niet gelezen: een bib")):
            (folder / name).write_bytes((documents / name).read_bytes())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the outcomes; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.fuzzing", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[SAMPLE_DIR])
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--file-seconds", type=float, default=FILE_SECONDS)
    parser.add_argument("--keep", type=Path, help="folder for files that were ended or crashed")
    given = parser.parse_args(arguments)
    files = sorted(path for folder in given.folders for path in folder.glob("*.pdf"))
    if not files:
        parser.error("no PDF files to begin with")
    result = fuzz(
        [file.read_bytes() for file in files],
        range(given.first, given.first + given.count),
        BundledEmbedder(bundled_model()),
        seed=given.seed, file_seconds=given.file_seconds, keep=given.keep,
    )
    sys.stdout.write(result.as_text() + "\n")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
