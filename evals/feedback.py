"""What users of the chat said of its answers, and known questions that follow from it.

The chat writes `feedback.jsonl` beside the index, one object a line: `time`, `question`,
`language`, `answer`, `abstained`, `verdict` (`up` or `down`), `comment`, and `citations` with
`file`, `page`, `quote`, `footnotes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Record = dict[str, Any]


def is_feedback(record: Mapping[str, Any]) -> bool:
    """Whether a record was written by the chat."""
    return {"question", "verdict"} <= record.keys()


def proposals(records: Iterable[Mapping[str, Any]]) -> Iterator[Record]:
    """Known questions to look over, a repeated question once.

    An answer that was found right gives its place and its quote; which words of it are required
    is for a person to say, so `answers` holds the whole quote. One that was found wrong gives a
    question with nothing filled in: `evals.validate` names it until somebody does.
    """
    seen: set[str] = set()
    for number, record in enumerate(records, start=1):
        question = str(record["question"]).strip()
        if question.lower() in seen:
            continue
        seen.add(question.lower())
        right = record["verdict"] == "up"
        citation = next(iter(record.get("citations") or ()), None) if right else None
        refused = right and citation is None
        yield {
            "id": f"f-{number:03d}",
            "lang": record.get("language") or "nl",
            "question": question,
            "type": "onbekend",
            "answerable": not refused,
            "answers": [[citation["quote"]]] if citation else [],
            "doc": citation["file"].removesuffix(".pdf") if citation else None,
            "page": citation["page"] if citation else None,
            "footnotes": list(citation.get("footnotes") or ()) if citation else [],
            "evidence": citation["quote"] if citation else "",
            "note": f"terugmelding {record.get('time', '')}: {record['verdict']}"
            f" {record.get('comment') or ''}".strip(),
        }
