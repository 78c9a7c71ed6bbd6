"""Questions and answers made by hand, for tests whose expected values are worked out on paper."""

from typing import Any

from evals.known import KnownQuestion, Place
from rag.answer import Answer, Citation, CitedNote, Claim, Passage, Searched

RIGHT = Place("kst-1-2", 4, 4)
OTHER = Place("kst-9-9", 1, 1)


def known(**changes: Any) -> KnownQuestion:
    fields: dict[str, Any] = {
        "id": "q", "language": "nl", "type": "money", "question": "Hoeveel?", "answerable": True,
        "facts": (("5 mln.", "vijf miljoen"), ("onderneming",)), "places": (RIGHT,),
        "all_places": (), "footnotes": (),
    }
    return KnownQuestion(**fields | changes)


def passage(doc: str, page: int, page_end: int | None = None) -> Passage:
    return Passage(doc, f"{doc}.pdf", page, page_end or page, 1.0, "tekst")


def citation(doc: str, page: int, quote: str, *labels: str, verified: bool = True) -> Citation:
    notes = tuple(CitedNote(label, page, "noot") for label in labels)
    return Citation(
        1, doc, f"{doc}.pdf", "Titel", None, page, page, str(page), quote, verified, (), notes,
        "notatie", None,
    )


def answer(
    *citations: Citation, text: str = "", passages: tuple[Passage, ...] = (),
    abstained: bool = False, claims: tuple[Claim, ...] = (),
) -> Answer:
    searched = Searched(2, "generatie")
    return Answer("Hoeveel?", "nl", abstained, text, claims, citations, passages, searched, {})
