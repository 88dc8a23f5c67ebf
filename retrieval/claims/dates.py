"""The dates of a claim beside those of a sentence, as far as both state them."""

import datetime as dt
import re
from dataclasses import dataclass, field

from retrieval.claims.numbers import tokens_of, years_in
from retrieval.claims.words import claim_words
from retrieval.domain import Precision, Span, overlaps
from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import month_numbers, weekdays
from retrieval.text.terms import analyzer
from retrieval.timeline import StatedDate, stated_dates

#: characters on either side of a date in which its context stands
REACH = 60
_YEAR = re.compile(r"\b\d{4}\b")
#: what there has to be for a year to be looked for: most sentences have none
_FOUR_DIGITS = re.compile(r"\d{4}")
#: characters and words before a date within which it is denied
DENIED, WORDS = 30, 3


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is stated: any part may be missing.

    `context` are the terms around it, each with how many words of content away it is; `says_year` that it names its year.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    context: dict[str, int] = field(default_factory=dict, hash=False)
    says_year: bool = False

    def parts(self, other: "Day") -> list[tuple[int, int]]:
        """Return the parts that both state."""
        mine = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return [(a, b) for a, b in zip(mine, theirs, strict=True) if a is not None and b is not None]

    def differs(self, other: "Day") -> bool:
        """Say whether a part that both state is another."""
        return any(a != b for a, b in self.parts(other))


def days_in(
    text: str, span: Span, published: str | None, language: str = DEFAULT, *, claimed: bool = False
) -> list[Day]:
    """Return the dates of a sentence; those of a claim only as far as its own words go ("on Tuesday" is any Tuesday).

    >>> (day,) = days_in("It sank on 3 May.", (0, 17), "2025-06-01", claimed=True)
    >>> day.year, day.month, day.day
    (None, 5, 3)
    """
    found = []
    for stated in stated_dates(text, span, published, language):
        day = _day(text, stated, claimed=claimed, language=language)
        if day is not None:
            found.append(day)
    years = years_in(text, span, language) if _FOUR_DIGITS.search(text, *span) else ()
    for start, end in years:
        if not overlaps((start, end), *(day.span for day in found)):
            found.append(
                Day(
                    (start, end),
                    int(text[start:end]),
                    None,
                    None,
                    None,
                    _around(text, (start, end), language),
                    says_year=True,
                )
            )
    return sorted(found, key=lambda day: day.span)


def _day(text: str, stated: StatedDate, *, claimed: bool, language: str) -> Day | None:
    if stated.when is None or stated.precision is Precision.WEEK or _is_denied(text, stated.span, language):
        return None
    parts = [int(part) for part in stated.when.split("-")]
    year, month, day = parts[0], (parts[1] if len(parts) > 1 else None), (parts[2] if len(parts) > 2 else None)
    weekday = dt.date(year, month, day).weekday() if month is not None and day is not None else None
    words = text[slice(*stated.span)].lower()
    says_year = _YEAR.search(words) is not None
    context = _around(text, stated.span, language)
    if not claimed:
        return Day(stated.span, year, month, day, weekday, context, says_year)
    if _names_weekday(words, language):
        return Day(stated.span, None, None, None, weekday, context)
    if not says_year and _names_month(words, language):
        return Day(stated.span, None, month, day, None, context)
    return Day(stated.span, year, month, day, None, context, says_year)


def _is_denied(text: str, span: Span, language: str) -> bool:
    """Tell whether a date is said not to be the one: "will not open this September"."""
    before = [token.text for token in tokens_of(text, (max(0, span[0] - DENIED), span[0]))][-WORDS:]
    return not claim_words(language).grammar["not"].isdisjoint(before)


def _names_weekday(words: str, language: str) -> bool:
    return any(word in {name.lower() for forms in weekdays(language) for name in forms} for word in words.split()) and (
        not any(character.isdigit() for character in words)
    )


def _names_month(words: str, language: str) -> bool:
    known = month_numbers([language])
    return any(word.strip(".,") in known for word in words.split())


def _around(text: str, span: Span, language: str) -> dict[str, int]:
    before = tokens_of(text, (max(0, span[0] - REACH), span[0]))
    after = tokens_of(text, (span[1], min(len(text), span[1] + REACH)))
    terms = analyzer(language).terms_of([token.text for token in (*before, *after)])
    found: dict[str, int] = {}
    for side, of_side in ((before[::-1], terms[: len(before)][::-1]), (after, terms[len(before) :])):
        distance = 0
        for token, of_token in zip(side, of_side, strict=True):
            if token.kind == "end" and token.text in ".!?;":
                break
            telling = [term for term in of_token if term not in STOP_TERMS]
            distance += bool(telling)
            if text[token.start].isupper():
                continue
            for term in telling:
                found[term] = min(distance, found.get(term, distance))
    return found
