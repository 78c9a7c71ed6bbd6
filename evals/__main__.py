"""`python -m evals`: the known questions at hand, each on an index of its own documents."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from corpus.sample import SAMPLE_DIR
from evals.runner import evaluate_files
from ingest.embedding import BundledEmbedder, bundled_model
from ingest.index import open_index
from ingest.pipeline import reindex
from rag.chain import Voetnoot

_CACHE = Path(".cache")


def main() -> None:
    """Print the measures on our own questions and, where it is, on the folder of real ones."""
    real = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared"))
    sets = [("Voorbeelddocumenten", SAMPLE_DIR, sorted(Path("evals/questions").glob("*.jsonl")))]
    sets.append(("Echte documenten", real / "corpus", [real / "evals" / "dev.questions.jsonl"]))
    embedder = BundledEmbedder(bundled_model())
    for title, documents, files in sets:
        files = [file for file in files if file.is_file()]
        if not files or not documents.is_dir():
            sys.stderr.write(f"{title}: overgeslagen, geen vragen of documenten in {documents}\n")
            continue
        directory = _CACHE / f"index-{documents.parent.name}"
        reindex([documents], directory, embedder)
        chain = Voetnoot(open_index(directory, embedder), embedder, embedder.model)
        sys.stdout.write(f"## {title}\n\n{evaluate_files(chain, files).as_markdown()}\n\n")


if __name__ == "__main__":
    main()
