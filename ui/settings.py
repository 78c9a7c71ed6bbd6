"""Settings: command line, then environment, then `voetnoot.toml`, then the default."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import VoetnootError
from rag.answer import Language

FILE = "voetnoot.toml"


class SettingsError(VoetnootError):
    """`voetnoot.toml` cannot be read."""


@dataclass(frozen=True)
class Settings:
    """One documented default each."""

    index: Path = Path("index")
    """Folder of the index (`VOETNOOT_INDEX`)."""
    embedder: str | None = None
    """Embedding model by name or path; None is the bundled one (`VOETNOOT_EMBEDDER`)."""
    chat_model: str | None = None
    """LangChain name of a chat model; None answers from the text (`VOETNOOT_CHAT_MODEL`)."""
    reranker: str | None = None
    """Cross-encoder by name or path that reads the best passages again (`VOETNOOT_RERANKER`)."""
    language: Language | None = None
    """`nl` or `en` for all answers; None follows the question (`VOETNOOT_LANGUAGE`)."""
    ocr: bool = False
    """Recognise text on pages without readable text when indexing (`VOETNOOT_OCR=1`)."""


def read_settings(folder: Path = Path()) -> Settings:
    """The settings of the environment over those of `voetnoot.toml`. Raises `SettingsError`."""
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} is niet te lezen: {error}") from error

    def value(name: str) -> str | None:
        found = os.environ.get(f"VOETNOOT_{name.upper()}") or data.get(name)
        return str(found) if found else None

    return Settings(
        Path(value("index") or "index"), value("embedder"), value("chat_model"),
        value("reranker"), _language(value("language")), _switch(value("ocr")),
    )


def _switch(value: str | None) -> bool:
    if value is None or value.lower() in ("0", "false", "nee", "no"):
        return False
    if value.lower() in ("1", "true", "ja", "yes"):
        return True
    raise SettingsError(f"VOETNOOT_OCR of ocr in {FILE}: {value!r} is geen true of false.")


def _language(value: str | None) -> Language | None:
    if value not in (None, "nl", "en"):
        raise SettingsError(f"VOETNOOT_LANGUAGE of language in {FILE}: {value!r} is geen nl of en.")
    return "nl" if value == "nl" else "en" if value == "en" else None
