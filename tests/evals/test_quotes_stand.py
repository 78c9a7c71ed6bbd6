"""Every quote stands letter for letter on its page, by an extraction that is not ours."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.sample import SAMPLE_DIR
from evals.known import read_questions
from evals.quotes import SourceFileMissing, SourcePages, misquotes, signs, stands
from rag.chain import Voetnoot

QUESTIONS = (
    "What is the SecFund cap?",
    "Wat is het maximale bedrag dat het SecFund per onderneming investeert?",
    "Wie stelde de vragen?",
    "Hoeveel kost de maatregel?",
    "Waarom wordt de wet gewijzigd?",
    "Welke uitgaven zijn er in het jaarverslag verantwoord?",
    "Wanneer treedt de wet in werking?",
)
PAGE = tuple(
    signs("De wet- en regel-\ngeving kost € 5 mln. per jaar.56 Ook\nEU-\nlidstaten ﬁnancieren.")
)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="pypdf")  # it complains of fonts that it reads well


@pytest.mark.parametrize(
    "text",
    [
        "De wet- en regelgeving kost € 5 mln. per jaar.",
        "regel\u00adgeving",
        "Ook EU-lidstaten financieren.",
        "per\u00a0jaar.56",
    ],
)
def test_text_that_stands_on_the_page(text: str) -> None:
    assert stands(text, PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "De wet en regelgeving",  # a hyphen inside a line belongs to the text
        "€ 6 mln.",
        "per jaar. Ook",  # not contiguous: a marker stands between
        "regelgeving kost 5 mln.",
        "de wet",
        "financieren. En",
        "",
        " ",
    ],
)
def test_text_that_does_not(text: str) -> None:
    assert not stands(text, PAGE)


def test_sample_quotes_stand_on_their_pages(sample_chain: Voetnoot) -> None:
    pages = SourcePages(SAMPLE_DIR)
    answers = [sample_chain.invoke(question) for question in QUESTIONS]
    assert sum(len(answer.citations) for answer in answers) >= 2
    assert [found for answer in answers for found in misquotes(answer, pages)] == []


def test_a_changed_letter_page_or_part_is_found(sample_chain: Voetnoot) -> None:
    """The check itself can fail."""
    pages = SourcePages(SAMPLE_DIR)
    answer = sample_chain.invoke(QUESTIONS[0])
    citation = answer.citations[0]
    part = citation.parts[0]
    wrong_letter = replace(part, text=part.text[:-2] + "#" + part.text[-1])
    for wrong in (
        replace(citation, parts=(wrong_letter, *citation.parts[1:]), quote=wrong_letter.text),
        replace(citation, parts=(replace(part, page=citation.page_end + 1), *citation.parts[1:])),
        replace(citation, parts=()),
    ):
        assert misquotes(replace(answer, citations=(wrong,)), pages)
    gone = replace(citation, file="bestaat-niet.pdf")
    with pytest.raises(SourceFileMissing):
        misquotes(replace(answer, citations=(gone,)), pages)


def test_every_quote_on_all_known_questions_stands_on_its_page(
    real_chain: Voetnoot, testdata: Path
) -> None:
    pages = SourcePages(testdata / "corpus")
    questions = read_questions(testdata / "evals" / "dev.questions.jsonl")
    answers = [
        real_chain.invoke({"question": q.question, "history": q.history}) for q in questions
    ]
    quoted = sum(len(answer.citations) for answer in answers)
    assert quoted > len(questions) / 2  # refusing everything would pass the check below
    assert all(c.verified for answer in answers for c in answer.citations)
    assert [found for answer in answers for found in misquotes(answer, pages)] == []
