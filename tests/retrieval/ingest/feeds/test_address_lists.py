"""Lists of addresses of every kind give each address once."""

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.address_lists import addresses_in
from retrieval.ingest.sources import fetched_items

ONE, TWO = "https://bay.example/1", "https://bay.example/2"


def found(text: str, name: str = "list.urls") -> list[str]:
    return list(addresses_in(name, text.encode()))


def test_a_line_is_an_address_and_each_is_given_once() -> None:
    assert found(f"# ours\n{ONE}?utm_source=x\n\n  {TWO}\n{ONE}\nno address\nftp://bay.example/3\n") == [ONE, TWO]


@pytest.mark.parametrize(("columns", "place"), [(61, 60), (16, 5), (27, 4)])
def test_the_tables_of_gdelt_give_the_addresses_of_their_articles(columns: int, place: int) -> None:
    rows = []
    for url in (ONE, TWO, ONE):
        row = ["https://other.example/x" if n == 0 else str(n) for n in range(columns)]
        row[place] = url
        rows.append("\t".join(row))
    assert found("\n".join(rows), "20310304.export.csv") == [ONE, TWO]


def test_an_index_of_common_crawl_gives_the_pages_that_were_there() -> None:
    entries = [
        {"url": ONE, "status": "200", "mime": "text/html"},
        {"url": TWO, "status": "404", "mime": "text/html"},
        {"url": "https://bay.example/3.png", "status": "200", "mime": "image/png"},
    ]
    assert found("\n".join(f"example,bay)/ 20310304 {json.dumps(entry)}" for entry in entries), "x.cdxj") == [ONE]


def test_packed_lists_are_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x.csv", ONE)
    assert (
        list(addresses_in("x.csv.zip", stream.getvalue()))
        == list(addresses_in("x.cdxj.gz", gzip.compress(ONE.encode())))
        == [ONE]
    )


@pytest.mark.parametrize("data", [b"", b"nothing", b"PK\x03\x04broken", b"\x1f\x8bbroken"])
def test_a_list_without_addresses_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"x\.urls"):
        list(addresses_in("x.urls", data))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        urls = list(addresses_in("x.urls", data))
    except BadInput:
        return
    assert len(urls) == len(set(urls))


def test_the_articles_of_a_list_are_fetched_as_their_hosts_allow(server, fetcher, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("retrieval.ingest.sources.PAUSE", 0.0)
    text = (
        "The ferry between Lindmar and Ostrava Bay sails again from Monday, the harbour office announced on Saturday. "
    )
    body = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{text * 3}</p><p>{text * 2}</p></article></body>"
    server.say("/robots.txt", b"User-agent: *\nDisallow: /secret", kind="text/plain")
    urls = [server.say("/a", body.encode()), server.url("/secret")]
    path = tmp_path / "list.urls"
    path.write_text("\n".join(urls))
    article, refusal = fetched_items(str(path), fetcher)
    assert (article.url, refusal.reason) == (urls[0], "robots")
