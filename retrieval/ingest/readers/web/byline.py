"""The time and the authors that a reader sees beside a story's headline, or below its text; of other stories' none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from retrieval.ingest.readers.dates import stated_time, stated_times, valid_iso
from retrieval.ingest.readers.web.elements import Element, bare, text_of
from retrieval.ingest.readers.web.names import author_names, is_byline
from retrieval.ingest.readers.web.signs import anywhere, beginning
from retrieval.ingest.readers.web.stated import Stated
from retrieval.text.languages import known, language

#: blocks above the headline and below the text that may speak of the story
_ABOVE, _BELOW = 6, 8
#: elements in those stretches that are looked at
_LOOKED_AT = 1_000
_IS_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|author-?names?|writers?|autor(?:es|en|e|i)?|auteurs?|"
    r"redakteur|firma(?:s|nte)?|signature|signatures?|redattore|forfatter|skribent)(?:$|[\s_-])",
    re.I,
)
_NOT_AUTHOR = re.compile(
    r"bio\b|avatar|image|photo|social|follow|twitter|comment|count|date|time|title\b|role|email|share", re.I
)
#: "/staff/ada-lund"; a name on such a link has so many words
_IS_PROFILE = re.compile(
    r"/(?:authors?|staff|people|persons?|profiles?|journalists?|reporters?|contributors?|columnists?|by|autor(?:en|es|e|i)?|"
    r"auteurs?|redakteure?|redaktion)/[\w%.-]+/?$",
    re.I,
)
_NAME_WORDS = (2, 4)
_IS_PUBLISHED = re.compile(r"publish|posted|pubdate|entry-date|created|dt-pub", re.I)
_IS_UPDATED = re.compile(r"updat|modif|revis|edited", re.I)
#: a byline stands before the third paragraph, of so many words each, or below the text
_OPENING, _PROSE = 3, 10
#: a line with a byline or a time has so many characters at most
_LONGEST = 160
_ENDED = re.compile(r"[.!?…。！？][\"'”’“»«›‹)\]]*$")
_SET_OFF = re.compile(r"\s{1,12}[|•·]\s{1,12}")
_FIGURE = re.compile(r"(?<=\s)\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
#: the hour behind a date
_CLOCK = re.compile(
    r"^[\s,|•·–—-]{0,12}(?:\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:uhr|h|[ap]\.?m\.?)?)?[\s,|•·–—-]{0,12}", re.I
)
_MARKS = " ,|•·–—-:("
_ASIDE = frozenset(("figure", "figcaption", "li", "blockquote", "aside"))
#: lists that say when and by whom
_OF_DETAILS = re.compile(
    r"(?:^|[\s_-])(?:dates?|authors?|by-?lines?|meta(?:data)?|info|published|pub-?date|details?|credits?)(?:$|[\s_-])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands about a story's headline, and right below its text: blocks, and the elements in the same stretches."""

    heading: tuple[Element, ...] = ()
    over: tuple[Element, ...] = ()
    below: tuple[Element, ...] = ()
    nodes_of_heading: tuple[Any, ...] = ()
    nodes_over: tuple[Any, ...] = ()
    nodes_below: tuple[Any, ...] = ()

    @property
    def stretches(self) -> tuple[tuple[tuple[Element, ...], tuple[Any, ...]], ...]:
        """Return blocks and elements from the headline to the text, then those over it, then those below the text."""
        return (
            (self.heading, self.nodes_of_heading),
            (self.over, self.nodes_over),
            (self.below, self.nodes_below),
        )


def surroundings(tree: Any, on_page: Sequence[Element], taken: Sequence[Element], headline: str | None) -> Surroundings:
    """Return what stands from a little above the headline to the text, and a little below it; nearer things first."""
    if not taken:
        return Surroundings()
    first, last, key = taken[0].place, taken[-1].place, bare(headline or "")
    prose = {e.place for e in taken if e.words >= _PROSE and _ENDED.search(e.text) and not opens_with_byline(e.text)}
    begins = sorted(prose)[:_OPENING][-1] if prose else first
    title = _place_of_title(on_page[: begins + 1], key, first)
    over, end = max(0, title - _ABOVE), min(last + _BELOW, len(on_page) - 1)
    heading, above = (
        tuple(e for e in blocks if e.place not in prose and not _is_aside(e.node))
        for blocks in (on_page[title:begins], on_page[over:title])
    )
    below = [e for e in on_page[last - 1 : last + _BELOW] if not _is_aside(e.node)]
    opening, beside, _, closing = _stretches(tree, [on_page[p].node for p in (over, title, begins, last, end)])
    return Surroundings(heading, above, tuple(below), _shown(*beside), _shown(*opening), _shown(*closing))


