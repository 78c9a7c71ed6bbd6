"""What ingestion read in one file, as the inspect object of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from corpus.references import find_references
from ingest.types import Block, Footnote, IngestedFile, Page, Table

_FIELDS = (
    "kind", "dossier", "toevoeging", "number", "date", "title", "ministry", "vergaderjaar",
    "signatories", "chamber", "url",
)


def inspect_object(file: IngestedFile, pages: Sequence[int] = ()) -> dict[str, Any]:
    """Pages with blocks, footnotes with anchors, tables as rows of cells, warnings.

    `pages` are physical and 1-based; none means all.
    """
    parsed = file.parsed
    document = asdict(parsed.document)
    return {
        "doc": parsed.document.doc,
        "file": parsed.document.file,
        "document": {name: document[name] for name in _FIELDS},
        "pages": [
            _page(page, parsed.blocks, parsed.footnotes)
            for page in parsed.pages
            if not pages or page.number in pages
        ],
        "footnotes": [
            {
                "label": n.label, "page": n.page, "text": n.text,
                "anchor_page": n.anchor_page, "anchor": n.anchor, "kind": n.kind,
                "references": [
                    {"identifier": r.identifier, "kind": r.kind, "url": r.url}
                    for r in find_references(n.text)
                ],
            }
            for n in parsed.footnotes
            if not pages or n.page in pages
        ],
        "tables": [_table(t) for t in parsed.tables if not pages or _stands_on(t, pages)],
        "warnings": list(parsed.warnings),
    }


def _page(
    page: Page, blocks: tuple[Block, ...], notes: tuple[Footnote, ...]
) -> dict[str, Any]:
    own = [b for b in blocks if b.words[0].page == page.number]
    read = any(w.page == page.number for b in blocks for w in b.words)
    return {
        "number": page.number,
        "label": page.label,
        "text_source": page.text_source if read else "none",
        "blocks": [
            {
                "kind": b.kind, "text": b.text, "label": b.label,
                "footnotes": [notes[m.note].label for m in b.marks],
            }
            for b in own
        ],
    }


def _stands_on(table: Table, pages: Sequence[int]) -> bool:
    return any(table.page <= page <= table.page_end for page in pages)


def _table(table: Table) -> dict[str, Any]:
    """`cells` holds heads and rows; `heads` is how many rows at the top are heads."""
    return {
        "page": table.page, "page_end": table.page_end, "title": table.title, "unit": table.unit,
        "heads": len(table.head), "notes": list(table.notes), "cells": table.grid,
    }
