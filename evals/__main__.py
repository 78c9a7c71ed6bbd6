"""`python -m evals` (`make eval`): our own questions and the gate, then real documents.

Exit code 1 when a measure of our own questions is out of the bounds of `evals/floor.toml`.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from corpus.errors import VoetnootError
from corpus.sample import SAMPLE_DIR
from evals import gate, report, results
from evals.runner import evaluate_files
from ingest.embedding import BundledEmbedder, bundled_model
from ingest.index import open_index
from ingest.pipeline import reindex
from rag.chain import Voetnoot

_CACHE = Path(".cache")


def main(arguments: list[str] | None = None) -> int:
    """Print the measures and whether the gate holds."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--samples", action="store_true", help="our own questions only")
    parser.add_argument("--raise-floor", action="store_true", help="move floor.toml up to this run")
    parser.add_argument("--peers", action="store_true", help="the table beside peers, no gate")
    parser.add_argument("--peer-model", type=Path, action="append", default=[], metavar="FOLDER",
                        help="a sentence-transformers model as a peer more")
    parser.add_argument("--out", type=Path, help="folder for the run on our own questions")
    options = parser.parse_args(arguments)
    real = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared"))
    try:
        if options.peers:
            _peers(real, options.peer_model)
            return 0
        passed = _samples(options.raise_floor, options.out)
        if not options.samples:
            _real(real)
    except VoetnootError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0 if passed else 1


def _samples(raise_floor: bool, out: Path | None) -> bool:
    run, groups = gate.measured(_chain(SAMPLE_DIR, _CACHE / "index-sample"), gate.own_questions())
    _print("Voorbeelddocumenten", report.as_markdown(run))
    if out is not None:
        results.write(run, out)
    bounds = gate.read_bounds()
    failures = gate.failures(groups, bounds)
    if raise_floor:
        gate.write_bounds(gate.raised(groups, bounds))
    lines = [f"- {failure}" for failure in failures] or ["Alle maten zijn binnen de grenzen."]
    _print("Poort (evals/floor.toml)", "\n".join(lines))
    return not failures


def _real(folder: Path) -> None:
    files = [folder / "evals" / name for name in ("dev.questions.jsonl", "dev.footnotes.jsonl")]
    files = [file for file in files if file.is_file()]
    if not files or not (folder / "corpus").is_dir():
        sys.stderr.write(f"Echte documenten: overgeslagen, niet in {folder}\n")
        return
    chain = _chain(folder / "corpus", _CACHE / "index-real")
    found = evaluate_files(chain, files, folder / "corpus")
    _print("Echte documenten", found.as_markdown())


def _peers(real: Path, models: list[Path]) -> None:
    from evals.peers import table  # needs the extra `peers`
    from evals.peers.systems import peers

    embedder = BundledEmbedder(bundled_model())
    others = list(peers(models, _CACHE / "peers"))
    sets = [table.DocumentSet("eigen vragen", SAMPLE_DIR, gate.QUESTIONS)]
    if (real / "corpus").is_dir():
        questions = (real / "evals" / "dev.questions.jsonl",)
        sets.append(table.DocumentSet("dev", real / "corpus", questions))
    rows: list[table.Row] = []
    for one in sets:
        rows += table.compare_documents(one, embedder, embedder.model, others)
    for path in sorted((real / "evals").glob("*.dev.jsonl")):
        rows += table.compare_answers(path, embedder, embedder.model, others)
    _print(f"Naast anderen, {date.today().isoformat()}", table.as_markdown(rows))


def _chain(documents: Path, directory: Path) -> Voetnoot:
    embedder = BundledEmbedder(bundled_model())
    reindex([documents], directory, embedder, full=True)  # read anew: the code may have changed
    return Voetnoot(open_index(directory, embedder), embedder, embedder.model)


def _print(title: str, text: str) -> None:
    sys.stdout.write(f"## {title}\n\n{text}\n\n")


if __name__ == "__main__":
    sys.exit(main())
