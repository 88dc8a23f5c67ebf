"""How much one user may ask, and how fast: a bucket of questions for each, which fills steadily."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

#: users whose rate is remembered
SEEN = 10_000
#: questions a user may ask in a row, and how many more each second allows
BURST, A_SECOND = 10, 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one user may ask: a question's characters, and the rate; `trusted` users may add articles."""

    longest: int = 1000
    burst: float = BURST
    a_second: float = A_SECOND
    trusted: bool = False


class Rates:
    """A bucket of questions for each user, which fills steadily."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def wait(self, user: int) -> float:
        """Take one from the user's bucket; return 0, or the seconds until there is one again."""
        now = self._clock()
        left, before = self._buckets.pop(user, (self._limits.burst, now))
        left = min(self._limits.burst, left + (now - before) * self._limits.a_second)
        allowed = left >= 1
        self._buckets[user] = (left - 1 if allowed else left, now)
        while len(self._buckets) > SEEN:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._limits.a_second
