"""Pages without readable text: told page by page, recognised where tesseract is."""

import shutil
import string
import subprocess

import pytest

from corpus.sample import SAMPLE_DIR
from ingest import ocr
from ingest.index import open_index, write_generation
from ingest.ocr import OcrFailed, OcrMissing, check_ocr, recognise, scale_for
from ingest.pdf import draw_page, read_pages
from ingest.pipeline import reindex
from ingest.quality import GARBLED, LITTLE_TEXT, NO_TEXT, problem_of
from ingest.reading import ingest_file, parse
from rag.citations import Span, cite
from tests.ingest.pdfs import write_pdf
from ui.cli import main
from ui.settings import SettingsError, read_settings

LETTER = SAMPLE_DIR / "voorbeeld-kst-36560-X-10.pdf"
TEXT = "\n".join(
    f"Regel {n} van een brief over de brug, waarin staat wat de provincie nog moet betalen."
    for n in range(12)
)


@pytest.fixture(scope="session")
def tesseract():
    """Skips where this computer cannot recognise text."""
    try:
        check_ocr()
    except OcrMissing as error:
        pytest.skip(f"no tesseract with Dutch: {error}")


@pytest.fixture(scope="session")
def scan(tmp_path_factory):
    """The first two pages of a sample document as pictures."""
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    first, *others = [draw_page(LETTER, page, 200 / 72).convert("L") for page in (1, 2)]
    first.save(path, save_all=True, append_images=others, resolution=200)
    return path


@pytest.fixture(scope="session")
def recognised(tesseract, scan):
    return ingest_file(scan, ocr=True)


def shifted(text, by):
    return "".join(chr(ord(c) + by) if c.isascii() and c > " " else c for c in text)


def substituted(text):
    """Every letter another letter."""
    turned = string.ascii_lowercase[::-1]
    return text.translate(str.maketrans(string.ascii_lowercase, turned))


@pytest.fixture(scope="module")
def sample_pages():
    return [
        page.raw.replace("\ufffe", "").replace("\r\n", " ")
        for path in sorted(SAMPLE_DIR.glob("*.pdf"))
        for page in read_pages(path)
    ]


def test_pages_of_the_samples_are_fine(sample_pages):
    assert len(sample_pages) >= 70
    assert [problem_of(text) for text in sample_pages if problem_of(text)] == []


@pytest.mark.parametrize(
    "garble", [substituted, *(lambda text, by=by: shifted(text, by) for by in (-29, -3, 1, 3))]
)
def test_text_in_a_broken_encoding_is_told(sample_pages, garble):
    long = [text for text in sample_pages if len(text) > 400]
    assert all(problem_of(garble(text)) == GARBLED for text in long)


@pytest.mark.parametrize(
    "text",
    [
        "1.716 2.249 (3.021) 12% 45% 100 250 300 0 5.000 -12 1.000 " * 20,
        "Art. 12 \u20ac 36.410 mln. + 3,4% = 12.345 x \u20ac 1.000 " * 10,
        "The bridge was built by the province and the water board together. " * 6,
        "De fiets- en wandelpaden en/of bruggen (para)commerci\u00eble e-mail@voorbeeld.nl " * 6,
        "BZK VWS OCW LVVN SZW KGG IPO VNG UvW RIVM CBS CPB PBL SCP NZa IGJ ACM AFM DNB " * 5,
        "https://www.voorbeeld.nl/een_pagina?x=1&y=2&z=3#deel www.voorbeeld.nl/qx/zxv " * 8,
        "Kamerstuk 36 410 X, nr. 50; Stb. 2024, 12; ECLI:NL:HR:2019:2006; 2023D04662 " * 8,
        "I II III IV V VI VII VIII IX X XI XII " * 10,
    ],
)
def test_tables_references_and_english_are_fine(text):
    assert problem_of(text) is None


def test_pages_without_text_and_garbled_pages_are_told(tmp_path):
    path = write_pdf(tmp_path / "stuk.pdf", [TEXT, "", substituted(TEXT)])
    parsed = parse(path)
    assert [page.text_source for page in parsed.pages] == ["text", "none", "none"]
    assert parsed.warnings == (f"pagina 2: {NO_TEXT}", f"pagina 3: {GARBLED}")
    assert {word.page for block in parsed.blocks for word in block.words} == {1}


@pytest.mark.parametrize(
    ("picture", "source"), [("", "text"), ("under", "text"), ("over", "ocr"), ("hidden", "ocr")]
)
def test_a_layer_of_recognised_text_is_known_as_such(tmp_path, picture, source):
    parsed = parse(write_pdf(tmp_path / "stuk.pdf", [TEXT], picture=picture))
    assert [page.text_source for page in parsed.pages] == [source]
    assert parsed.warnings == () and parsed.blocks


def test_a_picture_with_hardly_any_text_is_told(tmp_path):
    parsed = parse(write_pdf(tmp_path / "stuk.pdf", ["Bladzijde 3"], picture="under"))
    assert parsed.warnings == (f"pagina 1: {LITTLE_TEXT}",)
    assert parsed.blocks


def test_a_scan_is_recognised(recognised, scan):
    plain, parsed = parse(scan), recognised.parsed
    assert not plain.blocks and [p.text_source for p in plain.pages] == ["none", "none"]
    assert [page.text_source for page in parsed.pages] == ["ocr", "ocr"]
    text = " ".join(block.text for block in parsed.blocks)
    real = " ".join(b.text for b in parse(LETTER).blocks if b.words[0].page <= 2)
    wanted = {word for word in real.split() if len(word) > 5}
    assert len(wanted & set(text.split())) > 0.9 * len(wanted)


