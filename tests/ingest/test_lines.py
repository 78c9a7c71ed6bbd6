"""Glyphs -> segments, on pages of a few glyphs made here."""

import numpy as np

from ingest.lines import segments_of
from ingest.pdf import GlyphPage

SIZE = 10.0


def page(*runs):
    """Runs are (text, x, baseline, size, style), the last two where they are not usual.

    A glyph is half its size wide.
    """
    text, after_space, boxes, baselines, styles = "", [], [], [], []
    for written, x, baseline, *rest in runs:
        size, style = (*rest, *(SIZE, 0)[len(rest):])
        space = False
        for character in written:
            if character != " ":
                text += character
                after_space.append(space)
                boxes.append((x, baseline - 0.8 * size, x + size / 2, baseline + 0.2 * size))
                baselines.append(baseline)
                styles.append(style)
            space = character == " "
            x += size / 2
    return GlyphPage(
        1, "1", 600.0, 800.0, "", text, np.array(after_space, dtype=bool),
        np.array(boxes, dtype=float).reshape(-1, 4), np.array(baselines, dtype=float),
        np.array(styles, dtype=np.int8),
    )


def words(segment):
    return [(token.text, token.shift) for token in segment.tokens]


def test_an_empty_page():
    assert segments_of(page()) == []


def test_words_have_the_boxes_of_their_glyphs():
    (segment,) = segments_of(page(("de kop", 100.0, 50.0)))
    assert [t.text for t in segment.tokens] == ["de", "kop"]
    first, second = segment.tokens
    assert (first.x0, first.x1, first.spaced) == (100.0, 110.0, False)
    assert (second.x0, second.x1, second.spaced) == (115.0, 130.0, True)
    assert (second.top, second.bottom) == (42.0, 52.0)
    assert segment.text == "de kop"
    assert (segment.size, segment.baseline) == (SIZE, 50.0)


def test_a_wide_gap_ends_a_segment_and_a_small_one_parts_words():
    found = segments_of(page(("een", 0.0, 50.0), ("twee", 20.0, 50.0), ("drie", 60.0, 50.0)))
    assert [s.text for s in found] == ["een twee", "drie"]


def test_another_baseline_and_a_step_back_end_a_segment():
    found = segments_of(page(("een", 0.0, 50.0), ("twee", 15.0, 62.0), ("drie", 0.0, 62.0)))
    assert [s.text for s in found] == ["een", "twee", "drie"]


def test_a_raised_number_and_a_lowered_one_are_tokens_of_their_own():
    (segment,) = segments_of(
        page(
            ("zin", 0.0, 50.0), ("12", 15.0, 46.0, 6.0),
            ("CO", 21.0, 50.0), ("2", 31.0, 52.0, 6.0),
        )
    )
    assert words(segment) == [("zin", 0), ("12", 1), ("CO", 0), ("2", -1)]
    assert not any(token.spaced for token in segment.tokens)


def test_a_large_initial_does_not_set_the_line():
    (segment,) = segments_of(page(("D", 0.0, 50.0, 20.0), ("e kop van het stuk", 10.0, 50.0)))
    assert segment.size == SIZE
    assert segment.text.startswith("De kop")


def test_a_hyphen_at_a_line_end_stays_with_its_word_and_adds_nothing_to_its_box():
    (segment,) = segments_of(page(("kop\x02", 0.0, 50.0)))
    assert segment.tokens[0].text == "kop\x02"
    assert segment.tokens[0].x1 == 15.0


def test_ligatures_are_letters_in_the_text():
    (segment,) = segments_of(page(("e\ufb03ciënt \ufb01nale", 0.0, 50.0, SIZE, 1)))
    assert segment.text == "efficiënt finale"
    assert segment.style == 1


def test_the_style_is_that_of_all_letters():
    def style(*runs):
        return segments_of(page(*runs))[0].style

    assert style(("vet", 0.0, 50.0, SIZE, 2)) == 2
    assert style(("vet", 0.0, 50.0, SIZE, 2), (":", 15.0, 50.0)) == 2
    assert style(("vet", 0.0, 50.0, SIZE, 2), ("of", 15.0, 50.0)) == 0
    assert style(("...", 0.0, 50.0, SIZE, 2)) == 0


def test_type_without_height_is_kept():
    """Type turned a quarter has a box without height."""
    found = segments_of(page(("a", 0.0, 50.0, 0.0), ("b", 0.0, 60.0, 0.0)))
    assert [s.text for s in found] == ["a", "b"]
