"""Text in a document that speaks to a language model instead of to a reader.

Documents are data, and a planted instruction is no less literal than the rest: quoted, it would
pass every check of a quote. Passages that hold one are therefore neither shown to a model nor
read for an answer, and the answer says so.
"""

from __future__ import annotations

import re

_WHAT = (
    r"(?:instructies?|opdracht(?:en)?|aanwijzingen|regels|prompts?|instructions?|rules|messages?)"
)
_WHOSE = (
    r"(?:al|alle|eerdere|vorige|voorgaande|bovenstaande|je|jouw|all|any|every|previous|prior|above"
    r"|earlier|your|the system)"
)
_ADDRESS = re.compile(
    rf"\b(?:negeer|vergeet|overschrijf|ignore|disregard|forget|override|bypass)\b[^.!?\n]{{0,20}}"
    rf"\b{_WHOSE}\b[^.!?\n]{{0,40}}\b{_WHAT}\b"
    r"|\b(?:ignore|disregard|forget) (?:all|everything|anything)(?: of the)?"
    r" (?:above|previous|prior)"
    r"|\bnegeer (?:alles|al)(?: het)? (?:bovenstaande|voorgaande)"
    r"|\b(?:je bent|u bent|jij bent|you are) (?:nu |now )?(?:een |an? )?(?:AI\b|taalmodel|chatbot"
    r"|language model|virtual assistant|AI-assistent)"
    r"|\b(?:system ?prompt|systeemprompt)\b[^.!?\n]{0,30}:"
    r"|<\|?/?(?:im_start|im_end|system|assistant|passage)\b|\[/?INST\]"
    r"|^#{2,} ?(?:system|instruction)", re.IGNORECASE | re.MULTILINE,
)
_ORDER = re.compile(
    r"\s*[«\"“'’]*(?:(?:zeg|antwoord|schrijf|vermeld|herhaal)(?: nu| alleen| altijd| uitsluitend)?"
    r"(?: dat\b| met\b| in plaats\b|: ?[«\"“'])"
    r"|(?:say|answer|respond|reply|write|output|print|repeat)(?: now| only| always| exactly)?"
    r"(?: that\b| with\b| instead\b|: ?[«\"“']| [«\"“']))", re.IGNORECASE,
)


def addresses_model(text: str) -> bool:
    """Whether a text tells a language model what to do."""
    return _ADDRESS.search(text) is not None


def is_order(sentence: str) -> bool:
    """Whether a sentence opens by telling someone what to say: never the support of a claim."""
    return _ORDER.match(sentence) is not None
