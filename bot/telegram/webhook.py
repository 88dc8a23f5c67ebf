"""The webhook's own small server: updates are taken only with the secret, and none that is odd stops the others."""

import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: bytes of one update; Telegram's own are far smaller
LONGEST = 1_000_000
#: seconds for the head of a request, and for its body
PATIENCE = 10.0
#: connections at once; Telegram makes a hundred at most
CONNECTIONS = 256


Receive = Callable[[Sequence[Any]], Awaitable[None]]


def listen(
    address: str, port: int, path: str, secret: str, receive: Receive, is_full: Callable[[], bool]
) -> HTTPServer:
    """Return a server that hands what is posted to `path` to `receive`; raise OSError where the port is not free.

    An update is acknowledged once `receive` has stored it. While `is_full`, Telegram is asked to come again.
    """
    given = {"secret": secret, "receive": receive, "is_full": is_full}
    # no log of requests: the path is a secret too
    application = Application([(f"/{re.escape(path)}/?", _Hook, given)], log_function=lambda _: None)
    server = _Bounded(application, max_body_size=LONGEST, idle_connection_timeout=PATIENCE, body_timeout=PATIENCE)
    server.listen(port, address)
    return server


class _Bounded(HTTPServer):
    """A server that keeps no more than so many connections, however many are opened to it and left half open."""

    def initialize(self, *args: Any, **named: Any) -> None:
        """Take what any server takes."""
        super().initialize(*args, **named)
        self._open = 0

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        """Serve a connection, or close it at once where there are too many."""
        if self._open >= CONNECTIONS:
            stream.close()
            return
        self._open += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """Note that a connection has ended."""
        self._open -= 1
        super().on_close(server_conn)


@stream_request_body
class _Hook(RequestHandler):
    """One delivery of Telegram's. Its body is read only once it is known to be Telegram's."""

    def initialize(self, secret: str, receive: Receive, is_full: Callable[[], bool]) -> None:
        """Take what every delivery is handled with."""
        self._secret, self._receive, self._is_full = secret, receive, is_full
        self._body = bytearray()

    def prepare(self) -> None:
        """Refuse whoever does not know the secret."""
        given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            raise HTTPError(403)

    def data_received(self, chunk: bytes) -> None:
        """Keep a part of the body; the server sees to it that the whole is no longer than `LONGEST`."""
        self._body += chunk

    async def post(self) -> None:
        """Take an update; one that cannot be parsed is taken too and skipped, else Telegram would send it again."""
        try:
            raw_update = json.loads(self._body)
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if self._is_full():
            raise HTTPError(503)
        try:
            await self._receive([raw_update])
        except OnrecordError as error:
            log.warning("An update is not acknowledged, because it cannot be stored: %s", error)
            raise HTTPError(503) from None

    def log_exception(self, kind: type[BaseException] | None, *_: Any) -> None:
        """Log the kind of a fault alone, since a request may hold people's words; a refusal is told to its sender."""
        if kind is not None and not issubclass(kind, HTTPError):
            log.error("%s while taking an update from the webhook", kind.__name__)
