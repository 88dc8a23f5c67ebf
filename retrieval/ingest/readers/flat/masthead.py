"""What stands over an article: section path, headline, agency, byline, time, dateline."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.flat import bylines
from retrieval.ingest.readers.flat.agency_lines import agency, names_agency_alone
from retrieval.ingest.readers.flat.bylines import is_about, is_path, is_timed
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.ingest.readers.flat.nameplate import nameplate
from retrieval.text.captions import split_credit
from retrieval.text.datelines import Dateline, dateline_alone, place_before_date
from retrieval.text.furniture import is_furniture, linked_headline
from retrieval.text.languages import DEFAULT
from retrieval.text.scripts import DENSE

#: lines above the article that may belong to it
REACH = 150
#: "News Tools: Save | Print": what follows the section on its line
_LABELLED = re.compile(r"\s{1,12}\w{1,60}:|\s{0,12}\|")
_HOME = frozenset(("home", "you are here:", "homepage", "startseite", "início", "accueil", "inicio", "главная"))


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found above an article; `first` is the line of the headline, or of the article where there is none."""

    headline: str | None
    section: tuple[str, ...]
    outlet: str | None
    agency: str | None
    authors: tuple[str, ...]
    published: str | None
    place: str | None
    first: int


def masthead(
    lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], main: int, *, language: str | None = None
) -> Masthead:
    """Read the lines above `core`; those nearest to it count most. `language` tells how dates of numbers are read."""
    start = core[0]
    low = max(0, start - REACH)
    outlet, plate = nameplate(lines, start, core[1])
    low = max(low, plate + 1) if plate is not None else low
    first = _headline(lines, readings, low, core, main)
    top = first if first is not None else start
    between = _texts(lines, readings, top + 1 if first is not None else low, start)
    near = _texts(lines, readings, max(low, top - 6), top)
    below = _texts(lines, readings, core[1], min(core[1] + 6, len(lines)))
    within = [
        text for text in _texts(lines, readings, start, min(start + 5, core[1])) if is_timed(text) or is_about(text)
    ]
    opening = "\n".join(line.text for line in lines[start : min(core[1], start + 12)])
    dated = (between, within, near, below)
    day_first = _day_first([*near, *between, *within], language)
    set_off = _set_off(between, language or DEFAULT)
    return Masthead(
        headline=_squeezed(lines[first].text) if first is not None else None,
        section=_section([line.text for line in lines[max(0, top - REACH) : top]]),
        outlet=outlet,
        agency=(set_off.agency if set_off else None) or agency(between) or agency(near),
        authors=bylines.authors(between, opening) or bylines.authors(near[-3:], below_headline=False),
        published=next(filter(None, (bylines.published(texts, day_first=day_first) for texts in dated)), None),
        place=(set_off.place if set_off else None) or _place(between, opening, language or DEFAULT),
        first=top,
    )


def _set_off(between: Sequence[str], language: str) -> Dateline | None:
    """Return the dateline on one or two lines of its own right above the report: "Marn, Astra", "CNN —"."""
    last = between[-2:]
    return dateline_alone(" ".join(last), language) or dateline_alone(last[-1], language) if last else None


def _texts(lines: Sequence[Line], readings: Sequence[Reading], start: int, end: int) -> list[str]:
    """Return the words of the lines of a range; captions are left out, an agency alone in brackets is not one."""
    texts = ((_squeezed(lines[number].text), readings[number].is_caption) for number in range(start, end))
    return [text for text, is_caption in texts if not is_caption or names_agency_alone(text)]


_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")


def _day_first(lines: Sequence[str], language: str | None) -> bool | None:
    """Tell how dates of numbers are written: as another date of the page shows, or as the page's language does."""
    for text in lines:
        for match in _NUMERIC.finditer(text):
            if match[2] == "." or int(match[1]) > 12:
                return True
            if int(match[3]) > 12:
                return False
    return None if language in (None, "en") else True


def _place(between: Sequence[str], opening: str, language: str) -> str | None:
    """Return the place that stands by itself or with the time above the report, where the report names it too."""
    for number, text in enumerate(between):
        place = place_before_date(text, language) if len(text) < 90 else None
        if place == text and text.isupper() and number and bylines.people_in(between[number - 1], alone=True):
            return place
        if place is None or not (is_timed(text) or number + 2 >= len(between)):
            continue
        city = re.split(r"[,(/]", place)[0].strip()
        if re.search(rf"(?<!\w){re.escape(city)}(?!\w)", opening, 0 if not city.isupper() else re.I):
            return place
    return None


def _squeezed(text: str) -> str:
    return " ".join(text.split())


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


#: no line counts as farther away than this
_FARTHEST = -4.0
#: of the summary's score, the headline above it has so much at least; less where the summary is a sentence
_NEARLY, _NEARLY_OF_SENTENCE = 0.45, 0.2
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
_FULL_STOP = re.compile(r"[^.…]\.[\"”’)]*$")


