"""Where the article stands on a flattened page: the run of lines with the most prose in it.

Each line is worth something for being prose and costs something for being part of a menu; the article is the run of lines
whose sum is greatest (Bentley's maximum subsequence, one pass), cut where something says that it is over.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.ingest.flat.lines import Line
from retrieval.text.furniture import is_furniture

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SPACELESS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_ENDS_A_SENTENCE = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*\s*$")
_FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it was on with as be by at this have from or had not are but an they which were his her he "
    "she who has been their said will would we i you its de la el en que y los se del las un una por con para su o do da em os "
    "não uma le les et des du est dans pour qui au sur der die das und den von zu ist mit im des auf für nicht ein eine dem "
    "il di che è per non sono della и в не на что он с как по это".split()
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a line adds to the run it stands in; set by hand on pages whose article is known."""

    #: a word of a line that reads as prose
    prose: float = 1.0
    #: no line counts for more words than this
    most: int = 60
    #: a short line that is no sentence
    short: float = -5.0
    #: more for one with a bullet
    bullet: float = -3.0
    #: a line that is furniture by its own words
    furniture: float = -8.0
    #: a line that says the article is over
    end: float = -60.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be said of a line by itself."""

    words: int
    is_sentence: bool
    is_furniture: bool
    is_end: bool


_END = re.compile(
    r"(?:(?:\d+\s+)?comments?(?:\s*\(\d+\))?|leave a (?:reply|comment).*|post a comment|add your comments?.*|add a comment|"
    r"view (?:the )?(?:discussion thread|comments).*|(?:show|view|read|load) (?:all )?comments.*|join the (?:conversation|discussion).*|"
    r"about the author|most (?:popular|read|viewed|shared|recent|commented).*|more (?:from|on|stories|news|in)\b.{0,60}|trending(?: now| stories)?|"
    r"(?:you may|you might) (?:also )?like.*|recommended(?: for you)?|related (?:articles?|stories|posts?|content|news|coverage)|read next.*|"
    r"what to read next|up next|latest (?:news|stories|posts?|articles?)|top stories|sponsored(?: content| stories)?|from (?:around )?the web.*|"
    r"(?:copyright|©|ⓒ|\(c\)).*|.{0,60}all rights reserved.*|filed under:?.*|tags?:.*|comments are closed.*|share this(?: article| story| post)?:?)\W*",
    re.I,
)


def read(line: Line) -> Reading:
    """Look at a line by itself."""
    words = len(_WORD.findall(line.text))
    if _SPACELESS.search(line.text):
        words = max(words, len(line.text) // 2)
    return Reading(
        words=words,
        is_sentence=_is_sentence(line.text, words),
        is_furniture=is_furniture(line.text),
        is_end=_END.fullmatch(line.text) is not None,
    )


def _is_sentence(text: str, words: int) -> bool:
    if words >= 5 and _ENDS_A_SENTENCE.search(text):
        return True
    if words < 12:
        return False
    small = [word.lower() for word in _WORD.findall(text)]
    return words >= 25 or sum(word in _FUNCTION_WORDS for word in small) >= 0.2 * len(small)


def core(lines: Sequence[Line], readings: Sequence[Reading], weights: Weights = WEIGHTS) -> tuple[int, int]:
    """Return the article's lines as a half-open range; empty where the page holds no prose."""
    repeated = Counter(line.text for line in lines)
    best, best_sum = (0, 0), 0.0
    start, total = 0, 0.0
    for number, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        worth = _worth(line, reading, repeated[line.text], weights)
        if total <= 0:
            start, total = number, 0.0
        total += worth
        if total > best_sum:
            best, best_sum = (start, number + 1), total
    return best


def _worth(line: Line, reading: Reading, times: int, weights: Weights) -> float:
    if reading.is_end:
        return weights.end
    if reading.is_furniture:
        return weights.furniture
    if reading.is_sentence and times == 1:
        return weights.prose * min(reading.words, weights.most)
    return weights.short + (weights.bullet if line.bullet else 0.0)
