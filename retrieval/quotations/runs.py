"""Where names stand in a text: runs of words with capitals, cut where a sentence or an office ends, whole around a nickname."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.domain import Span
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import run_pattern
from retrieval.quotations.nicknames import nickname_behind
from retrieval.quotations.offices import name_behind
from retrieval.text.sentences import ends_sentence

_STOP = re.compile(r"\.\s")


class Run(NamedTuple):
    """A run of words with capitals: its words without a nickname inside, and where it stands with it."""

    words: str
    start: int
    end: int
    nickname: str | None = None
    #: behind an office that says what it is for: "Secretary of State Ann Smith"
    held: bool = False


def runs(text: str, words: Lexicon) -> Iterator[Run]:
    """Return the runs of a text in order.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> [run.words for run in runs("Near Larrow Ann “Bear” Smith met Minister of Health Bo Renn.", lexicon("en"))]
    ['Near Larrow Ann Smith', 'Minister', 'Health', 'Bo Renn']
    """
    pattern = run_pattern(words.language)
    done = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        if start < done:
            continue
        parting = nickname_behind(text, end, text.count(" ", start, end) + 1)
        more = pattern.match(text, parting[1]) if parting else None
        if parting and more:
            done = more.end()
            yield Run(f"{found.group()} {more.group()}", start, done, parting[0])
        else:
            yield from _parts(text, start, end, words)


def _parts(text: str, start: int, end: int, words: Lexicon) -> Iterator[Run]:
    if text.find(". ", start, end) >= 0:
        for a, b in _sentences(text, start, end):
            yield Run(text[a:b], a, b)
        return
    if text.count(" ", start, end) > 1:
        begin = name_behind(text, start, end, words)[0]
        if begin > start:
            yield Run(text[start : begin - 1], start, begin - 1)
            yield Run(text[begin:end], begin, end, held=True)
            return
    yield Run(text[start:end], start, end)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a run where a sentence ends in it: "near Larrow, N.M. Forest Service crews"."""
    for stop in _STOP.finditer(text, start, end):
        if ends_sentence(text, stop.start()):
            yield start, stop.start()
            start = stop.end()
    yield start, end
