"""Hosts in one form: ASCII names and plain addresses, whatever digits, bases, dots or alphabet they were written in.

The forms follow the WHATWG URL standard, section 3.5 (host parsing), and IDNA as of UTS 46.
"""

import ipaddress
import re
import unicodedata
from urllib.parse import unquote

from retrieval.errors import BadInput, Refused

_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")


def normalised_host(host: str) -> str:
    """Return a host as an ASCII name or a plain address, whatever digits, dots, bases or alphabet it was written in."""
    if host.startswith("[") or ":" in host:
        return _ipv6(host)
    name = unicodedata.normalize("NFKC", unquote(host)).translate(_DOTS).casefold()
    name = name.removesuffix(".")
    if not name.isascii():
        name = _idna(name, host)
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise BadInput(f"This is not a host name: {shown(host)}")
    if _looks_numeric(name):
        return str(_ipv4(name, host))
    return name


def _idna(name: str, given: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii").casefold()
    except (idna.IDNAError, UnicodeError) as error:
        raise BadInput(f"This is not a host name: {shown(given)}") from error


def _ipv6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(unquote(host.removeprefix("[").removesuffix("]")))
    except ValueError as error:
        raise BadInput(f"This is not an IPv6 address: {shown(host)}") from error
    if address.scope_id is not None:
        raise Refused(f"IPv6 addresses with a zone are not fetched from: {shown(host)}", "forbidden-address")
    return str(address)


def _looks_numeric(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last) is not None


def _ipv4(name: str, given: str) -> ipaddress.IPv4Address:
    """Read an IPv4 address of one to four decimal, octal or hexadecimal numbers, the last filling what is left."""
    try:
        numbers = [_number(part) for part in name.split(".")]
        *bytes_, last = numbers
        if len(numbers) > 4 or any(number > 255 for number in bytes_) or last >= 256 ** (5 - len(numbers)):
            raise ValueError(name)
    except ValueError as error:
        raise BadInput(f"This is not an IPv4 address: {shown(given)}") from error
    value = last + sum(number << 8 * (3 - place) for place, number in enumerate(bytes_))
    return ipaddress.IPv4Address(value)


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    if len(part) > 1 and part.startswith("0"):
        return int(part, 8)
    return int(part, 10)


def shown(text: str) -> str:
    """Return `text` short enough and printable, for an error message."""
    printable = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return printable if len(printable) <= 120 else printable[:117] + "…"
