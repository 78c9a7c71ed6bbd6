"""`voetnoot refs`, `promises` and `asked` as a person and as a program use them."""

import json

import pytest

from ingest.index import Index
from ui.cli import main


@pytest.fixture
def index(sample_index: Index) -> str:
    return str(sample_index.directory)


def run(capsys, *argv: str, code: int = 0) -> str:
    assert main(argv) == code
    out, err = capsys.readouterr()
    return out if code == 0 else err


def test_refs(index, capsys):
    limits = ("--json", "--index", index)
    found = json.loads(run(capsys, "refs", "Kamerstuk 36 410 X, nr. 50", *limits))
    assert found["identifier"] == "kst-36410-X-50"
    first = found["referrals"][0]
    assert first["verified"] and first["file"] == "voorbeeld-kst-36560-X-10.pdf"
    text = run(capsys, "refs", "kst-36410-X-50", "--index", index)
    assert first["notation"] in text and first["quote"] in text


def test_refs_to_nothing(index, capsys):
    assert "0 verwijzingen" in run(capsys, "refs", "kst-99999-1", "--index", index)
    assert "noemt geen document" in run(capsys, "refs", "vuurwerk", "--index", index, code=2)


def test_promises(index, capsys):
    limits = ("--doc", "voorbeeld-kst-36560-X-10", "--index", index)
    found = json.loads(run(capsys, "promises", "--json", *limits))["promises"]
    assert {p["promise"] for p in found} <= {"pledged", "announced"}
    assert "2024-09-30" in {p["due"] for p in found}
    assert all(p["verified"] and p["page"] >= 1 for p in found)
    assert "uiterlijk 2024-09-30" in run(capsys, "promises", *limits)


def test_asked(index, capsys):
    draft = "Hoe lang wachten scholen op een aansluiting op het stroomnet?"
    rows = json.loads(run(capsys, "asked", draft, "-k", "2", "--json", "--index", index))["asked"]
    assert len(rows) == 2 and rows[0]["score"] >= rows[1]["score"]
    assert rows[0]["question"]["verified"] and rows[0]["answer"][0]["verified"]
    text = run(capsys, "asked", draft, "-k", "2", "--index", index)
    assert rows[0]["notation"] in text and "Vraag: «" in text and "Antwoord: «" in text


def test_asked_wrongly(index, capsys):
    assert "-k" in run(capsys, "asked", "Wat?", "-k", "0", "--index", index, code=2)
    assert "leeg" in run(capsys, "asked", " ", "--index", index, code=2)
    none = run(capsys, "asked", "Wat?", "--doc", "voorbeeld-kst-39801-12", "--index", index)
    assert "Geen eerdere Kamervragen" in none
