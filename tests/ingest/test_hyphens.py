"""Hyphens at line ends: kept where they belong to the word, gone where a word was broken."""

import pytest

from ingest.hyphens import Hyphens

BREAKS = Hyphens(frozenset({"grondwater"}), frozenset({"water-atlas"}), True)
TYPED = Hyphens(frozenset({"samenwerking"}), frozenset(), False)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("EU", "lidstaten", True),
        ("Noord", "Holland", True),
        ("(Zuid", "Holland)", True),
        ("COVID", "19", True),
        ("CO2", "uitstoot", True),
        ("e", "mail", True),
        ("media", "aanbod", True),
        ("mee", "eten", True),
        ("energie", "infrastructuur", True),
        ("niet", "gebruik", True),
        ("niet", "temin", False),
        ("oud", "minister", True),
        ("oud", "ste", False),
        ("ex", "ante", True),
        ("ex", "tra", False),
        ("publiek", "private", True),
        ("sociaal", "economische", True),
        ("maatschappe", "lijk", False),
        ("financi", "eel", False),
        ("be", "ervaren", False),
        ("samen", "werking.", False),
        ("water", "atlas,", True),
        ("grond", "water", False),
        ("https://www.waterschap.nl/peil", "besluit", True),
    ],
)
def test_in_a_document_that_breaks_words(before, after, kept):
    assert BREAKS.keep(before, after) is kept


def test_a_document_that_breaks_no_words_types_its_hyphens():
    assert TYPED.keep("anti", "discriminatiebeleid")
    assert not TYPED.keep("samen", "werking")


BROKEN = """
#set page(width: 250pt)
#set text(hyphenate: true)
#set par(justify: true)
#range(24).map(i => "De waterbeheerders inventariseren grondwateronttrekkingen, peilbesluiten en"
  + " waterschapsverordeningen in samenwerkingsverbanden van EU-lidstaten.").join(" ")
"""


def test_words_that_were_broken_are_whole(read):
    parsed = read(BROKEN)
    text = " ".join(block.text for block in parsed.blocks)
    assert "\ufffe" not in text and "\x02" not in text
    words = {word.strip(".,") for word in text.split()}
    assert words == set(
        "De waterbeheerders inventariseren grondwateronttrekkingen peilbesluiten en"
        " waterschapsverordeningen in samenwerkingsverbanden van EU-lidstaten".split()
    )
    tokens = [b.text[w.start : w.end] for b in parsed.blocks for w in b.words]
    assert any(token not in words and token.strip(".,") not in words for token in tokens)


def test_a_hyphen_for_a_part_left_out_keeps_its_space(read):
    parsed = read("#set page(width: 190pt)\nOver de grenzen van alle soorten wet-\\\nen regelgeving"
                  " en over de in- en uitvoer. #vul(2)")
    assert "wet- en regelgeving" in parsed.blocks[0].text
    assert "in- en uitvoer" in parsed.blocks[0].text


def test_typed_hyphens_stay_in_a_text_that_breaks_no_words(read):
    regeling = "Het gaat om een regeling tegen te veel anti-\\\ndroogtemaatregelen van nu."
    parsed = read(f"#vul(30)\n\n{regeling} #vul(20)")
    text = " ".join(block.text for block in parsed.blocks)
    assert "anti-droogtemaatregelen" in text
