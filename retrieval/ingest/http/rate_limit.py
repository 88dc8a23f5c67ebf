"""Manners toward hosts: one fetch at a time from each, a pause between two, and longer and longer waits after failures."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Pacer:
    """Gives each host's fetches their turn, at least `delay` seconds apart. Safe to share between threads."""

    def __init__(self, delay: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, url: str, delay: float = 0.0) -> Iterator[None]:
        """Wait until the host of `url` may be fetched from; `delay` is the pause that the host itself asks for."""
        host = urlsplit(url).netloc
        with self._lock:
            turn = self._hosts.setdefault(host, threading.Lock())
        with turn:
            last = self._last.get(host)
            wait = 0.0 if last is None else last + max(self._delay, delay) - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._last[host] = self._clock()


def next_poll(
    seconds: float, failures: int, chance: float, asked: float | None = None, longest: float = 86_400.0
) -> float:
    """Return the seconds until the next poll of a feed that is polled every `seconds`.

    Each failure in a row doubles the wait, up to `longest`; `chance` (0 to 1) spreads it by a tenth either way, so that
    feeds do not fall into step; `asked` is what the server asked for at least (Retry-After).
    """
    wait = min(seconds * 2.0 ** min(failures, 30), max(longest, seconds))
    return max(wait * (0.9 + 0.2 * chance), asked or 0.0)
