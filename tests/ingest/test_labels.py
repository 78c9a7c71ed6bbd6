"""Numbers in the labels of questions and answers."""

import pytest

from ingest.labels import label_numbers


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Vraag 1", (1,)),
        ("Antwoord vragen 1 en 3", (1, 3)),
        ("Antwoord 3, 4 en 5", (3, 4, 5)),
        ("Antwoord 1 t/m 4", (1, 2, 3, 4)),
        ("Antwoord op de vragen 2 tot en met 4 en 7", (2, 3, 4, 7)),
        ("Vragen 2-4", (2, 3, 4)),
        ("Vraag 12", (12,)),
        ("Antwoord 4 t/m 2", (4, 2)),
        ("", ()),
    ],
)
def test_numbers(label, numbers):
    assert label_numbers(label) == numbers


def test_an_absurd_range_stays_small():
    assert len(label_numbers("Vraag 1 t/m 999999")) < 300
