"""The body of a web page's article: trafilatura's choice, completed from the elements it stands in."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.domain import BlockKind
from retrieval.ingest.readers.page import Part
from retrieval.ingest.readers.web.elements import Element, bare, elements, lines_of, text_of
from retrieval.text.captions import split_credit
from retrieval.text.furniture import is_furniture

#: elements of trafilatura's result that hold text of their own
_BLOCKS = ("p", "head", "quote", "item", "code", "row")
#: elements of a page that are paragraphs or subheadings
_OF_A_PAGE = ("p", "h2", "h3", "h4", "blockquote", "li", "dd", "pre")
#: of the article's words, elements of one kind hold this part before others of the kind are taken for the article too
_SHARE = 0.25
#: a paragraph in one of these is a card or an item of a list of links
_LEADS_AWAY = frozenset(("li", "a", "ul", "ol", "nav", "aside", "footer", "header"))
#: a quotation stands so many elements inside what holds the paragraphs at most
_NEAR = 3
#: a paragraph of so many words that comes again is the body given twice
_AGAIN = 8

#: a caption has so many words at least
_CAPTION = 4
_MORE = re.compile(r"(?:more on|related|see also|read more)\s*:", re.I)
#: "Photo:" before the name in an element that holds the credit
_LABEL = re.compile(
    r"^[\s(]*(?:photo(?:graph)?s?|picture|image|credits?|foto|bild|©)(?:\s+(?:by|credit))?\s*[:|/]?\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Body:
    """The parts in page order, and the elements they stand in, as far as these were found."""

    parts: tuple[Part, ...]
    elements: tuple[Element, ...]


def body(tree: Any, headline: str | None, url: str | None) -> Body:
    """Return the article's parts, without furniture, the headline and repeats; captions are told from paragraphs."""
    chosen = list(_chosen(tree, url))
    on_page = elements(tree, _OF_A_PAGE)
    places = {element.key: element for element in reversed(on_page)}
    taken = [places[bare(text)] for _, text in chosen if bare(text) in places]
    texts = _completed(chosen, taken, on_page)
    captions = _captions(tree, taken)
    parts = _without_repeats(_sorted_in(_parts(texts, headline, captions), captions, places))
    return Body(tuple(parts), tuple(taken))


def _chosen(tree: Any, url: str | None) -> Iterator[tuple[BlockKind, str]]:
    from trafilatura.core import bare_extraction

    found: Any = bare_extraction(
        tree, url=url, fast=True, favor_recall=True, include_comments=False, with_metadata=False
    )
    if found is None or found.body is None:
        return
    seen: set[Any] = set()
    for element in found.body.iter(*_BLOCKS):
        inner = [e for e in element.iter(*_BLOCKS) if e is not element]
        if element in seen or (inner and element.tag in ("quote", "item")):
            continue
        seen.update(inner)
        for text in [text_of(element, " ")] if element.tag == "row" else lines_of(element):
            yield BlockKind.HEADING if element.tag == "head" else BlockKind.PARAGRAPH, text


def _completed(
    chosen: Sequence[tuple[BlockKind, str]], taken: Sequence[Element], on_page: Sequence[Element]
) -> list[tuple[BlockKind, str]]:
    """Add paragraphs that trafilatura left out although they stand in elements of the very same kind as those it took."""
    everything = "".join(bare(text) for _, text in chosen)
    beside = [*_of_the_same_kind(taken, on_page), *_quoted_between(taken, on_page)]
    missed = [element for element in beside if element.key not in everything]
    if not missed:
        return list(chosen)
    places = {element.key: element.place for element in reversed(on_page)}
    ordered: list[tuple[float, tuple[BlockKind, str]]] = []
    place = 0.0
    for kind, text in chosen:
        place = max(place, float(places.get(bare(text), place)))
        ordered.append((place, (kind, text)))
    ordered.extend((element.place - 0.5, (BlockKind.PARAGRAPH, element.text)) for element in missed)
    return [item for _, item in sorted(ordered, key=lambda pair: pair[0])]


