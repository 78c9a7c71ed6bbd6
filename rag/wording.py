"""What an answer says: the wording of what was found, of a refusal, and the remarks beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Claim, Language, Searched
from rag.drafts import Verified
from rag.parts import Part
from rag.phrasing import phrase_parts
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


def refusal(searched: Searched, language: Language) -> str:
    """That nothing was found, and what was searched."""
    texts = TEXTS[language]
    period = ""
    if searched.since and searched.until:
        period = texts.period.format(
            since=written_date(searched.since, language),
            until=written_date(searched.until, language),
        )
    text = texts.not_found.format(documents=searched.documents, period=period)
    if searched.absent:
        text = f"{_absent(searched, language)} {text}"
    if searched.filters:
        limits = "; ".join(
            f"{key}: {', '.join(value) if isinstance(value, list) else value}"
            for key, value in searched.filters.items()
        )
        text += texts.limited.format(filters=limits)
    return text


def remark_on(
    remark: str, withheld: Sequence[Hit], searched: Searched, answered: bool, language: Language
) -> str:
    """What the model left, which passages were not read, which documents are not there."""
    places = dict.fromkeys(f"{h.stored.document.file} (p. {h.stored.chunk.page})" for h in withheld)
    return " ".join(part for part in (
        remark,
        TEXTS[language].withheld.format(places=", ".join(places)) if places else "",
        _absent(searched, language) if searched.absent and answered else "",
    ) if part)


def _absent(searched: Searched, language: Language) -> str:
    texts = TEXTS[language]
    form = texts.absent_one if len(searched.absent) == 1 else texts.absent_more
    text = form.format(names=", ".join(searched.absent))
    return f"M{text[1:]}" if text.startswith("mot") else text
