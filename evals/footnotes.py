"""Annotated footnotes against what ingestion finds: precision, recall, anchors.

An annotation holds `doc`, `page`, `label`, `note` (the note's first characters), `anchor` (the
words before its marker) and `anchor_page`. A document may be annotated in part. So a note that
was found counts as wrong when it is not annotated, unless it is an endnote or a table's (of which
annotations may hold all or none), or stands behind the last annotated page with a label higher
than the one before it: then the annotation just ended. A label that is skipped in a numbering
that runs through is counted as a gap: most often a note that was missed.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import VoetnootError
from ingest.reading import ingest_file
from ingest.types import Footnote

PRECISION = RECALL = 0.99
ANCHORS = 0.98
"""What is asked of ingestion over all annotated documents."""
_COLUMNS = (
    "document", "geannoteerd", "gevonden", "gemist", "te veel", "recall", "precisie",
    "ankers juist", "tekst juist", "buiten annotatie", "gaten",
)


class AnnotationError(VoetnootError):
    """A file with annotated footnotes that cannot be used."""


@dataclass(frozen=True)
class Annotation:
    """A footnote as a person wrote it down."""

    doc: str
    page: int
    label: str
    note: str
    anchor: str
    anchor_page: int


@dataclass(frozen=True)
class DocumentScore:
    """One document (or all): counts of notes. `beyond` were found behind the annotated part."""

    doc: str
    annotated: int
    found: int
    wrong: int
    anchored: int
    texts: int
    beyond: int
    gaps: int
    errors: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Annotated notes that were found (page and label)."""
        return self.found / self.annotated if self.annotated else 1.0

    @property
    def precision(self) -> float:
        """Notes found in the annotated part that are annotated."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def anchors(self) -> float:
        """Annotated notes whose marker was found at its place (page and words before it)."""
        return self.anchored / self.annotated if self.annotated else 1.0


@dataclass(frozen=True)
class FootnoteResult:
    """The scores of every annotated document."""

    scores: tuple[DocumentScore, ...]

    @property
    def total(self) -> DocumentScore:
        """All documents together."""
        names = ("annotated", "found", "wrong", "anchored", "texts", "beyond", "gaps")
        sums = {name: sum(getattr(score, name) for score in self.scores) for name in names}
        return DocumentScore("alle", errors=(), **sums)

    @property
    def passed(self) -> bool:
        """Whether the targets are met."""
        total = self.total
        return (
            total.precision >= PRECISION and total.recall >= RECALL and total.anchors >= ANCHORS
        )

    def as_dict(self) -> dict[str, Any]:
        """The measures in total and per document, with every error."""
        return {"total": _row(self.total), "documents": [_row(score) for score in self.scores]}

    def as_markdown(self, *, details: bool = False) -> str:
        """A table, and with `details` every note that was missed, wrong or tied wrongly."""
        lines = ["| " + " | ".join(_COLUMNS) + " |", "|---" * len(_COLUMNS) + "|"]
        lines += [_line(score) for score in (*self.scores, self.total)]
        if details:
            lines += ["", *(f"- {s.doc}: {error}" for s in self.scores for error in s.errors)]
        return "\n".join(lines)

    def write(self, folder: Path) -> None:
        """Leave `footnotes.md`, with all errors, and `footnotes.json` in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "footnotes.md").write_text(self.as_markdown(details=True) + "\n", "utf-8")
        data = json.dumps(self.as_dict(), ensure_ascii=False, indent=1)
        (folder / "footnotes.json").write_text(data + "\n", "utf-8")


def evaluate_footnotes(files: Sequence[Path], corpus: Path | None = None) -> FootnoteResult:
    """Ingest every annotated document of `corpus` and compare its notes.

    Without `corpus` the documents are sought in a folder `corpus` beside the annotations' folder,
    then in `$VOETNOOT_TESTDATA/corpus`. Raises `AnnotationError` for files that cannot be used
    or a document that is not there, `UnreadableFile` for one that cannot be read.
    """
    scores: list[DocumentScore] = []
    for file in files:
        annotations = read_annotations(file)
        for doc in dict.fromkeys(a.doc for a in annotations):
            own = [a for a in annotations if a.doc == doc]
            notes = ingest_file(_document(doc, file, corpus)).parsed.footnotes
            scores.append(score(doc, own, notes))
    return FootnoteResult(tuple(scores))


