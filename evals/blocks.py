"""`python -m evals.blocks [FOLDER]`: what does not belong in blocks, counted over real documents.

Three counts per document: pieces of page furniture inside a block (known patterns, and texts that
recur at one place on many pages), margin text inside a block of a typeset document, and words
broken at a line end that no Dutch word list knows. The worst are printed.
"""

from __future__ import annotations

import lzma
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.reading import ingest_file
from ingest.types import Block, ParsedDocument, Word

_FURNITURE = re.compile(
    r"(Tweede|Eerste) Kamer, vergaderjaar \d{4}|ISSN \d{4} ?[-–] ?\d{4}|\bPagina \d+ van \d+\b"
    r"|^(kst|ah-tk|ah-ek|blg|stcrt|kv-tk)-[\w-]*\d$|^[’'‘]s-Gravenhage \d{4}$|^KST\d{5,}"
)
_TYPESET = re.compile(r"(^|-)(kst|ah-tk|ah-ek)-")
_WORD_LIST = Path("training/words/opentaal-basiswoorden.txt.xz")
_LINKS = ("s", "e", "en", "n", "-")
_ENDINGS = (
    ("en", ("", "e")), ("e", ("", "en")), ("s", ("",)), ("de", ("en", "")), ("te", ("en",)),
    ("t", ("en", "")), ("d", ("en", "ën")), ("den", ("en", "")), ("er", ("", "e")),
    ("ste", ("",)), ("end", ("en",)), ("ende", ("en",)), ("n", ("",)), ("ën", ("",)),
    ("ve", ("f",)), ("ële", ("eel",)), ("ele", ("eel",)), ("ren", ("er",)), ("elen", ("eel",)),
    ("emen", ("eem",)), ("dens", ("d",)), ("ling", ("len",)), ("ing", ("en", "eren")),
)
_PARTICIPLE = re.compile(r"^(aan|af|be|bij|her|in|mee|na|om|op|over|plaats|uit|voor)?ge")
_RECUR_PAGES, _RECUR_SHARE = 3, 0.25
_TYPICAL_MARGIN_PT = 30.0


@dataclass(frozen=True)
class BlockReport:
    """One document: what was found where it should not be."""

    file: str
    blocks: int
    joined: int
    """Words put together again over a line end."""
    furniture: tuple[str, ...]
    margin: tuple[str, ...]
    broken: tuple[str, ...]


def inspect_blocks(parsed: ParsedDocument, words: frozenset[str]) -> BlockReport:
    """Judge the blocks of a document; `words` are known words in lower case."""
    lines = list(_lines(parsed.blocks))
    joins = [join for block in parsed.blocks for join in _joins(block)]
    typeset = bool(_TYPESET.search(parsed.document.file))
    return BlockReport(
        parsed.document.file,
        len(parsed.blocks),
        len(joins),
        tuple(_furniture(lines, parsed)),
        tuple(_margin(lines, parsed)) if typeset else (),
        tuple(
            "".join(join) for join in joins
            if "-".join(join).lower() in words or not _is_word("".join(join), words)
        ),
    )


def read_words(folder: Path) -> frozenset[str]:
    """The word list of the folder of real documents, in lower case."""
    with lzma.open(folder / _WORD_LIST, "rt", encoding="utf-8") as file:
        return frozenset(word for line in file for word in line.lower().split())


