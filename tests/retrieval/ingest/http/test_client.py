"""One test for every way in which a server or an address can do harm, against a real server on loopback."""

import gzip
import logging
import shutil
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib

import pytest

from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import BadStatus, Fetcher, Limits, retry_after
from retrieval.ingest.http.media_types import FEED, PAGE

PAGE_BODY = b"<html><body><p>The ferry to Ostrava Bay sails again on Monday.</p></body></html>"


def refused(fetcher, url, reason, accept=PAGE):
    with pytest.raises(Refused) as caught:
        fetcher.fetch(url, accept)
    assert caught.value.reason == reason
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".") or ": " in message
    return message


def named(server, **names):
    """Return a client for which each name has the addresses given, whatever the real network says."""
    answers = {name.replace("_", "."): given for name, given in names.items()}
    return Fetcher(Guard((server.endpoint,), lambda name: answers[name]), Limits(surplus=0.05))


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


@pytest.mark.parametrize(
    "form",
    [
        "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1", "127.0.0.1.", "0.0.0.0", "0",
        "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::]",
        "１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1", "%31%32%37.0.0.1", "localhost", "LOCALHOST.", "printer.local",
    ],
)  # fmt: skip
def test_no_way_of_writing_loopback_reaches_it(form, forbidden_server):
    refused(
        Fetcher(Guard(resolve=lambda name: ["127.0.0.1"])),
        f"http://{form}:{forbidden_server.port}/",
        "forbidden-address",
    )


def test_the_other_loopback_is_not_reached_either(server, fetcher):
    try:
        other = type(server)(socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    refused(fetcher, other.url(), "forbidden-address")
    assert other.connections == 0
    other.close()


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "100.64.0.1", "10.0.0.1", "[fd00:ec2::254]", "[fe80::1]", "224.0.0.1"]
)
def test_addresses_that_are_not_public_are_refused(host):
    refused(Fetcher(), f"http://{host}/latest/meta-data", "forbidden-address")


def test_a_user_name_before_the_host_is_refused(forbidden_server):
    refused(Fetcher(), f"http://user@127.0.0.1:{forbidden_server.port}", "userinfo")
    refused(Fetcher(), f"http://news.example.org@127.0.0.1:{forbidden_server.port}/", "userinfo")
    refused(Fetcher(), f"http://news.example.org\\@127.0.0.1:{forbidden_server.port}/", "userinfo")


def test_a_fragment_does_not_hide_the_host(forbidden_server):
    refused(Fetcher(), f"http://127.0.0.1:{forbidden_server.port}#@example.com", "forbidden-address")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x.example/", "ftp://x.example/a", "data:text/html,x", "javascript:1"]
)
def test_only_http_and_https_are_fetched(url):
    refused(Fetcher(), url, "forbidden-scheme")


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///x", "http://a..b/", "http://[::1", "http://x.example:99999/", "http://x y/", "http://\0/"],
)
def test_what_is_no_address_is_bad_input(url):
    with pytest.raises(BadInput):
        Fetcher().fetch(url)


def test_ports_of_other_services_are_refused():
    refused(Fetcher(), "http://news.example.org:22/", "forbidden-port")
    refused(Fetcher(), "http://news.example.org:6379/", "forbidden-port")


def test_a_redirect_into_the_machine_is_refused(server, fetcher, forbidden_server):
    url = server.say("/out", status="302 Found", Location=forbidden_server.url("/admin"))
    refused(fetcher, url, "forbidden-address")
    url = server.say("/file", status="301 Moved", Location="file:///etc/passwd")
    refused(fetcher, url, "forbidden-scheme")


def test_redirects_are_followed_and_the_last_address_is_told(server, fetcher):
    server.say("/end%20here", PAGE_BODY)
    server.say("/b", status="307 Temporary Redirect", Location="/end here")
    url = server.say("/a", status="301 Moved Permanently", Location="b#part")
    page = fetcher.fetch(url, PAGE)
    assert (page.url, page.final_url) == (url, server.url("/end%20here"))


def test_a_redirect_loop_ends_after_five(server, fetcher):
    url = server.say("/loop", status="302 Found", Location="/loop")
    refused(fetcher, url, "redirects")
    assert len(server.requests) == 6


def test_five_redirects_are_not_too_many(server, fetcher):
    for step in range(5):
        server.say(f"/{step}", status="302 Found", Location=f"/{step + 1}")
    server.say("/5", PAGE_BODY)
    assert fetcher.fetch(server.url("/0"), PAGE).body == PAGE_BODY


