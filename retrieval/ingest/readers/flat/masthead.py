"""What stands over an article: section path, headline, agency, byline, time, dateline."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.ingest.readers.flat.nameplate import nameplate
from retrieval.text.captions import split_credit
from retrieval.text.datelines import AGENCY
from retrieval.text.furniture import is_furniture
from retrieval.text.languages.calendar import alternatives, full, months, weekdays
from retrieval.text.scripts import DENSE

#: lines above the article that may belong to it
REACH = 150
_BYLINE = re.compile(
    r"(?:(?:written|reported|posted|published|story|text|words|analysis|opinion)\s+)?(?:by|von|por|par|di|door|af|автор:?)\s*:?\s+(?P<names>\S.{2,120})$",
    re.I,
)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|da|del|der|van|von|la|le|al|bin|el|dos|du)){1,4}"
)
_BY = re.compile(r"(?:by|von|por|par|di|door|автор)\s*:?", re.I)
#: what follows the names of a byline: a role after a dash, a date, another outlet's name set without a space
_AFTER_NAMES = re.compile(
    r"\s+(?:-|–|—|\||•|/|@|on)\s+|\s*[•|·]\s*|,?\s+\d|\s{2,}|\s+(?=@)|(?<=[a-z])(?=[A-Z]{2,})|"
    rf",?\s+(?=(?:{alternatives((*full(months()), *full(weekdays())))}|Updated|Published|Posted)\b)"
)
_PATH = re.compile(r"\s*(?:>+|»|›|/|\||::|→)\s*")
_AGENCY_LINE = re.compile(r"[(\[]\s*(?P<name>[A-Z][\w.& ]{1,40}?)\s*[)\]]")
_AGENCY_AND_DATE = re.compile(
    r"(?:\d+ comments?)?(?:print)?(?: ?e-?mail)?\s*(?P<name>[A-Z][\w.& ]{1,30}?),\s+(?=[A-Z][a-z]+\.? \d)", re.I
)
#: "News Tools: Save | Print": what follows the section on its line
_LABELLED = re.compile(r"\s+\w+:|\s*\|")
_HOME = frozenset(("home", "you are here:", "homepage", "startseite", "início", "accueil", "inicio", "главная"))
_UPDATED = re.compile(r"\b(?:updated|modified|aktualisiert|actualizado|atualizado|mis à jour|обновлено)\b", re.I)
_TIMED = re.compile(r"(?:last )?(?:updated|posted|published|modified)\b.{0,30}\d", re.I)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|veröffentlicht|publicado|publié|pubblicato|опубликовано)\b", re.I
)
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|editor|correspondent|columnist|contributor|senior|ap|news|service|desk|bureau)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found above an article; `first` is the line of the headline, or of the article where there is none."""

    headline: str | None
    section: tuple[str, ...]
    outlet: str | None
    agency: str | None
    authors: tuple[str, ...]
    published: str | None
    first: int


def masthead(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], main: int) -> Masthead:
    """Read the lines above `core`; those nearest to it count most."""
    start = core[0]
    low = max(0, start - REACH)
    outlet, plate = nameplate(lines, start, core[1])
    low = max(low, plate + 1) if plate is not None else low
    first = _headline(lines, readings, low, core, main)
    headline = _squeezed(lines[first].text) if first is not None else None
    top = first if first is not None else start
    between = (
        [line.text for line in lines[top + 1 : start]]
        if first is not None
        else [line.text for line in lines[low:start]]
    )
    near = [line.text for line in lines[max(low, top - 6) : top]]
    return Masthead(
        headline=headline,
        section=_section([line.text for line in lines[max(0, top - REACH) : top]]),
        outlet=outlet,
        agency=_agency(between) or _agency(near),
        authors=_authors(between) or _authors(near[-3:]),
        published=_published(between)
        or _published(near)
        or _published([line.text for line in lines[core[1] : core[1] + 6]]),
        first=top,
    )


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
#: of the summary's score, the headline above it has so much at least
_NEARLY = 0.45
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
    counts = Counter(_squeezed(line.text).lower() for line in lines)
    inside = {_squeezed(lines[number].text) for number in range(*core) if readings[number].is_sentence}
    scores: dict[int, float] = {}
    for number in range(low, min(start + 4, core[1])):
        line, text = lines[number], _squeezed(lines[number].text)
        if (
            not 2 <= readings[number].words <= 32
            or readings[number].is_furniture
            or is_about(text)
            or _is_caption(text)
        ):
            continue
        heads_byline = any(is_about(_squeezed(after.text)) for after in lines[number + 1 : number + 4])
        if number >= start and (readings[number].is_sentence or not heads_byline):
            continue
        score = _headline_score(line, text, opening, main, _HEADLINE_WEIGHTS)
        score += max(_HEADLINE_WEIGHTS.nearness * max(0, start - number), _FARTHEST)
        score += _HEADLINE_WEIGHTS.repeated * (counts[text.lower()] > 1 and text not in inside)
        score += _HEADLINE_WEIGHTS.before_byline * heads_byline
        scores[number] = score
    best = max(scores, key=lambda number: scores[number], default=None)
    return _above_summary(lines, scores, best) if best is not None and scores[best] > 0 else None


