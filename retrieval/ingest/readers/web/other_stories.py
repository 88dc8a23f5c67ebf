"""Blocks among an article's paragraphs that are none of it: boxes of other stories and offers, known by shape and links.

A box is an element within what holds the article. It leads away where most of its words are links, or where it opens with a
link and says little more; it sells where it names a price, a subscription or a way to sign in, twice. Names that templates
share ("related", "newsletter") only help: a box so named goes when it is small and leads elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from retrieval.ingest.readers.offers import signs_of_offer
from retrieval.ingest.readers.web.elements import HEADINGS, Element
from retrieval.ingest.readers.web.signs import words

#: of a box's words, so many in links make it a list of links, if none of its other blocks has so many words
_LINKED, _PROSE = 0.5, 25
#: words that a card says beside its link, and words of an offer, at most
_CARD, _OFFER = 70, 140
#: a box that holds this share of the article's words is the article
_MOST = 0.4
_MOST_SOLD = 0.7
_LINES = ("p", "blockquote", "figure", *HEADINGS)
#: blocks below the article that may be of a box in it
_BELOW = 3
#: elements around a block that are looked at
_DEEP = 40
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|teasers?|promos?|newsletter\w*|paywall|sign-?up|most-?(?:read|popular)|trending|outbrain|"
    r"taboola|recirc\w*|read-?(?:more|next|also)|more-(?:on|from|stories)|author-?(?:bio|box|info|card)|bio|about-?(?:the-?)?author|share|sharing|social|tags|"
    r"breadcrumbs?|sponsor\w*|cookies?|consent|pager|pagination|also-?read|see-?also|upsell|subscri\w*)(?:$|[\s_-])",
    re.I,
)
#: a sentence that is a link as a whole has so many words at least, where it is no headline
_TOLD = 8
#: "Read also: the ferry runs again": the words that are no link are a label
_LABEL = 4
_ENDED = re.compile(r"[.!?…。！？][\"'”’“»«›‹)\]]*$")


def of_other_stories(taken: Sequence[Element], on_page: Sequence[Element]) -> set[int]:
    """Return the places of the blocks that are none of the article's."""
    if not taken:
        return set()
    holder = _holder(taken)
    first, last = taken[0].place, taken[-1].place
    # the button of an offer may stand below the last block that was taken
    within = [e for e in on_page[first : last + 1 + _BELOW] if not _is_quoted(e)]
    boxes = _boxes(within, holder)
    whole = sum(element.words for element in taken)
    places = {element.place for element in taken}
    gone: set[int] = set()
    plain = Counter(_name(node) for node, blocks in boxes.items() if not any(b.is_link for b in blocks))
    for node, blocks in boxes.items():
        mine = sum(block.words for block in blocks if block.place in places)
        if (mine <= _MOST * whole and _is_foreign(node, blocks, plain)) or (
            mine <= _MOST_SOLD * whole and _sells(node, blocks)
        ):
            gone.update(block.place for block in blocks)
    gone.update(e.place for e in within if e.node is not holder and _leads_away(e))
    _with_labels(within, gone)
    return gone


def _is_quoted(element: Element) -> bool:
    """Tell a line of a block quotation: a message from a social network ends in a link and is quoted all the same."""
    return any(node.tag == "blockquote" for node in [element.node, *islice(element.node.iterancestors(), 3)])


def _holder(taken: Sequence[Element]) -> Any:
    """Return the element that most of the article's words stand in, at any depth, and none inside it does."""
    share: Counter[Any] = Counter()
    for element in taken:
        node = element.node
        for _ in range(_DEEP):
            if node is None:
                break
            share[node] += element.words
            node = node.getparent()
    whole = sum(element.words for element in taken)
    many = [node for node, count in share.items() if count > 0.6 * whole]
    around = {node.getparent() for node in many}
    return max((node for node in many if node not in around), key=_depth, default=None)


