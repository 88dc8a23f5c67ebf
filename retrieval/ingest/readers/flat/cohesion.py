"""Whether two stretches of text are of one story: lexical cohesion, by the words that they share (Halliday and Hasan)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.ingest.readers.flat.selling import speaks_to_reader
from retrieval.text.languages import known, language
from retrieval.text.languages.page_words import page_words

#: words that say something; of scripts without spaces every two characters, of words only the beginning, for their endings
_UNSPACED = r"[\u3400-\u9fff]{2}|[\u30a0-\u30ff]{3}|[\uac00-\ud7af]{2}"
_NAME = r"(?<=[a-zß-öø-ÿа-яё,] )[A-ZÀ-ÖØ-ÞА-ЯЁ]\w{2,}"
_TERM = re.compile(rf"[^\W\d_\u3040-\u9fff\uac00-\ud7af]{{5,}}|{_NAME}|(?=({_UNSPACED}))")
_STEM = 6


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(word[:_STEM] for code in known() for word in language(code).words("pages", "everywhere"))


#: of so many terms that are shared, no less, two stretches are of one story; where only one paragraph follows, more
_SHARED, _SHARED_BY_ONE = 2, 3
#: so many words of one headline in what follows a box, and it may be that headline's story
_TOLD = 2
#: lines above an article that tell of it, sentences below a box that may be its last ones, and words of such a sentence
_ABOVE, _LAST, _FEW = 8, 3, 3
#: headlines that a box names at most; words of a headline
_MOST_NAMED, _TITLE = 8, (4, 20)
#: a list of headlines has so many at least, and a label of so many words at most
_ITEMS, _LABEL = 2, 5
_STOP = (".", "。", "।", "۔")
_SHORT = re.compile(r"[^\W\d_]{4,}")
#: sentences in a row that tell the story on
_IN_A_ROW = 3
#: paragraphs looked at on either side, and lines that a box of other stories has at most
_BEFORE, _AFTER, _LONGEST_BOX = 30, 6, 16
#: a paragraph has so many words, and a sentence that stands apart
_PARAGRAPH, _SENTENCE = 12, 5


def terms(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of texts that say what they are about, cut to their beginning."""
    found = (match[1] or match[0].lower()[:_STEM] for text in texts for match in _TERM.finditer(text))
    return frozenset(found) - _anywhere() - {""}


def end_of_insert(lines: Sequence[Line], readings: Sequence[Reading], start: int) -> int | None:
    """Return where the story goes on below the heading of other stories at `start`, None where it does not.

    What follows must be of the story above, by its words; or else stand apart from a box whose lines stand close together,
    and not be of the stories that the box names.
    """
    reach = range(start + 1, min(start + _LONGEST_BOX, len(lines)))
    before = [n for n in range(max(0, start - _BEFORE), start) if _is_paragraph(readings[n])]
    spaced = sum(lines[n].gap > 0 for n in before) > len(before) / 2
    stopped = 2 * sum(_told(lines, readings, n) for n in before) > len(before)
    end = next(
        (
            n
            for n in reach
            if (_is_paragraph(readings[n]) and (spaced or not stopped or _told(lines, readings, n)))
            or (spaced and _goes_on(lines[n], readings[n]))
            or (not spaced and _told(lines, readings, n) and n + 1 < len(lines) and _told(lines, readings, n + 1))
            or (not spaced and _ends_the_story(lines, readings, start, n))
        ),
        None,
    )
    closed = next((n + 1 for n in reach if _closing().fullmatch(lines[n].text)), None)
    is_list = closed is not None and not any(_is_paragraph(readings[n]) for n in range(start + 1, closed))
    if closed is not None and is_list and closed in reach and _told(lines, readings, closed):
        return closed
    if end is None or any(
        readings[n].opens_comments or _is_byline(lines[n], readings[n]) for n in range(start + 1, end)
    ):
        return None
    if not before or readings[before[-1]].is_biography or lines[before[-1]].indent != lines[end].indent:
        return None
    if spaced and lines[end].gap == 0:  # a teaser under its headline
        return None
    after = _following(readings, end)
    titles = sum(_is_title(readings[n]) for n in range(end, after[-1]))
    if titles and titles >= len(after) - 1:  # teasers, each under a headline
        return None
    named = [n for n in range(start, end) if _is_title(readings[n])]
    shared = terms(lines[n].text for n in before) & terms(lines[n].text for n in after)
    own, following = _short_terms(lines, before), _short_terms(lines, after[:2])
    of_others = (_short_terms(lines, named) - own) & following
    is_box = spaced and all(lines[n].gap == 0 for n in range(start + 1, end))
    is_box = is_box or (stopped and _is_bare_box(readings, start, end) and _told_on(lines, readings, end))
    if is_box and end - start > 1 and len(named) <= _MOST_NAMED:
        told = max(len((_short_terms(lines, [n]) - own) & following) for n in range(start + 1, end))
        return end if told < _TOLD else None
    if not named:  # buttons and offers only, no other story's headline
        return end if shared or _ends_the_story(lines, readings, start, end) else None
    return (
        end
        if len(shared) >= (_SHARED if len(after) > 1 else _SHARED_BY_ONE) and len(of_others) <= len(shared)
        else None
    )


