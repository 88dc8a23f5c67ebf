"""Reading a flattened page: text with menus, share bars, captions, related headlines and pagers around an article."""

import re
from collections.abc import Sequence

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.readers.flat.agency_lines import agency_of_desk
from retrieval.ingest.readers.flat.body import body, credited_caption
from retrieval.ingest.readers.flat.bylines import is_desk_mark
from retrieval.ingest.readers.flat.captions import with_captions
from retrieval.ingest.readers.flat.cohesion import to_last_sentence, with_lists
from retrieval.ingest.readers.flat.core import core, main_indent
from retrieval.ingest.readers.flat.extent import (
    below_byline,
    below_summary,
    to_author_box,
    to_dateline,
    to_end_mark,
    to_last_line,
)
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.line_features import readings as read
from retrieval.ingest.readers.flat.lines import Line, page_lines
from retrieval.ingest.readers.flat.masthead import masthead
from retrieval.ingest.readers.page import Page, Part, day_of_dateline, holds_article
from retrieval.text.cleaning import strip_controls
from retrieval.text.datelines import dateline_among
from retrieval.text.detection import detect_language

#: a page of more lines is refused: no article's page has them
MOST_LINES = 20_000
#: and so is one of more characters, menus and all
LARGEST = 2_000_000
#: and so is one of more line breaks, blank lines included
_MOST_BREAKS = 3 * MOST_LINES
_TOLD_AFP = re.compile(r"\bAFP\b")
#: lines below the article among which its desk signs
_BELOW = 4


def read_flat_page(text: str) -> Page:
    """Return what the page states; it has no parts where there is no article in it. The time is linear in the text.

    Raise Refused where it has more lines than any page.
    """
    if len(text) > LARGEST:
        raise Refused(f"the page has {len(text):,} characters, more than {LARGEST:,}", reason="too-large")
    if text.count("\n") > _MOST_BREAKS:  # before anything is done with them
        raise Refused(f"the page has {text.count(chr(10)):,} lines, more than {_MOST_BREAKS:,}", reason="too-large")
    bare = page_lines(strip_controls(text))
    if len(bare) > MOST_LINES:
        raise Refused(f"the page has {len(bare):,} lines, more than {MOST_LINES:,}", reason="too-large")
    lines = with_captions(bare)
    readings = with_lists(lines, read(lines))
    found = core(lines, readings)
    main = main_indent(lines, readings, found) or 0
    found = below_byline(lines, readings, found), found[1]
    found = to_dateline(lines, readings, below_summary(lines, readings, found)), to_end_mark(lines, found)
    found = found[0], max(found[1], to_last_sentence(lines, readings, found))
    found = found[0], to_last_line(lines, readings, found)
    language = detect_language("\n".join(line.text for line in lines[found[0] : found[1]]))
    top = masthead(lines, readings, found, main, language=language)
    found = found[0], to_author_box(lines, readings, found, top.authors)
    inside = body(lines, readings, found, main, top.headline)
    dateline = dateline_among([part.text for part in inside.parts if part.kind is BlockKind.PARAGRAPH][:12], language)
    parts = (*_captions_above(lines, readings, top.first, found[0]), *inside.parts)
    return Page(
        headline=top.headline,
        section=top.section,
        outlet=top.outlet,
        agency=(dateline.agency if dateline else None) or top.agency or _desk(lines, found),
        authors=top.authors or (dateline.authors if dateline else ()),
        published=top.published or (day_of_dateline(inside.parts, dateline.length) if dateline else None),
        dateline=(dateline.place if dateline else None) or top.place,
        parts=parts if holds_article(inside.parts) else (),
        related=inside.related,
        incomplete=inside.incomplete,
        language=language,
    )


def _captions_above(lines: Sequence[Line], readings: Sequence[Reading], headline: int, start: int) -> list[Part]:
    """Return the captions of the pictures between the headline and the first paragraph."""
    found = (credited_caption(lines[number]) for number in range(headline + 1, start) if readings[number].is_caption)
    return [part for part in found if part is not None]


def _desk(lines: Sequence[Line], found: tuple[int, int]) -> str | None:
    """Return the agency that the desk's mark below the article names."""
    marks = [line.text for line in lines[max(0, found[1] - 2) : found[1] + _BELOW] if is_desk_mark(line.text)]
    named = next((agency for mark in marks if (agency := agency_of_desk(mark))), None)
    if named or not marks:
        return named
    # this agency signs with the letters of its desks alone, and is who people have talked to
    told = any(_TOLD_AFP.search(line.text) for line in lines[found[0] : found[1]])
    return "AFP" if told else None
