"""A chat model writes, the verifier decides."""

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from rag.chain import Voetnoot
from rag.generation import ChatModelError, open_chat_model

QUESTION = "Wat is het maximale bedrag dat het SecFund per onderneming investeert?"


@pytest.fixture
def opened(sample_index, embedder):
    return sample_index, embedder


def ask(opened, reply):
    index, embedder = opened
    chain = Voetnoot(index, embedder, embedder.model, FakeListChatModel(responses=[reply]))
    return chain.invoke(QUESTION)


def reader_text(opened):
    index, embedder = opened
    return Voetnoot(index, embedder, embedder.model).invoke(QUESTION).text


def passage_number(opened):
    index, embedder = opened
    passages = Voetnoot(index, embedder, embedder.model).invoke(QUESTION).passages
    return next(n for n, p in enumerate(passages, 1) if "5 mln. euro per onderneming" in p.text)


def test_a_supported_claim_is_kept_with_its_quote(opened):
    number = passage_number(opened)
    answer = ask(opened, f"Het maximum is 5 mln. «5 mln. euro per onderneming» [{number}]")
    assert answer.claims[0].text == "Het maximum is 5 mln."
    assert answer.citations[0].verified
    assert "5 mln. euro per onderneming" in answer.citations[0].quote


@pytest.mark.parametrize(
    "reply",
    [
        "Het maximum is 9 mln. «5 mln. euro per onderneming» [{n}]",
        "Het maximum is 5 mln. «9 mln. euro per onderneming» [{n}]",
        "Het maximum is 5 mln. «5 mln. euro per onderneming» [77]",
        "Het maximum is 5 mln. euro.",
        "",
        "\x00\x01 [[[ «",
    ],
)
def test_an_unsupported_reply_falls_back_to_the_reader(opened, reply):
    answer = ask(opened, reply.replace("{n}", str(passage_number(opened))))
    assert answer.text == reader_text(opened)


def test_an_unknown_model_is_a_clear_error():
    with pytest.raises(ChatModelError, match="niet te gebruiken"):
        open_chat_model("geen-aanbieder:model")
