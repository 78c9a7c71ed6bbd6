"""Files read in processes of their own: what one costs, and what it does not cost the others."""

import faulthandler
import os
import shutil
import signal
import threading
import time
from dataclasses import replace

import pytest

from corpus.sample import SAMPLE_DIR
from ingest import reading, workers
from ingest.errors import UnreadableFile
from ingest.workers import WorkersFail, read_file, read_files

MOTION = SAMPLE_DIR / "voorbeeld-kst-39801-10.pdf"
READ = workers._read


def copies(folder, *names):
    return [shutil.copy(MOTION, folder / f"{name}.pdf") for name in names]


@pytest.fixture
def forked(monkeypatch):
    """Workers that share what a test replaces in this process."""
    context = workers.multiprocessing.get_context("fork")
    monkeypatch.setattr(workers.multiprocessing, "get_context", lambda _: context)


@pytest.fixture
def log(tmp_path, forked, monkeypatch):
    """What every file does to its reader, told by its name; the log lists all that were begun."""
    path = tmp_path / "gelezen.txt"

    def read(file):
        with path.open("a") as lines:
            lines.write(f"{file.stem}\n")
        if file.stem.startswith("dood"):
            faulthandler.disable()  # its dump would be taken for a failure of the test
            os.kill(os.getpid(), signal.SIGSEGV)
        if file.stem.startswith("hangt"):
            while True:
                pass
        if file.stem.startswith("slikt"):
            return "te veel" + str(len(bytearray(4 * workers.FILE_BYTES)))
        if file.stem.startswith("traag"):
            time.sleep(1)
        return READ(file)

    def honest(file):
        try:
            return read(file)
        except MemoryError:
            return workers._TOO_LARGE

    monkeypatch.setattr(workers, "_read", honest)
    return path


def test_results_come_in_the_order_of_the_paths(tmp_path, log):
    paths = copies(tmp_path, "traag", "b", "a", "c", "d")
    finished = []
    found = list(read_files(paths, 2, finished=finished.append))
    assert [path for path, _ in found] == paths
    assert all(not isinstance(outcome, str) for _, outcome in found)
    assert sorted(finished) == sorted(paths)
    assert finished[0] != paths[0]


def test_only_the_guilty_file_is_lost_and_no_other_is_read_twice(tmp_path, log):
    paths = copies(tmp_path, "a", "dood-1", "b", "c", "dood-2", "dood-3", "d", "e")
    found = {path.stem: outcome for path, outcome in read_files(paths, 2)}
    failed = {name for name, outcome in found.items() if isinstance(outcome, str)}
    assert failed == {"dood-1", "dood-2", "dood-3"}
    assert all("SIGSEGV" in found[name] for name in failed)
    begun = log.read_text().split()
    assert sorted(begun) == sorted(path.stem for path in paths)


def test_an_endless_loop_is_ended_and_what_was_queued_behind_it_is_read(
    tmp_path, log, monkeypatch
):
    monkeypatch.setattr(workers, "FILE_SECONDS", 2.0)
    paths = copies(tmp_path, "hangt", "b", "c")
    began = time.monotonic()
    found = dict(read_files(paths, 1))
    assert found[paths[0]] == "het lezen duurde langer dan 2 seconden"
    assert not any(isinstance(found[path], str) for path in paths[1:])
    assert 2.0 <= time.monotonic() - began < 20.0


def test_the_clock_starts_when_a_file_is_begun(tmp_path, log, monkeypatch):
    monkeypatch.setattr(workers, "FILE_SECONDS", 2.5)
    paths = copies(tmp_path, *(f"traag-{n}" for n in range(4)))
    assert not any(isinstance(outcome, str) for _, outcome in read_files(paths, 1))


def test_a_slow_taker_is_no_slow_file(tmp_path, log, monkeypatch):
    monkeypatch.setattr(workers, "FILE_SECONDS", 2.0)
    paths = copies(tmp_path, "a", "b", "c")
    for _, outcome in read_files(paths, 1):
        assert not isinstance(outcome, str)
        time.sleep(2.5)


def test_memory_is_limited_for_a_file_and_not_for_the_next(tmp_path, log, monkeypatch):
    monkeypatch.setattr(workers, "FILE_BYTES", 500_000_000)
    paths = copies(tmp_path, "slikt", "b")
    found = dict(read_files(paths, 1))
    assert "geheugen" in found[paths[0]]
    assert not isinstance(found[paths[1]], str)


