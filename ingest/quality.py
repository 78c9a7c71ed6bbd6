"""Whether the text layer of a page can be read: pages without text, and text in a broken encoding.

A font without a proper encoding gives text of the right length in the wrong letters. Letters that
stand for other letters make pairs that Dutch and English words do not have: on ordinary pages
less than 2 % of the pairs inside words is such a pair, after any substitution of letters more
than 10 %. Tables, references and capitals are left out of the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

NO_TEXT = "geen tekst (scan of beeld)"
GARBLED = "onleesbare tekencodering"
LITTLE_TEXT = "beeld over de hele pagina met weinig tekst"
_GARBAGE_SHARE = 0.15
_ODD_PAIRS_SHARE = 0.08
_ENOUGH_PAIRS = 60
_CUT_WORDS_SHARE = 0.06
_LITTLE_CHARACTERS = 250
_SYMBOLS = "!\"#$%&*+<=>?@[\\]^_`{|}~"
"""Symbols that text has few of."""
_INSIDE = _SYMBOLS.replace("@", "") + "/:;'()"
"""Symbols that seldom stand inside a word, as in `en/of`."""
_ORDINARY = ((0x02, 0x02), (0x20, 0x24F), (0x370, 0x3FF), (0x2000, 0x22FF))
"""Codes of the letters and marks of European languages, and the hyphen at a line end."""
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*")
# Pairs of letters rarer than 1 in 20,000 in the words of the OpenTaal list and in English text.
_ODD = (
    "aq bcdfghkmnpqvwxz cbdfgjmnpqsvwxz dqx fcqxy gjqxy hbcdfghjkmpqsvwxz iqy jcjqrxy kqx lqx mjqx"
    " nqx oq pqx qabcdefghijklmnopqrstvwxyz rqx sqx tqx uhjqx vbcdfghjkmnpqstvwxyz wcfjlmqwxyz"
    " xbdfghjklmnoqrsuvwxyz ydfghjkquvwxyz zbcdfghjklmnpqrstvxy"
)


def _pairs_table() -> npt.NDArray[np.bool_]:
    table = np.zeros((128, 128), dtype=np.bool_)
    for group in _ODD.split():
        for letter in group[1:]:
            table[ord(group[0]), ord(letter)] = True
    return table


def _marked(symbols: str, others: bool) -> npt.NDArray[np.bool_]:
    """(0x2400,): whether a code is one of `symbols` or, with `others`, no ordinary character."""
    table = np.full(0x2400, others, dtype=np.bool_)
    for first, last in _ORDINARY if others else ():
        table[first : last + 1] = False
    table[[ord(symbol) for symbol in symbols]] = True
    return table


_ODD_PAIRS = _pairs_table()
_IS_STRANGE = _marked(_SYMBOLS, others=True)
_IS_INSIDE = _marked(_INSIDE, others=False)
_LAST = len(_IS_STRANGE) - 1
Codes = npt.NDArray[np.uint32]


def problem_of(text: str) -> str | None:
    """Why the text of a page is of no use, a phrase in Dutch; None when it is fine."""
    if not text.strip():
        return NO_TEXT
    codes = _codes(text)
    if int(_IS_STRANGE[np.minimum(codes, _LAST)].sum()) > _GARBAGE_SHARE * len(text):
        return GARBLED
    if "http" in text or "www." in text:
        codes = _codes(_ADDRESS.sub(" ", text))
    if cut_words_share(codes) > _CUT_WORDS_SHARE or odd_pairs_share(codes) > _ODD_PAIRS_SHARE:
        return GARBLED
    return None


def could_be_recognised(warnings: Iterable[str]) -> bool:
    """Whether a file was read without recognising pages that ask for it."""
    return any(warning.endswith((NO_TEXT, GARBLED, LITTLE_TEXT)) for warning in warnings)


def is_sparse(text: str) -> bool:
    """Whether there is so little text that a picture of the page may hold more."""
    return len(text) < _LITTLE_CHARACTERS


def cut_words_share(codes: Codes) -> float:
    """How many symbols stand inside words, for every character of the text."""
    inside = _IS_INSIDE[np.minimum(codes, _LAST)]
    word = ~inside & (codes > 0x20)
    cut = word[:-2] & inside[1:-1] & word[2:]
    return int(cut.sum()) / max(len(codes), _LITTLE_CHARACTERS)


def odd_pairs_share(codes: Codes) -> float:
    """The share of pairs of letters that words do not have; 0 for text with few words.

    A pair ends in a small letter, so that abbreviations do not count. Where capitals are the rule,
    as they may be in a broken encoding, pairs count that stand in the middle of five letters.
    """
    if len(codes) < _ENOUGH_PAIRS:
        return 0.0
    capital = (codes >= ord("A")) & (codes <= ord("Z"))
    small = (codes >= ord("a")) & (codes <= ord("z"))
    lower = np.where(capital, codes + 32, codes)
    letter = capital | small
    pairs = letter[:-1] & small[1:]
    if capital.sum() > small.sum():
        pairs[:] = False
        pairs[2:-2] = letter[:-5] & letter[1:-4] & letter[2:-3] & letter[3:-2] & letter[4:-1]
    count = int(pairs.sum())
    if count < _ENOUGH_PAIRS:
        return 0.0
    return int(_ODD_PAIRS[lower[:-1][pairs], lower[1:][pairs]].sum()) / count


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
