"""What a web page states about its article: JSON-LD first, then meta elements, then what a reader sees; nothing is guessed."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from retrieval.domain import BlockKind
from retrieval.ingest.readers.dates import stated_time, valid_iso
from retrieval.ingest.readers.page import Part
from retrieval.ingest.readers.web.byline import Surroundings, authors_beside, published_beside
from retrieval.ingest.readers.web.linked_data import LinkedData, linked_data, text_of
from retrieval.ingest.readers.web.names import agencies_in, author_names
from retrieval.ingest.readers.web.programs import published_in_programs
from retrieval.ingest.readers.web.stated import Stated, first
from retrieval.ingest.readers.web.titles import (
    HEADLINE_KEYS,
    NAMEPLATE,
    OUTLET_KEYS,
    headline_of,
    main_headings,
    outlet_address,
    outlet_in_title,
    outlet_names,
    title_of,
)  # fmt: skip
from retrieval.text.cleaning import strip_controls
from retrieval.text.languages.calendar import day_first

_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "article:published", "og:pubdate", "parsely-pub-date",
    "sailthru.date", "datepublished", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "published",
    "publication_date", "article_date_original", "date.issued", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_AUTHOR_KEYS = (
    "author", "article:author", "article_author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "citation_author", "byl", "cxenseparse:author", "og:article:author",
)  # fmt: skip
_SECTION_KEYS = (
    "article:section",
    "parsely-section",
    "og:article:section",
    "sailthru.section",
    "cxenseparse:section",
    "section",
)
#: what else is read of a page's meta elements
_OTHER_KEYS = ("og:type", "og:url", "og:locale", "content-language")
_KEYS = frozenset((*HEADLINE_KEYS, *OUTLET_KEYS, *_DATE_KEYS, *_AUTHOR_KEYS, *_SECTION_KEYS, *_OTHER_KEYS))
#: seconds since 1970 of the years that pages date from, also in thousandths
_SECONDS = re.compile(r"(?P<seconds>[1-4]\d{8,9})(?:\d{3})?")
#: values of one key that are read
_MOST_VALUES = 50
#: characters of an article in a page's data that are read
_LONGEST_BODY = 200_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page states; None or empty where it does not. `origins` says of each field where it came from."""

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
    #: how the page writes 05/10/2018: the day first, the month first, or unknown
    day_first: bool | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    #: when the page's programs say that it was published: the last to be asked
    programmed: Stated | None = None
    #: the article's text as the page's data have it, see `stated_paragraphs`
    body: str = ""


def metadata(tree: Any, url: str | None = None) -> Metadata:
    """Read what the page says in its head and data about the article in it."""
    meta = _meta(tree)
    canonical = _canonical(tree, meta)
    titles = [*(value for key in HEADLINE_KEYS for value in meta.get(key, ())), *main_headings(tree), title_of(tree)]
    data = linked_data(tree, titles, [address for address in (canonical, url) if address])
    named = outlet_names(meta, data, tree)
    outlets = [name.value for name in named]
    headline = headline_of(meta, data, tree, outlets, canonical or url)
    plates = [name for name in named if name.origin == NAMEPLATE]
    beside = outlet_in_title(tree, headline.value if headline else None, canonical or url)
    outlet = first([*(name for name in named if name not in plates), *([beside] if beside else []), *plates])
    outlet = outlet or outlet_address(meta)
    authors, agency = _authors(data, meta, [*outlets, *([outlet.value] if outlet else [])])
    published = first(_published(data, meta))
    section = _section(data, meta)
    fields = {"headline": headline, "outlet": outlet, "authors": authors, "published": published, "section": section}
    return Metadata(
        headline=headline.value if headline else None,
        outlet=outlet.value if outlet else None,
        authors=_names(authors, outlets),
        published=published.value if published else None,
        section=tuple(section.value.split("\n")) if section else (),
        agency=agency,
        language=_language(data, meta, tree),
        url=canonical,
        is_article=bool(data.text("headline")) or (_one(meta, "og:type") or "").lower() == "article",
        day_first=_day_first(tree, meta, data, canonical or url),
        programmed=None if published else published_in_programs(tree),
        body=next((value for value in data.values("articleBody") if isinstance(value, str)), ""),
        origins={name: stated.origin for name, stated in fields.items() if stated},
    )


def stated_paragraphs(body: str) -> tuple[Part, ...]:
    """Return the paragraphs of the text in a page's data: a page that programs fill in may have them nowhere else."""
    plain = (text_of(line) for line in re.split(r"\s*\n\s*|</p>|<br\s*/?>", body[:_LONGEST_BODY]))
    return tuple(Part(BlockKind.PARAGRAPH, text) for text in plain if text)


