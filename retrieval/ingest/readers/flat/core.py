"""Where the article stands on a flattened page: the run of lines with the most prose in it.

Each line is worth something for being prose and costs something for being part of a menu; the article is the run of lines
whose sum is greatest (Bentley's maximum subsequence, one pass). Where the page is indented, as text made from HTML is, the
lines of an article share one indent: a second pass makes the others count less.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.flat.cohesion import begins_next_story, end_of_insert
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line


@dataclass(frozen=True, slots=True)
class Weights:
    """What a line adds to the run it stands in; set by hand on pages whose article is known."""

    #: no line counts for more words than this
    most: int = 60
    #: of the words of prose without other prose beside it, this part counts: a teaser under its headline
    alone: float = 0.4
    #: of the words of prose that is indented unlike the article, this part counts
    elsewhere: float = 0.35
    #: a short line that is no sentence
    short: float = -4.0
    #: more for one that is indented unlike the article, and for one with a bullet
    short_elsewhere: float = -4.0
    bullet: float = -3.0
    #: a line that is furniture by its own words
    furniture: float = -4.0
    #: an invitation to subscribe or follow, or a legal notice: more of these stand below articles than in them
    invitation: float = -12.0
    #: a heading of what follows articles, and a heading of comments
    end: float = -45.0
    #: lines in a row indented deeper than the article cost no more than this together where it goes on below them
    box: float = -20.0
    #: more for a short line that is indented less than the article: it stands outside what holds the article
    outside: float = -5.0
    comments: float = -200.0
    #: a box of other stories, however long, below which the article goes on
    insert: float = -8.0


WEIGHTS = Weights()
#: lines apart at which prose still keeps prose company
_COMPANY = 2
#: a line of so many words is no teaser, even alone
_NO_TEASER = 35
#: the article goes on below a box with a line of so many words
_GOES_ON = 12
#: boxes of other stories, or what may be one, that are looked at on a page
_MOST_BOXES = 150
#: a story has so many paragraphs at least before another one begins
_STORY = 3
#: indents that are tried as the article's
_TRIED = 4
#: an article of so many words before a heading of comments is the page's article; with comments plain to see, fewer will do
_ENOUGH, _ENOUGH_BEFORE_COMMENTS = 80, 25
_SEEN_COMMENTS = 2
#: headings of comments that are looked at
_HEADINGS = 12


def core(lines: Sequence[Line], readings: Sequence[Reading], weights: Weights = WEIGHTS) -> tuple[int, int]:
    """Return the article's lines as a half-open range; empty where the page holds no prose."""
    for number in [n for n, reading in enumerate(readings) if reading.opens_comments and n][:_HEADINGS]:
        before = _core(lines[:number], readings[:number], weights)
        words = sum(readings[n].words for n in range(*before) if readings[n].is_sentence)
        seen = sum(reading.is_of_comments for reading in readings[number + 1 : number + 16])
        if words >= (_ENOUGH_BEFORE_COMMENTS if seen >= _SEEN_COMMENTS else _ENOUGH):
            return before
    return _core(lines, readings, weights)


def _core(lines: Sequence[Line], readings: Sequence[Reading], weights: Weights) -> tuple[int, int]:
    company = _company(lines, readings)
    indents = [indent for indent, _ in _prose_by_indent(lines, readings, company).most_common(_TRIED)]
    inserts = list(_inserts(lines, readings))
    # what stands on either side of a box of other stories keeps company across it
    beside = {number for start, end in inserts for number in (start - 1, end)}
    company = [kept or number in beside for number, kept in enumerate(company)]
    runs = [_best_run(_worths(lines, readings, company, inserts, indent, weights)) for indent in indents]
    best, worth = max(runs, key=lambda run: run[1], default=((0, 0), 0.0))
    best = best[0], _before_next_story(lines, readings, best)
    return best if worth > 0 else _only_caption(readings)


def _before_next_story(lines: Sequence[Line], readings: Sequence[Reading], found: tuple[int, int]) -> int:
    """Return the end of the first story of a run, where the headline of another one stands in it."""
    sentences = 0
    for number in range(*found):
        if sentences >= _STORY and begins_next_story(lines, readings, number):
            return number
        sentences += readings[number].is_sentence and readings[number].words >= _GOES_ON
    return found[1]


def _only_caption(readings: Sequence[Reading]) -> tuple[int, int]:
    """A page of a picture: its caption is the article."""
    captions = [n for n, reading in enumerate(readings) if reading.is_caption and reading.words >= _GOES_ON]
    return (captions[0], captions[0] + 1) if captions else (0, 0)


