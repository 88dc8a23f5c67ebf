"""The body of a web page's article: trafilatura says where it is, the page's own blocks say what it is, in their order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from retrieval.domain import BlockKind
from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.page import Part
from retrieval.ingest.readers.web.captions import captions
from retrieval.ingest.readers.web.elements import HEADINGS, Element, bare
from retrieval.ingest.readers.web.other_stories import of_other_stories
from retrieval.ingest.readers.web.signs import beginning
from retrieval.text.captions import split_credit
from retrieval.text.furniture import is_furniture

#: of the article's words, blocks of one kind hold this part before others of the kind are taken for the article too
_SHARE = 0.25
#: a paragraph in one of these is a card or an item of a list of links
_LEADS_AWAY = frozenset(("li", "a", "ul", "ol", "nav", "aside", "footer", "header"))
#: a short block is the article's only where it stands among its paragraphs: it may be anywhere in the text by chance
_TELLING = 12
#: a paragraph of so many words that comes again is the body given twice
_AGAIN = 8
#: a quotation stands so many elements inside what holds the paragraphs at most
_NEAR = 4
#: a label has so many words at most, prose without an end so many at least
_LABEL, _LONG = 3, 16
_ENDED = re.compile(r"[.!?…:;,。！？۔।][\"'”’“»«›‹)\]]*$")
#: a lead has so many words at least
_SENTENCE = 8
#: a live report has so many entries at least, each with its time on a line
_ENTRIES = 3
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?\s?m\.?)?(?:\s?[A-Z]{2,4})?", re.I)
#: a line that says when and where and by whom has so many words at most
_STAMP = 14


@dataclass(frozen=True, slots=True)
class Body:
    """The parts in page order, and all blocks that were taken for the article's before other stories' were left out."""

    parts: tuple[Part, ...]
    elements: tuple[Element, ...]


def body(tree: Any, on_page: Sequence[Element], headline: str | None) -> Body:
    """Return the article's parts, without furniture, the headline and repeats; captions are told from paragraphs."""
    taken = _completed(_chosen(tree, on_page), on_page)
    taken = [*_lead(taken, on_page, headline), *taken]
    others = of_other_stories(taken, on_page)
    found, taken = taken, [element for element in taken if element.place not in others]
    shown = {element.place: part for element, part in captions(tree, taken, on_page) if element.place not in others}
    both = sorted({e.place: e for e in [*taken, *(on_page[place] for place in shown)]}.values(), key=_place)
    parts = _trimmed(list(_without_repeats(_parts(both, shown, headline))))
    return Body(tuple(parts), tuple(found))


@cache
def _options() -> Any:
    """Return what trafilatura is asked for; as text, for "python" it writes the text out once more."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="txt", fast=True, recall=True, comments=False)


def _extracted(tree: Any) -> Any:
    """Return what trafilatura takes for the article, None where it finds none.

    Its steps are called one by one: as a whole it copies the tree three times and looks for comments, which are gone by now.
    Where little comes out, the whole of it is asked, which has more to try.
    """
    from trafilatura.core import bare_extraction
    from trafilatura.htmlprocessing import convert_tags, tree_cleaning
    from trafilatura.main_extractor import extract_content

    options = _options()
    # characters that lxml reads and does not take back; the whole of it finds nothing then
    with suppress(TypeError, ValueError):
        cleaned = convert_tags(tree_cleaning(copy(tree), options), options)
        found, text, *_ = extract_content(cleaned, options)
        if len(text) >= options.min_extracted_size:
            return found
    whole: Any = bare_extraction(tree, options=options)
    return whole and whole.body


def _chosen(tree: Any, on_page: Sequence[Element]) -> list[Element]:
    """Return the blocks of the page whose words are in trafilatura's text."""
    found = _extracted(tree)
    if found is None:
        return []
    text = "".join(map(bare, found.itertext()))
    telling = [e.place for e in on_page if len(e.key) >= _TELLING and e.key in text]
    if not telling:
        return []
    sure = set(telling)
    within = on_page[telling[0] : telling[-1] + 1]
    return [e for e in within if e.place in sure or (0 < len(e.key) < _TELLING and e.key in text)]


def _place(element: Element) -> int:
    return element.place


def _completed(chosen: Sequence[Element], on_page: Sequence[Element]) -> list[Element]:
    """Add blocks that trafilatura left out although they are of the very same kind as those it took, or quoted among them."""
    if not chosen:
        return []
    kinds = _kinds(chosen)
    first, last = chosen[0].place, chosen[-1].place
    beside = {element.node.getparent() for element in chosen if element.tag == "p"}
    taken = {element.place: element for element in chosen}
    for element in on_page:
        if element.place in taken:
            continue
        is_alike = (element.tag == "p" or first < element.place < last) and element.kind in kinds
        is_between = first < element.place < last and (element.node in beside or _is_quoted(element, beside))
        if is_alike or (is_between and not element.is_link):
            taken[element.place] = element
    return sorted(taken.values(), key=_place)


