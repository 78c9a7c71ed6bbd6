"""Measures on answers made by hand; every expected value was worked out on paper."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals import report
from evals.judgement import judge
from evals.known import Place, QuestionFileError, read_questions
from evals.measures import summarise
from evals.run import Run
from rag.answer import Citation, Passage
from tests.evals.made import OTHER, RIGHT, answer, citation, known, passage

# --- recall


def test_recall_counts_the_rank_of_the_right_page() -> None:
    wrong = tuple(passage("kst-1-2", page) for page in (1, 2, 3, 5, 6))
    found = judge(known(), answer(passages=(*wrong, passage("kst-1-2", 4))), 0.1)
    assert found.recall == (False, False, True)  # rank 6
    found = judge(known(), answer(passages=(passage("kst-1-2", 4), *wrong)), 0.1)
    assert found.recall == (True, True, True)


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        (passage("kst-1-2", 3, 4), True),
        (passage("kst-1-2", 4, 5), True),
        (passage("kst-1-2", 2, 3), False),
        (passage("kst-1-2", 5), False),
        (passage("kst-1-20", 4), False),
        (passage("kst-1", 4), False),
    ],
)
def test_a_passage_covers_the_page_or_not(shown: Passage, right: bool) -> None:
    assert judge(known(), answer(passages=(shown,)), 0.1).recall == (right,) * 3


def test_the_file_counts_and_not_the_identifier() -> None:
    by_another_name = Passage("kst-7-7", "kst-1-2.pdf", 4, 4, 1.0, "tekst")
    assert judge(known(), answer(passages=(by_another_name,)), 0.1).recall == (True,) * 3


def test_one_of_the_alternative_places_is_enough() -> None:
    question = known(places=(RIGHT, OTHER))
    assert judge(question, answer(passages=(passage("kst-9-9", 1),)), 0.1).recall == (True,) * 3


def test_all_of_several_places_are_needed() -> None:
    question = known(all_places=(RIGHT, OTHER))
    one, two = passage("kst-1-2", 4), passage("kst-9-9", 1)
    assert judge(question, answer(passages=(one,)), 0.1).recall == (False,) * 3
    assert judge(question, answer(passages=(one, two)), 0.1).recall == (False, True, True)


def test_evidence_over_two_pages_is_found_on_either() -> None:
    question = known(places=(Place("kst-1-2", 4, 5),))
    for page, right in ((3, False), (4, True), (5, True), (6, False)):
        found = judge(question, answer(passages=(passage("kst-1-2", page),)), 0.1)
        assert found.recall == (right,) * 3


# --- answers, pages and notes


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("Vijf MILJOEN per onderneming. [1]", "", True),
        ("", "Ten hoogste 5 mln. per Onderneming", True),
        ("5 mln.", "per onderneming", True),
        ("5 mln.", "per bedrijf", False),
        ("5 miljoen per onderneming", "", False),
        ("5\u00a0mln.\nper onderneming", "", True),
    ],
)
def test_all_facts_in_text_or_quotes(text: str, quote: str, right: bool) -> None:
    given = answer(citation("kst-9-9", 9, quote), text=text)
    assert judge(known(), given, 0.1).correct is right


def test_a_refusal_is_no_right_answer_even_with_the_words() -> None:
    refusal = answer(text="Niet gevonden: 5 mln. per onderneming", abstained=True)
    found = judge(known(), refusal, 0.1)
    assert found.correct is False and found.refused is True


def test_right_answer_on_a_wrong_page() -> None:
    quote = "5 mln. per onderneming"
    assert judge(known(), answer(citation("kst-1-2", 4, quote)), 0.1).right_page is True
    for doc, page in (("kst-1-2", 5), ("kst-9-9", 4)):
        assert judge(known(), answer(citation(doc, page, quote)), 0.1).right_page is False


@pytest.mark.parametrize(
    ("cited", "right"),
    [
        ((citation("kst-1-2", 4, "x", "3"),), True),
        ((citation("kst-1-2", 4, "x", "2", "3"),), True),
        ((citation("kst-1-2", 4, "x", "2"),), False),
        ((citation("kst-1-2", 4, "x"),), False),
        ((citation("kst-9-9", 4, "x", "3"),), False),
        ((), False),
    ],
)
def test_the_footnote_of_the_evidence(cited: tuple[Citation, ...], right: bool) -> None:
    assert judge(known(footnotes=("3",)), answer(*cited), 0.1).right_note is right


def test_all_footnotes_are_needed() -> None:
    question = known(footnotes=("3", "4"))
    one, two = citation("kst-1-2", 4, "x", "3"), citation("kst-1-2", 4, "y", "4")
    assert judge(question, answer(one), 0.1).right_note is False
    assert judge(question, answer(one, two), 0.1).right_note is True


def test_no_footnote_in_the_evidence_is_not_measured() -> None:
    assert judge(known(), answer(citation("kst-1-2", 4, "x", "3")), 0.1).right_note is None


# --- summaries


def test_a_summary_worked_out_by_hand() -> None:
    quote = "5 mln. per onderneming"
    right = answer(citation("kst-1-2", 4, quote), text="Ja", passages=(passage("kst-1-2", 4),))
    wrong_page = answer(
        citation("kst-1-2", 7, quote), citation("kst-1-2", 8, "zo", verified=False), text="Ja",
        passages=(passage("kst-1-2", 7),),
    )
    refusal = answer(text="Niet gevonden", abstained=True)
    unanswerable = known(answerable=False, facts=(), places=())
    total = summarise([
        judge(known(), right, 0.1),
        judge(known(history=("Eerder?",)), wrong_page, 0.2),
        judge(known(), refusal, 0.3),
        judge(known(), None, 0.4),
        judge(unanswerable, refusal, 0.5),
        judge(unanswerable, right, 0.6),
    ])
    assert total["questions"] == 6
    assert total["recall_at_1"] == total["recall_at_10"] == 1 / 4
    assert total["answer_accuracy"] == 2 / 4
    assert total["right_page"] == 1 / 2
    assert total["right_footnote"] is None
    assert total["refused_unanswerable"] == 1 / 2
    assert total["refused_answerable"] == 1 / 4
    assert total["follow_up_accuracy"] == 1.0
    assert total["unverified_quotes"] == 1
    assert total["citations"] == pytest.approx(4 / 3)  # 1, 2 and 1
    assert total["characters"] == len(f"Ja {quote}")  # the middle one of 25, 28 and 25
    assert total["milliseconds"] == pytest.approx(350)


def test_a_question_left_out_scores_zero() -> None:
    found = judge(known(footnotes=("3",)), None, 0.0)
    assert found.recall == (False, False, False)
    assert found.correct is False and found.right_note is False and found.refused is False


def test_the_report_groups_by_language_and_type() -> None:
    questions = (known(), known(id="e", language="en", type="date"))
    answers = (answer(text="5 mln. per onderneming"), answer(text="nee"))
    run = Run(questions, answers, (0.1, 0.1))
    groups = report.as_dict(run)["measures"]
    assert groups["taal nl"]["answer_accuracy"] == 1.0
    assert groups["taal en"]["answer_accuracy"] == groups["type date"]["answer_accuracy"] == 0.0
    assert groups["alle"]["answer_accuracy"] == 0.5
    shown = report.as_markdown(run, details=True)
    assert "| taal en | 1 |" in shown
    assert "- e (" in shown and "antwoord mist feiten" in shown


# --- files


def write(folder: Path, *records: Any) -> Path:
    file = folder / "bekend.jsonl"
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    return file


def record(**changes: Any) -> dict[str, Any]:
    fields = {
        "id": "d-1", "lang": "nl", "question": "Hoeveel?", "type": "money", "answerable": True,
        "answers": [["5 mln."]], "doc": "kst-1-2", "page": 4, "footnotes": ["3"],
    }
    return fields | changes


def test_every_field_of_a_question_is_read(tmp_path: Path) -> None:
    more = record(
        page_end=5, alt_places=[{"doc": "kst-9-9", "page": 1}],
        places=[{"doc": "kst-1-2", "page": 4}, {"doc": "kst-9-9", "page": 2}],
    )
    (question,) = read_questions(write(tmp_path, more))
    assert question.facts == (("5 mln.",),) and question.footnotes == ("3",)
    assert question.places == (Place("kst-1-2", 4, 5), OTHER)
    assert question.all_places == (RIGHT, Place("kst-9-9", 2, 2))


def test_a_conversation_keeps_its_history(tmp_path: Path) -> None:
    turns = [record(), record(id="d-1.2", question="En\u2028daarna?")]
    one, two = read_questions(write(tmp_path, {"id": "d-1", "turns": turns}))
    assert one.history == () and two.history == ("Hoeveel?",)
    assert two.question == "En\u2028daarna?"  # a line separator inside a text ends no record


def test_an_unanswerable_question_has_no_place(tmp_path: Path) -> None:
    nowhere = record(answerable=False, answers=[], doc=None, page=None, footnotes=[])
    (question,) = read_questions(write(tmp_path, nowhere))
    assert not question.answerable and question.places == ()


@pytest.mark.parametrize(
    "bad", [{"id": "x"}, [1], "tekst", record(page="vier"), record(answers=None)]
)
def test_a_bad_line_is_named(tmp_path: Path, bad: Any) -> None:
    with pytest.raises(QuestionFileError, match=r"bekend\.jsonl, regel 2"):
        read_questions(write(tmp_path, record(), bad))


def test_a_file_without_questions(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="geen vragen"):
        read_questions(write(tmp_path))


def test_the_known_questions_on_real_documents_are_all_read(testdata: Path) -> None:
    questions = read_questions(testdata / "evals" / "dev.questions.jsonl")
    assert len(questions) == 138  # 126 questions, 6 conversations of two turns
    assert sum(bool(q.history) for q in questions) == 6
    assert sum(bool(q.all_places) for q in questions) >= 6
