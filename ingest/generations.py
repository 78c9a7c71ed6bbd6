"""Generations of an index on disk: written aside, checked, made current by one rename."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import IndexBusy, IndexDamaged, IndexMissing, IndexNewer, IndexOlder

SCHEMA = 11
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
REPORT = "report.json"
STORE = "chunks.sqlite"
VECTORS = "vectors.faiss"
LEXICAL = "lexical"
SUBWORDS = "subwords"
KEEP = 3
_CHECKSUM_AT_OPEN_BYTES = 64_000_000
_IGNORED = (".tantivy-writer.lock", ".tantivy-meta.lock")


@dataclass(frozen=True)
class Manifest:
    """What a generation is; `files` gives (bytes, sha256) of every other file in it."""

    schema: int
    generation: str
    created: str
    embedder: str
    fingerprint: str
    dimension: int
    metric: str
    documents: int
    pages: int
    chunks: int
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    sources: tuple[dict[str, Any], ...] = ()
    subwords: str = ""
    """Fingerprint of the bundled model, whose sub-words are stored."""


def current_folder(directory: Path) -> Path:
    """The folder of the current generation. Raises `IndexMissing`, `IndexDamaged`."""
    pointer = directory / CURRENT
    if not pointer.is_file():
        raise IndexMissing(str(directory))
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(CURRENT) from error
    folder = directory / "generations" / name
    if not name or "/" in name or name.startswith(".") or not folder.is_dir():
        raise IndexDamaged(CURRENT, f"wijst naar een generatie die er niet is ({name[:40]!r})")
    return folder


def read_manifest(folder: Path) -> Manifest:
    """Raises `IndexDamaged`, `IndexNewer`, `IndexOlder`."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        schema = int(data["schema"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(MANIFEST) from error
    if schema > SCHEMA:
        raise IndexNewer(MANIFEST, schema, SCHEMA)
    if schema < SCHEMA:
        raise IndexOlder(MANIFEST, schema, SCHEMA)
    try:
        body = {**data, "files": {k: tuple(v) for k, v in data["files"].items()}}
        checksum = body.pop("checksum")
        manifest = Manifest(**{**body, "sources": tuple(body["sources"])})
    except (KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(MANIFEST) from error
    if checksum != _manifest_checksum(manifest):
        raise IndexDamaged(MANIFEST)
    return manifest


def check_files(folder: Path, manifest: Manifest, *, full: bool = False) -> None:
    """Every file is there with its size; small generations (and `full`) by checksum too.

    Raises `IndexDamaged` naming the file.
    """
    total = sum(size for size, _ in manifest.files.values())
    by_checksum = full or total <= _CHECKSUM_AT_OPEN_BYTES
    for name, (size, checksum) in manifest.files.items():
        path = folder / name
        try:
            if path.stat().st_size != size:
                raise IndexDamaged(name)
            if by_checksum and _sha256(path) != checksum:
                raise IndexDamaged(name)
        except OSError as error:
            raise IndexDamaged(name) from error


def seal(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with the checksums of all files, and force everything to disk."""
    files = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.name in _IGNORED:
            path.unlink()
            continue
        files[path.relative_to(folder).as_posix()] = (path.stat().st_size, _sha256(path))
        _sync(path)
    sealed = Manifest(**{**_fields(manifest), "files": files})
    data = {**asdict(sealed), "checksum": _manifest_checksum(sealed)}
    write_json(folder / MANIFEST, data)


def make_current(directory: Path, name: str) -> None:
    """Point `CURRENT` at a generation by one atomic rename."""
    temporary = directory / f"{CURRENT}.tmp"
    temporary.write_text(f"{name}\n", encoding="ascii")
    _sync(temporary)
    _sync(directory / "generations")
    os.replace(temporary, directory / CURRENT)
    _sync(directory)


def generations(directory: Path) -> list[str]:
    """Names of the finished generations, oldest first."""
    folder = directory / "generations"
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if (p / MANIFEST).is_file()
                  and not p.name.endswith(".tmp"))


def rollback(directory: Path) -> str:
    """Make the generation before the current one current; gives its name.

    Where `CURRENT` names none that is there, the newest becomes current. Raises `IndexMissing`
    without an index, `IndexDamaged` when there is no earlier generation.
    """
    if not (directory / CURRENT).is_file():
        raise IndexMissing(str(directory))
    name = (directory / CURRENT).read_text(encoding="ascii", errors="replace").strip()
    known = generations(directory)
    earlier = [g for g in known if g < name] if name in known else known
    if not earlier:
        raise IndexDamaged("generations", "heeft geen eerdere generatie om naar terug te gaan")
    make_current(directory, earlier[-1])
    return earlier[-1]


def status(directory: Path) -> dict[str, Any]:
    """Health of the index; every file is checked by its checksum.

    Raises `IndexMissing`, `IndexDamaged`, `IndexNewer`.
    """
    folder = current_folder(directory)
    manifest = read_manifest(folder)
    check_files(folder, manifest, full=True)
    report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    facts = {k: v for k, v in _fields(manifest).items() if k not in ("files", "sources")}
    return {
        "directory": str(directory),
        **facts,
        "bytes": sum(size for size, _ in manifest.files.values()),
        "generations": generations(directory),
        "report": report,
    }


def remove_old(directory: Path, keep: int = KEEP) -> None:
    """Remove all but the newest generations, and what interrupted writers left."""
    current = (directory / CURRENT).read_text(encoding="ascii").strip()
    for name in generations(directory)[:-keep]:
        if name != current:
            shutil.rmtree(directory / "generations" / name)
    for left in (directory / "generations").glob("*.tmp"):
        shutil.rmtree(left)


def new_name() -> str:
    """A name that sorts by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")


@contextmanager
def writer_lock(directory: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with the process. Raises `IndexBusy`."""
    import fcntl

    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexBusy(str(directory)) from error
        yield


def write_json(path: Path, data: object) -> None:
    """UTF-8 JSON, forced to disk."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    _sync(path)


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in manifest.__dataclass_fields__}


def _manifest_checksum(manifest: Manifest) -> str:
    text = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
