"""The search of this project as a LangChain retriever, for chains of other people's making."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus.filters import Filters
from rag.chain import PASSAGES, Voetnoot
from rag.retrieval import Hit


class VoetnootRetriever(BaseRetriever):
    """Passages as LangChain documents; metadata names document, file, pages and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    chain: Voetnoot
    filters: Filters = Filters()
    k: int = PASSAGES

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(page_content=hit.stored.chunk.text, metadata=_metadata(hit))
            for hit in self.chain.search(query, self.filters, self.k)
        ]


def _metadata(hit: Hit) -> dict[str, Any]:
    document, chunk = hit.stored.document, hit.stored.chunk
    return {
        "doc": document.doc,
        "file": document.file,
        "title": document.title,
        "page": chunk.page,
        "page_end": chunk.page_end,
        "score": hit.score,
    }
