"""The lines of the article sorted into paragraphs, captions, subheadings and headlines of other articles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.domain import BlockKind
from retrieval.ingest.flat.readings import Reading
from retrieval.ingest.flat.lines import Line
from retrieval.ingest.flat.masthead import is_about
from retrieval.ingest.pages import Part
from retrieval.text.captions import split_credit

_RELATED = re.compile(
    r"(?:related(?: (?:readings?|articles?|stor(?:y|ies)|links?|news|content|coverage|posts?|topics?))?|see also|read (?:more|also|next)|also read|"
    r"more (?:on|from) .{2,40}|recommended|in other news|don['’]t miss|you may also like|further reading)\s*:?",
    re.I,
)
PAGER = re.compile(
    r"(?:.*\b(?:previous|prev|next)(?: page)?\b.*\d.*|.*\d\s.*\bnext(?: page)?\b.*|(?:page )?\d{1,2} (?:of|/) \d{1,2}|12(?:3(?:4(?:5(?:6(?:78?9?)?)?)?)?)?|"
    r"(?:\d{1,2}\s+){2,}\d{1,2}|next page\W*|continued on (?:page|next).*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of an article in order, the headlines of others, and whether it goes on elsewhere."""

    parts: tuple[Part, ...]
    related: tuple[str, ...]
    incomplete: bool


def body(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], headline: str | None) -> Body:
    """Sort the lines of `core`; nothing is left out without a positive sign."""
    parts: list[Part] = []
    related: list[str] = []
    in_related = False
    for number in range(*core):
        line, reading = lines[number], readings[number]
        text = " ".join(line.text.split())
        if _RELATED.fullmatch(text):
            in_related = True
            continue
        rest = _without_headline(text, headline)
        if rest is not None and not reading.is_sentence:
            if rest:
                related.append(rest)
            continue
        if in_related and not reading.is_sentence and not reading.is_furniture:
            related.append(text)
            continue
        in_related = in_related and reading.is_furniture
        part = _part(text, reading)
        if part is not None:
            parts.append(part)
    return Body(tuple(parts), tuple(related), incomplete(lines, core))


def incomplete(lines: Sequence[Line], core: tuple[int, int]) -> bool:
    """Tell whether a pager stands at or soon after the end of the article."""
    low, high = max(core[0], core[1] - 3), core[1] + 8
    return any(len(line.text) < 80 and PAGER.fullmatch(" ".join(line.text.split())) for line in lines[low:high])


def _without_headline(text: str, headline: str | None) -> str | None:
    """Return what follows the article's own headline in a line that begins with it, "" for the headline alone."""
    if not headline or not text.lower().startswith(headline.lower()):
        return None
    return text[len(headline) :].strip(" \t:–—|-»>")


def _part(text: str, reading: Reading) -> Part | None:
    credited = split_credit(text)
    if credited is not None:
        words, credit = credited
        return Part(BlockKind.CAPTION, words, credit) if words else None
    if reading.is_furniture or reading.is_end or (is_about(text) and not reading.is_sentence):
        return None
    return Part(BlockKind.PARAGRAPH, text)
