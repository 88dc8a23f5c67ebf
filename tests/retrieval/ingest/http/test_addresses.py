"""Addresses are brought into one form and then judged."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.addresses import LONGEST_URL, Guard, forbidden, joined_url, parsed
from retrieval.ingest.http.hosts import normalised_host

OCTETS = st.lists(st.integers(0, 255), min_size=4, max_size=4)


def written(number, base):
    return {8: f"0{number:o}", 10: str(number), 16: f"0x{number:x}"}[base]


@given(OCTETS, st.integers(1, 4), st.lists(st.sampled_from([8, 10, 16]), min_size=4, max_size=4), st.booleans())
def test_every_way_of_writing_an_ipv4_address_is_the_same_address(octets, parts, bases, dot):
    last = int.from_bytes(bytes(octets[parts - 1 :]), "big")
    numbers = [*octets[: parts - 1], last]
    host = ".".join(written(number, base) for number, base in zip(numbers, bases, strict=False)) + "." * dot
    assert normalised_host(host) == ".".join(map(str, octets))


@given(st.ip_addresses(v=4))
def test_what_python_calls_not_global_is_forbidden(address):
    if not address.is_global or address.is_multicast:
        assert forbidden(address) is not None


@given(st.ip_addresses(v=6))
def test_what_python_calls_not_global_is_forbidden_in_ipv6(address):
    if not address.is_global or address.is_multicast:
        assert forbidden(address) is not None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_address_is_judged_as_itself(address):
    low = int(address)
    carriers = [0xFFFF << 32, 0x64FF9B << 96, (0x2606_2800_0220_0001 << 64) | (0x5EFE << 32)]
    for carrier in carriers:
        assert (forbidden(ipaddress.IPv6Address(carrier | low)) is None) == (forbidden(address) is None)
    for carrier in [0, 0x64FF9B_0001 << 80, 0x2001 << 112]:
        assert forbidden(ipaddress.IPv6Address(carrier | low)) is not None
    assert forbidden(ipaddress.IPv6Address((0x2002 << 112) | (low << 80))) is not None


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.31.0.1", "private"),
        ("192.168.1.1", "private"),
        ("169.254.169.254", "link-local or metadata"),
        ("168.63.129.16", "metadata"),
        ("100.64.0.1", "shared (carrier-grade NAT)"),
        ("0.0.0.0", "unspecified"),
        ("198.19.0.1", "benchmarking"),
        ("203.0.113.9", "documentation"),
        ("239.1.1.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fe80::1", "link-local"),
        ("fd00:ec2::254", "private"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "documentation"),
        ("2001::1", "Teredo"),
        ("2002:0808:0808::1", "6to4"),
        ("64:ff9b:1::808:808", "local-use NAT64"),
        ("5f00::1", "reserved"),
        ("fec0::1", "reserved"),
        ("8.8.8.8", None),
        ("93.184.216.34", None),
        ("2606:2800:220:1::1", None),
        ("64:ff9b::808:808", None),
    ],
)
def test_addresses_are_told_by_their_kind(address, kind):
    assert forbidden(ipaddress.ip_address(address)) == kind


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTP://News.Example.ORG", "http://news.example.org/"),
        ("https://news.example.org:443/a#part", "https://news.example.org/a"),
        ("http://news.example.org:8080/a?b=c d", "http://news.example.org:8080/a?b=c%20d"),
        (" http://news.example.org./ ", "http://news.example.org/"),
        ("http://bücher.example/straße", "http://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://news.example.org/%C3%A4%20", "http://news.example.org/%C3%A4%20"),
        ("http://[2606:2800:0220:0001::0001]/", "http://[2606:2800:220:1::1]/"),
        ("http://ｎｅｗｓ．example。org/", "http://news.example.org/"),
        ("http://134744072/", "http://8.8.8.8/"),
        ("http://news.example.org/a\\b", "http://news.example.org/a%5Cb"),
    ],
)
def test_an_address_has_one_form(url, form):
    assert Guard().judge(url).url == form
    assert parsed(form).url == form


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example.org",
        "//news.example.org/",
        "http://a_b..example/",
        "http://1.2.3.256/",
        "http://0x.09/",
        "http://[1::2::3]/",
        "http://-a.example/",
        "http://" + "a" * 64 + ".example/",
        "http://a.example\\.b/",
        "http://a.example/\r\nX: y",
        "http://%00.example/",
        "http://a.example:x/",
        "http://" + "a." * 130 + "example/",
        "http://a.example/" + "b" * LONGEST_URL,
    ],
)
def test_what_is_no_address_is_told_in_one_line(url):
    with pytest.raises(BadInput) as caught:
        parsed(url)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://", "http://[", "http://127."]))
def test_any_text_is_judged_or_refused(text, before):
    try:
        target = Guard().judge(before + text)
    except BadInput:
        return
    assert target.url.isascii()
    assert Guard().judge(target.url) == target


def test_exceptions_are_networks_addresses_or_an_address_and_a_port():
    guard = Guard(("127.0.0.1:8081", "[::1]:8081"))
    assert guard.judge("http://127.1:8081/").port == 8081
    assert guard.addresses("[::1]", 8081) == [ipaddress.ip_address("::1")]
    for url in ("http://127.0.0.1:8080/", "http://127.0.0.2:8081/", "http://127.0.0.1/"):
        with pytest.raises(Refused):
            guard.judge(url)
    for url in ("http://10.1.2.3/", "http://10.1.2.3:6379/", "http://127.0.0.1:1/", "http://[::1]:9/"):
        assert Guard(("10.0.0.0/8", "127.0.0.1", "::1")).judge(url)
    for entry in (
        "news.example.org:80",
        "news.example.org",
        "127.0.0.1:http",
        "127.0.0.1:65536",
        ":80",
        "",
        "10.0.0.0/40",
    ):
        with pytest.raises(BadInput, match="network or an address"):
            Guard((entry,))


def test_names_inside_a_network_are_refused_unasked():
    asked = []
    guard = Guard(resolve=lambda name: asked.append(name) or ["93.184.216.34"])
    for name in ("localhost", "intranet", "metadata.google.internal", "printer.local", "router.lan", "a.localhost"):
        with pytest.raises(Refused):
            guard.addresses(name, 80)
    assert asked == []


def test_a_name_without_addresses_is_refused():
    with pytest.raises(Refused) as caught:
        Guard(resolve=lambda name: []).addresses("news.example.org", 80)
    assert caught.value.reason == "unreachable"
    with pytest.raises(Refused):
        Guard(resolve=lambda name: ["not an address"]).addresses("news.example.org", 80)


def test_each_address_of_a_name_is_tried_once():
    guard = Guard(resolve=lambda name: ["93.184.216.34", "93.184.216.34", "8.8.8.8"])
    assert [str(address) for address in guard.addresses("news.example.org", 80)] == ["93.184.216.34", "8.8.8.8"]


def test_links_are_read_as_on_their_page():
    assert joined_url("http://a.example/b/c", " ../d ") == "http://a.example/d"
    with pytest.raises(BadInput):
        joined_url("http://a.example/", "http://[::1")
