"""Official metadata, and XML of others read safely."""

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.official import read_official
from corpus.xmlfile import UnreadableXml, read_xml

METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<metadata_gegevens>
<metadata name="DC.title" scheme="" content="Water en land; Motie; Motie over bruggen"/>
<metadata name="OVERHEIDop.documenttitel" scheme="" content="Motie over bruggen"/>
<metadata name="OVERHEIDop.dossiernummer" scheme="" content="39801-X"/>
<metadata name="OVERHEIDop.ondernummer" scheme="" content="5"/>
<metadata name="OVERHEIDop.vergaderjaar" scheme="" content="2023-2024"/>
<metadata name="OVERHEIDop.indiener" scheme="" content="P. van Dam"/>
<metadata name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="2024-06-27"/>
<metadata name="DC.creator" scheme="OVERHEID.StatenGeneraal"
  content="Tweede Kamer der Staten-Generaal"/>
<metadata name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Motie"/>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-39801-X-5"/>
</metadata_gegevens>"""
OWMS = """<?xml version="1.0" encoding="windows-1252"?>
<owms-metadata xmlns:dcterms="http://purl.org/dc/terms/" xmlns:o="http://example.org/o">
<owmskern><dcterms:identifier>ah-ek-20192020-10</dcterms:identifier>
<dcterms:title>Vragen over een brug</dcterms:title>
<dcterms:type scheme="OVERHEIDop.AanhangselTypen">Antwoord</dcterms:type>
<dcterms:creator scheme="OVERHEID.StatenGeneraal">Eerste Kamer der Staten-Generaal</dcterms:creator>
</owmskern><oep><o:aanhangselNummer>10</o:aanhangselNummer>
<o:vergaderjaar>2019-2020</o:vergaderjaar></oep></owms-metadata>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bom">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE a [
<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>"""
PARAMETER = """<?xml version="1.0"?><!DOCTYPE a [
<!ENTITY % b SYSTEM "http://localhost/x"> %b;]><a/>"""


def written(folder: Path, text: str, name: str = "metadata.xml", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_metadata_of_the_repository(tmp_path):
    found = read_official(written(tmp_path, METADATA))
    assert (found.identifier, found.title) == ("kst-39801-X-5", "Motie over bruggen")
    assert (found.dossier, found.toevoeging, found.number) == ("39801", "X", "5")
    assert (found.issued, found.vergaderjaar) == ("2024-06-27", "2023-2024")
    assert (found.kind, found.chamber, found.signatories) == ("Motie", "II", ("P. van Dam",))


def test_owms_metadata(tmp_path):
    found = read_official(written(tmp_path, OWMS, encoding="windows-1252"))
    assert (found.identifier, found.number, found.chamber) == ("ah-ek-20192020-10", "10", "I")
    assert (found.kind, found.title) == ("Antwoord op Kamervragen", "Vragen over een brug")


def test_an_attachment_keeps_the_number_of_its_letter_to_itself(tmp_path):
    text = METADATA.replace("kst-39801-X-5", "blg-1234567").replace('"Motie"', '"Bijlage"')
    found = read_official(written(tmp_path, text))
    document, warnings = found.applied_to(Document("blg-1234567", "a.pdf", "Document", "a"))
    assert (document.dossier, document.number, warnings) == ("39801", None, [])


@pytest.mark.parametrize("text", [BOMB, EXTERNAL, PARAMETER])
def test_entities_are_refused(tmp_path, text):
    with pytest.raises(UnreadableXml, match="entiteiten") as caught:
        read_xml(written(tmp_path, text, "bom.xml"))
    assert "bom.xml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "leeg"), ("<a>", "geen geldige XML"), ("tekst", "geen geldige XML"),
     ("<a>" * 400 + "</a>" * 400, "elementen diep")],
)
def test_xml_that_cannot_be_read(tmp_path, text, reason):
    with pytest.raises(UnreadableXml, match=reason):
        read_xml(written(tmp_path, text, "stuk.xml"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableXml, match="niet te openen"):
        read_xml(tmp_path / "weg.xml")


def test_marks_before_the_declaration_are_no_obstacle(tmp_path):
    path = tmp_path / "bom.xml"
    path.write_bytes(b"\xef\xbb\xbf\n" + b'<?xml version="1.0" encoding="utf-8"?><a/>')
    assert read_xml(path).tag == "a"


def test_xml_that_is_no_metadata(tmp_path):
    with pytest.raises(UnreadableXml, match="geen metadata"):
        read_official(written(tmp_path, "<a><b>c</b></a>"))


def test_recorded_metadata(testdata):
    """Every recorded file is read; the identifier is the one in its name where it has one."""
    files = [
        *(testdata / "recorded").glob("metadata_owms-*.xml"),
        *(testdata / "recorded/koop").rglob("metadata.xml"),
    ]
    found = {path: read_official(path) for path in files}
    assert len(found) >= 14
    for path, metadata in found.items():
        assert metadata.identifier and metadata.title
        if path.name == "metadata.xml":
            assert metadata.identifier == path.parents[2].name
    motion = next(m for m in found.values() if m.identifier == "kst-32545-143")
    assert (motion.kind, motion.dossier, motion.number) == ("Motie", "32545", "143")
    assert motion.issued == "2021-07-06" and len(motion.signatories) == 2
