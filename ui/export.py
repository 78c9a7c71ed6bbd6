"""Answers as text to paste into a letter."""

from __future__ import annotations

from rag.answer import Answer


def as_letter_text(answer: Answer) -> str:
    """Plain text: every quote with its notation, notes and link."""
    lines: list[str] = []
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for claim in answer.claims:
        if claim.text != quotes.get(claim.citations[0]):
            lines.append(claim.text)
    for citation in answer.citations:
        lines.append(f"«{citation.quote}» ({citation.notation})")
        lines += [
            f"  noot {note.label}: {note.text}"
            for note in citation.footnotes
            if note.scope == "sentence"
        ]
        if citation.url:
            lines.append(f"  {citation.url}")
    return "\n".join(lines)
