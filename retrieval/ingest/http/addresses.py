"""Judging where a connection may go: URLs are brought into one form first, then host and every IP address are judged.

Only public addresses pass. The forms of writing an address follow the WHATWG URL standard (section 3.5, host parsing);
the ranges follow the IANA registries of special-purpose addresses and RFC 6052, 3056, 4380 and 5214 for IPv4 addresses
carried inside IPv6 ones. Nothing here opens a connection except the resolver, which asks for names only.
"""

import ipaddress
import socket
import threading
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.hosts import normalised_host, shown

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
#: the addresses of a name, as text, in the order in which they should be tried
Resolver = Callable[[str], Sequence[str]]

DEFAULT_PORTS = {"http": 80, "https": 443}
#: where news is served; anything else is more likely somebody's database than a newspaper
USUAL_PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})
LONGEST_URL = 2_048

#: what stays as it is in a path (RFC 3986): "%" too, since what is quoted already must not be quoted twice
_SAFE = "/%:@!$&'()*+,;=~-._"

#: control characters and halves of surrogate pairs
_UNWRITABLE = frozenset(("Cc", "Cs"))

_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion", "test", "invalid")

_FORBIDDEN_IPV4 = tuple(
    (ipaddress.IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared (carrier-grade NAT)"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "metadata"),
        ("169.254.0.0/16", "link-local or metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_FORBIDDEN_IPV6 = tuple(
    (ipaddress.IPv6Network(network), kind)
    for network, kind in (
        ("::1/128", "loopback"),
        ("::/128", "unspecified"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b:1::/48", "local-use NAT64"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
    )
)
#: the upper half of an ISATAP interface identifier (RFC 5214), whose lower half is an IPv4 address
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


@dataclass(frozen=True, slots=True)
class Target:
    """A judged URL: `url` is its one form, without fragment; `host` is an ASCII name or an address without brackets."""

    url: str
    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides where connections may go.

    `allow` lists exceptions: an address and a port ("127.0.0.1:8080", "[::1]:8080"), an address or a network
    ("10.0.0.0/8"): for operators with a source of their own inside their network, and for tests. Names cannot be
    allowed, since whoever owns a name may change its addresses. `resolve` gives the addresses of a name.
    """

    allow: tuple[str, ...] = ()
    resolve: Resolver = field(default=lambda name: system_addresses(name))
    _exceptions: tuple[tuple[IPNetwork, int | None], ...] = field(init=False, repr=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_exceptions", tuple(_exception(entry) for entry in self.allow))

    def judge(self, url: str) -> Target:
        """Return the judged form of `url`; raise `BadInput` when it is no URL, `Refused` when it leads nowhere allowed."""
        target = parsed(url)
        address = _as_address(target.host)
        if address is not None:
            self._judge_address(address, target.port, target.host)
        else:
            self._judge_name(target.host, target.port)
        return target

    def addresses(self, host: str, port: int, seconds: float = 10.0) -> list[IPAddress]:
        """Return every address of `host`, each of them judged; one that is forbidden refuses them all.

        Raise `TimeoutError` when the resolver says nothing for `seconds`.
        """
        host = normalised_host(host)
        address = _as_address(host)
        if address is not None:
            self._judge_address(address, port, host)
            return [address]
        self._judge_name(host, port)
        try:
            answers = [
                ipaddress.ip_address(answer.partition("%")[0]) for answer in _within(seconds, self.resolve, host)
            ]
        except TimeoutError:
            raise
        except (OSError, UnicodeError, ValueError) as error:
            raise Refused(f"The name {host} cannot be resolved.", "unreachable") from error
        if not answers:
            raise Refused(f"The name {host} has no address.", "unreachable")
        for answer in answers:
            self._judge_address(answer, port, host)
        return list(dict.fromkeys(answers))

    def _judge_address(self, address: IPAddress, port: int, host: str) -> None:
        if any(address in network and allowed in (None, port) for network, allowed in self._exceptions):
            return
        kind = forbidden(address)
        if kind is not None:
            said = host if host == str(address) else f"{host} leads to {address}, which"
            raise Refused(
                f"{said} is not a public address ({kind}), so nothing is fetched from it.", "forbidden-address"
            )
        _judge_port(port)

    def _judge_name(self, name: str, port: int) -> None:
        """Refuse names that only mean something inside a machine or a network, before anybody is asked for them."""
        if any(allowed in (None, port) for _, allowed in self._exceptions):
            return  # its addresses may be among the exceptions: they are judged next
        if "." not in name or any(name == suffix or name.endswith(f".{suffix}") for suffix in _LOCAL_NAMES):
            raise Refused(f"{name} is a name inside a network, so nothing is fetched from it.", "forbidden-address")
        _judge_port(port)


def parsed(url: str) -> Target:
    """Return `url` in one form: http or https, no userinfo, host normalised, path and query in ASCII, no fragment."""
    if len(url) > LONGEST_URL:
        raise BadInput(f"The address is longer than {LONGEST_URL:,} characters: {shown(url)}")
    text = url.strip()
    if any(unicodedata.category(character) in _UNWRITABLE for character in text):
        raise BadInput(f"The address has control characters in it: {shown(url)}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise BadInput(f"This is not a web address: {shown(url)}") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused(f"Only http and https addresses are fetched: {shown(url)}", "forbidden-scheme")
    if "@" in parts.netloc:
        raise Refused(f"Addresses with a user name in them are not fetched: {shown(url)}", "userinfo")
    if not parts.hostname:
        raise BadInput(f"The address names no host: {shown(url)}")
    if port == 0:
        raise Refused(f"Port 0 is not one where web pages are served: {shown(url)}", "forbidden-port")
    host = normalised_host(f"[{parts.hostname}]" if "[" in parts.netloc else parts.hostname)
    port = port or DEFAULT_PORTS[parts.scheme]
    path = quote(parts.path or "/", safe=_SAFE)
    query = "?" + quote(parts.query, safe=_SAFE + "?[]|") if parts.query else ""
    shown_host = f"[{host}]" if ":" in host else host
    shown_port = "" if port == DEFAULT_PORTS[parts.scheme] else f":{port}"
    return Target(f"{parts.scheme}://{shown_host}{shown_port}{path}{query}", parts.scheme, host, port)


def forbidden(address: IPAddress) -> str | None:
    """Return which kind of non-public address this is, None for a public one; carried IPv4 addresses are judged too."""
    if isinstance(address, ipaddress.IPv4Address):
        return next((kind for network, kind in _FORBIDDEN_IPV4 if address in network), None)
    if address.ipv4_mapped is not None:
        return forbidden(address.ipv4_mapped)
    low = int(address) & 0xFFFFFFFF
    if address in _NAT64:
        return forbidden(ipaddress.IPv4Address(low))
    for network, kind in _FORBIDDEN_IPV6:
        if address in network:
            return kind
    if address not in _GLOBAL_IPV6:
        return "reserved"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return forbidden(ipaddress.IPv4Address(low))
    return None


def system_addresses(name: str) -> list[str]:
    """Ask the system's resolver for the addresses of `name`."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]


def _within(seconds: float, resolve: Resolver, name: str) -> Sequence[str]:
    """Return what `resolve` says of `name`; in a daemon thread, because `getaddrinfo` cannot be given a time limit."""
    answers: list[Sequence[str]] = []
    failures: list[Exception] = []

    def look_up() -> None:
        try:
            answers.append(resolve(name))
        except (OSError, UnicodeError) as error:
            failures.append(error)

    thread = threading.Thread(target=look_up, name="resolver", daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise OSError(str(failures[0])) from failures[0]
    if not answers:
        raise TimeoutError(f"the resolver says nothing of {name}")
    return answers[0]


def _exception(entry: str) -> tuple[IPNetwork, int | None]:
    """Read an entry of the allow-list as a network and a port, None for every port."""
    host, _, port = entry.rpartition(":")
    if entry.count(":") != 1 and not host.endswith("]"):
        host, port = entry, ""
    try:
        network = ipaddress.ip_network(host.removeprefix("[").removesuffix("]"), strict=False)
    except ValueError:
        network = None
    if network is None or (port and not (port.isdecimal() and int(port) < 65_536)):
        raise BadInput(f"{entry!r} is not a network or an address, such as 10.0.0.0/8, 127.0.0.1:8080 or [::1]:8080.")
    return network, int(port) if port else None


def _judge_port(port: int) -> None:
    if port not in USUAL_PORTS:
        raise Refused(f"Port {port} is not one where web pages are served.", "forbidden-port")


def _as_address(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def joined_url(base: str, link: str) -> str:
    """Return `link` as it reads on the page `base`; raise `BadInput` when it is none."""
    try:
        return urljoin(base, link.strip())
    except ValueError as error:
        raise BadInput(f"This is not a web address: {shown(link)}") from error
