"""From an address to its article: a link that somebody sends, or an entry of a feed with the page behind it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.model import Entry, Feed
from retrieval.ingest.feeds.reader import looks_like_feed, read_feed
from retrieval.ingest.http.client import Fetched, Fetcher
from retrieval.ingest.http.hosts import shown
from retrieval.ingest.http.links import canonical
from retrieval.ingest.page_sequence import Fetch, polite_after_first, whole_story
from retrieval.ingest.readers.encoding import decoded
from retrieval.ingest.readers.file import read_page
from retrieval.ingest.readers.json_lines import hashed_id
from retrieval.ingest.readers.page import Page

#: an entry's own words are taken for the whole article from this length on, characters
FULL_TEXT = 600
#: where its page cannot be had, its content is from this length on, if it has paragraphs
SHORT_TEXT = 250
#: so many
_FEWEST = 2
#: what may be otherwise at the next poll: worth another try
_PASSING = frozenset({"too-slow", "unreachable", "robots-not-now", "status-408", "status-425", "status-429"})
_PARAGRAPHS = re.compile(r"</p\s*>|<br\s*/?>\s*<br|\n\s*\n", re.I)
#: and go before its page's where they are so many times as long: the page shows a teaser
LONGER = 1.25


def article_from_link(url: str, fetcher: Fetcher | None = None, fetch: Fetch | None = None) -> Article:
    """Return the article at `url`, with the pages that it goes on on; `fetch` gets every one of them, politely by default.

    Raise `Refused` with the reason where there is none: a forbidden address, a feed, a page that is no article.
    """
    fetch = fetch or polite_after_first(fetcher or Fetcher())
    fetched = fetch(url)
    if looks_like_feed(fetched.body, fetched.content_type):
        raise Refused(f"This is a feed, not an article: {shown(url)}", "feed")
    return _article_in(fetched, fetch)


def articles_at(url: str, fetcher: Fetcher | None = None) -> Iterator[Article | BadInput]:
    """Yield the article at `url`, or every article of the feed there; what is refused in its place."""
    fetcher = fetcher or Fetcher()
    fetch = polite_after_first(fetcher)
    try:
        fetched = fetch(url)
        if looks_like_feed(fetched.body, fetched.content_type):
            feed = read_feed(fetched.body, fetched.final_url, fetched.charset)
            yield from articles_of(feed, lambda link: article_from_link(link, fetcher), shown(url))
        else:
            yield _article_in(fetched, fetch)
    except BadInput as error:
        yield named(error, url)


def articles_of(feed: Feed, read: Callable[[str], Article], where: str) -> Iterator[Article | BadInput]:
    """Yield the article of each entry of a feed; `read` fetches the page behind an entry, `where` names the feed."""
    if not feed.entries:
        yield Refused(f"The feed has no entries: {where}", "empty")
    for entry in feed.entries:
        try:
            article = article_of_entry(entry, read)
            yield replace(article, outlet=article.outlet or feed.title)
        except BadInput as error:
            yield named(error, entry.link or where)


def article_of_entry(
    entry: Entry, read: Callable[[str], Article], outlet: str | None = None, language: str | None = None
) -> Article:
    """Return the article of an entry: from its page, or from the entry itself where that holds more of the text.

    A link that other entries have too leads to a page of several stories: then the entry's own words are the article.
    """
    within = _article_within(entry)
    if within is not None and entry.shares_link:
        article = within
    else:
        try:
            if entry.link is None:
                raise Refused(f"The entry has neither a link nor the text of an article: {shown(entry.key)}", "no-link")
            article = _fuller(read(entry.link), within)
        except BadInput as error:
            within = within or (None if is_passing(error) else _article_within(entry, SHORT_TEXT))
            if within is None:
                raise
            article = within
    return replace(
        article,
        outlet=outlet or article.outlet,
        headline=article.headline or entry.headline,
        published=article.published or entry.published,
        authors=article.authors or entry.authors,
        language=language or article.language,
    )


def is_passing(error: BadInput) -> bool:
    """Tell whether what was refused may be had at the next poll."""
    reason = getattr(error, "reason", "")
    return reason in _PASSING or reason.startswith("status-5")


def _fuller(page: Article, within: Article | None) -> Article:
    """Return the page's article, with the text of the entry where the page shows only a part of it."""
    if within is None or len(within.text) < LONGER * len(page.text):
        return page
    return replace(page, text=within.text, blocks=within.blocks, dateline=within.dateline, language=within.language,
                   agency=page.agency or within.agency, incomplete=False)  # fmt: skip


