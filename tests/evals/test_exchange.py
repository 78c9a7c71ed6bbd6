"""Questions from spreadsheets, from the chat's feedback and from official answers, and back."""

import json
from pathlib import Path

import pytest

from corpus.sample import SAMPLE_DIR
from evals.exchange import convert, main, read_table, write_table
from evals.known import QuestionFileError
from evals.propose import propose
from evals.runner import questions_of
from evals.validate import check_files, read_records

QUESTIONS = Path(__file__).parents[2] / "evals" / "questions"
SINGLE = ("answerable.jsonl", "unanswerable.jsonl")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_there_and_back(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("openpyxl")
    kept = [r for name in SINGLE for r in read_records(QUESTIONS / name)][150:200]
    write_table(kept, tmp_path / f"vragen.{ending}")
    again = read_table(tmp_path / f"vragen.{ending}")
    names = ("id", "lang", "type", "question", "answers", "doc", "page", "footnotes", "evidence")
    assert again == [{"answerable": r["answerable"], **{n: r[n] for n in names}} for r in kept]
    assert list(check_files([QUESTIONS / "answerable.jsonl"], SAMPLE_DIR)) == []
    asked = questions_of(tmp_path / f"vragen.{ending}")
    assert len(asked) == 50 and asked[0].facts


def test_what_people_type(tmp_path: Path) -> None:
    file = tmp_path / "vragen.csv"
    file.write_text(
        "Vraag;Antwoord;Document;Pagina;Noten\n"
        "Hoeveel?;5 mln|vijf miljoen;kst-1-2.pdf;4;3, 4\n"
        "Waarom dan?;;;;\n"
        ";;;;\n",
        "utf-8-sig",
    )
    asked, refused = read_table(file)
    assert asked["answers"] == [["5 mln", "vijf miljoen"]] and asked["footnotes"] == ["3", "4"]
    assert (asked["doc"], asked["page"], asked["id"]) == ("kst-1-2", 4, "rij-2")
    assert refused["answerable"] is False and refused["doc"] is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "leeg"),
        ("iets;anders\n1;2\n", "geen kolom"),
        ("vraag;antwoord;document;pagina\n", "geen vragen"),
        ("vraag;antwoord;document;pagina\nWat?;dit;kst-1;vier\n", "rij 2: geen paginanummer"),
        ("vraag;antwoord;document;pagina\nWat?;dit;;4\n", "rij 2: geen document"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "vragen.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(QuestionFileError, match=told):
        read_table(file)


def test_what_is_no_excel_file(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    (tmp_path / "vragen.xlsx").write_text("geen zip", "utf-8")
    with pytest.raises(QuestionFileError, match="geen leesbaar Excel"):
        read_table(tmp_path / "vragen.xlsx")


def test_feedback_becomes_questions(tmp_path: Path) -> None:
    quote = "Het SecFund investeert ten hoogste 5 mln. euro per onderneming"
    cited = {"file": "voorbeeld-kst-36560-X-10.pdf", "page": 1, "quote": quote, "footnotes": []}
    records = [
        {"question": "Wat is de grens?", "language": "nl", "verdict": "up", "citations": [cited]},
        {"question": "wat is de grens?", "language": "nl", "verdict": "down", "citations": []},
        {"question": "Waar is het geld?", "language": "nl", "verdict": "up", "citations": []},
        {"question": "Wie dan?", "language": "nl", "verdict": "down", "citations": [cited],
         "comment": "verkeerde persoon"},
    ]
    file = tmp_path / "feedback.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in records), "utf-8")
    assert convert(file, tmp_path / "vragen.jsonl") == 3
    good, refused, wrong = read_records(tmp_path / "vragen.jsonl")
    assert (good["doc"], good["page"], good["answers"]) == (
        "voorbeeld-kst-36560-X-10", 1, [[quote]]
    )
    assert refused["answerable"] is False
    assert wrong["answers"] == [] and "verkeerde persoon" in wrong["note"]
    faults = list(check_files([tmp_path / "vragen.jsonl"], SAMPLE_DIR))
    assert all("type" in fault or fault.startswith("f-004") for fault in faults)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = QUESTIONS / "unanswerable.jsonl"
    assert main([str(source), str(tmp_path / "uit.csv")]) == 0
    assert "34 vragen" in capsys.readouterr().out
    assert main([str(tmp_path / "weg.csv"), "x.jsonl"]) == 1 and main([]) == 2


@pytest.mark.parametrize("name", ["kst-39801-14", "ah-tk-20232024-9001", "ah-tk-20232024-9003"])
def test_official_answers_give_sound_questions(tmp_path: Path, name: str) -> None:
    found = list(propose(SAMPLE_DIR / f"voorbeeld-{name}.pdf"))
    assert len(found) >= 5
    file = tmp_path / "voorstel.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in found), "utf-8")
    faults = list(check_files([file], SAMPLE_DIR))
    assert all("without an answer" in f or "type" in f for f in faults)


def test_a_proposal_by_hand() -> None:
    found = list(propose(SAMPLE_DIR / "voorbeeld-kst-39801-14.pdf"))
    ditch = next(r for r in found if r["question"].startswith("Hoeveel kilometer sloot"))
    assert ditch["answers"] == [["312 kilometer"]] and ditch["page"] == 1
    assert "de provincie Fryslân" in ditch["note"] and ditch["type"] == "number"
