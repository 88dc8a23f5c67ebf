"""What a web page states about its article, from JSON-LD, Open Graph and other meta elements; nothing is guessed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.ingest.readers.dates import stated_time, valid_iso
from retrieval.text.cleaning import strip_controls
from retrieval.text.datelines import AGENCY

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting|WebPage)$")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
_HEADLINE_KEYS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
)
_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "datepublished", "pubdate",
    "publishdate", "publish-date",
    "publish_date", "date.issued", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "article.published",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
)
_SECTION_KEYS = (
    "article:section",
    "parsely-section",
    "og:article:section",
    "sailthru.section",
    "cxenseparse:section",
    "section",
)
_OUTLET_KEYS = ("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone")
_LEADING_BY = re.compile(r"^\s*(?:by|von|por|par)\s+", re.I)
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|@\w+\.", re.I)
#: what stands among the names of authors and is none
_NO_NAME = re.compile(
    r"^(?:https?:)?//|^www\.|@\w+\.|\d|\b(?:writer|editor|reporter|correspondent|columnist|admin|staff)\b", re.I
)
#: a page nests its JSON-LD so deep at most; more is an attack
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page states; None or empty where it does not."""

    headline: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    section: tuple[str, ...] = ()
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    #: the page says that it is one article
    is_article: bool = False


def metadata(tree: Any) -> Metadata:
    """Read the metadata of a parsed page."""
    meta = _meta(tree)
    data = _linked_data(tree)
    outlet = _first(meta, _OUTLET_KEYS[:1]) or _name(data.get("publisher")) or _first(meta, _OUTLET_KEYS[1:])
    names = _authors(data, meta, tree)
    return Metadata(
        headline=_headline(data, meta, tree, outlet),
        outlet=outlet,
        authors=tuple(name for name in names if not AGENCY.fullmatch(name)),
        published=_published(data, meta, tree),
        section=_section(data, meta),
        agency=_name(data.get("sourceOrganization")) or next((name for name in names if AGENCY.fullmatch(name)), None),
        language=_language(data, meta, tree),
        url=_canonical(tree, meta),
        is_article=bool(data.get("headline")) or (_first(meta, ("og:type",)) or "").lower() == "article",
    )


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if key and content and content.strip():
            found.setdefault(key.strip().lower(), []).append(_squeezed(content))
    return found


def _squeezed(text: str) -> str:
    return " ".join(strip_controls(text).split())


def _first(meta: Mapping[str, Sequence[str]], keys: Sequence[str]) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _linked_data(tree: Any) -> Mapping[str, Any]:
    """Return the JSON-LD object of the article, the fullest where there are several; {} where there is none."""
    objects: list[Mapping[str, Any]] = []
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower() and element.text:
            try:
                objects.extend(_objects(json.loads(element.text.strip().rstrip(";"), strict=False), 0))
            except (ValueError, RecursionError):
                continue
    articles = [o for o in objects if any(_ARTICLE_TYPES.search(t) for t in _types(o))]
    return max(articles, key=lambda o: ("headline" in o) + ("datePublished" in o) + ("author" in o), default={})


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _NESTED:
            if key in value:
                yield from _objects(value[key], depth + 1)


def _types(value: Mapping[str, Any]) -> list[str]:
    kind = value.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    return _unescaped(value) if isinstance(value, str) and value.strip() else None


def _unescaped(text: str) -> str:
    from html import unescape

    return _squeezed(unescape(text))


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if isinstance(value, dict):
        value = value.get("name")
    return _text(value)


def _headline(data: Mapping[str, Any], meta: Mapping[str, Sequence[str]], tree: Any, outlet: str | None) -> str | None:
    """The stated headline; one from the page's title loses the outlet's name after the last dash or bar."""
    title = _text(data.get("headline")) or _first(meta, _HEADLINE_KEYS)
    if title is None:
        return _title(tree)
    parts = re.split(r"\s+[|–—·»-]\s+", title)
    if len(parts) > 1 and (
        _same(parts[-1], outlet) or any(_same(title[: -len(parts[-1])], h) for h in _headings(tree))
    ):
        return title[: -len(parts[-1])].rstrip(" |–—·»-")
    return title


def _same(one: str, two: str | None) -> bool:
    bare = [re.sub(r"\W+", "", text or "").casefold() for text in (one, two)]
    return bool(bare[0]) and bare[0] == bare[1]


def _headings(tree: Any) -> list[str]:
    return [text for h in tree.iter("h1") if (text := _squeezed("".join(h.itertext())))]


def _title(tree: Any) -> str | None:
    """The page's one main heading, or its title without the outlet's name."""
    headings = _headings(tree)
    title = next((_squeezed("".join(t.itertext())) for t in tree.iter("title")), "")
    for heading in headings:
        if len(headings) == 1 or heading.lower() in title.lower():
            return heading
    return re.split(r"\s+[|–—·»-]\s+", title)[0] or None


def _authors(data: Mapping[str, Any], meta: Mapping[str, Sequence[str]], tree: Any) -> tuple[str, ...]:
    names = [name for value in _as_list(data.get("author")) if (name := _name(value))]
    if not names:
        key = next((key for key in _AUTHOR_KEYS if key in meta and not all(map(_ADDRESS.search, meta[key]))), None)
        names = list(meta[key]) if key else []
    if not names:
        names = [
            _squeezed("".join(e.itertext()))
            for e in tree.xpath("//a[@rel='author']|//*[@itemprop='author']//*[@itemprop='name']")
        ]
    parts = [
        part
        for name in names
        for part in re.split(
            r"\s*[;|]\s*|,\s+(?!Jr|Sr|MD|PhD|Ph\.D|I{2,3}\b)|\s+(?:and|&)\s+", _LEADING_BY.sub("", name)
        )
    ]
    return tuple(dict.fromkeys(p for p in parts if 2 < len(p) <= 60 and not _NO_NAME.search(p)))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _published(data: Mapping[str, Any], meta: Mapping[str, Sequence[str]], tree: Any) -> str | None:
    stated = [
        data.get("datePublished"),
        *(value for key in _DATE_KEYS for value in meta.get(key, ())[:1]),
        data.get("dateCreated"),
    ]
    stated += [
        e.get("datetime") or e.get("content")
        for e in tree.xpath("//*[@itemprop='datePublished']|//time[@pubdate]|//time[@datetime]")[:3]
    ]
    for value in stated:
        if isinstance(value, str) and value.strip():
            found = valid_iso(value) or stated_time(value)
            if found:
                return found
    return None


def _section(data: Mapping[str, Any], meta: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    value = data.get("articleSection")
    names = [text for v in _as_list(value) if (text := _text(v))]
    if not names:
        first = _first(meta, _SECTION_KEYS)
        names = [first] if first else []
    parts = [part for name in names for part in re.split(r"\s*[>/;]\s*|,\s*", name)]
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= 60))


def _language(data: Mapping[str, Any], meta: Mapping[str, Sequence[str]], tree: Any) -> str | None:
    for value in (tree.get("lang"), data.get("inLanguage"), _first(meta, ("og:locale", "content-language"))):
        if isinstance(value, str) and re.match(r"[A-Za-z]{2}(?:[-_]|$)", value):
            return value[:2].lower()
    return None


def _canonical(tree: Any, meta: Mapping[str, Sequence[str]]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").startswith("http"):
            return str(element.get("href")).strip()
    url = _first(meta, ("og:url",))
    return url if url and url.startswith("http") else None
