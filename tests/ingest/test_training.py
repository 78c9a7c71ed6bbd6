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
from ingest.training.questions import QUESTION_SETS, read_questions
from ingest.training.recipe import Recipe, make_model
from ingest.training.sources import PairSource, question_source, read_sources
from ingest.training.tokens import encode_pairs, inverse_document_frequency
from ingest.training.vocabulary import train_tokenizer

SEED = 5
TINY = Recipe(
    vocabulary=400,
    vocabulary_characters=200_000,
    dimension=32,
    steps=300,
    batch=64,
    document=12,
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
    asked = [
        {
            "question": _sentence(words, chance, 9)[1] + "?",
            "answer": _sentence(words, chance, 12)[1],
        }
        for _ in range(80)
    ]
    asked[0] = {"question": LEAKED.title() + "?", "answer": "Ja."}
    for name, records in (("kamervragen", asked[:40]), ("rekenkamer", asked[40:])):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (root / f"evals/{name}.dev.jsonl").write_text(lines, encoding="utf-8")
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


def test_the_split_is_fixed_and_keeps_near_duplicates_together(data: Path) -> None:
    records = read_questions(data / "evals")
    assert [len([r for r in records if r.collection == name]) for name in QUESTION_SETS] == [40, 40]
    assert 10 <= sum(record.measures for record in records) <= 40
    alike = dict.fromkeys(("kamervragen", "rekenkamer"), "")
    for number, record in enumerate(records):  # each twice, once in every file, in other words
        words = record.question.rstrip("?").split()
        lines = [
            {"question": f"Vraag {number}: {' '.join(words[:8])}", "answer": f"nee {number}"},
            {"question": f"Anders {number}", "answer": f"Toelichting {number}, {' '.join(words)}!"},
        ]
        for name, line in zip(alike, lines, strict=True):
            alike[name] += json.dumps(line) + "\n"
    folder = data / "alike"
    folder.mkdir()
    for name, text in alike.items():
        (folder / f"{name}.dev.jsonl").write_text(text, encoding="utf-8")
    twice = read_questions(folder)
    first, second = twice[: len(records)], twice[len(records) :]
    long = [n for n, record in enumerate(records) if len(record.question.split()) >= 8]
    assert len(long) >= 70
    assert all(first[n].measures == second[n].measures for n in long)


def test_what_measures_is_not_trained_on(data: Path) -> None:
    records = read_questions(data / "evals")
    pairs = question_source(records, []).pairs
    assert len(pairs) == sum(not record.measures for record in records)
    assert not {r.question for r in records if r.measures} & {question for question, _ in pairs}
    page = f"Op deze bladzijde staat: {pairs[3][1]} En meer."
    fewer = question_source(records, [page]).pairs
    assert set(pairs) - set(fewer) == {pairs[3]}
    with pytest.raises(TrainingDataError, match="No question may be trained on"):
        question_source([record for record in records if record.measures], [])


def test_question_words_are_common_where_they_are_commonest() -> None:
    """A word of every question and of no law weighs little; short texts count as joined ones."""
    tokenizer = train_tokenizer(["hoeveel kost de brug", "artikel over een weg"] * 50, 60)
    laws = [("artikel", f"artikel over een weg {'een weg ' * 20}")] * 400
    questions = [("hoeveel kost", "hoeveel kost de brug")] * 400
    sources = [
        PairSource("laws", 1.0, (False, True), tuple(laws)),
        PairSource("questions", 1.0, (True, True), tuple(questions)),
    ]
    encoded = [encode_pairs(source, tokenizer, 256) for source in sources]
    size = tokenizer.get_vocab_size()
    alone = inverse_document_frequency(encoded[:1], size, 30, SEED)
    both = inverse_document_frequency(encoded, size, 30, SEED)
    (word,) = tokenizer.encode("hoeveel").ids
    (law,) = tokenizer.encode("artikel").ids
    assert alone[word] > 5 and both[word] < 0.5
    assert both[law] == alone[law] < 0.5


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
