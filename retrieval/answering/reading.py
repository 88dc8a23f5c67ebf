"""What a sentence holds that could answer: names, dates, amounts, titles, each with its place and its terms."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.questions.patterns import Pattern
from retrieval.questions.words import STOP_TERMS
from retrieval.quotations.lexicon import lexicon
from retrieval.text.terms import analyzer


class Holds:
    """The kinds of thing that words of a sentence can stand for, one bit each; one stretch may be several."""

    NAME = 1
    LONG_NAME = 2
    PERSON = 4
    ORGANISATION = 8
    PLACE = 16
    QUOTED = 32
    NUMBER = 64
    MONEY = 128
    PERCENT = 256
    DATE = 512
    AGE = 1024
    DURATION = 2048
    REASON = 4096


_BY_NAME = {
    "MONEY": Holds.MONEY,
    "PERCENT": Holds.PERCENT,
    "DATE": Holds.DATE,
    "AGE": Holds.AGE,
    "DURATION": Holds.DURATION,
    "NUMBER": Holds.NUMBER,
}
_NAMES = Holds.NAME | Holds.LONG_NAME | Holds.PLACE
_FIGURES = Holds.NUMBER | Holds.MONEY | Holds.PERCENT | Holds.DATE | Holds.AGE | Holds.DURATION

Words = list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Held:
    """Words that could answer: what they may stand for, where in the sentence, their terms, and the first and last word."""

    holds: int
    start: int
    end: int
    terms: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read: its words as (term, start, end), and what it holds. Offsets are into the sentence."""

    words: Words
    held: list[Held]


_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|m|bn|k|tn)\b)"
_CURRENCY = (
    r"(?:dollars|euros?|pounds|yuan|yen|r[ou]*bles|cents|pence|crowns?|francs?|rupees?|liras?|pesos?|kron[aeo]r?|zlotys?|shekels|"
    r"rand|reais|dirhams?|riyals?|hryvnias?|forints?)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|centur)(?:s|ies|y)?\b"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_COUNTS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen dozens "
    "hundreds thousands millions"
)
_MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Aug Sept Sep Oct Nov Dec"
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
# what may stand where a word starts with a digit, or behind a currency's sign
_AT_FIGURE = Pattern(
    rf"(?P<PERCENT>\d[\d.,]*\s?(?:%|percent\b|per cent\b|percentage points?))"
    rf"|(?P<MONEY>\d[\d,.]*{_SCALE}?\s{_CURRENCY}\b|\d[\d.]*p\b)"
    r"|(?P<AGE>\d{1,3}[- ]years?[- ]old\b|\d{1,3} years of age|(?<=, )\d{1,3}(?=,)|(?<=aged )\d{1,3}\b|(?<=age )\d{1,3}\b)"
    rf"|(?P<DURATION>\d[\d,.]*(?:[- ]and[- ]a[- ]half)?[- ]{_UNIT})"
    rf"|(?P<DATE>\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}}\b)?|(?:1[5-9]|20)\d\ds?\b(?![,.]\d))"
    rf"|(?P<NUMBER>\d[\d,.]*\d{_SCALE}?|\d{_SCALE}?)"
)
_AMOUNT = Pattern(rf"\d[\d,.]*\d{_SCALE}?|\d{_SCALE}?")
_AT_COUNT = Pattern(rf"(?:\w+[- ])?\w+[- ]{_UNIT}|\w+{_SCALE}?")
_AT_MONTH = Pattern(rf"{_MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d))?(?:,?\s\d{{4}}\b)?")
_AT_TIME = Pattern(
    r"(?:last|next|this|early|late|mid) (?:week|weekend|month|year|spring|summer|fall|autumn|winter|night)\b"
)
_QUOTED = Pattern(r"[“\"]([^“”\"\n]{2,60})[”\"]|‘([A-Z][^‘’\n]{1,50})’(?!\w)")
_REASON = Pattern(
    r"\b(?:because|due to|owing to|in order to|so that|as a result|caused? by|in protest|thanks to|over concerns|amid|citing|"
    r"following|after|reason|blam\w+|concerns?|to (?:avoid|prevent|protect|save|make|help|reduce|stop|allow|ensure|keep))\b",
    re.IGNORECASE,
)
_ORGANISATION_WORDS = frozenset(
    [
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "airlines",
        "airways",
        "air",
        "motors",
        "bank",
        "group",
        "company",
        "university",
        "college",
        "institute",
        "school",
        "fc",
        "united",
        "city",
        "club",
        "association",
        "federation",
        "foundation",
        "league",
        "party",
        "council",
        "committee",
        "agency",
        "department",
        "ministry",
        "network",
        "news",
        "media",
        "times",
        "post",
        "studios",
        "records",
        "entertainment",
        "pharmaceuticals",
        "technologies",
        "systems",
        "energy",
        "foods",
        "brands",
        "holdings",
        "partners",
        "capital",
    ]
)
_COUNT_WORDS = frozenset(_COUNTS.split())
_MONTH_WORDS = frozenset(_MONTHS.split())
_DAY_WORDS = frozenset(_DAYS.split())
_TIME_WORDS = frozenset(["last", "next", "this", "early", "late", "mid", "yesterday", "tomorrow", "tonight"])
_BEFORE_PLACE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "across",
        "outside",
        "toward",
        "towards",
        "around",
        "into",
        "throughout",
        "via",
        "through",
    ]
)
_INSIDE_NAME = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "du",
        "da",
        "del",
        "den",
        "der",
        "van",
        "von",
        "bin",
        "al",
        "el",
        "and",
        "for",
        "on",
    ]
)
_JOINING = frozenset((" ", ". ", "-", " & ", "/", " “", "’ "))