def test_a_worker_that_keeps_hold_of_memory_makes_room(tmp_path, forked, monkeypatch):
    kept = []

    def read(file):
        kept.append(bytearray(60_000_000))
        return f"{os.getpid()}"

    monkeypatch.setattr(workers, "_read", read)
    monkeypatch.setattr(workers, "FILE_BYTES", 400_000_000)
    paths = copies(tmp_path, *"abcdefghij")
    pids = [outcome for _, outcome in read_files(paths, 1)]
    assert len(set(pids)) > 1
    assert all(pid.isdigit() for pid in pids)


def test_workers_that_do_not_start_blame_no_file(tmp_path, forked, monkeypatch):
    monkeypatch.setattr(workers, "limit_memory", lambda limit: os._exit(3))
    with pytest.raises(WorkersFail, match="starten niet"):
        list(read_files(copies(tmp_path, "a"), 1))


def test_results_that_cannot_be_kept_blame_no_file(tmp_path, forked, monkeypatch):
    monkeypatch.setattr(workers, "_read", lambda file: shutil.rmtree(os.environ["SPOOL"]) or "x")
    made = workers.tempfile.mkdtemp(dir=tmp_path)
    monkeypatch.setenv("SPOOL", made)

    class Folder:
        def __init__(self, **_):
            pass

        def __enter__(self):
            return made

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(workers.tempfile, "TemporaryDirectory", Folder)
    with pytest.raises(WorkersFail, match="Tussenresultaten"):
        list(read_files(copies(tmp_path, "a"), 1))


def test_results_do_not_pile_up(tmp_path, forked, monkeypatch):
    monkeypatch.setattr(workers, "_AHEAD", 3)
    monkeypatch.setattr(workers, "_read", lambda file: file.stem)
    paths = copies(tmp_path, *(f"{n:02}" for n in range(12)))
    finished = []
    for number, (path, outcome) in enumerate(read_files(paths, 2, finished=finished.append)):
        assert (path, outcome) == (paths[number], paths[number].stem)
        assert len(finished) <= number + 1 + workers._AHEAD


def test_one_file_with_its_blocks():
    assert read_file(MOTION).parsed.blocks == READ(MOTION).parsed.blocks
    ((_, without),) = read_files([MOTION], 1)
    assert without.parsed.blocks == ()
    for packed, chunk in zip(without.chunks, READ(MOTION).chunks, strict=True):
        assert tuple(packed.words) == chunk.words
        assert packed.words[-1] == chunk.words[-1]
        assert packed.words[1:3] == chunk.words[1:3]
        assert len(packed.words) == len(chunk.words)
        assert replace(packed, words=()) == replace(chunk, words=())


def test_one_file_that_cannot_be_read(tmp_path):
    path = tmp_path / "stuk.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(UnreadableFile, match=r"stuk\.pdf: de PDF is beschadigd"):
        read_file(path)


def test_no_files():
    assert list(read_files([], 2)) == []


def test_no_worker_is_left(tmp_path):
    reading_on = read_files(copies(tmp_path, *"abcdef"), 2)
    next(reading_on)
    assert workers.multiprocessing.active_children()
    reading_on.close()
    assert not workers.multiprocessing.active_children()


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "groeit.pdf"
    shutil.copy(MOTION, path)
    chunk = reading.chunk_document

    def growing(*arguments):
        with path.open("ab") as file:
            file.write(b"% en verder\n")
        return chunk(*arguments)

    monkeypatch.setattr(reading, "chunk_document", growing)
    assert READ(path) == "het bestand veranderde tijdens het lezen"


def test_a_checksum_comes_to_an_end_while_a_file_grows(tmp_path):
    path = tmp_path / "groeit.pdf"
    path.write_bytes(b"begin")
    with path.open("rb") as file:
        path.write_bytes(b"begin en verder")
        assert reading._digest(file, 5) == reading.hashlib.sha256(b"begin").hexdigest()


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    path = tmp_path / "groot.pdf"
    shutil.copy(MOTION, path)
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert READ(path).startswith("groter dan")


def test_files_are_read_from_a_thread_too(tmp_path):
    found = []
    thread = threading.Thread(target=lambda: found.append(read_file(MOTION)))
    thread.start()
    thread.join(60)
    assert found[0].chunks
