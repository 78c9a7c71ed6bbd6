"""Damaged and hostile PDF files, each made again from its number: for fuzzing the ingestion."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_NUMBERS = (
    b"0", b"-1", b"1", b"65536", b"2147483647", b"2147483648", b"-2147483649", b"4294967296",
    b"9999999999999999999999", b"0.00000000000000000001", b"1e308", b"NaN", b"--5", b"3.4.5",
)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DIGITS = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_OBJECT = re.compile(rb"(\d+) 0 obj")
_XREF = re.compile(rb"startxref\s+(\d+)|\d{10} \d{5} [nf]|/Prev \d+|/Size \d+|/W ?\[[^]]*\]")


def mutated(sources: Sequence[bytes], seed: int, number: int) -> tuple[str, bytes]:
    """(what was done to it, file) number `number` of the series of `seed`; always the same."""
    random = Random(f"{seed}/{number}")
    if random.random() < _BOMB_SHARE:
        name = random.choice(list(BOMBS))
        return name, BOMBS[name](random)
    data = random.choice(sources)
    names = random.choices(list(MUTATIONS), k=random.choice((1, 1, 1, 2, 3)))
    for name in names:
        data = MUTATIONS[name](data, random)
    return "+".join(names), data


def _flip_bits(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 32, 256, 2048))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, random: Random) -> bytes:
    cut = random.randrange(len(data) + 1)
    return data[:cut] if random.random() < 0.7 else data[cut:]


def _swap_chunks(data: bytes, random: Random) -> bytes:
    a, b, c = sorted(random.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _repeat_chunk(data: bytes, random: Random) -> bytes:
    a = random.randrange(len(data) + 1)
    part = data[a : a + random.randrange(1, 4096)]
    return data[:a] + part * random.choice((2, 10, 100)) + data[a:]


def _garbage(data: bytes, random: Random) -> bytes:
    a = random.randrange(len(data) + 1)
    return data[:a] + random.randbytes(random.choice((1, 64, 4096))) + data[a:]


def _damage_xref(data: bytes, random: Random) -> bytes:
    def damage(match: re.Match[bytes]) -> bytes:
        if random.random() < 0.5:
            return match.group()
        return _DIGITS.sub(lambda _: random.choice(_NUMBERS), match.group())

    return _XREF.sub(damage, data)


def _huge_numbers(data: bytes, random: Random) -> bytes:
    """In the objects, not in the streams."""
    share = random.choice((0.002, 0.02, 0.2))
    parts = re.split(rb"(stream\r?\n.*?endstream)", data, flags=re.DOTALL)

    def grown(match: re.Match[bytes]) -> bytes:
        return random.choice(_NUMBERS) if random.random() < share else match.group()

    return b"".join(
        part if part.startswith(b"stream") else _DIGITS.sub(grown, part) for part in parts
    )


def _nest(data: bytes, random: Random) -> bytes:
    """Arrays or dictionaries in each other, thousands deep, where a reference stood."""
    depth = random.choice((100, 5_000, 200_000))
    opening, closing = random.choice(((b"[", b"]"), (b"<</A ", b">>"), (b"(", b")")))
    found = list(_REFERENCE.finditer(data))
    if not found:
        return data + opening * depth
    place = random.choice(found)
    closed = closing * depth if random.random() < 0.5 else b""
    return data[: place.start()] + opening * depth + closed + data[place.end() :]


def _loops(data: bytes, random: Random) -> bytes:
    """References that point at other objects, often at those that they are part of."""
    numbers = [int(n) for n in _OBJECT.findall(data)] or [1]
    share = random.choice((0.02, 0.2, 1.0))

    def other(match: re.Match[bytes]) -> bytes:
        if random.random() >= share:
            return match.group()
        return b"%d 0 R" % random.choice(numbers)

    return _REFERENCE.sub(other, data)


def _streams(data: bytes, random: Random) -> bytes:
    """Damage inside a compressed stream, which is packed again as if nothing had happened."""
    chosen = random.choice((_flip_bits, _stream_numbers, _swap_chunks, _repeat_chunk, _truncate))
    share = random.choice((0.1, 0.5, 1.0))

    def repacked(match: re.Match[bytes]) -> bytes:
        if random.random() >= share:
            return match.group()
        try:
            plain = zlib.decompress(match.group(1))
        except zlib.error:
            return match.group()
        return b"stream\n" + zlib.compress(chosen(plain, random), 1) + b"\nendstream"

    return _STREAM.sub(repacked, data)


def _stream_numbers(data: bytes, random: Random) -> bytes:
    share = random.choice((0.01, 0.2))
    return _DIGITS.sub(
        lambda m: random.choice(_NUMBERS) if random.random() < share else m.group(), data
    )


def _rename_keys(data: bytes, random: Random) -> bytes:
    """Keys of one kind of object where another's stood."""
    keys = list(set(re.findall(rb"/[A-Z][A-Za-z]{2,}", data))) or [b"/Type"]
    share = random.choice((0.01, 0.1))
    return re.sub(
        rb"/[A-Z][A-Za-z]{2,}",
        lambda m: random.choice(keys) if random.random() < share else m.group(), data,
    )


