"""The one HTTP client: http and https only, every hop judged and pinned, bounded in size, time and redirects.

httpx and httpcore speak HTTP; the network below them is ours (`connections`), so that a connection goes to an address
that `addresses.Guard` has judged and to no other, whatever a name's next answer, a redirect or the environment say.
One deadline runs over the whole exchange, and the body is unpacked in bounded pieces, so that neither a slow nor a
swollen reply costs more than its limit. Proxies named in the environment are ignored: they would connect in our stead.
"""

import logging
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache

import httpcore
import httpx

from retrieval.errors import Refused
from retrieval.ingest.http.addresses import Guard, Target, joined_url
from retrieval.ingest.http.connections import Deadline, GuardedNetwork
from retrieval.ingest.http.decompression import PIECE, counted, inflated, looks_packed
from retrieval.ingest.http.hosts import shown
from retrieval.ingest.http.media_types import ANYTHING, MediaType, media_type, sniffed

USER_AGENT = "onrecord/0.1 (news reader)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DOCUMENTS = frozenset({200, 203})
_LONGEST_WAIT = 7 * 86_400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: bytes as sent and as unpacked, seconds over everything, redirects.

    `surplus` is for how many seconds a server may prove that it goes on after the length it stated.
    """

    size: int = 2_000_000
    seconds: float = 10.0
    redirects: int = 5
    surplus: float = 0.2


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document: `url` as it was asked for, `final_url` where it was found, `charset` only if the server stated one."""

    url: str
    final_url: str
    content_type: str
    charset: str | None
    body: bytes
    etag: str | None = None
    modified: str | None = None


