"""What a parliamentary document is: identifiers, notation, links and references to others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """The metadata of one document. Fields that are not known are None.

    `doc` is the official identifier where the document or its file name shows one
    (`kst-36560-X-10`), else the file name without `.pdf`; `file` is always the file's own name.
    """

    doc: str
    file: str
    kind: str
    """Dutch kind: Kamerbrief, Antwoord op Kamervragen, Motie, Jaarverslag, ..."""
    title: str
    date: str | None = None
    """ISO date, YYYY-MM-DD."""
    dossier: str | None = None
    """Digits only: 36560."""
    toevoeging: str | None = None
    """X, VII, (R2121) without brackets."""
    number: str | None = None
    """Ondernummer or the number of an Aanhangsel."""
    ministry: str | None = None
    vergaderjaar: str | None = None
    """2023-2024."""
    chamber: str = "II"
    url: str | None = None
    """Official page of the publication, without fragment; None when it has no official identifier."""
