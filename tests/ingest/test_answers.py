"""Vraag/Antwoord: numbers, shared answers, lists, and answers that point at another one."""

import pytest

from corpus.sample import SAMPLE_DIR
from ingest.answers import answers_pointed_at, begins_item, is_label, numbers_in
from ingest.reading import parse

COUNTED = {
    "ah-tk-20232024-1076": (5, ["1", "2", "3", "4", "5"]),
    "ah-tk-20232024-1292": (10, [str(n) for n in range(1, 11)]),
    "ah-tk-20232024-1314": (6, ["1", "2", "3 4 5", "6"]),
    "ah-tk-20232024-1481": (6, ["1", "2", "3", "4", "5 6"]),
    "ah-tk-20232024-1771": (6, ["1", "2", "3", "4", "5", "6"]),
    "ah-tk-20232024-1893": (7, ["1", "2", "3", "4", "5", "6", "7"]),
    "ah-tk-20232024-1949": (5, ["1", "2 3", "4", "5"]),
    "ah-tk-20232024-1980": (6, ["1", "2", "3", "4", "5", "6"]),
    "ah-tk-20232024-1999": (3, []),
    "ah-tk-20232024-2168": (10, [str(n) for n in range(1, 11)]),
    "ah-tk-20232024-2210": (13, [str(n) for n in range(1, 14)]),
}
"""Counted by hand in the documents: how many questions, and the numbers of each answer."""


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Vraag 1", "1"),
        ("Antwoord 3, 4 en 5", "3 4 5"),
        ("Antwoord vragen 1 en 3", "1 3"),
        ("Antwoord op vraag 12", "12"),
        ("Antwoord op de vragen 2, 3", "2 3"),
        ("Antwoorden 1 t/m 4", "1 2 3 4"),
        ("Antwoord op vraag 1 tot en met 3", "1 2 3"),
        ("Vragen 3a en 3b", "3a 3b"),
        ("Vraag 3 a", "3a"),
        ("Beantwoording vragen 7–9:", "7 8 9"),
        ("Antwoord op vraag 2, en vraag 5", "2 5"),
        ("Gezamenlijk antwoord op de vragen 4, 5 en 6", "4 5 6"),
        ("ANTWOORD OP DE VRAGEN 1 EN 2".replace(" EN ", " en "), "1 2"),
    ],
)
def test_labels(label, numbers):
    assert is_label(label)
    assert numbers_in(label) == tuple(numbers.split())


@pytest.mark.parametrize(
    "text",
    ["Vraag 1 gaat over het peil", "vraag 3.", "Antwoordnummer 12", "In 2023", "Vraagprijs 12",
     "Antwoord op de brief van 3 maart 2024"],
)
def test_no_labels(text):
    assert not is_label(text)


def test_a_label_with_its_text_on_one_line():
    assert begins_item("Vraag 1: Bent u bekend met het peil?")
    assert begins_item("Antwoord op vraag 2. Ja.")
    assert not begins_item("Vraag 1 en het antwoord daarop")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Zie het antwoord op vraag 7.", "7"),
        ("Zie antwoord op vraag 2 en 3.", "2 3"),
        ("Ja, zie hiervoor het antwoord op de vragen 1 t/m 3.", "1 2 3"),
        ("Hiervoor verwijs ik u naar het antwoord op vraag 4.", "4"),
        ("Ik verwijs naar mijn beantwoording van de vragen 1 en 3a.", "1 3a"),
        ("Zie antwoord 5.", "5"),
        ("Het antwoord op vraag 3 volgt in het najaar.", ""),
        ("In het antwoord op vraag 2 staat het bedrag van 2023.", ""),
        ("Zie de brief van 3 maart.", ""),
    ],
)
def test_answers_that_point_at_another(text, numbers):
    assert answers_pointed_at(text) == tuple(numbers.split())


def test_a_long_answer_that_mentions_another_points_nowhere():
    more = 40 * "Het peil blijft gelijk. "
    assert answers_pointed_at("Zie het antwoord op vraag 7. " + more) == ()


def pairs(parsed):
    questions = [b.label for b in parsed.blocks if b.kind == "question"]
    answers = [b.label for b in parsed.blocks if b.kind == "answer"]
    asked = {number for label in questions for number in numbers_in(label)}
    return asked, [" ".join(numbers_in(label)) for label in dict.fromkeys(answers)]


