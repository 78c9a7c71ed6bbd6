"""What the command line promises: words, JSON fields, exit codes, and clear lines when wrong."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.sample import SAMPLE_DIR
from ingest.generations import MANIFEST, current_folder, generations, read_manifest
from ingest.index import Index
from ingest.pipeline import reindex
from ui.cli import main

ROOT = Path(__file__).parents[2]
QUESTION = "What is the SecFund cap?"
SECFUND = "voorbeeld-kst-36560-X-10.pdf"
COMMANDS = (
    "index", "ask", "search", "refs", "promises", "asked", "chat", "inspect", "status", "rollback",
    "eval",
)
ANSWER = {
    "question", "language", "abstained", "text", "claims", "citations", "passages", "searched",
    "timings_ms",
}
CITATION = {
    "number", "doc", "file", "title", "date", "page", "page_end", "page_label", "quote",
    "verified", "boxes", "footnotes", "notation", "url",
}
PASSAGE = {"doc", "file", "page", "page_end", "score", "text"}


class OtherEmbedder:
    """Vectors of the right size from another model."""

    name = "other-model"
    fingerprint = "0123456789abcdef"
    dimension = 256

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        vectors[:, 0] = 1.0
        return vectors

    encode_passages = encode_queries


@pytest.fixture
def index(sample_index: Index) -> str:
    return str(sample_index.directory)


@pytest.fixture
def own_index(sample_index: Index, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(sample_index.directory, tmp_path / "index"))


@pytest.fixture
def fails(capsys: pytest.CaptureFixture[str]):
    """Runs a command that has to fail: gives its one line on standard error."""

    def run(code: int, *argv: str) -> str:
        assert main(argv) == code
        out, err = capsys.readouterr()
        assert err.count("\n") == 1
        assert "Traceback" not in err and "Onverwachte fout" not in err
        return out + err

    return run


def as_json(capsys: pytest.CaptureFixture[str], *argv: str):
    assert main([*argv, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


# --- help and wrong options


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    example = capsys.readouterr().out.split("Voorbeeld:")[1].split()
    assert example[:2] == ["voetnoot", command]


def test_help_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (["search", "--help", "--lang", "en"], ["--lang=en", "search", "--help"]):
        with pytest.raises(SystemExit):
            main(argv)
        out = capsys.readouterr().out
        assert "show passages only" in out and "Example: voetnoot search" in out


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["onbekend"],
        ["ask", "Wat?", "--onbekend"],
        ["search", "Wat?", "-k", "tien"],
        ["ask", "Wat?", "--lang", "fr"],
        ["index"],
    ],
    ids=str,
)
def test_wrong_options_exit_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "--help)" in err


# --- ask


def test_an_answer_has_the_promised_fields(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = as_json(capsys, "ask", QUESTION, "--index", index)
    assert answer.keys() >= ANSWER
    assert answer["language"] == "en" and answer["abstained"] is False
    assert answer["claims"] and answer["claims"][0].keys() >= {"text", "citations"}
    assert answer["passages"] and all(p.keys() >= PASSAGE for p in answer["passages"])
    assert answer["searched"].keys() >= {"documents", "generation", "filters"}
    assert answer["timings_ms"].keys() >= {"retrieve", "answer", "verify"}
    cited = answer["citations"][0]
    assert all(c.keys() >= CITATION and c["verified"] for c in answer["citations"])
    assert (cited["file"], cited["page"]) == (SECFUND, 1)
    assert "5 mln. euro per onderneming" in cited["quote"]
    assert all(len(box) == 5 and box[0] == 1 for box in cited["boxes"])
    notes = [note for c in answer["citations"] for note in c["footnotes"]]
    assert all(note.keys() >= {"label", "page", "text", "references"} for note in notes)


def test_an_answer_for_people_shows_quote_and_place(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", QUESTION, "--index", index]) == 0
    out = capsys.readouterr().out
    assert "5 mln. euro" in out and "[1]" in out and "p. 1" in out and "«" in out


def test_a_refusal_lists_ten_passages(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    question = "Hoeveel ijsberen wonen er op de maan van Jupiter?"
    answer = as_json(capsys, "ask", question, "--index", index)
    assert answer["abstained"] is True and answer["claims"] == [] == answer["citations"]
    assert len(answer["passages"]) >= 10


def test_filters_limit_the_search(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "ask", QUESTION, "--index", index, "--doc", SECFUND)
    assert found["searched"]["documents"] == 1
    assert {p["file"] for p in found["passages"]} == {SECFUND}
    none = as_json(capsys, "ask", QUESTION, "--index", index, "--dossier", "99999")
    assert none["abstained"] is True and none["passages"] == []


def test_questions_from_a_file(
    index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vragen.jsonl"
    turns = [{"id": "c.1", "question": QUESTION}, {"id": "c.2", "question": "En per jaar?"}]
    records = [{"id": "a", "question": QUESTION}, {"id": "c", "turns": turns}]
    file.write_text("\n\n".join(json.dumps(r) for r in records), encoding="utf-8")
    assert main(["ask", "--questions", str(file), "--index", index]) == 0
    one, two = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert one["id"] == "a" and one.keys() >= ANSWER
    assert two["id"] == "c" and [turn["id"] for turn in two["turns"]] == ["c.1", "c.2"]
    assert all(turn.keys() >= ANSWER for turn in two["turns"])


def test_questions_from_standard_input_are_utf_8(index: str) -> None:
    record = {"id": "é", "question": "Hoeveel miljoen euro is er voor CO₂-meters?"}
    done = run_program("ask", "--questions", "-", "--index", index, given=json.dumps(
        record, ensure_ascii=False).encode(), LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["question"] == record["question"]


@pytest.mark.parametrize(
    ("question", "told"), [("", "leeg"), ("  \n", "leeg"), ("a" * 10_000, "2000")]
)
def test_a_question_that_cannot_be_asked(index: str, fails, question: str, told: str) -> None:
    assert told in fails(2, "ask", question, "--index", index)
    assert told in fails(2, "search", question, "--index", index)


def test_a_question_in_another_language_is_no_error(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = as_json(capsys, "ask", "Wie hoch ist die Obergrenze?", "--index", index)
    assert answer.keys() >= ANSWER


def test_a_question_and_a_file_together_or_neither(index: str, fails, tmp_path: Path) -> None:
    assert "--questions" in fails(2, "ask", "--index", index)
    assert "--questions" in fails(2, "ask", "Wat?", "--questions", "x.jsonl", "--index", index)


@pytest.mark.parametrize(
    "line", ['{"id": "b"}', "geen json", "[1]", '{"id": "b", "question": 3}', '"tekst"',
             '{"turns": [{"id": "x"}]}', '{"id": "b", "question": " "}',
             '{"id": "b", "question": "\\ud800"}']
)
def test_a_bad_line_is_named(index: str, fails, tmp_path: Path, line: str) -> None:
    file = tmp_path / "vragen.jsonl"
    file.write_text(f'{{"id": "a", "question": "{QUESTION}"}}\n{line}\n', encoding="utf-8")
    told = fails(2, "ask", "--questions", str(file), "--index", index)
    assert told.startswith(f"voetnoot: {file}, regel 2")  # before any answer


def test_a_question_file_that_is_no_text(index: str, fails, tmp_path: Path) -> None:
    file = tmp_path / "vragen.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    assert str(file) in fails(2, "ask", "--questions", str(file), "--index", index)
    assert "weg.jsonl" in fails(2, "ask", "--questions", "weg.jsonl", "--index", index)


@pytest.mark.parametrize("date", ["2024-13-01", "gisteren", "2024-6-1", "27-06-2024"])
def test_a_bad_date(index: str, fails, date: str) -> None:
    assert date in fails(2, "ask", "Wat?", "--since", date, "--index", index)
    assert date in fails(2, "search", "Wat?", "--until", date, "--index", index)


# --- search, inspect, status, index, rollback, eval


def test_search_gives_passages(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    passages = as_json(capsys, "search", QUESTION, "-k", "3", "--index", index)
    assert len(passages) == 3 and all(p.keys() >= PASSAGE for p in passages)
    assert passages[0]["file"] == SECFUND
    assert [p["score"] for p in passages] == sorted((p["score"] for p in passages), reverse=True)


def test_search_for_nothing(index: str, fails) -> None:
    assert "-k" in fails(2, "search", "Wat?", "-k", "0", "--index", index)


def test_inspect_has_the_promised_fields(capsys: pytest.CaptureFixture[str]) -> None:
    seen = as_json(capsys, "inspect", str(SAMPLE_DIR / SECFUND))
    assert seen.keys() >= {"doc", "file", "document", "pages", "footnotes", "tables", "warnings"}
    assert seen["file"] == SECFUND
    assert seen["document"].keys() >= {
        "kind", "dossier", "toevoeging", "number", "date", "title", "ministry", "vergaderjaar"
    }
    assert [page["number"] for page in seen["pages"]] == list(range(1, len(seen["pages"]) + 1))
    assert all(p.keys() >= {"number", "label", "text_source", "blocks"} for p in seen["pages"])
    blocks = [block for page in seen["pages"] for block in page["blocks"]]
    assert blocks and all(b.keys() >= {"kind", "text", "label", "footnotes"} for b in blocks)
    assert seen["footnotes"] and all(
        n.keys() >= {"label", "page", "text", "anchor_page", "anchor"} for n in seen["footnotes"]
    )
    labels = {note["label"] for note in seen["footnotes"]}
    assert {label for block in blocks for label in block["footnotes"]} == labels


def test_inspect_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(SAMPLE_DIR / SECFUND)]) == 0
    out = capsys.readouterr().out
    assert "pagina 1" in out and "noot" in out and "SecFund" in out


def test_inspect_shows_tables_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(SAMPLE_DIR / "voorbeeld-kst-36560-Q-1.pdf"), "--page", "11"]) == 0
    out = capsys.readouterr().out
    assert "pagina 11" in out and "pagina 10" not in out
    rows = [line for line in out.splitlines() if "SPL  " in line or "Ontvangsten  " in line]
    assert len(rows) == 2 and len({len(row) for row in rows}) == 1
    assert "Tabel 5 Budgettaire gevolgen" in out and "tabelnoot" in out


def test_inspect_one_page_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    report = str(SAMPLE_DIR / "voorbeeld-kst-36560-Q-1.pdf")
    seen = as_json(capsys, "inspect", report, "--page", "27")
    assert [page["number"] for page in seen["pages"]] == [27]
    long, other = seen["tables"][0], seen["tables"][1]
    assert (long["page"], long["page_end"], long["heads"]) == (26, 27, 1)
    assert long["cells"][0] == ["Gebied", "Fase", "Grond", "Inrichting en SPL", "Totaal"]
    assert other["title"].startswith("Tabel 25") and other["unit"] == "bedragen x € 1.000"


def test_inspect_draws_pages(
    tmp_path: Path, fails, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = str(SAMPLE_DIR / SECFUND), tmp_path / "tekeningen"
    assert main(["inspect", file, "--draw", str(folder), "--page", "1", "--page", "3"]) == 0
    assert [p.name for p in sorted(folder.iterdir())] == [
        f"{Path(SECFUND).stem}-0001.png", f"{Path(SECFUND).stem}-0003.png"
    ]
    assert "2 pagina's getekend" in capsys.readouterr().err
    assert "--page" in fails(2, "inspect", file, "--page", "99")
    (tmp_path / "bestand").touch()
    assert "bestand" in fails(2, "inspect", file, "--draw", str(tmp_path / "bestand"))


def test_inspect_of_what_is_no_pdf(fails, tmp_path: Path) -> None:
    text = tmp_path / "tekst.pdf"
    text.write_text("gewone tekst", encoding="utf-8")
    empty = tmp_path / "leeg.pdf"
    empty.touch()
    cut = tmp_path / "afgebroken.pdf"
    cut.write_bytes((SAMPLE_DIR / SECFUND).read_bytes()[:4000])
    for path in (text, empty, cut, tmp_path / "weg.pdf", tmp_path):
        assert path.name in fails(1, "inspect", str(path))


def test_status_names_what_the_index_holds(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "status", "--index", index)
    assert found["documents"] == len(list(SAMPLE_DIR.glob("*.pdf")))
    assert found["pages"] >= 60
    assert found.keys() >= {"generation", "created", "embedder", "generations", "report"}
    assert found["report"].keys() >= {"failed", "without_text"}
    assert main(["status", "--index", index]) == 0
    assert found["generation"] in capsys.readouterr().out


def test_index_lists_what_it_cannot_read_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents, directory = tmp_path / "stukken", tmp_path / "index"
    documents.mkdir()
    shutil.copy(SAMPLE_DIR / SECFUND, documents)
    (documents / "kapot.pdf").write_text("geen pdf", encoding="utf-8")
    argv = ["index", str(documents), "--index", str(directory)]
    assert main([*argv, "--json"]) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["documents"] == 1
    assert [file for file, _ in report["failed"]] == ["kapot.pdf"]
    assert SECFUND in err  # progress
    assert main([*argv, "--strict"]) == 1
    assert "kapot.pdf" in capsys.readouterr().out


def test_rollback(tmp_path: Path, fails, capsys: pytest.CaptureFixture[str]) -> None:
    documents, directory = tmp_path / "stukken", tmp_path / "index"
    documents.mkdir()
    for name in (SECFUND, "voorbeeld-ah-tk-20232024-9001.pdf"):
        shutil.copy(SAMPLE_DIR / name, documents)
        assert main(["index", str(documents), "--index", str(directory)]) == 0
    first, second = generations(directory)
    capsys.readouterr()
    assert as_json(capsys, "rollback", "--index", str(directory)) == {"generation": first}
    assert as_json(capsys, "status", "--index", str(directory))["documents"] == 1
    assert second in generations(directory)
    assert "generati" in fails(1, "rollback", "--index", str(directory))


def test_no_workers(fails, tmp_path: Path) -> None:
    told = fails(2, "index", str(SAMPLE_DIR), "--workers", "0", "--index", str(tmp_path / "i"))
    assert "--workers" in told


def test_logins_that_cannot_be_used(index: str, fails, tmp_path: Path) -> None:
    logins = tmp_path / "logins"
    assert str(logins) in fails(2, "chat", "--auth-file", str(logins), "--index", index)
    logins.write_text("zonder wachtwoord\n", encoding="utf-8")
    assert str(logins) in fails(2, "chat", "--auth-file", str(logins), "--index", index)


def test_index_of_nothing(fails, tmp_path: Path) -> None:
    directory = str(tmp_path / "index")
    assert "weg" in fails(2, "index", str(tmp_path / "weg"), "--index", directory)
    (tmp_path / "leeg").mkdir()
    assert "leeg" in fails(2, "index", str(tmp_path / "leeg"), "--index", directory)


def test_eval(index: str, tmp_path: Path, fails, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bekend.jsonl"
    known = {
        "id": "s-1", "lang": "en", "type": "money", "question": QUESTION, "answerable": True,
        "answers": [["5 mln. euro"]], "doc": SECFUND.removesuffix(".pdf"), "page": 1,
    }
    refuse = {**known, "id": "s-2", "answerable": False, "answers": [], "doc": None, "page": None}
    file.write_text("\n".join(json.dumps(k) for k in (known, refuse)), encoding="utf-8")
    result = as_json(capsys, "eval", str(file), "--index", index)
    total = result["measures"]["alle"]
    assert (total["questions"], total["answer_accuracy"], total["recall_at_1"]) == (2, 1.0, 1.0)
    assert total["refused_unanswerable"] == 0.0
    assert main(["eval", str(file), "--details", "--index", index]) == 0
    assert "s-2 (niet geweigerd)" in capsys.readouterr().out
    assert as_json(capsys, "eval", str(file), "--out", str(tmp_path / "uit"), "--index", index)
    written = json.loads((tmp_path / "uit" / "report.json").read_text(encoding="utf-8"))
    assert written["measures"]["alle"]["questions"] == 2
    assert "s-2 (niet geweigerd)" in (tmp_path / "uit" / "report.md").read_text(encoding="utf-8")
    assert "--compare" in fails(2, "eval", "--index", index)
    file.write_text('{"id": "x"}\n', encoding="utf-8")
    assert f"{file}, regel 1" in fails(2, "eval", str(file), "--index", index)
    assert "weg.jsonl" in fails(2, "eval", str(tmp_path / "weg.jsonl"), "--index", index)


# --- an index that cannot be used


def test_a_missing_index(fails, tmp_path: Path) -> None:
    missing = str(tmp_path / "nergens")
    for argv in (["ask", "Wat?"], ["search", "Wat?"], ["status"], ["rollback"], ["chat"]):
        told = fails(1, *argv, "--index", missing)
        assert missing in told and "voetnoot index" in told


def test_a_file_that_is_damaged_or_gone(own_index: Path, fails) -> None:
    """Each file of a generation in turn; the message names it and the remedy."""
    folder = current_folder(own_index)
    files = [folder / name for name in read_manifest(folder).files]
    assert len(files) > 5
    for path in (folder / MANIFEST, *files):
        whole = path.read_bytes()
        flipped = bytes([whole[0] ^ 0xFF]) + whole[1:]
        for broken in (flipped, whole + b"x", whole[: len(whole) // 2], None):
            if broken is None:
                path.unlink()
            else:
                path.write_bytes(broken)
            told = fails(1, "ask", QUESTION, "--index", str(own_index))
            assert path.name in told and "voetnoot index" in told
            path.write_bytes(whole)
    assert main(["ask", QUESTION, "--index", str(own_index)]) == 0


def test_a_pointer_to_nothing(own_index: Path, fails) -> None:
    for text in ("", "20200101T000000000000", "../elders", "\xff"):
        (own_index / "CURRENT").write_text(text, encoding="latin-1")
        assert "CURRENT" in fails(1, "ask", QUESTION, "--index", str(own_index))


def test_an_index_of_a_newer_version(own_index: Path, fails) -> None:
    path = current_folder(own_index) / MANIFEST
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"schema": 99}), encoding="utf-8")
    told = fails(1, "ask", QUESTION, "--index", str(own_index))
    assert "nieuwere versie" in told and "99" in told


def test_an_index_of_another_embedder(tmp_path: Path, fails) -> None:
    reindex([SAMPLE_DIR / SECFUND], tmp_path / "index", OtherEmbedder())
    told = fails(1, "ask", QUESTION, "--index", str(tmp_path / "index"))
    assert "other-model" in told and "--full" in told


def test_an_embedder_that_is_not_there(fails, index: str, tmp_path: Path) -> None:
    """In a process of its own: it imports torch."""
    done = run_program("ask", "Wat?", "--embedder", str(tmp_path / "geen"), "--index", index)
    assert done.returncode == 1
    assert str(tmp_path / "geen").encode() in done.stderr and b"Traceback" not in done.stderr


# --- settings, streams and surprises


def test_settings_come_from_the_environment_and_the_file(
    index: str, tmp_path: Path, fails, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "index" in fails(1, "status")
    (tmp_path / "voetnoot.toml").write_text(f'index = "{index}"\n', encoding="utf-8")
    assert as_json(capsys, "status")["directory"] == index
    monkeypatch.setenv("VOETNOOT_INDEX", str(tmp_path / "anders"))
    assert "anders" in fails(1, "status")
    assert as_json(capsys, "status", "--index", index)["directory"] == index
    (tmp_path / "voetnoot.toml").write_text("index =\n", encoding="utf-8")
    assert "voetnoot.toml" in fails(2, "status")
    (tmp_path / "voetnoot.toml").unlink()
    monkeypatch.setenv("VOETNOOT_LANGUAGE", "fr")
    assert "VOETNOOT_LANGUAGE" in fails(2, "status", "--index", index)


def test_a_reader_that_stops_is_no_error(index: str) -> None:
    command = [sys.executable, "-m", "ui.cli", "search", "SecFund", "-k", "300", "--index", index]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_surprise_is_one_line_and_debugging_shows_it(
    index: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("verrassing")

    monkeypatch.setattr("rag.chain.search", broken)
    assert main(["ask", QUESTION, "--index", index]) == 1
    err = capsys.readouterr().err
    assert "verrassing" in err and "VOETNOOT_DEBUG=1" in err and err.count("\n") == 1
    monkeypatch.setenv("VOETNOOT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["ask", QUESTION, "--index", index])


def test_an_interruption_is_quiet(
    index: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rag.chain.search", interrupted)
    assert main(["ask", QUESTION, "--index", index]) == 130
    assert capsys.readouterr().err == ""


def test_output_is_utf_8_whatever_the_locale(index: str) -> None:
    done = run_program("ask", QUESTION, "--index", index, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "«" in done.stdout.decode("utf-8")


def run_program(
    *argv: str, given: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *argv], cwd=ROOT, env=os.environ | environment,
        input=given, capture_output=True, check=False, timeout=120,
    )
