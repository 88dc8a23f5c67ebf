"""Reading a web page: trafilatura finds the body, the page's metadata say the rest."""

from typing import Any

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.pages import Page, Part
from retrieval.ingest.web.body import body
from retrieval.ingest.web.metadata import metadata
from retrieval.text.cleaning import strip_controls
from retrieval.text.datelines import dateline_among

#: a page of more characters is refused: no article's page needs them
LARGEST = 4_000_000


def read_web_page(html: str | bytes, url: str | None = None) -> Page:
    """Return what the page states; it has no parts where there is no article in it.

    Raise Refused where the page is too large, too deep or takes too long.
    """
    if len(html) > LARGEST:
        raise Refused(f"the page has {len(html):,} characters, more than {LARGEST:,}", reason="too-large")
    return page_of(html, url)


def page_of(html: str | bytes, url: str | None) -> Page:
    """Read the page in this process."""
    tree = _parsed(html)
    if tree is None:
        raise Refused("the page is not HTML", reason="not-html")
    about = metadata(tree)
    parts = body(tree, about.headline, url).parts
    dateline = dateline_among([part.text for part in parts if part.kind is BlockKind.PARAGRAPH][:12])
    return Page(
        headline=about.headline,
        section=about.section,
        agency=about.agency or (dateline.agency if dateline else None),
        outlet=about.outlet,
        authors=about.authors,
        published=about.published,
        dateline=dateline.place if dateline else None,
        parts=parts,
        language=None,
        url=url or about.url,
    )


def _parsed(html: str | bytes) -> Any:
    from trafilatura.utils import load_html

    return load_html(strip_controls(html) if isinstance(html, str) else html)


__all__ = ["Part", "read_web_page"]
