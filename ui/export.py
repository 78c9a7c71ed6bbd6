"""Answers as text to paste elsewhere: a letter, a note."""

from __future__ import annotations

import re

from rag.answer import Answer, Citation, Language
from ui.texts import TEXTS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&])")


def as_letter_text(answer: Answer, language: Language) -> str:
    """Plain text: each statement, its literal quote with the notation, its notes and link."""
    texts = TEXTS[language]
    lines: list[str] = []
    for citation, statement in _statements(answer):
        if statement != citation.quote:
            lines.append(statement)
        lines.append(f"«{citation.quote}» ({citation.notation})")
        lines += [
            f"{texts.note.format(label=note.label)}: {note.text}"
            for note in citation.footnotes
            if note.scope == "sentence"
        ]
        if url := official_url(citation):
            lines.append(url)
        lines.append("")
    return "\n".join(lines).strip() or answer.text


def as_markdown(answer: Answer, language: Language) -> str:
    """Markdown with quotes, notation, notes and links; text of documents is shown literally."""
    texts = TEXTS[language]
    lines = [f"**{_literal(answer.question)}**", ""]
    if not answer.citations:
        return "\n".join([*lines, _literal(answer.text)])
    for citation, statement in _statements(answer):
        if statement != citation.quote:
            lines += [_literal(statement), ""]
        url = official_url(citation)
        place = _literal(citation.notation)
        lines += [
            f"> {_literal(citation.quote)}",
            ">",
            f"> — [{place}](<{url}>)" if url else f"> — {place}",
            "",
        ]
        for note in citation.footnotes:
            where = "" if note.scope == "sentence" else f" ({texts.notes_paragraph.lower()})"
            name = _literal(texts.note.format(label=note.label))
            lines.append(f"- *{name}{where}*: {_literal(note.text)}")
        if citation.footnotes:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def official_url(citation: Citation) -> str | None:
    """The link of a citation; anything that is not plain https is no link."""
    url = citation.url
    return url if url and is_plain_link(url) else None


def is_plain_link(url: str) -> bool:
    """Whether an address of a document may be followed: https, and nothing that ends it."""
    return re.fullmatch(r"https://[^\s<>\"'\\]+", url) is not None


def _statements(answer: Answer) -> list[tuple[Citation, str]]:
    """Every citation with what is claimed on it: the first claim that names it, else its quote."""
    said: dict[int, str] = {}
    for claim in answer.claims:
        for number in claim.citations:
            said.setdefault(number, claim.text)
    return [(c, said.get(c.number, c.quote)) for c in answer.citations]


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