def _of_the_same_kind(taken: Sequence[Element], on_page: Sequence[Element]) -> list[Element]:
    words = Counter[tuple[str, ...]]()
    for element in taken:
        words[element.kind] += element.words
    kinds = {
        kind for kind, count in words.items() if count >= _SHARE * sum(words.values()) and not _LEADS_AWAY & {*kind}
    }
    return [e for e in on_page if e.tag == "p" and e.kind in kinds]


def _quoted_between(taken: Sequence[Element], on_page: Sequence[Element]) -> list[Element]:
    """Return the block quotations that stand among the article's paragraphs, messages from social networks included."""
    beside = {element.node.getparent() for element in taken if element.tag == "p"}
    if not taken or not beside:
        return []
    low, high = min(e.place for e in taken), max(e.place for e in taken)
    return [
        e
        for e in on_page
        if e.tag == "blockquote"
        and low < e.place < high
        and beside & set(itertools.islice(e.node.iterancestors(), _NEAR))
    ]


def _captions(tree: Any, taken: Sequence[Element]) -> list[tuple[Element, Part]]:
    """Return the captions of the figures in what holds the article."""
    if not taken:
        return []
    holder = _holder(taken)
    found: dict[str, tuple[Element, Part]] = {}
    for element in elements(tree, ("figcaption",), also_class="caption"):
        if holder is not None and holder not in element.node.iterancestors():
            continue
        words, credit = _credited(element)
        if len(words.split()) >= _CAPTION and not is_furniture(words) and not _MORE.match(words):
            found.setdefault(words, (element, Part(BlockKind.CAPTION, words, credit)))
    return list(found.values())


def _holder(taken: Sequence[Element]) -> Any:
    """Return the element that holds the first and the last of the article's paragraphs, or the <article> around it."""
    first = list(taken[0].node.iterancestors())
    last = set(taken[-1].node.iterancestors())
    common = next((node for node in first if node in last), None)
    if common is None:
        return None
    around = [common, *common.iterancestors()]
    return next((node for node in around if node.tag in ("article", "main")), _parent_or_self(common))


def _credited(caption: Element) -> tuple[str, str | None]:
    credit = next(
        (
            text_of(node)
            for node in caption.node.iter()
            if node is not caption.node and any(w in (node.get("class") or "").lower() for w in ("credit", "copyright"))
        ),
        None,
    )
    if credit and caption.text.endswith(credit):
        return caption.text[: -len(credit)].strip(" |–—-("), _LABEL.sub("", credit).strip(" ()")
    if credit and caption.text.startswith(credit):
        return caption.text[len(credit) :].strip(" |–—-("), _LABEL.sub("", credit).strip(" ()")
    found = split_credit(caption.text)
    return found if found else (caption.text, credit)


def _parts(
    texts: Sequence[tuple[BlockKind, str]], headline: str | None, captions: Sequence[tuple[Element, Part]]
) -> Iterator[Part]:
    known = {element.key for element, _ in captions} | {bare(part.text) for _, part in captions}
    title = bare(headline) if headline else None
    for kind, text in texts:
        if bare(text) == title or bare(text) in known or is_furniture(text):
            continue
        credited = split_credit(text)
        if credited is None:
            yield Part(kind, text)
        elif credited[0]:
            yield Part(BlockKind.CAPTION, *credited)


def _sorted_in(
    parts: Iterator[Part], captions: Sequence[tuple[Element, Part]], places: dict[str, Element]
) -> Iterator[Part]:
    """Put each caption before the first part that stands below it on the page."""
    waiting = list(captions)
    for part in parts:
        element = places.get(bare(part.text))
        while waiting and element is not None and waiting[0][0].place < element.place:
            yield waiting.pop(0)[1]
        yield part
    yield from (part for _, part in waiting)


def _without_repeats(parts: Iterator[Part]) -> Iterator[Part]:
    seen: set[str] = set()
    for part in parts:
        key = bare(part.text)
        if len(part.text.split()) >= _AGAIN:
            if key in seen:
                continue
            seen.add(key)
        yield part


def _parent_or_self(node: Any) -> Any:
    parent = node.getparent()
    return node if parent is None else parent
