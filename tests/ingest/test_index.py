"""A generation on disk: what it finds, what it refuses, how it stays whole."""

import contextlib
import json
import multiprocessing
import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.filters import Filters
from ingest import generations as gen
from ingest import index as index_module
from ingest.errors import (
    EmbedderMismatch,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexNewer,
    IndexOlder,
    UnusableIndex,
)
from ingest.generations import rollback, status, writer_lock
from ingest.index import Index, open_index, passage_text, write_generation
from ingest.types import Chunk, Footnote, IngestedFile, Mark, Page, ParsedDocument, Source, Word

DIMENSION = 16


class HashEmbedder:
    """Bags of letters: the same words give the same vector."""

    name = "letters"
    dimension = DIMENSION

    def __init__(self, fingerprint="f1"):
        self.fingerprint = fingerprint

    def encode_passages(self, texts):
        rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for character in text.lower():
                row[ord(character) % DIMENSION] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    encode_queries = encode_passages


def word_boxes(text, page=1):
    words, start = [], 0
    for part in text.split():
        start = text.index(part, start)
        words.append(Word(start, start + len(part), page, 70.1, 100.2, 90.3, 112.4))
        start += len(part)
    return tuple(words)


def ingested(name, texts, folder="/d", **fields):
    document = Document(**{
        "doc": name, "file": f"{name}.pdf", "kind": "Kamerbrief", "title": f"Titel {name}",
        **fields,
    })
    chunks = tuple(
        Chunk(
            doc=name, ordinal=i, kind="text", text=text, page=1, page_end=1,
            words=word_boxes(text), sentences=((0, len(text)),), marks=(Mark(3, 0),),
            heading=("Kop",), context="de vraag",
        )
        for i, text in enumerate(texts)
    )
    note = Footnote(0, "1", 1, "Kamerstuk 36 410 X, nr. 50", word_boxes("Kamerstuk 36"), 1, "a b")
    page = Page(1, "i", 595.2, 841.8, "ruwe tekst\r\nmet \ud800 vreemde tekens \x02")
    parsed = ParsedDocument(document, (page,), (), (note,), ("pagina 2: geen tekst",))
    return IngestedFile(Source(f"{folder}/{name}.pdf", f"{name}.pdf", "0" * 64, 10), parsed, chunks)


FILES = (
    ingested("kst-36560-X-10", ["Het plafond van het fonds is 5 mln.", "De motie is uitgevoerd."],
             dossier="36560", toevoeging="X", date="2024-06-27", ministry="Defensie",
             vergaderjaar="2023-2024"),
    ingested("kst-36560-1", ["Aangenomen moties over woningen."], kind="Motie", dossier="36560",
             date="2024-05-01", ministry="Financiën", vergaderjaar="2023-2024"),
    ingested("rapport", ["Stikstof in de natuur.", ""], kind="Document", date="2020-03-05"),
)


def write(directory, files=FILES, embedder=None):
    return write_generation(
        directory, [(f, None) for f in files], embedder or HashEmbedder(), lambda: {"failed": []}
    )


@pytest.fixture
def directory(tmp_path):
    write(tmp_path)
    return tmp_path


def folder_of(directory):
    return gen.current_folder(directory)


def test_what_is_written_is_read_back(directory):
    index = open_index(directory, HashEmbedder())
    assert index.document_count == 3
    assert [d for _, d, _ in index.documents()] == [f.parsed.document for f in FILES]
    assert [s for _, _, s in index.documents()] == [f.source for f in FILES]
    stored = index.chunks(range(5))
    assert [s.chunk for s in stored] == [c for f in FILES for c in f.chunks]
    assert [s.document_id for s in stored] == [0, 0, 1, 2, 2]
    assert index.footnotes(0) == FILES[0].parsed.footnotes
    assert index.page(0, 1) == FILES[0].parsed.pages[0]
    assert index.warnings(2) == ("pagina 2: geen tekst",)
    assert index.source_path(1) == Path("/d/kst-36560-1.pdf")
    file, vectors = index.ingested(2)
    assert (file.chunks, file.parsed.pages) == (FILES[2].chunks, FILES[2].parsed.pages)
    assert np.array_equal(vectors, index.vectors([3, 4]))


def test_chunks_keep_the_order_asked_for(directory):
    index = open_index(directory)
    assert [s.id for s in index.chunks([3, 0, 2])] == [3, 0, 2]
    with pytest.raises(IndexDamaged):
        index.chunks([99])
    with pytest.raises(IndexDamaged):
        index.page(0, 99)