def _is_bare_box(readings: Sequence[Reading], start: int, end: int) -> bool:
    """Tell a heading of other stories with nothing but their titles and buttons below it."""
    return readings[start].is_related and all(
        (_is_title(readings[n]) and not readings[n].is_about) or readings[n].is_furniture for n in range(start + 1, end)
    )


def _told_on(lines: Sequence[Line], readings: Sequence[Reading], start: int) -> bool:
    """Tell whether sentences follow each other from `start`: teasers stand each below its title."""
    solid = [n for n in range(start, min(start + 2 * _AFTER, len(lines))) if not readings[n].is_furniture]
    told = list(takewhile(lambda n: _told(lines, readings, n), solid))
    behind = solid[len(told) : len(told) + 2]
    is_teaser = len(behind) > 1 and _is_title(readings[behind[0]]) and _told(lines, readings, behind[1])
    return len(told) >= _IN_A_ROW or (len(told) == _IN_A_ROW - 1 and not is_teaser)


def _ends_the_story(lines: Sequence[Line], readings: Sequence[Reading], start: int, end: int) -> bool:
    """Tell a sentence below an invitation that nothing but buttons follows: the last of the story, not of its page."""
    if not any(readings[n].is_invitation for n in range(start, end)) or not _told(lines, readings, start - 1):
        return False
    if not _told(lines, readings, end) or speaks_to_reader(lines[end].text) or readings[end].is_biography:
        return False
    below = readings[end + 1] if end + 1 < len(lines) else None
    return below is None or below.is_end or below.is_related or below.is_about or _told(lines, readings, end + 1)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{page_words('closed')}\W*+", re.I)


def to_last_sentence(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int]) -> int:
    """Return the end of the article, behind a few short sentences below a box of titles that follows it.

    The sentences are of the article's words or those above it, and not of the box's.
    """
    start = core[1]
    if start >= len(lines) or not readings[start].is_related:
        return start
    first = start + 1
    while first < len(lines) and first - start <= _MOST_NAMED and _is_title(readings[first]):
        first += 1
    if first == start + 1 or first >= len(lines) or not _told(lines, readings, first):
        return start
    end = first + 1
    while end < len(lines) and end - first < _LAST and _is_told_shortly(lines[end], readings[end]):
        end += 1
    if end < len(lines) and (_is_title(readings[end]) or readings[end].is_sentence):  # a teaser
        return start
    own = _short_terms(lines, range(max(0, core[0] - _ABOVE), core[1]))
    named, last = _short_terms(lines, range(start + 1, first)), _short_terms(lines, range(first, end))
    return end if own & last and not (named - own) & last else start


