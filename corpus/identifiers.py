"""Official identifiers of publications: taken apart, and the address each stands at."""

from __future__ import annotations

import re
from dataclasses import dataclass

OFFICIAL_SITE = "https://zoek.officielebekendmakingen.nl"
_CHAMBER_SITE = "https://www.tweedekamer.nl/kamerstukken/detail"
_EU_SITE = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
_SAMPLE = "voorbeeld-"
_TOEVOEGING = r"\(R\d{3,4}\)|R\d{3,4}(?=-)|[IVX]+[AB]?(?=-)|[A-Z](?=-)|\d{2}(?=-)"
_KST_NAME = re.compile(rf"kst-(\d{{5}})(?:-({_TOEVOEGING}))?-(\d{{1,4}}|[A-Z]{{1,2}})(?:-[hn]\d)?")
_AH_NAME = re.compile(r"(ah-[te]k)-(\d{4})(\d{4})-(\d+)(?:-[hn]\d)?")
_H_NAME = re.compile(r"(h-[te]k)-(\d{4})(\d{4})-(\d+)-(\d+)")
_OTHER_NAME = re.compile(
    r"(blg-\d+|stcrt-\d{4}-\d+|stb-\d{4}-\d+|trb-\d{4}-\d+|kv-[te]k-20\d{2}Z\d{5}|20\d{2}[DZ]\d{5})"
)
_SERIES_KIND = {
    "kst": "kamerstuk", "ah": "aanhangsel", "h": "handelingen", "kv": "kamervragen",
    "blg": "bijlage", "stcrt": "staatscourant", "stb": "staatsblad", "trb": "tractatenblad",
}


@dataclass(frozen=True)
class Identifier:
    """An official identifier taken apart."""

    series: str
    """kst, ah-tk, ah-ek, kv-tk, h-tk, blg, stcrt, stb."""
    dossier: str | None = None
    toevoeging: str | None = None
    number: str | None = None
    vergaderjaar: str | None = None
    sample: bool = False


def parse_identifier(name: str) -> Identifier | None:
    """The parts of an official identifier or of a sample's name; None for any other name."""
    sample = name.startswith(_SAMPLE)
    plain = name.removeprefix(_SAMPLE)
    if match := _KST_NAME.fullmatch(plain):
        dossier, toevoeging, number = match.groups()
        return Identifier("kst", dossier, bare(toevoeging), number, sample=sample)
    if match := _AH_NAME.fullmatch(plain):
        series, first, second, number = match.groups()
        return Identifier(series, number=number, vergaderjaar=f"{first}-{second}", sample=sample)
    if match := _H_NAME.fullmatch(plain):
        series, first, second, meeting, item = match.groups()
        return Identifier(
            series, number=f"{meeting}-{item}", vergaderjaar=f"{first}-{second}", sample=sample
        )
    if match := _OTHER_NAME.fullmatch(plain):
        return Identifier(match.group(1).rsplit("-", 1)[0], sample=sample)
    return None


def bare(toevoeging: str | None) -> str | None:
    """`(R2121)` -> `R2121`."""
    return toevoeging.strip("()") if toevoeging else None


def kind_of(identifier: str) -> str:
    """What an official identifier names: kamerstuk, aanhangsel, document, zaak, ..."""
    if re.match(r"20\d{2}[DZ]\d", identifier):
        return "document" if identifier[4] == "D" else "zaak"
    return _SERIES_KIND.get(identifier.split("-", 1)[0], "dossier")


def address_of(identifier: str) -> str | None:
    """Where a publication can be read; None where no address follows from the identifier.

    The papers of a Rijkswet (R-number) and meetings without an item have no address of a form
    that could be verified, so they get none.
    """
    kind = kind_of(identifier)
    if kind == "document":
        return f"{_CHAMBER_SITE}?id={identifier}&did={identifier}"
    if kind == "zaak":
        return f"{_CHAMBER_SITE}?id={identifier}"
    if "R" in identifier or (kind == "handelingen" and identifier.count("-") < 4):
        return None
    if kind == "dossier":
        return f"{OFFICIAL_SITE}/dossier/{identifier}"
    # Attachments are published as PDF only.
    return f"{OFFICIAL_SITE}/{identifier}.{'pdf' if kind == 'bijlage' else 'html'}"


def case_law_address(ecli: str) -> str:
    """Where a judgment with an ECLI can be read."""
    if ecli.startswith("ECLI:NL:"):
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={ecli}"
    return f"https://e-justice.europa.eu/ecli/{ecli}"


def eu_address(uri: str) -> str:
    """An address at EUR-Lex; `uri` is a CELEX number or a journal number with its prefix."""
    return _EU_SITE + uri
