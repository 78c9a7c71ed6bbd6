"""Pictures of pages for a question: where the evidence stands and what was cited instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import ImageDraw

from evals.judgement import Judgement
from ingest.errors import UnreadableFile
from ingest.pdf import draw_page
from rag.answer import Box

SCALE = 1.0
CITED = (180, 83, 9)


def draw(
    judgement: Judgement, files: Mapping[str, str], folder: Path
) -> Iterator[tuple[str, str]]:
    """Draw into `folder`; gives (file name, what it shows). Files that are gone are left out."""
    question = judgement.question
    wanted = [(f"{p.doc}.pdf", p.page) for p in (question.all_places or question.places[:1])]
    citations = judgement.answer.citations if judgement.answer else ()
    cited = [(c.file, c.page) for c in citations[:1] if (c.file, c.page) not in wanted]
    for title, places in (("gezocht", wanted), ("aangehaald", cited)):
        for file, page in places:
            own = [box for c in citations if c.file == file for box in c.boxes]
            name = f"{Path(file).stem}-{page}-{question.id}.png"
            if file in files and _save(Path(files[file]), page, own, folder / name):
                yield name, f"{title}: {file} p. {page}"


def _save(path: Path, page: int, boxes: list[Box], target: Path) -> bool:
    try:
        picture = draw_page(path, page, SCALE).convert("RGB")
    except UnreadableFile:
        return False
    pen = ImageDraw.Draw(picture)
    for on, x0, top, x1, bottom in boxes:
        if on == page:
            pen.rectangle(tuple(SCALE * v for v in (x0, top, x1, bottom)), outline=CITED, width=2)
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(target, optimize=True)
    return True