def _is_told_shortly(line: Line, reading: Reading) -> bool:
    is_other = reading.is_furniture or reading.is_caption or reading.is_about or reading.is_related
    return not is_other and reading.words >= _FEW and line.text.rstrip('"”“»«›‹’').endswith(_STOP)


def with_lists(lines: Sequence[Line], readings: Sequence[Reading]) -> list[Reading]:
    """Mark labels of lists of other stories' headlines as headings of such boxes, whatever they say."""
    return [
        replace(reading, is_related=True) if lines[number].gap and _labels_list(lines, readings, number) else reading
        for number, reading in enumerate(readings)
    ]


def _labels_list(lines: Sequence[Line], readings: Sequence[Reading], start: int) -> bool:
    """Tell whether a list stands below a label and apart, its items no sentences and hardly a word of the story around."""
    end = start + 1
    while end < len(lines) and not lines[end].gap and _is_title(readings[end]) and lines[end].bullet:
        end += 1
    if end - start <= _ITEMS or end == len(lines) or not lines[end].gap:
        return False
    is_label = _is_title(readings[start]) and readings[start].words <= _LABEL and not lines[start].text.endswith(":")
    if not is_label or any(readings[n].words < _TITLE[0] for n in range(start + 1, end)):
        return False
    around = [n for n in range(max(0, start - _BEFORE), min(end + _AFTER, len(lines))) if _is_paragraph(readings[n])]
    if not (around and around[0] < start < around[-1]):
        return False
    return len(_short_terms(lines, range(start, end)) & _short_terms(lines, around)) < _TOLD


def begins_next_story(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell the headline of another story below the first: a title that stands apart, its byline or time, and sentences."""
    if (
        number + 2 >= len(lines)
        or not _is_title(readings[number])
        or not _TITLE[0] <= readings[number].words <= _TITLE[1]
    ):
        return False
    if lines[number].bullet or not lines[number].gap or lines[number + 1].gap or not readings[number + 1].is_about:
        return False
    return any(_is_paragraph(readings[n]) for n in range(number + 2, min(number + 5, len(lines))))


def _is_byline(line: Line, reading: Reading) -> bool:
    """A time beside the headlines of a box is no byline."""
    return reading.is_about and not (reading.is_furniture or any(map(str.isdigit, line.text)))


def _goes_on(line: Line, reading: Reading) -> bool:
    """Tell a sentence that stands apart, too short for a paragraph."""
    return (
        line.gap > 0
        and reading.is_sentence
        and reading.words >= _SENTENCE
        and not (reading.is_furniture or reading.is_caption)
    )


def _told(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell a sentence that ends with a full stop, as headlines do not."""
    reading = readings[number]
    is_text = reading.is_sentence and not (reading.is_furniture or reading.is_caption or reading.is_about)
    return is_text and not lines[number].bullet and lines[number].text.rstrip('"”“»«›‹’').endswith(_STOP)


def _short_terms(lines: Sequence[Line], numbers: Sequence[int]) -> frozenset[str]:
    words = (word.lower() for n in numbers for word in _SHORT.findall(lines[n].text))
    return frozenset(word[:_STEM] for word in words) - _anywhere()


def _following(readings: Sequence[Reading], start: int) -> list[int]:
    """Return the paragraphs from `start` on, up to the next heading of other stories or comments."""
    found = [start]
    for number in range(start + 1, min(start + 2 * _AFTER, len(readings))):
        reading = readings[number]
        if reading.is_end or reading.opens_comments or reading.is_related or len(found) == _AFTER:
            break
        if _is_paragraph(reading):
            found.append(number)
    return found


def _is_title(reading: Reading) -> bool:
    return not (reading.is_sentence or reading.is_furniture or reading.is_caption or reading.is_related)


def _is_paragraph(reading: Reading) -> bool:
    return reading.is_sentence and reading.words >= _PARAGRAPH and not (reading.is_furniture or reading.is_caption)
