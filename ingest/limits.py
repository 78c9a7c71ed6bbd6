"""What a process may use, and why it ended."""

from __future__ import annotations

import gc
import os
import resource
import signal
from pathlib import Path

_MANY_OBJECTS = 50_000


def address_space() -> int:
    """Bytes of this process; 0 on a system that does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def limit_memory(limit: int) -> None:
    """Past it, allocation fails, in this process only; where that is unknown, time still counts."""
    if address_space():
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def collect_less() -> None:
    """Let the garbage collector look less often: reading makes many objects and hardly a cycle."""
    gc.set_threshold(_MANY_OBJECTS, 20, 20)


def last_words(exit_code: int | None) -> str:
    """Why a process that read a file ended, as far as can be told from outside, in Dutch."""
    if exit_code is None or exit_code >= 0:
        return f"het lezende proces stopte (code {exit_code})"
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        name = str(-exit_code)
    # PDFium ends itself where it gets no memory.
    hint = ", vaak door geheugengebrek" if name in ("SIGABRT", "SIGTRAP", "SIGILL") else ""
    return f"een bibliotheek brak af op dit bestand ({name}{hint})"
