"""What may not be fetched: addresses of the machine and its network by any way, other services, and hops that lead there."""

import shutil
import socket
import ssl
import subprocess

import pytest

from retrieval.errors import BadInput
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import Fetcher, Limits
from retrieval.ingest.http.media_types import PAGE
from tests.retrieval.ingest.http.conftest import PAGE_BODY, named, refused


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
