"""Where names stand in a text: runs of words with capitals, cut where a sentence or an office ends, whole around a nickname."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from retrieval.domain import Span
from retrieval.quotations.capitals import capitals_of, run_pattern
from retrieval.quotations.lexicon import DETERMINER, TIME, Lexicon
from retrieval.quotations.names import bare
from retrieval.quotations.nicknames import OPENING, nickname_behind
from retrieval.quotations.offices import JOINTS, name_behind
from retrieval.text.languages import DEFAULT
from retrieval.text.sentences import ends_sentence

_APOSTROPHES = ("'", "’")
_STOP = re.compile(r"\.\s")
#: what stands behind the plural that owns a body: "the Farmers’ Union"
_POSSESSED = frozenset(("’ ", "' "))


@dataclass(slots=True)
class Runs:
    """The runs of a text: where the words of each stand, in order."""

    places: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    #: where names begin that stand behind their office: "Secretary of State Ann Smith"
    held: set[int] = field(default_factory=set)
    #: the nicknames within runs, as names are compared
    nicknames: dict[str, str] = field(default_factory=dict)


def runs(text: str, words: Lexicon) -> Runs:
    """Return the runs of a text.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> sorted(runs("Near Larrow Ann “Bear” Smith met Minister of Health Bo Renn.", lexicon("en")).places)
    ['Bo Renn', 'Health', 'Minister', 'Near Larrow Ann Smith']
    """
    found = Runs()
    places = found.places
    pattern = run_pattern(words.language, capitals_of(text))
    done, elides = 0, words.tags.get("l'") == DETERMINER
    for match in pattern.finditer(text):
        run, span = match.group(), match.span()
        if span[0] < done:
            continue
        if elides and run[1:2] in _APOSTROPHES and run[2:3].islower():
            shift = run.find(" ") + 1  # "L'entraîneur Ann Smith"
            if not shift:
                continue
            run, span = run[shift:], (span[0] + shift, span[1])
        behind = text[span[1] : span[1] + 2]
        if behind in _POSSESSED and (ends := _body_behind(text, span[1] + 2, pattern, words)):
            done = ends
            run, span = text[span[0] : done], (span[0], done)
        elif behind[1:] in OPENING and (nickname := nickname_behind(text, span[1], run.count(" ") + 1)):
            more = pattern.match(text, nickname[1])
            if more:
                done = more.end()
                run, span = f"{run} {more.group()}", (span[0], done)
                found.nicknames[run] = bare(nickname[0].split()[-1])
        places[run].append(span)
    for run in [run for run in places if run.count(" ") > 1 or ". " in run or run.endswith("day")]:
        if run not in found.nicknames:
            _part(text, found, run, words)
    return found


def _body_behind(text: str, at: int, pattern: re.Pattern[str], words: Lexicon) -> int | None:
    """Return where the name of a body ends whose rest begins at `at` behind a possessive: "the Farmers’ Union"."""
    rest = pattern.match(text, at) if text[at - 3] == "s" else None
    return rest.end() if rest and bare(rest.group().split()[-1]) in words.organisations else None


def _part(text: str, found: Runs, run: str, words: Lexicon) -> None:
    """Give the parts of a run their places where a sentence or an office ends in it."""
    kept = []
    for start, end in found.places[run]:
        parts = list(_parts(text, start, end, words, found.held))
        if parts == [(start, end)]:
            kept.append((start, end))
            continue
        for a, b in parts:
            found.places.setdefault(text[a:b], []).append((a, b))
    if kept:
        found.places[run] = kept
    else:
        del found.places[run]


def _parts(text: str, start: int, end: int, words: Lexicon, held: set[int]) -> Iterator[Span]:
    if text.find(". ", start, end) >= 0:
        yield from _sentences(text, start, end)
        return
    may_be = words.language != DEFAULT or text[start - 3 : start] in JOINTS
    begin = name_behind(text, start, end, words)[0] if may_be else start
    if begin > start:
        held.add(begin)
        yield start, begin - 1
    *name, last = text[begin:end].split(" ")
    long = len(name) > 1 or (name and bare(name[0]) in words.organisations)
    if long and last.endswith("day") and words.tags.get(last.lower()) == TIME:
        end -= len(last) + 1  # "met Ann Smith Monday", "by the Senate Monday"
    yield begin, end


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a run where a sentence ends in it: "near Larrow, N.M. Forest Service crews"."""
    for stop in _STOP.finditer(text, start, end):
        if ends_sentence(text, stop.start()):
            yield start, stop.start()
            start = stop.end()
    yield start, end
