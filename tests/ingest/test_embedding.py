"""The bundled model, and any other sentence-transformers model."""

import subprocess
import sys

import numpy as np
import pytest

from ingest.embedding import BundledEmbedder, open_embedder
from ingest.errors import ModelMissing

TEXTS = ["De minister antwoordt de Kamer.", "Stikstof", ""]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A transformer of one small layer with random weights and its own prompts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("tiny")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz",
                  *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), ".", ":"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    words = BertWordPieceTokenizer(str(folder / "vocab.txt"))
    words.save(str(folder / "tokenizer.json"))
    base = folder / "base"
    BertModel(BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=64,
    )).save_pretrained(base)
    BertTokenizerFast(tokenizer_file=str(folder / "tokenizer.json")).save_pretrained(base)
    model = SentenceTransformer(
        str(base), device="cpu", prompts={"query": "vraag: ", "document": "tekst: "}
    )
    model.save(str(folder / "model"))
    return folder / "model"


def test_the_bundled_model_gives_unit_vectors():
    embedder = open_embedder()
    vectors = embedder.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, embedder.dimension)
    assert np.linalg.norm(vectors[:2], axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert np.array_equal(vectors, embedder.encode_queries(TEXTS))
    assert isinstance(open_embedder("voetnoot-static"), BundledEmbedder)


def test_the_bundled_model_needs_no_torch():
    script = (
        "import sys; from ingest.embedding import open_embedder;"
        "open_embedder().encode_queries(['x']);"
        "assert not {'torch', 'sentence_transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_a_transformer_gives_unit_vectors_with_its_prompts(tiny):
    embedder = open_embedder(str(tiny))
    vectors = embedder.encode_passages(TEXTS)
    assert (vectors.dtype, vectors.shape) == (np.float32, (3, embedder.dimension))
    assert embedder.dimension == 16
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert not np.allclose(vectors, embedder.encode_queries(TEXTS))
    assert embedder.encode_passages([]).shape[0] == 0


def test_the_fingerprint_follows_the_files(tiny):
    first = open_embedder(str(tiny)).fingerprint
    assert open_embedder(str(tiny)).fingerprint == first
    readme = tiny / "README.md"
    content = readme.read_bytes()
    readme.write_bytes(content + b"\n")
    try:
        assert open_embedder(str(tiny)).fingerprint != first
    finally:
        readme.write_bytes(content)


def test_a_model_that_is_not_there(tmp_path):
    (tmp_path / "config.json").write_text("geen json")
    for name in (str(tmp_path), str(tmp_path / "weg"), "een-naam-die-nergens/bestaat"):
        with pytest.raises(ModelMissing, match="Geef een map"):
            open_embedder(name)
