"""Files as articles: flattened text, web pages, PDF and documents, in whatever encoding they come. Names never become paths."""

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.readers.documents.reading import DOCUMENTS, read_documents, read_text
from retrieval.ingest.readers.encoding import decoded
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.json_lines import hashed_id
from retrieval.ingest.readers.page import Page

#: bytes of a file that are read at most
LARGEST = 20_000_000
TEXT, WEB, PDF = frozenset({".txt", ".text", ".md"}), frozenset({".html", ".htm", ".xhtml"}), frozenset({".pdf"})
#: what `read_file` reads; JSON Lines, feeds and OPML have readers of their own
SUFFIXES = TEXT | WEB | PDF | DOCUMENTS

#: byte order marks; what begins with one is text whatever bytes follow
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_file(name: str | PurePath, data: bytes, *, guarded: bool = False) -> Iterator[Article | BadInput]:
    """Yield the article of a file, or each that it holds, or what is wrong with it, with the file's name in the message.

    A `guarded` file is one that may have been made for the program to hang on.
    """
    shown, own = shown_name(str(name)), file_id(str(name), data)
    try:
        for number, page in enumerate(_pages(str(name), data, guarded=guarded)):
            try:
                if isinstance(page, Refused):
                    raise page
                yield page.article(own if number == 0 else f"{own}-{number + 1}")
            except Refused as error:
                yield Refused(f"{shown}: {error}", reason=error.reason)
    except Refused as error:
        yield Refused(f"{shown}: {error}", reason=error.reason)
    except BadInput as error:
        yield BadInput(f"{shown}: {error}")


def read_page(name: str, data: bytes) -> Page:
    """Return the page in a file's bytes, read as its name's ending says; the first of a file with several."""
    page = next(_pages(name, data), None)
    if page is None:
        raise Refused("there is no article in it", reason="no-article")
    if isinstance(page, Refused):
        raise page
    return page


def _pages(name: str, data: bytes, *, guarded: bool = False) -> Iterator[Page | Refused]:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("the file is empty", reason="empty")
    if len(data) > LARGEST:
        raise Refused(f"the file has {len(data):,} bytes, more than {LARGEST:,}", reason="too-large")
    suffix = PurePosixPath(_last(name)).suffix.lower()
    if data.startswith(b"%PDF-"):
        suffix = ".pdf"
    elif suffix in PDF:
        raise Refused("the file is not a PDF document", reason="not-pdf")
    if suffix not in PDF | DOCUMENTS:
        yield _page(data, suffix, guarded=guarded)
        return
    found = False
    for page in read_documents(data, suffix):
        found = True
        yield page
    if not found:
        raise Refused("there is no article in it", reason="no-article")


def _page(data: bytes, suffix: str, *, guarded: bool) -> Page:
    text = text_of(data)
    if suffix in WEB or re.match(r"\s*(?:<!doctype html|<html\b)", text[:200], re.I):
        return read_web_page(data, guarded=guarded)
    return read_text(text, guarded=guarded)


def text_of(data: bytes) -> str:
    """Return the text of the bytes, in whatever encoding it must be; refuse what is binary."""
    if not data.startswith(_MARKS) and _is_binary(data):
        raise Refused("the file is binary, not text", reason="binary")
    return decoded(data)[0]


def _is_binary(data: bytes) -> bool:
    """Many NULs or other control bytes among the first thousands of bytes."""
    sample = data[:8_000]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return controls > 0.02 * len(sample)


def file_id(name: str, data: bytes) -> str:
    """Return the article's id, made from the file's name: letters and digits, nothing that a path is made of."""
    stem = PurePosixPath(_last(name)).stem
    return re.sub(r"[^\w]+", "-", stem).strip("-_").lower()[:80] or hashed_id(repr(data[:10_000]))


def shown_name(name: str) -> str:
    """Return the last part of a name, without characters that are not shown."""
    return re.sub(r"[\x00-\x1f\x7f]", "", _last(name))[:120] or "the file"


def _last(name: str) -> str:
    return PureWindowsPath(name).name or PurePosixPath(name).name
