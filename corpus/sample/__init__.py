"""Sample documents of our own wording in the official layouts (see README.md)."""

from pathlib import Path

SAMPLE_DIR: Path = Path(__file__).parent / "pdf"
