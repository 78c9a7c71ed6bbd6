"""Official notation, links, and errors that cross processes."""

import pickle
from dataclasses import replace

from corpus.document import Document, dutch_date, is_sample, link, notation
from ingest.errors import EmbedderMismatch, IndexDamaged, IndexNewer, UnreadableFile

LETTER = Document(
    doc="kst-36560-X-10", file="kst-36560-X-10.pdf", kind="Kamerbrief", title="Een brief",
    date="2024-06-27", dossier="36560", toevoeging="X", number="10", vergaderjaar="2023-2024",
    url="https://zoek.officielebekendmakingen.nl/kst-36560-X-10.html",
)
PLAIN = Document(doc="rapport", file="rapport.pdf", kind="Document", title="Een rapport")


def test_notation_of_a_kamerstuk():
    assert notation(LETTER, "1", notes=("3",)) == (
        "Kamerstukken II 2023/24, 36560 X, nr. 10, p. 1, noot 3"
    )
    assert notation(LETTER, "1", "2", ("3", "4")).endswith("nr. 10, p. 1-2, noten 3, 4")
    bare = replace(LETTER, toevoeging=None, vergaderjaar=None, chamber="I")
    assert notation(bare, "7") == "Kamerstukken I, 36560, nr. 10, p. 7"


def test_notation_of_an_answered_question():
    asked = Document(
        doc="ah-tk-20232024-942", file="ah-tk-20232024-942.pdf", kind="Antwoord op Kamervragen",
        title="Vragen", number="942", vergaderjaar="2023-2024",
    )
    assert notation(asked, "2") == "Aanhangsel Handelingen II 2023/24, nr. 942, p. 2"


def test_notation_without_an_identifier():
    assert notation(PLAIN, "ii") == "Een rapport, p. ii"
    assert notation(replace(PLAIN, date="2024-06-27"), "3") == "Een rapport, 27 juni 2024, p. 3"


def test_a_sample_says_that_it_is_one_and_has_no_link():
    sample = replace(LETTER, doc="voorbeeld-kst-36560-X-10", url=None)
    assert is_sample(sample) and not is_sample(LETTER)
    assert notation(sample, "1").endswith("p. 1 (voorbeelddocument)")
    assert link(sample, 1) is None


def test_link_goes_to_the_physical_page():
    assert link(LETTER, 3) == (
        "https://zoek.officielebekendmakingen.nl/kst-36560-X-10.pdf#page=3"
    )


def test_dutch_date():
    assert dutch_date("2024-03-01") == "1 maart 2024"


def test_errors_keep_their_message_across_processes():
    for error in (
        UnreadableFile("a.pdf", "is leeg"),
        IndexDamaged("vectors.faiss"),
        IndexNewer("manifest.json", 2, 1),
        EmbedderMismatch("een", "twee"),
    ):
        copy = pickle.loads(pickle.dumps(error))
        assert type(copy) is type(error)
        assert str(copy) == str(error)
        assert vars(copy) == vars(error)