def _shown(*nodes: Any) -> tuple[Any, ...]:
    return tuple(node for node in nodes[:_LOOKED_AT] if not _is_aside(node))


def _place_of_title(on_page: Sequence[Element], key: str, first: int) -> int:
    """Return where the headline stands above the text: by its words, else by its tag, else where the text begins."""
    named = [e.place for e in on_page if key and e.key == key]
    return named[-1] if named else next((e.place for e in reversed(on_page) if e.tag == "h1"), first)


def _stretches(tree: Any, edges: Sequence[Any]) -> list[list[Any]]:
    """Return the elements from each edge up to the next."""
    nodes, wanted = list(tree.iter()), set(edges)
    numbers = {node: number for number, node in enumerate(nodes) if node in wanted}
    places = list(accumulate((numbers.get(edge, 0) for edge in edges), max))
    return [nodes[a:b] for a, b in pairwise(places)]


def published_beside(around: Surroundings, day_first: bool | None) -> Stated | None:
    """Return when the story was published: as labelled so, else the first time without a label, else that of a change."""
    for blocks, nodes in around.stretches:
        found = [*_machine_times(nodes), *_written_times(blocks, day_first)]
        for wanted in (1, 0, -1):
            for label, stated in found:
                if label == wanted:
                    return stated
    return None


def authors_beside(around: Surroundings) -> list[Stated]:
    """Return what the byline says: elements marked as the author's first, then lines that begin with "By"."""
    for blocks, nodes in around.stretches:
        for pick in (_marked, _linked, _named):
            if found := list(dict.fromkeys(pick(nodes))):
                return found
        lines = (text for e in blocks if len(e.text) <= _LONGEST for text in _signed(e.text))
        if (line := next(lines, None)) is not None:
            return [Stated(line, "the byline")]
        if nodes is around.nodes_of_heading and (found := list(dict.fromkeys(_profiled(nodes)))):
            return found
    return []


def _signed(text: str) -> Iterator[str]:
    """Yield what a line says of authors: at its beginning, behind a bar or a dot, or behind its last date."""
    ends = [found.end for found in stated_times(text)]
    behind = [_CLOCK.sub("", text[max(ends) :])] if ends else []
    for piece in dict.fromkeys((text, *_SET_OFF.split(text), *behind)):
        if is_byline(said := _before_date(piece)):
            yield said


def _is_aside(node: Any) -> bool:
    nearest = node if node.tag in _ASIDE else next(node.iterancestors(*_ASIDE), None)
    if nearest is None or nearest.tag != "li":
        return nearest is not None
    parent = nearest.getparent()
    names = " ".join(one.get("class") or "" for one in (nearest, parent) if one is not None)
    return _OF_DETAILS.search(names) is None or _is_aside(parent)


def _machine_times(nodes: Sequence[Any]) -> Iterator[tuple[int, Stated]]:
    for node in nodes:
        written = node.get("datetime") or node.get("content")
        if not written or not (node.tag == "time" or "date" in (node.get("itemprop") or "").lower()):
            continue
        if (stated := valid_iso(written) or stated_time(written[:_LONGEST])) is not None:
            yield _label(node), Stated(stated, "the time beside the headline")


def _label(node: Any) -> int:
    """Return 1 for a time of publication, -1 for one of a change, 0 where nothing says."""
    parent = node.getparent()
    for named in (node, parent):
        if named is None:
            continue
        names = " ".join(named.get(key) or "" for key in ("itemprop", "class", "id", "pubdate"))
        if node.get("pubdate") is not None or (
            _IS_PUBLISHED.search(names) and named is node and "updated" not in names.split()
        ):
            return 1
        said = (named.text or "") if named is not node else ""
        label = _said(said) or _said("".join(node.itertext()))
        if label or _IS_UPDATED.search(names) or _IS_PUBLISHED.search(names):
            return label or (1 if _IS_PUBLISHED.search(names) else -1)
    return 0


