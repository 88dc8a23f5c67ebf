"""The blocks of text of a parsed page, in page order, with where they stand and how much of each is links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from lxml.etree import iterwalk

from retrieval.ingest.readers.page import word_count
from retrieval.text.cleaning import strip_controls

_BLANK = re.compile(r"\n[ \t\r]*\n")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_LETTERS = re.compile(r"[^\W_]+")
#: of characters within ASCII the letters in small and the digits: most texts hold no others, which is ten times quicker
_ASCII_LETTERS = {number: chr(number).lower() if chr(number).isalnum() else None for number in range(128)}
#: what a block stands in is told by so many elements around it
_AROUND = 3
#: elements that do not begin a line of their own
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "picture",
        "source",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAK = "\n"


@dataclass(eq=False)  # not frozen: a page has hundreds, which takes three times as long to make
class Element:
    """A block of text: the element it stands in, its words, how many characters of them lead elsewhere, and its `bare` text."""

    node: Any
    tag: str
    text: str
    linked: int
    place: int
    key: str

    @cached_property
    def is_link(self) -> bool:
        """Tell whether the block as a whole leads elsewhere."""
        return self.linked > 0 and self.linked >= 0.9 * len(self.text.replace(" ", ""))

    @cached_property
    def kind(self) -> tuple[str, ...]:
        """Return the tag and those around it, with their classes."""
        around: list[str] = [self.tag, self.node.get("class") or ""]
        for number, ancestor in enumerate(self.node.iterancestors()):
            if number == _AROUND:
                break
            around += [str(ancestor.tag), ancestor.get("class") or ""]
        return tuple(around)

    @cached_property
    def words(self) -> int:
        """Return how many words it holds."""
        return word_count(self.text)


def elements(tree: Any) -> list[Element]:
    """Return the blocks of the page in order; a block ends where an element that is no part of a line begins or ends.

    Lines parted by two breaks are blocks; of lines parted by one, see `_lines`.
    """
    body = tree.find("body")
    return [
        Element(node, str(node.tag), text, linked, place, bare(text))
        for place, (node, text, linked) in enumerate(_blocks(tree if body is None else body))
    ]


def _blocks(tree: Any) -> Iterator[tuple[Any, str, int]]:
    """Walk the tree once and yield every run of text with the element it stands in, and its linked characters."""
    holders: list[Any] = [tree]
    pieces: list[str] = []
    links = linked = 0
    for event, node in iterwalk(tree, events=("start", "end")):
        tag = node.tag
        if tag == "br":
            if event == "start":
                pieces.append(_BREAK)
                continue
            text = node.tail
        elif tag in _INLINE:
            if tag == "a" and node.get("href"):
                links += 1 if event == "start" else -1
            text = node.text if event == "start" else node.tail
        else:
            if pieces:
                yield from _cut(holders[-1], pieces, linked)
                pieces.clear()
                linked = 0
            if event == "start":
                holders.append(node)
                text = node.text
            else:
                holders.pop()
                text = node.tail
        if text and (pieces or not text.isspace()):
            pieces.append(text)
            if links:
                linked += len("".join(text.split()))
    yield from _cut(holders[-1], pieces, linked)


def _cut(node: Any, pieces: list[str], linked: int) -> Iterator[tuple[Any, str, int]]:
    if not pieces:
        return
    if _BREAK not in pieces:
        whole = "".join(pieces)
        if "\n" in whole and any(map(_BLANK.search, pieces)) and _is_preformatted(node):
            shown = map(_squeezed, _BLANK.split(whole))
            yield from ((node, line, 0) for line in shown if line)
            return
        text = _squeezed(whole)
        if text:
            yield node, text, linked
        return
    lines = _lines(pieces)
    letters = [len(line.replace(" ", "")) for line in lines]
    total = sum(letters)
    for line, count in zip(lines, letters, strict=True):
        yield node, line, linked * count // total


def _is_preformatted(node: Any) -> bool:
    """Tell an element whose blank lines are shown."""
    around = (node, *islice(node.iterancestors(), _AROUND))
    return any(one.tag == "pre" or _PREFORMATTED.search(one.get("style") or "") for one in around)


def _lines(pieces: list[str]) -> list[str]:
    """Return the paragraphs of a run with breaks: parted by two breaks, or by one where each line ends a sentence."""
    lines = [_squeezed(line) for line in _split(pieces)]
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        if line:
            above = lines[number - 1] if number else ""
            is_long = bool(paragraphs) and (len(paragraphs[-1]) > 1 or len(above) > _SHORT)
            if above and is_long and not _ENDED.search(above):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return [" ".join(pieces) for pieces in paragraphs]


#: a line that ends so is whole; a shorter one is a line of its own ("By Una Marsh")
_ENDED = re.compile(r"[.!?…:。！？۔।][\"'”’“»«›‹)\]]*$")
_SHORT = 40


def _split(pieces: list[str]) -> Iterator[str]:
    line: list[str] = []
    for piece in pieces:
        if piece is _BREAK:
            yield "".join(line)
            line = []
        else:
            line.append(piece)
    yield "".join(line)


def _squeezed(text: str) -> str:
    return " ".join(strip_controls(text).split())


def text_of(node: Any) -> str:
    """Return the text of an element and all in it, white space squeezed; a break parts words."""
    if next(node.iter("br"), None) is not None:
        return _squeezed("".join(_pieces(node)))
    return _squeezed("".join(node.itertext()))


def _pieces(node: Any) -> Iterator[str]:
    """Yield the texts in an element, in order, and white space for its breaks."""
    for event, one in iterwalk(node, events=("start", "end")):
        if one.tag == "br" and event == "start":
            yield _BREAK
        text = one.text if event == "start" else one.tail if one is not node else None
        if text:
            yield text


def bare(text: str) -> str:
    """Return the letters and digits of a text, for comparing."""
    if text.isascii():
        return text.translate(_ASCII_LETTERS)
    return "".join(_LETTERS.findall(text)).casefold()
