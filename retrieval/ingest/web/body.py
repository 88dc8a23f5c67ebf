"""The body of a web page's article: trafilatura's choice, with its known faults mended."""

from typing import Any

from retrieval.domain import BlockKind
from retrieval.ingest.pages import Part
from retrieval.text.cleaning import strip_controls
from retrieval.text.captions import split_credit
from retrieval.text.furniture import is_furniture

#: elements of trafilatura's result that hold text of their own
_BLOCKS = ("p", "head", "quote", "item", "code", "row")


def body(tree: Any, headline: str | None, url: str | None) -> tuple[Part, ...]:
    """Return the article's parts in page order."""
    from trafilatura.core import bare_extraction

    found = bare_extraction(tree, url=url, fast=True, include_comments=False, with_metadata=False)
    if found is None or found.body is None:
        return ()
    parts: list[Part] = []
    for kind, text in _texts(found.body):
        if headline and text.lower() == headline.lower():
            continue
        if is_furniture(text):
            continue
        credited = split_credit(text)
        if credited:
            if credited[0]:
                parts.append(Part(BlockKind.CAPTION, *credited))
            continue
        parts.append(Part(kind, text))
    return tuple(parts)


def _texts(body: Any) -> list[tuple[BlockKind, str]]:
    found: list[tuple[BlockKind, str]] = []
    seen: set[Any] = set()
    for element in body.iter(*_BLOCKS):
        if element in seen:
            continue
        inner = [e for e in element.iter(*_BLOCKS) if e is not element]
        if inner and element.tag in ("quote", "item"):
            continue
        seen.update(inner)
        text = " ".join(strip_controls("".join(element.itertext())).split())
        if text:
            found.append((BlockKind.HEADING if element.tag == "head" else BlockKind.PARAGRAPH, text))
    return found
