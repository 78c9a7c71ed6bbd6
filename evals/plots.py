"""Small line and bar charts as inline SVG; no library, no script, no file beside the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 360, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 18, 28, 36
COLOURS = ("#154273", "#b45309", "#15803d", "#7e22ce")

Points = Sequence[tuple[float, float]]


def lines(
    title: str, x_label: str, series: Mapping[str, Points], x_max: float, y_max: float = 1.0
) -> str:
    """One chart with a line for each series; both axes start at 0."""
    drawn = []
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{_x(x, x_max):.1f},{_y(y, y_max):.1f}" for x, y in points)
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{WIDTH - RIGHT}" y="{TOP + 14 * number + 4}" text-anchor="end"'
            f' fill="{colour}">{escape(name)}</text>'
        )
    return _chart(title, x_label, x_max, y_max, drawn)


def bars(title: str, x_label: str, values: Sequence[float], count: int = 24) -> str:
    """A histogram from 0 to the largest value."""
    largest = max(values, default=0.0) or 1.0
    counts = [0] * count
    for value in values:
        counts[min(int(count * value / largest), count - 1)] += 1
    tallest = max(counts) or 1
    width = (WIDTH - LEFT - RIGHT) / count
    drawn = [
        f'<rect x="{LEFT + n * width:.1f}" y="{_y(number, tallest):.1f}" width="{width - 1:.1f}"'
        f' height="{HEIGHT - BOTTOM - _y(number, tallest):.1f}" fill="{COLOURS[0]}"/>'
        for n, number in enumerate(counts)
        if number
    ]
    return _chart(title, x_label, largest, tallest, drawn)


def _x(value: float, largest: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * value / largest


def _y(value: float, largest: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / largest


def _chart(title: str, x_label: str, x_max: float, y_max: float, drawn: Sequence[str]) -> str:
    ticks = []
    for step in range(5):
        x, y = x_max * step / 4, y_max * step / 4
        ticks.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(y, y_max):.1f}"'
            f' y2="{_y(y, y_max):.1f}" stroke="#ddd"/>'
            f'<text x="{LEFT - 6}" y="{_y(y, y_max) + 4:.1f}" text-anchor="end">{y:.4g}</text>'
            f'<text x="{_x(x, x_max):.1f}" y="{HEIGHT - BOTTOM + 14}" text-anchor="middle">'
            f"{x:.4g}</text>"
        )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img"'
        f' aria-label="{escape(title)}" font-family="sans-serif" font-size="11">'
        f'<text x="{LEFT}" y="16" font-size="13" font-weight="bold">{escape(title)}</text>'
        f'{"".join(ticks)}{"".join(drawn)}'
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">'
        f"{escape(x_label)}</text></svg>"
    )
