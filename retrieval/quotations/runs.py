"""Where names stand in a text: runs of words with capitals, cut where a sentence or an office ends, whole around a nickname."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from retrieval.domain import Span
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import bare, run_pattern
from retrieval.quotations.nicknames import OPENING, nickname_behind
from retrieval.quotations.offices import JOINTS, name_behind
from retrieval.text.sentences import ends_sentence

_STOP = re.compile(r"\.\s")


@dataclass(slots=True)
class Runs:
    """The runs of a text: where the words of each stand, in order."""

    places: dict[str, list[Span]] = field(default_factory=dict)
    #: where names begin that stand behind their office: "Secretary of State Ann Smith"
    held: set[int] = field(default_factory=set)
    #: the nicknames within runs, as names are compared
    nicknames: dict[str, str] = field(default_factory=dict)


def runs(text: str, words: Lexicon) -> Runs:
    """Return the runs of a text.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> list(runs("Near Larrow Ann “Bear” Smith met Minister of Health Bo Renn.", lexicon("en")).places)
    ['Near Larrow Ann Smith', 'Minister', 'Health', 'Bo Renn']
    """
    found = Runs()
    places = found.places
    pattern = run_pattern(words.language)
    done = 0
    for match in pattern.finditer(text):
        start, end = span = match.span()
        run = match.group()
        if start < done:
            continue
        if text[end + 1 : end + 2] in OPENING and (nickname := nickname_behind(text, end, run.count(" ") + 1)):
            more = pattern.match(text, nickname[1])
            if more:
                done = more.end()
                run, span = f"{run} {more.group()}", (start, done)
                found.nicknames[run] = bare(nickname[0].split()[-1])
        elif ". " in run or (text[start - 3 : start] in JOINTS and run.count(" ") > 1):
            for a, b in _parts(text, start, end, words, found.held):
                places.setdefault(text[a:b], []).append((a, b))
            continue
        places.setdefault(run, []).append(span)
    return found


def _parts(text: str, start: int, end: int, words: Lexicon, held: set[int]) -> Iterator[Span]:
    if text.find(". ", start, end) >= 0:
        yield from _sentences(text, start, end)
        return
    begin = name_behind(text, start, end, words)[0]
    if begin > start:
        held.add(begin)
        yield start, begin - 1
    yield begin, end


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a run where a sentence ends in it: "near Larrow, N.M. Forest Service crews"."""
    for stop in _STOP.finditer(text, start, end):
        if ends_sentence(text, stop.start()):
            yield start, stop.start()
            start = stop.end()
    yield start, end
