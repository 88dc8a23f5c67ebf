"""What a page calls its article and its outlet: a name is taken off a title only where the page itself calls the outlet so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any

from retrieval.ingest.readers.web.elements import bare, text_of
from retrieval.ingest.readers.web.linked_data import LinkedData
from retrieval.ingest.readers.web.stated import Stated, first
from retrieval.text.web_addresses import host_of, parts_of

#: where an outlet's name stands that is only taken where no other is stated
NAMEPLATE = "the nameplate"
HEADLINE_KEYS = (
    "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "headline",
    "title",
)  # fmt: skip
OUTLET_KEYS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher",
               "twitter:app:name:iphone", "apple-mobile-web-app-title")  # fmt: skip
_SEPARATOR = re.compile(r"\s{0,12}[|·»•｜_]{1,60}\s{0,12}|\s{1,12}(?:[–—:-]{1,60}|::|<|>|/)\s{1,12}")
_PREFIX = re.compile(rf"{_SEPARATOR.pattern}|:\s{{1,12}}")
_IS_PLATE = re.compile(
    r"(?:^|[\s_-])(?:logo|brand|masthead|nameplate|site-?(?:title|name|logo)|navbar-brand)(?:$|[\s_-])", re.I
)
_LOGO = re.compile(r"\s{0,12}\b(?:logo|home(?:page)?|startseite|accueil|inicio)\b\s{0,12}[:-]?\s{0,12}", re.I)
#: words of a headline that stands in any element, less one
_WORDS = 2
#: an outlet's name is no address and has so many words at most
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|^www\.", re.I)
_LONGEST_NAME = 8
#: a longer title is none that anything could be taken off, characters
_LONGEST_TITLE = 500
#: data cut headlines behind so many characters, at the end of a word or in it
_CUT = 90
#: links of a page that may be its menu, and characters of a section's name
_LINKS_OF_MENU, _LONGEST_SECTION = 60, 30
#: elements of a page that are looked at for its nameplate
_LOOKED_AT = 400


def outlet_names(meta: Mapping[str, Sequence[str]], data: LinkedData, tree: Any) -> list[Stated]:
    """Return what the page calls its outlet, what it says of itself first, then what its nameplate shows."""
    stated = [
        *(Stated(value, f"meta {OUTLET_KEYS[0]}") for value in meta.get(OUTLET_KEYS[0], ())),
        *(Stated(name, "JSON-LD publisher") for name in data.names("publisher")),
        *([Stated(data.site, "JSON-LD WebSite")] if data.site else []),
        *(Stated(value, f"meta {key}") for key in OUTLET_KEYS[1:] for value in meta.get(key, ())),
        *_nameplates(tree),
    ]
    # "The Bell | Sport | Money": sections after the name
    named = [Stated(one.value.split(" | ")[0], one.origin) for one in stated]
    return [name for name in named if is_outlet_name(name.value)]


def outlet_address(meta: Mapping[str, Sequence[str]]) -> Stated | None:
    """Return the host that a page gives where the name of its outlet should be, None where it gives none."""
    hosts = (parts_of(value).hostname for value in meta.get(OUTLET_KEYS[0], ()) if _ADDRESS.search(value))
    return next((Stated(host.removeprefix("www."), f"meta {OUTLET_KEYS[0]}") for host in hosts if host), None)


def is_outlet_name(name: str) -> bool:
    """Tell a name from an address, a handle or a sentence."""
    return bool(bare(name)) and not _ADDRESS.search(name) and name.count(" ") < _LONGEST_NAME


def headline_of(
    meta: Mapping[str, Sequence[str]], data: LinkedData, tree: Any, outlets: Iterable[str], url: str | None
) -> Stated | None:
    """Return the article's headline without the outlet's name; a cut one is completed by the page's main heading."""
    headings = [text for text in main_headings(tree) if bare(text)]
    own = _names_of(outlets, url, meta, data)
    stated = first(_stated(meta, data, tree, headings, own))
    if stated is None:
        return None
    title = without_outlet(stated.value, own, headings)
    if _SEPARATOR.search(title) and title not in headings:  # "The quay is open | Coast": a section, as the menu says
        shown = [text for text in _short_texts(tree) if text.count(" ") >= _WORDS]
        title = without_outlet(title, own, [*headings, *shown])
        menu = (text_of(link) for link in islice(tree.iter("a"), _LINKS_OF_MENU))
        title = without_outlet(
            title, own | {bare(text) for text in menu if len(text) <= _LONGEST_SECTION} - {""}, headings
        )
    if (title.endswith(("...", "…")) or len(title) >= _CUT) and title.rstrip(".… "):
        whole = next((h for h in headings if bare(h).startswith(bare(title)) and len(h) > len(title)), None)
        if whole:
            return Stated(whole, "the main heading, which completes " + stated.origin)
    return Stated(title, stated.origin)


def _short_texts(tree: Any) -> Iterator[str]:
    """Yield what elements without others in them say, at the top of the page: the headline may be one."""
    for node in islice(tree.iter("div", "p", "h2", "h3", "td", "span", "strong", "b", "font"), _LOOKED_AT):
        if not len(node) and node.text and len(node.text) < _LONGEST_TITLE:
            yield " ".join(node.text.split())


