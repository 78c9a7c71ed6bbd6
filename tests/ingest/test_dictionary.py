"""The table of translations, learnt from a small language of our own."""

import lzma
import random

import pytest

from ingest.lexical import stems
from ingest.training.alignment import align
from ingest.training.dictionary import Recipe, make_dictionary
from ingest.training.errors import TrainingDataError
from rag.translation import read_table

WORDS = {"bako": "tulig", "deru": "vamok", "fino": "gelup", "komi": "zaror", "lapu": "hidos",
         "nuro": "pekal", "sadi": "wunot", "tiga": "jibor"}
FILES = ("parallel/nl_treaties_bwb", "parallel/coronacheck", "parallel/tatoeba_manythings",
         "parallel/msdocs_nav")


def sentences(count, seed):
    """Pairs of sentences whose words stand in another order on the other side."""
    chance = random.Random(seed)
    for _ in range(count):
        chosen = chance.sample(sorted(WORDS), 4)
        yield " ".join(chosen), " ".join(sorted(WORDS[word] for word in chosen))


@pytest.fixture
def data(tmp_path):
    for folder in ("training/parallel", "training/dictionary", "evals"):
        (tmp_path / folder).mkdir(parents=True)
    for seed, name in enumerate(FILES):
        with lzma.open(tmp_path / f"training/{name}.tsv.xz", "wt", encoding="utf-8") as lines:
            lines.writelines("\t".join(pair) + "\n" for pair in sentences(40, seed))
    (tmp_path / "training/dictionary/own.tsv").write_text("rare\tzeldzaam\n", encoding="utf-8")
    (tmp_path / "evals/own.jsonl").write_text(
        '{"question": "bako deru fino komi lapu?", "answer": "Ja."}\n', encoding="utf-8"
    )
    return tmp_path


def test_words_that_stand_together_are_told_from_those_that_translate():
    # 0 stands with 10 and 11 always; 11 also where 1 stands, so that it is the word of 1
    pairs = [([0, 1], [10, 11])] * 3 + [([1], [11])] * 3
    learnt = align(pairs, 12)
    chance = {(int(s), int(t)): p for s, t, p in zip(*learnt[:3], strict=True)}
    assert chance[0, 10] > 0.8
    assert chance[1, 11] > 0.9
    assert sum(p for (s, _), p in chance.items() if s == 0) == pytest.approx(1.0)


def test_every_word_gets_its_translation_first(data, tmp_path):
    output = tmp_path / "table.tsv.xz"
    count = make_dictionary(data, output, Recipe())
    table = read_table(output)
    assert count == len(table) == len(WORDS) + 1
    for english, dutch in WORDS.items():
        first = table[stems(english, "english")[0]][0]
        assert first.text == dutch
        assert first.weight > 0.5
    assert table["rare"][0].text == "zeldzaam"


def test_the_same_data_gives_the_same_bytes(data, tmp_path):
    for name in ("one", "two"):
        make_dictionary(data, tmp_path / name, Recipe())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_missing_data_is_told(tmp_path):
    with pytest.raises(TrainingDataError):
        make_dictionary(tmp_path, tmp_path / "out", Recipe())
