"""Dutch and English sentence boundaries, careful with the abbreviations of official texts."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    """nr nrs art artt jo lid blz p pp bijv bv vb o.a m.b.t m.n i.p.v t.a.v d.w.z e.d enz etc ca
    circa incl excl resp mln mld mrd min max dhr mw mevr drs dr mr ir ing prof st jl a.s zgn evt
    kst kamerst stb stcrt trb vgl zie hfst par afd o.b.v o.g.v n.a.v t.b.v t.o.v w.o w.v i.h.k.v
    i.v.m m.i.v m.u.v o.l.v t.g.v t/m u.a a.d.h.v d.d c.q c.s i.c i.e e.g vs fig tab no vol ed
    eds al""".split()
)
_BOUNDARY = re.compile(r"([.?!]+)([»”’\"')\]]*)(\s+)(?=[«“‘\"'(\[]*[A-Z0-9À-Ý€’‘])")
_LAST_WORD = re.compile(r"([A-Za-zÀ-ÿ][\w./À-ÿ]*)$")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of `text`; white space between them belongs to none."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.group(1) == "." and _is_abbreviation(text, match):
            continue
        spans.append((start, match.end(2)))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    return tuple(spans)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 16) : match.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        following = text[match.end() : match.end() + 1]
        list_number = re.search(r"(?:^|\s)\d{1,2}$", before) is not None
        return list_number and not following.isupper()
    token = word.group(1)
    return len(token) == 1 or token.lower() in _ABBREVIATIONS or re.match(
        r"^(?:[A-Z]\.)+[A-Z]$", token
    ) is not None
