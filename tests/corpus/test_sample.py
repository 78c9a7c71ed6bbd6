"""The sample documents: built as committed, marked as samples, and carrying their listed facts."""

import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpus.sample import SAMPLE_DIR
from corpus.sample.build import BUILT_WITH, build, differing, source_files

MARK = "Voorbeelddocument van Voetnoot: eigen bewoording, geen officiële tekst."
FACTS = SAMPLE_DIR.parent / "FACTS.md"
ANNUAL_REPORT = "voorbeeld-kst-36560-Q-1.pdf"
MOST_BYTES = 3_000_000


@dataclass(frozen=True)
class Fact:
    """One row of FACTS.md: where a key phrase stands (`page` counts from 1)."""

    file: str
    page: int
    label: str
    key: str


def bare(text: str) -> str:
    """Text without white space, hyphens and dashes, so that line ends do not matter."""
    return re.sub(r"[\s\u00ad\u2010\u2013-]+", "", text)


def read_facts() -> list[Fact]:
    rows = [line.strip("| \n").split(" | ") for line in FACTS.read_text("utf-8").splitlines()]
    return [
        Fact(row[0], int(row[1]), row[2], row[4])
        for row in rows
        if row[0].startswith("voorbeeld-") and len(row) >= 5
    ]


def pdf_files() -> list[Path]:
    return sorted(SAMPLE_DIR.glob("*.pdf"))


def test_rebuild_gives_the_committed_bytes(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="typst builds the samples and is not installed")
    if version("typst") != BUILT_WITH:
        pytest.skip(f"the samples are built with typst {BUILT_WITH}, here is {version('typst')}")
    written = build(tmp_path)
    assert [pdf.name for pdf in written] == [pdf.name for pdf in pdf_files()]
    for pdf in written:
        assert pdf.read_bytes() == (SAMPLE_DIR / pdf.name).read_bytes(), pdf.name


def test_check_names_what_differs(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="typst builds the samples and is not installed")
    build(tmp_path)
    assert differing(tmp_path) == []
    changed = tmp_path / f"{source_files()[0].stem}.pdf"
    changed.write_bytes(b"%PDF-1.7 other")
    (tmp_path / "left-over.pdf").write_bytes(b"%PDF-1.7")
    assert differing(tmp_path) == ["left-over.pdf", changed.name]


def test_enough_documents_and_pages_in_a_small_size() -> None:
    assert len(pdf_files()) >= 10
    assert sum(len(PdfReader(pdf).pages) for pdf in pdf_files()) >= 60
    assert sum(pdf.stat().st_size for pdf in pdf_files()) < MOST_BYTES


@pytest.mark.parametrize("pdf", pdf_files(), ids=lambda pdf: pdf.stem)
def test_first_page_carries_the_mark(pdf: Path) -> None:
    assert pdf.name.startswith("voorbeeld-")
    assert bare(MARK) in bare(PdfReader(pdf).pages[0].extract_text())


def test_annual_report_labels_differ_from_physical_pages() -> None:
    reader = PdfReader(SAMPLE_DIR / ANNUAL_REPORT)
    labels = reader.page_labels
    assert labels[:4] == ["i", "ii", "iii", "iv"]
    assert labels[4:] == [str(number) for number in range(1, len(reader.pages) - 3)]


def test_facts_cover_every_document() -> None:
    facts = read_facts()
    assert len(facts) >= 100
    assert {fact.file for fact in facts} == {pdf.name for pdf in pdf_files()}


@pytest.mark.parametrize("pdf", pdf_files(), ids=lambda pdf: pdf.stem)
def test_every_fact_stands_on_its_page(pdf: Path) -> None:
    reader = PdfReader(pdf)
    labels = reader.page_labels
    texts = [bare(page.extract_text()) for page in reader.pages]
    for fact in (fact for fact in read_facts() if fact.file == pdf.name):
        assert bare(fact.key) in texts[fact.page - 1], fact
        assert labels[fact.page - 1] == fact.label, fact
