"""Two runs compared question by question, on answers made by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from corpus.sample import SAMPLE_DIR
from evals.compare import compare, compare_runs
from evals.run import Run, RunFolderError, save
from tests.evals.made import answer, citation, known, passage

QUOTE = "5 mln. per onderneming"
RIGHT = answer(citation("kst-1-2", 4, QUOTE), passages=(passage("kst-1-2", 4),))
WRONG = answer(citation("kst-1-2", 5, "niets"), passages=(passage("kst-1-2", 5),))


def run(*answers, ids=None) -> Run:
    names = ids or [f"q{n}" for n in range(len(answers))]
    return Run(tuple(known(id=name) for name in names), tuple(answers), (0.1,) * len(answers))


def test_better_and_worse_are_told_by_question() -> None:
    found = compare_runs(run(RIGHT, WRONG, RIGHT), run(WRONG, RIGHT, RIGHT))
    assert found.as_dict()["worse"] == ["q0"] and found.as_dict()["better"] == ["q1"]
    measures = found.as_dict()["measures"]
    assert measures["answer_accuracy"] == {
        "before": pytest.approx(2 / 3), "after": pytest.approx(2 / 3), "questions": 3, "p": 1.0,
    }
    assert "slechter (right_outcome) q0" in found.as_markdown()


def test_a_better_rank_alone_is_a_change_too() -> None:
    late = replace(RIGHT, passages=(*(passage("kst-1-2", 9) for _ in range(6)),
                                    passage("kst-1-2", 4)))
    (change,) = compare_runs(run(late), run(RIGHT)).changes
    assert change.measure == "recall_at_5" and change.better


def test_twelve_worse_questions_are_beyond_chance() -> None:
    found = compare_runs(run(*[RIGHT] * 12), run(*[WRONG] * 12))
    row = found.as_dict()["measures"]["answer_accuracy"]
    assert row["before"] == 1.0 and row["after"] == 0.0 and row["p"] < 0.01
    assert "*" in found.as_markdown()


def test_only_shared_questions_count() -> None:
    found = compare_runs(run(RIGHT, RIGHT, ids=["a", "b"]), run(WRONG, WRONG, ids=["b", "c"]))
    assert (found.only_before, found.only_after) == (1, 1)
    assert found.as_dict()["worse"] == ["b"]


def test_the_page_shows_where_it_went_wrong(tmp_path: Path) -> None:
    files = {path.name: str(path) for path in SAMPLE_DIR.rglob("*.pdf")}
    name = "voorbeeld-kst-39801-10"
    here = replace(citation(name, 1, QUOTE), boxes=((1, 100.0, 100.0, 300.0, 120.0),))
    questions = (known(places=(replace(known().places[0], doc=name, page=2, page_end=2),)),)
    good = replace(here, page=2, page_end=2)
    before = Run(questions, (answer(good),), (0.1,), files=files)
    after = Run(questions, (answer(here),), (0.1,), files=files)
    save(before, tmp_path / "voor")
    save(after, tmp_path / "na")
    compare(tmp_path / "voor", tmp_path / "na").write(tmp_path / "uit")
    html = (tmp_path / "uit" / "compare.html").read_text("utf-8")
    assert "slechter (right_page) q" in html
    pictures = sorted((tmp_path / "uit" / "pages").iterdir())
    assert [p.name for p in pictures] == [f"{name}-1-q.png", f"{name}-2-q.png"]
    assert all(f"pages/{p.name}" in html for p in pictures)
    with Image.open(pictures[0]) as drawn:  # the cited page is marked, the other is not
        assert (180, 83, 9) in {colour for _, colour in drawn.getcolors(1 << 20)}


def test_a_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match="leesbare meting"):
        compare(tmp_path, tmp_path)
