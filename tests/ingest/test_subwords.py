import numpy as np
import pytest

from ingest.errors import IndexDamaged
from ingest.subwords import PassageText, SubwordIndex, SubwordWriter


class Letters:
    """Every letter is a sub-word of its own: a is 1, b is 2; spaces are none."""

    def token_ids(self, texts):
        return [np.array([ord(c) - 96 for c in t if c != " "], dtype=np.int64) for t in texts]

    def sum_lengths(self, ids):
        return np.array([float(sum(i)) for i in ids], dtype=np.float32)


FIRST = [PassageText(("ab", " ", "c"), "d"), PassageText((" ",), "")]
SECOND = [PassageText(("bbb",), "ee")]


@pytest.fixture
def folder(tmp_path):
    with SubwordWriter(tmp_path / "subwords", Letters()) as writer:
        writer.add(FIRST)
        writer.add(SECOND)
    return tmp_path / "subwords"


def test_what_goes_in_comes_out_in_the_order_asked_for(folder):
    found = SubwordIndex(folder, 3).get([2, 0])
    assert found.body.tolist() == [2, 2, 2, 1, 2, 3]
    assert found.sentence_starts.tolist() == [0, 3, 5]
    assert found.passage_starts.tolist() == [0, 1]
    assert found.sums.tolist() == [6.0, 3.0, 3.0]
    assert found.context.tolist() == [5, 5, 4]
    assert found.context_starts.tolist() == [0, 2]


def test_a_passage_without_words_is_one_padding_subword(folder):
    found = SubwordIndex(folder, 3).get([1])
    assert found.body.tolist() == [0] and found.context.tolist() == [0]
    assert SubwordIndex(folder, 3).get([0]).usual_length == pytest.approx(7 / 3)


def test_an_index_of_nothing(tmp_path):
    with SubwordWriter(tmp_path / "subwords", Letters()):
        pass
    assert not len(SubwordIndex(tmp_path / "subwords", 0).get([]).body)


def test_other_files_than_were_written_are_told(folder):
    with pytest.raises(IndexDamaged):
        SubwordIndex(folder, 4)
    (folder / "body").write_bytes(b"\0" * 8)
    with pytest.raises(IndexDamaged):
        SubwordIndex(folder, 3)


def test_stored_subwords_are_those_of_the_texts(sample_index, embedder):
    chunk = sample_index.chunks([7])[0].chunk
    found = sample_index.subwords([7])
    assert found.body.tolist() == embedder.model.token_ids([chunk.text])[0].tolist()
    sums = embedder.model.sum_lengths([found.body[: found.sentence_starts[1]]]) if len(
        found.sentence_starts) > 1 else embedder.model.sum_lengths([found.body])
    assert found.sums[0] == pytest.approx(float(sums[0]), rel=1e-3)
