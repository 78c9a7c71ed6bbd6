"""Whether citations carry their claims, by the plain check and by an NLI model."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from evals.support import (
    Support,
    SupportModelError,
    chat_check,
    configured_check,
    literal_check,
    nli_check,
    supported,
)
from rag.answer import Claim
from tests.evals.made import answer, citation

QUOTE = "Het fonds investeert ten hoogste 5 mln. euro per onderneming in Drenthe."


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("ten hoogste 5 mln. euro per onderneming", True),
        ("Per onderneming is het ten hoogste 5 mln.", True),
        ("Per onderneming is het ten hoogste 7 mln.", False),
        ("Het fonds werkt in Drenthe.", True),
        ("Het fonds werkt in Groningen.", False),
        ("Honderden scholieren kregen gisteren gratis fietslessen.", False),
    ],
)
def test_numbers_names_and_words(claim: str, holds: bool) -> None:
    assert literal_check(QUOTE, claim) is holds


def test_recall_and_precision_by_hand() -> None:
    claims = (
        Claim("ten hoogste 5 mln. euro [1]", (1, 2)),  # carried by 1 alone; 2 is not needed
        Claim("Het kost 9 mln. [2]", (2,)),  # carried by nothing
    )
    cited = (citation("a", 1, QUOTE), citation("a", 2, "Iets anders."))
    cited = (cited[0], type(cited[1])(**{**vars(cited[1]), "number": 2}))
    found = supported(answer(*cited, claims=claims), literal_check)
    assert found == Support(claims=2, supported=1, citations=3, needed=1)


def test_two_quotes_that_carry_a_claim_only_together() -> None:
    one, two = citation("a", 1, "Het is 5 mln."), citation("a", 2, "In Drenthe.")
    two = type(two)(**{**vars(two), "number": 2})
    claims = (Claim("Het is in Drenthe 5 mln.", (1, 2)),)
    assert supported(answer(one, two, claims=claims), literal_check) == Support(1, 1, 2, 2)


def test_a_claim_without_citation_is_not_supported() -> None:
    assert supported(answer(claims=(Claim("Zo is het.", ()),)), literal_check).supported == 0


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of a few kilobytes with the three classes of NLI; its weights are random."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("nli")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghij"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(0)
    labels = {0: "contradiction", 1: "entailment", 2: "neutral"}
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=8, max_position_embeddings=64, num_labels=3, id2label=labels,
        label2id={name: n for n, name in labels.items()},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.0, 1.0, 0.0]))  # always says: entailed
    model.save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def test_a_configured_model_judges(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = (Claim("Het kost 9 mln.", (1,)),)
    given = answer(citation("a", 1, QUOTE), claims=claims)
    assert configured_check() is literal_check and supported(given, literal_check).supported == 0
    monkeypatch.setenv("VOETNOOT_NLI", str(tiny_model))
    assert supported(given, configured_check()).supported == 1


@pytest.mark.parametrize(("reply", "holds"), [("JA", True), ("**Ja**, want", True), ("Nee", False),
                                             ("Jammer genoeg niet", False), ("", False)])
def test_a_chat_model_judges(
    monkeypatch: pytest.MonkeyPatch, reply: str, holds: bool
) -> None:
    asked: list[str] = []

    def invoke(prompt: str) -> SimpleNamespace:
        asked.append(prompt)
        return SimpleNamespace(text=reply)

    monkeypatch.setattr(
        "rag.generation.open_chat_model", lambda *_, **__: SimpleNamespace(invoke=invoke)
    )
    monkeypatch.setenv("VOETNOOT_JUDGE", "ollama:klein")
    assert configured_check()(QUOTE, "Het kost 9 mln.") is holds
    assert QUOTE in asked[0] and "Het kost 9 mln." in asked[0]


def test_a_judge_that_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SupportModelError):
        chat_check("bestaat-niet:x")


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SupportModelError, match="geen bruikbaar"):
        nli_check(str(tmp_path))
