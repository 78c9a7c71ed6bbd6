"""Dutch and English sentence boundaries, careful with the abbreviations of official texts.

A full stop before a capital, a digit or an opening quote ends a sentence, unless the word before
it is an abbreviation. Some abbreviations end a sentence too (`enz.`, `c.s.`): they do where the
next word is one that sentences begin with.
"""

from __future__ import annotations

import re

_NEVER = frozenset(
    """nr nrs art artt jo blz p pp pag bijv bv vb o.a m.b.t m.n i.p.v t.a.v d.w.z ca circa incl
    excl resp min max dhr mw mevr drs dr mr ir ing prof st zgn evt kst kamerst stb stcrt trb vgl
    hfst afd o.b.v o.g.v n.a.v t.b.v t.o.v w.o w.v i.h.k.v i.v.m m.i.v m.u.v o.l.v t.g.v t/m a.d.h.v
    d.d c.q i.c i.e e.g vs eds rb vz ktr m.a.w i.t.t z.s.m t.z.t d.m.v b.v
    h.t.k w.b i.o m.m t.n.v lett ond toel mn mrs ms cf viz approx dept""".split()
)
_BEFORE_NUMBERS = frozenset("lid no vol sub tel ed par fig tab".split())
"""Words of their own, and abbreviations only before a number."""
_MAY_END = frozenset(
    """enz etc e.d e.a c.s jl a.s mln mld mrd ltd inc co e.v et e.v.t.q p.m a.m n.v b.v u.a o.i.d
    e.o d.v s.v.p""".split()
)
_MONTHS = frozenset("jan feb mrt apr jun jul aug sep sept okt oct nov dec".split())
_OPENERS = frozenset(
    """De Het Een Dit Dat Deze Die Er In Op Om Aan Bij Voor Van Met Naar Uit Over Onder Tot Door Na
    Ook Daarnaast Daarbij Daarom Daarmee Dan Als Indien Wanneer Hoewel Omdat Ik Wij We U Zij Hij Zo
    Ja Nee Niet Geen Hier Hierbij Hiermee Verder Tevens Vervolgens Immers Echter Ten Tijdens Sinds
    Alle Veel Wat Welke Wie Hoe Waarom Kunt Kan Bent Is Zijn Heeft Zie The This That These Those It
    A An He She They And But For At By From With When If Nothing There Here""".split()
)
_BOUNDARY = re.compile(
    r"([.?!…]+)([»”’\"')\]]*)(\s+)(?=([«“‘\"'(\[]*)(’s\b|[A-Z0-9À-Ý€’‘•]))"
)
_LAST_WORD = re.compile(r"([A-Za-zÀ-ÿ][\w./À-ÿ]*)$")
_NEXT_WORD = re.compile(r"[\w’À-ÿ]+")
_LIST_NUMBER = re.compile(r"^[«“‘\"'(\[]*(?:\d{1,2}|[a-z]|[ivx]{1,4})$")
_MEASURED = re.compile(r"\d\s?(?:m|l|g|ha|km|cm|mm|kg|uur)$")
_NAMED = re.compile(r"\b(?:[Bb]ijlage|[Oo]nderdeel|[Cc]ategorie|[Ss]ub|[Oo]ptie|[Ss]cenario"
                    r"|[Vv]ariant|[Aa]nnex|[Aa]fspraak|[Hh]oofdstuk|[Gg]roep|[Tt]ype) [A-Z]$")
_INITIALS = re.compile(r"^(?:[A-Z]\.)+[A-Z]$")
_REACH = 24


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of `text`; white space between them belongs to none."""
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _BOUNDARY.finditer(text):
        if match.group(1) == "." and _goes_on(text, start, match):
            continue
        spans.append((start, match.end(2)))
        start = match.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return tuple(spans)


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or the number of an item."""
    before = text[max(start, match.start() - _REACH) : match.start()]
    if match.start() - start < _REACH and _LIST_NUMBER.match(before):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    token = word.group(1)
    following = _NEXT_WORD.match(text, match.end() + len(match.group(4)))
    opens = following is not None and following.group() in _OPENERS
    if len(token) == 1:
        ends = _MEASURED.search(before) or _NAMED.search(before)
        return not (ends and opens)
    if _INITIALS.match(token):
        return not opens
    if token.isupper() and "." not in token:
        return False
    lower = token.lower()
    if lower in _MONTHS or lower in _BEFORE_NUMBERS:
        return following is not None and following.group().isdigit()
    if lower == "al":
        return before.endswith("et al") and not opens
    if lower in _NEVER or all(part in _NEVER for part in lower.split(".")):  # `prof.dr.ir.`
        return True
    return lower in _MAY_END and not opens
