"""What an answer must hold to be one, asked strictly: an amount of money, a count, a name.

`rag/expectation.py` tells what a question asks for loosely, since that only orders sentences.
Here a sentence without it is no answer at all: `wat kost …?` wants money and not just figures,
`hoe heet …?` a name that the question does not hold itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from ingest.table_regions import is_value
from rag.candidates import Candidate
from rag.expectation import Expected, asking_phrase, expected_kind, values
from rag.persons import asks_person, has_person

Required = Literal["money", "percentage", "count", "day", "date", "duration", "name", "person",
                   "reference", "nothing"]

_HOLDERS = (
    r"bedrij(?:f|ven)|gemeenten?|steden|stad|partij(?:en)?|land(?! \w*price)|landen|provincies?"
    r"|ministers?"
    r"|kamer(?:lid|leden)|lid|leden|staatssecretaris(?:sen)?|burgemeesters?|(?:\w*)bureaus?"
    r"|organisaties?|\w*instituut|instelling(?:en)?|universiteit(?:en)?|hogeschool|fabrikant"
    r"|leveranciers?|ministeries?|instanties?|toezichthouder|compan(?:y|ies)|firms?"
    r"|municipalit(?:y|ies)|cit(?:y|ies)|towns?|countr(?:y|ies)|provinces?"
    r"|members? of parliament|mps?|mayor|organi[sz]ations?|institutes?|agenc(?:y|ies)"
    r"|universit(?:y|ies)|bod(?:y|ies)|ministry|ministers?|person|\w*havens?|\w*stations?|airports?"
    r"|ziekenhui(?:s|zen)|scholen|hospitals?|schools?|(?:snel|spoor)?wegen|roads?|motorways?"
    r"|stra(?:at|ten)|streets?|ambtena(?:ar|ren)|advoca(?:at|ten)|onderzoekers?|hooglera(?:ar|ren)"
    r"|lawyers?|researchers?|professors?|officials?"
)
_NO_ATTRIBUTE = (
    r"of|van|in|from|for|to|voor|aan|op|met|door|bij|is|zijn|was|waren|were|are|did|does|do|has|have"
    r"|had|heeft|hebben|moet|moeten|mag|mogen|kan|kunnen|zal|zullen|wordt|worden|will|would|must"
)
"""Words that no longer belong to what `welke …` asks for."""
_COSTS = (
    r"(?:ge)?kost(?:en|te|ten)?|betaal(?:t|d|de)|betalen|uitbetaald|verdien(?:t|en|de)"
    r"|costs?|pays?|paid|earns?|spends?|spent"
)
_SUMS = (
    r"bedrag(?:en)?|boete|winst|subsidie|budget|begroting|salaris|loon|prijs|tarief|vergoeding"
    r"|euro|geld|miljoen|miljard|cost|salary|wage|price|fees?|fine|profit|money|euros|tariff"
)
_WAYS: tuple[tuple[Required, str], ...] = (
    ("nothing", r"^where\b.*\b(?:rank|stand)\b"),
    ("name", rf"^(?:hoe he(?:et|ten)\b|wie\b|who\b|whose\b|whom\b|(?:welke?|which|what)"
             rf" (?:(?!(?:{_NO_ATTRIBUTE})\b)[\w-]+ ){{0,3}}(?:{_HOLDERS})\b"
             r"|waar\b(?= (?:wordt|worden|werd|komt|komen|gaat|ligt|liggen|vindt|vond)\b)"
             r"|where\b)"),
    ("reference", r"\b(?:kamerstuk|dossier|ecli|zaak|kenmerk|parliamentary|paper|document|file|case"
                  r"|reference)[- ]?(?:nummer|number)\b"),
    ("percentage", r"\bprocent\b|\bpercentage|\bper ?cent\b|^welk (?:deel|aandeel|gedeelte) van"
                   r"|^(?:what|which) (?:share|proportion|fraction) of"),
    ("duration", r"^(?:hoe ?lang|how long)\b|^(?:hoeveel|how (?:many|much)) (?:tijd|jaar|jaren"
                 r"|weken|dagen|maanden|uur|uren|minuten|time|years|weeks|days|months|hours|minutes)\b"),
    ("day", r"^(?:welke?|which|what) (?:exacte |exact )?(?:dag|datum|day|date)\b"
            r"|^(?:what|wat) (?:is|was) (?:the date|de datum)\b"),
    ("date", r"^(?:sinds )?(?:wanneer|when)\b|^(?:welke?|which|what) (?:jaar|maand|year|month)\b"),
    ("money", rf"^(?:hoeveel|how much|welke?|which|what|wat) (?:\w+ )?(?:\w+ )?(?:{_SUMS})\b"),
    ("count", r"^(?:hoeveel|how (?:many|much)|hoe (?:groot|hoog|ver|oud|vaak|zwaar|breed|diep)"
              r"|how (?:large|big|far|high|old|often))\b|^(?:what|welk|which) (?:\w+ )?(?:number"
              r"|aantal)\b"),
)
_ASKED = tuple((required, re.compile(pattern, re.IGNORECASE)) for required, pattern in _WAYS)
_COSTING = re.compile(
    rf"^(?:hoeveel|how much|wat|what)\b.*\b(?:{_COSTS})\b(?! for\b)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^(?:hoeveel|how many) (?!geld\b|euro|miljoen|miljard|krijg)[\w’'-]+(?:s|en)\b", re.IGNORECASE
)
"""`Hoeveel vissers betaalden …?` counts, though something is paid."""
_ANY_FIGURE = re.compile(r"^(?:hoe|how) (?!many|veel)\w+|^how much\b", re.IGNORECASE)
"""Whose answer may be a share as well: `hoe hoog is het ziekteverzuim`."""
_OR_SHARE = re.compile(
    r"tarief|tariff|vergoeding|compensation|\blevel\b|loon|reducti|verlag|verhog|verlaag|verhoog"
    r"|omhoog|omlaag|stijg|steeg|stegen|daal|\brise|\brose|\braise|\bcut\b|go(?:es)? up|increase"
    r"|decrease|lower", re.IGNORECASE,
)
"""Sums and figures that may be told as a share: a rate, a change."""

_OF_KIND: dict[Expected, Required] = {
    "person": "name", "organisation": "name", "place": "name", "money": "money", "number": "count",
    "percentage": "percentage", "date": "date", "duration": "duration", "reference": "reference",
}
"""What is required where the asking words alone do not say it."""

_MONTHS = (
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_NUMBERS = (
    r"één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien"
    r"|zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig"
    r"|negentig|honderd(?:en)?|duizend(?:en)?|geen|de helft|een derde|een kwart|beide"
)
_FIGURE = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_MONEY = re.compile(r"€|\beur\b|\beuro\b|\b(?:miljoen|miljard|mln|mld|mrd)\b|eurocent",
                    re.IGNORECASE)
_OF_MONEY = re.compile(r"€|euro|miljoen|mln|bedrag|kosten|budget|geld", re.IGNORECASE)
_SHARE = re.compile(
    r"%|procent|\b(?:de helft|een kwart|een derde|twee ?derde|driekwart|één op de"
    r"|op de (?:drie|vier|vijf|tien))\b", re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![\w.,/:§-])(?:{_FIGURE})(?![\w/:]|[.,]\d|-\w)|\b(?:{_NUMBERS})\b|\btop-\d+",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE = re.compile(
    r"(?:\bartikel(?:en)?|\blid|\bnrs?\.?|\bnoot|\bvra(?:ag|gen)|\bbijlage|\bhoofdstuk|\bparagraaf"
    r"|\bpp?\.|\bpagina|\bblz\.?|\bfiguur|\btabel|\bco|\bno|\bnh|\bpm|\bkamerst\w*|\bstb\.?"
    r"|\bversie|\bvol\.?|\bpijler|\bfase|\bdeel|\bstap|\bspoor)\s?\Z", re.IGNORECASE,
)
_NO_COUNT_AFTER = re.compile(
    rf"[. ]*(?:{_MONTHS})\b|\s?(?:%|procent)|(?: \d{{3}})?,? nrs?\b", re.IGNORECASE
)
_NO_THING_AFTER = re.compile(
    r"\s?(?:e\b|°|(?:mln\.?|mld\.?|mrd\.?|miljoen|miljard)?\s?(?:euro|eur)\b)"
    r"|\s(?:jaar|jaren|weken|dagen|maanden|uur|uren|minuten|seconden|kwartalen|werkdagen)\b",
    re.IGNORECASE,
)
"""What follows a figure that measures time or money, which is no count of things."""
_OF_TIME_OR_MONEY = re.compile(
    r"\b(?:jaar|jaren|weken|dagen|maanden|uur|uren|minuten|seconden|euro|years?|weeks|days|months"
    r"|hours|minutes|seconds|euros?)\b", re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:,? (?:en |t/m |tot en met )?\d{{1,2}})* (?:{_MONTHS})\b"
    r"|\b\d{1,2}[-/]\d{1,2}[-/](?:19|20)?\d\d\b", re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\b|(?<!Stb\. )(?<!Stcrt\. )(?<![\d/–-])\b(?:19|20)\d\d\b(?![/–-]\d)"
    r"|\bkwartaal\b|\b(?:volgend|dit|komend) (?:jaar|najaar|"
    r"voorjaar)|\b(?:zomer|najaar|voorjaar|begin|eind|medio)\b|\bQ[1-4]\b|\bper direct\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:jaar|jaren|weken|dagen|maanden|uur|uren|minuten|week|dag|maand|werkdagen|kwartaal"
    r"|kwartalen|jarig\w*)\b|\b(?:19|20)\d\d\b", re.IGNORECASE,
)
_CAPITAL = re.compile(
    r"(?<=[\w,:;(»«’)] )[A-ZÀ-Ý][\w’&-]+|\b[A-Z]{2,}\w*"
    r"|\b(?:[A-Z]\.)+ ?(?:van |de |der |den )*[A-ZÀ-Ý]\w+|(?<=[\t\n(«])[A-ZÀ-Ý]\w+"
)
_OPENING = re.compile(r"[•\s«\uf0b7-]*([A-ZÀ-Ý][\w’&-]{2,})")
_NO_NAME = frozenset(
    """de het een er in op te om bij na voor door met van uit aan als dat die dit deze daarom
    daarnaast daarbij hiervoor hierbij wij we ik zij hij ze zo ook naast sinds vanaf tot voorts
    verder volgens indien uw zie ja nee niet geen bron tabel vragen antwoord hieronder zoals wel
    alle elke met the of and this kamer tweede eerste rijk minister staatssecretaris nederland
    nederlandse kabinet ministerie bijlage kamerstuk kamerstukken raad staat wet besluit
    europese europa nr covid""".split()
)
_WORD = re.compile(r"[\w’-]{4,}")
_PLAIN, _HYPHENED = re.compile(r"\w+"), re.compile(r"[\w’&-]+")


@lru_cache(maxsize=64)
def required(question: str) -> Required:
    """What an answer to a Dutch or English question must hold; `nothing` where that is open."""
    head = asking_phrase(question)
    if not head:
        return _OF_KIND.get(expected_kind(question), "nothing")
    whole = question[question.find(head.split()[0]) :]
    for kind, pattern in _ASKED:
        if pattern.search(head):
            if kind == "count" and _COSTING.search(whole) and not _COUNTED.search(whole):
                return "money"
            return "person" if kind == "name" and asks_person(question) else kind
    if _COSTING.search(whole):
        return "money"
    return _OF_KIND.get(expected_kind(question), "nothing")


def meets(question: str, candidate: Candidate, passages: str) -> bool:
    """Whether a candidate holds what the question requires.

    `passages` is the text around: a word that opens a sentence is no name where it stands in
    small letters elsewhere.
    """
    kind = required(question)
    if kind == "name":
        return has_name(candidate.span.text, question, passages)
    if kind == "person":
        signed = bool(candidate.tells & {"signed", "moved"})
        return signed or has_person(candidate.span.text, question)
    if kind in ("money", "count") and _OR_SHARE.search(question) and _is_share(candidate):
        return True
    if kind == "count" and _ANY_FIGURE.search(asking_phrase(question)):
        return _has_figure(candidate) or _is_share(candidate)
    if kind == "count":
        things = _COUNTED.search(asking_phrase(question)) and not _OF_TIME_OR_MONEY.search(question)
        return _counts(candidate) if things else _has_figure(candidate)
    return _HOLDS[kind](candidate)


def has_name(text: str, question: str, passages: str = "") -> bool:
    """Whether a text holds a name that the question does not."""
    low = question.lower()
    asked = _WORD.findall(low)
    found = [match[0].lower() for match in _CAPITAL.finditer(text)]
    opening = _OPENING.match(text)
    if opening and opening[1].lower() not in _words(passages):
        found.append(opening[1].lower())
    return any(
        name not in low and name.split("-")[0] not in _NO_NAME and not _abbreviates(name, low)
        and not any(name.startswith(word) or word.startswith(name) for word in asked)
        for name in found
    )


@lru_cache(maxsize=4)
def _words(text: str) -> frozenset[str]:
    """The words of a text and their parts, as written."""
    return frozenset((*_HYPHENED.findall(text), *_PLAIN.findall(text)))


def _abbreviates(name: str, question: str) -> bool:
    """Whether a name is made of the first letters of neighbouring words of a question."""
    firsts = "".join(word[0] for word in _PLAIN.findall(question))
    return 2 <= len(name) <= 6 and name.isalpha() and name in firsts


def _is_money(candidate: Candidate) -> bool:
    text = candidate.span.text
    if _MONEY.search(text) and (_COUNT.search(text) or any(c.isdigit() for c in text)):
        return True
    return bool(candidate.cells) and _OF_MONEY.search(_about_cells(candidate)) is not None


def _is_share(candidate: Candidate) -> bool:
    if _SHARE.search(candidate.span.text):
        return True
    return bool(candidate.cells) and _SHARE.search(_about_cells(candidate)) is not None


def _about_cells(candidate: Candidate) -> str:
    """Heads, units and the title line of a row's table."""
    units = (cell.unit for cell in candidate.cells)
    return " ".join((candidate.as_read, candidate.span.stored.chunk.text.split("\n", 1)[0], *units))