def _depth(node: Any) -> int:
    return sum(1 for _ in node.iterancestors())


def _boxes(within: Iterable[Element], holder: Any) -> dict[Any, list[Element]]:
    """Return the elements inside the holder, or beside it, with the blocks of each."""
    around = {holder, *holder.iterancestors()} if holder is not None else set()
    boxes: dict[Any, list[Element]] = {}
    for element in within:
        node = element.node
        for _ in range(_DEEP):
            if node is None or node in around:
                break
            boxes.setdefault(node, []).append(element)
            node = node.getparent()
    return boxes


def _name(node: Any) -> tuple[str, str]:
    return node.tag, node.get("class") or ""


def _is_foreign(node: Any, blocks: Sequence[Element], plain: Counter[tuple[str, str]]) -> bool:
    if node.tag in _LINES:
        return False
    free = sum(block.words for block in blocks if not block.is_link)
    linked = sum(block.words for block in blocks if block.is_link)
    if linked > _LINKED * (free + linked) and all(block.is_link or block.words < _PROSE for block in blocks):
        # a list's items, and sentences in elements of the kind that the others stand in, are the story's with a link on them
        told = all(not block.is_link or (block.words >= _TOLD and _ENDED.search(block.text)) for block in blocks)
        return not (plain[_name(node)] and (node.tag == "li" or told))
    if free <= _CARD and len(blocks) > 1 and _is_card(node, blocks) and plain[_name(node)] < 2:
        return True
    return free <= _OFFER and _leads_by_name(f"{node.get('class', '')} {node.get('id', '')}") and _has_link(node)


@lru_cache(maxsize=2_048)
def _leads_by_name(names: str) -> bool:
    return _NAMED.search(names) is not None


def _is_card(node: Any, blocks: Sequence[Element]) -> bool:
    """A card opens with a link, or with a label and a link; the link is a headline, not a word."""
    opening = blocks[0] if blocks[0].is_link or len(blocks) < 2 or blocks[0].words > _LABEL else blocks[1]
    return opening.is_link and opening.words >= 3 and (opening.tag in HEADINGS or node.tag not in ("ul", "ol", "dl"))


def _has_link(node: Any) -> bool:
    return node.find(".//a[@href]") is not None or node.find(".//input") is not None


def _sells(node: Any, blocks: Sequence[Element]) -> bool:
    if len(blocks) < 2 or node.tag in _LINES or sum(block.words for block in blocks) > _OFFER:
        return False
    signs = len(frozenset().union(*(signs_of_offer(block.text) for block in blocks)))
    if not signs:
        return False
    signs += any(
        sign in (link.get("href") or "").lower() for link in node.iter("a") for sign in words("offer", "links")
    )
    return signs >= 3 or (signs == 2 and sum(block.text.count(" ") + 1 for block in blocks) < _OFFER // 3)


def _leads_away(element: Element) -> bool:
    """Tell a line that is a link to another story, or a label and such a link; a sentence with a link in it is neither."""
    if element.tag in ("li", "td", "dd", "dt", "th", "blockquote") or not element.linked:
        return False
    letters = len(element.text.replace(" ", ""))
    free_words = element.words * (1 - min(1.0, element.linked / max(1, letters)))
    if _ENDED.search(element.text) and element.words >= _TOLD:
        return False
    return element.words >= 3 and (element.is_link or (element.linked >= 0.5 * letters and free_words <= _LABEL))


def _with_labels(within: Sequence[Element], gone: set[int]) -> None:
    """Add the headings and labels that stand right above what is gone and have nothing else below them."""
    for number in range(len(within) - 2, -1, -1):
        element, below = within[number], within[number + 1]
        is_label = element.tag in HEADINGS or element.words <= _LABEL or element.text.endswith(":")
        is_label = is_label and element.words <= 8 and not _ENDED.search(element.text)
        if is_label and below.place in gone and element.place not in gone:
            gone.add(element.place)
