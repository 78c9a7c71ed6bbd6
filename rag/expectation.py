"""What kind of answer a question asks for, and where a text holds that kind.

A value is a stretch of text of the kind asked for: an amount, a date, a name. Years are no
numbers, figures of a notation (`artikel 5`, `nr. 12`) are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from corpus.references import find_references

Expected = Literal[
    "money", "percentage", "number", "date", "duration", "person", "organisation", "place",
    "reason", "reference", "definition", "list", "yesno", "any",
]
CHECKABLE: frozenset[Expected] = frozenset(
    {"money", "percentage", "number", "date", "duration", "reference"}
)
"""Kinds of answer whose presence in a sentence can be seen."""
Interval = tuple[int, int]
"""Characters `[start, end)`."""

_VERBS = (
    "is zijn was waren heeft hebben had hadden mag mogen kan kunnen moet moeten wordt worden werd"
    " werden gaat gaan komt komen krijgt krijgen geldt gelden bestaat bestaan zal zullen deed deden"
    " moest moesten mocht mochten wil willen wilde wilden kreeg kregen geeft geven"
    " does do did are were has have can could may must will should would"
)
_YES_NO = re.compile(rf"^(?:en |and |maar |but )?(?:{'|'.join(_VERBS.split())})\b", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:hoe|hoeveel|welke?|wat|wie|waar|waarom|waardoor|wanneer|sinds wanneer|how|which|what|who"
    r"|wier|wiens|whose|where|why|when|noem|name|list)\b", re.IGNORECASE
)
_HEAD_WORDS = 7
"""Words from the asking word on in which the kind is looked for: `hoeveel geld`."""

_ASKS: tuple[tuple[Expected, str], ...] = (
    ("reason", r"^(waarom|why|waardoor)\b|welke reden|what (caused|reason)|for what reason"),
    ("reference", r"kamerstuk|vindplaats|^welke? (nummer|kenmerk)|(which|what) number is"
                  r"|dossiernummer|^welke? (\w+ )?(artikel|richtlijn|verordening)|kenmerk"
                  r"|under what|(which|what) (article|directive|regulation|document|section"
                  r"|parliamentary|paper)|terug te vinden|document number"
                  r"|^waar (is|zijn|staat|staan) .*(rapport|bijlage|brief|motie|studie|onderzoek"
                  r"|verslag|besluit)"
                  r"|dossier ?(number|nummer)|\becli\b|op welke (pagina|bladzijde)"
                  r"|^(which|what) page\b|\bcase number"),
    ("percentage", r"\bpercentage|\bper ?cent\b|^welk (deel|aandeel|gedeelte)|\bprocent\b"
                   r"|^how much of (the|all)\b|^hoeveel van (de|het|hun|alle)\b"
                   r"|^hoe groot (is |was )?(het |een )?(deel|aandeel)"
                   r"|^how (large|big) a (part|share)|^(what|which) share"
                   r"|^what (proportion|fraction|part)|^(what|which) (\w+ )?share\b|\b(share"
                   r"|proportion) of\b"),
    ("duration", r"^hoe lang\b|^hoeveel (tijd|jaar|jaren|weken|dagen|maanden|uur|uren|minuten)\b"
                 r"|^how long|^how much time|^how many (years|weeks|days|months|hours|minutes)"
                 r"|^hoe (snel|kort)\b|welke (tijd|termijn|periode)|^how (soon|quickly)"
                 r"|what (period|term)\b"
                 r"|^how much (notice|(?:more|extra|additional) time|longer)\b"
                 r"|^hoeveel (extra tijd|langer)\b"
                 r"|^hoeveel (seconden|kwartalen|werkdagen)\b|^how many (seconds|working days)\b"),
    ("definition", r"\bafkorting\b|^(waar|wat) (staat|staan) .{1,40} voor\b"
                   r"|^what (does|do) .* stand|^wat betekenen\b|\bletters\b|abbreviation|acronym"),
    ("date", r"^(sinds )?wanneer\b|^when\b|^welke? (jaar|jaren|datum|maand|dag)\b"
             r"|^(datum|date|einde|start|begin|end)\b"
             r"|^(which|what) (years?|date|month|day)\b|^what (is|was) the date|^wat is de datum"),
    ("money", r"^hoeveel (extra )?(geld|euro|miljoen|miljard|subsidie|budget|winst)"
              r"|bedrag(en)?\b|^(hoeveel|wat) kost|^wat .*kwijt|^hoe duur|budget|begroting"
              r"|\bmoney\b|\bcap\b|^(how much|what)\b.*\b(costs?|spend|pay|paid|fund\w*|invest\w*"
              r"|price|fee|fine|bill|wage|salary|money|euros?|millions?|billions?|profit"
              r"|spent|spending|tariff|budget\w*|expenditure|revenue|grant|subsidy|deductible"
              r"|savings?"
              r"|charge[ds]?|levy|allowance|compensation|turnover|tax relief)\b"
              r"|^how (expensive|costly)\b"
              r"|^hoe (groot|hoog) .*fonds\b|\bboete\b|tarief\b"
              r"|^(hoeveel|wat|hoe hoog|hoe groot)\b.*\b(kost(te|ten)?|gekost|betaal\w*|betaald"
              r"|uitgegeven|uitgeeft|besteed|verdient?|lening|salaris|uitgetrokken|ge[iï]nvesteerd"
              r"|vrijgemaakt|opzijgezet|gereserveerd|bezuinig\w*|besparen|bespaart|steekt|rijksgeld"
              r"|dwangsom|heffing|toelage|vergoeding|opbrengst|omzet|premie|eigen risico|schade)\b"
              r"|^welke? (\w+ )?(toelage|bijdrage|vergoeding|heffing|premie|opbrengst|omzet)\b"),
    ("number", r"^hoeveel\b|^how (many|much)|aantal"
               r"|^(tot )?hoe ?(groot|hoog|ver|oud|vaak|zwaar|breed|diep)\b"
               r"|^how (large|big|far|high|old|often)|^(what|which) (\w+ ){0,3}(number"
               r"|distance|size|level|amount|rate|ratio|resolution|reduction|norm|minimum|maximum"
               r"|total|range"
               r"|capacity|saving|score|limit|threshold|target|price level|frequency|weight|age)\b"
               r"|^(minimum|maximum|number|size)\b"
               r"|^welke? (\w+ )?(norm|grens|drempel|afstand|uitstoot|reductie|kader|capaciteit"
               r"|omvang|hoogte"
               r"|\w*grootte|\w*niveau|besparing|leeftijd|score|\w*doel|\w*getal|\w*gehalte)\b"
               r"|afstand"),
    ("person", r"^(wie|wiens|who|whose)\b|^welke? (\w+ )?(minister|kamerlid|kamerleden"
               r"|bewindspersoon"
               r"|staatssecretaris|leden|lid|voorzitter|persoon|ambtenaar|hoogleraar|onderzoeker"
               r"|advocaat)"
               r"|^which (\w+ )?(ministers?|members?|mps?|person|state secretary|researcher"
               r"|professor|official|politician)|\bvoorna(am|men)\b"),
    ("place", r"^waar\b|^where\b|^welke? (\w+ ){0,2}(gemeente|stad|plaats|provincie|land"
              r"|streek|regio|gebied|dorp|wijk|straat)\b"
              r"|^(which|what) (\w+ ){0,2}(city|town|village|municipality|province|country|place"
              r"|region|area|member state|street|part of the (?:netherlands|country))\b"),
    ("organisation", r"^welke? (\w+ )?\w*(bureau|organisatie|instituut|instelling|hogeschool"
                     r"|bedrijf|onderneming|universiteit|partij|stichting|dienst|ministerie"
                     r"|autoriteit"
                     r"|instantie|bank|rechtbank|raad|commissie|waterschap|vereniging|ziekenhuis"
                     r"|overleg)\b"
                     r"|^(which|what) (\w+ ){0,2}(firm|company|organi[sz]ation|hospital|association"
                     r"|institute|institution|agency|university|party|ministry|body|authority"
                     r"|bank|service|college|court|council|committee|network|team|water board)\b"
                     r"|^hoe heten\b|^wier\b"),
    ("list", r"^welke (twee|drie|vier|vijf|zes|zeven|acht)|^(noem|name|list)\b|^(which|what) (two"
             r"|three|four|five|six|seven)|^welke (\w+ )?\w*(landen|partijen|sectoren|gebieden"
             r"|groepen|maatregelen|voorwaarden|eisen|onderdelen|soorten|oplossingen|thema’s"
             r"|doelen|stappen)"
             r"|^(which|what) (\w+ )?(countries|parties|sectors|areas|measures|conditions|kinds"
             r"|types|groups|steps|goals)\b"),
    ("list", r"^(welke|which) (\w+ )?\w+(en|s)\b"),
    ("definition", r"^wat (betekent|houdt|wordt)\b|^wat (is|zijn) (een |de |het )?[\w«\"'-]+\??$"
                   r"|bedoeld met|verstaan onder|^what (is|are) (meant|an?\b)|^what does .* mean"
                   r"|wat verstaat \w|definitie|definition|stands? for"
                   r"|^(what|wat) (is|zijn|are|was|were)\b"),
)
_ASK_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS)
_MONTH = (
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_NUMBER_WORD = (
    r"één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien"
    r"|zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig"
    r"|tachtig|negentig|honderd|duizend"
)
_FIGURE = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*"
_AMOUNT = rf"(?:€|EUR)\s?(?:{_FIGURE})"
_SCALE = r"(?:miljoen|miljard|mln|mld|mrd|duizend)"
_VALUES: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "money": rf"{_AMOUNT}(?:,-)?(?:\s?{_SCALE}\b\.?)?|(?:{_FIGURE})\s?{_SCALE}\b\.?(?:\s?euro)?"
                 rf"|(?:{_FIGURE})(?:,-)?\s?euro\b",
        "percentage": rf"(?:{_FIGURE})\s?(?:%|procent)|\b(?:de helft|een kwart|een derde"
                      r"|tweederde|driekwart)\b",
        "number": rf"(?<![\w.,-])(?:{_FIGURE})(?!\w|[.,]\d)|\b(?:{_NUMBER_WORD})\b|top-\d+",
        "date": rf"\b\d{{1,2}}(?:,? (?:en |t/m |tot en met )?\d{{1,2}})* (?:{_MONTH})\b"
                r"(?: \d{4})?"
                rf"|\b(?:{_MONTH})\b(?: \d{{4}})?|\b(?:19|20)\d\d\b"
                r"|\b(?:eerste|tweede|derde|vierde) (?:kwartaal|helft)\b|\b(?:begin|eind|medio) "
                r"(?:dit|volgend|19|20)",
        "duration": rf"\b(?:{_NUMBER_WORD}|een|{_FIGURE})(?: tot (?:{_NUMBER_WORD}|{_FIGURE}))?"
                    r"\s(?:jaar|jaren|weken|dagen|maanden|uur|uren|minuten|week|dag|maand"
                    r"|werkdagen|kwartaal|kwartalen)\b|\b(?:19|20)\d\d\b",
        "person": r"\b(?i:minister|staatssecretaris|lid|leden|voorzitter\w*|prof|dhr|mevrouw|dr"
                  r"|secretaris)\b[. ]+(?:van )?|(?-i:(?<=[a-zà-ÿ,:] )[A-Z][a-zà-ÿ]+"
                  r"(?: (?:van|de|der|den|ten|ter))* [A-Z][a-zà-ÿ]+)",
        "organisation": r"(?-i:(?<=[a-zà-ÿ,:»’] )[A-Z][\w&-]+(?: [A-Z&][\w&-]*)*)"
                        r"|(?-i:\A[A-Z]\w{2,}(?= (?:heeft|is|concludeert|adviseert|onderzoekt)))",
        "place": r"(?-i:\b(?:in|te|uit|naar|bij|op) (?:de |het )?[A-ZÀ-Ý][\w’-]+)",
        "reason": r"\b(?:omdat|vanwege|doordat|aangezien|want|zodat|reden(?:en)?|oorzaak|daarom"
                  r"|hierdoor|daardoor|wegens|oorsprong|uit angst|door|om te|in afwachting|zo "
                  r"wordt|zo worden|gelet op|gezien|teneinde)\b",
        "reference": r"\bnrs?\.\s?\d+|\bKamerst\w*|\b\d{2}[ \u00a0]?\d{3}\b|\b\d{5}-\w+"
                     r"|\bartikel(?:en)? \d+\w*|\bStb\w*\.? \d{4}|\b20\d{2}[ZD]\d{5}",
        "definition": r"\b(?:is|zijn|betekent|betreft|verstaan|houdt in|bestaat uit|heet|gaat om"
                      r"|definitie|bedoeld|ofwel)\b|:",
        "list": r",[^,.;]+\ben\b |(?-i:[A-Z]\w+[^.;]* en [A-Z])|;|\n[-•–]"
                r"|\b(?:zoals|namelijk|te weten)\b",
        "yesno": r"\A(?:Ja|Nee|Neen)\b|\b(?:geen|niet|wel)\b|\bis het mogelijk\b",
    }.items()
}
_NO_NUMBER = re.compile(
    rf"(?:\bartikel(?:en)?|\blid|\bnrs?\.?|\bnoot|\bvra(?:ag|gen)|\bbijlage|\bhoofdstuk|\bparagraaf"
    rf"|\bp\.|\bpagina|\bfiguur|\btabel|\bCO|\bNO)\s?\Z|\b\d{{1,2}}\s?(?={_MONTH})\Z", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_FOLLOWS = re.compile(rf"(?:,? (?:en )?\d{{1,2}})* (?:{_MONTH})\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def expected_kind(question: str) -> Expected:
    """The kind of answer that a Dutch or English question asks for."""
    head = asking_phrase(question)
    if not head:
        if _YES_NO.search(question.strip()):
            return "yesno"
        head = " ".join(question.split()[:_HEAD_WORDS])  # `Begroting ATR 2025?`
    for kind, pattern in _ASK_PATTERNS:
        if pattern.search(head):
            return kind
    return "any"


@lru_cache(maxsize=64)
def asking_phrase(question: str) -> str:
    """From the first asking word on, a few words: `hoeveel nieuwe banken`; empty for yes or no."""
    text = question.strip()
    if _YES_NO.search(text):
        return ""
    match = _ASKING.search(text)
    return " ".join(text[match.start() :].split()[:_HEAD_WORDS]) if match else ""


@lru_cache(maxsize=1024)
def values(kind: Expected, text: str) -> tuple[Interval, ...]:
    """Where a text holds something of that kind, in order; nothing is of the kind `any`."""
    return tuple(_values(kind, text))


def holds(kind: Expected, text: str) -> bool:
    """Whether a sentence holds something of that kind; everything holds `any`."""
    return kind not in _VALUES or next(_values(kind, text), None) is not None


def values_or_names(kind: Expected, text: str) -> tuple[Interval, ...]:
    """The same; where a person is asked for and none is seen, the names of organisations."""
    found = values(kind, text)
    return values("organisation", text) if kind == "person" and not found else found


def _values(kind: Expected, text: str) -> Iterator[Interval]:
    pattern = _VALUES.get(kind)
    if pattern is None:
        return
    if kind == "reference":
        named = [(r.start, r.end) for r in find_references(text) if r.kind != "url"]
        if named:
            yield from named
            return
    for match in pattern.finditer(text):
        if kind != "number" or _is_number(text, *match.span()):
            yield match.span()


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether figures count something: no year, no day of a month, no part of a notation."""
    if _YEAR.fullmatch(text[start:end]):
        return False
    if _DATE_FOLLOWS.match(text, end):
        return False
    return _NO_NUMBER.search(text[max(0, start - 14) : start]) is None
