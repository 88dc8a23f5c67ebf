"""A document that unpacks to gigabytes is refused by a process that is given up: this one neither grows nor waits for long."""

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.ingest.readers.documents.reading import MEMORY_LIMIT

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


# what one process that reads a file takes: itself beyond what it was before, and the largest that it started, in bytes
READING = """
import resource, sys
from pathlib import Path
from retrieval.errors import Refused
from retrieval.ingest.readers.file import read_page
data = Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_page(Path(sys.argv[1]).name, data).article("bomb")
except Refused:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(grown * 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_the_process_that_reads_it_does_not_grow(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BOMBS[name]())
    assert (tmp_path / name).stat().st_size < 3 * MB
    # in a process of its own: this one has run other tests, and whatever it starts counts as large as it is itself
    command = [sys.executable, "-c", READING, str(tmp_path / name)]
    refused = subprocess.run(command, capture_output=True, text=True, check=True)
    grown, started = map(int, refused.stdout.split())
    assert grown < 60 * MB
    assert started <= MEMORY_LIMIT
