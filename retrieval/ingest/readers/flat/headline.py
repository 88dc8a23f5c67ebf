"""Which line over an article is its headline: what shares most with the article's beginning and stands like one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.flat import bylines
from retrieval.ingest.readers.flat.bylines import is_about
from retrieval.ingest.readers.flat.cohesion import terms
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.text.captions import split_credit
from retrieval.text.furniture import linked_headline
from retrieval.text.scripts import DENSE


@dataclass(frozen=True, slots=True)
class HeadlineWeights:
    """What speaks for a line being the headline; set by hand."""

    shared_word: float = 1.0
    mostly_shared: float = 2.0
    before_byline: float = 3.0
    repeated: float = 4.0
    apart: float = 1.0
    nearness: float = -0.06
    full_stop: float = -5.0
    bullet: float = -4.0
    deeper: float = -3.5
    few_words: float = -3.0
    colon: float = -4.0


#: no line counts as farther away than this
_FARTHEST = -4.0
#: of the summary's score, the headline above it has so much at least; less where the summary is a sentence
_NEARLY, _NEARLY_OF_SENTENCE = 0.45, 0.2
#: lines that stand close together and score so much alike are a headline and what is set below it
_TIED = 0.5
#: so many words of a headline are the article's
_SHARED = 2
#: titles of so many words are looked for in other lines too, which have so many characters at most
_LONG_TITLE, _TITLE_LINE = 5, 250
#: words of a kicker, which is set over a headline
_KICKER = 4
#: a byline is among so many lines below a headline; a name alone has so many words
_HEADED, _NAMED = 3, (2, 3)
#: and it is so much shorter, or directly above not so much longer; of characters it has so many
_ABOVE_SUMMARY, _BESIDE_SUMMARY, _SHORTEST_TITLE = 0.9, 1.6, 28
_HEADLINE_WEIGHTS = HeadlineWeights()
#: words of the article's beginning that its headline is compared with
_OPENING = 400
_CONTENT = re.compile(r"[^\W_]{4,}")
_IMAGE = re.compile(r"(?:image|photo|picture|above|file photo|bild|foto)\s*:", re.I)
_QUOTED = re.compile(r"[\"“„«»‘‚'].*[\"”“»«’']")
#: "-Lanx", " | The Lanx Bell", behind a headline
_NAMED_LAST = re.compile(r"\s{0,3}[-–—|_·]\s{0,3}\w[^-–—|_·]{1,30}")
_FULL_STOP = re.compile(r"[^.…]\.[\"”’)]*$")


def headline_line(
    lines: Sequence[Line], readings: Sequence[Reading], low: int, core: tuple[int, int], main: int
) -> int | None:
    """Return the number of the line that shares most with the article's beginning and stands like a headline."""
    start = core[0]
    opening = _opening(lines, core)
    page = "\n".join(squeezed(line.text).lower() for line in lines if len(line.text) < _TITLE_LINE)
    inside = {squeezed(lines[number].text) for number in range(*core) if readings[number].is_sentence}
    scores: dict[int, float] = {}
    for number in range(low, min(start + 4, core[1])):
        line, text = lines[number], squeezed(lines[number].text)
        if (
            not 2 <= readings[number].words <= 32
            or readings[number].is_furniture
            or readings[number].is_caption
            or is_about(text)
            or _is_caption(text)
            or linked_headline(text) is not None
            or (_is_name(lines, readings, number) and ("," in text or not opening & _words_of(text)))
        ):
            continue
        heads_byline = _heads_byline(lines, readings, number)
        if number >= start and (readings[number].is_sentence or not heads_byline or _is_begun(readings, start, number)):
            continue
        score = _headline_score(line, text, opening, main, _HEADLINE_WEIGHTS)
        score += max(_HEADLINE_WEIGHTS.nearness * max(0, start - number), _FARTHEST)
        is_quotation = _QUOTED.fullmatch(text) is not None  # over a headline stands a quotation from the text
        score += _HEADLINE_WEIGHTS.repeated * (
            text not in inside and not is_quotation and _is_repeated(text.lower(), page)
        )
        score += _HEADLINE_WEIGHTS.before_byline * heads_byline
        scores[number] = score
    best = max(scores, key=lambda number: scores[number], default=None)
    if best is None or scores[best] <= 0:
        return None
    best = _above_summary(lines, readings, scores, _above_byline(lines, readings, scores, best), start)
    # the page's title, and below it the headline without the outlet's name
    plain = (n for n in scores if n != best and _NAMED_LAST.fullmatch(_rest(lines[best].text, lines[n].text)))
    return next(plain, best)


