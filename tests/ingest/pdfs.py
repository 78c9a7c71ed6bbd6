"""Small PDF files for tests, written by hand: text of any kind over or under a picture."""

from collections.abc import Sequence
from pathlib import Path

WIDTH, HEIGHT = 595, 842


def write_pdf(path: Path, pages: Sequence[str], *, picture: str = "") -> Path:
    """A file with these lines of text on its pages.

    `picture` is `under` or `over` for a white picture of the whole page before or after the text,
    and `hidden` for one before text that is drawn without ink.
    """
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    image = (b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
             b" /BitsPerComponent 8 /Length 1 >>\nstream\n\xff\nendstream")
    objects.append(image)
    for number, text in enumerate(pages):
        drawn = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q\n" if picture else ""
        mode = 3 if picture == "hidden" else 0
        lines = "".join(f"({_escaped(line)}) Tj 0 -14 Td\n" for line in text.split("\n"))
        body = f"BT {mode} Tr /F 11 Tf 72 770 Td\n{lines}ET\n"
        stream = (body + drawn if picture == "over" else drawn + body).encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Contents {5 + 2 * number} 0 R /Resources << /XObject << /Im 3 0 R >> /Font <<"
            " /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            " /Encoding /WinAnsiEncoding >> >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    data, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n")
    path.write_bytes(data + tail.encode())
    return path


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
