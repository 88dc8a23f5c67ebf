"""Documents of word processors: .docx by python-docx, .odt by odfdo, .rtf by striprtf."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.readers.documents.packages import opened
from retrieval.ingest.readers.flat.bylines import people_in
from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

#: what programs write where nobody gave a title or a name
_NOT_STATED = re.compile(
    r"(?:untitled|document|unbenannt|dokument|documento|sans titre|microsoft word.*|python-docx|word document|author|user|"
    r"administrator|unknown)?\W*\d*(?:\.\w{2,4})?", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The paragraphs of a document in order, the title and author that its properties state."""

    paragraphs: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    headline: str | None = None


def read_office(data: bytes, suffix: str) -> Page:
    """Return the page that a document is; raise Refused where it cannot be read or holds no text."""
    written = _READERS[suffix](data)
    if not any(map(str.strip, written.paragraphs)):
        raise Refused("the document holds no text", reason="no-text")
    page = read_flat_page("\n\n".join(written.paragraphs))
    title = written.headline or (None if page.headline else _stated(written.title))
    by = people_in(_stated(written.author) or "") if not page.authors else ()
    return replace(page, headline=title or page.headline, authors=page.authors or by)


def _stated(value: str | None) -> str | None:
    words = " ".join((value or "").split())
    return None if _NOT_STATED.fullmatch(words) else words


def _docx(data: bytes) -> Written:
    opened(data).close()
    try:
        import docx
    except ImportError as error:
        raise missing("python-docx") from error
    try:
        document = docx.Document(io.BytesIO(data))
        found = [(str(p.style.name) if p.style else "", text) for p, text in _docx_paragraphs(document)]
        properties = document.core_properties
        titled = next((text for style, text in found[:12] if style == "Title"), None)
        return Written(tuple(text for _, text in found), properties.title, properties.author, titled)
    except Exception as error:  # what a damaged document makes of the library is of many kinds
        raise _damaged(error) from error


def _docx_paragraphs(document: Any) -> Iterator[tuple[Any, str]]:
    """Give the paragraphs of the body and of its tables in order."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:  # noqa: SLF001  a merged cell is given once for each column
                        seen.add(cell._tc)  # noqa: SLF001
                        yield from ((p, p.text.strip()) for p in cell.paragraphs if p.text.strip())
        elif block.text.strip():
            yield block, block.text.strip()


def _odt(data: bytes) -> Written:
    archive = opened(data)
    archive.close()
    try:
        from odfdo import Document
    except ImportError as error:
        raise missing("odfdo") from error
    try:
        document = Document(io.BytesIO(data))
        elements: list[Any] = document.body.xpath("//text:h | //text:p")
        found = [(str(e.get_attribute("text:style-name") or ""), str(e.inner_text).strip()) for e in elements]
        titled = next((text for style, text in found[:12] if style == "Title" and text), None)
        return Written(tuple(text for _, text in found if text), document.meta.title, document.meta.creator, titled)
    except Exception as error:
        raise _damaged(error) from error


def _rtf(data: bytes) -> Written:
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise missing("striprtf") from error
    source = data.decode("ascii", "ignore") if data[:5] == b"{\\rtf" else ""
    if not source:
        raise Refused("the file is not an RTF document", reason="not-rtf")
    # pictures are long runs of hexadecimal digits that hold no words
    source = re.sub(r"[0-9a-fA-F\s]{2000,}", " ", source)
    try:
        text = str(rtf_to_text(source, errors="ignore"))  # type: ignore[no-untyped-call]
    except Exception as error:
        raise _damaged(error) from error
    return Written(
        tuple(line.strip() for line in text.splitlines() if line.strip()),
        _info(source, "title"),
        _info(source, "author"),
    )


def _damaged(error: Exception) -> Refused:
    """Return the refusal of a document that its library cannot read; it looks for parts by their names."""
    found = "a part of it is missing" if isinstance(error, LookupError) else "it is not as its kind of document is"
    return Refused(f"the document is damaged: {found}", reason="damaged")


def _info(source: str, key: str) -> str | None:
    match = re.search(rf"{{\\{key} ([^{{}}\\]{{1,200}})}}", source)
    return match[1].strip() if match else None


def missing(library: str) -> Refused:
    """Return the refusal of a document whose library is not installed."""
    return Refused(f"reading it needs {library}: install onrecord with the extra “files”", reason="not-installed")


_READERS: dict[str, Callable[[bytes], Written]] = {".docx": _docx, ".odt": _odt, ".rtf": _rtf}
OFFICE: Sequence[str] = tuple(_READERS)
