"""What a sentence holds that could answer: names, dates, amounts, titles, each with its place and its terms."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntFlag, auto

from retrieval.questions.words import STOP_TERMS
from retrieval.text.terms import analyzer


class Holds(IntFlag):
    """The kinds of thing that words of a sentence can stand for; one stretch may be several."""

    NAME = auto()
    LONG_NAME = auto()
    QUOTED = auto()
    NUMBER = auto()
    MONEY = auto()
    PERCENT = auto()
    DATE = auto()
    AGE = auto()
    DURATION = auto()
    PLACE = auto()
    REASON = auto()


@dataclass(frozen=True, slots=True)
class Held:
    """Words that could answer: what they may stand for, where in the sentence, their terms, and the first and last word."""

    holds: Holds
    start: int
    end: int
    terms: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read: its words as (term, start, end), and what it holds. Offsets are into the sentence."""

    words: list[tuple[str, int, int]]
    held: list[Held]


_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|m|bn|k|tn)\b)"
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozens?|hundreds|thousands|millions)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|centur)(?:s|ies|y)?"
_SPECIAL = re.compile(
    rf"(?P<MONEY>(?:US|A|C|HK)?[$€£¥]\s?\d[\d,.]*\d?{_SCALE}?|\d[\d,.]*{_SCALE}?\s(?:dollars|euros|pounds|yuan|yen|rubles|cents)\b)"
    r"|(?P<PERCENT>\d[\d.,]*\s?(?:%|percent\b|per cent\b|percentage points?))"
    r"|(?P<AGE>\b\d{1,3}[- ]years?[- ]old|\baged? \d{1,3}\b|(?<=, )\d{1,3}(?=,)|\b\d{1,3} years of age)"
    rf"|(?P<DURATION>\b(?:\d[\d,.]*|{_COUNT})(?:[- ]and[- ]a[- ]half)?[- ]{_UNIT}\b)"
    rf"|(?P<DATE>\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{_MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s\d{{4}}\b)?"
    rf"|\b(?:1[5-9]|20)\d\ds?\b|\b{_DAY}\b|\b(?:last|next|this) (?:week|month|year|spring|summer|fall|autumn|winter|night)\b"
    r"|\b(?:yesterday|tomorrow|tonight)\b)"
    rf"|(?P<NUMBER>\b\d[\d,.]*\d{_SCALE}?|\b\d{_SCALE}?|\b(?i:{_COUNT})\b)"
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,60})[”\"]|‘([A-Z][^‘’\n]{1,50})’(?!\w)")
_REASON = re.compile(
    r"\b(?:because|due to|owing to|in order to|so that|as a result|caused? by|in protest|thanks to|over concerns|amid|citing|"
    r"following|after|reason|blam\w+|concerns?|to (?:avoid|prevent|protect|save|make|help|reduce|stop|allow|ensure|keep))\b",
    re.IGNORECASE,
)
_BEFORE_PLACE = frozenset(
    word
    for words in ("in at near from to across outside toward towards around into throughout via through",)
    for word in words.split()
)
_INSIDE_NAME = frozenset(
    word for words in ("of the de la le du da del den der van von bin al el and for & on",) for word in words.split()
)


def read_sentence(text: str, language: str = "en") -> Reading:
    """Read one sentence."""
    words = analyzer(language).words(text)
    if not words:
        return Reading([], [])
    starts = [word[1] for word in words]
    held: list[Held] = []
    for match in _SPECIAL.finditer(text):
        kind = match.lastgroup
        holds = Holds[kind or "NUMBER"]
        if holds is not Holds.DATE or match.group()[0].isdigit():
            holds |= Holds.NUMBER
        held.append(_held(holds, match.start(), match.end(), words, starts))
    for match in _QUOTED.finditer(text):
        if len(match.group().split()) <= 9:
            held.append(_held(Holds.QUOTED, match.start() + 1, match.end() - 1, words, starts))
    held.extend(_names(text, words))
    held.extend(_held(Holds.REASON, m.start(), m.end(), words, starts) for m in _REASON.finditer(text))
    return Reading(words, held)


def _held(holds: Holds, start: int, end: int, words: list[tuple[str, int, int]], starts: list[int]) -> Held:
    first = max(bisect_right(starts, start) - 1, 0)
    if words[first][2] <= start and first + 1 < len(words):
        first += 1
    last = max(bisect_left(starts, end) - 1, first)
    return Held(holds, start, end, tuple([word[0] for word in words[first : last + 1]]), first, last)


def _names(text: str, words: list[tuple[str, int, int]]) -> list[Held]:
    """Return runs of capitalised words; inside them "of", "the", "de" and the like, and numbers at the end."""
    found: list[Held] = []
    run: list[int] = []
    for number, (_term, start, end) in enumerate(words):
        first = text[start]
        if run and text[words[run[-1]][2] : start] not in {" ", ". ", "-", " & ", "/"}:
            found.extend(_name(text, words, run))
            run = []
        if first.isupper() or (run and (first.isdigit() or text[start:end] in _INSIDE_NAME)):
            run.append(number)
        elif run:
            found.extend(_name(text, words, run))
            run = []
    if run:
        found.extend(_name(text, words, run))
    return found


def _name(text: str, words: list[tuple[str, int, int]], run: list[int]) -> list[Held]:
    while run and not (text[words[run[-1]][1]].isupper() or text[words[run[-1]][1]].isdigit()):
        run = run[:-1]
    if run and run[0] == 0 and words[0][0] in STOP_TERMS:
        run = run[1:]
        while run and not text[words[run[0]][1]].isupper():
            run = run[1:]
    if not run:
        return []
    terms = tuple([words[n][0] for n in run])
    holds = Holds.NAME
    if len(run) > 1:
        holds |= Holds.LONG_NAME
    if run[0] and text[words[run[0] - 1][1] : words[run[0] - 1][2]].lower() in _BEFORE_PLACE:
        holds |= Holds.PLACE
    return [Held(holds, words[run[0]][1], words[run[-1]][2], terms, run[0], run[-1])]
