"""Answers and reports as text for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.document import has_pages
from rag.answer import Answer, Citation, Passage

_SHOWN = 3


def answer_text(answer: Answer) -> str:
    """An answer with its citations, or the refusal with the nearest passages."""
    lines = [answer.text, *([answer.remark] if answer.remark else []), ""]
    for citation in answer.citations:
        lines += citation_lines(citation, answer.as_of)
    if answer.abstained:
        for passage in answer.passages[:_SHOWN]:
            lines += passage_lines(passage)
    return "\n".join(lines).rstrip()


def citation_lines(citation: Citation, as_of: Sequence[int] = ()) -> Iterator[str]:
    """Number, notation, quote, notes and link of a citation; of those `as_of` which is newest."""
    stand = ""
    if citation.number in as_of:
        stand = " – nieuwste stand" if citation.number == as_of[0] else " – eerdere stand"
    yield f"[{citation.number}] {citation.notation}{stand}"
    yield f"    {citation.title}" + (f" ({citation.date})" if citation.date else "")
    yield f"    «{citation.quote}»"
    for note in citation.footnotes:
        of = "" if note.scope == "sentence" else " (bij de alinea)"
        yield f"    noot {note.label}{of}: {note.text}"
    if citation.url:
        yield f"    {citation.url}"
    yield ""


def passage_lines(passage: Passage) -> Iterator[str]:
    """Document, page and the beginning of a passage."""
    pages = str(passage.page)
    if passage.page_end != passage.page:
        pages += f"-{passage.page_end}"
    text = " ".join(passage.text.split())
    unit = "p." if has_pages(passage.file) else "alinea"
    yield f"- {passage.file}, {unit} {pages} ({passage.score:.2f})"
    yield f"    {text[:300]}{'…' if len(text) > 300 else ''}"


def report_text(report: dict[str, Any]) -> str:
    """What a re-index did."""
    lines = [
        f"{report['documents']} documenten, {report['pages']} pagina's, {report['chunks']} passages"
        f" in {report['seconds']:.1f} s",
        f"nieuw {len(report['added'])}, gewijzigd {len(report['changed'])},"
        f" ongewijzigd {len(report['unchanged'])}, verwijderd {len(report['removed'])}",
    ]
    for title, key in (
        ("Niet te lezen", "failed"),
        ("Zonder tekst", "without_text"),
        ("Deels gelezen", "partly_read"),
    ):
        rows: Sequence[Sequence[str]] = report[key]
        lines += [f"{title} ({len(rows)}):"] if rows else []
        lines += [f"  {file}: {reason}" for file, reason in rows]
    return "\n".join(lines)


def status_text(status: dict[str, Any]) -> str:
    """Health of the index."""
    head = (
        f"Index {status['directory']}, generatie {status['generation']} ({status['created']})\n"
        f"Model: {status['embedder']} ({status['dimension']} dimensies)\n"
        f"Generaties: {', '.join(status['generations'])}\n"
    )
    return head + report_text(status["report"])
