"""The words of answers, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Language


@dataclass(frozen=True)
class AnswerTexts:
    """What the chain itself says around literal quotes."""

    not_found: str
    """With `{documents}`."""
    limited: str
    """With `{filters}`."""
    model_failed: str
    """With `{reason}`."""
    model_unusable: str
    see_also: str
    """With `{numbers}`."""
    empty_question: str
    long_question: str
    """With `{limit}` and `{length}`."""


TEXTS: dict[Language, AnswerTexts] = {
    "nl": AnswerTexts(
        not_found="Dit staat niet met zekerheid in de {documents} doorzochte documenten. "
        "Hieronder staan de passages die er het dichtst bij komen.",
        limited=" Er is alleen gezocht binnen: {filters}.",
        model_failed="Het taalmodel antwoordde niet of niet helemaal ({reason}).",
        model_unusable="Wat het taalmodel schreef, wordt niet door de passages gedragen; "
        "dit antwoord komt uit de tekst zelf.",
        see_also="Zie ook {numbers}.",
        empty_question="De vraag is leeg. Typ een vraag, bijvoorbeeld: "
        "Wat is het maximale bedrag dat het SecFund per onderneming investeert?",
        long_question="De vraag is te lang ({length} tekens, hoogstens {limit}). "
        "Stel een kortere vraag.",
    ),
    "en": AnswerTexts(
        not_found="This is not stated with certainty in the {documents} documents searched. "
        "The nearest passages are shown below.",
        limited=" Only searched within: {filters}.",
        model_failed="The language model did not reply, or not in full ({reason}).",
        model_unusable="The passages do not support what the language model wrote; "
        "this answer comes from the text itself.",
        see_also="See also {numbers}.",
        empty_question="The question is empty. Type a question, for example: "
        "What is the SecFund cap?",
        long_question="The question is too long ({length} characters, at most {limit}). "
        "Ask a shorter one.",
    ),
}
