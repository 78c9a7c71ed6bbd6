"""What can go wrong with files and indexes, told to people: the file and what to do."""

from __future__ import annotations

from corpus.errors import UnreadableSource, VoetnootError


class UnreadableFile(UnreadableSource):
    """A file that cannot be read as a document."""


class InputError(VoetnootError):
    """A path or option that cannot be used."""


class UnusableIndex(VoetnootError):
    """Base of what can be wrong with an index."""


class IndexMissing(UnusableIndex):
    """There is no index in the folder."""

    def __init__(self, directory: str) -> None:
        super().__init__(
            f"Er is geen index in {directory}. Maak er een met: voetnoot index MAP_MET_PDFS"
        )


class IndexDamaged(UnusableIndex):
    """A file of the index is gone or is not what was written."""

    def __init__(self, file: str, reason: str = "is beschadigd of ontbreekt") -> None:
        super().__init__(
            f"De index is niet te gebruiken: {file} {reason}. Ga terug naar de vorige met"
            " 'voetnoot rollback' of maak hem opnieuw met 'voetnoot index MAP_MET_PDFS --full'."
        )
        self.file = file


class IndexNewer(UnusableIndex):
    """The index was written by a newer version of this program."""

    def __init__(self, file: str, found: int, known: int) -> None:
        super().__init__(
            f"{file}: de index is van een nieuwere versie (schema {found}, bekend is {known})."
            " Werk Voetnoot bij, of maak de index opnieuw met"
            " 'voetnoot index MAP_MET_PDFS --full'."
        )


class IndexOlder(UnusableIndex):
    """The index was written by an older version of this program and lacks what is needed now."""

    def __init__(self, file: str, found: int, known: int) -> None:
        super().__init__(
            f"{file}: de index is van een oudere versie (schema {found}, nodig is {known})."
            " Maak hem opnieuw met 'voetnoot index MAP_MET_PDFS --full'."
        )


class EmbedderMismatch(UnusableIndex):
    """The index was made with another embedding model."""

    def __init__(self, made_with: str, given: str) -> None:
        super().__init__(
            f"De index is gemaakt met het model {made_with}, maar nu is {given} gekozen. Kies"
            f" hetzelfde model, of maak de index opnieuw met 'voetnoot index MAP_MET_PDFS --full'."
        )


class IndexBusy(UnusableIndex):
    """Another process is writing this index."""

    def __init__(self, directory: str) -> None:
        super().__init__(f"Een ander proces werkt de index in {directory} bij. Wacht daarop.")


class ModelMissing(VoetnootError):
    """An embedding model that cannot be loaded."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"Het embeddingmodel {name} is niet te laden: {reason}. Geef een map met een"
            " sentence-transformers-model, of laat de keuze weg voor het meegeleverde model."
        )
