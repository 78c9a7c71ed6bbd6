import numpy as np
import pytest

from ingest.subwords import Subwords
from rag.ranking import CONTEXT_SHARE, SIGNALS, WEIGHTS, Candidates, signals


class ThreeWords:
    """Sub-words 1 and 2 are close (cosine 0.8), 3 is unlike both, 0 is padding."""

    token_vectors = np.array([[0, 0], [1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)
    token_lengths = np.array([0, 1, 1, 2], dtype=np.float32)
    idf = np.array([0, 3.0, 1.0, 1.0], dtype=np.float32)
    words = {"a": 1, "b": 2, "c": 3}

    def token_ids(self, texts):
        return [np.array([self.words[w] for w in t.split()], dtype=np.int64) for t in texts]

    def encode(self, texts):
        sums = [np.sum([self.token_vectors[i] * self.token_lengths[i] for i in ids], axis=0)
                for ids in self.token_ids(texts)]
        return np.array([s / np.linalg.norm(s) for s in sums], dtype=np.float32)


def candidates(model, passages, contexts):
    """Passages are lists of sentences."""
    sentences = [model.token_ids([s])[0] for p in passages for s in p]
    context = [model.token_ids([c])[0] if c else np.array([0]) for c in contexts]
    counts = [len(p) for p in passages]
    ends = np.cumsum([len(s) for s in sentences])
    context_ends = np.cumsum([len(c) for c in context])
    vectors = model.token_vectors * model.token_lengths[:, None]
    subwords = Subwords(
        body=np.concatenate(sentences),
        sentence_starts=ends - [len(s) for s in sentences],
        passage_starts=np.cumsum(counts) - counts,
        sums=np.array([np.linalg.norm(vectors[s].sum(axis=0)) for s in sentences], np.float32),
        context=np.concatenate(context),
        context_starts=context_ends - [len(c) for c in context],
        usual_length=3.0,
    )
    nothing = np.zeros(len(passages), dtype=np.float32)
    return Candidates(subwords, nothing, nothing, nothing.astype(bool))


def column(matrix, name):
    return matrix[:, SIGNALS.index(name)]


def test_sentence_signals():
    model = ThreeWords()
    found = signals(model, "a c", candidates(model, [["a c", "b"], ["b", "c"]], ["", ""]))
    # a weighs 3/4, c 1/4; the best single sentence of the second passage is "b": 0.6 + 0.15
    assert column(found, "late_sentence") == pytest.approx([1.0, 0.75], abs=1e-5)
    # cosine of the question's vector (1, 2)/√5 with each sentence
    assert column(found, "sentence") == pytest.approx([1.0, 2 / np.sqrt(5)], abs=1e-5)


def test_what_all_candidates_hold_does_not_tell_them_apart():
    model = ThreeWords()
    found = signals(model, "a c", candidates(model, [["a"], ["a c"]], ["", ""]))
    # left of the weights: a 3/4·(1 - .95), c 1/4·(1 - .95·.5)
    a, c = 0.75 * 0.05, 0.25 * 0.525
    assert column(found, "contrast") == pytest.approx([a / (a + c), 1.0], abs=1e-4)


def test_context_counts_less_than_text():
    model = ThreeWords()
    passages = [["b b"], ["c"], ["c"]]
    found = signals(model, "a", candidates(model, passages, ["", "a", ""]))
    assert column(found, "contrast") == pytest.approx([0.8, CONTEXT_SHARE, 0.0], abs=1e-5)
    assert column(found, "late_sentence") == pytest.approx([0.8, 0.0, 0.0], abs=1e-5)


def test_repeated_and_short_is_more_in_the_soft_count():
    model = ThreeWords()
    once, twice, long = column(
        signals(model, "a", candidates(model, [["a c"], ["a a"], ["a c c c c c"]], [""] * 3)),
        "soft",
    )
    assert long < once < twice


def test_no_question_and_no_candidates():
    model = ThreeWords()
    some = candidates(model, [["a"]], [""])
    assert signals(model, "", some).tolist() == [[0.0] * len(SIGNALS)]
    assert WEIGHTS.score(signals(model, "", some)).tolist() == [0.0]
