"""The parts of an address as a page or an article states it, which may be none at all."""

from urllib.parse import SplitResult, urljoin, urlsplit

_NOTHING = SplitResult("", "", "", "", "")


def parts_of(url: str | None) -> SplitResult:
    """Return the parts of an address, all of them empty where it is none.

    >>> parts_of("https://bay.example/a?b").path, parts_of("http://[").hostname
    ('/a', None)
    """
    try:
        parts = urlsplit(url or "")
        parts.hostname  # noqa: B018  some faults are found only here
    except ValueError:
        return _NOTHING
    return parts


def host_of(url: str | None) -> str:
    """Return the host of an address without "www.", empty where it is none.

    >>> host_of("https://www.bay.example/a"), host_of("http://[::1")
    ('bay.example', '')
    """
    return (parts_of(url).hostname or "").removeprefix("www.")


def joined(base: str, link: str) -> str:
    """Return a link as seen from a page, empty where either is no address.

    >>> joined("https://bay.example/a", "b"), joined("https://bay.example/a", "http://[")
    ('https://bay.example/b', '')
    """
    try:
        return urljoin(base, link)
    except ValueError:
        return ""
