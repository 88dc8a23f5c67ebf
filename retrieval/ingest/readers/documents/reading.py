"""Documents of every kind as pages, read in a process of its own that is killed when it takes too long or too much."""

import subprocess
import sys
from collections.abc import Iterator

import msgspec

from retrieval.errors import Refused
from retrieval.ingest.readers.page import Page

#: endings of names, and what they are the documents of
OFFICE, MAIL, BOOKS = (
    frozenset({".docx", ".odt", ".rtf"}),
    frozenset({".eml", ".mbox", ".mhtml", ".mht"}),
    frozenset({".epub"}),
)
DOCUMENTS = OFFICE | MAIL | BOOKS
#: seconds and bytes of memory that the process may take
TIME_LIMIT, MEMORY_LIMIT = 30.0, 1_500_000_000


def read_documents(data: bytes, suffix: str) -> Iterator[Page | Refused]:
    """Yield the pages of a document, most hold one; raise Refused where it cannot be read in time or at all."""
    request = msgspec.msgpack.encode({"data": data, "suffix": suffix})
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "retrieval.ingest.readers.documents.subprocess_main"],
            input=request,
            capture_output=True,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"the document takes longer than {TIME_LIMIT:g} seconds to read", reason="too-slow") from None
    if done.returncode != 0:
        raise Refused("the document cannot be read: it is damaged or too large", reason="damaged")
    for answer in msgspec.msgpack.decode(done.stdout):
        if "refused" in answer:
            yield Refused(answer["refused"], reason=answer["reason"])
        else:
            yield msgspec.convert(answer["page"], Page)


def pages_of(data: bytes, suffix: str) -> Iterator[Page | Refused]:
    """Yield the pages of a document, read in this process."""
    if suffix in OFFICE:
        from retrieval.ingest.readers.documents.office import read_office

        yield read_office(data, suffix)
    elif suffix == ".pdf":
        from retrieval.ingest.readers.pdf import pdf_text
        from retrieval.ingest.readers.plain_text import read_flat_page

        yield read_flat_page(pdf_text(data))
    elif suffix in BOOKS:
        from retrieval.ingest.readers.documents.books import read_book

        yield from read_book(data)
    elif suffix == ".mbox":
        from retrieval.ingest.readers.documents.mail import read_mailbox

        yield from read_mailbox(data)
    else:
        from retrieval.ingest.readers.documents.mail import read_message, read_saved_page

        yield read_message(data) if suffix == ".eml" else read_saved_page(data)
