"""How long each stage of an answer takes, told to whoever wants to know; where nobody does, it costs next to nothing."""

import functools
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

#: is told the name of a stage and the seconds that it took
Observer = Callable[[str, float], object]

_observers: list[Observer] = []


def observe(observer: Observer) -> Callable[[], None]:
    """Have an observer told of every stage, on the thread that it ran on; return what ends that."""
    _observers.append(observer)
    return lambda: _observers.remove(observer) if observer in _observers else None


def tell(name: str, seconds: float) -> None:
    """Tell the observers of a stage that ran somewhere else."""
    for observer in _observers:
        observer(name, seconds)


def stage(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a stage of that name.

    >>> @stage("search")
    ... def search(words):
    ...     return len(words)
    >>> end = observe(lambda name, seconds: print(name, seconds >= 0))
    >>> search("tide")
    search True
    4
    >>> end()
    """

    def staged(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def timed(*args: P.args, **named: P.kwargs) -> R:
            if not _observers:
                return function(*args, **named)
            start = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                tell(name, time.perf_counter() - start)

        return timed

    return staged
