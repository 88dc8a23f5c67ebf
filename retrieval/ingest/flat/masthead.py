"""What stands over an article: section path, headline, agency, byline, time, dateline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.ingest.dates import stated_time
from retrieval.ingest.flat.readings import Reading
from retrieval.ingest.flat.lines import Line
from retrieval.text.datelines import AGENCY

#: lines above the article that may belong to it
REACH = 40
_BYLINE = re.compile(
    r"(?:(?:written|reported|posted|published|story|text|words|analysis|opinion)\s+)?(?:by|von|por|par|di|door|af|автор:?)\s*:?\s+(?P<names>\S.{2,120})$",
    re.I,
)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|da|del|der|van|von|la|le|al|bin|el|dos|du)){1,4}"
)
_PATH = re.compile(r"\s*(?:>+|»|›|/|\||::|→)\s*")
_AGENCY_LINE = re.compile(r"[(\[]\s*(?P<name>[A-Z][\w.& ]{1,40}?)\s*[)\]]")
_AGENCY_AND_DATE = re.compile(
    r"(?:\d+ comments?)?(?:print)?(?: ?e-?mail)?\s*(?P<name>[A-Z][\w.& ]{1,30}?),\s+(?=[A-Z][a-z]+\.? \d)", re.I
)
_UPDATED = re.compile(r"\b(?:updated|modified|aktualisiert|actualizado|atualizado|mis à jour|обновлено)\b", re.I)
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
    agency: str | None
    authors: tuple[str, ...]
    published: str | None
    first: int


def masthead(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int]) -> Masthead:
    """Read the lines above `core`; those nearest to it count most."""
    start = core[0]
    low = max(0, start - REACH)
    first = _headline(lines, readings, low, start)
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
        agency=_agency(between) or _agency(near),
        authors=_authors(between) or _authors(near[-3:]),
        published=_published(between)
        or _published(near)
        or _published([line.text for line in lines[core[1] : core[1] + 6]]),
        first=top,
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _headline(lines: Sequence[Line], readings: Sequence[Reading], low: int, start: int) -> int | None:
    best, best_score = None, 0.0
    texts = [_squeezed(line.text) for line in lines]
    for number in range(low, start):
        line, reading = lines[number], readings[number]
        text = texts[number]
        if not 2 <= reading.words <= 30 or reading.is_furniture or is_about(text):
            continue
        score = min(reading.words, 8) - 0.25 * (start - number) - (6 if line.bullet else 0)
        score += (
            4
            if any(text in other for other in texts[number + 1 : start + 40] if other != text)
            or text in texts[number + 1 :]
            else 0
        )
        if score > best_score:
            best, best_score = number, score
    return best


def is_about(text: str) -> bool:
    """Tell a line about the article (byline, time, agency, section path) from a line of it."""
    if len(text) > 160:
        return False
    if _AGENCY_LINE.fullmatch(text) or _BYLINE.match(text):
        return True
    if stated_time(text) is not None and len(text.split()) <= 14:
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
    for text in reversed(lines):
        if _is_path(text) and stated_time(text) is None:
            parts = [part.strip() for part in re.split(r"\s*(?:>+|»|›|→)\s*|\s+/\s+|\s+\|\s+", text) if part.strip()]
            parts = [
                part
                for part in parts
                if part.lower() not in ("home", "you are here:", "homepage", "startseite", "início", "accueil")
            ]
            if parts:
                return tuple(parts)
    return ()


def _agency(lines: Sequence[str]) -> str | None:
    for text in lines:
        match = _AGENCY_LINE.fullmatch(text.strip()) or _AGENCY_AND_DATE.match(text)
        if match:
            return match["name"].strip()
        match = re.match(r"(?:by |from )?(?:the )?(" + AGENCY.pattern + r")(?: staff)?$", text.strip(), re.I)
        if match:
            return match[1]
    return None


def _authors(lines: Sequence[str]) -> tuple[str, ...]:
    for text in lines:
        match = _BYLINE.match(text)
        if match:
            names = re.split(r"\s+(?:-|–|—|\||•|/)\s+|\s*[•|·]\s*|,?\s+\d|\s{2,}", match["names"])[0]
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
