"""Thumbs up and down: what is kept beside the index, and that it can be read as questions."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.ui.fakes import QUOTE, an_answer
from ui.chat import _verdict
from ui.conversation import Shown
from ui.feedback import NAME, FeedbackNotKept, feedback, keep


def shown() -> Shown:
    turns = [("Eerst?", "Dat."), ("Hoeveel?", an_answer().text)]
    messages = tuple(
        {"role": role, "content": text}
        for asked, said in turns
        for role, text in (("user", asked), ("assistant", said))
    )
    return Shown(messages, ("Eerst?", "Hoeveel?"), an_answer())


def test_the_last_answer_is_kept_with_its_citations() -> None:
    record = feedback(shown(), 3, True, "nl")
    assert (record["question"], record["verdict"]) == ("Hoeveel?", "up")
    assert record["history"] == ["Eerst?"]
    assert record["citations"] == [
        {"file": "kst-36560-X-10.pdf", "page": 1, "quote": QUOTE, "footnotes": ["3"]}
    ]
    assert record["abstained"] is False and QUOTE in record["answer"]


def test_an_earlier_answer_is_kept_without() -> None:
    record = feedback(shown(), 1, False, "nl")
    assert (record["question"], record["answer"], record["verdict"]) == ("Eerst?", "Dat.", "down")
    assert record["citations"] == [] and record["abstained"] is None


def test_records_are_added_line_by_line(tmp_path: Path) -> None:
    chain = SimpleNamespace(index=SimpleNamespace(directory=tmp_path))
    for liked in (True, False):
        _verdict(chain)(SimpleNamespace(index=3, liked=liked), shown(), "nl")
    lines = (tmp_path / NAME).read_text("utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["up", "down"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FeedbackNotKept, match="niet te schrijven"):
        keep({}, tmp_path / "weg")


def test_a_chain_without_a_folder_keeps_nothing() -> None:
    _verdict(SimpleNamespace(index=object()))(SimpleNamespace(index=3, liked=True), shown(), "nl")
