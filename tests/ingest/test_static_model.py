"""The model at query time: the same vectors as sentence-transformers, and clear errors."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from ingest.static_model import BUNDLED, ModelError, StaticModel

TEXTS = [
    "Wat is het maximale bedrag dat het SecFund per onderneming investeert?",
    "What is the SecFund cap?",
    "De geëvacueerde gezinnen kregen financiële steun; CO₂-uitstoot 3,5 m².",
    "",
    "   ",
    "€ 5 mln. – Kamerstukken II 2023/24, 36 560 X, nr. 10 日本",
    "De minister antwoordt dat het kabinet de motie uitvoert. " * 400,
]


@pytest.fixture(scope="module")
def model() -> StaticModel:
    return StaticModel()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A copy of the bundled folder for a test to spoil."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "model"))


def test_equals_sentence_transformers(model: StaticModel) -> None:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(BUNDLED), device="cpu").encode(TEXTS).astype(np.float64)
    reference /= np.maximum(np.linalg.norm(reference, axis=1, keepdims=True), 1e-12)
    vectors = model.encode(TEXTS)
    filled = [i for i, text in enumerate(TEXTS) if text.strip()]
    assert ((vectors * reference).sum(axis=1)[filled] > 0.9999).all()
    assert not vectors[3:5].any() and not reference[3:5].any()


def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(model: StaticModel) -> None:
    together = model.encode(TEXTS * 50)
    assert together.dtype == np.float32
    assert together.shape == (350, model.dimension) == (350, 512)
    np.testing.assert_allclose(np.linalg.norm(together[:3], axis=1), 1, rtol=1e-5)
    apart = np.concatenate([model.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together[-7:], apart, atol=1e-6)
    assert model.encode([]).shape == (0, 512)


def test_a_long_passage_is_not_cut(model: StaticModel) -> None:
    (ids,) = model.token_ids([TEXTS[-1]])
    assert len(ids) >= 4_000
    tail = model.encode([TEXTS[-1] + " Stikstof en natuurgebieden." * 200])
    assert float((tail @ model.encode([TEXTS[-1]]).T).item()) < 0.99


def test_token_vectors_and_idf_belong_to_the_sub_words(model: StaticModel) -> None:
    assert model.token_vectors.shape == (len(model.idf), 512)
    (ids,) = model.token_ids(["de stikstof"])
    lengths = np.linalg.norm(model.token_vectors[ids], axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-6)
    for word, length in zip(("de", "stikstof"), model.token_lengths[ids], strict=True):
        (alone,) = model.sum_lengths(model.token_ids([word]))
        assert alone == pytest.approx(float(length), rel=1e-5)
    assert model.idf.dtype == np.float32
    assert model.idf[ids[0]] < 0.5 < 3 < model.idf[ids[1]]


def test_words_cut_one_by_one_give_the_sub_words_of_the_text(
    model: StaticModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = ["een\x1ctwee\u00a0drie \u200be\u0301 \u0301x", "ΟΔΟΣ  Σ\r\n\tEN\x00dan ", "x" * 200]
    texts = [*TEXTS, *odd]
    whole = [e.ids for e in model._tokenizer.encode_batch(texts, add_special_tokens=False)]
    assert [ids.tolist() for ids in model.token_ids(texts)] == whole
    monkeypatch.setattr("ingest.static_model.MOST_KNOWN", 3)  # forgets and cuts anew
    for text, ids in zip(texts, whole, strict=True):
        assert model.token_ids([text])[0].tolist() == ids


def test_case_and_accents_do_not_matter(model: StaticModel) -> None:
    one, other = model.token_ids(["Financiële STEUN", "financiele steun"])
    assert one.tolist() == other.tolist()


def test_a_translation_is_nearer_than_another_sentence(model: StaticModel) -> None:
    english, dutch, other = model.encode(
        [
            "The government reduces the subsidy for electric cars.",
            "Het kabinet verlaagt de subsidie voor elektrische auto's.",
            "De Kamer debatteert over de wachtlijsten in de jeugdzorg.",
        ]
    )
    assert english @ dutch > 0.4 > 0.2 > english @ other


@pytest.mark.parametrize("name", ["model.safetensors", "idf.npy"])
def test_fingerprint_follows_the_files(model: StaticModel, damaged: Path, name: str) -> None:
    assert StaticModel(damaged).fingerprint == model.fingerprint
    content = bytearray((damaged / name).read_bytes())
    content[-1] ^= 1
    (damaged / name).write_bytes(content)
    assert StaticModel(damaged).fingerprint != model.fingerprint


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "idf.npy"])
@pytest.mark.parametrize("spoil", ["gone", "empty", "cut"])
def test_a_spoilt_file_is_named(damaged: Path, name: str, spoil: str) -> None:
    path = damaged / name
    content = path.read_bytes()
    path.unlink()
    if spoil != "gone":
        path.write_bytes(content[: len(content) // 2] if spoil == "cut" else b"")
    with pytest.raises(ModelError, match="make model") as caught:
        StaticModel(damaged)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "scales", "reason"),
    [
        (np.zeros((3, 2), np.float32), np.ones(3, np.float32), "float32, 2 assen"),
        (np.zeros(3, np.int8), np.ones(3, np.float32), "1 assen"),
        (np.zeros((3, 2), np.int8), np.ones(2, np.float32), "telt .*2.*, niet 3"),
    ],
)
def test_weights_of_another_kind_are_refused(
    damaged: Path, rows: np.ndarray, scales: np.ndarray, reason: str
) -> None:
    save_file({"embeddings": rows, "weights": scales}, damaged / "model.safetensors")
    with pytest.raises(ModelError, match=reason):
        StaticModel(damaged)


def test_files_of_two_models_are_refused(damaged: Path) -> None:
    np.save(damaged / "idf.npy", np.ones(7, dtype=np.float32))
    with pytest.raises(ModelError, match=r"horen niet bij elkaar.* 7"):
        StaticModel(damaged)


def test_runs_without_torch() -> None:
    code = (
        "import sys; from ingest.static_model import StaticModel; StaticModel().encode(['Kamer']);"
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=BUNDLED.parents[1])


def test_the_folder_is_small_enough_to_be_committed() -> None:
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) <= 35 * 2**20