def test_dense_scores_are_the_inner_products(directory):
    index, embedder = open_index(directory), HashEmbedder()
    texts = [
        passage_text(f.parsed.document, c.heading, c.context, c.text)
        for f in FILES for c in f.chunks
    ]
    stored = index.passages(range(5))
    assert [passage_text(p.document, p.heading, p.context, p.text) for p in stored] == texts
    expected = embedder.encode_passages(texts) @ embedder.encode_queries(["fonds"])[0]
    found = index.dense(embedder.encode_queries(["fonds"]), 10, None)
    assert [i for i, _ in found] == list(np.argsort(-expected, kind="stable"))
    assert [s for _, s in found] == pytest.approx(sorted(expected, reverse=True), abs=1e-3)


def test_lexical_knows_dutch_stems_and_never_parses_the_question(directory):
    index = open_index(directory)
    assert {i for i, _ in index.lexical("moties", 5, None)} == {1, 2}
    assert index.lexical("fonds", 5, None)[0][0] == 0
    assert index.lexical('text:* OR "(^~ fonds" AND [NOT', 5, None)[0][0] == 0
    assert index.lexical("", 5, None) == index.lexical("?!", 5, None) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), None),
        (Filters(dossier=("36560",)), {0, 1}),
        (Filters(dossier=("36560-X",)), {0}),
        (Filters(dossier=("36 560 x",)), {0}),
        (Filters(dossier=("99999",)), set()),
        (Filters(doc=("rapport.pdf", "kst-36560-1")), {1, 2}),
        (Filters(kind=("motie",)), {1}),
        (Filters(ministry=("financiën",)), {1}),
        (Filters(vergaderjaar=("2023/2024",)), {0, 1}),
        (Filters(since="2024-05-01"), {0, 1}),
        (Filters(since="2024-05-01", until="2024-06-01"), {1}),
        (Filters(dossier=("36560",), kind=("Kamerbrief",)), {0}),
        (Filters(kind=("'; DROP TABLE documents; --",)), set()),
    ],
)
def test_filters_choose_documents(directory, filters, expected):
    assert open_index(directory).document_ids(filters) == expected


def test_a_filter_of_very_many_names(directory):
    index = open_index(directory)
    known = next(document.doc for number, document, _ in index.documents() if number == 1)
    names = tuple(f"kst-{n}-1" for n in range(5_000))
    assert index.document_ids(Filters(doc=(*names, known))) == {1}


def test_filters_work_inside_the_searches(tmp_path):
    files = [ingested(f"doc-{i}", [f"fonds {i}-{j}" for j in range(10)]) for i in range(99)]
    files.append(ingested("gezocht", ["heel andere woorden met fonds"] * 5
                          + ["niets"] * 5, kind="Motie"))
    write(tmp_path, files)
    index = open_index(tmp_path)
    allowed = index.document_ids(Filters(kind=("Motie",)))
    assert index.manifest.chunks == 1000
    query = HashEmbedder().encode_queries(["fonds 1-1"])
    assert {i for i, _ in index.dense(query, 10, allowed)} == set(range(990, 1000))
    assert {i for i, _ in index.lexical("fonds", 5, allowed)} == set(range(990, 995))
    assert index.dense(query, 5, frozenset()) == index.lexical("fonds", 5, frozenset()) == []


def test_threads_share_an_index(directory):
    index = open_index(directory)
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: index.chunks([0])[0].chunk.text, range(200)))
    assert texts == {FILES[0].chunks[0].text}


def files_of(directory):
    folder = folder_of(directory)
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x41
    path.write_bytes(bytes(data))


def test_damage_to_any_one_file_is_told_by_its_name(directory, tmp_path_factory):
    names = files_of(directory)
    assert {"manifest.json", "report.json", "chunks.sqlite", "vectors.faiss"} < set(names)
    for name in names:
        for damage in (truncate, flip, Path.unlink):
            copy = tmp_path_factory.mktemp("damaged") / "index"
            shutil.copytree(directory, copy)
            damage(folder_of(copy) / name)
            with pytest.raises(IndexDamaged) as caught:
                open_index(copy)
            assert name in str(caught.value), (name, damage)
            assert "--full" in str(caught.value)
            with pytest.raises(IndexDamaged):
                status(copy)


def test_flipped_bytes_in_a_large_generation_raise_nothing_untyped(directory, monkeypatch):
    """Large generations are checked by size on opening; reading must still not crash."""
    monkeypatch.setattr(gen, "_CHECKSUM_AT_OPEN_BYTES", 0)
    chance = random.Random(1)
    for name in files_of(directory):
        path = folder_of(directory) / name
        good = path.read_bytes()
        spots = [at for at, byte in enumerate(good) if byte]
        for at in chance.sample(spots, min(60, len(spots))):
            replace_file(path, good[:at] + bytes([good[at] ^ 0x02]) + good[at + 1 :])
            with contextlib.suppress(UnusableIndex):
                read_everything(open_index(directory))
            with pytest.raises(UnusableIndex):
                status(directory)
        replace_file(path, good)
    read_everything(open_index(directory))


