"""The commands that look things up: who refers to a document, promises, earlier questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from corpus.filters import Filters
from rag.answer import Citation
from rag.asked import ALIKE, Asked, asked_before
from rag.citations import Span, cite
from rag.promises import Promise, find_promises
from rag.referrals import find_referrals, identifier_of
from rag.texts import counted
from ui.printing import citation_lines

if TYPE_CHECKING:
    from ingest.index import Index
    from rag.chain import Voetnoot

_ANSWER_CHARACTERS = 600
_KINDS = {"pledged": "toezegging", "announced": "aankondiging"}


def referrals(index: Index, written: str, filters: Filters) -> tuple[dict[str, Any], str]:
    """Which documents name a document: the JSON object and the text for people."""
    identifier = identifier_of(written, index)
    citations = _verified(index, find_referrals(index, identifier, filters))
    documents = len({citation.doc for citation in citations})
    head = (f"{identifier}: {counted(len(citations), 'verwijzing', 'verwijzingen')}"
            f" in {counted(documents, 'document', 'documenten')}")
    text = "\n".join([head, "", *(line for c in citations for line in citation_lines(c))])
    data = {"identifier": identifier, "referrals": [asdict(citation) for citation in citations]}
    return data, text.rstrip()


def promises(index: Index, filters: Filters) -> tuple[dict[str, Any], str]:
    """The promises to the Chamber: the JSON object and the text for people."""
    found = find_promises(index, filters)
    pairs = [(p, cite(index, p.span, n)) for n, p in enumerate(found, start=1)]
    pairs = [(promise, citation) for promise, citation in pairs if citation.verified]
    data = {"promises": [_promise(promise) | asdict(c) for promise, c in pairs]}
    if index.document_ids(filters) == frozenset():
        return data, "Geen document voldoet aan de filters."
    told = counted(
        len(pairs), "toezegging of aankondiging", "toezeggingen en aankondigingen"
    )
    lines = [f"{told} aan de Kamer", ""]
    for promise, citation in pairs:
        due = _due(promise)
        lines.append(f"{_KINDS[promise.kind]}{f', {due}' if due else ''}")
        lines += citation_lines(citation)
    return data, "\n".join(lines).rstrip()


def asked(chain: Voetnoot, draft: str, filters: Filters, k: int) -> tuple[dict[str, Any], str]:
    """Earlier Kamervragen like a draft: the JSON object and the text for people."""
    found = asked_before(chain.index, chain.embedder, chain.model, draft, filters, k)
    rows = [_asked(chain.index, one) for one in found]
    if not rows:
        return {"asked": []}, "Geen eerdere Kamervragen in de index."
    lines = [line for number, row in enumerate(rows, start=1) for line in _asked_lines(number, row)]
    if not rows[0]["alike"]:
        lines = ["Geen eerdere Kamervraag gaat hier duidelijk over. Het dichtst erbij:", "", *lines]
    return {"asked": rows}, "\n".join(lines).rstrip()


def _verified(index: Index, spans: Sequence[Span]) -> list[Citation]:
    cited = (cite(index, span, number) for number, span in enumerate(spans, start=1))
    return [citation for citation in cited if citation.verified]


def _promise(promise: Promise) -> dict[str, Any]:
    due = promise.deadline
    return {
        "promise": promise.kind,
        "due": due.by if due else None,
        "due_text": due.text.strip() if due else None,
    }


def _due(promise: Promise) -> str:
    due = promise.deadline
    if due is None:
        return ""
    return f"{due.text.strip()} (uiterlijk {due.by})" if due.by else due.text.strip()


def _asked(index: Index, one: Asked) -> dict[str, Any]:
    question = cite(index, one.question, 1)
    answer = _verified(index, one.answer)
    return {
        "score": one.score,
        "alike": one.score >= ALIKE,
        "label": one.question.stored.chunk.label,
        "question": asdict(question) if question.verified else None,
        "answer": [asdict(citation) for citation in answer],
        "doc": question.doc,
        "title": question.title,
        "date": question.date,
        "notation": question.notation,
        "url": question.url,
    }


def _asked_lines(number: int, row: dict[str, Any]) -> Iterator[str]:
    date = f" ({row['date']})" if row["date"] else ""
    yield f"[{number}] {row['notation']}, {row['label']} ({row['score']:.2f})"
    yield f"    {row['title']}{date}"
    if row["question"]:
        yield f"    Vraag: «{row['question']['quote']}»"
    answer = " ".join(citation["quote"] for citation in row["answer"])
    if not answer:
        yield "    Geen antwoord in de index."
    elif len(answer) <= _ANSWER_CHARACTERS:
        yield f"    Antwoord: «{answer}»"
    else:
        yield f"    Antwoord: «{answer[:_ANSWER_CHARACTERS].rsplit(' ', 1)[0]}» …"
    if row["url"]:
        yield f"    {row['url']}"
    yield ""
