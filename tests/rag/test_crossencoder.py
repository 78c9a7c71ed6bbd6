"""A cross-encoder as last stage, on a model of one small layer that the test makes."""

import numpy as np
import pytest

from corpus.filters import Filters
from ingest.errors import ModelMissing
from rag.crossencoder import open_reranker, reranked
from rag.retrieval import search

SECFUND = "Wat is het maximale bedrag dat het SecFund per onderneming investeert?"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross")
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    (folder / "vocab.txt").write_text("\n".join(words))
    for labels in (1, 2):
        to = folder / f"labels-{labels}"
        BertForSequenceClassification(BertConfig(
            vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=32, max_position_embeddings=64, num_labels=labels,
        )).save_pretrained(to)
        BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), model_max_length=64
                          ).save_pretrained(to)
    return folder


def test_a_local_cross_encoder_scores_each_passage(tiny):
    reranker = open_reranker(str(tiny / "labels-1"))
    scores = reranker.scores("een vraag", ["een antwoord", "iets anders"])
    assert (scores.shape, scores.dtype) == ((2,), np.float32)
    assert reranker.scores("een vraag", ["iets anders"])[0] == pytest.approx(scores[1], abs=1e-4)


def test_one_that_is_not_there_or_gives_classes_is_told(tiny, tmp_path):
    for name in (str(tmp_path / "weg"), str(tiny / "labels-2")):
        with pytest.raises(ModelMissing):
            open_reranker(name)


def test_only_the_first_are_put_in_another_order():
    assert reranked([7, 8, 9, 4], np.array([0.1, 0.9, 0.5])) == [8, 9, 7, 4]


class Backwards:
    """Likes best what the ranking liked least."""

    def scores(self, question, passages):
        return np.arange(len(passages), dtype=np.float32)


def test_the_search_follows_the_reranker_and_keeps_its_scale(sample_index, embedder):
    def found(reranker=None):
        return search(
            sample_index, embedder, embedder.model, SECFUND, Filters(), 10, reranker
        )

    plain, backwards = found(), found(Backwards())
    assert backwards[0].score == pytest.approx(plain[0].score)
    assert backwards[0].stored.id not in [hit.stored.id for hit in plain[:5]]
