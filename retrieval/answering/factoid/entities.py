"""Entities of a sentence: names, figures, dates and reasons, any of which could be the answer to a question of fact."""

from dataclasses import dataclass


class EntityType:
    """The types of entity, one bit each; one stretch of words may be of several."""

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
    #: a reason without doubt
    CAUSE = 8192


#: a sentence's words as (term, start, end), offsets into the sentence
Words = list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Entity:
    """Words that could answer: what types they may be of, where in the sentence, their terms, and the first and last word.

    `before` and `after` are the terms beside a figure, which may tell what it counts.
    """

    types: int
    start: int
    end: int
    terms: tuple[str, ...]
    first: int
    last: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
