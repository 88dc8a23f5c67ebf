"""What one question may take of the index, and whether all of the index took part in it.

An answer is put together from several searches, in code that is the same for every engine. The time they may take together
and the news that a part of a cluster stayed silent belong to the question, so they travel with it, through a context variable.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

#: seconds that remain of an allowance that is used up: enough for an engine to say so
_LEAST = 0.05


@dataclass(slots=True)
class Allowance:
    """Until when a question may search (seconds of `time.monotonic`), and whether a part of the index did not answer."""

    deadline: float
    partial: bool = False


_current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def allowed(seconds: float) -> Iterator[Allowance]:
    """Give everything searched within the block `seconds` together.

    >>> with allowed(5.0) as allowance:
    ...     note_missing_part()
    >>> allowance.partial
    True
    """
    allowance = Allowance(time.monotonic() + seconds)
    token = _current.set(allowance)
    try:
        yield allowance
    finally:
        _current.reset(token)


def seconds_left(most: float) -> float:
    """Return how many seconds a search may take: `most`, or what is left of the question's.

    >>> seconds_left(3.0)
    3.0
    """
    allowance = _current.get()
    return most if allowance is None else max(min(most, allowance.deadline - time.monotonic()), _LEAST)


def note_missing_part() -> None:
    """Remember with the question that a part of the index did not answer; without a question nobody wants to know."""
    allowance = _current.get()
    if allowance is not None:
        allowance.partial = True
