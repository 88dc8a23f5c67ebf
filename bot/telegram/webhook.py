"""The webhook's own small server: updates are taken only with the secret, and none that is odd stops the others."""

import asyncio
import hmac
import json
import logging
import re
from typing import Any

from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.telegram.updates import readable

log = logging.getLogger(__name__)

#: bytes of one update; Telegram's own are far smaller
LONGEST = 1_000_000


def listen(address: str, port: int, path: str, secret: str, bot: Bot, updates: asyncio.Queue[Any]) -> HTTPServer:
    """Return a server that puts what is posted to `path` into `updates`; raise OSError where the port is not free."""
    given = {"secret": secret, "bot": bot, "updates": updates}
    # no log of requests: the path is a secret too
    application = Application([(f"/{re.escape(path)}/?", _Hook, given)], log_function=lambda _: None)
    server = HTTPServer(application, max_body_size=LONGEST)
    server.listen(port, address)
    return server


class _Hook(RequestHandler):
    """One delivery of Telegram's."""

    def initialize(self, secret: str, bot: Bot, updates: asyncio.Queue[Any]) -> None:
        """Take what every delivery is handled with."""
        self._secret, self._bot, self._updates = secret, bot, updates

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
        if (update := readable(raw_update)) is not None:
            await self._updates.put(Update.de_json(update, self._bot))

    def log_exception(self, kind: type[BaseException] | None, *_: Any) -> None:
        """Log the kind of a fault alone, since a request may hold people's words; a refusal is told to its sender."""
        if kind is not None and not issubclass(kind, HTTPError):
            log.error("%s while taking an update from the webhook", kind.__name__)
