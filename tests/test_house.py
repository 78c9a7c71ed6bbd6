"""The rules of the house: which way imports point, and one module for each framework."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from ingest.index import Index

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "ingest": {"corpus", "ingest"},
    "rag": {"corpus", "ingest", "rag"},
    "ui": {"corpus", "ingest", "rag", "ui"},
    "evals": {"corpus", "ingest", "rag", "evals"},
}
# evals measures from outside, so it may look with the libraries themselves.
MAY_USE = {
    "sentence_transformers": (
        "ingest/embedding.py", "ingest/training/*", "evals/support.py", "evals/peers/*",
    ),
    "torch": ("ingest/training/*",),
    "faiss": ("ingest/vectors.py", "evals/peers/*"),
    "tantivy": ("ingest/lexical.py", "evals/embedding.py", "evals/peers/*"),
    "pypdf": ("evals/quotes.py", "evals/reading_speed.py", "evals/peers/*"),
    "pdfplumber": ("evals/reading_speed.py",),
    "pdfminer": ("evals/reading_speed.py",),
    "pypdfium2": ("ingest/pdf.py",),
    "gradio": ("ui/chat*.py",),
    "langchain": ("rag/*",),
    "langchain_core": ("rag/*",),
    "defusedxml": ("corpus/xmlfile.py",),
    "xml": ("corpus/xmlfile.py", "ingest/ocr.py", "ingest/xml*.py"),
    "langchain_text_splitters": ("evals/peers/*",),
    "openpyxl": ("evals/exchange.py",),
    "ir_measures": ("evals/ranking.py",),
    "typst": ("corpus/sample/build.py",),
}
NEVER = ("langchain_community", "pickle", "fitz")
HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "sklearn", "pandas")


def modules() -> list[Path]:
    return sorted(
        path.relative_to(ROOT) for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")
    )


def imported(module: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""


def test_every_package_has_modules() -> None:
    """A wrong root would make the tests below pass on nothing."""
    assert {path.parts[0] for path in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("module", modules(), ids=str)
def test_imports_point_one_way(module: Path) -> None:
    own = {name.split(".")[0] for name in imported(module)} & set(MAY_IMPORT)
    assert own <= MAY_IMPORT[module.parts[0]]


@pytest.mark.parametrize("module", modules(), ids=str)
def test_one_module_for_each_framework(module: Path) -> None:
    roots = {name.split(".")[0] for name in imported(module)}
    assert not roots & set(NEVER)
    for framework in roots & set(MAY_USE):
        assert any(fnmatch(module.as_posix(), pattern) for pattern in MAY_USE[framework])


def test_a_question_imports_nothing_heavy(sample_index: Index) -> None:
    """The first answer must not wait for seconds of imports that it does not use."""
    python = [sys.executable, "-X", "importtime", "-m", "ui.cli"]
    done = subprocess.run(
        [*python, "ask", "What is the SecFund cap?", "--index", str(sample_index.directory)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "faiss" in loaded  # the list is really read
    assert not loaded & set(HEAVY)