def test_words_of_a_scan_stand_where_they_stand_on_the_page(recognised):
    def places(parsed):
        return {
            block.text[w.start : w.end]: w for block in parsed.blocks for w in block.words
            if w.page == 1 and len(block.text[w.start : w.end]) > 9
        }

    real, found = places(parse(LETTER)), places(recognised.parsed)
    both = real.keys() & found.keys()
    assert len(both) > 10
    near = [n for n in both if abs(real[n].x0 - found[n].x0) < 6 and
            abs(real[n].top - found[n].top) < 12]
    assert len(near) > 0.8 * len(both)


def test_a_garbled_page_is_recognised(tesseract, tmp_path):
    """The picture shows what the letters are; here the same wrong letters, so it stays text."""
    parsed = parse(write_pdf(tmp_path / "stuk.pdf", [TEXT, substituted(TEXT)]), ocr=True)
    assert [page.text_source for page in parsed.pages] == ["text", "ocr"]


def test_citations_of_recognised_text_say_so(recognised, tmp_path, embedder):
    write_generation(tmp_path, [(recognised, None)], embedder, dict)
    index = open_index(tmp_path, embedder)
    chunks = [s for s in index.chunks_of(0) if len(s.chunk.text) > 60 and s.chunk.sentences]
    citations = [cite(index, Span(s, *s.chunk.sentences[0]), 1) for s in chunks]
    assert citations and all(c.ocr and c.verified for c in citations)
    assert all("(OCR-tekst)" in c.notation for c in citations)


def test_a_file_read_without_is_read_again_once(tesseract, tmp_path, embedder):
    """Once recognised, or tried, it is as good as any other file."""
    folder, index = tmp_path / "stukken", tmp_path / "index"
    folder.mkdir()
    write_pdf(folder / "stuk.pdf", [TEXT, substituted(TEXT), ""])
    first = reindex([folder], index, embedder)
    assert len(first.partly_read) == 1 and "pagina 2" in first.partly_read[0][1]
    second = reindex([folder], index, embedder, ocr=True)
    assert (second.changed, second.unchanged) == (["stuk.pdf"], [])
    assert "pagina 2" not in second.partly_read[0][1]
    third = reindex([folder], index, embedder, ocr=True)
    assert (third.changed, third.unchanged) == ([], ["stuk.pdf"])


def test_indexing_with_recognition_needs_the_program(monkeypatch, tmp_path, capsys):
    check_ocr.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = write_pdf(tmp_path / "stuk.pdf", [TEXT])
    assert main(["index", str(path), "--index", str(tmp_path / "index"), "--ocr"]) == 1
    assert "tesseract-ocr-nld" in capsys.readouterr().err
    assert not (tmp_path / "index" / "CURRENT").exists()
    check_ocr.cache_clear()


def test_the_setting_switches_it_on(monkeypatch, tmp_path):
    assert not read_settings(tmp_path).ocr
    (tmp_path / "voetnoot.toml").write_text("ocr = true\n")
    assert read_settings(tmp_path).ocr
    monkeypatch.setenv("VOETNOOT_OCR", "nee")
    assert not read_settings(tmp_path).ocr
    monkeypatch.setenv("VOETNOOT_OCR", "soms")
    with pytest.raises(SettingsError, match="soms"):
        read_settings(tmp_path)


def test_without_tesseract_it_is_told_what_to_install(monkeypatch, scan):
    check_ocr.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(OcrMissing, match="tesseract-ocr-nld"):
        parse(scan, ocr=True)
    check_ocr.cache_clear()


def test_without_dutch_it_is_told_what_to_install(monkeypatch):
    check_ocr.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/tesseract")
    answer = subprocess.CompletedProcess([], 0, stdout="List:\neng\n", stderr="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    with pytest.raises(OcrMissing, match="Nederlandse taal"):
        check_ocr()
    check_ocr.cache_clear()


def test_a_page_that_takes_too_long_is_told(tesseract, monkeypatch, scan):
    check_ocr()
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.01)
    parsed = parse(scan, ocr=True)
    assert [page.text_source for page in parsed.pages] == ["none", "none"]
    assert all("duurde langer" in warning for warning in parsed.warnings)


def test_a_program_that_fails_is_told(tesseract, monkeypatch, scan):
    check_ocr()
    monkeypatch.setattr(ocr, "LANGUAGE", "bestaatniet")
    with pytest.raises(OcrFailed, match="mislukte"):
        recognise(draw_page(scan, 1), 1, 2.0)


def test_large_pages_are_drawn_smaller():
    assert scale_for(595, 842) == pytest.approx(300 / 72)
    assert scale_for(6000, 6000) ** 2 * 6000**2 <= ocr.MAX_PIXELS * 1.01


def test_real_scans(testdata, tesseract):
    folder = testdata / "corpus/moeilijk"
    garbled = parse(folder / "onleesbare-tekenset.pdf")
    assert {page.text_source for page in garbled.pages} == {"none"}
    assert {p.text_source for p in parse(folder / "scan-met-ocr.pdf").pages} == {"ocr"}
    assert {p.text_source for p in parse(folder / "ondefinieerde-unicodes.pdf").pages} == {"text"}
    picture = parse(folder / "alleen-beeld.pdf", ocr=True)
    assert "Melkveestapel" in " ".join(block.text for block in picture.blocks)
