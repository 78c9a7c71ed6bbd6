import pytest

from ingest.abbreviations import find_abbreviations, is_short_form


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("De Raad voor de Peilen (RvdP) adviseert.", "RvdP", "Raad voor de Peilen"),
        ("steun voor het midden- en kleinbedrijf (mkb) blijft", "mkb", "midden- en kleinbedrijf"),
        ("Voor de kustwaterzorg (KWZ) is geld.", "KWZ", "kustwaterzorg"),
        ("het Dijkenfonds Noord (hierna: DN) betaalt", "DN", "Dijkenfonds Noord"),
        ("Gisteren. Peilbureau Delta (‘PBD’) meet", "PBD", "Peilbureau Delta"),
        ("Inspectie Water en Bodem (IW&B)", "IW&B", "Inspectie Water en Bodem"),
        ("de Dienst (zie noot)", "", ""),
        ("het voorstel (2024)", "", ""),
        ("een brief van de minister (XQ) hierover", "", ""),
        ("Tweemaandelijks 283 metingen (TM) zijn", "", ""),
        ("Vragen van het lid Brandsma (VVB) aan de Minister", "", ""),
        ("Vragen van het lid Erdman (VVD) aan de Minister", "", ""),
        ("Zij wijst op de API, de wetgeving (AVG) en meer", "", ""),
        ("steun uit het Water Fonds (WatFo)", "WatFo", "Water Fonds"),
        ("de Rijkspeildienst (RPD) meet", "RPD", "Rijkspeildienst"),
        ("gemeten met Vaste Peil Sensors (VPSs)", "VPSs", "Vaste Peil Sensors"),
    ],
)
def test_long_forms_are_found(text, short, long):
    found = [(a.short, a.long) for a in find_abbreviations(text)]
    assert found == ([(short, long)] if long else [])


def test_what_may_be_short_for_something():
    for word in ("AP", "mkb", "NZa", "DUS-I", "LGN7"):
        assert is_short_form(word)
    for word in ("Raad", "wet", "A", "2024", "raad", "KLIMAATAKKOORD"):
        assert not is_short_form(word)
