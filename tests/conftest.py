"""What the tests share: indexes of the sample documents and, where they are, of real ones."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: two threads on a busy machine crawl
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.sample import SAMPLE_DIR
from ingest.embedding import BundledEmbedder, bundled_model
from ingest.index import Index, open_index
from ingest.pipeline import reindex
from rag.chain import Voetnoot

SETTINGS = ("INDEX", "EMBEDDER", "CHAT_MODEL", "RERANKER", "LANGUAGE", "OCR", "DEBUG")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever runs the tests change no outcome."""
    for name in SETTINGS:
        monkeypatch.delenv(f"VOETNOOT_{name}", raising=False)


@pytest.fixture(scope="session")
def embedder() -> BundledEmbedder:
    return BundledEmbedder(bundled_model())


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The folder of real documents; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared")).resolve()
    if not (folder / "corpus").is_dir():
        pytest.skip("no folder of real documents: set VOETNOOT_TESTDATA to run this test")
    return folder


@pytest.fixture(scope="session")
def build_index(
    tmp_path_factory: pytest.TempPathFactory, embedder: BundledEmbedder
) -> Callable[[Path], Index]:
    """Index a folder into a temporary folder."""

    def build(documents: Path) -> Index:
        directory = tmp_path_factory.mktemp(f"index-{documents.name}")
        reindex([documents], directory, embedder)
        return open_index(directory, embedder)

    return build


@pytest.fixture(scope="session")
def sample_index(build_index: Callable[[Path], Index]) -> Index:
    """The sample documents; `sample_index.directory` is its folder. Read-only."""
    return build_index(SAMPLE_DIR)


@pytest.fixture(scope="session")
def real_index(testdata: Path, build_index: Callable[[Path], Index]) -> Index:
    """The real documents. Read-only."""
    return build_index(testdata / "corpus")


@pytest.fixture(scope="session")
def sample_chain(sample_index: Index, embedder: BundledEmbedder) -> Voetnoot:
    return Voetnoot(sample_index, embedder, embedder.model)


@pytest.fixture(scope="session")
def real_chain(real_index: Index, embedder: BundledEmbedder) -> Voetnoot:
    return Voetnoot(real_index, embedder, embedder.model)
