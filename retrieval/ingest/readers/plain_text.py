"""Reading a flattened page: text with menus, share bars, captions, related headlines and pagers around an article."""

from retrieval.domain import BlockKind
from retrieval.ingest.readers.flat.body import below_byline, body
from retrieval.ingest.readers.flat.core import core, main_indent
from retrieval.ingest.readers.flat.line_features import readings as read
from retrieval.ingest.readers.flat.lines import page_lines
from retrieval.ingest.readers.flat.masthead import masthead
from retrieval.ingest.readers.page import Page, holds_article
from retrieval.text.cleaning import strip_controls
from retrieval.text.datelines import dateline_among


def read_flat_page(text: str) -> Page:
    """Return what the page states; it has no parts where there is no article in it. The time is linear in the text."""
    lines = page_lines(strip_controls(text))
    readings = read(lines)
    found = core(lines, readings)
    main = main_indent(lines, readings, found) or 0
    found = below_byline(lines, readings, found), found[1]
    top = masthead(lines, readings, found, main)
    inside = body(lines, readings, found, main, top.headline)
    dateline = dateline_among([part.text for part in inside.parts if part.kind is BlockKind.PARAGRAPH][:12])
    return Page(
        headline=top.headline,
        section=top.section,
        outlet=top.outlet,
        agency=top.agency or (dateline.agency if dateline else None),
        authors=top.authors,
        published=top.published,
        dateline=dateline.place if dateline else None,
        parts=inside.parts if holds_article(inside.parts) else (),
        related=inside.related,
        incomplete=inside.incomplete,
    )
