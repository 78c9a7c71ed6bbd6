"""Ministries: every way in which a document or a member of staff writes one -> one name.

Ministries change their name and are split and joined; whoever asks for one means its lineage.
The names are facts of the Dutch government since about 1994.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES: dict[str, tuple[str, ...]] = {
    "Algemene Zaken": ("AZ", "Minister-President"),
    "Asiel en Migratie": ("A&M", "AenM", "Asiel"),
    "Binnenlandse Zaken en Koninkrijksrelaties": (
        "BZK", "Binnenlandse Zaken", "Koninkrijksrelaties", "Koninkrijksrelaties en Digitalisering",
        "Herstel Groningen",
    ),
    "Buitenlandse Zaken": (
        "BZ", "BuZa", "Buitenlandse Handel en Ontwikkelingssamenwerking", "Buitenlandse Handel",
        "Buitenlandse Handel en Ontwikkelingshulp", "Ontwikkelingssamenwerking", "BHO", "BHOS",
    ),
    "Defensie": ("DEF",),
    "Economische Zaken": ("EZ",),
    "Economische Zaken en Klimaat": ("EZK", "Klimaat en Energie", "Mijnbouw"),
    "Economische Zaken, Landbouw en Innovatie": ("EL&I", "ELI"),
    "Financiën": (
        "FIN", "Fiscaliteit en Belastingdienst", "Toeslagen en Douane", "Belastingdienst",
        "Fiscaliteit, Belastingdienst en Douane", "Herstel en Toeslagen",
    ),
    "Infrastructuur en Milieu": ("I&M", "IenM"),
    "Infrastructuur en Waterstaat": ("I&W", "IenW", "Openbaar Vervoer en Milieu"),
    "Justitie": (),
    "Justitie en Veiligheid": ("J&V", "JenV", "Rechtsbescherming"),
    "Klimaat en Groene Groei": ("KGG",),
    "Landbouw, Natuur en Voedselkwaliteit": ("LNV", "Natuur en Stikstof", "Landbouw"),
    "Landbouw, Visserij, Voedselzekerheid en Natuur": ("LVVN",),
    "Onderwijs, Cultuur en Wetenschap": (
        "OCW", "OC&W", "Primair en Voortgezet Onderwijs", "Basis- en Voortgezet Onderwijs en Media",
        "Onderwijs, Cultuur en Wetenschappen", "Funderend Onderwijs en Emancipatie",
        "Cultuur en Media",
    ),
    "Sociale Zaken en Werkgelegenheid": (
        "SZW", "Armoedebeleid, Participatie en Pensioenen", "Participatie en Integratie",
    ),
    "Veiligheid en Justitie": ("V&J", "VenJ"),
    "Verkeer en Waterstaat": ("V&W", "VenW"),
    "Volksgezondheid, Welzijn en Sport": (
        "VWS", "Langdurige Zorg en Sport", "Langdurige Zorg", "Medische Zorg en Sport",
        "Medische Zorg", "Langdurige en Maatschappelijke Zorg", "Jeugd, Preventie en Sport",
    ),
    "Volkshuisvesting en Ruimtelijke Ordening": ("VRO", "Wonen en Rijksdienst"),
    "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer": ("VROM",),
}
_LINEAGES = (
    ("Economische Zaken", "Economische Zaken en Klimaat",
     "Economische Zaken, Landbouw en Innovatie"),
    ("Economische Zaken en Klimaat", "Klimaat en Groene Groei"),
    ("Landbouw, Natuur en Voedselkwaliteit", "Landbouw, Visserij, Voedselzekerheid en Natuur",
     "Economische Zaken, Landbouw en Innovatie"),
    ("Justitie", "Veiligheid en Justitie", "Justitie en Veiligheid"),
    ("Verkeer en Waterstaat", "Infrastructuur en Milieu", "Infrastructuur en Waterstaat"),
    ("Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer",
     "Volkshuisvesting en Ruimtelijke Ordening"),
)
_SITE_NAMES = {"lnv": "LNV", "lvvn": "LVVN", "ezk": "EZK", "ez": "EZ", "kgg": "KGG", "vws": "VWS",
               "bzk": "BZK", "szw": "SZW", "ocw": "OCW", "fin": "FIN", "jenv": "J&V", "ienw": "I&W"}


def _fold(text: str) -> str:
    plain = re.sub(r"[\x02\ufffe]\s*", "", text).replace("\u00ad", "")
    return " ".join(plain.replace("ë", "e").lower().replace("&", " en ").split())


_BY_NAME = {
    _fold(name): official
    for official, others in _NAMES.items()
    for name in (official, *others)
}
_ORDERED = sorted(_BY_NAME, key=len, reverse=True)
_BEGINS = re.compile(
    rf"(?:{'|'.join(re.escape(name).replace(chr(92) + ' ', ' ') for name in _ORDERED)})\b"
)


def ministry_at(text: str) -> str | None:
    """The official name of the ministry with which `text` begins; None for none that is known.

    Capitals, line ends and hyphens at line ends make no difference.
    """
    match = _BEGINS.match(_fold(text[:200]))
    return _BY_NAME[match.group()] if match else None


def ministry_of_site(address: str) -> str | None:
    """`www.rijksoverheid.nl/lvvn` -> the ministry of a letterhead."""
    match = re.search(r"rijksoverheid\.nl/([a-z]{2,5})\b(?!/)", address)
    name = _SITE_NAMES.get(match.group(1)) if match else None
    return ministry_at(name) if name else None


@lru_cache(maxsize=256)
def ministry_lineage(written: str) -> tuple[str, ...]:
    """The official names that a filter on `written` lets through; empty for an unknown one.

    `EZK` and `Economische Zaken` both let through all that the ministry has been called.
    """
    official = _BY_NAME.get(_fold(written).removeprefix("ministerie van "))
    if official is None:
        return ()
    related = [name for lineage in _LINEAGES if official in lineage for name in lineage]
    return tuple(dict.fromkeys([official, *related]))
