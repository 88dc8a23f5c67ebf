"""Offers of subscriptions set into a flattened page: lines close together that name a price, an account, a way to sign in."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from retrieval.ingest.readers.flat.lines import Line
from retrieval.ingest.readers.offers import signs_of_offer
from retrieval.text.languages import known, language

#: an offer has so many signs and lines at least, and a line of it that is no button so many words
_SIGNS, _LINES, _SHORTEST, _LONGEST = 3, 2, 3, 45
#: and its heading so many
_HEADING = 6
#: lines of a page that may be of an offer have so many characters at most
_LOOKED_AT = 400
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = ('"', "“", "„", "«", "»", "‘", "'", "—", "–")


class Judged(Protocol):
    """What is known of a line by itself."""

    @property
    def words(self) -> int:
        """How many words it has."""

    @property
    def is_sentence(self) -> bool:
        """Whether it is prose."""

    @property
    def is_furniture(self) -> bool:
        """Whether it is none of an article by its own words."""


@cache
def _readers() -> frozenset[str]:
    """Return the words that a page calls its reader by, in every language."""
    return frozenset(word for code in known() for word in language(code).words("pages", "reader"))


def selling(lines: Sequence[Line], readings: Sequence[Judged]) -> frozenset[int]:
    """Return the numbers of the lines of offers: runs of lines with signs, three together, one of them no sentence.

    A sentence is of an offer only where it speaks to its reader: an article about prices does not.
    """
    found: set[int] = set()
    for run in _runs(lines, readings):
        signs = frozenset[str]().union(*(signs_of_offer(lines[n].text) for n in run))
        is_addressed = any(speaks_to_reader(lines[n].text) for n in run)
        own = [n for n in run if not readings[n].is_furniture]
        if len(signs) + is_addressed >= _SIGNS and len(run) >= _LINES and not all(readings[n].is_sentence for n in run):
            found.update(own)
            if run[0] and _heads(lines, readings, run[0] - 1):
                found.add(run[0] - 1)
    return frozenset(found)


def _heads(lines: Sequence[Line], readings: Sequence[Judged], number: int) -> bool:
    """Tell a few words right above an offer, which are its heading."""
    return not (readings[number].is_sentence or lines[number + 1].gap) and readings[number].words <= _HEADING


def _runs(lines: Sequence[Line], readings: Sequence[Judged]) -> Iterator[list[int]]:
    run: list[int] = []
    for number, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        if reading.is_furniture or _may_sell(line.text, reading):
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_sell(text: str, reading: Judged) -> bool:
    if not _SHORTEST <= reading.words <= _LONGEST or len(text) > _LOOKED_AT or text.startswith(_QUOTED):
        return False
    return (not reading.is_sentence or speaks_to_reader(text)) and bool(signs_of_offer(text))


def speaks_to_reader(text: str) -> bool:
    """Tell whether a text says "you", in any language."""
    return not _readers().isdisjoint(_WORD.findall(text.lower()))