class BadStatus(Refused):
    """The server answered with an error; `retry_after` is how many seconds it asked to be left alone."""

    def __init__(self, message: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(message, f"status-{status}")
        self.status = status
        self.retry_after = retry_after


class Fetcher:
    """Fetches documents over HTTP. Safe to share between threads; holds no connection between fetches."""

    def __init__(
        self,
        guard: Guard | None = None,
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        clock: Callable[[], float] = time.monotonic,
        progress: Callable[[str, int, int | None], None] | None = None,
    ) -> None:
        """Set the limits; `progress` is told the address, the bytes that have come, and how many are to come if stated."""
        self.guard = guard or Guard()
        self.limits = limits or Limits()
        self.user_agent = user_agent
        self._clock = clock
        self._progress = progress
        self._tls: ssl.SSLContext | None = None
        # what is fetched is nobody else's business: httpx logs addresses at INFO, httpcore headers at DEBUG
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)

    def fetch(self, url: str, accept: MediaType = ANYTHING) -> Fetched:
        """Return the document at `url`; raise `Refused` or `BadInput` with one sentence that says why not."""
        fetched = self._follow(url, accept, {})
        if fetched is None:
            raise BadStatus(f"The server says that nothing has changed, which was not asked: {shown(url)}", 304)
        return fetched

    def fetch_if_changed(
        self, url: str, accept: MediaType = ANYTHING, etag: str | None = None, modified: str | None = None
    ) -> Fetched | None:
        """Return the document at `url`, or None when the server says it is still what `etag` or `modified` stand for."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._follow(url, accept, {name: value for name, value in conditions.items() if value})

    def _follow(self, url: str, accept: MediaType, conditions: Mapping[str, str]) -> Fetched | None:
        deadline = Deadline(self._clock, self.limits.seconds)
        target = self.guard.judge(url)
        headers = {
            "User-Agent": self.user_agent,
            "Accept": accept.header,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        try:
            for _ in range(self.limits.redirects + 1):
                with _Exchange(self, target, deadline) as exchange:
                    exchange.get(headers)
                    location = exchange.headers.get("location")
                    if exchange.status not in _REDIRECTS or not location:
                        return self._document(url, accept, exchange)
                target = self.guard.judge(joined_url(target.url, location))
        except (httpcore.TimeoutException, TimeoutError) as error:
            message = f"Nothing complete came within {self.limits.seconds:g} seconds: {shown(url)}"
            raise Refused(message, "too-slow") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL, OSError) as error:
            raise Refused(f"The connection failed ({_cause(error)}): {shown(url)}", "unreachable") from error
        raise Refused(f"The address leads on more than {self.limits.redirects} times: {shown(url)}", "redirects")

    def _document(self, url: str, accept: MediaType, exchange: "_Exchange") -> Fetched | None:
        """Return the document of an answer that is no redirect, None for "not modified"."""
        status, headers = exchange.status, exchange.headers
        if status == 304:
            return None
        if status not in _DOCUMENTS:
            wait = retry_after(headers.get("retry-after"), time.time())
            raise BadStatus(f"The server answers with status {status}: {shown(url)}", status, wait)
        stated, charset = media_type(headers.get("content-type", ""))
        if not accept.takes(stated):
            raise Refused(f"This is {stated}, not {accept.name}: {shown(url)}", "wrong-type")
        body = b"".join(self._unpacked(exchange, url))
        if exchange.goes_on():
            raise Refused(f"The reply is longer than the server says it is: {shown(url)}", "wrong-length")
        if accept.types and looks_packed(body):
            body = self._unlabelled(body, url)
        found = sniffed(body)
        if found is not None and not accept.takes(found):
            raise Refused(f"This is {found}, not {accept.name}: {shown(url)}", "wrong-type")
        return Fetched(
            url,
            exchange.target.url,
            found or stated,
            charset,
            body,
            headers.get("etag"),
            headers.get("last-modified"),
        )

    def _unpacked(self, exchange: "_Exchange", url: str) -> Iterator[bytes]:
        """Yield the body unpacked, in bounded pieces, and give up as soon as it is too large."""
        size = self.limits.size
        too_large = Refused(f"This is larger than {size / 1e6:g} MB: {shown(url)}", "too-large")
        stated = exchange.headers.get("content-length", "")
        if stated.isdecimal() and int(stated) > size:
            raise too_large
        sent = counted(self._watched(exchange, url, stated), size, too_large)
        encoding = exchange.headers.get("content-encoding", "").strip().casefold()
        if encoding in ("", "identity"):
            yield from sent
            return
        if encoding not in ("gzip", "x-gzip", "deflate"):
            raise Refused(
                f"This is packed as {shown(encoding)!r}, which was not asked for: {shown(url)}", "wrong-encoding"
            )
        try:
            yield from counted(inflated(sent), size, too_large)
        except (zlib.error, EOFError) as error:
            raise Refused(f"The packed reply is damaged or cut off: {shown(url)}", "wrong-encoding") from error

    def _unlabelled(self, body: bytes, url: str) -> bytes:
        """Return what a body unpacks to that no header says is packed, or the body where it does not unpack."""
        too_large = Refused(f"This is larger than {self.limits.size / 1e6:g} MB: {shown(url)}", "too-large")
        try:
            pieces = (body[start : start + PIECE] for start in range(0, len(body), PIECE))
            return b"".join(counted(inflated(pieces), self.limits.size, too_large))
        except (zlib.error, EOFError):
            return body

    def _watched(self, exchange: "_Exchange", url: str, stated: str) -> Iterator[bytes]:
        come = 0
        for piece in exchange.pieces():
            come += len(piece)
            if self._progress is not None:
                self._progress(shown(url), come, int(stated) if stated.isdecimal() else None)
            yield piece

    def tls(self) -> ssl.SSLContext:
        """Return the settings of encrypted connections."""
        return self._tls or certificates()


@cache
def certificates() -> ssl.SSLContext:
    """Return the settings of encrypted connections, made once: reading the certificates that are trusted takes a while."""
    return httpx.create_ssl_context(trust_env=False)


class _Exchange:
    """One request to one judged target, over a connection of its own that is closed afterwards."""

    def __init__(self, fetcher: Fetcher, target: Target, deadline: Deadline) -> None:
        self.target = target
        self.status = 0
        self.headers = httpx.Headers()
        self._answer: httpcore.Response | None = None
        self._network = GuardedNetwork(fetcher.guard, deadline)
        self._surplus = fetcher.limits.surplus
        self._pool = httpcore.ConnectionPool(
            ssl_context=fetcher.tls() if target.scheme == "https" else None,
            max_keepalive_connections=0,
            network_backend=self._network,
        )

    def __enter__(self) -> "_Exchange":
        return self

    def __exit__(self, *_: object) -> None:
        if self._answer is not None:
            self._answer.close()
        self._pool.close()

    def get(self, headers: Mapping[str, str]) -> None:
        """Send the request and read the head of the answer: `status` and `headers`."""
        url = httpx.URL(self.target.url)
        where = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        fields = httpx.Headers({"Host": url.netloc.decode("ascii"), **headers})
        self._answer = self._pool.handle_request(httpcore.Request("GET", where, headers=fields.raw))
        self.status = self._answer.status
        self.headers = httpx.Headers(self._answer.headers)

    def pieces(self) -> Iterator[bytes]:
        """Yield the body as it comes, still packed."""
        assert self._answer is not None
        yield from self._answer.iter_stream()

    def goes_on(self) -> bool:
        """Return whether the body goes on after its stated length: then what was read of it is not all there is."""
        stated = self.headers.get("content-length", "")
        stream = self._network.stream
        return stated.isdecimal() and stream is not None and stream.surplus(int(stated), self._surplus)


def retry_after(value: str | None, now: float) -> float | None:
    """Return a Retry-After header in seconds from `now` (a POSIX time), at most a week; None when it says nothing."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, moment.timestamp() - now), _LONGEST_WAIT)


def _cause(error: Exception) -> str:
    said = " ".join(str(error).split()).rstrip(".")
    return shown(said) if said else type(error).__name__
