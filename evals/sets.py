"""The known questions at hand, each set with a chain over an index of its own documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from corpus.sample import SAMPLE_DIR
from ingest.embedding import BundledEmbedder, bundled_model
from ingest.errors import EmbedderMismatch, IndexOlder
from ingest.index import open_index
from ingest.pipeline import reindex
from rag.chain import Voetnoot

_CACHE = Path(".cache")
_OWN_ON_REAL = sorted(Path("evals/questions/real").glob("*.jsonl"))


def question_sets() -> Iterator[tuple[Voetnoot, list[Path]]]:
    """Our own questions on the sample documents and, where they are, those on real ones."""
    real = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared"))
    embedder = BundledEmbedder(bundled_model())
    for documents, files in (
        (SAMPLE_DIR, sorted(Path("evals/questions").glob("*.jsonl"))),
        (real / "corpus", [real / "evals" / "dev.questions.jsonl", *_OWN_ON_REAL]),
    ):
        files = [file for file in files if file.is_file()]
        if files and documents.is_dir():
            directory = _CACHE / f"index-{documents.parent.name}"
            try:
                reindex([documents], directory, embedder)
            except (IndexOlder, EmbedderMismatch):
                reindex([documents], directory, embedder, full=True)
            yield Voetnoot(open_index(directory, embedder), embedder, embedder.model), files
