"""Moments named in letters and the last day that they mean."""

import pytest

from corpus.deadlines import find_deadline

WRITTEN = "2024-06-27"


@pytest.mark.parametrize(
    ("text", "named", "by"),
    [
        ("U ontvangt dit uiterlijk 1 oktober 2024.", "1 oktober 2024", "2024-10-01"),
        ("U ontvangt dit uiterlijk 1 april.", "1 april", "2025-04-01"),
        ("De brief volgt in juni 2025.", "in juni 2025", "2025-06-30"),
        ("De brief volgt in februari.", "in februari", "2025-02-28"),
        ("In het derde kwartaal van 2024 hoort u meer.", "derde kwartaal van 2024", "2024-09-30"),
        ("Ik kom daarop terug in Q1 2025.", "Q1 2025", "2025-03-31"),
        ("In de eerste helft van 2025 volgt een brief.", "eerste helft van 2025", "2025-06-30"),
        ("De Kamer hoort dit in het najaar.", "in het najaar", "2024-12-20"),
        ("De Kamer hoort dit in het voorjaar van 2026.", "in het voorjaar van 2026", "2026-06-20"),
        ("Voor de zomer van 2025 volgt meer.", "Voor de zomer van 2025", "2025-06-20"),
        ("Ik informeer u na de zomer.", "na de zomer", "2024-09-22"),
        ("De brief komt voor het kerstreces.", "voor het kerstreces", "2024-12-22"),
        ("De brief komt voor het zomerreces.", "voor het zomerreces", "2024-07-05"),
        ("Hierover wordt u begin 2025 geïnformeerd.", "begin 2025", "2025-03-31"),
        ("Ik informeer u eind dit jaar.", "eind dit jaar", "2024-12-31"),
        ("Dit volgt volgend jaar.", "volgend jaar", "2025-12-31"),
        ("Aan het einde van het jaar, einde van 2025.", "einde van 2025", "2025-12-31"),
        ("In de loop van 2025 volgt dit.", "loop van 2025", "2025-12-31"),
        ("Ik stuur dit binnen drie maanden.", "binnen drie maanden", "2024-09-27"),
        ("Ik stuur dit binnen 6 weken.", "binnen 6 weken", "2024-08-08"),
    ],
)
def test_named_moments(text, named, by):
    found = find_deadline(text, WRITTEN)
    assert found is not None
    assert found.text.strip() == named
    assert text[found.start : found.end] == found.text
    assert found.by == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("binnen 8 maanden", "2025-02-28"),
        ("29 februari 2025", "2025-02-28"),
        ("0 mei", "2025-05-01"),
    ],
)
def test_a_day_that_the_month_lacks_becomes_the_nearest(text, by):
    assert find_deadline(text, "2024-06-30").by == by


@pytest.mark.parametrize("text", ["Ik informeer u zo spoedig mogelijk.", "Artikel 20 vervalt."])
def test_no_moment(text):
    assert find_deadline(text, WRITTEN) is None


def test_what_is_past_is_no_deadline():
    text = "De motie van 15 november 2023 volg ik op; u hoort dat eind 2024."
    assert find_deadline(text, WRITTEN).by == "2024-12-31"
    assert find_deadline("In 2022 was dat anders.", WRITTEN) is None
    assert find_deadline("zoals gemeld in de brief van 3 september", WRITTEN) is None


def test_without_the_date_of_the_letter_only_full_dates_are_known():
    assert find_deadline("in het najaar", None).by is None
    assert find_deadline("eind dit jaar", None).by is None
    assert find_deadline("op 3 maart 2025", None).by == "2025-03-03"
