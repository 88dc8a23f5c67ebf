"""What a sentence holds that could answer: names, dates, amounts, titles, each with its place and its terms."""

import re
from bisect import bisect_left, bisect_right

from retrieval.answering.factoid.entities import Held, Holds, Reading, Words
from retrieval.answering.factoid.named_entities import names
from retrieval.answering.factoid.numbers import figures
from retrieval.questions.patterns import Pattern
from retrieval.text.terms import analyzer

__all__ = ["Held", "Holds", "Reading", "Words", "read_sentence"]

_NAMES = Holds.NAME | Holds.LONG_NAME | Holds.PLACE
_FIGURES = Holds.NUMBER | Holds.MONEY | Holds.PERCENT | Holds.DATE | Holds.AGE | Holds.DURATION

_QUOTED = Pattern(r"[“\"]([^“”\"\n]{2,60})[”\"]|‘([A-Z][^‘’\n]{1,50})’(?!\w)")
_REASON = Pattern(
    r"\b(?:because|due to|owing to|in order to|so that|as a result|caused? by|in protest|thanks to|over concerns|amid|citing|"
    r"following|after|reason|blam\w+|concerns?|to (?:avoid|prevent|protect|save|make|help|reduce|stop|allow|ensure|keep))\b",
    re.IGNORECASE,
)


def read_sentence(text: str, wanted: int, language: str = "en") -> Reading:
    """Read one sentence for what is of the kinds `wanted`."""
    words = analyzer(language).words(text)
    held: list[Held] = []
    if not words:
        return Reading(words, held)
    if wanted & _NAMES:
        held.extend(names(text, words))
    spans: list[tuple[int, int, int]] = []
    if wanted & _FIGURES:
        spans.extend(figures(text, words))
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
