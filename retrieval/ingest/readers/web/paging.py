"""Where a story goes on: the address of its next page, told from the page's pager and from how addresses differ."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from retrieval.ingest.readers.web.elements import text_of
from retrieval.ingest.readers.web.signs import words
from retrieval.text.web_addresses import joined, parts_of

#: a story has so many pages at most; a larger number in an address is no page's
_MOST = 50
#: what links of pagers say has so many characters at most
_LONGEST = 40
#: a page's number as addresses have it: "/2", "_2", "?page=2", "-seite-2"
_NUMBER = re.compile(
    r"(?:[/?&_.,-]*(?:page|pages|pag|pagina|pg|seite|part|teil|p|s)?[=/_-]?)(?P<number>\d{1,2})/?", re.I
)
#: with what belongs to it, such a number has so many characters at most
_LONGEST_NUMBER = 20
_LAST_NUMBER = re.compile(r"\d{1,2}(?=/?(?:\.\w+)?$)")
_HAS_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_MARKS = re.compile(r"[\s»›→>.…:]+")


def next_page(tree: Any, url: str | None) -> str | None:
    """Return the address of the story's next page, absolute where the page's own is known; None where it ends here.

    A link counts where it says that it is the next, or has the next page's number for its text, and where its address is
    this page's but for the number: next stories have such links too, with addresses of their own.
    """
    if url is None:
        return _next_without_address(
            [(link.get("href").strip(), link) for link in tree.iter("a", "link") if link.get("href")]
        )
    head, tail = _edges(url)
    for link in tree.iter("a", "link"):
        href = link.get("href")
        if not href or (href.startswith(("http", "/")) and head not in href and tail not in href):
            continue
        if _HAS_NUMBER.search(href) is None:  # an address without a number is no further page's
            continue
        said = _said(link)
        is_next = _is_next(link, said)
        if not (is_next or said.isdecimal()):  # most links: before addresses are taken apart
            continue
        target: str = joined(url, href.strip()).partition("#")[0]
        number = page_number(target, url)
        if number is not None and (is_next or said == str(number)):
            return target
    return None


def _edges(url: str) -> tuple[str, str]:
    """Return the beginning and the end of an address: those of the story's other pages have one of them, or both."""
    parts = parts_of(url.partition("#")[0])
    here = f"{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"
    length = max(0, len(here) - _LONGEST_NUMBER) // 2
    return here[:length], here[len(here) - length :]


def page_number(target: str, url: str) -> int | None:
    """Return the number of the page at `target` where it follows the one at `url` in the same story, else None.

    >>> page_number("https://bell.example/weir/2", "https://bell.example/weir")
    2
    >>> page_number("https://bell.example/weir_3.html", "https://bell.example/weir_2.html")
    3
    >>> page_number("https://bell.example/choir", "https://bell.example/weir")
    """
    one, two = parts_of(url.partition("#")[0]), parts_of(target)
    if one.hostname != two.hostname:
        return None
    here, there = (f"{part.path.rstrip('/')}{'?' if part.query else ''}{part.query}" for part in (one, two))
    start = _shared(here, there)
    end = _shared(here[start:][::-1], there[start:][::-1])
    own, other = here[start : len(here) - end], there[start : len(there) - end]
    if start and there[start - 1].isdigit() and other[:1].isdigit():
        return None
    found, before = _NUMBER.fullmatch(other), _NUMBER.fullmatch(own)
    if found is None or (own and before is None):
        return None
    number, current = int(found["number"]), int(before["number"]) if before else 1
    return number if number == current + 1 <= _MOST else None


def _shared(one: str, two: str) -> int:
    """Return how many characters two texts share at their beginning."""
    return next(
        (number for number, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )


def _said(link: Any) -> str:
    """Return the text of a link, "" where it is longer than any pager's."""
    text = text_of(link) if len(link) else (link.text or "").strip()
    return text if len(text) <= _LONGEST else ""


def _is_next(link: Any, text: str) -> bool:
    if (rel := link.get("rel")) and "next" in rel.lower().split():
        return True
    said = text or link.get("title") or link.get("aria-label") or ""
    return len(said) <= _LONGEST and _MARKS.sub(" ", said).strip().casefold() in _next_words()


@cache
def _next_words() -> frozenset[str]:
    return frozenset(words("paging", "next"))


def _next_without_address(links: list[tuple[str, Any]]) -> str | None:
    """Return the next page of a story whose own address is not known: it must be in a pager of numbers."""
    numbered = dict(_numbered(links))
    if 2 in numbered and 1 not in numbered:
        return numbered[2]
    stated = next((href for href, link in links if "next" in (link.get("rel") or "").lower().split()), None)
    return stated if stated and numbered and stated in numbered.values() else None


def _numbered(links: list[tuple[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield the links of a pager: a number for a text, and the same number at the end of the address."""
    for href, link in links:
        text = text_of(link)
        last = _LAST_NUMBER.search(href)
        if text.isdecimal() and last and int(text) == int(last[0]) <= _MOST:
            yield int(text), href
