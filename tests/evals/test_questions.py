"""Our own known questions are sound, and the check tells what is not."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.sample import SAMPLE_DIR
from evals.quotes import SourcePages
from evals.validate import TYPES, check_files, read_records

FILES = sorted(Path(__file__).parents[2].glob("evals/questions/*.jsonl"))
ON_REAL = sorted(Path(__file__).parents[2].glob("evals/questions/*/*.jsonl"))


def records() -> list[dict]:
    return [record for path in FILES for record in read_records(path)]


def test_the_evidence_of_our_own_questions_stands_on_its_page() -> None:
    assert list(check_files(FILES, SAMPLE_DIR)) == []


def page_text(place: dict, pages: SourcePages) -> str:
    """The letters of a page in small type, words that a line end breaks joined."""
    signs = pages.signs(f"{place['doc']}.pdf", place["page"])
    return "".join(sign for sign, breaks_line in signs if not breaks_line).lower()


def stands(fact: list[str], text: str) -> bool:
    return any("".join(v.lower().split()) in text for v in fact)


@pytest.mark.parametrize("path", ON_REAL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_facts_of_questions_on_real_documents_stand_on_their_pages(path, testdata) -> None:
    pages = SourcePages(testdata / "corpus")
    for record in (record for record in read_records(path) if record["answerable"]):
        parts = [page_text(place, pages) for place in [record, *record.get("places", ())]]
        others = [page_text(place, pages) for place in record.get("alt_places", ())]
        for fact in record["answers"]:
            assert any(stands(fact, text) for text in parts), (record["id"], fact)
        for text in (*parts, *others):
            assert any(stands(fact, text) for fact in record["answers"]), record["id"]


def test_our_own_questions_are_many_and_of_every_kind() -> None:
    own = records()
    languages = Counter(record["lang"] for record in own)
    assert len(own) >= 120 and min(languages["nl"], languages["en"]) >= 50
    assert {record["type"] for record in own} == TYPES
    assert sum(not record["answerable"] for record in own) >= 30
    conversations = [line for path in FILES for line in path.read_text(encoding="utf-8").split("\n")
                     if '"turns"' in line]
    assert len(conversations) >= 12


def fault_of(tmp_path: Path, **changes) -> list[str]:
    record = next(r for r in records() if r["footnotes"] == ["6", "7"]) | changes
    path = tmp_path / "vragen.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return list(check_files([path], SAMPLE_DIR))


@pytest.mark.parametrize(
    "changes, said",
    [
        ({}, None),
        ({"page": 3}, "evidence is not on page 3"),
        ({"page": 99}, "evidence is not on page 99"),
        ({"doc": "onbekend"}, "is not in the folder"),
        ({"evidence": "In Europa heeft 41% van de MKB-bedrijven moeite"}, "evidence is not on"),
        ({"footnotes": ["6", "9"]}, "no marker 9"),
        ({"type": "footnote", "footnotes": ["12"]}, "no note 12"),
        ({"answers": [["41%"]]}, "no variant"),
        ({"answers": []}, "without an answer"),
        ({"answerable": False}, "unanswerable, but"),
        ({"type": "raadsel"}, "type"),
        ({"lang": "fr"}, "language"),
        ({"alt_places": [{"doc": "voorbeeld-kst-39801-10", "page": 9}]}, "has no page 9"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, changes: dict, said: str | None) -> None:
    faults = fault_of(tmp_path, **changes)
    assert (faults == []) if said is None else any(said in fault for fault in faults)


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    line = json.dumps(records()[0])
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    assert any("stands 2 times" in fault for fault in check_files([path], SAMPLE_DIR))
