"""The words of answers, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.document import dutch_date
from rag.answer import Language


@dataclass(frozen=True)
class AnswerTexts:
    """What the chain itself says around literal quotes."""

    not_found: str
    """With `{documents}` and `{period}`."""
    not_found_one: str
    """Where one document was searched; with `{period}`."""
    nothing_searched: str
    """Where the filters leave no document; with `{filters}`."""
    period: str
    """With `{since}` and `{until}`."""
    day: str
    """Where both are `{since}`."""
    limited: str
    """With `{filters}`."""
    filters: tuple[str, ...]
    """Names of the filters, in the order of `Filters`."""
    nothing_asked: str
    absent_one: str
    """With `{names}`, as the next one."""
    absent_more: str
    model_failed: str
    """With `{reason}`."""
    model_unusable: str
    not_condensed: str
    withheld: str
    """With `{places}`."""
    other_years: str
    """With `{asked}`, `{told}` and `{number}`."""
    see_also: str
    """With `{numbers}`."""
    as_of: str
    """With `{new}` and `{old}`, and for each `_title`, `_date` and `_number`."""
    undated: str
    part_not_found: str
    """With `{part}`."""
    empty_question: str
    long_question: str
    """With `{limit}` and `{length}`."""


TEXTS: dict[Language, AnswerTexts] = {
    "nl": AnswerTexts(
        not_found="Dit staat niet met zekerheid in de {documents} doorzochte documenten{period}. "
        "Hieronder staan de passages die er het dichtst bij komen.",
        not_found_one="Dit staat niet met zekerheid in het ene document dat is doorzocht{period}. "
        "Hieronder staan de passages die er het dichtst bij komen.",
        nothing_searched="Geen document voldoet aan de filters ({filters}), dus er is niets "
        "doorzocht. Maak de filters ruimer.",
        period=" (van {since} tot en met {until})",
        day=" (van {since})",
        limited=" Er is alleen gezocht binnen: {filters}.",
        filters=(
            "dossier", "document", "soort", "ministerie", "vergaderjaar", "vanaf", "tot en met"
        ),
        nothing_asked="Hierin staat niets waarnaar gezocht kan worden. Stel een vraag over wat er "
        "in de documenten staat.",
        absent_one="{names} staat niet in de index.",
        absent_more="{names} staan niet in de index.",
        model_failed="Het taalmodel antwoordde niet of niet helemaal ({reason}).",
        model_unusable="Wat het taalmodel schreef, wordt niet door de passages gedragen; "
        "dit antwoord komt uit de tekst zelf.",
        not_condensed="Het taalmodel herschreef de vervolgvraag niet bruikbaar; zij is uit het "
        "gesprek aangevuld.",
        other_years="Let op: gevraagd is naar {asked}, maar [{number}] spreekt van {told}.",
        withheld="Niet gelezen, omdat de tekst zich tot een taalmodel richt: {places}.",
        see_also="Zie ook {numbers}.",
        as_of="Volgens {new_title} ({new_date}): {new} [{new_number}] "
        "Eerder, volgens {old_title} ({old_date}): {old} [{old_number}]",
        undated="zonder datum",
        part_not_found="Niet gevonden: «{part}»",
        empty_question="De vraag is leeg. Typ een vraag, bijvoorbeeld: "
        "Wat is het maximale bedrag dat het SecFund per onderneming investeert?",
        long_question="De vraag is te lang ({length} tekens, hoogstens {limit}). "
        "Stel een kortere vraag.",
    ),
    "en": AnswerTexts(
        not_found="This is not stated with certainty in the {documents} documents searched{period}"
        ". The nearest passages are shown below.",
        not_found_one="This is not stated with certainty in the one document searched{period}. "
        "The nearest passages are shown below.",
        nothing_searched="No document meets the filters ({filters}), so nothing was searched. "
        "Widen the filters.",
        period=" (from {since} to {until})",
        day=" (of {since})",
        limited=" Only searched within: {filters}.",
        filters=("dossier", "document", "kind", "ministry", "session year", "from", "until"),
        nothing_asked="There is nothing here to search for. Ask about what the documents say.",
        absent_one="{names} is not in the index.",
        absent_more="{names} are not in the index.",
        model_failed="The language model did not reply, or not in full ({reason}).",
        model_unusable="The passages do not support what the language model wrote; "
        "this answer comes from the text itself.",
        not_condensed="The language model did not rewrite the follow-up question usably; it was "
        "completed from the conversation.",
        other_years="Note: asked about {asked}, but [{number}] speaks of {told}.",
        withheld="Not read, because the text speaks to a language model: {places}.",
        see_also="See also {numbers}.",
        as_of="According to {new_title} ({new_date}): {new} [{new_number}] "
        "Earlier, according to {old_title} ({old_date}): {old} [{old_number}]",
        undated="undated",
        part_not_found="Not found: “{part}”",
        empty_question="The question is empty. Type a question, for example: "
        "What is the SecFund cap?",
        long_question="The question is too long ({length} characters, at most {limit}). "
        "Ask a shorter one.",
    ),
}


def counted(number: int, one: str, more: str) -> str:
    """`1 document`, `2 documenten`."""
    return f"{number} {one if number == 1 else more}"


def written_date(iso: str, language: Language) -> str:
    """`2024-06-27` -> `27 juni 2024` or `27 June 2024`."""
    if language == "nl":
        return dutch_date(iso)
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
