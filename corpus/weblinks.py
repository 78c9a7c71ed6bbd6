"""Web addresses in running text: whole, also where a line end has broken them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_START = re.compile(r"https?://|(?<![\w.@/-])www\.(?=\w)", re.IGNORECASE)
_REST = re.compile(r"[^\s<>\"«»“”„]*")
_GAP = re.compile(r"[ \u00a0\n\r\ufffe\x02]{1,3}")
_TRAILING = ".,;:!?'’‘\"”*|"
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def find_web_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, address) of every web address; the address is without gaps and complete.

    A line end inside an address shows as a space. What follows belongs to the address where the
    break itself says so: after `//`, `-`, `_`, `=`, `&` or `/`, or before one of these. Closing
    punctuation is left off; a bracket stays where it was opened inside the address.
    """
    position = 0
    while match := _START.search(text, position):
        end = _end(text, match.start(), match.end())
        position = max(end, match.end())
        # A hyphen at a line end inside an address is part of it.
        address = re.sub(r"\s+", "", re.sub("[\ufffe\x02]", "-", text[match.start() : end]))
        if _HOST.match(address) and "." in address:
            whole = address if address[:4].lower() == "http" else f"https://{address}"
            yield match.start(), end, whole


def _end(text: str, start: int, position: int) -> int:
    end = _word_end(text, position)
    while gap := _GAP.match(text, end):
        following = _REST.match(text, gap.end())
        piece = following.group() if following else ""
        if not piece or not _runs_on(text[start:end], piece, text, gap.end()):
            break
        end = gap.end() + len(piece)
    return _trimmed(text, start, end)


def _word_end(text: str, position: int) -> int:
    match = _REST.match(text, position)
    return match.end() if match else position


def _runs_on(before: str, piece: str, text: str, at: int) -> bool:
    if before.endswith("://"):
        return "." in piece
    if _START.match(text, at) or before[-1] in ").,;:]»":
        return False
    if piece[0] in "/_?&=#%" or (piece[0] == "-" and piece[1:2].isalnum()):
        return True
    wordlike = piece[0].islower() or piece[0].isdigit()
    if before[-1] in "_=&?%#":
        return wordlike or piece[0].isupper()
    if before[-1] == "-":
        return wordlike
    if before[-1] == "/":
        return wordlike and bool(re.search(r"\w[-/_=.]\w", piece))
    opened = before.count("(") == before.count(")") and piece.rstrip(".,;").endswith(")")
    return opened and wordlike and bool(re.match(r"\w+(?:[-/_]\w+){2,}/?\)", piece))


def _trimmed(text: str, start: int, end: int) -> int:
    """Without closing punctuation, and without a bracket that was not opened inside."""
    while end > start:
        last = text[end - 1]
        opens = _PAIRS.get(last)
        inside = text[start:end]
        unopened = opens is not None and inside.count(opens) < inside.count(last)
        if last not in _TRAILING and not unopened and not last.isspace():
            break
        end -= 1
    closed = re.search(r"[)\]](?=[.,;:]?\s*$)", text[start:end])
    return start + closed.start() if closed and "(" not in text[start:end] else end
