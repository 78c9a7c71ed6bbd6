"""Whether known questions are sound: `python -m evals.validate FILES… --corpus FOLDER`.

Looked up in the files themselves, by pypdf (see `evals.quotes`), not in an index: the evidence
stands on its page, notes carry their labels there, an accepted answer stands in the evidence.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from corpus.sample import SAMPLE_DIR
from evals.known import QuestionFileError
from evals.quotes import SourceFileMissing, SourcePages, bare

TYPES = frozenset(
    "number money percentage date person organisation place reason list yesno definition reference"
    " footnote table multi".split()
)
IN_NOTE = frozenset({"footnote", "reference"})
"""Types whose `footnotes` name the note that holds the answer; for others, markers."""

_BREAK = "\x01"
"""Stands for a hyphen at the end of a line, which the evidence may lack."""

Record = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every fault; exit code 1 when there is one."""
    parser = argparse.ArgumentParser(prog="python -m evals.validate", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="JSONL files with known questions")
    parser.add_argument("--corpus", type=Path, default=SAMPLE_DIR, help="folder of their PDF files")
    options = parser.parse_args(arguments)
    try:
        faults = list(check_files(options.files, options.corpus))
    except VoetnootError as error:
        faults = [str(error)]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or "in order\n")
    return 1 if faults else 0


def check_files(files: Sequence[Path], corpus: Path) -> Iterator[str]:
    """Every fault of all questions of some files, as `id: what is wrong`."""
    records = [record for path in files for record in read_records(path)]
    pages = SourcePages(corpus)
    for name, count in Counter(str(record.get("id")) for record in records).items():
        if count > 1:
            yield f"{name}: the id stands {count} times"
    for record in records:
        for fault in _faults(record, pages):
            yield f"{record.get('id')}: {fault}"


def read_records(path: Path) -> Iterator[Record]:
    """The questions of a file, the turns of a conversation one by one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for record in (json.loads(line) for line in lines if line.strip()):
            yield from record.get("turns") or [record]
    except (OSError, ValueError, AttributeError) as error:
        raise QuestionFileError(f"{path}: niet te lezen ({error}).") from error


def _faults(record: Record, pages: SourcePages) -> Iterator[str]:
    missing = [key for key in ("lang", "type", "question", "answerable", "answers")
               if key not in record]
    if missing:
        yield f"lacks {', '.join(missing)}"
        return
    if record["lang"] not in ("nl", "en"):
        yield f"language {record['lang']!r}"
    if record["type"] not in TYPES:
        yield f"type {record['type']!r}"
    if not record["answerable"]:
        if record["answers"] or record.get("doc"):
            yield "unanswerable, but with an answer or a place"
        return
    yield from _place_faults(record, pages)
    yield from _answer_faults(record)


def _place_faults(record: Record, pages: SourcePages) -> Iterator[str]:
    notes = tuple(record.get("footnotes") or ())
    for place in (record, *(record.get("places") or ())):
        found = _find(place, notes, pages)
        if isinstance(found, str):
            yield found
        elif place is record:
            yield from _note_faults(record, notes, *found, pages)
    for place in record.get("alt_places") or ():
        if not _signs(place, pages):
            yield f"{place['doc']} has no page {place['page']}"


def _find(place: Record, notes: Sequence[str], pages: SourcePages) -> tuple[str, int, int] | str:
    """The text of the pages, start and end of the evidence in it, or what is wrong."""
    evidence = place.get("evidence")
    if not evidence:
        return "no evidence"
    try:
        text = _signs(place, pages)
    except SourceFileMissing as error:
        return str(error)
    marker = "|".join([_BREAK, *(rf",?{re.escape(note)},?" for note in notes)])
    pattern = f"(?:{marker})*".join(
        f"[-{_BREAK}]" if sign == "-" else re.escape(sign) for sign in bare(evidence)
    )
    match = re.search(pattern, text)
    if match is None:
        return f"evidence is not on page {place['page']} of {place['doc']}: {evidence[:60]}"
    return text, match.start(), match.end()


def _signs(place: Record, pages: SourcePages) -> str:
    last = int(place.get("page_end") or place["page"])
    return "".join(
        _BREAK if breaks_line else sign
        for page in range(int(place["page"]), last + 1)
        for sign, breaks_line in pages.signs(f"{place['doc']}.pdf", page)
    )


def _note_faults(
    record: Record, notes: Sequence[str], text: str, start: int, end: int, pages: SourcePages
) -> Iterator[str]:
    within, evidence = text[start : end + 3 + sum(map(len, notes))], bare(record["evidence"])
    for note in notes:
        if record["type"] in IN_NOTE:
            if not _has_note(record, note, pages):
                yield f"no note {note} on page {record['page']} or the one before"
        elif within.count(note) <= evidence.count(note):
            yield f"no marker {note} in or after the evidence"


def _has_note(record: Record, label: str, pages: SourcePages) -> bool:
    """Whether a line starts with the label of a note; a note may have begun a page earlier."""
    page = int(record["page"])
    texts = (pages.text(f"{record['doc']}.pdf", number) for number in (page - 1, page) if number)
    opening = re.compile(rf"^\s*{re.escape(label)}(?:\s*$|\s*[^\d\s.,)])", re.MULTILINE)
    return any(opening.search(text) for text in texts)


def _answer_faults(record: Record) -> Iterator[str]:
    places = (record, *(record.get("places") or ()))
    said = "".join(bare(place.get("evidence") or "") for place in places).lower()
    if not record["answers"]:
        yield "answerable, but without an answer"
    for fact in record["answers"]:
        if not isinstance(fact, list) or not any(bare(v).lower() in said for v in fact if v):
            yield f"no variant of {fact} stands in the evidence"


if __name__ == "__main__":
    sys.exit(main())
