"""Builds the sample PDFs from their typst sources, with the same bytes everywhere.

`python -m corpus.sample.build` writes the PDFs; `--check` compares them and writes nothing.
"""

import argparse
import sys
from pathlib import Path

from corpus.errors import VoetnootError
from corpus.sample import SAMPLE_DIR

SOURCES: Path = Path(__file__).parent / "sources"
BUILT_WITH = "0.15.2"  # the typst that gave the committed bytes; others may break lines elsewhere
FIXED_TIMESTAMP = 1_719_489_600  # 27 June 2024, 12:00 UTC: a build date would change the bytes


class SampleBuildError(VoetnootError):
    """A sample document cannot be built, or its source is wrong."""


def source_files() -> list[Path]:
    """List the documents to build, one source a document, in order of name.

    Raises SampleBuildError when there are none, as in an installed package without sources.
    """
    found = sorted(SOURCES.glob("*.typ"))
    if not found:
        raise SampleBuildError(f"no sources in {SOURCES}: build from a checkout of the repository")
    return found


def render(source: Path) -> bytes:
    """Return the PDF of one source; only the fonts inside the typst package are used.

    Raises SampleBuildError when typst is absent or the source does not compile.
    """
    try:
        import typst
    except ImportError as error:
        raise SampleBuildError("typst is missing: install it with `pip install typst`") from error
    try:
        pdf = typst.compile(
            str(source),
            root=str(SOURCES),
            font_paths=[],
            ignore_system_fonts=True,
            timestamp=FIXED_TIMESTAMP,
            pdf_tags=False,
            format="pdf",
        )
    except typst.TypstError as error:
        raise SampleBuildError(f"{source.name} does not compile: {error}") from error
    return bytes(pdf)


def build(target: Path) -> list[Path]:
    """Write every sample PDF into `target` and return the files written."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for source in source_files():
        pdf = target / f"{source.stem}.pdf"
        pdf.write_bytes(render(source))
        written.append(pdf)
    return written


def differing(folder: Path) -> list[str]:
    """Name the PDFs in `folder` that are missing, left over or not what the sources give."""
    expected = {f"{source.stem}.pdf": render(source) for source in source_files()}
    present = {pdf.name: pdf.read_bytes() for pdf in folder.glob("*.pdf")}
    names = expected.keys() | present.keys()
    return sorted(name for name in names if expected.get(name) != present.get(name))


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when all is built or equal, 1 when something differs or fails."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.sample.build",
        description="Build the sample PDFs from their typst sources.",
        epilog="example: python -m corpus.sample.build --check",
    )
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--target", type=Path, default=SAMPLE_DIR, help="folder of the PDFs")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            wrong = differing(options.target)
            for name in wrong:
                sys.stderr.write(f"{name}: differs from its source; rebuild without --check\n")
            return 1 if wrong else 0
        for pdf in build(options.target):
            sys.stdout.write(f"{pdf.name}\n")
    except SampleBuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
