"""One test for every way in which a server or an address can do harm, against a real server on loopback."""

import gzip
import logging
import socket
import time
import tracemalloc
import zlib

import pytest

from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import BadStatus, Fetcher, Limits, retry_after
from retrieval.ingest.http.media_types import FEED, PAGE
from tests.retrieval.ingest.http.conftest import PAGE_BODY, refused


def test_a_page_is_fetched_with_its_type_charset_and_validators(server, fetcher):
    url = server.say("/a", PAGE_BODY, ETag='"7"', Last_Modified="Mon, 04 May 2009 10:00:00 GMT")
    page = fetcher.fetch(url, PAGE)
    assert (page.url, page.final_url, page.body) == (url, url, PAGE_BODY)
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
    assert (page.etag, page.modified) == ('"7"', "Mon, 04 May 2009 10:00:00 GMT")


def test_somebody_may_watch_a_body_come(server):
    told = []
    url = server.say("/a", PAGE_BODY)
    Fetcher(Guard((server.endpoint,)), progress=lambda *words: told.append(words)).fetch(url, PAGE)
    assert told[-1] == (url, len(PAGE_BODY), len(PAGE_BODY))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_the_client_says_who_it_is_and_sends_nothing_else(server):
    fetcher = Fetcher(Guard((server.endpoint,)), user_agent="bay-archive/2 (desk@bay.example)")
    fetcher.fetch(server.say("/a", PAGE_BODY), PAGE)
    lines = server.requests[0].decode("ascii").split("\r\n")
    assert "User-Agent: bay-archive/2 (desk@bay.example)" in lines
    assert f"Host: {server.endpoint}" in lines
    assert {line.partition(":")[0] for line in lines[1:] if line} == {
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection",
    }  # fmt: skip


def test_what_has_not_changed_is_not_read_again(server, fetcher):
    url = server.say("/feed", status="304 Not Modified", kind=None)
    assert fetcher.fetch_if_changed(url, FEED, '"7"', "Mon, 04 May 2009 10:00:00 GMT") is None
    request = server.requests[0].decode("ascii")
    assert 'If-None-Match: "7"\r\n' in request
    assert "If-Modified-Since: Mon, 04 May 2009 10:00:00 GMT\r\n" in request
    assert fetcher.fetch_if_changed(server.say("/new", PAGE_BODY), FEED, '"7"') is not None
    refused(fetcher, url, "status-304")


def test_a_gzip_bomb_is_refused_with_memory_flat(server, fetcher):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 250_000
    url = server.say("/bomb", bomb, Content_Encoding="gzip")
    fetcher.fetch(server.say("/warm", PAGE_BODY), PAGE)
    tracemalloc.start()
    try:
        refused(fetcher, url, "too-large")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


def test_a_body_of_more_than_two_megabytes_is_refused(server, fetcher):
    refused(fetcher, server.say("/stated", b"x" * 2_000_001), "too-large")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    server.answers["/unstated"] = head + b"x" * 2_000_001
    refused(fetcher, server.url("/unstated"), "too-large")
    assert len(fetcher.fetch(server.say("/just", b"x" * 2_000_000), PAGE).body) == 2_000_000


@pytest.mark.parametrize("packed", [gzip.compress, zlib.compress, lambda body: zlib.compress(body)[2:-4]])
def test_packed_bodies_are_unpacked(packed, server, fetcher):
    encoding = "gzip" if packed is gzip.compress else "deflate"
    assert fetcher.fetch(server.say("/a", packed(PAGE_BODY), Content_Encoding=encoding), PAGE).body == PAGE_BODY


def test_damaged_cut_off_and_unknown_packing_is_refused(server, fetcher):
    packed = gzip.compress(PAGE_BODY * 50)
    refused(fetcher, server.say("/cut", packed[:-20], Content_Encoding="gzip"), "wrong-encoding")
    refused(fetcher, server.say("/damaged", b"\x1f\x8bnot gzip at all", Content_Encoding="gzip"), "wrong-encoding")
    refused(fetcher, server.say("/br", packed, Content_Encoding="br"), "wrong-encoding")


def test_a_body_that_drips_is_cut_at_the_deadline(server):
    def drip(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.05)

    server.answers["/drip"] = drip
    fetcher = Fetcher(Guard((server.endpoint,)), Limits(seconds=0.4))
    assert "0.4 seconds" in refused(fetcher, server.url("/drip"), "too-slow")


def test_a_head_that_drips_and_silence_are_cut_too(server):
    def drip(connection, request):
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    server.answers["/head"] = drip
    server.answers["/silence"] = lambda connection, request: time.sleep(1)
    fetcher = Fetcher(Guard((server.endpoint,)), Limits(seconds=0.3))
    refused(fetcher, server.url("/head"), "too-slow")
    refused(fetcher, server.url("/silence"), "too-slow")


def test_one_deadline_runs_over_all_redirects(server):
    def slow(connection, request):
        time.sleep(0.15)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /slow\r\nContent-Length: 0\r\n\r\n")

    server.answers["/slow"] = slow
    refused(Fetcher(Guard((server.endpoint,)), Limits(seconds=0.4)), server.url("/slow"), "too-slow")
    assert len(server.requests) <= 3


