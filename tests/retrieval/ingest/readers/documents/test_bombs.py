"""A document that unpacks to gigabytes is refused by a process that is given up: this one neither grows nor waits for long."""

import io
import resource
import zipfile
import zlib
from collections.abc import Callable

import pytest

from retrieval.errors import Refused
from retrieval.ingest.readers.documents.reading import MEMORY_LIMIT
from retrieval.ingest.readers.file import read_page

MB = 1_000_000


def packed(unit: bytes, size: int) -> bytes:
    """Return `size` bytes of a unit over and over, packed, without ever holding them."""
    packer = zlib.compressobj(1)
    piece = unit * (MB // len(unit))
    return b"".join([packer.compress(piece) for _ in range(size // MB)]) + packer.flush()


def pdf(content: bytes) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
    return body + end


def archive(members: dict[str, bytes | int]) -> bytes:
    """Return a zip; a number is so many bytes of zeros, written piece by piece."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packing:
        for name, content in members.items():
            with packing.open(name, "w", force_zip64=True) as member:
                for _ in range(content // MB if isinstance(content, int) else 1):
                    member.write(b" " * MB if isinstance(content, int) else content)
    return buffer.getvalue()


def book() -> bytes:
    container = b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    package = b'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    return archive(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container,
            "c.opf": package,
            "a.xhtml": 400 * MB,
        }
    )


def word() -> bytes:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return archive({"[Content_Types].xml": types, "word/document.xml": 400 * MB})


BOMBS: dict[str, Callable[[], bytes]] = {
    "blank.pdf": lambda: pdf(packed(b" ", 200 * MB)),
    "words.pdf": lambda: pdf(packed(b"BT /F 9 Tf 1 1 Td (bomb) Tj ET ", 200 * MB)),
    "a.epub": book,
    "a.docx": word,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_this_process_does_not_grow(name: str) -> None:
    data = BOMBS[name]()
    assert len(data) < 3 * MB
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # processes of other tests count too, and one that is started counts as large as whoever starts it
    largest = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    with pytest.raises(Refused):
        read_page(name, data).article("bomb")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= max(MEMORY_LIMIT, largest * 1024)