def _prose_by_indent(lines: Sequence[Line], readings: Sequence[Reading], company: Sequence[bool]) -> Counter[int]:
    words: Counter[int] = Counter()
    for line, reading, kept in zip(lines, readings, company, strict=True):
        if reading.is_sentence:
            words[line.indent] += reading.words if kept else 1
    return words


def main_indent(lines: Sequence[Line], readings: Sequence[Reading], among: tuple[int, int]) -> int | None:
    """Return the indent of most of the prose within a range; None where it holds none."""
    words: Counter[int] = Counter()
    for number in range(*among):
        if readings[number].is_sentence and not lines[number].bullet:
            words[lines[number].indent] += readings[number].words
    return words.most_common(1)[0][0] if words else None


def _best_run(worths: Sequence[float]) -> tuple[tuple[int, int], float]:
    best, best_sum = (0, 0), 0.0
    start, total = 0, 0.0
    for number, worth in enumerate(worths):
        if total <= 0:
            start, total = number, 0.0
        total += worth
        if total > best_sum:
            best, best_sum = (start, number + 1), total
    return best, best_sum


def _worths(
    lines: Sequence[Line],
    readings: Sequence[Reading],
    company: Sequence[bool],
    inserts: Sequence[tuple[int, int]],
    main: int,
    weights: Weights,
) -> list[float]:
    worths = [
        _worth(line, reading, weights, main, has_company=kept)
        for line, reading, kept in zip(lines, readings, company, strict=True)
    ]
    for start, end in _boxes(lines, readings, main):
        cost = sum(min(worth, 0.0) for worth in worths[start:end])
        if cost < weights.box:
            worths[start:end] = [weights.box] + [0.0] * (end - start - 1)
    for start, end in inserts:
        if sum(worths[start:end]) < weights.insert:
            worths[start:end] = [weights.insert] + [0.0] * (end - start - 1)
    return worths


def _inserts(lines: Sequence[Line], readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Give the boxes of other stories that stand in the middle of the article."""
    past = looked_at = 0
    for number, reading in enumerate(readings):
        opens = (
            reading.is_end
            or reading.is_related
            or (reading.is_furniture and number and readings[number - 1].is_sentence)
        )
        if number >= past and opens and looked_at < _MOST_BOXES:
            looked_at += 1
            end = end_of_insert(lines, readings, number)
            if end is not None:
                yield number, end
                past = end


def _boxes(lines: Sequence[Line], readings: Sequence[Reading], main: int) -> Iterator[tuple[int, int]]:
    """Give the runs of lines indented deeper than the article after which the article goes on, comments left out."""
    start: int | None = None
    for number, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        if line.indent > main and not reading.opens_comments:
            start = number if start is None else start
            continue
        if start is not None and line.indent == main and reading.is_sentence and reading.words >= _GOES_ON:
            yield start, number
        start = None


def _company(lines: Sequence[Line], readings: Sequence[Reading]) -> list[bool]:
    """Tell of each line whether prose of its own indent stands just before or after it, furniture not counted."""
    kept = [False] * len(lines)
    solid = [n for n, r in enumerate(readings) if not (r.is_furniture or r.is_caption or r.is_repeated or r.is_entry)]
    for place, number in enumerate(solid):
        if readings[number].is_sentence:
            around = solid[max(0, place - _COMPANY + 1) : place] + solid[place + 1 : place + _COMPANY]
            kept[number] = any(readings[n].is_sentence and lines[n].indent == lines[number].indent for n in around)
    return kept


def _worth(line: Line, reading: Reading, weights: Weights, main: int, *, has_company: bool) -> float:
    if reading.opens_comments:
        return weights.comments
    if reading.is_end:
        return weights.end
    if reading.is_headed or reading.is_entry:
        return 0.0
    if reading.is_furniture or reading.is_related:
        return weights.invitation if reading.is_invitation else weights.furniture
    elsewhere = line.indent != main
    if reading.is_biography or (reading.is_caption and not elsewhere):
        return 0.0
    if reading.is_sentence and not reading.is_repeated:
        worth = float(min(reading.words, weights.most))
        if elsewhere and not line.bullet:
            worth *= weights.elsewhere
        return worth if has_company or reading.words >= _NO_TEASER else worth * weights.alone
    return (
        weights.short
        + (weights.bullet if line.bullet else 0.0)
        + (weights.short_elsewhere if elsewhere else 0.0)
        + (weights.outside if line.indent < main else 0.0)
    )
