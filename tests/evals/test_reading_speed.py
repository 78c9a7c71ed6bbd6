"""The benchmark of reading: what it times is what ingestion runs."""

import sys

import pytest
from pypdf import PdfReader

from corpus.sample import SAMPLE_DIR
from evals import reading_speed
from ingest import reading

FILES = sorted(SAMPLE_DIR.glob("*.pdf"))[:2]


def pages_of(files):
    return sum(len(PdfReader(file).pages) for file in files)


def test_every_stage_is_timed_inside_ingestion_and_the_clocks_are_taken_off_again():
    before = reading.read_blocks
    pages, seconds = reading_speed.stage_seconds(FILES, 1)
    assert reading.read_blocks is before
    assert pages == pages_of(FILES)
    assert set(seconds) == {*reading_speed.STAGES, "rest", "total"}
    assert all(seconds[name] > 0 for name in (*reading_speed.STAGES, "total"))
    parts = sum(spent for name, spent in seconds.items() if name != "total")
    assert parts == pytest.approx(seconds["total"])


def test_readers_read_the_same_pages():
    readers, _ = reading_speed.with_peers({"voetnoot": reading_speed._voetnoot})
    measured = reading_speed.reader_seconds(FILES, readers, 1)
    assert {"voetnoot", "pypdf"} <= set(measured)
    assert {pages for pages, _ in measured.values()} == {pages_of(FILES)}
    assert "| voetnoot " in reading_speed._reader_table(measured)


def test_a_peer_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    readers, missing = reading_speed.with_peers({})
    assert "pdfplumber" in missing
    assert "pdfplumber" not in readers


def test_a_large_document_stays_small_in_memory(tmp_path):
    path = tmp_path / "groot.pdf"
    reading_speed.write_big(FILES, path, 1000)
    assert len(PdfReader(path).pages) == 1000
    assert 20 < reading_speed.peak_megabytes(path) < 400