MUTATIONS: dict[str, Mutation] = {
    "bits": _flip_bits,
    "truncated": _truncate,
    "swapped": _swap_chunks,
    "repeated": _repeat_chunk,
    "garbage": _garbage,
    "xref": _damage_xref,
    "numbers": _huge_numbers,
    "nested": _nest,
    "loops": _loops,
    "streams": _streams,
    "keys": _rename_keys,
}


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF file of these objects, numbered from 1."""
    parts, places = [b"%PDF-1.7\n"], []
    for number, body in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    begin = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return b"".join(parts) + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, rows, count, root, begin)
    )


def stream(data: bytes, layers: int = 0, extra: bytes = b"") -> bytes:
    """A stream, packed `layers` times."""
    for _ in range(layers):
        data = zlib.compress(data, 9)
    filters = b"/Filter[" + b"/FlateDecode" * layers + b"]" if layers else b""
    return b"<</Length %d%b%b>>\nstream\n%b\nendstream" % (len(data), filters, extra, data)


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)


def one_page(content: bytes, *more: bytes) -> bytes:
    """A page with these contents (object 4), a font (5) and further objects from 6."""
    return pdf(_CATALOG, _PAGES, _PAGE, content, _FONT, *more)


def _zeros(random: Random) -> bytes:
    """A quarter of a gigabyte of nothing, packed into a few hundred bytes."""
    return one_page(stream(bytes(1 << 28), 2))


def _many_words(random: Random) -> bytes:
    """Millions of words on a page, each written over the one before."""
    words = b"BT /F 9 Tf 50 700 Td " + b"(woord ) Tj " * 2_000_000 + b"ET"
    return one_page(stream(words, 2))


def _many_marks(random: Random) -> bytes:
    """Tens of millions of drawing operations."""
    return one_page(stream(b"q 1 0 0 1 0 0 cm 0 0 1 1 re f Q " * 4_000_000, 2))


def _laughs(random: Random) -> bytes:
    """Forms that draw forms that draw forms: ten to the power of nine."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * 10, 0, form % (n + 1)) for n in range(6, 15)]
    last = stream(
        b"BT /F 9 Tf (ha) Tj ET", 0,
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>",
    )
    return one_page(stream(b"/X Do"), *forms, last)


def _self_form(random: Random) -> bytes:
    """A form that draws itself."""
    form = stream(
        b"BT /F 9 Tf (weer) Tj ET /X Do", 0,
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>",
    )
    return one_page(stream(b"/X Do"), form)


def _page_tree(random: Random) -> bytes:
    """A tree of pages in which every branch is the same: two to the power of thirty."""
    depth = 30
    branches = [
        b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count %d>>" % (n + 1, n + 1, 2 ** (depth - n + 2))
        for n in range(2, depth)
    ]
    return pdf(_CATALOG, *branches, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def _many_pages(random: Random) -> bytes:
    """A number of pages that is only said."""
    return pdf(_CATALOG, _PAGES.replace(b"/Count 1", b"/Count 2147483647"), _PAGE,
               stream(b"BT /F 9 Tf (a) Tj ET"), _FONT)


def _kids_loop(random: Random) -> bytes:
    """Pages that are their own children."""
    return pdf(_CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 5>>", _PAGE,
               stream(b"BT /F 9 Tf (a) Tj ET"), _FONT)


def _huge_picture(random: Random) -> bytes:
    """A picture of two thousand million points square."""
    picture = stream(
        b"\0", 1, b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647"
        b"/BitsPerComponent 8/ColorSpace/DeviceRGB",
    )
    return one_page(stream(b"q 500 0 0 500 0 0 cm /X Do Q BT /F 9 Tf (beeld) Tj ET"), picture)


def _far_away(random: Random) -> bytes:
    """Text at places and in sizes that no page has."""
    sizes = (b"1e38", b"-99999999999", b"0", b"0.0000001", b"2147483648")
    words = b"".join(
        b"BT /F %b Tf %b %b Td (tekst in de verte) Tj ET\n" % (
            random.choice(sizes), random.choice(_NUMBERS), random.choice(_NUMBERS))
        for _ in range(200)
    )
    return one_page(stream(words, 1))


def _prev_loop(random: Random) -> bytes:
    """A cross-reference table that names itself as the one before."""
    data = one_page(stream(b"BT /F 9 Tf (a) Tj ET"))
    begin = data.rindex(b"xref\n0")
    return data.replace(b"trailer\n<<", b"trailer\n<</Prev %d" % begin)


def _wrong_texts(random: Random) -> bytes:
    """Half characters in the page labels, the title and the text."""
    data = pdf(
        b"<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/D/P<FEFFD800D800>>>]>>>>",
        _PAGES, _PAGE, stream(b"BT /F 9 Tf 50 700 Td (half) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        stream(
            b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <00><ff>"
            b" endcodespacerange 4 beginbfchar <68><d800> <61><dfff> <6c><0000> <66><ffff>"
            b" endbfchar endcmap"
        ),
        b"<</Title<FEFFDC00D800>>>",
    )
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 7 0 R")


def _long_label(random: Random) -> bytes:
    """A title and a page label of ten million characters."""
    long = b"(" + b"lang " * 2_000_000 + b")"
    data = pdf(
        b"<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/D/P%b>>]>>>>" % long,
        _PAGES, _PAGE, stream(b"BT /F 9 Tf 50 700 Td (kort) Tj ET"), _FONT,
        b"<</Title%b>>" % long,
    )
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 6 0 R")


BOMBS: dict[str, Callable[[Random], bytes]] = {
    "bomb: zeros": _zeros,
    "bomb: words": _many_words,
    "bomb: marks": _many_marks,
    "bomb: forms in forms": _laughs,
    "bomb: form in itself": _self_form,
    "bomb: page tree": _page_tree,
    "bomb: number of pages": _many_pages,
    "bomb: kids loop": _kids_loop,
    "bomb: picture": _huge_picture,
    "bomb: far away": _far_away,
    "bomb: xref loop": _prev_loop,
    "bomb: wrong texts": _wrong_texts,
    "bomb: long label": _long_label,
}
_BOMB_SHARE = 0.05