def replace_file(path, content):
    """As a new file: the old one may still be mapped into memory."""
    beside = path.with_name("beside")
    beside.write_bytes(content)
    beside.replace(path)


def read_everything(index: Index):
    index.dense(HashEmbedder().encode_queries(["fonds"]), 3, None)
    index.lexical("fonds moties", 3, frozenset({0, 1}))
    index.chunks(range(5))
    for number, _, _ in index.documents():
        index.footnotes(number)
        index.page(number, 1)
        index.ingested(number)


@pytest.mark.parametrize("content", ["", "x/../..", "20200101T000000000000", "\u00e9", ".."])
def test_a_wrong_pointer(directory, content):
    (directory / "CURRENT").write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamaged, match="CURRENT"):
        open_index(directory)


def test_no_index(tmp_path):
    for action in (open_index, status, rollback):
        with pytest.raises(IndexMissing, match="voetnoot index"):
            action(tmp_path / "nergens")


def test_a_newer_schema(directory):
    path = folder_of(directory) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 99}))
    with pytest.raises(IndexNewer, match="99"):
        open_index(directory)


def test_an_older_schema_says_how_to_go_on(directory):
    path = folder_of(directory) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 1}))
    with pytest.raises(IndexOlder, match=r"schema 1.*--full"):
        open_index(directory)


BARE = f'{{"schema": {gen.SCHEMA}}}'


@pytest.mark.parametrize("content", ["[]", "{}", "null", BARE, '{"schema": "x"}'])
def test_a_manifest_that_is_something_else(directory, content):
    (folder_of(directory) / "manifest.json").write_text(content)
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        open_index(directory)


def test_another_embedder(directory):
    with pytest.raises(EmbedderMismatch, match="letters"):
        open_index(directory, HashEmbedder("f2"))


STEPS = ("write_vectors", "write_lexical", "gen.write_json", "gen.seal", "gen.make_current")


@pytest.mark.parametrize("step", STEPS)
def test_an_interruption_leaves_the_old_generation_current(directory, monkeypatch, step):
    before = open_index(directory).generation

    def interrupted(*_):
        raise KeyboardInterrupt

    target, name = (gen, step[4:]) if step.startswith("gen.") else (index_module, step)
    with monkeypatch.context() as patch:
        patch.setattr(target, name, interrupted)
        with pytest.raises(KeyboardInterrupt):
            write(directory)
    assert open_index(directory).generation == before
    write(directory)
    assert open_index(directory).generation > before
    assert not list(directory.rglob("*.tmp"))


def killed_writer(directory):
    gen.seal = lambda *_: os._exit(9)
    with writer_lock(directory):
        write(directory)


def test_a_killed_writer_leaves_no_lock_and_no_damage(directory):
    before = open_index(directory).generation
    child = multiprocessing.get_context("fork").Process(target=killed_writer, args=(directory,))
    child.start()
    child.join(60)
    assert child.exitcode == 9
    assert open_index(directory).generation == before
    with writer_lock(directory):
        write(directory)
    assert not list(directory.rglob("*.tmp"))


def test_one_writer_at_a_time(directory):
    with writer_lock(directory), pytest.raises(IndexBusy), writer_lock(directory):
        pass


def test_three_generations_are_kept_and_rollback_goes_back(directory):
    names = [folder_of(directory).name] + [write(directory) for _ in range(4)]
    assert gen.generations(directory) == names[-3:]
    assert rollback(directory) == names[-2]
    assert open_index(directory).generation == names[-2]
    assert rollback(directory) == names[-3]
    with pytest.raises(IndexDamaged, match="eerdere"):
        rollback(directory)
    assert open_index(directory).generation == names[-3]


def test_an_open_index_outlives_new_generations(directory):
    index = open_index(directory)
    for _ in range(4):
        write(directory, FILES[:1])
    assert index.document_count == 3
    assert index.chunks([4])[0].document.doc == "rapport"
    assert index.lexical("stikstof", 3, None)[0][0] == 3


def test_status_counts(directory):
    facts = status(directory)
    assert (facts["documents"], facts["pages"], facts["chunks"]) == (3, 3, 5)
    assert facts["embedder"] == "letters" and facts["report"] == {"failed": []}
    assert facts["generations"] == [facts["generation"]]


def test_an_index_of_nothing_opens(tmp_path):
    write(tmp_path, ())
    index = open_index(tmp_path)
    assert index.dense(HashEmbedder().encode_queries(["x"]), 3, None) == []
    assert index.lexical("x", 3, None) == []
