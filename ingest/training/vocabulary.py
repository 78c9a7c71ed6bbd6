"""The bilingual sub-word vocabulary: case-insensitive word pieces."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.trainers import WordPieceTrainer

from ingest.training.sources import PairSource

UNKNOWN = "[UNK]"
ALPHABET = 400
"""Characters; the rest of Unicode becomes [UNK]."""


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """A WordPiece tokenizer of at most `size` pieces, lower case, accents folded."""
    tokenizer = Tokenizer(WordPiece(unk_token=UNKNOWN))
    tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    trainer = WordPieceTrainer(
        vocab_size=size, special_tokens=[UNKNOWN], limit_alphabet=ALPHABET, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer=trainer)
    return tokenizer


def vocabulary_texts(
    sources: Sequence[PairSource], characters: int, seed: int
) -> Iterator[str]:
    """Texts of every source, at most `characters` of each, so that no register rules the pieces."""
    for source in sources:
        pairs = list(source.pairs)
        random.Random(seed).shuffle(pairs)
        taken = 0
        for pair in pairs:
            if taken >= characters:
                break
            taken += sum(map(len, pair))
            yield from pair
