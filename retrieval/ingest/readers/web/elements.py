"""The elements of a parsed page that hold text, with where they stand and what they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml.etree import iterwalk

from retrieval.text.cleaning import strip_controls

_NO_LETTER = re.compile(r"[\W_]+")
#: what an element stands in is told by so many elements around it
_AROUND = 3


@dataclass(frozen=True, slots=True)
class Element:
    """An element's text; `kind` is its tag and those around it with their classes, `place` its number in page order."""

    node: Any
    tag: str
    text: str
    key: str
    kind: tuple[str, ...]
    place: int

    @property
    def words(self) -> int:
        """Return how many words it holds."""
        return self.text.count(" ") + 1


def elements(tree: Any, tags: Sequence[str], also_class: str | None = None) -> list[Element]:
    """Return the elements of `tags` that hold text, or whose class names `also_class`, in page order."""
    found: list[Element] = []
    for place, node in enumerate(tree.iter()):
        if not isinstance(node.tag, str):
            continue
        named = (
            also_class is not None and len(node) < 6 and also_class in (node.get("class") or "").lower().split("__")[-1]
        )
        if node.tag in tags or (named and node.tag in ("p", "div", "span")):
            text = text_of(node)
            if text:
                found.append(Element(node, node.tag, text, bare(text), _kind(node), place))
    return found


def text_of(node: Any, mark: str = "") -> str:
    """Return the text of an element and all in it, white space squeezed; `mark` stands between its pieces."""
    return " ".join(strip_controls(mark.join(node.itertext())).split())


def lines_of(node: Any) -> list[str]:
    """Return the lines of an element of trafilatura's, cut where the page breaks a line."""
    if node.find(".//lb") is None:
        text = text_of(node)
        return [text] if text else []
    pieces: list[list[str]] = [[]]
    for event, inner in iterwalk(node, events=("start", "end")):
        if event == "start":
            if inner.tag == "lb":
                pieces.append([])
            else:
                pieces[-1].append(inner.text or "")
        elif inner is not node:
            pieces[-1].append(inner.tail or "")
    lines = (" ".join(strip_controls("".join(piece)).split()) for piece in pieces)
    return [line for line in lines if line]


def bare(text: str) -> str:
    """Return the letters and digits of a text, for comparing."""
    return _NO_LETTER.sub("", text).casefold()


def _kind(node: Any) -> tuple[str, ...]:
    around: list[str] = [node.tag, node.get("class") or ""]
    for number, ancestor in enumerate(node.iterancestors()):
        if number == _AROUND:
            break
        around += [str(ancestor.tag), ancestor.get("class") or ""]
    return tuple(around)
