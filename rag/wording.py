"""What an answer says: the wording of what was found, of a refusal, and the remarks beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from corpus.filters import Filters
from rag.answer import Citation, Claim, Language, Searched
from rag.drafts import Verified
from rag.parts import Part
from rag.phrasing import phrase_parts
from rag.question import years_in
from rag.reading import Reading
from rag.retrieval import Hit
from rag.texts import TEXTS, written_date


def wording(
    parts: Sequence[Part],
    readings: Sequence[Reading],
    cited: Verified,
    language: Language,
) -> tuple[str, tuple[Claim, ...]]:
    """The text and the claims of an answer: a model's wording, else the answering clauses."""
    if cited.claims:
        written = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in cited.claims)
        return written, cited.claims
    if not cited.citations:
        return "", ()
    phrased = phrase_parts(
        [(part.said, reading.asked) for part, reading in zip(parts, readings, strict=True)],
        [[citation for answered, citation in cited.citations if n in answered]
         for n in range(len(parts))],
        language,
        cited.as_of,
    )
    return phrased.text, phrased.claims


def other_years(readings: Sequence[Reading], cited: Verified, language: Language) -> str:
    """A remark where the first place of a part speaks of other years than its question."""
    for n, reading in enumerate(readings):
        own = [citation for answered, citation in cited.citations if n in answered]
        asked = reading.asked.years
        if not asked or not own:
            continue
        told = years_in(" ".join((own[0].quote, *_heads(own[0]))))
        around = years_in(f"{own[0].title} {own[0].doc} {own[0].date or ''}")
        if told and not asked & (told | around):
            return TEXTS[language].other_years.format(
                asked=", ".join(sorted(asked)), told=", ".join(sorted(told)),
                number=own[0].number,
            )
    return ""


def _heads(citation: Citation) -> tuple[str, ...]:
    cell = citation.cell
    return (cell.row, cell.column) if cell else ()


def refusal(searched: Searched, language: Language) -> str:
    """That nothing was found, and what was searched."""
    texts = TEXTS[language]
    limits = _limits(searched, language)
    if not searched.documents and limits:
        nothing = texts.nothing_searched.format(filters=limits)
        return f"{_absent(searched, language)} {nothing}".strip()
    form = texts.not_found_one if searched.documents == 1 else texts.not_found
    text = form.format(documents=searched.documents, period=_period(searched, language))
    text = f"{_absent(searched, language)} {text}".strip()
    return text + (texts.limited.format(filters=limits) if limits else "")


def _period(searched: Searched, language: Language) -> str:
    if not (searched.since and searched.until):
        return ""
    texts = TEXTS[language]
    form = texts.day if searched.since == searched.until else texts.period
    return form.format(
        since=written_date(searched.since, language), until=written_date(searched.until, language)
    )


def _limits(searched: Searched, language: Language) -> str:
    """The filters by their names, with dates as they are written."""
    names = dict(zip((f.name for f in fields(Filters)), TEXTS[language].filters, strict=True))
    told: list[str] = []
    for key, value in searched.filters.items():
        if isinstance(value, list):
            told.append(f"{names[key]}: {', '.join(value)}")
        else:
            told.append(f"{names[key]} {_day(value, language)}")
    return "; ".join(told)


def _day(value: str, language: Language) -> str:
    try:
        return written_date(value, language)
    except ValueError:
        return value


def remark_on(
    remarks: Sequence[str], withheld: Sequence[Hit], searched: Searched, answered: bool,
    language: Language,
) -> str:
    """What was remarked, which passages were not read, which documents are not there."""
    places = dict.fromkeys(f"{h.stored.document.file} (p. {h.stored.chunk.page})" for h in withheld)
    return " ".join(part for part in (
        *remarks,
        TEXTS[language].withheld.format(places=", ".join(places)) if places else "",
        _absent(searched, language) if answered else "",
    ) if part)


def _absent(searched: Searched, language: Language) -> str:
    """Which documents that the question names are not there; empty where all are."""
    if not searched.absent:
        return ""
    texts = TEXTS[language]
    form = texts.absent_one if len(searched.absent) == 1 else texts.absent_more
    text = form.format(names=", ".join(searched.absent))
    return f"M{text[1:]}" if text.startswith("mot") else text