def read_sentence(text: str, wanted: int, language: str = "en") -> Reading:
    """Read one sentence for what is of the kinds `wanted`."""
    words = analyzer(language).words(text)
    held: list[Held] = []
    if not words:
        return Reading(words, held)
    if wanted & _NAMES:
        held.extend(_names(text, words))
    spans: list[tuple[int, int, int]] = []
    if wanted & _FIGURES:
        spans.extend(_figures(text, words))
    if wanted & Holds.QUOTED:
        found = (m.span(1) if m[1] else m.span(2) for m in _QUOTED.finditer(text))
        spans.extend((Holds.QUOTED, *span) for span in found)
    if wanted & Holds.REASON:
        spans.extend((Holds.REASON, *match.span()) for match in _REASON.finditer(text))
    starts = [word[1] for word in words] if spans else []
    held.extend(_held(holds, start, end, words, starts) for holds, start, end in spans)
    return Reading(words, held)


def _held(holds: int, start: int, end: int, words: Words, starts: list[int]) -> Held:
    first = max(bisect_right(starts, start) - 1, 0)
    if words[first][2] <= start and first + 1 < len(words):
        first += 1
    last = max(bisect_left(starts, end) - 1, first)
    return Held(holds, start, end, tuple([word[0] for word in words[first : last + 1]]), first, last)


def _figures(text: str, words: Words) -> Iterator[tuple[int, int, int]]:
    """Yield numbers, amounts, ages, dates and the like, one at a place."""
    reached = 0
    for _, start, end in words:
        if start < reached:
            continue
        found = _figure(text, start, end)
        if found:
            yield found
            reached = found[2]


def _figure(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    if text[start].isdigit():
        if text[start - 1 : start] in {"$", "€", "£", "¥"} and (amount := _AMOUNT.match(text, start)):
            return Holds.MONEY | Holds.NUMBER, start - 1, amount.end()
        match = _AT_FIGURE.match(text, start)
        return (_BY_NAME[match.lastgroup or "NUMBER"] | Holds.NUMBER, *match.span()) if match else None
    word = text[start:end]
    if word in _MONTH_WORDS:
        match = _AT_MONTH.match(text, start)
        return (Holds.DATE | (Holds.NUMBER if match.end() > end + 2 else 0), *match.span()) if match else None
    if word in _DAY_WORDS:
        return Holds.DATE, start, end
    lower = word.lower()
    if lower in _TIME_WORDS:
        if lower in {"yesterday", "tomorrow", "tonight"}:
            return Holds.DATE, start, end
        match = _AT_TIME.match(text, start)
        return (Holds.DATE, *match.span()) if match else None
    if lower in _COUNT_WORDS or ("-" in text[end : end + 1] and lower in _COUNT_WORDS):
        match = _AT_COUNT.match(text, start)
        holds = Holds.NUMBER
        if match and re.search(_UNIT, match.group()):
            holds |= Holds.DURATION
            if text.startswith("old", match.end() + 1):
                holds |= Holds.AGE
        return (holds, *match.span()) if match and holds & Holds.DURATION else (holds, start, end)
    return None


def _names(text: str, words: Words) -> Iterator[Held]:
    """Yield runs of capitalised words; inside them "of", "the", "de" and the like, and numbers at the end."""
    run: list[int] = []
    reached = 0
    for number, (_, start, end) in enumerate(words):
        first = text[start]
        if run and text[reached:start] not in _JOINING:
            yield from _name(text, words, run)
            run = []
        if first.isupper() or (run and (first.isdigit() or text[start:end] in _INSIDE_NAME)):
            run.append(number)
            reached = end
        elif run:
            yield from _name(text, words, run)
            run = []
    if run:
        yield from _name(text, words, run)


def _is_no_name(word: str, term: str) -> bool:
    return term in STOP_TERMS or word in _MONTH_WORDS or word in _DAY_WORDS or not word[0].isupper()


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return given names, and words that show an organisation, in lower case."""
    known = lexicon("en")
    return (
        (known.female | known.male, known.organisations | _ORGANISATION_WORDS)
        if known
        else (frozenset(), _ORGANISATION_WORDS)
    )


def _name(text: str, words: Words, run: list[int]) -> Iterator[Held]:
    while run and not (text[words[run[-1]][1]].isupper() or text[words[run[-1]][1]].isdigit()):
        run = run[:-1]
    if run and run[0] == 0 and words[0][0] in STOP_TERMS:
        run = run[1:]
        while run and not text[words[run[0]][1]].isupper():
            run = run[1:]
    if not run:
        return
    if all(_is_no_name(text[words[n][1] : words[n][2]], words[n][0]) for n in run):
        return
    holds = Holds.NAME
    if len(run) > 1:
        holds |= Holds.LONG_NAME
    parts = [text[words[n][1] : words[n][2]] for n in run]
    people = _given_names()
    if 1 < len(run) < 5 and parts[0].lower() in people[0]:
        holds |= Holds.PERSON
    elif (parts[0].isupper() and len(parts[0]) > 1) or any(part.lower() in people[1] for part in parts):
        holds |= Holds.ORGANISATION
    if run[0] and text[words[run[0] - 1][1] : words[run[0] - 1][2]].lower() in _BEFORE_PLACE:
        holds |= Holds.PLACE
    yield Held(holds, words[run[0]][1], words[run[-1]][2], tuple([words[n][0] for n in run]), run[0], run[-1])
