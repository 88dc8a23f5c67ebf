"""Documents of every kind as pages, read in a process of its own that is killed when it takes too long or too much."""

from collections.abc import Iterator, Sequence

from retrieval.errors import Refused
from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page
from retrieval.ingest.readers.process import read_in_process

#: endings of names, and what they are the documents of
OFFICE, MAIL, BOOKS = (
    frozenset({".docx", ".odt", ".rtf"}),
    frozenset({".eml", ".mbox", ".mhtml", ".mht"}),
    frozenset({".epub"}),
)
DOCUMENTS = OFFICE | MAIL | BOOKS
#: seconds of computing and bytes of memory that the process may take
COMPUTING_LIMIT, MEMORY_LIMIT = 4, 800_000_000
#: a text of a stranger's with more characters is read in such a process too: it may take seconds in which nothing else runs
_LARGE = 60_000


def read_documents(data: bytes, suffix: str) -> Sequence[Page | Refused]:
    """Return the pages of a document, most hold one; raise Refused where it cannot be read in time or at all."""
    status, pages = read_in_process(
        "retrieval.ingest.readers.documents.subprocess_main", {"data": data, "suffix": suffix}, "document"
    )
    if status:
        raise Refused("the document cannot be read: it is damaged or too large", reason="damaged")
    return pages


def read_text(text: str, *, guarded: bool) -> Page:
    """Return the page of a flattened text; a `guarded` one is one that anybody may have made for the program to hang on."""
    if not guarded or len(text) <= _LARGE:
        return read_flat_page(text)
    (page,) = read_documents(text.encode("utf-8", "replace"), ".txt")
    if isinstance(page, Refused):
        raise page
    return page


def pages_of(data: bytes, suffix: str) -> Iterator[Page | Refused]:
    """Yield the pages of a document, read in this process."""
    if suffix in OFFICE:
        from retrieval.ingest.readers.documents.office import read_office

        yield read_office(data, suffix)
    elif suffix == ".pdf":
        from retrieval.ingest.readers.pdf import pdf_text

        yield read_flat_page(pdf_text(data))
    elif suffix == ".txt":
        yield read_flat_page(data.decode())
    elif suffix in BOOKS:
        from retrieval.ingest.readers.documents.books import read_book

        yield from read_book(data)
    elif suffix == ".mbox":
        from retrieval.ingest.readers.documents.mail import read_mailbox

        yield from read_mailbox(data)
    else:
        from retrieval.ingest.readers.documents.mail import read_message, read_saved_page

        yield read_message(data) if suffix == ".eml" else read_saved_page(data)