def completed(about: Metadata, look: Callable[[], Surroundings]) -> Metadata:
    """Add what a reader sees beside the headline where the page's data lack a time or authors: only then is it looked at."""
    if about.published is not None and about.authors:
        return about
    around = look()
    origins = dict(about.origins)
    published = None if about.published else published_beside(around, about.day_first) or about.programmed
    if published is not None:
        about = replace(about, published=published.value)
        origins["published"] = published.origin
    if not about.authors and (seen := authors_beside(around)):
        names = author_names([one.value for one in seen], [about.outlet or ""])
        about = replace(about, authors=names, agency=about.agency or agencies_in(one.value for one in seen))
        if names:
            origins["authors"] = seen[0].origin
    return replace(about, origins=origins)


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if not key or not content or (key := key.strip().lower()) not in _KEYS:
            continue
        if len(found.get(key, ())) < _MOST_VALUES and content.strip() and not _is_of_a_part(element):
            found.setdefault(key, []).append(" ".join(strip_controls(unescape(content)).split()))
    return found


def _is_of_a_part(element: Any) -> bool:
    """Tell a meta element inside the page's comments, captions or teasers: it speaks of those."""
    holder = element.getparent()
    scope = next((node for node in element.iterancestors() if node.get("itemscope") is not None), None)
    if holder is None or holder.tag == "head" or scope is None:
        return False
    if next(element.iterancestors("aside", "nav", "footer"), None) is not None:  # teasers
        return True
    return re.search(r"(?:Article|Posting|Report|WebPage)/?$", scope.get("itemtype") or "Article") is None


def _one(meta: Mapping[str, Sequence[str]], *keys: str) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _authors(
    data: LinkedData, meta: Mapping[str, Sequence[str]], outlets: Sequence[str]
) -> tuple[Stated | None, str | None]:
    """Return the names of the first place that names a person, as stated, one a line; and the agency if one is named."""
    places = [
        ("JSON-LD author", data.names("author", organizations=False)),
        ("JSON-LD creator", data.names("creator", organizations=False)),
        *((f"meta {key}", list(meta.get(key, ()))) for key in _AUTHOR_KEYS),
    ]
    found = next((Stated("\n".join(names), origin) for origin, names in places if author_names(names, outlets)), None)
    everybody = [*data.names("author"), *(name for _, names in places for name in names)]
    agency = next(iter(data.names("sourceOrganization")), None) or agencies_in(everybody)
    return found, agency


def _names(authors: Stated | None, outlets: Sequence[str]) -> tuple[str, ...]:
    return author_names(authors.value.split("\n"), outlets) if authors else ()


def _published(data: LinkedData, meta: Mapping[str, Sequence[str]]) -> Iterator[Stated]:
    stated = [
        *(("JSON-LD datePublished", value) for value in data.values("datePublished")),
        *((f"meta {key}", value) for key in _DATE_KEYS for value in meta.get(key, ())[:1]),
        *(("JSON-LD dateCreated", value) for value in data.values("dateCreated")),
    ]
    for origin, value in stated:
        if found := _time(value[0] if isinstance(value, list) and value else value):
            yield Stated(found, origin)


def _time(value: object) -> str | None:
    """Return a time of the data: ISO 8601, seconds since 1970, or as people write it."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    seconds = _SECONDS.fullmatch(value.strip())
    if seconds:
        return dt.datetime.fromtimestamp(int(seconds["seconds"]), dt.UTC).isoformat()
    return valid_iso(value) or stated_time(value)


def _section(data: LinkedData, meta: Mapping[str, Sequence[str]]) -> Stated | None:
    stated = [
        ("JSON-LD articleSection", value if isinstance(value, list) else [value])
        for value in data.values("articleSection")
    ]
    stated += [(f"meta {key}", list(meta[key][:1])) for key in _SECTION_KEYS if key in meta]
    for origin, values in stated:
        parts = [
            part for v in values if isinstance(v, str) for part in re.split(r"\s*[>/;]\s*|,\s*", " ".join(v.split()))
        ]
        names = dict.fromkeys(part for part in parts if 1 < len(part) <= 60)
        if names:
            return Stated("\n".join(names), origin)
    return None


def _language(data: LinkedData, meta: Mapping[str, Sequence[str]], tree: Any) -> str | None:
    for value in (tree.get("lang"), data.text("inLanguage"), _one(meta, "og:locale", "content-language")):
        if isinstance(value, str) and re.match(r"[A-Za-z]{2}(?:[-_]|$)", value):
            return value[:2].lower()
    return None


def _day_first(tree: Any, meta: Mapping[str, Sequence[str]], data: LinkedData, url: str | None) -> bool | None:
    """Return whether the page's country, or its language, writes the day before the month; None where it is not known."""
    stated = [tree.get("lang"), _one(meta, "og:locale", "content-language"), data.text("inLanguage")]
    places = [re.match(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?", value) for value in stated if value]
    region = next((place[2].lower() for place in places if place and place[2]), None)
    top = re.search(r"^https?://[^/:?#]*\.([a-z]{2})(?:[:/?#]|$)", url or "")
    region = region or (top[1] if top else None)
    stated_codes = [place[1].lower() for place in places if place] or [None]
    return next((first for code in stated_codes if (first := day_first(code, region)) is not None), None)


def _canonical(tree: Any, meta: Mapping[str, Sequence[str]]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").startswith("http"):
            return str(element.get("href")).strip()
    url = _one(meta, "og:url")
    return url if url and url.startswith("http") else None
