"""Official XML: read, laid over its PDF, and as a document of its own."""

import re
import shutil
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import pytest

from corpus.catalogue import find_publications, is_publication, publication_of
from corpus.sample import SAMPLE_DIR
from corpus.xmlfile import UnreadableXml
from ingest.alignment import Stream, folded
from ingest.errors import UnreadableFile
from ingest.index import open_index, write_generation
from ingest.merging import merge
from ingest.pipeline import reindex
from ingest.reading import describe, ingest_file, parse
from ingest.types import Block, Footnote, Mark, Word
from ingest.xml import XmlNote, XmlParagraph, XmlText, read_publication
from rag.answer import Answer, Claim, Searched
from rag.citations import Span, cite
from ui.cards import sources_html
from ui.conversation import views

LETTER = SAMPLE_DIR / "voorbeeld-kst-36560-X-10.pdf"
ANSWERS = SAMPLE_DIR / "voorbeeld-ah-tk-20232024-9001.pdf"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<officiele-publicatie><metadata>'
HEAD += '<meta name="a" content="b"/></metadata>'
KAMERSTUK = HEAD + """<kamerstuk>
<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel>
<tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>39 801</dossiernr></dossiernummer><titel>Water en land</titel>
</dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">4</ondernummer></stuknr>
<titel>BRIEF VAN DE MINISTER VAN DEFENSIE</titel>
<datumtekst>Den Haag, <datum isodatum="2024-06-27">27 juni 2024</datum></datumtekst>
<algemeen><vrije-tekst><tekst status="goed">
<tussenkop kopopmaak="vet">Bruggen</tussenkop>
<al>De brug<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>Kamerstuk 36 410 X, nr.
 50.</noot.al></noot> over het kanaal kost <nadruk type="cur">veel</nadruk> geld.<noot id="n2"
 type="voet"><noot.nr>2</noot.nr><noot.al>Zie de bijlage.</noot.al><noot.al>Ook daar.</noot.al>
</noot> Zij gaat open bij CO<inf>2</inf>-arme schepen.</al>
<lijst type="expliciet"><li><li.nr>1.</li.nr><al>een hek;</al></li>
<li><li.nr>2.</li.nr><al>een bord.</al><al>Het is rood.</al></li></lijst>
<table><tgroup cols="2"><thead><row><entry>Jaar</entry><entry>Bedrag</entry></row></thead>
<tbody><row><entry>2023</entry><entry>12</entry></row></tbody></tgroup></table>
<al-groep><al>De Minister van Defensie,</al><al>A. Jansen</al></al-groep>
</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"""
QUESTIONS = HEAD + """<kamervragen>
<kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel></kamervraagkop>
<kamervraagnummer>942</kamervraagnummer>
<kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Jansen</achternaam></naam>
 (Partij) over <kamervraagonderwerp>een brug</kamervraagonderwerp> (ingezonden <datum
 isodatum="2024-03-01">1 maart 2024</datum>).</kamervraagomschrijving>
<vraag><nr status="officieel">Vraag 1</nr><al>Komt er een brug?<noot type="voet"><noot.nr>1
</noot.nr><noot.al>Dagblad, 1 maart 2024.</noot.al></noot></al></vraag>
<vraag><nr status="officieel">Vraag 2</nr><al>Wanneer?</al></vraag>
<antwoord><nr status="officieel">Antwoord 1 en 2</nr><al>Ja, in juni.</al><al>Dat is zeker.</al>
</antwoord></kamervragen></officiele-publicatie>"""
HANDELINGEN = HEAD + """<handelingen><agendapunt><nr>4</nr><item-titel>Bruggen</item-titel>
<spreekbeurt nieuw="ja"><spreker><voorvoegsels>Mevrouw</voorvoegsels><naam><achternaam>Jansen
</achternaam></naam> (<politiek>Partij</politiek>):</spreker><tekst status="goed"><al-groep><al>Ik
heb een motie.</al></al-groep></tekst></spreekbeurt></agendapunt></handelingen>
</officiele-publicatie>"""
STAATSCOURANT = HEAD + """<staatscourant><stcart><intitule>Besluit over bruggen</intitule>
<regeling-tekst><artikel><kop><label>Artikel</label><nr>1</nr><titel>Hekken</titel></kop>
<al>Er komt een hek.</al></artikel></regeling-tekst></stcart></staatscourant>
</officiele-publicatie>"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def shown(path):
    return [(p.kind, p.label, p.text) for p in read_publication(path).paragraphs]


def test_a_kamerstuk(tmp_path):
    xml = read_publication(written(tmp_path / "a.xml", KAMERSTUK))
    assert [(p.kind, p.text) for p in xml.paragraphs] == [
        ("heading", "39 801 Water en land"),
        ("heading", "Nr. 4 BRIEF VAN DE MINISTER VAN DEFENSIE"),
        ("paragraph", "Den Haag, 27 juni 2024"),
        ("heading", "Bruggen"),
        ("paragraph",
         "De brug over het kanaal kost veel geld. Zij gaat open bij CO2-arme schepen."),
        ("list", "1. een hek;"),
        ("list", "2. een bord."),
        ("list", "Het is rood."),
        ("table", "Jaar Bedrag\n2023 12"),
        ("paragraph", "De Minister van Defensie,"),
        ("paragraph", "A. Jansen"),
    ]
    assert [(n.label, n.text) for n in xml.notes] == [
        ("1", "Kamerstuk 36 410 X, nr. 50."), ("2", "Zie de bijlage. Ook daar."),
    ]
    letter = xml.paragraphs[4]
    assert [letter.text[: mark.offset] for mark in letter.marks] == [
        "De brug", "De brug over het kanaal kost veel geld.",
    ]
    assert [mark.note for mark in letter.marks] == [0, 1]


def test_questions_and_answers(tmp_path):
    path = written(tmp_path / "a.xml", QUESTIONS)
    assert shown(path)[1:] == [
        ("heading", "Vraag 1", "Vraag 1"), ("question", "Vraag 1", "Komt er een brug?"),
        ("heading", "Vraag 2", "Vraag 2"), ("question", "Vraag 2", "Wanneer?"),
        ("heading", "Antwoord 1 en 2", "Antwoord 1 en 2"),
        ("answer", "Antwoord 1 en 2", "Ja, in juni."),
        ("answer", "Antwoord 1 en 2", "Dat is zeker."),
    ]
    assert "Vragen van het lid Jansen (Partij) over een brug" in shown(path)[0][2]


def test_handelingen_and_staatscourant(tmp_path):
    assert shown(written(tmp_path / "h.xml", HANDELINGEN)) == [
        ("heading", "", "4 Bruggen"), ("heading", "", "Mevrouw Jansen (Partij):"),
        ("paragraph", "", "Ik heb een motie."),
    ]
    assert shown(written(tmp_path / "s.xml", STAATSCOURANT)) == [
        ("paragraph", "", "Besluit over bruggen"), ("heading", "", "Artikel 1 Hekken"),
        ("paragraph", "", "Er komt een hek."),
    ]


def test_a_further_marker_of_a_note_is_the_same_note(tmp_path):
    text = KAMERSTUK.replace("een bord.", 'een bord<nootref refid="n1"/>.')
    xml = read_publication(written(tmp_path / "a.xml", text))
    assert len(xml.notes) == 2
    assert [p.marks for p in xml.paragraphs if "een bord" in p.text] == [(Mark(11, 0),)]


def test_xml_without_text_is_refused(tmp_path):
    with pytest.raises(UnreadableXml, match="geen tekst"):
        read_publication(written(tmp_path / "a.xml", "<officiele-publicatie/>"))


# --- XML alone


def test_xml_alone_is_cited_by_paragraph(tmp_path, embedder):
    path = written(tmp_path / "kst-39801-4.xml", KAMERSTUK)
    file = ingest_file(path)
    assert file.parsed.document.kind == "Kamerbrief"
    assert (file.parsed.document.dossier, file.parsed.document.number) == ("39801", "4")
    assert file.parsed.document.signatories == ("A. Jansen",)
    assert {page.text_source for page in file.parsed.pages} == {"xml"}
    write_generation(tmp_path / "index", [(file, None)], embedder, dict)
    index = open_index(tmp_path / "index", embedder)
    stored = next(s for s in index.chunks_of(0) if "kanaal" in s.chunk.text)
    sentence = next(s for s in stored.chunk.sentences if "kanaal" in stored.chunk.text[slice(*s)])
    citation = cite(index, Span(stored, *sentence), 1)
    assert citation.verified and citation.boxes == ()
    assert citation.page_label == "2"
    assert "nr. 4, alinea 2, noten 1, 2" in citation.notation
    assert citation.url == "https://zoek.officielebekendmakingen.nl/kst-39801-4.html"
    assert [note.label for note in citation.footnotes] == ["1", "2"]


def test_there_is_no_page_to_show_of_xml(tmp_path, embedder):
    written(tmp_path / "kst-39801-4.xml", KAMERSTUK)
    report = reindex([tmp_path], tmp_path / "index", embedder)
    assert (report.documents, report.pages) == (1, 0)
    index = open_index(tmp_path / "index", embedder)
    stored = next(s for s in index.chunks_of(0) if "kanaal" in s.chunk.text)
    sentence = next(s for s in stored.chunk.sentences if "kanaal" in stored.chunk.text[slice(*s)])
    citation = cite(index, Span(stored, *sentence), 1)
    answer = Answer(
        "Wat kost de brug?", "nl", False, "Veel.[1]", (Claim("Veel.", (1,)),), (citation,), (),
        Searched(1, "20240101T000000"), {},
    )
    assert views(answer, "nl") == []
    assert "alinea 2" in sources_html(answer, "nl")
    assert "paragraph 2" in sources_html(answer, "en")


def test_broken_xml_costs_only_itself(tmp_path, embedder):
    written(tmp_path / "kst-39801-4.xml", KAMERSTUK)
    written(tmp_path / "kst-39801-5.xml", KAMERSTUK[:-60])
    report = reindex([tmp_path], tmp_path / "index", embedder)
    assert report.added == ["kst-39801-4.xml"]
    assert [(name, "geen geldige XML" in why) for name, why in report.failed] == [
        ("kst-39801-5.xml", True)
    ]


def test_other_xml_that_is_named_itself_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="geen tekst"):
        ingest_file(written(tmp_path / "a.xml", "<a><b/></a>"))


# --- XML beside its PDF


def xml_of(parsed, change=lambda text: text, change_note=lambda text: text):
    """The XML of what was read in a PDF, in the form of the publisher."""
    parts = []
    for block in parsed.blocks:
        if block.kind == "table":
            continue
        text, marks = block.text, list(block.marks)
        pieces, last = [], 0
        for mark in marks:
            note = parsed.footnotes[mark.note]
            pieces += [
                escape(change(text[last : mark.offset])), '<noot type="voet"><noot.nr>',
                escape(note.label), "</noot.nr><noot.al>", escape(change_note(note.text)),
                "</noot.al></noot>",
            ]
            last = mark.offset
        pieces.append(escape(change(text[last:])))
        parts.append(f"<al>{''.join(pieces)}</al>")
    return f"{HEAD}<kamerstuk><tekst>{''.join(parts)}</tekst></kamerstuk></officiele-publicatie>"


@pytest.fixture
def beside(tmp_path):
    """A sample document with its XML beside it, changed or not."""

    def parsed(source, **changes):
        path = Path(shutil.copy(source, tmp_path))
        written(path.with_suffix(".xml"), xml_of(parse(source), **changes))
        return parse(path)

    return parsed


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(SAMPLE_DIR.glob("*.pdf"))]
)
def test_the_same_text_keeps_pages_boxes_notes_and_anchors(beside, name):
    alone = parse(SAMPLE_DIR / name)
    both = beside(SAMPLE_DIR / name)
    assert not any("XML" in warning for warning in both.warnings)
    assert [folded(b.text) for b in both.blocks if b.kind != "table"] == [
        folded(b.text) for b in alone.blocks if b.kind != "table"
    ]
    assert [(n.label, n.page, folded(n.text), n.anchor_page, n.anchor) for n in both.footnotes] == [
        (n.label, n.page, folded(n.text), n.anchor_page, n.anchor) for n in alone.footnotes
    ]
    places = {(w.page, round(w.x0), round(w.top)) for b in alone.blocks for w in b.words}
    assert {
        (w.page, round(w.x0), round(w.top)) for b in both.blocks for w in b.words
    } <= places


def test_the_spaces_and_hyphens_of_the_xml_count(beside):
    both = beside(LETTER, change=lambda text: text.replace("Defensie", "De-fensie"))
    assert any("De-fensie" in block.text for block in both.blocks)
    assert not any("XML" in warning for warning in both.warnings)


def test_where_the_xml_says_otherwise_the_page_counts(beside):
    alone = parse(LETTER)
    long = next(b for b in alone.blocks if b.kind in ("answer", "paragraph") and len(b.text) > 200)
    other = long.text[:40]
    both = beside(LETTER, change=lambda text: text.replace(other, "Iets heel anders"))
    assert any(long.text[:100] in block.text for block in both.blocks)
    assert not any("Iets heel anders" in block.text for block in both.blocks)
    assert any("1 van" in w and "Iets heel anders" in w for w in both.warnings)


def test_a_note_that_says_otherwise_keeps_its_page_and_its_text(beside):
    alone = parse(LETTER)
    both = beside(LETTER, change_note=lambda text: "Verzonnen." if "36 410" in text else text)
    assert [n.text for n in both.footnotes] == [n.text for n in alone.footnotes]
    assert [n.anchor for n in both.footnotes] == [n.anchor for n in alone.footnotes]
    assert any("noot" in warning and "XML" in warning for warning in both.warnings)


def test_the_xml_of_another_publication_is_left_alone(tmp_path):
    path = Path(shutil.copy(LETTER, tmp_path))
    written(path.with_suffix(".xml"), xml_of(parse(ANSWERS)))
    both, alone = parse(path), parse(LETTER)
    assert [b.text for b in both.blocks] == [b.text for b in alone.blocks]
    assert any("hoort er niet bij" in warning for warning in both.warnings)


def test_xml_that_cannot_be_read_is_told(tmp_path):
    path = Path(shutil.copy(LETTER, tmp_path))
    written(path.with_suffix(".xml"), "<officiele-publicatie><al>")
    both = parse(path)
    assert both.blocks and any("de XML is niet te lezen" in w for w in both.warnings)


def test_what_the_pdf_lost_comes_from_the_xml():
    """A note that was read as body text becomes a note again."""
    def words(text, page, top):
        found, at = [], 0
        for part in text.split():
            start = text.index(part, at)
            at = start + len(part)
            found.append(Word(start, at, page, 10.0 * start, top, 10.0 * at, top + 9))
        return tuple(found)

    body = "De brug over het kanaal kost dit jaar meer dan gedacht."
    stray = "Kamerstuk 36 410 X, nr. 50, waarin dat staat."
    blocks = (
        Block("paragraph", body, words(body, 1, 100.0)),
        Block("paragraph", stray, words(stray, 1, 700.0)),
    )
    xml = XmlText((XmlParagraph("paragraph", body, (Mark(7, 0),)),), (XmlNote("1", stray),), ())
    merged = merge(blocks, (), xml)
    assert [block.text for block in merged.blocks] == [body]
    assert merged.notes == (Footnote(0, "1", 1, stray, words(stray, 1, 700.0)),)
    assert merged.blocks[0].marks == (Mark(7, 0),)
    assert merged.warnings == ()


def test_a_word_over_a_line_end_has_a_part_on_each_line():
    stream, begins = Stream.of(
        [("wet- en regel", (Word(0, 4, 1, 0, 0, 9, 9), Word(5, 7, 1, 10, 0, 19, 9),
                            Word(8, 13, 1, 20, 0, 40, 9))),
         ("geving", (Word(0, 6, 2, 0, 0, 30, 9),))]
    )
    text = "wet- en regelgeving"
    placed = stream.place(text, stream.find(folded(text), 0))
    assert begins == [0, 10]
    assert [(text[w.start : w.end], w.page) for w in placed] == [
        ("wet-", 1), ("en", 1), ("regel", 1), ("geving", 2),
    ]


# --- files that belong together


def test_files_of_one_publication(tmp_path):
    pdf = Path(shutil.copy(LETTER, tmp_path / "kst-39801-4.pdf"))
    xml = written(tmp_path / "kst-39801-4.xml", KAMERSTUK)
    meta = written(tmp_path / "kst-39801-4.metadata.xml", "<metadata_gegevens/>")
    alone = written(tmp_path / "kst-39801-5.xml", KAMERSTUK)
    written(tmp_path / "metadata.xml", "<metadata_gegevens/>")
    written(tmp_path / "antwoord.xml", '<?xml version="1.0"?><!-- <kamerstuk> --><a:sru/>')
    found = publication_of(pdf)
    assert (found.xml, found.metadata) == (xml, meta)
    assert sorted(find_publications([tmp_path])) == [pdf, alone]
    assert is_publication(xml) and not is_publication(meta)


def test_the_folders_of_the_repository(tmp_path):
    root = tmp_path / "kst-39801-4" / "1"
    for name in ("pdf", "xml", "metadata"):
        (root / name).mkdir(parents=True)
    pdf = Path(shutil.copy(LETTER, root / "pdf" / "kst-39801-4.pdf"))
    xml = written(root / "xml" / "kst-39801-4.xml", KAMERSTUK)
    meta = written(root / "metadata" / "metadata.xml", "<metadata_gegevens/>")
    found = publication_of(pdf)
    assert (found.xml, found.metadata) == (xml, meta)
    assert list(find_publications([tmp_path])) == [pdf]


def test_a_change_of_the_xml_is_a_change_of_the_publication(tmp_path, embedder):
    folder = tmp_path / "stukken"
    folder.mkdir()
    pdf = Path(shutil.copy(LETTER, folder))
    xml = written(pdf.with_suffix(".xml"), xml_of(parse(LETTER)))
    assert reindex([folder], tmp_path / "index", embedder).added == [pdf.name]
    assert reindex([folder], tmp_path / "index", embedder).unchanged == [pdf.name]
    before = describe(pdf)
    xml.write_text(xml.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert describe(pdf).sha256 == before.sha256
    assert reindex([folder], tmp_path / "index", embedder).changed == [pdf.name]
    xml.unlink()
    assert reindex([folder], tmp_path / "index", embedder).changed == [pdf.name]


def test_recorded_publications(testdata):
    """The recorded PDFs with their XML and metadata, and each XML alone."""
    root = testdata / "recorded/koop"
    for path in find_publications([root]):
        parsed = parse(path)
        assert parsed.document.doc == path.stem
        assert not any("XML" in w or "metadata" in w for w in parsed.warnings), path.name
    answers = root / "frbr/officielepublicaties/ah-tk/20202021/ah-tk-20202021-3235/1"
    both = parse(answers / "pdf/ah-tk-20202021-3235.pdf")
    labels = [b.label for b in both.blocks if b.kind == "heading" and b.label]
    assert labels == [f"{what} {n}" for n in range(1, 10) for what in ("Vraag", "Antwoord")]
    for path in (*root.rglob("xml/*.xml"), *(testdata / "recorded").glob("h-tk-*.xml")):
        assert ingest_file(path).chunks


# --- hostile


def mutated(text, random):
    """A few stretches left out, doubled or replaced, or all of one element made another."""
    if random.random() < 0.5:
        name = random.choice(re.findall(r"<([\w.-]+)", text))
        other = random.choice(["al", "nadruk", "titel", "noot", "li", "vraag", "table", "entry"])
        return re.sub(rf"(</?){re.escape(name)}(?=[\s>/])", rf"\g<1>{other}", text)
    for _ in range(random.choice([1, 2, 5])):
        at, length = random.randrange(len(text)), random.randrange(200)
        put = random.choice(["", text[at : at + length], "<noot/>", "<li.nr/>", "\ue000", "&x;"])
        text = text[:at] + put + text[at + random.choice([0, length]) :]
    return text


@pytest.mark.parametrize("seed", range(2))
def test_mutated_xml_is_read_or_refused(tmp_path, seed):
    random = Random(seed)
    pdf = Path(shutil.copy(LETTER, tmp_path))
    whole = xml_of(parse(LETTER))
    read = 0
    for number in range(60):
        text = mutated(random.choice([KAMERSTUK, QUESTIONS, HANDELINGEN, whole]), random)
        alone = number % 3 > 0
        path = written(tmp_path / "los.xml" if alone else pdf.with_suffix(".xml"), text)
        try:
            file = ingest_file(path if alone else pdf)
        except UnreadableFile:
            assert alone  # beside a PDF, broken XML costs only itself
            continue
        read += 1
        for chunk in file.chunks:
            assert chunk.words
            assert all(chunk.text[w.start : w.end].strip() for w in chunk.words)
    assert read > 20
