"""A web archive gives the article of each page in it; what else is in it is passed over."""

import gzip
from pathlib import Path

import pytest

from retrieval.domain import Article
from retrieval.errors import BadInput
from retrieval.ingest.readers.web_archives import archived_pages
from retrieval.ingest.sources import local_items

pytest.importorskip("warcio")

TEXT = "The ferry between Lindmar and Ostrava Bay sails again from Monday, the harbour office announced on Saturday. "
PAGE = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{TEXT * 2}</p><p>{TEXT * 3}</p></article></body></html>"


def archive(path: Path, *records: tuple[str, str, str, bytes]) -> Path:
    packed = gzip.compress if path.suffix == ".gz" else bytes
    path.write_bytes(b"".join(packed(record(*one)) for one in records))
    return path


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    reply = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):032}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(reply)}\r\n\r\n"
    )
    return head.encode() + reply + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_the_pages_of_a_web_archive_are_read_with_their_addresses(tmp_path: Path, name: str) -> None:
    path = archive(
        tmp_path / name,
        ("https://bay.example/a?utm_source=x", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("https://bay.example/b", "404 Not Found", "text/html", PAGE.encode()),
        ("https://bay.example/c.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://bay.example/d", "200 OK", "text/html", b"<html><body><p>Nothing</p></body></html>"),
    )
    article, refusal = archived_pages(path)
    assert isinstance(article, Article)
    assert (article.url, article.headline) == ("https://bay.example/a", "Ferry")
    assert isinstance(refusal, BadInput)
    assert "https://bay.example/d" in str(refusal)


def test_an_archive_that_is_cut_off_gives_its_whole_pages_and_says_so(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "x.warc", *((f"https://bay.example/{n}", "200 OK", "text/html", PAGE.encode()) for n in range(2))
    )
    path.write_bytes(path.read_bytes()[:-600])
    assert isinstance(next(archived_pages(path)), Article)
    (tmp_path / "y.warc").write_bytes(b"no archive at all")
    (refusal,) = archived_pages(tmp_path / "y.warc")
    assert "y.warc" in str(refusal)


def test_web_archives_in_a_folder_are_read(tmp_path: Path) -> None:
    archive(tmp_path / "x.warc.gz", ("https://bay.example/a", "200 OK", "text/html", PAGE.encode()))
    assert [type(item) for item in local_items(str(tmp_path))] == [Article]


@pytest.mark.parametrize("name", ["warc.paths", "warc.paths.gz"])
def test_a_list_of_archives_gives_those_beside_it_and_says_which_are_missing(tmp_path: Path, name: str) -> None:
    page = ("https://bay.example/a", "200 OK", "text/html", PAGE.encode())
    folder = tmp_path / "crawl-data" / "2031"
    folder.mkdir(parents=True)
    archive(folder / "one.warc.gz", page)
    archive(tmp_path / "two.warc.gz", page)
    lines = (
        b"crawl-data/2031/one.warc.gz\ncrawl-data/2031/two.warc.gz\ncrawl-data/2031/three.warc.gz\n../four.warc.gz\n"
    )
    (tmp_path / name).write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)
    one, two, missing, outside = local_items(str(tmp_path / name))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert "/crawl-data/2031/three.warc.gz" in str(missing)
    assert "out of the list's folder" in str(outside)
    (tmp_path / name).write_bytes(b"nothing")
    (refusal,) = local_items(str(tmp_path / name))
    assert name in str(refusal)
