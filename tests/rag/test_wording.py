"""Remarks beside an answer."""

import pytest

from rag.answer import Citation, CitedCell
from rag.drafts import Verified
from rag.question import analyse
from rag.reading import Reading
from rag.wording import other_years


def told(question, quote, title="Brief", cell=None, language="nl"):
    citation = Citation(
        1, "kst-1-2", "kst-1-2.pdf", title, "2024-05-01", 1, 1, "1", quote, True, (), (), "", None,
        cell=cell,
    )
    reading = Reading(analyse(question), (), 1.0)
    return other_years([reading], Verified((), ((frozenset({0}), citation),)), language)


def test_a_sentence_about_another_year_is_pointed_at():
    quote = "In 2023 zijn 40 sluizen vervangen."
    assert told("Hoeveel sluizen zijn in 2022 vervangen?", quote) == (
        "Let op: gevraagd is naar 2022, maar [1] spreekt van 2023."
    )
    assert "speaks of 2023" in told("How many locks in 2022?", quote, language="en")


@pytest.mark.parametrize(("question", "quote", "title"), [
    ("Hoeveel sluizen zijn in 2023 vervangen?", "In 2023 zijn 40 sluizen vervangen.", "Brief"),
    ("Hoeveel sluizen zijn er vervangen?", "In 2023 zijn 40 sluizen vervangen.", "Brief"),
    ("Hoeveel sluizen zijn in 2022 vervangen?", "Er zijn 40 sluizen vervangen.", "Brief"),
    ("Wat wil het akkoord van 2021?", "In 2030 zijn 40 sluizen klaar.", "Sluizenakkoord 2021"),
    ("Wat schreef de minister in 2024?", "In 2030 zijn 40 sluizen klaar.", "Brief"),
])
def test_nothing_is_remarked(question, quote, title):
    assert told(question, quote, title) == ""


def test_the_head_of_a_column_tells_the_year():
    cell = CitedCell("", "Sluizen", "2022", "", "40", (1, 0.0, 0.0, 1.0, 1.0))
    assert told("Hoeveel sluizen in 2022?", "Sluizen 38 40 2023", cell=cell) == ""
