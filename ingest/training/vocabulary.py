"""The bilingual sub-word vocabulary: case-insensitive word pieces."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.trainers import WordPieceTrainer

from ingest.training.sources import PairSource

UNKNOWN = "[UNK]"
CONTINUES = "##"
ALPHABET = 400
"""Characters; the rest of Unicode becomes [UNK]."""


def train_tokenizer(texts: Sequence[str], size: int) -> Tokenizer:
    """A WordPiece tokenizer of at most `size` pieces, lower case, accents folded.

    The same texts give the same pieces with the same ids.
    """
    tokenizer = _tokenizer(WordPiece(unk_token=UNKNOWN))
    alphabet = _alphabet(texts, tokenizer)
    trainer = WordPieceTrainer(
        vocab_size=size,
        initial_alphabet=alphabet,
        limit_alphabet=len(alphabet),
        # The trainer numbers these in the order of a hash table, unless they are given to it.
        special_tokens=[UNKNOWN, *(CONTINUES + letter for letter in alphabet)],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer=trainer)
    # A tokenizer of its own, in which only the vocabulary is left of those special tokens.
    return _tokenizer(WordPiece(tokenizer.get_vocab(), unk_token=UNKNOWN))


def vocabulary_texts(sources: Sequence[PairSource], characters: int, seed: int) -> list[str]:
    """Texts of every source, at most `characters` of each, so that no register rules the pieces."""
    texts: list[str] = []
    for source in sources:
        pairs = list(source.pairs)
        random.Random(seed).shuffle(pairs)
        taken = 0
        for pair in pairs:
            if taken >= characters:
                break
            taken += sum(map(len, pair))
            texts.extend(pair)
    return texts


def _tokenizer(model: WordPiece) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def _alphabet(texts: Sequence[str], tokenizer: Tokenizer) -> list[str]:
    """The commonest characters, commonest first, spaces left out."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(tokenizer.normalizer.normalize_str(text))
    ordered = sorted(counts, key=lambda letter: (-counts[letter], letter))
    return [letter for letter in ordered if not letter.isspace()][:ALPHABET]
