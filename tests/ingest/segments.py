"""Segments of tables for tests, in the order of a stream, and what is read in them."""

from ingest.assembly import no_notes
from ingest.lines import Line, Token
from ingest.table_finding import set_apart
from ingest.tables import read_table

SIZE, WIDTH = 8.0, 4.0  # points: height of the type, width of a character


def line(text, x, y, *, right=False, centre=False, style=0, size=SIZE, page=1):
    """A segment at `x` (its left edge, right edge or middle) on baseline `y`."""
    length = WIDTH * len(text)
    x0 = x - length if right else x - length / 2 if centre else x
    tokens, at = [], x0
    for n, word in enumerate(text.split(" ")):
        end = at + WIDTH * len(word)
        tokens.append(Token(word, at, y - size, end, y + 1, n > 0, 0))
        at = end + WIDTH / 2
    return Line(page, tuple(tokens), size, y, style)


def row(y, label, *figures, edges, style=0, page=1):
    """A label at the left and figures flush right; None leaves a cell empty."""
    cells = [line(label, 60, y, style=style, page=page)] if label else []
    return cells + [
        line(text, x, y, right=True, style=style, page=page)
        for text, x in zip(figures, edges, strict=True)
        if text is not None
    ]


def table_of(segments, body_size=10.0):
    found = [one for one in set_apart(segments, body_size) if one.table]
    assert len(found) == 1
    return read_table(0, [(found[0].table, no_notes)])[1]


def at(table, label, *heads):
    """The value under exactly these heads."""
    return next(
        c.text for r in table.rows for c in r
        if c.row_path and c.row_path[-1] == label and c.column_path == heads
    )