def _has_figure(candidate: Candidate) -> bool:
    """Whether it holds a figure that is no year, date, share or number of a document."""
    return _counts(candidate, of_things=False)


def _counts(candidate: Candidate, *, of_things: bool = True) -> bool:
    """Whether something is counted: no year, date, share or number of a document.

    `of_things`: no length of time and no amount of money either.
    """
    if candidate.cells:
        return any(is_value(cell.value) for cell in candidate.cells)
    text = candidate.span.text
    for match in _COUNT.finditer(text):
        start, end = match.span()
        opens_item = start == 0 or text[start - 1] == "\n"
        if not (
            _YEAR.fullmatch(match[0])
            or _NO_COUNT_BEFORE.search(text[max(0, start - 14) : start])
            or _NO_COUNT_AFTER.match(text, end)
            or (of_things and _NO_THING_AFTER.match(text, end))
            or (of_things and text[:start].rstrip()[-1:] == "€")
            or (opens_item and re.match(r"[.)]\s", text[end:]))
        ):
            return True
    return False


def _is_day(candidate: Candidate) -> bool:
    return _DAY.search(candidate.as_read) is not None


def _is_date(candidate: Candidate) -> bool:
    return _DATE.search(candidate.as_read) is not None


def _is_span(candidate: Candidate) -> bool:
    return _SPAN.search(candidate.as_read) is not None


_HOLDS: dict[Required, Callable[[Candidate], bool]] = {
    "money": _is_money,
    "percentage": _is_share,
    "count": _counts,
    "day": _is_day,
    "date": _is_date,
    "duration": _is_span,
    "reference": lambda candidate: bool(values("reference", candidate.span.text)),
    "nothing": lambda _: True,
}