def named(error: BadInput, source: str) -> BadInput:
    """Return the refusal with `source` in its sentence, if nothing in it says yet what it is about."""
    message = str(error)
    if "://" in message or source in message:
        return error
    text = f"{message[:1].upper()}{message[1:].rstrip('.')}: {shown(source)}"
    return Refused(text, error.reason) if isinstance(error, Refused) else BadInput(text)


def _article_in(fetched: Fetched, fetch: Fetch) -> Article:
    """Return the article of a document that has been fetched; its address is the one it was found at."""
    url = canonical(fetched.body, fetched.final_url)
    page = _page_in(fetched)
    try:
        if page.next_url is not None:
            page = whole_story(page, fetch, _page_in)
        return page.article(hashed_id(url), url=url)
    except Refused as error:
        raise named(error, url) from error


def _page_in(fetched: Fetched) -> Page:
    if not fetched.body.strip(b"\x00 \t\r\n"):
        raise Refused(f"The page is empty: {shown(fetched.url)}", "empty")
    try:
        if fetched.content_type == "application/pdf":
            return read_page("document.pdf", fetched.body)
        if fetched.content_type in ("application/json", "application/feed+json", "text/json"):
            raise Refused("This is data, not a page", "wrong-type")
        from retrieval.ingest.readers.documents.reading import read_text
        from retrieval.ingest.readers.html import read_web_page

        text = html_text(fetched.body, fetched.charset)
        is_plain = fetched.content_type == "text/plain" and not re.match(
            r"\s*<(?:!doctype|html|\?xml)", text[:200], re.I
        )
        return read_text(text, guarded=True) if is_plain else read_web_page(text, fetched.final_url, guarded=True)
    except BadInput as error:
        raise named(error, fetched.url) from error
    except Exception as error:  # a page of somebody else's must not end what fetched it, whatever a parser makes of it
        raise Refused(f"Reading failed ({type(error).__name__}): {shown(fetched.url)}", "failed") from error


def html_text(body: bytes, charset: str | None) -> str:
    """Return the text of a page: in the server's encoding, else in the one the page names, else in what it must be."""
    return decoded(body, charset, is_page=True)[0]


_BLOCK, _ESCAPED = re.compile(r"<(?:p|br|div)\b", re.I), re.compile(r"&lt;(?:p|br|div)\b", re.I)


def _article_within(entry: Entry, shortest: int = FULL_TEXT) -> Article | None:
    """Return the article that the entry itself holds, None where it holds a teaser; a short one has paragraphs."""
    content = max((entry.content or "", entry.summary or ""), key=len)
    is_summary = content != entry.content
    if _ESCAPED.search(content) and not _BLOCK.search(content):  # markup that was escaped twice
        content = unescape(content)
    words = unescape(re.sub(r"<[/!?a-zA-Z][^<>]*>", " ", content))
    if len(" ".join(words.split())) < shortest:
        return None
    if shortest < FULL_TEXT and (is_summary or len(_PARAGRAPHS.findall(content)) < _FEWEST):
        return None
    from retrieval.ingest.readers.html import read_web_page

    headline = escape(entry.headline or "")
    page = f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{content}</article></body></html>"
    try:
        own = entry.key if entry.shares_link else entry.link or entry.key
        return read_web_page(page, entry.link, guarded=True).article(hashed_id(own), url=entry.link)
    except Refused:
        return None
