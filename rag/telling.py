"""What an answer says that was looked up: how many places, whose note, which promises are due."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Document
from rag.answer import Citation, Claim, Language
from rag.lookup import LookedUp, LookupKind
from rag.phrasing import LONGEST, MAX_EXCERPT, shortened, whole_words
from rag.promises import deadline_of
from rag.texts import counted, written_date

_TEXTS: dict[Language, dict[str, str]] = {
    "nl": {
        "referrals": "{places} in {documents} {verb} naar {identifier}: {where}",
        "places": "plaats|plaatsen", "documents": "document|documenten",
        "promised": "toezegging of aankondiging|toezeggingen en aankondigingen",
        "verb": "verwijst verwijzen",
        "note": "Noot {identifier} ({name}): {first}", "carried": " Bij de zin: {second}",
        "names": " De noot noemt {references}.",
        "promises": "{count} aan de Kamer ({name}): {list}",
        "more": " Dit zijn de eerste {shown} van {total}.", "due": "{due} (uiterlijk {by})",
        "document": "{name}. Daarin staat onder meer: {all}",
        "summary": "Voetnoot schrijft geen samenvatting. {name}. Daarin staat onder meer: {all}",
        "page": "Op pagina {identifier} ({name}) staat onder meer: {all}",
        "role": "{all}", "asked": "Eerder gevraagd: {all}",
        "no_asked": "Geen Kamervraag in de index gaat hier duidelijk over.",
        "no_referrals": "Geen van de doorzochte documenten verwijst naar {identifier}.",
        "no_note": "Noot {identifier} is er niet; {labels} ({name}).",
        "labels": "de noten zijn {labels}", "no_labels": "er zijn geen noten in gevonden",
        "no_promises": "Geen toezegging of aankondiging aan de Kamer gevonden ({name}).",
        "which": "Van welk document? Noem het bij de noot, bijvoorbeeld:"
        " noot {identifier} van Kamerstuk 36 560 X, nr. 10.",
    },
    "en": {
        "referrals": "{places} in {documents} {verb} to {identifier}: {where}",
        "places": "place|places", "documents": "document|documents", "verb": "refers refer",
        "promised": "promise or announcement|promises and announcements",
        "note": "Note {identifier} ({name}): {first}", "carried": " With the sentence: {second}",
        "names": " The note names {references}.",
        "promises": "{count} to Parliament ({name}): {list}",
        "more": " These are the first {shown} of {total}.", "due": "{due} (by {by})",
        "document": "{name}. Among other things it says: {all}",
        "summary": "Voetnoot writes no summaries. {name}. Among other things it says: {all}",
        "page": "On page {identifier} ({name}), among other things: {all}",
        "role": "{all}", "asked": "Asked before: {all}",
        "no_asked": "No parliamentary question in the index is clearly about this.",
        "no_referrals": "None of the documents searched refers to {identifier}.",
        "no_note": "There is no note {identifier}; {labels} ({name}).",
        "labels": "its notes are {labels}", "no_labels": "no notes were found in it",
        "no_promises": "No promise or announcement to Parliament was found ({name}).",
        "which": "Of which document? Name it with the note, for example:"
        " note {identifier} of kst-36560-X-10.",
    },
}
MAX_LABELS = 12
_LONG: frozenset[LookupKind] = frozenset({"note", "role"})
"""Kinds whose places are told at length."""


def told(
    found: LookedUp, citations: Sequence[Citation], language: Language
) -> tuple[str, tuple[Claim, ...]]:
    """The text and its claims; what is missing where nothing was found."""
    texts = _TEXTS[language]
    name = name_of(found.document, language) if found.document else ""
    if not citations:
        labels = _range(found.labels)
        missing = texts["labels"].format(labels=labels) if labels else texts["no_labels"]
        key = "which" if found.kind == "which" else f"no_{found.kind}"
        said = texts.get(key, "").format(name=name, identifier=found.identifier, labels=missing)
        return said, ()
    length = LONGEST if found.kind in _LONG else MAX_EXCERPT
    claims = tuple(Claim(whole_words(c.quote, length), (c.number,)) for c in citations)
    quoted = [f"{claim.text} [{c.number}]" for claim, c in zip(claims, citations, strict=True)]
    references = dict.fromkeys(r for n in citations[0].footnotes for r in n.references)
    text = texts[found.kind].format(
        name=name, identifier=found.identifier, first=quoted[0], all=" ".join(quoted),
        count=counted(found.total, *texts["promised"].split("|")),
        where="; ".join(f"{c.notation} [{c.number}]" for c in citations) + ".",
        list=_promised(citations, claims, language),
        places=counted(found.total, *texts["places"].split("|")),
        documents=counted(len({c.doc for c in citations}), *texts["documents"].split("|")),
        verb=texts["verb"].split()[found.total > 1],
    )
    if found.kind == "note" and len(quoted) > 1:
        text += texts["carried"].format(second=f"«{claims[1].text}» [{citations[1].number}]")
    if found.kind == "note" and references:
        text += texts["names"].format(references=", ".join(references))
    if found.kind in ("referrals", "promises") and found.total > len(citations):
        text += texts["more"].format(shown=len(citations), total=found.total)
    return text, claims


def name_of(document: Document, language: Language) -> str:
    """What a document is called in a sentence: its kind, title and date."""
    title = shortened(document.title)
    date = f", {written_date(document.date, language)}" if document.date else ""
    named = title.lower().startswith(document.kind.lower())
    return f"{title}{date}" if named else f"{document.kind} «{title}»{date}"


def _promised(citations: Sequence[Citation], claims: Sequence[Claim], language: Language) -> str:
    """When each is due, else what it says."""
    listed: list[str] = []
    for citation, claim in zip(citations, claims, strict=True):
        due = deadline_of(citation.quote, citation.date)
        when = due.text.strip() if due else claim.text
        if due and due.by:
            by = written_date(due.by, language)
            when = _TEXTS[language]["due"].format(due=when, by=by)
        listed.append(f"{when} [{citation.number}]")
    return "; ".join(listed) + "."


def _range(labels: Sequence[str]) -> str:
    """`1-10` for notes that are numbered through, else all of them."""
    numbers = [int(label) for label in labels if label.isdigit()]
    if len(labels) > 1 and numbers == list(range(1, len(labels) + 1)):
        return f"1–{numbers[-1]}"
    return ", ".join(labels[:MAX_LABELS])

