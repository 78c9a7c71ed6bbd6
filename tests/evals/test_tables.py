"""The measure of tables: what it counts on a sample document, and what it does with bad input."""

import json

import pytest

from corpus.sample import SAMPLE_DIR
from evals.tables import AnnotationError, as_markdown, evaluate_tables, main

DOC = "voorbeeld-kst-39801-14"


def annotated(tmp_path, *records):
    file = tmp_path / "tabellen.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in records) + "\n", encoding="utf-8")
    return file


def test_counts(tmp_path):
    right = {"row": "Fryslân", "column": "Totaal", "value": "23,3"}
    wrong = {"row": "Fryslân", "column": "Grond", "value": "99"}
    unknown = {"row": "Saba", "column": "Grond", "value": "1"}
    file = annotated(
        tmp_path,
        {"doc": DOC, "page": 2, "tables": 1},
        {"doc": DOC, "page": 1, "tables": 1},
        {"doc": DOC, "page": 2, "unit": "x € 1 miljoen", "cells": [right, wrong, unknown]},
    )
    score, total = evaluate_tables(SAMPLE_DIR, file)
    assert (score.tables, score.found, score.spurious) == (2, 1, 0)
    assert (score.cells, score.right, score.addressed) == (3, 1, 2)
    assert (score.units, score.units_right) == (1, 1)
    assert "| 0.333 | 0.500 | 1/1 |" in as_markdown([total])


@pytest.mark.parametrize("record", [{"doc": DOC}, {"doc": DOC, "page": 1, "tables": "een"}, 7])
def test_lines_that_cannot_be_used(tmp_path, record):
    with pytest.raises(AnnotationError, match="regel 1"):
        evaluate_tables(SAMPLE_DIR, annotated(tmp_path, record))


def test_the_command_tells_what_is_missing(tmp_path, capsys):
    assert main([]) == 2
    file = annotated(tmp_path, {"doc": "weg", "page": 1, "tables": 0})
    assert main([str(SAMPLE_DIR), str(file)]) == 1
    assert "weg.pdf" in capsys.readouterr().err
