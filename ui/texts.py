"""All words of the chat, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Language


@dataclass(frozen=True)
class ChatTexts:
    """One language. Names in braces are filled in by the caller."""

    title: str
    tagline: str
    language: str
    ask: str
    ask_hint: str
    send: str
    clear: str
    conversation: str
    welcome: str
    examples: tuple[tuple[str, str], ...]
    """(question, how the identifier of the document that it is about ends)."""
    examples_title: str
    sources: str
    no_sources: str
    copy_letter: str
    copy_markdown: str
    copy_notation: str
    copied: str
    newest: str
    earlier: str
    verified: str
    not_verified: str
    """With `{page}`, as the one above."""
    ocr: str
    official: str
    notes_sentence: str
    notes_paragraph: str
    note: str
    sheet: str
    """With `{page}` (physical)."""
    abstained: str
    abstained_help: str
    nearest: str
    searched: str
    """With `{documents}`."""
    searched_one: str
    period: str
    """With `{since}` and `{until}`."""
    limited: str
    """With `{filters}`."""
    index_date: str
    """With `{date}`."""
    choose_page: str
    page_of: str
    """With `{page}`."""
    paragraph_of: str
    """With `{page}`, for a document without pages."""
    pages_of: str
    """With `{page}` and `{page_end}`."""
    picture_alt: str
    """With `{page}` and `{file}`."""
    legend_quote: str
    legend_note: str
    no_notes: str
    page_gone: str
    """With `{file}`, as the next one."""
    page_changed: str
    filters: str
    filters_help: str
    dossier: str
    doc: str
    kind: str
    ministry: str
    vergaderjaar: str
    since: str
    until: str
    attention: str
    bad_date: str
    """With `{date}`."""
    failed: str


_SECFUND, _WET, _WARMTE = "kst-36560-X-10", "kst-39755-3", "ah-tk-20232024-9001"

TEXTS: dict[Language, ChatTexts] = {
    "nl": ChatTexts(
        title="Voetnoot",
        tagline="Antwoorden uit Kamerstukken, elk met pagina en voetnoot",
        language="Taal",
        ask="Stel een vraag over de documenten",
        ask_hint="Typ een vraag en druk op Enter",
        send="Vraag",
        clear="Nieuw gesprek",
        conversation="Gesprek",
        welcome="Stel een vraag in gewone taal. U krijgt de letterlijke zin uit het Kamerstuk, "
        "met vindplaats, voetnoot en de pagina waarop hij staat. Staat het er niet, dan zegt "
        "Voetnoot dat.",
        examples=(
            ("Wat is het maximale bedrag dat het SecFund per onderneming investeert?", _SECFUND),
            ("What is the SecFund cap?", _SECFUND),
            ("Hoeveel patiënten gebruikten thuismonitoring in 2023?", _WET),
            ("Hoe lang is de gemiddelde wachttijd voor een aansluiting?", _WARMTE),
        ),
        examples_title="Bijvoorbeeld",
        sources="Bronnen",
        no_sources="Bij een antwoord staan hier de citaten met hun vindplaats en voetnoten, en "
        "de pagina met het citaat gemarkeerd.",
        copy_letter="Kopieer voor een brief",
        copy_markdown="Kopieer als Markdown",
        copy_notation="Kopieer vindplaats",
        copied="Gekopieerd",
        newest="Nieuwste stand",
        earlier="Eerdere stand",
        verified="Letterlijk gecontroleerd op {page}",
        not_verified="Niet gecontroleerd op {page}: lees de pagina zelf na",
        ocr="OCR-tekst: herkend van een beeld, vergelijk met de pagina",
        official="Officiële publicatie",
        notes_sentence="Bij deze zin",
        notes_paragraph="Elders in de alinea",
        note="Voetnoot {label}",
        sheet="blad {page} van het bestand",
        abstained="Geen antwoord gevonden",
        abstained_help="Voetnoot beweert hier niets: geen zin in de documenten beantwoordt de "
        "vraag met genoeg zekerheid. Kijk zelf in de passages hieronder, of stel de vraag "
        "anders.",
        nearest="Passages die het dichtst bij de vraag komen",
        searched="Gezocht in {documents} documenten",
        searched_one="Gezocht in 1 document",
        period="van {since} tot en met {until}",
        limited="alleen binnen {filters}",
        index_date="stand van {date}",
        choose_page="Toon de pagina",
        page_of="p. {page}",
        paragraph_of="alinea {page}",
        pages_of="p. {page}-{page_end}",
        picture_alt="Pagina {page} van {file}; het citaat is geel gemarkeerd",
        legend_quote="citaat",
        legend_note="voetnoot",
        no_notes="Bij dit citaat staan geen voetnoten.",
        page_gone="De pagina kan niet worden getoond: {file} staat niet meer op zijn plaats of is "
        "niet te openen. Zet het bestand terug, of werk de index bij.",
        page_changed="De pagina wordt niet getoond: {file} is veranderd sinds het is gelezen. "
        "Werk de index bij met: voetnoot index.",
        filters="Zoek alleen binnen …",
        filters_help="Leeg betekent: geen beperking.",
        dossier="Dossier",
        doc="Document",
        kind="Soort document",
        ministry="Ministerie",
        vergaderjaar="Vergaderjaar",
        since="Vanaf (jjjj-mm-dd)",
        until="Tot en met (jjjj-mm-dd)",
        attention="Let op",
        bad_date="«{date}» is geen datum. Schrijf een datum als 2024-06-27.",
        failed="Er ging iets mis bij het beantwoorden. Probeer het opnieuw.",
    ),
    "en": ChatTexts(
        title="Voetnoot",
        tagline="Answers from Dutch parliamentary documents, each with its page and footnote",
        language="Language",
        ask="Ask a question about the documents",
        ask_hint="Type a question and press Enter",
        send="Ask",
        clear="New conversation",
        conversation="Conversation",
        welcome="Ask in plain language, Dutch or English. You get the literal sentence of the "
        "document, with its reference, its footnote and the page it stands on. If it is not "
        "there, Voetnoot says so.",
        examples=(
            ("What is the SecFund cap?", _SECFUND),
            ("Wat is het maximale bedrag dat het SecFund per onderneming investeert?", _SECFUND),
            ("How many patients used home monitoring in 2023?", _WET),
            ("Hoe lang is de gemiddelde wachttijd voor een aansluiting?", _WARMTE),
        ),
        examples_title="For example",
        sources="Sources",
        no_sources="The quotes of an answer appear here with their reference and footnotes, and "
        "the page with the quote marked.",
        copy_letter="Copy for a letter",
        copy_markdown="Copy as Markdown",
        copy_notation="Copy reference",
        copied="Copied",
        newest="Most recent",
        earlier="Said earlier",
        verified="Checked letter for letter on {page}",
        not_verified="Not checked on {page}: read the page yourself",
        ocr="OCR text: recognised from a picture, compare it with the page",
        official="Official publication",
        notes_sentence="With this sentence",
        notes_paragraph="Elsewhere in the paragraph",
        note="Footnote {label}",
        sheet="sheet {page} of the file",
        abstained="No answer found",
        abstained_help="Voetnoot claims nothing here: no sentence in the documents answers the "
        "question with enough certainty. Look at the passages below yourself, or ask in other "
        "words.",
        nearest="Passages nearest to the question",
        searched="Searched {documents} documents",
        searched_one="Searched 1 document",
        period="from {since} to {until}",
        limited="only within {filters}",
        index_date="as of {date}",
        choose_page="Show the page",
        page_of="p. {page}",
        paragraph_of="paragraph {page}",
        pages_of="p. {page}-{page_end}",
        picture_alt="Page {page} of {file}; the quote is marked in yellow",
        legend_quote="quote",
        legend_note="footnote",
        no_notes="There are no footnotes with this quote.",
        page_gone="The page cannot be shown: {file} is no longer in its place or cannot be "
        "opened. Put the file back, or update the index.",
        page_changed="The page is not shown: {file} has changed since it was read. Update the "
        "index with: voetnoot index.",
        filters="Search only within …",
        filters_help="Empty means: no limit.",
        dossier="Dossier",
        doc="Document",
        kind="Kind of document",
        ministry="Ministry",
        vergaderjaar="Parliamentary year",
        since="From (yyyy-mm-dd)",
        until="Until (yyyy-mm-dd)",
        attention="Please note",
        bad_date="“{date}” is not a date. Write a date as 2024-06-27.",
        failed="Something went wrong while answering. Please try again.",
    ),
}
