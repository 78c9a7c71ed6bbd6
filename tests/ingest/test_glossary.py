"""Our own glossaries: sound files, found by stems, longest phrases first."""

import pytest

from ingest import glossary as module
from ingest.glossary import FILES, LONGEST, GlossaryError, entries, glossary, phrases
from ingest.lexical import stems


@pytest.mark.parametrize("source", FILES)
def test_the_files_are_sound(source):
    heads = [head for head, _ in entries(source)]
    assert len(heads) == len(set(heads)) and heads == sorted(heads)
    for head, renderings in entries(source):
        assert 1 <= len(head.split()) <= LONGEST
        assert renderings and head not in renderings
        assert len(set(renderings)) == len(renderings)
        assert all(text == " ".join(text.lower().split()) != "" for text in renderings)


def test_words_are_found_by_their_stems():
    known = glossary("english")
    assert "griffierecht" in known[tuple(stems("court fees", "english"))]
    assert "woning" in known[tuple(stems("homes", "english"))]
    assert "gevangenisstraf" in glossary("dutch")[tuple(stems("celstraffen", "dutch"))]


def test_the_longest_phrase_counts_and_none_within_it():
    known = {("court",): ("rechtbank",), ("court", "fee"): ("griffierecht",), ("tax",): ("btw",)}
    found = list(phrases(known, ["court", "fee", "and", "tax", "court"]))
    assert found == [(0, 2, ("griffierecht",)), (3, 1, ("btw",)), (4, 1, ("rechtbank",))]
    assert list(phrases(known, [])) == []


@pytest.mark.parametrize("content", [None, b"head only\n", b"\trendering\n", b"\xff\xfe\tx\n"])
def test_a_damaged_file_is_told(tmp_path, monkeypatch, content):
    path = tmp_path / "words.tsv"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(module, "FILES", {"english": path})
    with pytest.raises(GlossaryError, match=r"words\.tsv"):
        list(entries("english"))
