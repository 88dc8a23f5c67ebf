"""Captions of the pictures in a web page's article."""

import re
from collections.abc import Sequence
from typing import Any

from retrieval.domain import BlockKind
from retrieval.ingest.readers.page import Part
from retrieval.ingest.readers.web.elements import Element, text_of
from retrieval.text.captions import split_credit
from retrieval.text.furniture import is_furniture

#: a caption has so many words at least
_CAPTION = 4
_MORE = re.compile(r"(?:more on|related|see also|read more)\s*:", re.I)
#: "Photo:" before the name in an element that holds the credit
_LABEL = re.compile(
    r"^[\s(]*(?:photo(?:graph)?s?|picture|image|credits?|foto|bild|©)(?:\s+(?:by|credit))?\s*[:|/]?\s*", re.I
)
#: what holds a caption stands so many elements around its words at most
_NEAR = 3


def captions(tree: Any, taken: Sequence[Element], on_page: Sequence[Element]) -> list[tuple[Element, Part]]:
    """Return the captions of the figures in what holds the article, each with the first block it stands in."""
    if not taken:
        return []
    holder = _holder(taken)
    found: dict[Any, list[Element]] = {}
    for element in on_page:
        around = _caption_around(element.node)
        if around is not None and (holder is None or holder in around.iterancestors()):
            found.setdefault(around, []).append(element)
    made = []
    for node, blocks in found.items():
        words, credit = _credited(node)
        if len(words.split()) >= _CAPTION and not is_furniture(words) and not _MORE.match(words):
            made.append((blocks[0], Part(BlockKind.CAPTION, words, credit)))
    return made


def _caption_around(node: Any) -> Any:
    for _ in range(_NEAR):
        if node is None or node.tag in ("body", "article", "main"):
            return None
        if node.tag == "figcaption" or (
            node.tag in ("p", "div", "span")
            and len(node) < 6
            and "caption" in (node.get("class") or "").lower().split("__")[-1]
        ):
            return node
        node = node.getparent()
    return None


def _holder(taken: Sequence[Element]) -> Any:
    """Return the element that holds the first and the last of the article's paragraphs, or the <article> around it."""
    first = list(taken[0].node.iterancestors())
    last = set(taken[-1].node.iterancestors())
    common = next((node for node in first if node in last), None)
    if common is None:
        return None
    around = [common, *common.iterancestors()]
    parent = common.getparent()
    return next((node for node in around if node.tag in ("article", "main")), common if parent is None else parent)


def _credited(caption: Any) -> tuple[str, str | None]:
    whole = text_of(caption)
    credit = next(
        (
            text_of(node)
            for node in caption.iter()
            if node is not caption and any(w in (node.get("class") or "").lower() for w in ("credit", "copyright"))
        ),
        None,
    )
    if credit and whole.endswith(credit):
        return whole[: -len(credit)].strip(" |–—-("), _LABEL.sub("", credit).strip(" ()")
    if credit and whole.startswith(credit):
        return whole[len(credit) :].strip(" |–—-("), _LABEL.sub("", credit).strip(" ()")
    found = split_credit(whole)
    return found if found else (whole, credit)
