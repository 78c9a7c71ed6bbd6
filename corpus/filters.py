"""What a search can be limited to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Filters:
    """What a search is limited to; empty fields limit nothing. Applied inside the searches."""

    dossier: tuple[str, ...] = ()
    """`36560-X`, or `36560` for all its toevoegingen."""
    doc: tuple[str, ...] = ()
    """Identifiers or file names, with or without `.pdf`."""
    kind: tuple[str, ...] = ()
    ministry: tuple[str, ...] = ()
    vergaderjaar: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Only the filters that are set."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items() if v}
