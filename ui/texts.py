"""All words of the chat, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Language


@dataclass(frozen=True)
class ChatTexts:
    """One language."""

    title: str
    tagline: str
    ask: str
    send: str
    clear: str
    conversation: str
    examples: tuple[str, ...]
    examples_title: str
    sources: str
    no_sources: str
    nearest: str
    page: str
    page_of: str
    """With `{page}`."""
    note: str
    note_paragraph: str
    verified: str
    official: str
    copy: str
    copy_help: str
    filters: str
    dossier: str
    document: str
    kind: str
    ministry: str
    vergaderjaar: str
    since: str
    until: str
    language: str
    abstained: str
    bad_date: str
    failed: str


_EXAMPLES = (
    "Wat is het maximale bedrag dat het SecFund per onderneming investeert?",
    "What is the SecFund cap?",
    "Hoeveel nieuwe Nederlandse opdrachtnemers had Defensie in 2023?",
)

TEXTS: dict[Language, ChatTexts] = {
    "nl": ChatTexts(
        title="Voetnoot",
        tagline="Antwoorden uit Kamerstukken, met pagina en voetnoot.",
        ask="Stel een vraag over de documenten",
        send="Vraag",
        clear="Nieuw gesprek",
        conversation="Gesprek",
        examples=_EXAMPLES,
        examples_title="Voorbeelden",
        sources="Bronnen",
        no_sources="Bij een antwoord staan hier de citaten, met notatie, voetnoten en pagina.",
        nearest="Passages die het dichtst bij de vraag komen",
        page="Toon de pagina bij citaat",
        page_of="Pagina {page}",
        note="noot",
        note_paragraph="noot bij de alinea",
        verified="letterlijk op de pagina gecontroleerd",
        official="Officiële publicatie",
        copy="Om in een brief te plakken",
        copy_help="Antwoord, citaat en vindplaats",
        filters="Zoek binnen",
        dossier="Dossier (36560-X)",
        document="Document",
        kind="Soort",
        ministry="Ministerie",
        vergaderjaar="Vergaderjaar",
        since="Vanaf (jjjj-mm-dd)",
        until="Tot en met (jjjj-mm-dd)",
        language="Taal",
        abstained="Geen antwoord gevonden",
        bad_date="Schrijf een datum als 2024-06-27.",
        failed="Er ging iets mis bij het beantwoorden. Probeer het opnieuw.",
    ),
    "en": ChatTexts(
        title="Voetnoot",
        tagline="Answers from parliamentary documents, with page and footnote.",
        ask="Ask a question about the documents",
        send="Ask",
        clear="New conversation",
        conversation="Conversation",
        examples=_EXAMPLES,
        examples_title="Examples",
        sources="Sources",
        no_sources="The quotes of an answer appear here, with notation, footnotes and page.",
        nearest="Passages nearest to the question",
        page="Show the page of quote",
        page_of="Page {page}",
        note="note",
        note_paragraph="note of the paragraph",
        verified="checked letter for letter on the page",
        official="Official publication",
        copy="To paste into a letter",
        copy_help="Answer, quote and source",
        filters="Search within",
        dossier="Dossier (36560-X)",
        document="Document",
        kind="Kind",
        ministry="Ministry",
        vergaderjaar="Parliamentary year",
        since="From (yyyy-mm-dd)",
        until="Until (yyyy-mm-dd)",
        language="Language",
        abstained="No answer found",
        bad_date="Write a date as 2024-06-27.",
        failed="Something went wrong. Please try again.",
    ),
}