def test_a_resolver_that_says_nothing_is_not_waited_for():
    fetcher = Fetcher(Guard(resolve=lambda name: time.sleep(1) or []), Limits(seconds=0.1))
    refused(fetcher, "http://news.example.org/", "too-slow")


def test_a_name_that_does_not_exist_is_told():
    def unknown(name):
        raise socket.gaierror(-2, "Name or service not known")

    assert "news.example.org" in refused(Fetcher(Guard(resolve=unknown)), "http://news.example.org/", "unreachable")


def test_a_reply_shorter_than_stated_is_refused(server, fetcher):
    refused(fetcher, server.say("/short", PAGE_BODY, length=len(PAGE_BODY) + 10), "unreachable")


def test_a_reply_longer_than_stated_is_refused(server, fetcher):
    refused(fetcher, server.say("/long", PAGE_BODY, length=20), "wrong-length")
    refused(fetcher, server.say("/none", PAGE_BODY, length=0), "wrong-length")

    def late(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>Th")
        time.sleep(0.05)
        connection.sendall(b"e ferry sails.</p>")

    server.answers["/late"] = late
    patient = Fetcher(Guard((server.endpoint,)), Limits(surplus=60, seconds=120))
    refused(patient, server.url("/late"), "wrong-length")


def test_an_interim_reply_is_not_mistaken_for_a_longer_body(server, fetcher):
    server.say("/a", PAGE_BODY)
    server.answers["/a"] = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + server.answers["/a"]
    assert fetcher.fetch(server.url("/a"), PAGE).body == PAGE_BODY


def test_replies_without_a_length_are_read_to_their_end(server, fetcher):
    server.answers["/end"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE_BODY
    assert fetcher.fetch(server.url("/end"), PAGE).body == PAGE_BODY
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE_BODY[:9], PAGE_BODY[9:]))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answers["/chunks"] = head + chunks + b"0\r\n\r\n"
    assert fetcher.fetch(server.url("/chunks"), PAGE).body == PAGE_BODY
    server.answers["/cut"] = head + chunks
    refused(fetcher, server.url("/cut"), "unreachable")


@pytest.mark.parametrize(
    "body",
    [b"\x89PNG\r\n\x1a\n" + bytes(50), b"\xff\xd8\xff\xe0" + bytes(50), b"GIF89a....", b"RIFF\x10\0\0\0WEBPVP8 ",
     b"PK\x03\x04...", b"\x00\x00\x00\x18ftypmp42", bytes(range(256)) * 4],
)  # fmt: skip
def test_pictures_and_other_binaries_that_call_themselves_pages_are_refused(body, server, fetcher):
    refused(fetcher, server.say("/picture", body), "wrong-type")


def test_types_that_were_not_asked_for_are_refused(server, fetcher):
    assert "image/png" in refused(fetcher, server.say("/p", b"x", kind="image/png"), "wrong-type")
    assert "video/mp4" in refused(fetcher, server.say("/v", b"x", kind="video/mp4; codecs=x"), "wrong-type", FEED)
    assert fetcher.fetch(server.say("/unstated", PAGE_BODY, kind=None), PAGE).body == PAGE_BODY
    assert (
        fetcher.fetch(server.say("/pdf", b"%PDF-1.4 ...", kind="application/octet-stream"), PAGE).content_type
        == "application/pdf"
    )
    assert fetcher.fetch(server.say("/utf16", "<p>Фериботът</p>".encode("utf-16")), PAGE).body


def test_an_error_of_the_server_is_told_with_its_status_and_wait(server, fetcher):
    with pytest.raises(BadStatus) as caught:
        fetcher.fetch(server.say("/busy", status="429 Too Many Requests", Retry_After="120"), PAGE)
    assert (caught.value.status, caught.value.retry_after, caught.value.reason) == (429, 120.0, "status-429")
    refused(fetcher, server.url("/nowhere"), "status-404")
    refused(fetcher, server.say("/nothing", status="204 No Content"), "status-204")


def test_what_is_not_http_is_refused(server, fetcher):
    server.answers["/smtp"] = b"220 mail.example.org ESMTP\r\n"
    refused(fetcher, server.url("/smtp"), "unreachable")
    server.answers["/hang-up"] = b""
    refused(fetcher, server.url("/hang-up"), "unreachable")
    server.answers["/head"] = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000
    refused(fetcher, server.url("/head"), "unreachable")


def test_addresses_that_were_fetched_do_not_appear_in_the_log(server, fetcher, caplog):
    with caplog.at_level(logging.DEBUG):
        fetcher.fetch(server.say("/secret-source", PAGE_BODY), PAGE)
    assert "secret-source" not in caplog.text
    assert server.endpoint not in caplog.text


def test_retry_after_is_read_in_seconds_and_as_a_date():
    assert retry_after("120", 0) == 120
    assert retry_after("Thu, 01 Jan 1970 00:02:00 GMT", 60) == 60
    assert retry_after("Thu, 01 Jan 1970 00:00:30 GMT", 60) == 0
    assert retry_after("99999999999", 0) == 7 * 86_400
    assert [retry_after(value, 0) for value in (None, "", "soon", "-1", "Thu, 99 Foo 2009")] == [None] * 5