def _headline(
    lines: Sequence[Line], readings: Sequence[Reading], low: int, core: tuple[int, int], main: int
) -> int | None:
    """Return the number of the line that shares most with the article's beginning and stands like a headline."""
    start = core[0]
    opening = _opening(lines, core)
    page = "\n".join(_squeezed(line.text).lower() for line in lines if len(line.text) < _TITLE_LINE)
    inside = {_squeezed(lines[number].text) for number in range(*core) if readings[number].is_sentence}
    scores: dict[int, float] = {}
    for number in range(low, min(start + 4, core[1])):
        line, text = lines[number], _squeezed(lines[number].text)
        if (
            not 2 <= readings[number].words <= 32
            or readings[number].is_furniture
            or readings[number].is_caption
            or is_about(text)
            or _is_caption(text)
            or linked_headline(text) is not None
            or (_is_name(lines, readings, number) and not opening & set(_CONTENT.findall(text.lower())))
        ):
            continue
        heads_byline = _heads_byline(lines, readings, number)
        if number >= start and (readings[number].is_sentence or not heads_byline):
            continue
        score = _headline_score(line, text, opening, main, _HEADLINE_WEIGHTS)
        score += max(_HEADLINE_WEIGHTS.nearness * max(0, start - number), _FARTHEST)
        score += _HEADLINE_WEIGHTS.repeated * (text not in inside and _is_repeated(text.lower(), page))
        score += _HEADLINE_WEIGHTS.before_byline * heads_byline
        scores[number] = score
    best = max(scores, key=lambda number: scores[number], default=None)
    return _above_summary(lines, readings, scores, best, start) if best is not None and scores[best] > 0 else None


def _heads_byline(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell whether a byline or time stands among the next lines; buttons and captions are not counted.

    Below a line about the article, which may be what heads it, they are.
    """
    below = range(number + 1, min(number + 1 + 2 * _HEADED, len(lines)))
    if number and readings[number - 1].is_about:
        return any(is_about(_squeezed(lines[n].text)) for n in below[:_HEADED])
    solid = [n for n in below if not (readings[n].is_furniture or readings[n].is_caption) or readings[n].is_about]
    return any(is_about(_squeezed(lines[n].text)) for n in solid[:_HEADED])


def _is_name(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell an author's name, alone on a line above a time or above the same name in other letters."""
    text, below = (_squeezed(line.text) for line in (*lines[number : number + 2], lines[number])[:2])
    if not _NAMED[0] <= len(text.split()) <= _NAMED[1] or number + 1 >= len(lines):
        return False
    is_above = readings[number + 1].is_about or (below.casefold() == text.casefold() and below != text)
    return is_above and bylines.NAME.fullmatch(text) is not None and bool(bylines.people_in(text, alone=True))


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
        and not lines[best].gap
        and scores.get(above, -1.0) > 0
        and not _ends_as_sentence(lines[above])
    ):
        return above
    if below is not None and is_summary and len(lines[below].text) > len(lines[best].text):
        return best
    opening = _opening(lines, (start, len(lines)))
    for number in range(best - 1, max(best - 4, -1), -1):
        text = lines[number].text
        most = _BESIDE_SUMMARY if number == best - 1 else _ABOVE_SUMMARY
        is_title = len(text) >= _SHORTEST_TITLE and len(text) < most * len(lines[best].text) and not text.isupper()
        # a summary that is a sentence shares more with the article than its headline can
        is_near = readings[best].is_sentence and len(set(_CONTENT.findall(text.lower())) & opening) >= _SHARED
        nearly = _NEARLY_OF_SENTENCE if is_near else _NEARLY
        if is_title and scores.get(number, 0.0) > nearly * scores[best]:
            return number
    return best


def _ends_as_sentence(line: Line) -> bool:
    """Tell a line with a full stop, or too short for a headline."""
    return _FULL_STOP.search(line.text) is not None or len(line.text) < _SHORTEST_TITLE


def _below_kicker(lines: Sequence[Line], readings: Sequence[Reading], best: int, start: int) -> int | None:
    """Return the line of the headline where `best` is a few words set over it, and a summary in sentences follows."""
    solid = [n for n in range(best, start) if not (readings[n].is_furniture or readings[n].is_caption)][:3]
    if len(solid) < 3 or any(readings[n].is_about for n in solid):
        return None
    kicker, title, summary = (lines[n].text for n in solid)
    is_kicker = len(kicker.split()) <= _KICKER and len(kicker) < 0.75 * len(title)
    is_summed_up = readings[solid[2]].is_sentence and len(summary) > 1.5 * len(title)
    return solid[1] if is_kicker and is_summed_up and not readings[solid[1]].is_sentence else None


def _is_caption(text: str) -> bool:
    return len(text) > 220 or _IMAGE.match(text) is not None or split_credit(text) is not None


def _opening(lines: Sequence[Line], core: tuple[int, int]) -> frozenset[str]:
    words: list[str] = []
    for number in range(*core):
        words.extend(_CONTENT.findall(lines[number].text.lower()))
        if len(words) > _OPENING:
            break
    return frozenset(words)


def _headline_score(line: Line, text: str, opening: frozenset[str], main: int, weights: HeadlineWeights) -> float:
    words = set(_CONTENT.findall(text.lower()))
    shared = len(words & opening)
    score = weights.shared_word * min(shared, 6)
    score += weights.mostly_shared if words and shared >= 0.6 * len(words) and shared > 1 else 0.0
    score += weights.apart if line.gap else 0.0
    score += weights.full_stop if _FULL_STOP.search(text) else 0.0
    score += weights.bullet if line.bullet else 0.0
    score += weights.deeper if line.indent > main else 0.0
    return score + (weights.few_words if len(text.split()) < 3 and not DENSE.search(text) else 0.0)


def _section(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of the nearest path; slashes and bars make one only after "Home"."""
    for text in reversed(lines):
        if not is_path(text) or stated_time(text) is not None:
            continue
        arrows = re.search(r"[>»›→]", text) is not None
        parts = [part.strip() for part in re.split(r"\s*(?:>+|»|›|→)\s*" if arrows else r"\s+/\s+", text)]
        if not arrows and parts[0].lower() not in _HOME:
            continue
        parts = [_LABELLED.split(part)[0].strip() for part in parts]
        parts = [part for part in parts if part and part.lower() not in _HOME]
        if parts and all(any(map(str.isalpha, part)) and not is_furniture(part) for part in parts):
            return tuple(parts)
    return ()
