"""Files as articles: flattened text, web pages and PDF, in whatever encoding they come. Names never become paths."""

import re
from collections.abc import Iterator
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.flat_page import read_flat_page
from retrieval.ingest.json_lines import hashed_id
from retrieval.ingest.pages import Page
from retrieval.ingest.web_page import read_web_page

#: bytes of a file that are read at most
LARGEST = 20_000_000
TEXT, WEB, PDF = frozenset({".txt", ".text", ".md"}), frozenset({".html", ".htm", ".xhtml"}), frozenset({".pdf"})
#: what `read_file` reads; JSON Lines, feeds and OPML have readers of their own
SUFFIXES = TEXT | WEB | PDF


def read_file(name: str | PurePath, data: bytes) -> Iterator[Article | BadInput]:
    """Yield the article of a file, or what is wrong with it, with the file's name in the message."""
    try:
        yield _article(str(name), data)
    except Refused as error:
        yield Refused(f"{shown_name(str(name))}: {error}", reason=error.reason)
    except BadInput as error:
        yield BadInput(f"{shown_name(str(name))}: {error}")


def _article(name: str, data: bytes) -> Article:
    return read_page(name, data).article(file_id(name, data))


def read_page(name: str, data: bytes) -> Page:
    """Return the page in a file's bytes, read as its name's ending says."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("the file is empty", reason="empty")
    if len(data) > LARGEST:
        raise Refused(f"the file has {len(data):,} bytes, more than {LARGEST:,}", reason="too-large")
    suffix = PurePosixPath(_last(name)).suffix.lower()
    if data.startswith(b"%PDF-"):
        from retrieval.ingest.pdf import pdf_text

        return read_flat_page(pdf_text(data))
    if suffix in PDF:
        raise Refused("the file is not a PDF document", reason="not-pdf")
    text = decoded(data)
    if suffix in WEB or re.match(r"\s*(?:<!doctype html|<html\b)", text[:200], re.I):
        return read_web_page(text)
    return read_flat_page(text)


def decoded(data: bytes) -> str:
    """Return the text of the bytes: by its byte order mark, as UTF-8, or else as Windows-1252; refuse what is binary."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
                           (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if _is_binary(data):
        raise Refused("the file is binary, not text", reason="binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and error.start >= len(data) - 4:  # cut off in the middle of a character
            return data[: error.start].decode("utf-8")
    return data.decode("cp1252", "replace")


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
