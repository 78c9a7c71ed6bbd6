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
    """Official page of the publication, without fragment; None without official identifier."""
    signatories: tuple[str, ...] = ()
    """Who signed or answered it, in the order of the document."""

    def __post_init__(self) -> None:
        # JSON has no tuples: a document that was stored comes back with a list.
        object.__setattr__(self, "signatories", tuple(self.signatories))


_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def notation(
    document: Document,
    page_label: str,
    page_end_label: str | None = None,
    notes: tuple[str, ...] = (),
    *,
    source: str = "text",
) -> str:
    """The official notation for quoting, with page and notes.

    `Kamerstukken II 2023/24, 36560 X, nr. 10, p. 1, noot 3`. `source` is the text source of the
    page: text that was recognised from a picture (`ocr`) is marked as such, and a document
    without pages (`xml`) is cited by paragraph.
    """
    unit = "alinea" if source == "xml" else "p."
    page = f"{unit} {page_label}" + (f"-{page_end_label}" if page_end_label else "")
    tail = f", {'noten' if len(notes) > 1 else 'noot'} {', '.join(notes)}" if notes else ""
    mark = " (OCR-tekst)" if source == "ocr" else ""
    sample = " (voorbeelddocument)" if is_sample(document) else ""
    return f"{_publication(document)}, {page}{tail}{mark}{sample}"


def link(document: Document, page: int) -> str | None:
    """The official PDF at a physical page; None without an official identifier."""
    if document.url is None:
        return None
    return f"{document.url.removesuffix('.html')}.pdf#page={page}"


def has_pages(file: str) -> bool:
    """Whether a file has pages to cite and to show; XML alone is cited by paragraph."""
    return not file.lower().endswith(".xml")


def is_sample(document: Document) -> bool:
    """Whether this is one of the sample documents that come with the project."""
    return document.doc.startswith("voorbeeld-")


def dutch_date(iso: str) -> str:
    """`2024-06-27` -> `27 juni 2024`."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _publication(document: Document) -> str:
    year = _short_year(document.vergaderjaar)
    if document.dossier and document.number:
        dossier = f"{document.dossier} {document.toevoeging}".removesuffix(" None")
        return f"Kamerstukken {document.chamber}{year}, {dossier}, nr. {document.number}"
    if document.number and "ah-" in document.doc:
        return f"Aanhangsel Handelingen {document.chamber}{year}, nr. {document.number}"
    date = f", {dutch_date(document.date)}" if document.date else ""
    return f"{document.title}{date}"


def _short_year(vergaderjaar: str | None) -> str:
    """`2023-2024` -> ` 2023/24`."""
    return f" {vergaderjaar[:4]}/{vergaderjaar[-2:]}" if vergaderjaar else ""
