"""Reading a web page: trafilatura finds the body, the page's metadata say the rest."""

import re
from dataclasses import replace
from typing import Any

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.readers.encoding import decoded
from retrieval.ingest.readers.page import Page, day_of_dateline, holds_article
from retrieval.ingest.readers.web.body import body
from retrieval.ingest.readers.web.byline import surroundings
from retrieval.ingest.readers.web.elements import elements
from retrieval.ingest.readers.web.metadata import completed, metadata, stated_paragraphs
from retrieval.ingest.readers.web.paging import next_page
from retrieval.ingest.readers.web.pruning import may_hold_giants, prune
from retrieval.ingest.readers.web.refusals import refuse_without_article
from retrieval.ingest.readers.web.stories import keep_own_story
from retrieval.text.datelines import dateline_among

#: a page of more characters is refused: no article's page needs them
LARGEST = 4_000_000
#: a page with more elements than this is read in a process of its own
_MANY_ELEMENTS = 20_000
#: and so is one of a stranger's with more characters: the parser takes minutes for an element with very many attributes
_LARGE = 60_000
_WHOLE_PAGE = re.compile(r"<(?:html|body|!doctype)\b", re.I)
_ELEMENT = re.compile(r"<(?:p|div|article|section|blockquote|br|h[1-6])\b", re.I)
#: where the fields stand that no element states
_ORIGINS = {
    "paragraphs": "the blocks of the page that trafilatura finds the article in, completed by others of their kind",
    "captions": "the captions of the pictures among the paragraphs",
    "dateline": "the beginning of the first paragraphs",
    "agency": "the dateline or the byline",
    "incomplete": "a link to the next page of the story",
}
#: what no text holds and lxml takes from a page alone: set in an element again, it is refused
_CONTROLS, _FORM_FEED = bytes({*range(32)} - set(b"\t\n\f\r")), bytes.maketrans(b"\f", b" ")
_FROM_DATA = {"paragraphs": "JSON-LD articleBody: the page shows no text"}


def read_web_page(
    html: str | bytes, url: str | None = None, charset: str | None = None, *, guarded: bool = False
) -> Page:
    """Return what the page states; it has no parts where there is no article in it. `charset` is what the server said.

    A `guarded` page is one that anybody may have made for the program to hang on.
    Raise Refused where the page is too large or takes too long, asks for consent, or lists articles and holds none.
    """
    text = decoded(html, charset, is_page=True)[0] if isinstance(html, bytes) else html
    if len(text) > LARGEST:
        raise Refused(f"the page has {len(text):,} characters, more than {LARGEST:,}", reason="too-large")
    if text.count("<") > _MANY_ELEMENTS or (guarded and len(text) > _LARGE):
        return _read_apart(text, url)
    return page_of(text, url)


def page_of(html: str, url: str | None) -> Page:
    """Read the page in this process."""
    tree = _parsed(html)
    if tree is None:
        raise Refused("there is no article in it", reason="no-article")
    about = metadata(tree, url)
    following = next_page(tree, url or about.url)
    prune(tree, frozenset(tree.iter("h1")), has_giants=may_hold_giants(html))
    keep_own_story(tree, about.headline, about.url or url)
    on_page = elements(tree)
    found = body(tree, on_page, about.headline)
    parts = found.parts if holds_article(found.parts) else stated_paragraphs(about.body)
    refuse_without_article(parts, found.elements, about.headline, is_stated=about.is_article)
    about = completed(about, lambda: surroundings(tree, on_page, found.elements, about.headline))
    dateline = dateline_among([part.text for part in parts if part.kind is BlockKind.PARAGRAPH][:12])
    return Page(
        headline=about.headline,
        section=about.section,
        agency=about.agency or (dateline.agency if dateline else None),
        outlet=about.outlet,
        authors=about.authors,
        published=about.published or (day_of_dateline(parts, dateline.length) if dateline else None),
        dateline=dateline.place if dateline else None,
        parts=parts if holds_article(parts) else (),
        url=url or about.url,
        incomplete=following is not None,
        next_url=following,
        origins={**_ORIGINS, **({} if parts is found.parts else _FROM_DATA), **about.origins},
    )


def _parsed(html: str) -> Any:
    """Return the page's tree, None where there is nothing in it; a fragment, as feeds carry them, becomes a page."""
    from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError
    from lxml.html import HtmlComment, HtmlElement, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # one class for all elements, chosen without a call into Python for each: a third of the time
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
    try:
        data = html.encode("utf-8", "replace").translate(_FORM_FEED, _CONTROLS)
        return document_fromstring(data, parser=parser, ensure_head_body=True)
    except (ParserError, ValueError):
        return None


def _read_apart(html: str, url: str | None) -> Page:
    """Read the page in a process of its own, which is killed when it takes too long."""
    from retrieval.ingest.readers.process import read_in_process  # most pages are read without

    request = {"html": html.encode("utf-8", "replace").decode(), "url": url}
    status, pages = read_in_process("retrieval.ingest.readers.web.subprocess_main", request, "page")
    if status:
        raise Refused("the page cannot be read: it is too large or too deep", reason="too-deep")
    (page,) = pages
    if isinstance(page, Refused):
        raise page
    return replace(page, url=url or page.url)