def without_outlet(title: str, own: frozenset[str], headings: Sequence[str]) -> str:
    """Take names of the outlet and of sections off both ends of a title; a part that is the page's heading stays whole.

    >>> without_outlet("Bank - a new chief | Tollan Bell", frozenset({"tollanbell"}), [])
    'Bank - a new chief'
    """
    whole = {bare(h) for h in headings} - own
    if bare(title) in whole:
        return title
    if len(title) > _LONGEST_TITLE:
        return title
    cuts = [(0, 0), *((m.start(), m.end()) for m in _PREFIX.finditer(title)), (len(title), len(title))]
    pieces = len(cuts) - 1
    for start in range(pieces):
        for end in range(pieces, start, -1):
            if (start or end < pieces) and bare(title[cuts[start][1] : cuts[end][0]]) in whole:
                return title[cuts[start][1] : cuts[end][0]].strip()
    low, high = 0, pieces
    while high - low > 1 and bare(title[cuts[high - 1][1] : cuts[high][0]]) in own:
        high -= 1
    while high - low > 1 and bare(title[cuts[low][1] : cuts[low + 1][0]]) in own:
        low += 1
    return title[cuts[low][1] : cuts[high][0]].strip() or title


def _outlet_before_colon(title: str, key: str, url: str | None) -> Stated | None:
    """Return what stands before the headline and a colon where the page's address has that name too: no label has."""
    name, colon, rest = title.partition(":")
    host = bare(parts_of(url).hostname or "")
    if colon and bare(rest) == key and " " in name and bare(name) in host and is_outlet_name(name):
        return Stated(name.strip(), "the page's title, beside the headline")
    return None


def outlet_in_title(tree: Any, headline: str | None, url: str | None = None) -> Stated | None:
    """Return what the page's title says after the headline, or before it: the outlet's name, where nothing else names it."""
    title, key = title_of(tree), bare(headline or "")
    parts = _SEPARATOR.split(title) if len(title) <= _LONGEST_TITLE else []
    if not key:
        return None
    if len(parts) < 2:
        return _outlet_before_colon(title, key, url)
    if bare(title).startswith(key) and bare(title) != key:
        name = parts[-1]
    elif bare(title).endswith(key) and bare(title) != key:
        name = parts[0]
    else:
        return None
    return (
        Stated(name, "the page's title, beside the headline") if is_outlet_name(name) and name.count(" ") < 5 else None
    )


def title_of(tree: Any) -> str:
    """Return the text of the page's title, not that of a picture in it."""
    return next((unescape(text_of(t)) for t in tree.iter("title") if next(t.iterancestors("svg"), None) is None), "")


def main_headings(tree: Any) -> list[str]:
    """Return the texts of the page's main headings."""
    return [text for heading in tree.iter("h1") if (text := text_of(heading))]


def _stated(
    meta: Mapping[str, Sequence[str]], data: LinkedData, tree: Any, headings: Sequence[str], own: frozenset[str]
) -> Iterator[Stated]:
    if stated := data.text("headline"):
        yield Stated(stated, "JSON-LD headline")
    title = title_of(tree)
    for key in HEADLINE_KEYS:
        for value in meta.get(key, ()):
            if bare(value) not in own:
                yield Stated(value, f"meta {key}")
    for heading in headings:
        if bare(heading) not in own and (
            bare(heading) in bare(title) or (len(headings) == 1 and _shares(heading, title))
        ):
            yield Stated(heading, "the main heading")
    if title and bare(title) not in own:
        yield Stated(title, "the page's title")
    if not headings:
        for tag in ("h2", "h3"):
            texts = [text_of(heading) for heading in islice(tree.iter(tag), 2)]
            if len(texts) == 1 and texts[0] and bare(texts[0]) not in own:
                yield Stated(texts[0], "the only heading")


def _shares(heading: str, title: str) -> bool:
    """Tell whether a heading has a word in common with the page's title: a nameplate set as a heading has none."""
    one, two = ({bare(word) for word in text.split()} - {""} for text in (heading, title))
    return not two or bool(one & two) or len(one) > len(two)


def _names_of(
    outlets: Iterable[str], url: str | None, meta: Mapping[str, Sequence[str]], data: LinkedData
) -> frozenset[str]:
    """Return what may stand beside a headline in a title: names of the outlet, its address, and sections."""
    host = host_of(url)
    sections = [*meta.get("article:section", ()), *(s for s in [data.text("articleSection")] if s)]
    named = [*outlets, host, host.partition(".")[0], *sections]
    return frozenset(bare(name) for name in named if bare(name))


@lru_cache(maxsize=2_048)
def _is_plate(name: str) -> bool:
    return _IS_PLATE.search(name) is not None


def _nameplates(tree: Any) -> Iterator[Stated]:
    """Yield what is written on the page's logo or beside it, at the top of the page."""
    body = tree.find("body")
    around = body.iter("a", "img", "div", "span", "p", "h1", "h2", "strong") if body is not None else ()
    for node in islice(around, _LOOKED_AT + 1):
        get = node.get
        leads_home = node.tag == "a" and (href := get("href")) is not None and not href.strip("/")
        if not (
            leads_home or ((name := get("class")) and _is_plate(name)) or ((name := get("id")) and _is_plate(name))
        ):
            continue
        pictured = next((image.get("alt") for image in node.iter("img") if image.get("alt")), None)
        shown = pictured if leads_home else node.get("alt") or pictured or text_of(node)
        name = _LOGO.sub(" ", shown or "").strip()
        if 1 < len(name) < 50 and name.count(" ") < 5 and name.lower() != "home":
            yield Stated(name, NAMEPLATE)
