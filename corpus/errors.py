"""The base of every error that this project raises for people to read."""

from __future__ import annotations

import copyreg
from typing import Any


class VoetnootError(Exception):
    """Something a person can act on: the message names the file and what to do."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Between processes the parts are set again; a constructor would write the message anew.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class UnreadableSource(VoetnootError):
    """A file that cannot be read; `file` is its name, `reason` a phrase in Dutch."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"
