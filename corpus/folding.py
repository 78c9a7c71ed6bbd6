"""Texts made comparable: what two readings of the same page may differ in is left out."""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile(r"[\s\-\u00ad\u2010\u2011\ufffe\x00-\x1f]+")


def fold(text: str) -> str:
    """Ligatures taken apart, white space and hyphens out: lines break there."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))
