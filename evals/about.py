"""What gave a run its answers: versions, the machine, the index."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ingest.index import Index

_PACKAGES = (
    "voetnoot numpy faiss-cpu tantivy pypdf pypdfium2 langchain-core sentence-transformers"
    " ir-measures"
).split()


def about(index: Index | None) -> dict[str, Any]:
    """When, with which versions, on which index; `fingerprint` tells equal indexes."""
    found: dict[str, Any] = {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "versions": {name: _version(name) for name in _PACKAGES},
    }
    if index is not None:
        manifest = index.manifest
        found["index"] = {
            "generation": manifest.generation,
            "fingerprint": _fingerprint(index),
            "embedder": manifest.embedder,
            "documents": manifest.documents,
            "pages": manifest.pages,
            "chunks": manifest.chunks,
        }
    return found


def _fingerprint(index: Index) -> str:
    """Of the form of the index, the embedder and every file in it."""
    manifest = index.manifest
    files = sorted((str(s.get("file")), str(s.get("sha256"))) for s in manifest.sources)
    whole = json.dumps([manifest.schema, manifest.fingerprint, files])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _commit() -> str | None:
    """The commit of a checkout, with `+` when files differ from it; None elsewhere."""
    git = ["git", "-C", str(Path(__file__).parent)]
    try:
        head = subprocess.run(
            [*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, timeout=5
        )
        changed = subprocess.run(
            [*git, "status", "--porcelain", "--untracked-files=no"],
            capture_output=True, text=True, timeout=5,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return head.stdout.strip() + "+" * bool(changed.stdout.strip()) or None
