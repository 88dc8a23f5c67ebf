"""News sitemaps: addresses of articles with headline and date (sitemaps.org, and Google's news extension)."""

from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.feeds.model import Entry, Feed, NotAFeed, Reading, first_of_each
from retrieval.ingest.readers.encoding import Markup


def read_sitemap(markup: Markup, reading: Reading) -> Feed:
    """Return the entries of a sitemap; an index of sitemaps is refused, with the sitemaps that it names."""
    from lxml import etree

    # document types are gone already; entities, the network and huge trees stay off all the same
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(markup.text.encode("utf-8", "replace"), parser)
    if root is None:
        raise Refused("The sitemap cannot be read.", "damaged")
    if _name(root) == "sitemapindex":
        links = tuple(link for one in root if (link := reading.link(_said(one, "loc"))))[:5]
        raise NotAFeed(f"This is an index of sitemaps, not a sitemap; it names {', '.join(links) or 'none'}.", links)
    faults = list(markup.faults)
    if parser.error_log:
        faults.append(f"not well-formed (line {parser.error_log[0].line})")
    entries = [entry for one in root if _name(one) == "url" and (entry := _entry(one, reading))]
    language = next((said for one in root if (said := _said(one, "language"))), None)
    title = next((said for one in root if (said := _said(one, "name"))), None)
    return Feed("sitemap", first_of_each(entries), title, language[:2].casefold() if language else None, tuple(faults))


def _entry(one: Any, reading: Reading) -> Entry | None:
    link = reading.link(_said(one, "loc"))
    if link is None:
        return None
    return reading.entry(
        link,
        link,
        headline=_said(one, "title"),
        published=_said(one, "publication_date"),
        updated=_said(one, "lastmod"),
        words=[word.strip() for word in (_said(one, "keywords") or "").split(",")],
    )


def _said(one: Any, name: str) -> str | None:
    """Return the text of the first element of this name below `one`, whatever its namespace."""
    return next((text for child in one.iter() if _name(child) == name and (text := (child.text or "").strip())), None)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].casefold() if isinstance(element.tag, str) else ""
