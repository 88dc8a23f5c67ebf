"""Numbers, amounts, ages, dates and the like in a sentence."""

import re
from collections.abc import Sequence

from retrieval.answering.factoid.entities import EntityType, Words
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives, full, months, short, weekdays

_BY_NAME = {
    "MONEY": EntityType.MONEY,
    "PERCENT": EntityType.PERCENT,
    "CLOCK": EntityType.DATE,
    "DATE": EntityType.DATE,
    "AGE": EntityType.AGE,
    "DURATION": EntityType.DURATION,
    "NUMBER": EntityType.NUMBER,
}
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|m|bn|k|tn)\b)"
_CURRENCY = (
    r"(?:dollars|euros?|pounds|yuan|yen|r[ou]*bles|cents|pence|crowns?|francs?|rupees?|liras?|pesos?|kron[aeo]r?|zlotys?|shekels|"
    r"rand|reais|dirhams?|riyals?|hryvnias?|forints?|marks?|florins?|guilders?|shillings?|dinars?|lire|sterling)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|centur)(?:s|ies|y)?\b"
_MONTH = rf"(?:{alternatives(full(months()))}|(?:{alternatives(short(months()))})\.)"
# what may stand where a word starts with a digit, or behind a currency's sign
_AT_FIGURE = Pattern(
    rf"(?P<PERCENT>\d[\d.,]*\s?(?:%|percent\b|per cent\b|percentage points?))"
    rf"|(?P<MONEY>\d[\d,.]*{_SCALE}?\s{_CURRENCY}\b|\d[\d.]*p\b)"
    r"|(?P<AGE>\d{1,3}[- ]years?[- ]old\b|\d{1,3} years of age|(?<=, )\d{1,3}(?=,)|(?<=aged )\d{1,3}\b|(?<=age )\d{1,3}\b"
    r"|(?:(?<= who is )|(?<= who was )|(?<=turned )|(?<=turns ))\d{1,3}\b(?=[,.;)]|$| and\b)"
    r"|(?:(?<=[Hh]e was )|(?<=[Hh]e is ))\d{1,3}(?=\.|,|;|$| when))"
    rf"|(?P<DURATION>\d[\d,.]*(?:[- ]and[- ]a[- ]half)?[- ]{_UNIT})"
    r"|(?P<CLOCK>(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock\b)|(?:[01]?\d|2[0-3]):[0-5]\d\b)"
    rf"|(?P<DATE>\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}}\b)?|(?:1[5-9]|20)\d\ds?\b(?![,.]\d))"
    rf"|(?P<NUMBER>\d[\d,.]*\d{_SCALE}?|\d{_SCALE}?)"
)
_AMOUNT = Pattern(rf"\d[\d,.]*\d{_SCALE}?|\d{_SCALE}?")
_AT_COUNT = Pattern(rf"(?:\w+[- ])?\w+[- ]{_UNIT}|\w+{_SCALE}?")
_AT_MONTH = Pattern(rf"{_MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d))?(?:,?\s\d{{4}}\b)?")
_AT_TIME = Pattern(
    r"(?:last|next|this|early|late|mid) (?:week|weekend|month|year|spring|summer|fall|autumn|winter|night)\b"
)
#: "a student of nineteen from Lindmar", "a boy of 12": what stands before and behind the age
_SOMEBODY_OF = Pattern(
    r"\b[Aa]n? (?!total|team|group|crew|staff|sum|record|number|average|maximum|minimum|family|fleet|panel|list|set|range)"
    r"[a-z-]{2,20} of $"
)
_BEHIND_AGE = Pattern(r"(?=[.,;)]|$| (?:from|who|whose|in|at|with|when|and|has|had|was|is)\b)")
_NUMBERS = language(DEFAULT).section("numbers")
_COUNT_WORDS = frozenset(
    (*f"{_NUMBERS['units']} {_NUMBERS['tens']} {_NUMBERS['plurals']}".split(), *_NUMBERS["scales"])
)
MONTH_WORDS = frozenset((*full(months()), *short(months()))).difference(language(DEFAULT).words("dates", "also_names"))
DAY_WORDS = frozenset(full(weekdays()))
_TIME_WORDS = frozenset(["last", "next", "this", "early", "late", "mid", "yesterday", "tomorrow", "tonight"])


def figures(texts: Sequence[str], sentences: Sequence[Words]) -> list[list[tuple[int, int, int]]]:
    """Return of each sentence the numbers, amounts, ages, dates and the like as (types, start, end), one at a place."""
    return [_figures(text, words) for text, words in zip(texts, sentences, strict=True)]


def _figures(text: str, words: Words) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    reached = 0
    for _, start, end in words:
        if start >= reached and (found := _figure(text, start, end)):
            spans.append(found)
            reached = found[2]
    return spans


def _figure(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    if text[start].isdigit():
        if text[start - 1 : start] in {"$", "€", "£", "¥"} and (amount := _AMOUNT.match(text, start)):
            return EntityType.MONEY | EntityType.NUMBER, start - 1, amount.end()
        match = _AT_FIGURE.match(text, start)
        if match is None:
            return None
        types = _BY_NAME[match.lastgroup or "NUMBER"] | EntityType.NUMBER
        return (types | _age_of_somebody(text, *match.span(), types), *match.span())
    word = text[start:end]
    if word in MONTH_WORDS:
        match = _AT_MONTH.match(text, start)
        return (EntityType.DATE | (EntityType.NUMBER if match.end() > end + 2 else 0), *match.span()) if match else None
    if word in DAY_WORDS:
        return EntityType.DATE, start, end
    lower = word.lower()
    if lower in _TIME_WORDS:
        if lower in {"yesterday", "tomorrow", "tonight"}:
            return EntityType.DATE, start, end
        match = _AT_TIME.match(text, start)
        return (EntityType.DATE, *match.span()) if match else None
    if lower in _COUNT_WORDS or ("-" in text[end : end + 1] and lower in _COUNT_WORDS):
        match = _AT_COUNT.match(text, start)
        types = EntityType.NUMBER
        if match and re.search(_UNIT, match.group()):
            types |= EntityType.DURATION
            if text.startswith("old", match.end() + 1):
                types |= EntityType.AGE
        if match and types & EntityType.DURATION:
            return types, *match.span()
        return types | _age_of_somebody(text, start, end, types), start, end
    return None


def _age_of_somebody(text: str, start: int, end: int, types: int) -> int:
    """Return the type of an age where a mere number is that of somebody called by what they are, else no type."""
    if types != EntityType.NUMBER or text[start - 4 : start] != " of ":
        return 0
    if text[start].isdigit() and end - start > 2:
        return 0
    aged = _SOMEBODY_OF.search(text[max(0, start - 32) : start]) and _BEHIND_AGE.match(text, end)
    return EntityType.AGE if aged else 0
