"""Follow-up questions: what a question leaves out is taken from the ones before it.

`En in Limburg?` changes one place of the question before it: the year, the name or the phrase
after the same preposition. `En hoeveel daarvan …?` asks something new about the same: it is put
before that question, so that the kind of answer is its own. A question that stands by itself
changes the topic, and nothing is carried over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.expectation import asking_phrase
from rag.question import analyse, years_in

_OPENER = re.compile(
    r"^(?:en|and|maar|but|ook|also|what about|how about"
    r"|hoe zit (?:het|dat) (?:dan )?(?:met|in|voor)"
    r"|en hoe zit (?:het|dat) (?:met|in|voor))\b[ ,]*", re.IGNORECASE
)
_OTHER_TOPIC = re.compile(
    r"^(?:een |nog een )?(?:(?:heel )?iets (?:heel )?anders|(?:heel )?andere vraag|ander onderwerp"
    r"|nieuwe vraag|(?:an)?other question|(?:a )?(?:different|new|another) (?:topic|question)"
    r"|something (?:else|different))\s*[:,.–-]", re.IGNORECASE
)
"""Says itself that nothing is carried over."""
_VERB = (
    "is|was|zijn|waren|wordt|werd|worden|werden|mag|moet|kan|komt|komen|heeft|had|hebben|gaat|kost"
    "|krijgt?|krijg je|doet|deed|zal|zou|wil|wilde|kreeg|gaf|hoe|waarom|wanneer"
    "|are|were|did|does|do|has|have|will|would|can|could|must|should|how|why|when"
)
_POINTS_BACK = re.compile(
    r"\b(?:daar(?:van|bij|voor|mee|aan|in|na|over|op|uit|tegen|naar|toe|om|door|onder|achter)?"
    r"|hier(?:van|voor|bij|mee|over|aan|op)|ervan|ervoor|erover"
    r"|dat (?:jaar|bedrag|aantal|er|toen)|dit (?:jaar|bedrag|aantal)|eind dat jaar|zo'n|zo’n|diens"
    r"|(?:van|voor|bij|met|in|op|over|aan|uit|of|for|with|by|about|from|to|on|at)"
    r" (?:die|dat|dit|deze|that|those|these|this|them|it)"
    rf"|(?:{_VERB}) (?:die|dat|dit|deze|hij|zij|ze|it|that|they|he|she|this|those|these)"
    r"|such an?)\b"
    r"|\b(?:dat|die|dit|that|those|them|it|there|this)(?: (?:dan|then|about))?[?.! ]*$",
    re.IGNORECASE,
)
"""Nothing in the question itself can be what this stands for."""
_MAY_POINT_BACK = re.compile(
    r"\b(?:die|dezelfde|erbij|hun|hij|zij|deze|that|those|them|these|they|it|its|their|the same)\b",
    re.IGNORECASE,
)
"""May also stand for something in the question itself (`projecten die stilliggen`)."""
_SOURCE = re.compile(
    r"^(?:en |and )?(?:waar (?:staat|lees|vind) (?:ik )?(?:dat|dit)(?: precies)?"
    r"|op welke (?:pagina|bladzijde) (?:staat|lees ik|vind ik) (?:dat|dit)"
    r"|wat is (?:de|je|jouw|uw) bron|(?:heb je )?(?:een )?bron(?:vermelding)?"
    r"|where (?:does it say|do(?:es)? (?:that|this) stand|is that(?: stated)?)(?: that| this)?"
    r"|(?:on )?(?:which|what) page(?: is (?:that|it|this)(?: on)?)?|source)[?.! ]*$",
    re.IGNORECASE,
)
"""Asks where the earlier answer stands, which its citations say."""
_DEFINITION = re.compile(
    r"^(?:en |and |maar |but )?(?:wat (?:is|zijn|betekent|betekenen)(?: eigenlijk| nou| nu)? "
    r"(?:een |(?=[A-Z]{2,}))|what (?:is|are|does) (?:an? |(?=[A-Z]{2,})))"
    r"(?:[\w’-]{5,}|[A-Z]{2,}\w*)(?: (?:in|betekent|mean|eigenlijk|precies|exactly))?[?.! ]*$"
)
"""Asks what something is that it names itself."""
_EMPTY_IT = re.compile(
    r"\b(?:did|does|will|would|is|was) it (?:take|cost|be|possible|necessary)\b.*?\b(?:to|that)\b",
    re.IGNORECASE,
)
_PREPOSITION = (
    "in|voor|van|bij|op|uit|naar|door|met|aan|over|tegen|per|for|of|from|by|to|with|on|at|under"
)
_ELLIPSIS = re.compile(
    rf"^(?P<preposition>{_PREPOSITION})\s+(?P<article>de |het |een |the |a )?(?P<what>.+?)[?.!]*$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Ý][\w’'-]*(?:[ -](?:de|den|der|van|het|[A-ZÀ-Ý])[\w’'-]*)*"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "tien": 10, "het": 1, "a": 1,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "the": 1,
}
_LATER = re.compile(
    r"\b(?P<count>\w+) (?:jaar|years?) (?:later|erna|erop|daarna|daarop|verder|after|afterwards)\b"
    r"|\bthe (?:next|following) year\b|\b(?:het )?(?:volgende?|daaropvolgende) jaar\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?P<count>\w+) (?:jaar|years?) (?:eerder|ervoor|daarvoor|earlier|before)\b"
    r"|\b(?:the previous|last) year\b|\b(?:het )?(?:vorige?|voorgaande|voorafgaande) jaar\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:(?:hoeveel|wat|how (?:much|many)|what) (?:(?:is|was|waren|zijn|are|were) )?"
    r"(?:(?:dat|that|er) )?)?"
    r"(?:(?:in|het) totaal|totaal|alles bij elkaar|opgeteld|(?:in|the) total|altogether)[?.! ]*$",
    re.IGNORECASE,
)
_STRUCTURAL = re.compile(r"^(?:structureel|structural(?:ly)?)[?.! ]*$", re.IGNORECASE)
_ABOUT = r"(?:voor|van|bij|naar|aan|for|of|by|to|at)"
_OBJECT = re.compile(
    rf"\b(?P<preposition>{_ABOUT}) (?P<what>(?:de |het |een |the |an? )?(?!(?:19|20)\d\d\b)"
    rf"[\w’'-]+(?: (?!(?:{_PREPOSITION})\b)[\w’'-]+){{0,3}})", re.IGNORECASE,
)
"""What a question is about: the words behind its last such preposition, no year."""
_ASPECT = re.compile(
    r"\b(?:de |het |the )?(?:vastgestelde |oorspronkelijke )?(?:begroting|raming|realisatie"
    r"|verschil|uitgaven|ontvangsten|verplichtingen|baten|lasten|budget|outlays?|expenditure|revenues?"
    r"|receipts?|commitments?)\b", re.IGNORECASE,
)
"""What a budget gives of the same thing beside each other."""
_AMOUNT_ASKED = re.compile(r"\b(?:19|20)\d\d\b|\bhoeveel\b|\bhow (?:much|many)\b", re.I)
_BARE = re.compile(
    rf"^(?!(?:{_PREPOSITION})\b)(?P<what>(?:de |het |the )?[\w’'&-]+(?: [\w’'&-]+){{0,2}})[?.! ]*$",
    re.IGNORECASE,
)
_ABOUT_ANOTHER = re.compile(rf"^(?P<what>{_ABOUT} .+?)[?.! ]*$", re.IGNORECASE)
_SHORT, _LONG = 5, 14
_WHOLE_WORDS = 3
_TELLING = 9
"""Letters of a word that is a topic by itself."""
_ENGLISH = re.compile(r"^(?:how|what|which|who|where|when|did|does|do|is|are|was|were)\b", re.I)


def standalone(question: str, history: Sequence[str]) -> str:
    """The question as it would be asked without the ones before it, oldest first."""
    topic = ""
    for asked in (*history, question):
        topic = _follow(topic, asked.strip())
    return topic


def followed(question: str, history: Sequence[str]) -> Sequence[str]:
    """The earlier questions that a question hangs on, oldest first; none if it stands alone."""
    turns = (*history, question)
    alone = (n for n in range(len(history), 0, -1) if not is_follow_up(turns[n].strip()))
    return history[next(alone, 0) :]


def is_follow_up(question: str) -> bool:
    """Whether a question cannot be understood alone."""
    if _OTHER_TOPIC.match(question) or _DEFINITION.match(question[:1].lower() + question[1:]):
        return False
    if _SOURCE.match(question):
        return True
    words, asked = question.split(), analyse(question)
    pointing = _EMPTY_IT.sub("", question) if len(words) <= _LONG else ""
    named = any(not name.isdigit() for name in asked.named)
    asks = bool(asking_phrase(question))
    if _POINTS_BACK.search(pointing):
        return True
    if _OPENER.match(question):
        return not (asks and named and len(asked.words) >= _WHOLE_WORDS)
    if _MAY_POINT_BACK.search(pointing):
        return not (asks and (named or len(asked.words) > _WHOLE_WORDS))
    return len(words) <= _SHORT and not named and not (asks and _tells(asked.words))


def _tells(words: Sequence[str]) -> bool:
    """Whether some words name a topic: a long one says more than several short ones."""
    return max(map(len, words), default=0) >= _TELLING


def _follow(before: str, question: str) -> str:
    if not before or not is_follow_up(question):
        return question
    if _SOURCE.match(question):
        return before
    rest = _OPENER.sub("", question)
    if _TOTAL.match(rest):
        return _in_total(before)
    if asking_phrase(rest):
        return f"{question} {_with_years_of(before, question)}"
    return (
        _in_time(before, rest) or _in_place(before, rest) or _of_another(before, rest)
        or f"{before} {rest}"
    )


def _in_total(before: str) -> str:
    """The earlier question for the whole: without the part that it names."""
    part = _named_part(before)
    whole = f"{before[: part[0]]}{before[part[1] :]}" if part else before
    words = "in total" if _ENGLISH.match(before) else "in totaal"
    return f"{' '.join(whole.split()).rstrip('?.! ')} {words}?"


def _named_part(before: str) -> tuple[int, int] | None:
    """Where the phrase of what a question is about stands, else its last name."""
    objects = list(_OBJECT.finditer(before))
    if objects:
        return objects[-1].span()
    names = [m for m in re.finditer(rf"(?<=[a-zà-ÿ,] ){_NAME}", before)]
    return names[-1].span() if names else None


def _of_another(before: str, rest: str) -> str | None:
    """The earlier question, which asks for a figure, about another part or column of a budget."""
    if not _AMOUNT_ASKED.search(before):
        return None
    objects = list(_OBJECT.finditer(before))
    about, bare = _ABOUT_ANOTHER.match(rest), _BARE.match(rest)
    if about and objects:
        return f"{before[: objects[-1].start()]}{about['what']}{before[objects[-1].end() :]}"
    if bare is None:
        return None
    what = bare["what"]
    asked, own = _ASPECT.fullmatch(what), _ASPECT.search(before)
    if asked and own:
        return f"{before[: own.start()]}{what}{before[own.end() :]}"
    if objects and not asked:
        start, end = objects[-1].span("what")
        return f"{before[:start]}{what}{before[end:]}"
    names = list(re.finditer(rf"(?<=[a-zà-ÿ,] ){_NAME}", before))
    if names and re.match(_NAME, what):
        return f"{before[: names[-1].start()]}{what}{before[names[-1].end() :]}"
    return None


def _with_years_of(before: str, question: str) -> str:
    """The earlier question with the year that the later one names, where each names only one."""
    years, own = years_in(question), _YEAR.findall(before)
    return _YEAR.sub(next(iter(years)), before) if len(years) == len(own) == 1 else before


def _in_time(before: str, rest: str) -> str | None:
    """The earlier question for another year, named or counted from its own."""
    own = _YEAR.findall(before)
    if not own:
        return None
    if _STRUCTURAL.match(rest):
        return re.sub(rf"\b(?:in |voor |for )?{own[-1]}", rest.rstrip("?.! "), before)
    new = _YEAR.findall(rest)
    if len(new) > 1:
        return None
    if not new:
        moved = _moved(int(own[-1]), rest)
        new = [str(moved)] if moved is not None else []
    if not new:
        return None
    at = before.rindex(own[-1])
    return f"{before[:at]}{new[0]}{before[at + 4 :]}"


def _moved(year: int, rest: str) -> int | None:
    for pattern, sign in ((_LATER, 1), (_EARLIER, -1)):
        if match := pattern.search(rest):
            count = (match["count"] or "one").lower()
            steps = int(count) if count.isdigit() else _COUNT.get(count, 1)
            return year + sign * steps
    return None


def _in_place(before: str, rest: str) -> str | None:
    """The earlier question for another name, or another phrase after the same preposition."""
    match = _ELLIPSIS.match(rest)
    if match is None:
        return None
    new = f"{match['article'] or ''}{match['what']}"
    named = re.match(_NAME, match["what"]) is not None
    what = _NAME if named else rf"[\w’'-]+(?: [\w’'-]+){{0,2}}?(?=\s(?:{_PREPOSITION})\b|[?.!]|$)"
    same = re.search(
        rf"\b{match['preposition']} (?:de |het |een |the |a )?(?P<old>{what})", before,
    )
    if same:
        start = same.start() + len(match["preposition"]) + 1
        return f"{before[:start]}{new}{before[same.end():]}"
    names = list(re.finditer(rf"(?<=[a-zà-ÿ,] ){_NAME}", before)) if named else []
    if names:
        return before[: names[-1].start()] + match["what"] + before[names[-1].end() :]
    return None
