"""Odd spaces put right in the tokens of a line: s p a c e d letters, and a space that is missing.

Only white space changes, so that what is read still stands on the page letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.lines import Token

_LEAST_LETTERS = 4
_WORD_GAP = 1.6
_WIDEST = 0.8
"""Of the height of the type: letters further apart stand alone, as crosses in a row do."""
_GLUED_SENTENCES = re.compile(r"(?<=[a-zß-ÿ]{3}[.?!])(?=[A-ZÀ-Þ][a-zß-ÿ])")
_ADDRESS = re.compile(r"[/@]|www")


def put_right(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens of a line with spaced letters closed up and glued sentences parted."""
    if sum(len(token.text) == 1 for token in tokens) >= _LEAST_LETTERS:
        tokens = _close_up(tokens)
    if any(_GLUED_SENTENCES.search(token.text) for token in tokens):
        tokens = [part for token in tokens for part in _part(token)]
    return tokens


def _close_up(tokens: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    run: list[Token] = []
    for token in (*tokens, None):
        if token and len(token.text) == 1 and token.text.isalpha() and not token.shift:
            run.append(token)
            continue
        result += _words(run) if len(run) >= _LEAST_LETTERS else run
        run = []
        if token:
            result.append(token)
    return result


def _words(letters: Sequence[Token]) -> list[Token]:
    """Spaced letters as words: a gap well over the usual one parts two words."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(letters)]
    usual = max(median(gaps), 0.1)
    if usual > _WIDEST * (letters[0].bottom - letters[0].top):
        return list(letters)
    words = [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        last = words[-1]
        if gap > _WORD_GAP * usual:
            words.append(letter)
        else:
            top, bottom = min(last.top, letter.top), max(last.bottom, letter.bottom)
            text = last.text + letter.text
            words[-1] = last._replace(text=text, top=top, x1=letter.x1, bottom=bottom)
    return words


def _part(token: Token) -> list[Token]:
    match = _GLUED_SENTENCES.search(token.text)
    if match is None or _ADDRESS.search(token.text):
        return [token]
    cut = token.x0 + (token.x1 - token.x0) * match.start() / len(token.text)
    first = token._replace(text=token.text[: match.start()], x1=cut)
    return [first, token._replace(text=token.text[match.start() :], x0=cut, spaced=True)]
