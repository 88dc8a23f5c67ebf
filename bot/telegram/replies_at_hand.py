"""Replies of processes that answer, kept for a while: of a story that has just happened many people ask the same."""

import datetime as dt
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

#: replies that are kept, and seconds for which each is: what moves without a new state of the archive shows after that
MOST, SECONDS = 1_000, 60.0
#: bytes of a reply; longer ones are not kept
LARGEST = 32_000


class RepliesAtHand:
    """Keeps replies, as bytes, by what was asked, as bytes, and by the day of asking. Safe to use from several threads.

    >>> kept = RepliesAtHand(most=1)
    >>> kept.put(b"what?", b"a reef")
    >>> kept.get(b"what?"), kept.get(b"who?")
    (b'a reef', None)
    >>> kept.put(b"who?", b"the mayor")
    >>> kept.get(b"what?") is None
    True
    """

    def __init__(self, most: int = MOST, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        """Keep `most` replies for so many seconds each."""
        self._most, self._seconds, self._clock = most, seconds, clock
        self._kept: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: bytes) -> bytes | None:
        """Return the reply to what is asked, None where none is at hand."""
        key = _key(asked)
        with self._lock:
            until, reply = self._kept.get(key, (0.0, b""))
            return reply if self._clock() < until else None

    def put(self, asked: bytes, reply: bytes) -> None:
        """Keep a reply, in the place of those whose time is over, and of the oldest one where there are many."""
        if len(reply) > LARGEST:
            return
        key = _key(asked)
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = self._clock() + self._seconds, reply
            while len(self._kept) > self._most or next(iter(self._kept.values()))[0] <= self._clock():
                self._kept.popitem(last=False)


def is_whole(stages: Sequence[tuple[str, float]], budget: float | None) -> bool:
    """Say whether a reply is as good as it can be: not where a reader, who had `budget` seconds, may have run out of time.

    >>> is_whole([("search", 0.1), ("answer", 0.2)], 0.4), is_whole([("answer", 0.5)], 0.4), is_whole([("answer", 5.0)], None)
    (True, False, True)
    """
    return budget is None or sum(seconds for name, seconds in stages if name == "answer") < budget


def _key(asked: bytes) -> bytes:
    return hashlib.blake2b(asked, digest_size=16, key=dt.datetime.now(dt.UTC).date().isoformat().encode()).digest()
