"""The footnote measure itself, on notes made by hand, and the targets on real documents."""

import json

import pytest

from corpus.errors import VoetnootError
from evals.footnotes import Annotation, evaluate_footnotes, read_annotations, score
from ingest.types import Footnote


def note(label, page, text="Kamerstuk 36 560, nr. 4", anchor="de woorden ervoor", anchor_page=0):
    return Footnote(0, label, page, text, (), anchor_page or page, anchor)


def wanted(label, page, anchor="de woorden ervoor"):
    return Annotation("stuk", page, label, "Kamerstuk 36 560", anchor, page)


def test_all_right():
    result = score("stuk", [wanted("1", 1), wanted("2", 2)], [note("1", 1), note("2", 2)])
    assert (result.recall, result.precision, result.anchors) == (1.0, 1.0, 1.0)
    assert (result.texts, result.gaps, result.errors) == (2, 0, ())


def test_a_note_that_was_missed_leaves_a_gap():
    annotations = [wanted(label, 1) for label in ("1", "2", "3")]
    result = score("stuk", annotations, [note("1", 1), note("3", 1)])
    assert result.recall == pytest.approx(2 / 3)
    assert result.gaps == 1
    assert any("gemist: p. 1 noot 2" in error for error in result.errors)


def test_a_note_that_is_none_costs_precision():
    result = score("stuk", [wanted("1", 2)], [note("12", 1), note("1", 2), note("1", 2)])
    assert result.precision == pytest.approx(1 / 3)


def test_behind_the_annotated_part_only_a_new_start_is_wrong():
    found = [note("1", 1), note("2", 5), note("3", 6), note("1", 7)]
    result = score("stuk", [wanted("1", 1)], found)
    assert (result.beyond, result.wrong) == (2, 1)


def test_anchors_need_page_and_words():
    annotations = [wanted("1", 1), wanted("2", 1), wanted("3", 1)]
    found = [
        note("1", 1, anchor="Heel andere tekst"),
        note("2", 1, anchor_page=2),
        note("3", 1, anchor="zin met de woor-den ervoor?"),
    ]
    assert score("stuk", annotations, found).anchored == 1


def test_files_that_cannot_be_used(tmp_path):
    file = tmp_path / "noten.jsonl"
    with pytest.raises(VoetnootError, match=r"noten\.jsonl"):
        read_annotations(file)
    file.write_text('{"doc": "x"}\n', encoding="utf-8")
    with pytest.raises(VoetnootError, match="regel 1"):
        read_annotations(file)
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(VoetnootError, match="geen voetnoten"):
        read_annotations(file)
    row = {"doc": "weg", "page": 1, "label": "1", "note": "a", "anchor": "b", "anchor_page": 1}
    file.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(VoetnootError, match=r"weg\.pdf"):
        evaluate_footnotes([file], tmp_path)


def test_real_documents_meet_the_targets(testdata):
    result = evaluate_footnotes([testdata / "evals/dev.footnotes.jsonl"], testdata / "corpus")
    assert result.passed, result.as_markdown(details=True)
