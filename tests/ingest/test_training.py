"""The recipe from data folder to model, on a small language of our own."""

from __future__ import annotations

import itertools
import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from ingest.static_model import StaticModel
from ingest.training.card import write_figures
from ingest.training.errors import TrainingDataError
from ingest.training.heldout import HeldOut
from ingest.training.recipe import Recipe, make_model
from ingest.training.sources import read_sources

SEED = 5
TINY = Recipe(
    vocabulary=400,
    vocabulary_characters=200_000,
    dimension=32,
    steps=300,
    batch=64,
    shortest_passage=12,
    seed=SEED,
)
PARALLEL = ("nl_treaties_bwb", "coronacheck_minvws", "tatoeba_manythings", "msdocs_nav")
LEAKED = "the house buys every old bridge today"


def _words() -> list[tuple[str, str]]:
    """Sixty English words of three syllables and their translations."""
    syllables = [c + v for c, v in itertools.product("bdgklmnprst", "aeiou")]
    chance = random.Random(SEED)
    spell = lambda end: "".join(chance.sample(syllables, 3)) + end  # noqa: E731
    return [(spell("th"), spell("ij")) for _ in range(60)]


def _sentence(words: list[tuple[str, str]], chance: random.Random, length: int) -> tuple[str, str]:
    chosen = chance.sample(words, length)
    return " ".join(word[0] for word in chosen), " ".join(word[1] for word in chosen)


def _write_xz(path: Path, rows: list[tuple[str, ...]]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines("\t".join(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder laid out as the real one, some hundred pairs in each file."""
    root = tmp_path_factory.mktemp("data")
    for name in ("training/parallel", "training/passages", "training/dictionary", "evals"):
        (root / name).mkdir(parents=True)
    words, chance = _words(), random.Random(SEED)
    training = root / "training"
    for name in PARALLEL:
        rows = [_sentence(words, chance, 5) for _ in range(150)]
        _write_xz(training / f"parallel/{name}.tsv.xz", [*rows, (LEAKED, "een brug")])
    (training / "dictionary/wiktionary_en-nl.tsv").write_text(
        "".join(f"{english}\t{dutch}\n" for english, dutch in words), encoding="utf-8"
    )
    articles = [[_sentence(words, chance, 6) for _ in range(4)] for _ in range(150)]
    sides = [tuple(". ".join(s[side] for s in article) for side in (0, 1)) for article in articles]
    _write_xz(training / "passages/nl_treaties_articles.tsv.xz", sides)
    _write_xz(
        training / "passages/nl_laws_articles.tsv.xz",
        [("BWB1", "wet", a[0][1], f"Artikel {i}", s[1]) for i, (a, s) in
         enumerate(zip(articles, sides, strict=True))],
    )  # fmt: skip
    files = sorted(path.name for path in training.rglob("*.tsv*"))
    (training / "SOURCES.tsv").write_text(
        "file\tsource_repo_path\tlicence\n"
        + "".join(f"train/{name.removesuffix('.xz')}\ta test\tCC0\n" for name in files),
        encoding="utf-8",
    )
    record = {"question": LEAKED.title() + "?", "answer": "Ja."}
    (root / "evals/kamervragen.dev.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return root


def test_translations_become_nearest(data: Path, tmp_path: Path) -> None:
    outcome = make_model(data, tmp_path, TINY)
    assert outcome.losses[-1] < 0.6 * outcome.losses[0]
    model = StaticModel(tmp_path)
    fresh = [_sentence(_words(), random.Random(seed), 5) for seed in range(900, 940)]
    english, dutch = (model.encode([pair[side] for pair in fresh]) for side in (0, 1))
    nearest = (english @ dutch.T).argmax(axis=1)
    assert (nearest == np.arange(len(fresh))).mean() >= 0.9


def test_the_same_seed_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_model(data, tmp_path / name, TINY)
    make_model(data, tmp_path / "other", Recipe(**{**vars(TINY), "seed": SEED + 1}))
    for name in ("model.safetensors", "tokenizer.json", "idf.npy", "modules.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    one, other = (tmp_path / name / "model.safetensors" for name in ("one", "other"))
    assert one.read_bytes() != other.read_bytes()


def test_the_card_names_sources_and_takes_figures(data: Path, tmp_path: Path) -> None:
    make_model(data, tmp_path, TINY)
    for table in ("| first |", "| second |"):
        write_figures(tmp_path, table)
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| second |" in card and "| first |" not in card
    assert "| wiktionary_en-nl.tsv | CC0 | a test |" in card
    assert "parallel" not in card and str(data) not in card


def test_evaluation_texts_are_left_out(data: Path) -> None:
    held_out = HeldOut([LEAKED])
    sources = read_sources(data / "training", held_out, SEED)
    assert all(LEAKED not in pair for source in sources for pair in source.pairs)
    open_sources = read_sources(data / "training", HeldOut([]), SEED)
    assert any(LEAKED in pair for source in open_sources for pair in source.pairs)


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("Is de brug van de gemeente veilig", True),
        ("IS DE BRUG, van de gemeente, veilig!", True),
        ("Inleiding. Is de brug van de gemeente veilig? Slot.", True),
        ("Nee.", True),
        ("Inleiding. Nee. Slot van dit korte stuk.", False),
        ("Is de brug veilig?", False),
    ],
)
def test_leakage_is_seen_in_whole_texts_and_in_sentences(text: str, leaks: bool) -> None:
    assert HeldOut(["Is de brug van de gemeente veilig?", "Nee"]).touches(text) is leaks


def test_missing_data_is_named(data: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="evals holds no evaluation files"):
        make_model(tmp_path, tmp_path / "model", TINY)
    with pytest.raises(TrainingDataError, match=r"lacks the files parallel/nl_treaties_bwb"):
        read_sources(tmp_path, HeldOut([]), SEED)


def test_a_damaged_archive_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "parallel").mkdir()
    whole = (data / "training/parallel/nl_treaties_bwb.tsv.xz").read_bytes()
    (tmp_path / "parallel/nl_treaties_bwb.tsv.xz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TrainingDataError, match=r"nl_treaties_bwb\.tsv\.xz is damaged"):
        read_sources(tmp_path, HeldOut([]), SEED)
