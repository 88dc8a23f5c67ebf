"""The network below the HTTP client: connections to judged addresses only, every step within one deadline."""

import ssl
from collections.abc import Callable
from typing import Any

import httpcore

from retrieval.errors import Refused
from retrieval.ingest.http.addresses import Guard, IPAddress

_HEAD_END = b"\r\n\r\n"


class Deadline:
    """The moment at which a fetch has taken too long."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def remaining(self) -> float:
        """Return the seconds left; raise `TimeoutError` when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError("the time for this fetch is over")
        return left


class GuardedNetwork(httpcore.NetworkBackend):
    """Resolves names itself, judges every answer and pins the connection to an address that was judged.

    `stream` is the connection opened last. The host's name stays what it was in the request and in TLS.
    """

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()
        self.stream: TimedStream | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first judged address of `host` that lets itself be connected to."""
        addresses = self._guard.addresses(host, port, self._deadline.remaining())
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for place, address in enumerate(addresses):
            try:
                # an even share of the time for each address, so that a dead one does not use up all of it
                return self._connect(address, port, self._deadline.remaining() / (len(addresses) - place))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _connect(self, address: IPAddress, port: int, seconds: float) -> httpcore.NetworkStream:
        stream = self._sockets.connect_tcp(str(address), port, timeout=seconds)
        self.stream = TimedStream(stream, self._deadline)
        return self.stream

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        """Refuse: no address of the web is a socket of this machine."""
        raise Refused("Sockets of this machine are not fetched from.", "forbidden-address")


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step has only what is left of the deadline; counts the bytes of the body."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline
        self._head = b""
        self._after_head: int | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, waiting no longer than the deadline allows."""
        data = self._stream.read(max_bytes, self._deadline.remaining())
        if self._after_head is None:
            self._look_for_body(data)
        else:
            self._after_head += len(data)
        return data

    def _look_for_body(self, data: bytes) -> None:
        self._head += data
        while (end := self._head.find(_HEAD_END)) >= 0:
            rest = self._head[end + len(_HEAD_END) :]
            interim = self._head.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1"))
            self._head = rest if interim else b""
            if not interim:
                self._after_head = len(rest)
                return

    def surplus(self, stated: int, seconds: float) -> bool:
        """Return whether more than `stated` bytes of body have come, or come within `seconds`."""
        if self._after_head is None:
            return False
        if self._after_head > stated:
            return True
        try:
            return bool(self._stream.read(1, min(seconds, self._deadline.remaining())))
        except (httpcore.ReadTimeout, httpcore.ReadError, TimeoutError):
            return False

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`, waiting no longer than the deadline allows."""
        self._stream.write(buffer, self._deadline.remaining())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt the connection; the certificate must be the host name's, whatever address it was pinned to."""
        self._stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.remaining())
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about the connection."""
        return self._stream.get_extra_info(info)
