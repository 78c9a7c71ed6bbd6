"""The retrieval chain as a LangChain Runnable: question (and history) -> verified `Answer`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain as flat
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from langchain_core.runnables import Runnable, RunnableConfig

from corpus.filters import Filters
from ingest.index import Index
from rag.absence import Absent, absent_documents, spoken_of
from rag.answer import Answer, Language, Searched
from rag.asked import look_up_asked
from rag.conversation import followed, standalone
from rag.crossencoder import Reranker
from rag.drafts import Draft, drafts_of, verified
from rag.instructions import addresses_model
from rag.language import detect_language
from rag.lookup import LookedUp, look_up
from rag.nearness import Near
from rag.parts import Part, interleaved, parts_of
from rag.question import QuestionError, says_something
from rag.ranking import RankingModel
from rag.reading import READ_PASSAGES, Reading, read
from rag.reordering import reordered
from rag.retrieval import Hit, as_passage, search
from rag.scoring import reader_weights
from rag.telling import told
from rag.texts import TEXTS
from rag.wording import other_years, refusal, remark_on, wording

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from ingest.embedding import Embedder

MAX_QUESTION_CHARACTERS = 2_000
PASSAGES = 10

class Question(TypedDict, total=False):
    """Input of the chain; only `question` is required."""

    question: str
    history: Sequence[str]
    filters: Filters
    language: Language | None
    id: str | None


class _Drafted(NamedTuple):
    """Claims to verify."""

    drafts: tuple[Draft, ...]
    remark: str = ""


class Voetnoot(Runnable[Question | str, Answer]):
    """Answers questions over an open index. `invoke`, `stream` and `batch` as in LangChain."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        model: RankingModel,
        chat_model: BaseChatModel | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.index = index
        self.embedder = embedder
        self.model = model
        self._chat_model = chat_model
        self._reranker = reranker

    def invoke(
        self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """One verified answer, or an abstention. Raises `QuestionError` and index errors."""
        return deque(self._answers(input), maxlen=1).pop()

    def stream(
        self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Answer]:
        """The answer as it grows: what a chat model has written and what passed verification.

        Every answer holds the one before it; the last is that of `invoke`. Errors as `invoke`.
        """
        yield from self._answers(input)

    def _answers(self, input: Question | str) -> Iterator[Answer]:
        asked: Question = {"question": input} if isinstance(input, str) else input
        question = asked["question"].strip()
        language = check_question(question, asked.get("language"))
        filters = asked.get("filters") or Filters()
        history = asked.get("history") or ()
        alone, history, uncondensed = self._condensed(question, history, language)
        full = standalone(alone, history)
        began = perf_counter()
        near = self._near(alone, history, filters)
        looked_up = look_up(
            self.index, alone, filters, near.document if near else None
        ) or look_up_asked(self.index, self.embedder, self.model, alone, filters)
        parts = (Part(question, full),) if looked_up else parts_of(alone, history)
        found = [self.found(part.question, filters, near=near) for part in parts]
        withheld = [hit for hit in flat(*found) if addresses_model(hit.stored.chunk.text)]
        kept = [[hit for hit in own if hit not in withheld] for own in found]
        searched_at = perf_counter()
        readings = [
            read(self.index, self.model, part.question, own, near=near, alone=part.alone)
            for part, own in zip(parts, kept, strict=True)
        ]
        hits = interleaved(
            [self._ordered(own, one) for own, one in zip(kept, readings, strict=True)], PASSAGES
        )
        absent = absent_documents(self.index, full)
        searched = self._searched(filters, absent)
        empty = not (looked_up or says_something(full))
        for drafted in self._drafted(looked_up, empty, full, hits, readings, language):
            drafts = drafted.drafts
            read_at = perf_counter()
            if not looked_up and any(a.identifier for a in absent):
                spans = [draft.span for draft in drafts]
                drafts = drafts if spoken_of(self.index, absent, spans) else ()
            cited = verified(self.index, drafts)
            text, claims = (
                told(looked_up, [citation for _, citation in cited.citations], language)
                if looked_up else wording(parts, readings, cited, language)
            )
            yield Answer(
                question=question,
                language=language,
                abstained=not cited.citations,
                text=(text if searched.documents else "")
                or (TEXTS[language].nothing_asked if empty else refusal(searched, language)),
                claims=claims,
                citations=tuple(citation for _, citation in cited.citations),
                passages=tuple(as_passage(hit) for hit in hits),
                searched=searched,
                timings_ms={
                    "retrieve": _ms(searched_at - began),
                    "answer": _ms(read_at - searched_at),
                    "verify": _ms(perf_counter() - read_at),
                },
                id=asked.get("id"),
                confidence=float(bool(cited.citations)) if looked_up or empty
                else round(max(r.confidence for r in readings), 4),
                as_of=cited.as_of,
                remark=remark_on(
                    (uncondensed, drafted.remark,
                     "" if looked_up else other_years(readings, cited, language)),
                    withheld, searched, bool(cited.citations), language,
                ),
            )

    def _condensed(
        self, question: str, history: Sequence[str], language: Language
    ) -> tuple[str, Sequence[str], str]:
        """The question and what of the conversation it still needs; a remark if the model fails."""
        if self._chat_model is None or not history:
            return question, history, ""
        from rag.condensing import condense  # only here, as the import of a chat model

        rewritten = condense(self._chat_model, question, history)
        if rewritten is None:
            return question, history, TEXTS[language].not_condensed
        return rewritten, (), ""

    def _searched(self, filters: Filters, absent: Sequence[Absent]) -> Searched:
        ids = self.index.document_ids(filters)
        since, until = self.index.extent(ids)
        return Searched(
            self.index.document_count if ids is None else len(ids),
            self.index.generation,
            filters.as_dict(),
            since,
            until,
            tuple(dict.fromkeys(a.written for a in absent)),
        )

    def search(self, question: str, filters: Filters, k: int = PASSAGES) -> list[Hit]:
        """Passages only, best first: in the order in which an answer shows them."""
        hits = self.found(question, filters, max(k, READ_PASSAGES))
        return self._ordered(hits, read(self.index, self.model, question, hits))[:k]

    def found(
        self, question: str, filters: Filters, k: int = READ_PASSAGES, near: Near | None = None
    ) -> list[Hit]:
        """Passages in the order of the search, before any is read."""
        return search(
            self.index, self.embedder, self.model, question, filters, k, self._reranker, near
        )

    def _near(self, question: str, history: Sequence[str], filters: Filters) -> Near | None:
        """Where the answer stands to the question that a follow-up hangs on."""
        near, before = None, followed(question, history)
        for n, asked in enumerate(before):
            full = standalone(asked, before[:n])
            hits = self.found(full, filters, near=near)
            reading = read(self.index, self.model, full, hits, near=near)
            if reading.confidence >= reader_weights().threshold:
                stored = reading.ranked[0].span.stored
                near = Near(stored.id, stored.document_id, stored.chunk.page)
        return near

    def _ordered(self, hits: Sequence[Hit], reading: Reading) -> list[Hit]:
        """In the reader's order; that of a cross-encoder, which was chosen for it, stays."""
        return list(hits) if self._reranker is not None else reordered(hits, reading)

    def _drafted(
        self, looked_up: LookedUp | None, empty: bool, question: str, hits: Sequence[Hit],
        readings: Sequence[Reading], language: Language,
    ) -> Iterator[_Drafted]:
        if looked_up is None and not empty:
            yield from self._drafts(question, hits, readings, language)
            return
        spans = looked_up.spans if looked_up else ()
        yield _Drafted(
            tuple(Draft(s) for s in spans if not addresses_model(s.stored.chunk.text))
        )

    def _drafts(
        self, question: str, hits: Sequence[Hit], readings: Sequence[Reading], language: Language
    ) -> Iterator[_Drafted]:
        """Claims to verify, more each time where a chat model writes them."""
        threshold = reader_weights().threshold
        if all(reading.confidence < threshold for reading in readings):
            yield _Drafted(())
            return
        remark = ""
        if self._chat_model is not None:
            from rag.generation import writing  # only here: it takes most of a second to import

            for reply in writing(self._chat_model, question, hits, language, self.model):
                remark = reply.remark
                if reply.claims:
                    yield _Drafted(tuple(Draft(c.span, c.text) for c in reply.claims), remark)
            if reply.claims:
                return
        yield _Drafted(tuple(drafts_of(readings, threshold)), remark)


def answer_turns(
    chain: Voetnoot, questions: Sequence[str], filters: Filters, language: Language | None = None
) -> list[Answer]:
    """A conversation: every question with the ones before it."""
    answers: list[Answer] = []
    for number, question in enumerate(questions):
        asked: Question = {"question": question, "filters": filters, "language": language}
        answers.append(chain.invoke({**asked, "history": list(questions[:number])}))
    return answers


def check_question(question: str, language: Language | None = None) -> Language:
    """The language to answer in. Raises `QuestionError` when the question cannot be asked."""
    spoken = language or detect_language(question)
    texts = TEXTS[spoken]
    if not question.strip():
        raise QuestionError(texts.empty_question)
    if len(question) > MAX_QUESTION_CHARACTERS:
        length, limit = len(question), MAX_QUESTION_CHARACTERS
        raise QuestionError(texts.long_question.format(length=length, limit=limit))
    return spoken


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
