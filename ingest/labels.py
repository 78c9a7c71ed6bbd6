"""The numbers in the labels of questions and answers."""

from __future__ import annotations

import re

_THROUGH = re.compile(r"t/m|tot en met|[-–]")
_TOKEN = re.compile(rf"\d+|{_THROUGH.pattern}", re.IGNORECASE)
_MAX_RANGE = 200


def label_numbers(label: str) -> tuple[int, ...]:
    """`Antwoord vragen 1 en 3` -> (1, 3); `Antwoord 1 t/m 4` -> (1, 2, 3, 4)."""
    numbers: list[int] = []
    through = False
    for token in _TOKEN.findall(label):
        if _THROUGH.fullmatch(token.lower()):
            through = bool(numbers)
            continue
        number = int(token)
        first = numbers[-1] + 1 if through and number > numbers[-1] else number
        numbers += range(max(first, number - _MAX_RANGE), number + 1)
        through = False
    return tuple(numbers)
