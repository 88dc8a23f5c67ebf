"""JSON-LD as pages carry it: whole or damaged, in lists and graphs, about the article, its site and other articles."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from retrieval.ingest.readers.web.elements import bare
from retrieval.text.cleaning import strip_controls

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|(?<!Claim)Review|LiveBlogPosting|SocialMediaPosting)$")
_PAGE = re.compile(r"WebPage$|^NewsPage$")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
#: what scripts wrap data in: comments of HTML and JavaScript, sections of XML
_WRAPPING = re.compile(
    r"^\s{0,12}(?://|/\*)?\s{0,12}(?:<!\[CDATA\[|<!--)\s{0,12}(?:\*/)?|(?://|/\*)?\s{0,12}(?:\]\]>|-->)\s{0,12}(?:\*/)?\s{0,12}$"
)
#: such wrapping stands within so many characters of either end
_EDGE = 40
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
#: members that can be told from text that is no JSON
_MEMBER = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*("(?:[^"\\]|\\.)*")')
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
#: a page nests its JSON-LD so deep at most; more is an attack
_DEEPEST = 12

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The objects that are about the page's article, the best first; `by_id` has every object that is named."""

    about: tuple[Object, ...] = ()
    by_id: Mapping[str, Object] = field(default_factory=dict)
    site: str | None = None

    def values(self, key: str) -> Iterator[Any]:
        """Yield what the objects about the article say under `key`, the best first."""
        return (one[key] for one in self.about if one.get(key))

    def text(self, key: str) -> str | None:
        """Return the first text under `key`."""
        return next((text for value in self.values(key) if (text := text_of(value))), None)

    def names(self, key: str, *, organizations: bool = True) -> list[str]:
        """Return the names of the first persons or organizations under `key`, however they are nested."""
        for value in self.values(key):
            found = list(self._names(value, 0, organizations))
            if found:
                return found
        return []

    def _names(self, value: Any, depth: int, organizations: bool) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        if isinstance(value, str):
            if name := text_of(value):
                yield name
        elif isinstance(value, list):
            for one in value:
                yield from self._names(one, depth + 1, organizations)
        elif isinstance(value, dict):
            known = {**self.by_id.get(str(value.get("@id")), {}), **value}
            if not organizations and any(kind.endswith("Organization") for kind in _types(known)):
                return
            own = known.get("name") or known.get("@value") or known.get("@list") or _parts_of_name(known)
            yield from self._names(own, depth + 1, organizations)


def linked_data(tree: Any, headlines: Sequence[str], addresses: Sequence[str]) -> LinkedData:
    """Read the page's JSON-LD; `headlines` and `addresses` are the page's own, by which its article is known."""
    objects = [one for element in tree.iter("script") if _is_data(element) for one in _objects(_read(element.text), 0)]
    named = {str(one["@id"]): one for one in objects if one.get("@id") and len(one) > 1}
    articles = [one for one in objects if any(map(_ARTICLE.search, _types(one)))]
    pages = [one for one in objects if any(map(_PAGE.search, _types(one)))]
    own = _own(articles, {bare(h) for h in headlines}, {a.rstrip("/") for a in addresses})
    site = next((text_of(one.get("name")) for one in objects if "WebSite" in _types(one)), None)
    return LinkedData((*own, *pages[:1]), named, site or _named_in_title(objects, headlines))


def _named_in_title(objects: Sequence[Any], titles: Sequence[str]) -> str | None:
    """Return the name of the organisation that a title of the page begins or ends with."""
    for one in objects:
        name = text_of(one.get("name")) if any(kind.endswith("Organization") for kind in _types(one)) else None
        key = bare(name or "")
        if key and any(
            bare(title) != key and (bare(title).startswith(key) or bare(title).endswith(key)) for title in titles
        ):
            return name
    return None


def text_of(value: Any) -> str | None:
    """Return a text, the first of several, without markup and references to characters; None where it is none."""
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    return " ".join(strip_controls(_TAG.sub("", unescape(value))).split()) or None


def _is_data(element: Any) -> bool:
    return "ld+json" in (element.get("type") or "").lower() and bool(element.text)


def _read(text: str) -> Any:
    """Return the value of a script, or of as much of it as can be read."""
    text = text.strip()
    edge = min(_EDGE, len(text) // 2)
    text = _WRAPPING.sub("", text[:edge]) + text[edge : len(text) - edge] + _WRAPPING.sub("", text[len(text) - edge :])
    text = text.strip().rstrip(";")
    found: list[Any] = []
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except ValueError:
            continue
        except RecursionError:
            return found
    if _ARTICLE.search(next(iter(re.findall(r'"@type"\s*:\s*"(\w+)"', text)), "")):
        members = {key: json.loads(value, strict=False) for key, value in reversed(_MEMBER.findall(text))}
        found.append({"@type": "Article", **members})
    return found


def _objects(value: Any, depth: int) -> Iterator[Object]:
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


def _types(value: Object) -> list[str]:
    kind = value.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _own(articles: Sequence[Object], headlines: set[str], addresses: set[str]) -> list[Object]:
    """Return the articles that are the page's: by headline or address; else the fullest, if there is nothing to tell."""
    fullest = sorted(articles, key=_fullness, reverse=True)
    own = [
        one for one in fullest if bare(text_of(one.get("headline")) or "-") in headlines or addresses & _addresses(one)
    ]
    if own or not fullest:
        return own
    return fullest if len({bare(text_of(one.get("headline")) or "") for one in fullest} - {""}) < 2 else fullest[:1]


def _fullness(one: Object) -> int:
    return ("headline" in one) + ("datePublished" in one) + ("author" in one)


def _addresses(one: Object) -> set[str]:
    page = one.get("mainEntityOfPage")
    stated = [one.get("url"), one.get("@id"), page, page.get("@id") if isinstance(page, dict) else None]
    return {value.partition("#")[0].rstrip("/") for value in stated if isinstance(value, str)}


def _parts_of_name(one: Object) -> str | None:
    parts = [text for key in ("givenName", "familyName") if (text := text_of(one.get(key)))]
    return " ".join(parts) or None
