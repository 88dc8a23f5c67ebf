"""What a sentence may hold that could answer, and where."""

from dataclasses import dataclass


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