def _said(text: str) -> int:
    """Return what a label says of the time behind it; of two the nearer."""
    published = [match.end() for match in anywhere("date", "published").finditer(text)]
    updated = [match.end() for match in anywhere("date", "updated").finditer(text)]
    if not (published or updated):
        return 0
    return 1 if max(published, default=-1) > max(updated, default=-1) else -1


def _written_times(blocks: Sequence[Element], day_first: bool | None) -> Iterator[tuple[int, Stated]]:
    label = 0
    for block in blocks:
        if len(block.text) > _LONGEST or block.is_link:
            continue
        end = 0
        for found in stated_times(block.text, day_first=day_first):
            said = _said(block.text[end : found.start])
            yield said or (label if end == 0 else 0), Stated(found.iso, "the time written beside the headline")
            end = found.end
        label = _said(block.text) if end == 0 and block.words <= 4 else 0


def _marked(nodes: Sequence[Any]) -> Iterator[Stated]:
    for node in nodes:
        if "author" in (node.get("itemprop") or "").lower().split():
            inner = [n for n in node.iter() if (n.get("itemprop") or "").lower() == "name"]
            for name in inner or [node]:
                text = name.get("content") or text_of(name)
                if len(text) <= _LONGEST and author_names([text]):
                    yield Stated(text, "itemprop author")


def _linked(nodes: Sequence[Any]) -> Iterator[Stated]:
    for node in nodes:
        if node.tag == "a" and "author" in (node.get("rel") or "").lower().split() and author_names([text_of(node)]):
            yield Stated(text_of(node), "the byline's link to the author")


def _profiled(nodes: Sequence[Any]) -> Iterator[Stated]:
    """Yield the names on links to pages about persons of the staff."""
    for node in nodes:
        if node.tag == "a" and _IS_PROFILE.search(node.get("href") or ""):
            text = text_of(node)
            if _NAME_WORDS[0] <= len(text.split()) <= _NAME_WORDS[1] and author_names([text]) == (text,):
                yield Stated(text, "the byline's link to the author")


def _named(nodes: Sequence[Any]) -> Iterator[Stated]:
    """Yield the shortest elements whose class says that they hold the author."""
    found: list[Any] = []
    for node in nodes:
        named = node.get("class") or ""
        if _IS_AUTHOR.search(named) and not _NOT_AUTHOR.search(named):
            found.append(node)
    for node in found:
        text = text_of(node)
        if _ENDED.search(text) and text.count(" ") >= _PROSE:  # a card: a picture, the name, a life
            yield from _profiled(list(node.iter("a")))
            continue
        text = _before_date(text) if len(text) <= 2 * _LONGEST else text
        if len(text) <= _LONGEST and not any(node in other.iterancestors() for other in found) and author_names([text]):
            yield Stated(text, "the byline")


def _before_date(text: str) -> str:
    """Return a byline up to the date or the label of a date in it."""
    ends = [found.start for found in stated_times(text)]
    ends += [
        match.start()
        for key in ("published", "updated")
        for match in anywhere("date", key).finditer(text)
        if match.start()
    ]
    if not ends and (figure := _FIGURE.search(text)):  # a date in some other form: names hold no figures
        ends.append(figure.start())
    words = (text[: min(ends)] if ends else text).split()
    while (
        words and ends and not (words[-1].strip(_MARKS) and words[-1].strip(_MARKS).casefold() not in _leading_words())
    ):
        words.pop()
    return " ".join(words).rstrip(_MARKS) or text


@cache
def _leading_words() -> frozenset[str]:
    """Return what stands between a name and a date: days of the week and small words."""
    days = (name for code in known() for name in " ".join(language(code).lines("dates", "days")).split())
    return frozenset(
        (*map(str.casefold, days), "on", "am", "le", "el", "em", "il", "op", "den", "at", "um", "à", "às", "w", "в")
    )


def opens_with_byline(text: str) -> bool:
    """Tell a short line that begins as bylines do, whatever follows."""
    return (
        len(text) <= _LONGEST
        and beginning("byline", "before").match(text) is not None
        and is_byline(_before_date(text))
    )
