"""The sockets below the calls: whoever is told that bytes leave is told so in the same breath in which they do.

httpcore speaks HTTP over them. Its own sockets pass through several layers between that word and the kernel, in which other
threads run for milliseconds: a process that is killed there would have noted a message that never left.
"""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpcore

#: seconds after which another address of a host is tried beside one that does not answer (RFC 8305)
NEXT_ADDRESS = 0.25


class Incoming(asyncio.StreamReader):
    """What comes over a connection, with how much of it nobody has read."""

    unread, ended = 0, False

    def feed_data(self, data: Any) -> None:
        """Take in what has come."""
        self.unread += len(data)
        super().feed_data(data)

    def feed_eof(self) -> None:
        """Take note that nothing more comes."""
        self.ended = True
        super().feed_eof()


class Stream(httpcore.AsyncNetworkStream):
    """A connection; `leaving` is called in the instant before bytes go out."""

    def __init__(self, incoming: Incoming, writer: asyncio.StreamWriter, leaving: Callable[[], None]) -> None:
        self._incoming, self._writer, self._leaving = incoming, writer, leaving

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  as httpcore has it
        """Return the next bytes, none where nothing more comes."""
        async with _within(timeout, httpcore.ReadTimeout, httpcore.ReadError):
            data = await self._incoming.read(max_bytes)
        self._incoming.unread -= len(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send bytes; what waits for the network after that has left this process's hands."""
        if not buffer:
            return
        if self._writer.is_closing():
            raise httpcore.WriteError("the connection is closed")
        self._leaving()
        self._writer.write(buffer)
        async with _within(timeout, httpcore.WriteTimeout, httpcore.WriteError):
            await self._writer.drain()

    async def aclose(self) -> None:
        """Close the connection at once: its other end may answer no farewell, nor read what is left to send."""
        self._writer.transport.abort()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """Encrypt the connection; the certificate must be the host's."""
        async with _within(timeout, httpcore.ConnectTimeout, httpcore.ConnectError):
            await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about the connection: whether the other end has closed it above all."""
        if info == "is_readable":
            return self._incoming.unread > 0 or self._incoming.ended or self._writer.is_closing()
        return self._writer.get_extra_info({"client_addr": "sockname", "server_addr": "peername"}.get(info, info))


class Sockets(httpcore.AsyncNetworkBackend):
    """Opens connections."""

    def __init__(self, leaving: Callable[[], None]) -> None:
        """Call `leaving` in the instant before bytes go out over any of them."""
        self._leaving = leaving

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host, whichever of its addresses answers first."""
        loop = asyncio.get_running_loop()
        incoming = Incoming(loop=loop)
        protocol = asyncio.StreamReaderProtocol(incoming, loop=loop)
        async with _within(timeout, httpcore.ConnectTimeout, httpcore.ConnectError):
            transport, _ = await loop.create_connection(
                lambda: protocol,
                host,
                port,
                happy_eyeballs_delay=NEXT_ADDRESS,
                local_addr=(local_address, 0) if local_address else None,
            )
        return Stream(incoming, asyncio.StreamWriter(transport, protocol, incoming, loop), self._leaving)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@contextlib.asynccontextmanager
async def _within(seconds: float | None, late: type[Exception], failed: type[Exception]) -> AsyncIterator[None]:
    """Give the block so many seconds; raise what httpcore raises where that is not enough, and for faults of the network."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise failed(str(error) or type(error).__name__) from error