def test_a_name_with_one_forbidden_address_among_its_answers_is_refused(server, forbidden_server):
    """The port is allowed on 127.0.0.1 only: 127.0.0.2 is as forbidden as any other loopback address."""
    fetcher = named(
        server, news_example_org=["127.0.0.1", "127.0.0.2"], public_example_org=["93.184.216.34", "10.0.0.8"]
    )
    refused(fetcher, f"http://news.example.org:{server.port}/", "forbidden-address")
    refused(fetcher, "http://public.example.org/", "forbidden-address")
    assert server.connections == 0


def test_the_connection_goes_to_the_address_that_was_judged(server, forbidden_server):
    """A name that answers differently each time: whatever was connected to has been judged."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]])
    asked = []

    def changing(name):
        asked.append(name)
        return next(answers)

    fetcher = Fetcher(Guard((server.endpoint,), changing), Limits(surplus=0.05))
    server.say("/a", PAGE_BODY)
    assert fetcher.fetch(f"http://news.example.org:{server.port}/a", PAGE).body == PAGE_BODY
    assert asked == ["news.example.org"]  # once for both judging and connecting: nothing can change in between
    refused(fetcher, f"http://news.example.org:{server.port}/a", "forbidden-address")
    assert server.connections == 1


def test_every_hop_is_resolved_and_judged_anew(server):
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    fetcher = Fetcher(Guard((server.endpoint,), lambda name: next(answers)), Limits(surplus=0.05))
    server.say("/a", status="302 Found", Location="/b")
    refused(fetcher, f"http://news.example.org:{server.port}/a", "forbidden-address")
    assert server.paths() == ["/a"]


def test_host_and_certificate_name_stay_the_name_while_the_address_is_pinned(server):
    fetcher = named(server, news_example_org=["127.0.0.1"])
    server.say("/a", PAGE_BODY)
    fetcher.fetch(f"http://news.example.org:{server.port}/a", PAGE)
    assert f"Host: news.example.org:{server.port}".encode() in server.requests[0]
    refused(fetcher, f"https://news.example.org:{server.port}/a", "unreachable")
    assert b"news.example.org" in server.requests[1]  # the greeting of TLS names the host in the clear


@pytest.fixture
def encrypted(tmp_path):
    """A certificate for news.example.org, made on the spot, and what trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example.org", "-addext", "subjectAltName=DNS:news.example.org", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    mine = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    mine.load_cert_chain(certificate, key)
    return mine, ssl.create_default_context(cafile=certificate)


def test_certificates_are_checked_against_the_name(server, encrypted):
    serving, trusting = encrypted

    def greet(connection, request):
        """Take the whole greeting that the server has read already, and answer it in TLS."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        incoming.write(request)
        talk = serving.wrap_bio(incoming, outgoing, server_side=True)

        def until(step):
            while True:
                try:
                    return step()
                except ssl.SSLWantReadError:
                    connection.sendall(outgoing.read())
                    data = connection.recv(65536)
                    if not data:
                        return None
                    incoming.write(data)
                except ssl.SSLError:
                    return None

        until(talk.do_handshake)
        if until(lambda: talk.read(65536)):
            talk.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE_BODY) + PAGE_BODY
            )
            connection.sendall(outgoing.read())

    server.answers[""] = greet
    fetcher = named(server, news_example_org=["127.0.0.1"], other_example_org=["127.0.0.1"])
    message = refused(fetcher, f"https://news.example.org:{server.port}/a", "unreachable")
    assert "certificate" in message
    fetcher._tls = trusting
    assert fetcher.fetch(f"https://news.example.org:{server.port}/a", PAGE).body == PAGE_BODY
    assert "other.example.org" in refused(fetcher, f"https://other.example.org:{server.port}/a", "unreachable")


def test_a_dead_address_gives_way_to_the_next(server):
    free = socket.socket()
    free.bind(("127.0.0.3", 0))  # bound and not listening: connecting is refused at once
    fetcher = Fetcher(
        Guard((server.endpoint, f"127.0.0.3:{server.port}"), lambda name: ["127.0.0.3", "127.0.0.1"]),
        Limits(surplus=0.05),
    )
    server.say("/a", PAGE_BODY)
    assert fetcher.fetch(f"http://news.example.org:{server.port}/a", PAGE).body == PAGE_BODY
    free.close()


def test_proxies_in_the_environment_are_ignored(server, fetcher, forbidden_server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, forbidden_server.url())
    assert fetcher.fetch(server.say("/a", PAGE_BODY), PAGE).body == PAGE_BODY
    refused(fetcher, f"https://{server.endpoint}/a", "unreachable")  # no TLS there, but no proxy either


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
    patient = Fetcher(Guard((server.endpoint,)), Limits(surplus=2))
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
