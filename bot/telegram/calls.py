"""Calls of the Bot API, each of which tells how far it came; most of them straight over httpcore, which takes half the time."""

from typing import Any
from urllib.parse import urlencode

import httpcore
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.telegram.attempts import current_attempt
from bot.telegram.sockets import Sockets

#: seconds: to connect and to get a free connection, to send a call, and to wait for Telegram's reply
CONNECTING, SENDING, REPLYING = 10.0, 5.0, 30.0
#: connections that stay open when nothing is sent over them: thirty messages a second take three at once
KEPT_OPEN = 8
#: seconds after which one that nothing is sent over is closed
IDLE = 5.0


class Connection(HTTPXRequest):
    """A connection to the Bot API whose calls tell how far they came.

    Those that bring a file along, fetch one, go over a proxy or to an address that httpcore does not read as a browser does,
    which are few, take python-telegram-bot's own way.
    """

    def __init__(self, size: int = 1, *, proxy: str | None = None, httpx_kwargs: dict[str, Any] | None = None) -> None:
        super().__init__(
            connection_pool_size=size,
            read_timeout=REPLYING,
            connect_timeout=CONNECTING,
            pool_timeout=CONNECTING,
            proxy=proxy,
            httpx_kwargs={**(httpx_kwargs or {}), "event_hooks": {"request": [_watch]}},
        )
        self._size, self._is_direct = size, proxy is None
        self._certificates = (httpx_kwargs or {}).get("verify")
        self._pool: httpcore.AsyncConnectionPool | None = None

    async def shutdown(self) -> None:
        """Close all connections."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.aclose()
        await super().shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = HTTPXRequest.DEFAULT_NONE,
        write_timeout: Any = HTTPXRequest.DEFAULT_NONE,
        connect_timeout: Any = HTTPXRequest.DEFAULT_NONE,
        pool_timeout: Any = HTTPXRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make the call; whatever comes back is a reply."""
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        is_direct = self._is_direct and method == "POST" and _is_plain(url)
        if is_direct and not (request_data and request_data.contains_files):
            form = request_data.json_parameters if request_data else {}
            code, payload = await self._post(url, urlencode(form).encode(), _seconds(*timeouts))
        else:
            code, payload = await super().do_request(url, method, request_data, *timeouts)
        attempt = current_attempt()
        if attempt is not None:
            attempt.answered = True
        return code, payload

    async def _post(self, url: str, body: bytes, seconds: dict[str, float | None]) -> tuple[int, bytes]:
        attempt, extensions = current_attempt(), dict[str, Any](timeout=seconds)
        if attempt is not None:
            extensions["trace"] = attempt.trace
        try:
            response = await self._connections().request(
                "POST",
                url,
                headers={"User-Agent": self.USER_AGENT, "Content-Type": "application/x-www-form-urlencoded"},
                content=body,
                extensions=extensions,
            )
        except httpcore.TimeoutException as error:
            raise TimedOut(f"{type(error).__name__} of a call.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise NetworkError(f"httpcore.{type(error).__name__}: {error}") from error
        return response.status, response.content

    def _connections(self) -> httpcore.AsyncConnectionPool:
        if self._pool is None:
            # few are kept: each call looks at every one of them
            self._pool = httpcore.AsyncConnectionPool(
                ssl_context=self._certificates,
                max_connections=self._size,
                max_keepalive_connections=min(self._size, KEPT_OPEN),
                keepalive_expiry=IDLE,
                network_backend=Sockets(_leaving),
            )
        return self._pool


def _is_plain(url: str) -> bool:
    """Say whether an address holds neither a name and password, nor other letters than ASCII's, nor an address of IPv6.

    >>> _is_plain("https://api.telegram.org/bot1:a/getMe"), _is_plain("https://me:secret@own.example/bot1:a/getMe")
    (True, False)
    """
    return url.isascii() and "@" not in url and "[" not in url


def _seconds(read: Any, write: Any, connect: Any, pool: Any) -> dict[str, float | None]:
    """Return how long each step may take, as httpcore has it; None is for ever."""
    given = {
        "read": (read, REPLYING), "write": (write, SENDING), "connect": (connect, CONNECTING), "pool": (pool, CONNECTING),
    }  # fmt: skip
    return {step: usual if value is HTTPXRequest.DEFAULT_NONE else value for step, (value, usual) in given.items()}


def _leaving() -> None:
    attempt = current_attempt()
    if attempt is not None:
        attempt.leaving()


async def _watch(request: Any) -> None:
    """Have python-telegram-bot's own way tell the same, a little early: from there no socket can be seen."""
    attempt = current_attempt()
    if attempt is None:
        return

    async def trace(event: str, info: object) -> None:
        await attempt.trace(event, info)
        attempt.leaving()

    request.extensions = {**request.extensions, "trace": trace}
