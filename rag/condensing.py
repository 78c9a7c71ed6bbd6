"""A follow-up question rewritten by a chat model, so that it stands by itself.

The model only rewrites: a reply that brings in a figure or a name that the conversation does not
have, is no single line or does not come in time is left out, and `rag/conversation.py` is used.
"""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from rag.generation import Received, names_and_figures
from rag.verification import fold

SECONDS = 15.0
"""How long a rewriting may take: it comes before the search."""
MAX_CHARACTERS = 400
_SYSTEM = (
    "Herschrijf de laatste vraag van een gesprek zo dat zij zonder de eerdere vragen te begrijpen"
    " is. Neem over wat zij weglaat (jaar, naam, onderwerp) en voeg niets anders toe. Gaat zij over"
    " iets anders of staat zij al op zichzelf, herhaal haar dan letterlijk. Houd de taal van de"
    " laatste vraag aan. Schrijf alleen die ene vraag, op één regel."
)


def condense(
    model: BaseChatModel, question: str, history: Sequence[str], seconds: float = SECONDS
) -> str | None:
    """The question as it would be asked alone; None where the model gives nothing usable."""
    asked = "\n".join(f"{n}. {text}" for n, text in enumerate((*history, question), start=1))
    messages = [SystemMessage(_SYSTEM), HumanMessage(f"{asked}\n\nLaatste vraag: {question}")]
    received = Received(model, messages, seconds)
    lines = [line.strip() for line in received.lines() if line.strip()]
    if received.failed or len(lines) != 1 or len(lines[0]) > MAX_CHARACTERS:
        return None
    if not lines[0].endswith(("?", ".", "!")):  # some connections that break off raise nothing
        return None
    known = fold(" ".join((*history, question)))
    if any(fold(fact) not in known for fact in names_and_figures(lines[0])):
        return None
    return lines[0]
