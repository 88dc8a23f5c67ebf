"""robots.txt (RFC 9309) by Protego: what a host lets programs fetch, and how slowly. Asked for through the same client."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.client import BadStatus, Fetcher
from retrieval.ingest.http.media_types import ANYTHING
from retrieval.ingest.readers.encoding import decoded

#: a host's rules are kept for a day (RFC 9309, 2.4), its silence for ten minutes
KEPT = 86_400.0
SILENT = 600.0
#: what is read of a robots.txt (RFC 9309, 2.5), bytes; and the longest line of it, characters
_LARGEST = 512_000
_LONGEST_LINE = 2_000
#: a rule with more wildcards is left out: it would cost more to try than it can say
_WILDCARDS = 8
#: the longest pause between two fetches that a host can ask for, seconds
_SLOWEST = 60.0


@dataclass(frozen=True, slots=True)
class _Rules:
    """`rules` is None where the host cannot be asked now; it is left alone until `until`."""

    rules: Any
    until: float


class Robots:
    """The rules of each host, kept for a while. Safe to share between threads."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.time) -> None:
        self._fetcher = fetcher
        self._clock = clock
        #: the name that rules are written for: the first word of the user agent
        self._name = fetcher.user_agent.partition("/")[0].partition(" ")[0] or "onrecord"
        self._hosts: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def judge(self, url: str) -> float:
        """Return how many seconds the host wants between two fetches.

        Raise `Refused` with the reason "robots" when the host does not want this address fetched, and "robots-not-now"
        when its rules cannot be read at the moment.
        """
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._hosts.get(host)
        if known is None or known.until <= self._clock():
            known = self._ask(host)
            with self._lock:
                self._hosts[host] = known
        if known.rules is None:
            raise Refused(
                f"The rules of {parts.netloc} for programs cannot be read now (robots.txt).", "robots-not-now"
            )
        if not known.rules.can_fetch(url, self._name):
            raise Refused(f"{parts.netloc} does not want programs to fetch this (robots.txt): {url}", "robots")
        delay = known.rules.crawl_delay(self._name)
        return min(float(delay), _SLOWEST) if delay is not None and delay > 0 else 0.0

    def _ask(self, host: str) -> _Rules:
        from protego import Protego

        try:
            text = decoded(self._fetcher.fetch(f"{host}/robots.txt", ANYTHING).body[:_LARGEST])[0]
        except BadStatus as error:
            if error.status == 429 or error.status >= 500:
                return _Rules(None, self._clock() + max(SILENT, error.retry_after or 0.0))
            text = ""  # there are none: everything may be fetched
        except Refused as error:
            # a loop of redirects is "unavailable", like a missing file; silence is not (RFC 9309, 2.3.1)
            if error.reason not in ("redirects", "wrong-type", "too-large"):
                return _Rules(None, self._clock() + SILENT)
            text = ""
        except BadInput:
            text = ""
        lines = (line for line in text.splitlines() if len(line) <= _LONGEST_LINE and line.count("*") <= _WILDCARDS)
        return _Rules(Protego.parse("\n".join(lines)), self._clock() + KEPT)