def _above_byline(lines: Sequence[Line], readings: Sequence[Reading], scores: Mapping[int, float], best: int) -> int:
    """Return the best line above a byline that stands over `best`, where this is a sentence: a summary set below it."""
    over = next((n for n in range(best - 1, -1, -1) if readings[n].is_about), None)
    if over is None or not (readings[best].is_sentence and _FULL_STOP.search(lines[best].text)):
        return best
    titles = [n for n in scores if n < over and scores[n] > 0 and not _FULL_STOP.search(lines[n].text)]
    return max(titles, key=lambda n: scores[n], default=best)


def _rest(text: str, opening: str) -> str:
    """Return what follows the opening of a text, "" where it begins otherwise."""
    return text[len(opening) :] if text.startswith(opening) else ""


def _is_begun(readings: Sequence[Reading], start: int, number: int) -> bool:
    """Tell whether the article has begun above a line in it: with more than a summary."""
    return sum(reading.is_sentence for reading in readings[start:number]) > 1


def _heads_byline(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell whether a byline or time stands among the next lines; buttons and captions are not counted.

    Below a line about the article, which may be what heads it, they are.
    """
    below = range(number + 1, min(number + 1 + 3 * _HEADED, len(lines)))
    if number and readings[number - 1].is_about:
        return any(is_about(squeezed(lines[n].text)) for n in below[:_HEADED])
    solid = [n for n in below if not (readings[n].is_furniture or readings[n].is_caption) or readings[n].is_about]
    return any(is_about(squeezed(lines[n].text)) for n in solid[:_HEADED])


def _is_name(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell an author's name, alone on a line above a time or above the same name in other letters."""
    text, below = (squeezed(line.text) for line in (*lines[number : number + 2], lines[number])[:2])
    if not _NAMED[0] <= len(text.split()) <= _NAMED[1] or number + 1 >= len(lines):
        return False
    is_above = readings[number + 1].is_about or (below.casefold() == text.casefold() and below != text)
    return is_above and bylines.NAME.match(text) is not None and bool(bylines.people_in(text, alone=True))


def _is_repeated(title: str, page: str) -> bool:
    """Tell whether a title stands on the page once more: short ones on a line of their own, longer ones in any."""
    if len(title.split()) >= _LONG_TITLE:
        return page.count(title) > 1
    return f"\n{page}\n".count(f"\n{title}\n") > 1


def _above_summary(
    lines: Sequence[Line], readings: Sequence[Reading], scores: Mapping[int, float], best: int, start: int
) -> int:
    """Return the line of the headline where `best` is the summary below it: nearly as good, and not much longer.

    A line that has a longer one below it, which is no byline, has a summary of its own.
    """
    below = next((n for n in range(best + 1, start) if not readings[n].is_furniture), None)
    lower = _below_kicker(lines, readings, best, start)
    if lower is not None:
        return lower
    is_summary = below is not None and not (readings[below].is_about or readings[below].is_caption)
    above = best - 1
    if (
        readings[best].is_sentence
        and (not lines[best].gap or _FULL_STOP.search(lines[best].text))
        and (scores.get(above, -1.0) > 0 or (above in scores and _FULL_STOP.search(lines[best].text)))
        and not _ends_as_sentence(lines[above])
    ):
        return above
    if (
        scores.get(above, -1.0) > scores[best] - _TIED
        and not lines[best].gap
        and len(lines[above].text) >= _SHORTEST_TITLE
        and not (readings[above].is_sentence or lines[above].text.isupper())
    ):
        return _above_summary(lines, readings, scores, above, start)
    if scores.get(above, -1.0) > 0 and readings[above - 1].is_about and not _is_name_or_kicker(lines[above]):
        return above
    if below is not None and is_summary and len(lines[below].text) > len(lines[best].text):
        return best
    opening = _opening(lines, (start, len(lines)))
    for number in range(best - 1, max(best - 4, -1), -1):
        text = lines[number].text
        most = _BESIDE_SUMMARY if number == best - 1 else _ABOVE_SUMMARY
        is_title = len(text) >= _SHORTEST_TITLE and len(text) < most * len(lines[best].text) and not text.isupper()
        # a summary that is a sentence shares more with the article than its headline can
        is_near = readings[best].is_sentence and len(_words_of(text) & opening) >= _SHARED
        nearly = _NEARLY_OF_SENTENCE if is_near else _NEARLY
        if is_title and scores.get(number, 0.0) > nearly * scores[best]:
            return number
    return best


def _is_name_or_kicker(line: Line) -> bool:
    """Tell a line of few words, an account, or one in capitals, or one that ends as a sentence does."""
    is_short = len(line.text.split()) <= _KICKER or line.text.startswith("@")
    return is_short or line.text.isupper() or _ends_as_sentence(line)


def _ends_as_sentence(line: Line) -> bool:
    """Tell a line with a full stop, or too short for a headline."""
    is_short = len(line.text) < _SHORTEST_TITLE and (len(line.text.split()) <= _KICKER or not line.text[0].isalpha())
    return _FULL_STOP.search(line.text) is not None or is_short


def _below_kicker(lines: Sequence[Line], readings: Sequence[Reading], best: int, start: int) -> int | None:
    """Return the line of the headline where `best` is a few words set over it, and a summary in sentences follows."""
    solid = [n for n in range(best, start) if not (readings[n].is_furniture or readings[n].is_caption)][:3]
    if len(solid) < 3 or any(readings[n].is_about for n in solid):
        return None
    kicker, title, summary = (lines[n].text for n in solid)
    is_kicker = len(kicker.split()) <= _KICKER and len(kicker) < 0.75 * len(title)
    is_sentence = readings[solid[2]].is_sentence and _FULL_STOP.search(summary) is not None
    is_summed_up = len(summary) > (1.1 if is_sentence else 1.5) * len(title) and readings[solid[2]].is_sentence
    return solid[1] if is_kicker and is_summed_up and not readings[solid[1]].is_sentence else None


def _is_caption(text: str) -> bool:
    return len(text) > 220 or _IMAGE.match(text) is not None or split_credit(text) is not None


def _opening(lines: Sequence[Line], core: tuple[int, int]) -> frozenset[str]:
    words: list[str] = []
    for number in range(*core):
        words.extend(_words_of(lines[number].text))
        if len(words) > _OPENING:
            break
    return frozenset(words)


def _headline_score(line: Line, text: str, opening: frozenset[str], main: int, weights: HeadlineWeights) -> float:
    words = _words_of(text)
    shared = len(words & opening)
    score = weights.shared_word * min(shared, 6)
    score += weights.mostly_shared if words and shared >= 0.6 * len(words) and shared > 1 else 0.0
    score += weights.apart if line.gap else 0.0
    score += weights.full_stop if _FULL_STOP.search(text) else 0.0
    score += weights.colon if text.endswith(":") else 0.0
    score += weights.bullet if line.bullet else 0.0
    score += weights.deeper if line.indent > main else 0.0
    return score + (weights.few_words if len(text.split()) < 3 and not DENSE.search(text) else 0.0)


def _words_of(text: str) -> frozenset[str]:
    """Return the longer words of a text, in small letters; where words are not parted by spaces, what says something."""
    return frozenset(_CONTENT.findall(text.lower())) | (terms([text]) if DENSE.search(text) else frozenset())


def squeezed(text: str) -> str:
    """Return a text with its white space as single spaces."""
    return " ".join(text.split())
