"""Web archives (WARC, also packed, as Common Crawl News has them) by warcio: page after page, in constant memory."""

from collections.abc import Iterator
from pathlib import Path

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.links import without_trackers
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.json_lines import hashed_id

ARCHIVES = (".warc", ".warc.gz")
#: bytes of a page that are read at most, as sent
LARGEST = 2_000_000
_PAGES = ("text/html", "application/xhtml+xml")


def archived_pages(path: str | Path) -> Iterator[Article | BadInput]:
    """Yield the article of every page in a web archive, or what is wrong with it, with the page's address in the message.

    Other records (requests, pictures, pages that were not there) are passed over. Raise Refused where warcio is missing.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
    except ImportError as error:
        raise Refused(
            f"{path}: reading it needs warcio: install onrecord with the extra “files”", "not-installed"
        ) from error
    try:
        with Path(path).open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response" and record.http_headers is not None:
                    yield from _page(record)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror or error}.") from error
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        yield Refused(f"{path}: the web archive is damaged or cut off: {' '.join(str(error).split())[:120]}", "damaged")


def _page(record: object) -> Iterator[Article | BadInput]:
    headers, url = record.http_headers, record.rec_headers.get_header("WARC-Target-URI") or ""  # type: ignore[attr-defined]
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if headers.get_statuscode() != "200" or kind not in _PAGES or not url.startswith(("http://", "https://")):
        return
    url = without_trackers(url)
    try:
        data = record.content_stream().read(LARGEST + 1)  # type: ignore[attr-defined]
        if len(data) > LARGEST:
            raise Refused(f"the page is larger than {LARGEST // 1_000_000} MB", "too-large")
        yield read_web_page(data, url).article(hashed_id(url), url=url)
    except BadInput as error:
        yield Refused(f"{str(error)[:1].upper()}{str(error)[1:]}: {url}", getattr(error, "reason", "unreadable"))
    except Exception as error:  # noqa: BLE001  one page of an archive must not cost the others their place
        yield Refused(f"Reading failed ({type(error).__name__}): {url}", "failed")
