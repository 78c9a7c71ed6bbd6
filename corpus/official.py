"""Official metadata of a publication: `metadata.xml` and OWMS, as the repository gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document
from corpus.identifiers import parse_identifier
from corpus.kinds import ANSWER, LETTER, UNKNOWN
from corpus.xmlfile import UnreadableXml, read_xml, tag_of

_KINDS = {
    "motie": "Motie", "amendement": "Amendement", "brief": LETTER, "antwoord": ANSWER,
    "memorie van toelichting": "Memorie van toelichting", "voorstel van wet": "Voorstel van wet",
    "koninklijke boodschap": "Koninklijke boodschap", "verslag": "Verslag",
    "jaarverslag": "Jaarverslag", "bijlage": "Bijlage", "handeling": "Handelingen",
}


@dataclass(frozen=True)
class OfficialMetadata:
    """What the publisher says of a publication. Fields that are not there are None."""

    identifier: str | None = None
    title: str | None = None
    dossier: str | None = None
    toevoeging: str | None = None
    number: str | None = None
    vergaderjaar: str | None = None
    issued: str | None = None
    """ISO date."""
    kind: str | None = None
    chamber: str | None = None
    signatories: tuple[str, ...] = ()

    def applied_to(self, document: Document) -> tuple[Document, list[str]]:
        """The document with what is official, and a warning for each value that differs."""
        pairs = (
            ("dossier", self.dossier, document.dossier),
            ("toevoeging", self.toevoeging, document.toevoeging),
            ("nummer", self.number, document.number),
            ("vergaderjaar", self.vergaderjaar, document.vergaderjaar),
            ("datum", self.issued, document.date),
        )
        is_attachment = (self.identifier or "").startswith("blg-")
        warnings = [
            f"{what}: metadata.xml zegt {official}, het document {found}"
            for what, official, found in pairs
            if official and found and official != found and not is_attachment
        ]
        # An attachment bears the dossier of its letter, but not the letter's number.
        number = document.number if is_attachment else self.number or document.number
        return (
            replace(
                document,
                title=self.title or document.title,
                kind=self.kind if self.kind and document.kind == UNKNOWN else document.kind,
                date=self.issued or document.date,
                dossier=self.dossier or document.dossier,
                toevoeging=self.toevoeging or document.toevoeging,
                number=number,
                vergaderjaar=self.vergaderjaar or document.vergaderjaar,
                chamber=self.chamber or document.chamber,
                signatories=document.signatories or self.signatories,
            ),
            warnings,
        )


def read_official(path: Path) -> OfficialMetadata:
    """Read `metadata.xml` or OWMS metadata. Raises `UnreadableXml`."""
    root = read_xml(path)
    values: dict[str, list[str]] = {}
    for element in root.iter():
        name = element.get("name") or tag_of(element)
        text = element.get("content") if element.get("name") else element.text
        if text and text.strip():
            key = re.split(r"[.:]", name)[-1].lower()
            scheme = (element.get("scheme") or "").rsplit(".", 1)[-1].lower()
            values.setdefault(key, []).append(" ".join(text.split()))
            if key == "type":
                values.setdefault(f"type {scheme}", []).append(" ".join(text.split()))
    if "identifier" not in values and "dossiernummer" not in values:
        raise UnreadableXml(path.name, "geen metadata van een officiële publicatie")
    return _from_values(values)


def _from_values(values: dict[str, list[str]]) -> OfficialMetadata:
    def first(*keys: str) -> str | None:
        return next((values[key][0] for key in keys if values.get(key)), None)

    identifier = first("identifier")
    written = first("dossiernummer") or ""
    match = re.match(r"(\d{5})(?:[- ;]\(?(R\d{3,4}|[IVX]+[AB]?|[A-Z]|\d{2})\)?)?$", written)
    parts = parse_identifier(identifier) if identifier else None
    kinds = [
        *values.get("type kamerstuktypen", []), *values.get("type aanhangseltypen", []),
        *values.get("type parlementair", []),
    ]
    kind = next((_KINDS[k.lower()] for k in kinds if k.lower() in _KINDS), None)
    creator = first("creator") or ""
    return OfficialMetadata(
        identifier=identifier,
        title=first("documenttitel", "title"),
        dossier=match.group(1) if match else parts.dossier if parts else None,
        toevoeging=match.group(2) if match else parts.toevoeging if parts else None,
        number=first("ondernummer", "aanhangselnummer") or (parts.number if parts else None),
        vergaderjaar=first("vergaderjaar"),
        issued=first("issued"),
        kind=kind,
        chamber="I" if creator.startswith("Eerste") else "II" if creator else None,
        signatories=tuple(values.get("ontvanger" if kind == ANSWER else "indiener", [])),
    )
