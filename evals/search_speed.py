"""How long a warm question takes on a large index: `python -m evals.search_speed --chunks 100000`.

The index is synthetic: every passage is the first half of one real passage and the second half of
another, from the sample documents and, where it is, the folder of real ones. Prints the 50th and
95th percentile of each stage in milliseconds, on one core.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from corpus.filters import Filters
from corpus.sample import SAMPLE_DIR
from evals.known import read_questions
from ingest.assembly import shifted
from ingest.embedding import BundledEmbedder, bundled_model
from ingest.generations import CURRENT
from ingest.index import Index, open_index, write_generation
from ingest.pipeline import reindex
from ingest.types import Chunk, IngestedFile, Page, ParsedDocument, Source
from rag.chain import Voetnoot

PER_FILE = 100
SEED = 7
STAGES = ("retrieve", "answer", "verify")


def recombined(index: Index, count: int) -> Iterator[IngestedFile]:
    """Synthetic files of `PER_FILE` passages, `count` passages together."""
    documents = [document for _, document, _ in index.documents()]
    chunks = [chunk for number in range(len(documents))
              for chunk in index.ingested(number)[0].chunks if len(chunk.sentences) > 1]
    random = np.random.default_rng(SEED)
    for number in range(-(-count // PER_FILE)):
        size = min(PER_FILE, count - number * PER_FILE)
        base = documents[int(random.integers(len(documents)))]
        name = f"proef-{number:05}"
        document = replace(base, doc=name, file=f"{name}.pdf", url=None)
        made = tuple(
            _joined(name, n, *(chunks[int(i)] for i in random.integers(len(chunks), size=2)))
            for n in range(size)
        )
        pages = tuple(Page(c.page, str(c.page), 595.0, 842.0, c.text) for c in made)
        yield IngestedFile(
            Source(f"/{name}.pdf", f"{name}.pdf", name, 0),
            ParsedDocument(document, pages, (), ()), made,
        )


def _joined(doc: str, ordinal: int, one: Chunk, other: Chunk) -> Chunk:
    """The first half of one passage and the second half of another, on a page of their own."""
    end = one.sentences[len(one.sentences) // 2 - 1][1]
    start = other.sentences[len(other.sentences) // 2][0]
    shift = end + 1 - start
    head = [w for w in one.words if w.end <= end]
    tail, _ = shifted([w for w in other.words if w.start >= start], [], shift)
    page = ordinal + 1
    return Chunk(
        doc, ordinal, one.kind, f"{one.text[:end]} {other.text[start:]}", page, page,
        tuple(w._replace(page=page) for w in (*head, *tail)),
        (*(s for s in one.sentences if s[1] <= end),
         *((s + shift, e + shift) for s, e in other.sentences if s >= start)),
        heading=one.heading, context=one.context, label=one.label,
    )


def percentiles(values: Sequence[float]) -> str:
    """`median / 95th percentile`."""
    return f"{np.quantile(values, 0.5):.1f} / {np.quantile(values, 0.95):.1f}"


def measure(chain: Voetnoot, questions: Sequence[str], filters: Filters) -> dict[str, list[float]]:
    """Milliseconds of each stage and in all, warm: the first ten questions are asked twice.

    `processor` is the time that this process had; on a busy machine the others hold waiting too.
    """
    for question in questions[:10]:
        chain.invoke({"question": question, "filters": filters})
    times: dict[str, list[float]] = {name: [] for name in (*STAGES, "in all", "processor")}
    for question in questions:
        began, worked = perf_counter(), process_time()
        answer = chain.invoke({"question": question, "filters": filters})
        times["in all"].append(1000 * (perf_counter() - began))
        times["processor"].append(1000 * (process_time() - worked))
        for name in STAGES:
            times[name].append(float(answer.timings_ms[name]))
    return times


def build(work: Path, count: int, embedder: BundledEmbedder) -> Index:
    """The synthetic index, made where it is not there yet."""
    directory = work / f"chunks-{count}"
    if not (directory / CURRENT).is_file():
        real = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared")) / "corpus"
        reindex([p for p in (SAMPLE_DIR, real) if p.is_dir()], work / "real", embedder)
        source = open_index(work / "real", embedder)
        files = ((file, None) for file in recombined(source, count))
        write_generation(directory, files, embedder, dict)
    return open_index(directory, embedder)


def main() -> int:
    """Print a table."""
    parser = argparse.ArgumentParser(prog="python -m evals.search_speed", description=__doc__)
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="folder for the index, kept between runs")
    arguments = parser.parse_args()
    embedder = BundledEmbedder(bundled_model())
    files = sorted((Path(__file__).parent / "questions").glob("*.jsonl"))
    questions = [q.question for file in files for q in read_questions(file) if not q.history]
    with tempfile.TemporaryDirectory() as temporary:
        index = build(arguments.work or Path(temporary), arguments.chunks, embedder)
        chain = Voetnoot(index, embedder, embedder.model)
        half = tuple(d.doc for _, d, _ in index.documents())[::2]
        rows = {"no filter": Filters(), "half of the documents": Filters(doc=half),
                "one document": Filters(doc=half[:1])}
        names = (*STAGES, "in all", "processor")
        sys.stdout.write(
            f"{index.manifest.chunks} passages, {len(questions)} questions,"
            f" ms as median / 95th percentile\n\n| | {' | '.join(names)} |\n"
            f"|---|{'---|' * len(names)}\n"
        )
        for title, filters in rows.items():
            times = measure(chain, questions, filters)
            cells = " | ".join(percentiles(times[name]) for name in names)
            sys.stdout.write(f"| {title} | {cells} |\n")
            sys.stdout.flush()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"\npeak memory {memory:.0f} MB\n")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
