"""Known questions from official answers: `python -m evals.propose FILE.pdf… > voorstel.jsonl`.

In a «lijst van vragen en antwoorden» or an Aanhangsel the question is given and its answer is
known; ingestion tells both. Proposed as required fact is the figure in the sentence of the answer
that is nearest to the question. A person looks it over; `evals.validate` names what is open.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from ingest.reading import parse
from ingest.sentences import split_sentences
from ingest.types import Block, ParsedDocument

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_DATE = re.compile(_MONTHS)
_WORD = re.compile(r"\w{5,}")
_FIGURE = re.compile(
    r"(?:€\s?)?\d+(?:[.,]\d+)*(?:\s\d{3})*(?:%|\s(?:miljoen|miljard|procent|weken|maanden|jaren|jaar"
    rf"|dagen|hectare|kilometer|kiloton|gebouwen|(?:{_MONTHS})(?:\s\d{{4}})?))?"
)
MIN_ANSWER = 40
"""Characters of an answer that says more than «Ja.»."""


@dataclass
class _Pair:
    """The blocks of one or more questions and of the answer to them."""

    label: str
    asked: list[Block]
    given: list[Block] = field(default_factory=list)


def propose(path: Path) -> Iterator[dict[str, Any]]:
    """One record for each answer of more than a word. Raises `UnreadableFile`."""
    parsed = parse(path)
    for number, pair in enumerate(_pairs(parsed.blocks), start=1):
        if sum(len(block.text) for block in pair.given) >= MIN_ANSWER:
            yield _record(path.stem, number, pair, parsed)


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


def _pairs(blocks: Sequence[Block]) -> Iterator[_Pair]:
    """Questions with the answer that follows; in a list, bold questions are headings with a `?`."""
    asked: list[Block] = []
    pair: _Pair | None = None
    for block in blocks:
        is_question = block.kind == "question" or (
            block.kind == "heading" and not block.label and block.text.endswith("?")
        )
        if is_question:
            if pair is not None:
                yield pair
                pair = None
            asked.append(block)
        elif block.kind == "answer":
            if asked:
                pair, asked = _Pair(block.label, asked), []
            if pair is not None:
                pair.given.append(block)
    if pair is not None:
        yield pair


def _record(doc: str, number: int, pair: _Pair, parsed: ParsedDocument) -> dict[str, Any]:
    block, start, end, fact = _evidence(pair)
    pages = [word.page for word in block.words if word.start < end and word.end > start]
    notes = [parsed.footnotes[m.note].label for m in block.marks if start < m.offset <= end]
    return {
        "id": f"{doc}-{number}",
        "lang": "nl",
        "question": " ".join(block.text for block in pair.asked),
        "type": "number" if fact else "onbekend",
        "answerable": True,
        "answers": [[fact]] if fact else [],
        "doc": doc,
        "page": pages[0] if pages else None,
        **({"page_end": pages[-1]} if pages and pages[-1] != pages[0] else {}),
        "footnotes": notes,
        "evidence": block.text[start:end],
        "note": f"voorstel bij {pair.label}, nog na te lezen; het hele antwoord: "
        + " ".join(block.text for block in pair.given),
    }


def _evidence(pair: _Pair) -> tuple[Block, int, int, str]:
    """The sentence of the answer nearest to the question, one with a figure first; the figure."""
    wanted = {word for block in pair.asked for word in _WORD.findall(block.text.lower())}

    def nearness(place: tuple[Block, int, int]) -> tuple[bool, int]:
        text = place[0].text[place[1] : place[2]]
        return bool(_figure(text)), len(wanted & set(_WORD.findall(text.lower())))

    sentences = [
        (block, start, end)
        for block in pair.given
        for start, end in split_sentences(block.text) or [(0, len(block.text))]
    ]
    block, start, end = max(sentences, key=nearness)
    return block, start, end, _figure(block.text[start:end])


def _figure(text: str) -> str:
    """The first figure that is no date, number of an article or the like; else the first date."""
    found = [match[0] for match in _FIGURE.finditer(text)]
    return next((f for f in found if not f.isdigit() and not _DATE.search(f)), (found or [""])[0])


if __name__ == "__main__":
    sys.exit(main())
