"""Batch re-indexing of folders that change, with files that cannot be read."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.sample import SAMPLE_DIR
from ingest import pipeline, workers
from ingest.errors import IndexBusy, InputError
from ingest.generations import status, writer_lock
from ingest.index import open_index
from ingest.pipeline import find_files, is_usable, reindex

LETTER = SAMPLE_DIR / "voorbeeld-kst-36560-X-10.pdf"
MOTION = SAMPLE_DIR / "voorbeeld-kst-39801-10.pdf"
QUESTIONS = SAMPLE_DIR / "voorbeeld-ah-tk-20232024-9001.pdf"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "stukken"
    (folder / "diep").mkdir(parents=True)
    shutil.copy(LETTER, folder / "brief.pdf")
    shutil.copy(MOTION, folder / "diep" / "motie.PDF")
    return folder


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def names(directory):
    return sorted(document.file for _, document, _ in open_index(directory).documents())


def read_in_this_process(monkeypatch):
    """Replace the workers; gives the list of the files that are read."""
    read = []

    def run(paths, count, finished, ocr):
        for path in paths:
            read.append(path.name)
            yield path, workers._read(path)

    monkeypatch.setattr(pipeline, "read_files", run)
    return read


def test_only_what_changed_is_read_again(folder, index, embedder, monkeypatch):
    read = read_in_this_process(monkeypatch)
    first = reindex([folder], index, embedder)
    assert (sorted(first.added), first.unchanged) == (["brief.pdf", "motie.PDF"], [])
    before = open_index(index)
    read.clear()

    shutil.copy(QUESTIONS, folder / "vragen.pdf")
    shutil.copy(QUESTIONS, folder / "brief.pdf")
    second = reindex([folder], index, embedder)
    assert sorted(read) == ["brief.pdf", "vragen.pdf"]
    assert (second.added, second.changed) == (["vragen.pdf"], ["brief.pdf"])
    assert second.unchanged == ["motie.PDF"]

    after = open_index(index)
    old = next(i for i, d, _ in before.documents() if d.file == "motie.PDF")
    new = next(i for i, d, _ in after.documents() if d.file == "motie.PDF")
    (file, vectors), (again, same) = before.ingested(old), after.ingested(new)
    assert file == again
    assert (vectors == same).all()


def test_what_is_gone_is_removed_and_what_lies_elsewhere_stays(folder, index, embedder, tmp_path):
    elsewhere = tmp_path / "elders" / "vragen.pdf"
    elsewhere.parent.mkdir()
    shutil.copy(QUESTIONS, elsewhere)
    reindex([folder], index, embedder)
    reindex([elsewhere], index, embedder)
    assert names(index) == ["brief.pdf", "motie.PDF", "vragen.pdf"]
    (folder / "brief.pdf").unlink()
    report = reindex([folder], index, embedder)
    assert report.removed == ["brief.pdf"]
    assert names(index) == ["motie.PDF", "vragen.pdf"]
    assert report.documents == 2


def test_full_reads_everything_anew_from_the_given_paths_only(folder, index, embedder, monkeypatch):
    read = read_in_this_process(monkeypatch)
    reindex([folder], index, embedder)
    read.clear()
    report = reindex([folder / "diep"], index, embedder, full=True)
    assert read == ["motie.PDF"]
    assert (report.added, report.removed) == (["motie.PDF"], [])
    assert names(index) == ["motie.PDF"]


def test_full_replaces_a_damaged_index(folder, index, embedder):
    reindex([folder], index, embedder)
    (index / "CURRENT").write_text("weg")
    assert not is_usable(index)
    reindex([folder], index, embedder, full=True)
    assert is_usable(index)


def test_files_that_cannot_be_read_are_reported_and_stop_nothing(folder, index, embedder):
    data = LETTER.read_bytes()
    (folder / "tekst.pdf").write_text("Dit is geen PDF.")
    (folder / "leeg.pdf").write_bytes(b"")
    (folder / "half.pdf").write_bytes(data[: len(data) // 3])
    writer = PdfWriter(clone_from=PdfReader(MOTION))
    writer.encrypt("geheim")
    writer.write(folder / "slot.pdf")
    report = reindex([folder], index, embedder)
    failed = dict(report.failed)
    assert {"tekst.pdf", "leeg.pdf", "slot.pdf"} <= set(failed)
    assert all(reason and "Traceback" not in reason for reason in failed.values())
    assert "onverwachte fout" not in " ".join(failed.values())
    assert "leeg" in failed["leeg.pdf"]
    assert any(word in failed["slot.pdf"] for word in ("wachtwoord", "versleuteld"))
    # A third of a PDF is either told to be unreadable or to hold no text, never passed over.
    assert "half.pdf" in failed or "half.pdf" in dict(report.without_text)
    assert {"brief.pdf", "motie.PDF"} <= set(names(index))
    assert not set(failed) & {*report.added, *report.changed, *names(index)}
    assert {tuple(row) for row in status(index)["report"]["failed"]} == set(report.failed)


def test_a_page_without_text_is_reported(folder, index, embedder):
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(folder / "beeld.pdf")
    report = reindex([folder], index, embedder)
    assert dict(report.without_text)["beeld.pdf"].startswith("pagina 1")
    assert "beeld.pdf" in names(index)


def test_paths_that_cannot_be_used(tmp_path, index, embedder):
    with pytest.raises(InputError, match="bestaat niet"):
        reindex([tmp_path / "nergens"], index, embedder)
    with pytest.raises(InputError, match="Geen PDF"):
        reindex([tmp_path], index, embedder)
    assert not index.exists()


def test_files_are_found_once(folder):
    assert len(find_files([folder, folder / "brief.pdf", folder / "diep"])) == 2


def test_two_files_with_one_name_are_both_kept(folder, index, embedder):
    shutil.copy(QUESTIONS, folder / "diep" / "brief.pdf")
    report = reindex([folder], index, embedder)
    assert report.documents == 3
    assert names(index) == ["brief.pdf", "brief.pdf", "motie.PDF"]


def test_a_second_writer_is_refused(folder, index, embedder):
    with writer_lock(index), pytest.raises(IndexBusy):
        reindex([folder], index, embedder)


def test_progress_counts_every_file(folder, index, embedder):
    seen = []
    reindex([folder], index, embedder, progress=lambda *step: seen.append(step))
    assert [(done, total) for done, total, _ in seen] == [(1, 2), (2, 2)]
    assert {name for _, _, name in seen} == {"brief.pdf", "motie.PDF"}


def hostile_read(path: Path):
    """In a worker: a file that kills its process, one that hangs, others as they are."""
    if path.name.startswith("dood"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.name.startswith("hangt"):
        time.sleep(600)
    return READ(path)


READ = workers._read


@pytest.fixture
def hostile(monkeypatch):
    # Workers of a fork share the replaced function; the real ones start from a clean server.
    context = workers.multiprocessing.get_context("fork")
    monkeypatch.setattr(workers.multiprocessing, "get_context", lambda _: context)
    monkeypatch.setattr(workers, "_read", hostile_read)


@pytest.mark.parametrize("count", [1, 2])
def test_a_file_that_kills_its_worker_costs_only_itself(folder, index, embedder, hostile, count):
    for name in ("aaa", "dood-1", "dood-2", "zzz"):
        shutil.copy(QUESTIONS, folder / f"{name}.pdf")
    report = reindex([folder], index, embedder, workers=count)
    assert sorted(name for name, _ in report.failed) == ["dood-1.pdf", "dood-2.pdf"]
    assert all("SIGKILL" in reason for _, reason in report.failed)
    assert names(index) == ["aaa.pdf", "brief.pdf", "motie.PDF", "zzz.pdf"]


def test_the_only_file_kills_its_worker(tmp_path, index, embedder, hostile):
    shutil.copy(LETTER, tmp_path / "dood.pdf")
    report = reindex([tmp_path / "dood.pdf"], index, embedder)
    assert [name for name, _ in report.failed] == ["dood.pdf"]
    assert open_index(index).document_count == 0


def test_a_file_that_hangs_costs_only_itself_and_its_worker_is_ended(
    folder, index, embedder, hostile, monkeypatch
):
    shutil.copy(QUESTIONS, folder / "hangt.pdf")
    monkeypatch.setattr(workers, "FILE_SECONDS", 3.0)
    report = reindex([folder], index, embedder, workers=2)
    assert report.failed == [("hangt.pdf", "het lezen duurde langer dan 3 seconden")]
    assert names(index) == ["brief.pdf", "motie.PDF"]
    assert not workers.multiprocessing.active_children()


def test_the_report_on_disk_tells_what_happened_while_files_streamed(
    folder, index, embedder, hostile
):
    shutil.copy(QUESTIONS, folder / "dood.pdf")
    report = reindex([folder], index, embedder)
    stored = status(index)["report"]
    assert [name for name, _ in stored["failed"]] == ["dood.pdf"]
    assert stored["added"] == report.added == ["brief.pdf", "motie.PDF"]
    assert (stored["documents"], stored["pages"]) == (report.documents, report.pages)


def test_documents_are_in_the_order_of_their_paths_whoever_is_done_first(
    folder, index, embedder
):
    for name in ("a", "b", "c", "diep/d"):
        shutil.copy(MOTION, folder / f"{name}.pdf")
    reindex([folder / "b.pdf", folder / "diep"], index, embedder, workers=2)
    reindex([folder], index, embedder, workers=2)
    paths = [source.path for _, _, source in open_index(index).documents()]
    assert len(paths) == 6
    assert paths == sorted(paths)


def test_a_file_name_that_is_no_text_is_reported(folder, index, embedder):
    try:
        shutil.copy(MOTION, os.fsdecode(bytes(folder) + b"/br\xefef.pdf"))
    except OSError:
        pytest.skip("this file system takes no such names")
    seen = []
    report = reindex([folder], index, embedder, progress=lambda *step: seen.append(step[2]))
    assert report.failed == [("br\ufffdef.pdf", "de bestandsnaam is geen geldige tekst (UTF-8)")]
    assert "br\ufffdef.pdf" in seen
    assert names(index) == ["brief.pdf", "motie.PDF"]
    assert status(index)["report"]["failed"]