def _above_summary(lines: Sequence[Line], scores: Mapping[int, float], best: int) -> int:
    """Return the line of the headline where `best` is the summary below it: somewhat longer, and nearly as good."""
    for number in range(best - 1, max(best - 4, -1), -1):
        text = lines[number].text
        is_title = len(text.split()) >= 4 and len(text) < 0.9 * len(lines[best].text) and not text.isupper()
        if is_title and scores.get(number, 0.0) > _NEARLY * scores[best]:
            return number
    return best


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


def is_about(text: str) -> bool:
    """Tell a line about the article (byline, time, agency, section path) from a line of it."""
    if len(text) > 160:
        return False
    return is_byline(text) or _AGENCY_LINE.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Tell a line that says who wrote the article, when, or in which section it stands."""
    if len(text) > 160:
        return False
    words = len(text.split())
    dated = words <= 22 and stated_time(text) is not None
    if _BYLINE.match(text):
        return words <= 14 or dated
    if words <= 14 and (dated or _TIMED.match(text)):
        return True
    return _is_path(text)


def _is_path(text: str) -> bool:
    parts = [part for part in _PATH.split(text) if part]
    return (
        len(parts) >= 2
        and len(text) < 90
        and all(len(part.split()) <= 4 for part in parts)
        and bool(re.search(r"[>»›]|\s/\s", text))
    )


def _section(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of the nearest path; slashes and bars make one only after "Home"."""
    for text in reversed(lines):
        if not _is_path(text) or stated_time(text) is not None:
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


def _agency(lines: Sequence[str]) -> str | None:
    for text in lines:
        match = _AGENCY_LINE.fullmatch(text.strip()) or _AGENCY_AND_DATE.match(text)
        if match and (match.re is _AGENCY_LINE or AGENCY.fullmatch(match["name"]) or match["name"].isupper()):
            return match["name"].strip()
        match = re.match(r"(?:by |from )?(?:the )?(" + AGENCY.pattern + r")(?: staff)?$", text.strip(), re.I)
        if match:
            return match[1]
    return None


def _authors(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the first byline; "By" may stand on a line of its own above them."""
    for number, text in enumerate(lines):
        match = _BYLINE.match(text)
        names = (
            match["names"] if match else lines[number + 1] if _BY.fullmatch(text) and number + 1 < len(lines) else ""
        )
        names = _AFTER_NAMES.split(names)[0]
        found = [name.strip(" ,.") for name in re.split(r",\s*|\s+(?:and|und|y|e|et|&)\s+", names)]
        people = tuple(name for name in found if _NAME.fullmatch(name) and not _ROLE.search(name))
        if people:
            return people
    return ()


def _published(lines: Sequence[str]) -> str | None:
    stated = [(text, found) for text in lines if (found := stated_time(text)) is not None]
    for text, found in stated:
        if _PUBLISHED.search(text) and not _UPDATED.search(text):
            return found
    for text, found in stated:
        if not _UPDATED.search(text):
            return found
    return stated[0][1] if stated else None
