"""The webhook's own small server: updates are taken only with the secret, and none that is odd stops the others."""

import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: bytes of one update; Telegram's own are far smaller
LONGEST = 1_000_000


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
    server = HTTPServer(application, max_body_size=LONGEST)
    server.listen(port, address)
    return server


class _Hook(RequestHandler):
    """One delivery of Telegram's."""

    def initialize(self, secret: str, receive: Receive, is_full: Callable[[], bool]) -> None:
        """Take what every delivery is handled with."""
        self._secret, self._receive, self._is_full = secret, receive, is_full

    def prepare(self) -> None:
        """Refuse whoever does not know the secret."""
        given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            raise HTTPError(403)

    async def post(self) -> None:
        """Take an update; one that cannot be parsed is taken too and skipped, else Telegram would send it again."""
        try:
            raw_update = json.loads(self.request.body)
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