@pytest.mark.parametrize("doc", sorted(COUNTED))
def test_every_pair_of_the_real_answers(testdata, doc):
    count, answers = COUNTED[doc]
    asked, found = pairs(parse(testdata / "corpus" / f"{doc}.pdf"))
    assert asked == {str(n) for n in range(1, count + 1)}
    assert found == answers


def test_what_follows_the_last_question_is_no_part_of_it(testdata):
    blocks = parse(testdata / "corpus/ah-tk-20232024-1999.pdf").blocks
    last = [b.text for b in blocks if b.label == "Vraag 3" and b.kind == "question"]
    assert last[-1].endswith("?") and len(last) == 1


@pytest.mark.parametrize(
    ("doc", "questions", "answers"),
    [
        ("voorbeeld-ah-tk-20232024-9001", 9, ["1", "2", "3 4 5", "6", "7", "8", "9"]),
        ("voorbeeld-ah-tk-20232024-9002", 9, ["1 2 3 4", "5", "6", "7", "8", "9"]),
        ("voorbeeld-ah-tk-20232024-9003", 9, ["1", "2", "3", "4 5 6", "7", "8", "9"]),
    ],
)
def test_the_sample_answers(doc, questions, answers):
    asked, found = pairs(parse(SAMPLE_DIR / f"{doc}.pdf"))
    assert (len(asked), found) == (questions, answers)


def test_a_list_of_questions_and_answers(read):
    parsed = read(
        "= LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld 3 maart 2031.\n\n"
        "1\n\nHoeveel gemalen zijn er in de polder?\n\n"
        "Er zijn 12 gemalen.\n\n#vul(2) Er draaien er 9.\n\n"
        "2\n\nWat kost het onderhoud in 2030? Kunt u dat toelichten?\n\n"
        "Het onderhoud kost € 4 miljoen.\n\n3\n\nWie betaalt dat?\n\n"
        "Zie het antwoord op vraag 2.\n"
    )
    asked, found = pairs(parsed)
    assert asked == {"1", "2", "3"} and found == ["1", "2", "3"]
    texts = {b.label: b.text for b in parsed.blocks if b.kind == "answer"}
    assert texts["Antwoord 1"].endswith("Er draaien er 9.")
    assert [b.refers_to for b in parsed.blocks if b.label == "Antwoord 3"] == [("2",)]


def test_numbered_questions_on_one_line_with_their_text(read):
    parsed = read(
        "= Lijst van vragen en antwoorden\n\n"
        '#enum(numbering: "1", [Hoeveel gemalen zijn er?])\n\nEr zijn 12 gemalen.\n\n'
        '#enum(start: 2, numbering: "1", [Wie betaalt?])\n\nHet Rijk.\n'
    )
    asked, found = pairs(parsed)
    assert asked == {"1", "2"} and found == ["1", "2"]


def test_lone_numbers_and_bare_answers(read):
    parsed = read(
        "1\n\nBent u bekend met het peil?\n\nAntwoord op vraag 1\n\n#vul(3)\n\n2\n\nWat doet u?\n\n"
        "Antwoord op vraag 2\n\nIk verwijs naar het antwoord op vraag 1.\n"
    )
    asked, found = pairs(parsed)
    assert asked == {"1", "2"} and found == ["1", "2"]
    last = [b for b in parsed.blocks if b.kind == "answer"][-1]
    assert last.refers_to == ("1",)


def test_answers_without_a_number_follow_their_question(read):
    parsed = read(
        "*Vraag 4*\n\nWat doet u?\n\n*Antwoord*\n\nNiets.\n\n"
        "*Vraag 5*\n\nEn u?\n\n*Antwoord*\n\nVeel.\n\n"
        "*Toelichting:*\n\nDeze vragen vullen eerdere vragen aan."
    )
    asked, found = pairs(parsed)
    assert asked == {"4", "5"} and found == ["4", "5"]
    assert all("eerdere vragen" not in b.text for b in parsed.blocks if b.kind == "answer")


def test_inline_labels(read):
    parsed = read("Vraag 1: Bent u bekend met het peil?\n\nAntwoord 1: Ja, dat ben ik.")
    assert [(b.kind, b.label) for b in parsed.blocks] == [
        ("question", "Vraag 1"), ("answer", "Antwoord 1"),
    ]
