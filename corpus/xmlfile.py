"""XML of others, read safely: no entities, no document types, nothing fetched, limited in size.

The only import of an XML parser. A file that is too big, refers to entities or is no XML raises
`UnreadableXml` with a reason in Dutch.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.errors import UnreadableSource

MAX_BYTES = 50_000_000
MAX_DEPTH = 200
_BOM = b"\xef\xbb\xbf"
_BOM_TWICE = b"\xc3\xaf\xc2\xbb\xc2\xbf"
"""The mark of a file that was encoded as UTF-8 twice, which occurs in archives."""


class UnreadableXml(UnreadableSource):
    """XML that cannot be read."""


def read_xml(path: Path) -> Element:
    """The root element of an XML file. Raises `UnreadableXml`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableXml(path.name, f"niet te openen ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise UnreadableXml(path.name, f"groter dan {MAX_BYTES // 1_000_000} MB")
    if data.startswith(_BOM_TWICE):
        data = _decoded_once(data)
    data = data.removeprefix(_BOM).lstrip()
    if not data:
        raise UnreadableXml(path.name, "het bestand is leeg")
    try:
        root: Element = fromstring(
            data, forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException as error:
        raise UnreadableXml(path.name, "verwijst naar entiteiten; dat is niet veilig") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableXml(path.name, f"geen geldige XML ({error})") from error
    if _deeper_than(root, MAX_DEPTH):
        raise UnreadableXml(path.name, f"meer dan {MAX_DEPTH} elementen diep")
    return root


def _decoded_once(data: bytes) -> bytes:
    """Undo the second encoding; bytes that it did not make stay as they are."""
    try:
        text = data.decode("utf-8")
        return b"".join(
            c.encode("cp1252") if c in _CP1252 else c.encode("latin-1") for c in text
        )
    except UnicodeError:
        return data.removeprefix(_BOM_TWICE)


_CP1252 = frozenset(bytes(range(0x80, 0xA0)).decode("cp1252", "ignore"))
"""Characters that stand for the bytes 0x80 to 0x9f in the encoding that was taken for Latin-1."""


def tag_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _deeper_than(root: Element, limit: int) -> bool:
    level = [root]
    for _ in range(limit):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True