@dataclass(frozen=True)
class _TextLine:
    """The words of one block on one line of a page."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    kind: str


def _lines(blocks: Sequence[Block]) -> Iterator[_TextLine]:
    for block in blocks:
        start = 0
        for i in range(1, len(block.words) + 1):
            if i == len(block.words) or _new_line(block.words[i - 1], block.words[i]):
                yield _text_line(block, block.words[start:i])
                start = i


def _text_line(block: Block, words: Sequence[Word]) -> _TextLine:
    first, last = words[0], words[-1]
    text = block.text[first.start : last.end]
    right = max(word.x1 for word in words)
    return _TextLine(text, first.page, first.x0, right, first.top, block.kind)


def _new_line(before: Word, after: Word) -> bool:
    height = before.bottom - before.top
    return before.page != after.page or after.x0 < before.x0 or after.top > before.top + height


def _joins(block: Block) -> Iterator[tuple[str, str]]:
    """The two halves of the words that a line end was in, the first with a hyphen if kept."""
    for before, after in zip(block.words, block.words[1:], strict=False):
        between = block.text[before.end : after.start]
        if between.strip("-") or not _new_line(before, after):
            continue
        end = next((i for i in range(after.end, len(block.text)) if block.text[i].isspace()), None)
        start = block.text.rfind(" ", 0, before.start + 1) + 1
        start = max(start, block.text.rfind("\n", 0, before.start + 1) + 1)
        yield block.text[start : after.start], block.text[after.start : end].rstrip(".,;:)»”’?!")


def _is_word(joined: str, words: frozenset[str]) -> bool:
    """Whether it can be right: known, a compound, or written with a hyphen that belongs."""
    text = re.sub(r"[^\w-]+$|^[^\w-]+", "", joined.replace("’", "'"))
    if "/" in text or "@" in text or "www" in text or any(c.isdigit() for c in text):
        return True
    parts = [part for part in re.split(r"[^\w]+", text) if part]
    whole = "".join(parts)
    if len(parts) > 1 and "-" in text:
        # a hyphen that was kept: wrong where the word without it is in the list itself
        keeps = any(part.isupper() or part[0].isupper() for part in parts)
        return keeps or whole.lower() not in words
    mixed = whole[:1].isupper() and not whole[1:].islower()
    return mixed or _compound(whole.lower(), words)


def _compound(word: str, words: frozenset[str]) -> bool:
    """Whether a word is known or can be cut in known words of three letters and more."""

    @cache
    def cut(rest: str) -> bool:
        if rest in words or _inflected(rest, words):
            return True
        stem = _PARTICIPLE.sub(r"\1", rest)
        if stem != rest and (stem in words or _inflected(stem, words)):
            return True
        for length in range(3, len(rest) - 2):
            head = rest[:length]
            if head in words and (cut(rest[length:]) or any(
                rest[length:].startswith(link) and cut(rest[length + len(link) :])
                for link in _LINKS if len(rest) - length - len(link) > 2
            )):
                return True
        return False

    return cut(word)


def _inflected(word: str, words: frozenset[str]) -> bool:
    for ending, stems in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            if any(stem + more in words for more in stems):
                return True
    return False


def _furniture(lines: Sequence[_TextLine], parsed: ParsedDocument) -> Iterator[str]:
    for line in lines:
        if _FURNITURE.search(line.text):
            yield f"p. {line.page}: {line.text[:70]}"
    places: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for line in lines:
        if line.kind != "table":
            places[_place(line)].add(line.page)
    enough = max(_RECUR_PAGES, _RECUR_SHARE * len(parsed.pages))
    for (text, _, _), pages in places.items():
        if len(pages) >= enough and len(text) > 1:
            yield f"op {len(pages)} pagina's: {text[:70]}"


def _place(line: _TextLine) -> tuple[str, int, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 6), round(line.x0 / 6)


def _margin(lines: Sequence[_TextLine], parsed: ParsedDocument) -> Iterator[str]:
    """Lines that stand wholly left of the column in which most of the text begins."""
    lefts = Counter(round(line.x0 / 3) for line in lines if line.kind not in ("table", "heading"))
    if not lefts:
        return
    left = 3.0 * lefts.most_common(1)[0][0]
    for line in lines:
        if line.x1 < left - _TYPICAL_MARGIN_PT:
            yield f"p. {line.page}: {line.text[:70]}"


def main() -> None:
    """Print the counts of every PDF of a folder (default: the folder of real documents)."""
    real = Path(os.environ.get("VOETNOOT_TESTDATA", "../shared"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else real / "corpus"
    words = read_words(real) if (real / _WORD_LIST).is_file() else frozenset[str]()
    if not words:
        sys.stderr.write("geen woordenlijst: gebroken woorden worden niet geteld\n")
    out = sys.stdout.write
    documents = _documents(folder)
    if words:
        words |= _unbroken(documents)
    out("| bestand | blokken | rompslomp | kantlijn | gelijmd | onbekend |\n")
    out("|---|---|---|---|---|---|\n")
    reports: list[BlockReport] = []
    for parsed in documents:
        report = inspect_blocks(parsed, words)
        reports.append(report)
        out(_row(report, counted=bool(words)))
    for title, name in (("Rompslomp", "furniture"), ("Kantlijn", "margin"), ("Woorden", "broken")):
        out(f"\n## {title}\n\n")
        for report in reports:
            for item in getattr(report, name) if name != "broken" or words else ():
                out(f"- {report.file} {item}\n")


def _documents(folder: Path) -> list[ParsedDocument]:
    found: list[ParsedDocument] = []
    for path in sorted(folder.glob("*.pdf")):
        try:
            found.append(ingest_file(path).parsed)
        except UnreadableFile as error:
            sys.stderr.write(f"{error}\n")
    return found


def _unbroken(documents: Sequence[ParsedDocument]) -> frozenset[str]:
    """Words that stand within a line somewhere, twice and more: names, English, new words."""
    seen: Counter[str] = Counter()
    for parsed in documents:
        for block in parsed.blocks:
            seen.update(
                block.text[word.start : word.end].strip(".,;:()»«“”‘’?!").lower()
                for word in block.words
            )
    return frozenset(w for w, count in seen.items() if count > 1 and w.replace("-", "").isalpha())


def _row(report: BlockReport, *, counted: bool) -> str:
    broken = len(report.broken) if counted else "–"
    return (
        f"| {report.file} | {report.blocks} | {len(report.furniture)} | {len(report.margin)}"
        f" | {report.joined} | {broken} |\n"
    )


if __name__ == "__main__":
    main()
