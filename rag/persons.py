"""Whether a question asks for a human being by name, and whether a sentence names one.

A capital does not tell a person from a body (`Regiegroep Aanpak`), so a person is known by what
stands with a surname: an office or title, initials, a first name, a party in brackets.
"""

from __future__ import annotations

import re

_OFFICES = (
    r"minister(?:-president)?|staatssecretaris|lid|leden|kamerlid|kamerleden|voorzitter"
    r"|burgemeester|wethouder|directeur(?:-generaal)?|secretaris(?:-generaal)?|griffier"
    r"|informateur|formateur|hoogleraar|professor|prof|dr|mr|drs|ir|ing|de heer|dhr|mevrouw|mw"
    r"|moties?|koning|koningin|prins|commissaris|president|premier|advocaat|rapporteur"
)
_ROLES = (
    r"(?:vice-|onder|oud-|ere)?voorzitters?|voorzat|voorzit|directeur(?:en|-generaal)?|secretaris(?:sen)?"
    r"|ministers?|staatssecretaris(?:sen)?|burgemeesters?|wethouders?|ambtena(?:ar|ren)"
    r"|onderzoekers?|hooglera(?:ar|ren)|advoca(?:at|ten)|gezant(?:en)?|\w*rapporteurs?|auteurs?|kamerl(?:id|eden)"
    r"|leden|commissaris(?:sen)?|leider|leid(?:t|de|den)|bestuurder|koning|presidents?"
    r"|chairs?|chaired|chair(?:man|woman|person)|directors?|secretar(?:y|ies)|mayors?|officials?"
    r"|researchers?|professors?|lawyers?|envoys?|authors?|led|leads?|heads?|headed|mps?"
    r"|members? of parliament|king|queen"
)
_BODY = re.compile(
    r"\b(?:organisatie|instantie|bureau|bedrijf|partij|organi[sz]ation|company|firm|party)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"^(?:wie|who)\b.*?\b(?:{_ROLES})\b|^wie (?:zit|zat)\b.* voor\b"
    rf"|\b(?:welke?|which|what) (?:(?!heeft|had|is|was|did|does|has)[\w-]+ ){{0,3}}(?:{_ROLES})\b"
    r"|\bvoorna(?:am|men)\b|\b(?:hoe heet|naam van|name of) (?:de|the|haar|zijn|her|his) "
    rf"(?:[\w-]+ ){{0,2}}(?:{_ROLES})\b", re.IGNORECASE,
)
_PARTICLES = r"(?:(?:van|de|den|der|ter|ten|te|’t|'t|in|el|al|von)(?: de| den| der)? )?"
_SURNAME = r"[A-ZÀ-ÖØ-Ý][a-zà-öø-ÿ’'´¸-]+(?:-[A-ZÀ-Ý][\w’-]+)*"
_PARTIES = (
    r"VVD|D66|CDA|PVV|SP|PvdA|GL|GroenLinks(?:-PvdA)?|PvdD|CU|ChristenUnie|SGP|DENK|Volt|FVD|JA21|BBB"
    r"|NSC|BIJ1|50PLUS|BVNL|Fractie \w+|Groep [\w ]+"
)
_NAMED = (
    re.compile(rf"\b(?i:{_OFFICES})\b[. ]+(?:[A-Z]\.)*\s?(?P<name>{_PARTICLES}{_SURNAME})"),
    re.compile(rf"\b(?:[A-Z][a-z]?\.\s?){{1,5}}(?:\([\w -]+\) )?(?P<name>{_PARTICLES}{_SURNAME})"),
    re.compile(rf"(?P<name>{_PARTICLES}{_SURNAME}) \((?:{_PARTIES})\)"),
    re.compile(rf"\b(?P<name>(?P<first>[A-ZÀ-Ý][a-zà-ÿ]+)(?:-[A-Z][a-z]+)? {_PARTICLES}"
               rf"{_SURNAME})"),
)
_OFFICE_HELD = re.compile(
    r"\b(?:minister-president|premier|koning(?:in)?|(?:minister|staatssecretaris|burgemeester) van)"
    r"\b", re.IGNORECASE,
)
_FIRST_NAMES = frozenset(
    """aad aart abdel ad ada adri adriaan adrie agnes ahmed alex alexander alexandra ali alice
    alida amber amir andrea andré angela anita anja ank anke ankie ann anna anne annelies
    annemarie annemiek annet annette annie anouk antoinette anton antonie ap arend ari arie
    arjan arno arnold arthur astrid attje aukje barbara barry bart bas bea beatrix ben bente
    bernard bert berth bianca bob bram brenno brigitte carin carla carola caroline cees charles
    charlotte chris christa christiaan christine clara claudia coen cora corine corinne
    cornelis daan daniel daniëlle danny david deborah dennis derk desirée diana dick diederik
    dieke dilan dirk dorien dries eddy eduard edwin eelco eelke ellen els elske emma erik ernst
    esmee esther eva evelien evert fatima fatma femke ferdinand fleur floor folkert frank frans
    fred frederik freek frits geert geertje gerard gerben gerda gerrit gert gertjan gijs gisela
    greet guus hanneke hannie hans harm harmen harriët harry hassan hein helma hendrik henk
    henny henri herman hester hilde hub hubert hugo huub ibrahim ilse inge ingrid ipek irene
    iris irma ivo jaap jack jacob jacqueline jacques jan janneke jannie janny jason jasper
    jeanine jeannette jeroen jesse jet jo joan joba joep johan johanna john jolande joop joost
    jorien joris jorrit jos joseph joske josé judith jules julia jurgen karel karen karin karla
    kasper katja kees kelly kim klaas koen koos kristel laura laurens laurentien leen lennart
    leo leonard leonie leontien lex lia lies liesbeth liesje lilian lily linda lisa lisette
    lodewijk loes louis luc lucas lucia luuk maaike maarten machteld manon marc marcel marcus
    margot margreet margriet maria marianne marieke marija marije marijke marijn marit mariëlle
    marja marjan marjolein marjolijn mark marko marleen marlies marloes martha martijn martin
    maud maurice max mees mei meike melanie menno merel mia michel michelle michiel mieke mike
    miranda mirjam mohamed mohammed mona monica monique mustafa myrthe nadia nanda nathalie
    nicky nico nicole nicolien niek niels nienke nilüfer noor olaf olga onno otto patricia
    patrick paul paula pauline peter petra pia pieter pim queeny rachel raymond rebecca
    reinette reinier renske rené ria richard rik rita rob robbert robert robin roel roelof
    roland roman ron ronald rosa rosanne ruben rudy rutger ruud sander sandra sarah saskia
    sebastiaan selma sharon siebe sietske sigrid silvia simon simone songül sophie stef stefan
    stephan steven stieneke suzanne sven sybren sylvia tamara tanja ted thea theo thera thierry
    thijs thom thomas tijs tim tineke tjebbe tjeerd tom ton tunahan ulysse vera victor vincent
    viola vivianne wendy wiebe wieke wilbert willem willemijn willie wilma wim wopke wouter
    yara yasmin yolanda yvonne zihni zohair""".split()
)


def asks_person(question: str) -> bool:
    """Whether the answer must be a human being: who chairs, leads, wrote, is minister."""
    return _ASKS.search(question) is not None and _BODY.search(question) is None


def has_person(text: str, question: str) -> bool:
    """Whether a text names a human being, or an office, that the question does not."""
    low = question.lower()
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            first = match.groupdict().get("first")
            if first is not None and first.lower() not in _FIRST_NAMES:
                continue
            if match["name"].split()[-1].lower() not in low:
                return True
    return any(match[0].lower() not in low for match in _OFFICE_HELD.finditer(text))
