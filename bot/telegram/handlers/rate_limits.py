"""How much one user may ask, and how fast: a bucket of questions for each, which fills steadily."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.configuration.settings import Settings

#: users whose rate is remembered
SEEN = 10_000
#: how many times as many buttons and inline queries a user may send as questions: a query comes with every letter typed
OFTEN = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one user may ask: a question's characters, and the rate; `trusted` users may add articles."""

    longest: int = 1000
    burst: float = 10
    a_second: float = 0.5
    trusted: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Return the limits that the settings give to everybody."""
        rates = settings.rates
        return cls(settings.answers.longest_question, rates.questions_in_a_row, rates.questions_a_minute / 60)

    def often(self) -> "Limits":
        """Return the limits of what is sent more often than questions: taps and inline queries."""
        return replace(self, burst=OFTEN * self.burst, a_second=OFTEN * self.a_second)


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