def _lead(taken: Sequence[Element], on_page: Sequence[Element], headline: str | None) -> list[Element]:
    """Return the sentences between the headline and what was taken: a lead is set in an element of its own."""
    key = bare(headline or "")
    above = [e.place for e in on_page if e.key == key or e.tag == "h1"] if taken else []
    first = taken[0].place if taken else 0
    start = max((place for place in above if place < first), default=first)
    around = {ancestor for e in taken[:1] for ancestor in islice(e.node.iterancestors(), _NEAR)}
    return [
        e
        for e in on_page[start + 1 : first]
        if e.words >= _SENTENCE
        and not e.is_link
        and _ENDED.search(e.text)
        and around & {e.node, *islice(e.node.iterancestors(), _NEAR)}
        and split_credit(e.text) is None
    ]


def _kinds(chosen: Sequence[Element]) -> set[tuple[str, ...]]:
    words = Counter[tuple[str, ...]]()
    for element in chosen:
        words[element.kind] += element.words
    whole = sum(words.values())
    return {kind for kind, count in words.items() if count >= _SHARE * whole and not _LEADS_AWAY & {*kind}}


def _is_quoted(element: Element, beside: set[Any]) -> bool:
    """Tell a line of a block quotation, a message from a social network included, that stands among the paragraphs."""
    node, quoted = element.node, False
    for _ in range(_NEAR):
        parent = node.getparent()
        quoted = quoted or node.tag == "blockquote"
        if parent is None or parent in beside:
            return parent is not None and quoted
        node = parent
    return False


def _parts(elements: Sequence[Element], shown: dict[int, Part], headline: str | None) -> Iterator[Part]:
    title = bare(headline) if headline else None
    known = {bare(part.text) for part in shown.values()}
    begun = False
    for element in elements:
        if element.place in shown:
            yield shown[element.place]
            continue
        begun = begun or (element.tag not in HEADINGS and _is_prose(element.text))
        if element.tag == "h1" and not begun:  # the headline in other words than the metadata's
            continue
        if element.key == title or element.key in known or is_furniture(element.text):
            continue
        credited = split_credit(element.text)
        if credited is None:
            yield Part(BlockKind.HEADING if element.tag in HEADINGS else BlockKind.PARAGRAPH, element.text)
        elif credited[0]:
            yield Part(BlockKind.CAPTION, *credited)


def _without_repeats(parts: Iterator[Part]) -> Iterator[Part]:
    seen: set[str] = set()
    for part in parts:
        key = bare(part.text)
        if len(part.text.split()) >= _AGAIN:
            if key in seen:
                continue
            seen.add(key)
        yield part


def _trimmed(parts: list[Part]) -> list[Part]:
    """Leave out what stands before and after the text without being any: labels, times, headings of nothing."""
    prose = [number for number, part in enumerate(parts) if part.kind is BlockKind.PARAGRAPH and _is_prose(part.text)]
    if not prose:
        return parts
    first, last = prose[0], prose[-1]
    if first and sum(_CLOCK.fullmatch(part.text) is not None for part in parts) >= _ENTRIES:  # a live report's times
        first -= _CLOCK.fullmatch(parts[first - 1].text) is not None
    return [
        part
        for number, part in enumerate(parts)
        if first <= number <= last or part.kind is BlockKind.CAPTION or not _is_label(part, below=number > last)
    ]


def _is_prose(text: str) -> bool:
    return (_ENDED.search(text) is not None or text.count(" ") >= _LONG) and not _is_stamp(text)


def _is_stamp(text: str) -> bool:
    """Tell a line that says only when it was written: "First published: 4 March 2031, 9.15"."""
    is_labelled = any(beginning("date", label).match(text) for label in ("published", "updated"))
    return (
        text.count(" ") < (2 * _STAMP if is_labelled else _STAMP)
        and text.rstrip(")]")[-1:].isalnum()
        and any(map(str.isdigit, text))
        and stated_time(text, day_first=True) is not None
    )


def _is_label(part: Part, *, below: bool) -> bool:
    if part.kind is BlockKind.HEADING:
        return below
    if (
        not _ENDED.search(part.text)
        and part.text.count(" ") < _STAMP
        and beginning("byline", "before").match(part.text)
    ):
        return True
    return _is_stamp(part.text) or (part.text.count(" ") < _LABEL and not _ENDED.search(part.text))
