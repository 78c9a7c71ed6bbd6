"""Known questions from official answers: `python -m evals.propose FILE.pdf… > voorstel.jsonl`.

In a «lijst van vragen en antwoorden» or an Aanhangsel the question is given and its answer is
known; ingestion labels both. The first figure of the answer is proposed as its required fact. A
person looks the result over: `evals.validate` names what is still open.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from ingest.labels import label_numbers
from ingest.reading import parse
from ingest.sentences import split_sentences
from ingest.types import Block, ParsedDocument

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_FIGURE = re.compile(
    r"(?:€\s?)?\d+(?:[.,]\d+)*(?:\s\d{3})*(?:%|\s(?:miljoen|miljard|procent|weken|maanden|jaren|jaar"
    rf"|dagen|hectare|(?:{_MONTHS})(?:\s\d{{4}})?))?"
)


def propose(path: Path) -> Iterator[dict[str, Any]]:
    """One record for each question with an answer. Raises `UnreadableFile`."""
    parsed = parse(path)
    questions, answers = _by_number(parsed)
    for number, asked in questions.items():
        given = answers.get(number)
        if given:
            yield _record(path.stem, number, asked, given, parsed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the records; exit code 1 with one line where a file cannot be read."""
    files = list(sys.argv[1:] if arguments is None else arguments)
    try:
        for file in files:
            for record in propose(Path(file)):
                sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    except VoetnootError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0 if files else 2


def _by_number(
    parsed: ParsedDocument,
) -> tuple[dict[int, list[Block]], dict[int, list[Block]]]:
    """Blocks of questions and of answers; one that answers several stands under each."""
    questions: dict[int, list[Block]] = defaultdict(list)
    answers: dict[int, list[Block]] = defaultdict(list)
    for block in parsed.blocks:
        if block.kind in ("question", "answer") and block.label:
            kept = questions if block.kind == "question" else answers
            for number in label_numbers(block.label):
                kept[number].append(block)
    return questions, answers


def _record(
    doc: str, number: int, asked: Sequence[Block], given: Sequence[Block], parsed: ParsedDocument
) -> dict[str, Any]:
    block, start, end, fact = _evidence(given)
    pages = [word.page for word in block.words if word.start < end and word.end > start]
    notes = [parsed.footnotes[m.note].label for m in block.marks if start < m.offset <= end]
    return {
        "id": f"{doc}-{number}",
        "lang": "nl",
        "question": " ".join(block.text for block in asked),
        "type": "number" if fact else "onbekend",
        "answerable": True,
        "answers": [[fact]] if fact else [],
        "doc": doc,
        "page": pages[0] if pages else None,
        **({"page_end": pages[-1]} if pages and pages[-1] != pages[0] else {}),
        "footnotes": notes,
        "evidence": block.text[start:end],
        "note": "voorstel, nog na te lezen; het hele antwoord: "
        + " ".join(block.text for block in given),
    }


def _evidence(given: Sequence[Block]) -> tuple[Block, int, int, str]:
    """The first sentence of the answer with a figure, else its first sentence, and the figure."""
    first: tuple[Block, int, int, str] | None = None
    for block in given:
        for start, end in split_sentences(block.text):
            found = _FIGURE.search(block.text[start:end])
            if found:
                return block, start, end, found[0]
            first = first or (block, start, end, "")
    return first or (given[0], 0, len(given[0].text), "")


if __name__ == "__main__":
    sys.exit(main())