def read_annotations(file: Path) -> list[Annotation]:
    """Read a JSONL file. Raises `AnnotationError` naming file and line."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{file}: niet te lezen ({error}).") from error
    found: list[Annotation] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_annotation(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise AnnotationError(
                    f"{file}, regel {number}: geen geannoteerde voetnoot ({error})."
                ) from error
    if not found:
        raise AnnotationError(f"{file}: geen voetnoten gevonden.")
    return found


def score(
    doc: str, annotations: Sequence[Annotation], notes: Sequence[Footnote]
) -> DocumentScore:
    """Compare the annotated notes of one document with those found in it."""
    left = Counter((a.page, a.label) for a in annotations)
    last_page = max(a.page for a in annotations)
    errors: list[str] = []
    wrong = beyond = 0
    for position, note in enumerate(notes):
        if left[note.page, note.label] > 0:
            left[note.page, note.label] -= 1
        elif note.kind != "footnote" or (note.page > last_page and _goes_on(notes, position)):
            beyond += 1
        else:
            wrong += 1
            errors.append(f"te veel: p. {note.page} noot {note.label} «{note.text[:60]}»")
    anchored, texts, more = _compare(annotations, notes)
    missed = sum(left.values())
    gaps = _gaps(notes)
    more += [f"gat in de nummering: noot {label}" for label in gaps]
    return DocumentScore(
        doc, len(annotations), len(annotations) - missed, wrong, anchored, texts, beyond,
        len(gaps), (*errors, *more),
    )


def _compare(
    annotations: Sequence[Annotation], notes: Sequence[Footnote]
) -> tuple[int, int, list[str]]:
    """How many annotated notes have the right anchor, how many the right text, and what is off."""
    places = {(note.page, note.label): note for note in notes}
    anchored = texts = 0
    errors: list[str] = []
    for wanted in annotations:
        where = f"p. {wanted.page} noot {wanted.label}"
        note = places.get((wanted.page, wanted.label))
        if note is None:
            errors.append(f"gemist: {where} «{wanted.note}»")
            continue
        same_text = _fold(note.text).startswith(_fold(wanted.note)[:50])
        texts += same_text
        if not same_text:
            errors.append(f"tekst: {where} «{note.text[:60]}» in plaats van «{wanted.note}»")
        right = note.anchor_page == wanted.anchor_page and _same_end(note.anchor, wanted.anchor)
        anchored += right
        if not right:
            errors.append(
                f"anker: {where} op p. {note.anchor_page} «{note.anchor}»"
                f" in plaats van p. {wanted.anchor_page} «{wanted.anchor}»"
            )
    return anchored, texts, errors


def _gaps(notes: Sequence[Footnote]) -> list[int]:
    labels = [int(n.label) for n in notes if n.label.isdigit()]
    steps = zip([0, *labels], labels, strict=False)
    return [label for before, after in steps for label in range(before + 1, after)]


def _goes_on(notes: Sequence[Footnote], position: int) -> bool:
    label, before = notes[position].label, notes[position - 1].label if position else "0"
    return label.isdigit() and before.isdigit() and int(label) > int(before)


def _same_end(found: str, wanted: str) -> bool:
    """Whether two anchors end alike, as far as both reach; spacing and punctuation aside."""
    one, two = _fold(found), _fold(wanted)
    reach = min(len(one), len(two), 25)
    return (reach > 0 or one == two) and one[-reach:] == two[-reach:]


def _fold(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _annotation(record: dict[str, Any]) -> Annotation:
    return Annotation(
        str(record["doc"]), int(record["page"]), str(record["label"]), str(record["note"]),
        str(record["anchor"]), int(record["anchor_page"]),
    )


def _document(doc: str, file: Path, corpus: Path | None) -> Path:
    given = os.environ.get("VOETNOOT_TESTDATA", "../shared")
    beside = file.resolve().parent.parent / "corpus"
    folders = [corpus] if corpus else [beside, Path(given) / "corpus"]
    for folder in folders:
        path = folder / f"{doc}.pdf"
        if path.is_file():
            return path
    raise AnnotationError(
        f"{doc}.pdf staat niet in {' of '.join(str(folder) for folder in folders)}"
        " (geef de map met --corpus)."
    )


def _row(score: DocumentScore) -> dict[str, Any]:
    measures = {name: getattr(score, name) for name in ("recall", "precision", "anchors")}
    return asdict(score) | measures


def _line(score: DocumentScore) -> str:
    cells = (
        score.doc, score.annotated, score.found, score.annotated - score.found, score.wrong,
        f"{score.recall:.3f}", f"{score.precision:.3f}", f"{score.anchored} ({score.anchors:.3f})",
        score.texts, score.beyond, score.gaps,
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
