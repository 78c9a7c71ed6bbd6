"""Run folders, files told apart, and wrong pages and notes put in on purpose."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals import report, results
from evals.known import QuestionFileError, read_questions
from evals.measures import summarise
from evals.run import Run, RunFolderError, load, save
from evals.runner import evaluate_files, form_of
from ingest.embedding import BundledEmbedder
from ingest.index import Index
from rag.chain import Voetnoot
from tests.evals.made import answer, citation, known, passage

QUESTIONS = Path(__file__).parents[2] / "evals" / "questions"


def perfect(number: int, *labels: str):
    quote = "5 mln. per onderneming"
    return answer(
        citation("kst-1-2", 4, quote, *labels), text=f"{number}", passages=(passage("kst-1-2", 4),)
    )


def made_run(*answers) -> Run:
    questions = tuple(known(id=f"q{n}", footnotes=("3",)) for n in range(len(answers)))
    return Run(questions, tuple(answers), (0.1,) * len(answers), {"created": "nu"})


def test_wrong_pages_and_notes_put_in_on_purpose_are_what_is_reported() -> None:
    good = [perfect(n, "3") for n in range(10)]
    assert summarise(made_run(*good).judgements)["right_page"] == 1.0

    def moved(one):
        cited = replace(one.citations[0], page=5, page_end=5)
        return replace(one, citations=(cited,), passages=(passage("kst-1-2", 5),))

    def renamed(one):
        notes = (replace(one.citations[0].footnotes[0], label="8"),)
        return replace(one, citations=(replace(one.citations[0], footnotes=notes),))

    run = made_run(*(moved(one) for one in good[:3]), *(renamed(one) for one in good[3:5]),
                   *good[5:])
    total = run.groups["alle"]
    assert total["right_page"] == total["page_precision"] == total["page_recall"] == 0.7
    assert total["recall_at_5"] == 0.7 and total["answer_accuracy"] == 1.0
    assert total["right_footnote"] == 0.8  # the three moved ones are in the right document
    assert total["footnote_recall"] == 0.5  # 5 of 10 wanted, on a right page
    assert total["footnote_precision"] == pytest.approx(5 / 7)
    details = report.as_markdown(run, details=True)
    assert [n for n in range(10) if f"- q{n} (" in details] == [0, 1, 2, 3, 4]
    assert details.count("verkeerde pagina") == 3 and details.count("voetnoot ontbreekt") == 2


def test_refusals_counted_by_hand() -> None:
    refusal = answer(text="Niet gevonden", abstained=True)
    nowhere = known(answerable=False, facts=(), places=())
    run = Run((known(), known(), nowhere, nowhere, nowhere),
              (perfect(1), refusal, refusal, refusal, perfect(2)), (0.1,) * 5)
    total = run.groups["alle"]
    assert total["refusal_precision"] == pytest.approx(2 / 3)
    assert total["refused_unanswerable"] == pytest.approx(2 / 3)
    assert total["right_outcome"] == pytest.approx(3 / 5)


def test_a_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    run = made_run(perfect(1, "3"), None, answer(text="weg", abstained=True))
    save(run, tmp_path)
    assert load(tmp_path) == run


@pytest.mark.parametrize("damage", ["answers.jsonl", "questions.jsonl", "run.json"])
def test_a_folder_that_holds_no_run(tmp_path: Path, damage: str) -> None:
    save(made_run(perfect(1)), tmp_path)
    (tmp_path / damage).write_text('{"half": ', "utf-8")
    with pytest.raises(RunFolderError, match=tmp_path.name):
        load(tmp_path)


def test_an_answer_that_is_missing_from_a_folder_is_told(tmp_path: Path) -> None:
    save(made_run(perfect(1), perfect(2)), tmp_path)
    lines = (tmp_path / "answers.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "answers.jsonl").write_text(lines[0] + "\n", "utf-8")
    with pytest.raises(RunFolderError, match="2 vragen, 1 antwoorden"):
        load(tmp_path)


@pytest.fixture(scope="module")
def sample_chain(sample_index: Index, embedder: BundledEmbedder) -> Voetnoot:
    return Voetnoot(sample_index, embedder, embedder.model)


def test_a_run_on_the_samples_with_all_that_is_left_of_it(
    sample_chain: Voetnoot, tmp_path: Path
) -> None:
    questions = (QUESTIONS / "answerable.jsonl").read_text("utf-8").splitlines()[:6]
    unanswerable = (QUESTIONS / "unanswerable.jsonl").read_text("utf-8").splitlines()[:2]
    file = tmp_path / "vragen.jsonl"
    file.write_text("\n".join((*questions, *unanswerable)), "utf-8")
    found = evaluate_files(lambda: sample_chain, [file])
    found.write(tmp_path / "meting")
    total = found.as_dict()["measures"]["alle"]
    assert total["questions"] == 8 and total["misquoted"] == 0
    again = load(tmp_path / "meting")
    assert again.groups["alle"] == found.run.groups["alle"]
    assert again.about["index"]["documents"] == 12
    assert again.kinds["voorbeeld-kst-39801-10.pdf"] == "Motie"
    page = (tmp_path / "meting" / "report.html").read_text("utf-8")
    assert page.count("<svg") == 3 and "http-equiv" not in page and "<script" not in page
    with (tmp_path / "meting" / "results.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert [row["id"] for row in rows] == [q.id for q in read_questions(file)]
    qrels = (tmp_path / "meting" / "qrels.txt").read_text("utf-8").split("\n")
    assert len([line for line in qrels if line]) == 6


def test_answers_are_found_among_answers(sample_chain: Voetnoot, tmp_path: Path) -> None:
    records = [
        ("Hoeveel kost een fiets?", "Een fiets kost gemiddeld 800 euro."),
        ("Wie bouwt de brug?", "De brug wordt gebouwd door een aannemer uit Zwolle."),
        ("Wanneer begint de oogst?", "De oogst begint in augustus."),
        ("Waar begint de oogst eerst?", "De oogst begint  in Augustus."),
    ]
    file = tmp_path / "antwoorden.jsonl"
    file.write_text("\n".join(
        json.dumps({"id": str(n), "question": q, "answer": a}) for n, (q, a) in enumerate(records)
    ), "utf-8")
    found = evaluate_files(sample_chain, [file])
    measures = found.as_dict()["retrieval"]["antwoorden"]
    assert measures["questions"] == 4 and measures["recall@1"] == measures["RR@10"] == 1.0
    assert "| antwoorden | 4 | 1.000" in found.as_markdown()


def test_files_are_told_apart(tmp_path: Path, testdata: Path) -> None:
    forms = {path.name: form_of(path) for path in (testdata / "evals").glob("*.jsonl")}
    assert forms == {
        "dev.questions.jsonl": "questions", "dev.footnotes.jsonl": "footnotes",
        "kamervragen.dev.jsonl": "pairs", "rekenkamer.dev.jsonl": "pairs",
    }
    assert form_of(QUESTIONS / "conversations.jsonl") == "questions"


@pytest.mark.parametrize("text", ["", "[1]\n", "geen json\n"])
def test_a_file_that_is_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "niets.jsonl"
    file.write_text(text, "utf-8")
    with pytest.raises(QuestionFileError, match=r"niets\.jsonl"):
        evaluate_files(lambda: pytest.fail("no index is needed"), [file])


def test_no_formula_starts_in_a_spreadsheet() -> None:
    assert results.safe("=HYPERLINK()") == "'=HYPERLINK()" and results.safe("€ 5") == "€ 5"
