"""Calls over the bot's own sockets: what comes back, what fails, and what is tried over another connection."""

import asyncio
import contextlib
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.attempts import Attempt, attempting
from bot.telegram.calls import Connection

ASKED = RequestData([RequestParameter.from_input("text", "Ørlé & words")])
Answer = Callable[[asyncio.StreamWriter, bytes], Awaitable[None]]


@contextlib.asynccontextmanager
async def server(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Give the address of a server that answers each call as it is told to."""
    under_way: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
                await answer(writer, await reader.readexactly(length))
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        under_way.discard(writer)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    host = "localhost" if tls else "127.0.0.1"
    yield f"http{'s' if tls else ''}://{host}:{listening.sockets[0].getsockname()[1]}/bot1:a/sendMessage"
    while under_way:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    listening.close()


@contextlib.asynccontextmanager
async def connected(size: int = 1, **options: ssl.SSLContext) -> AsyncIterator[Connection]:
    connection = Connection(size, httpx_kwargs={"trust_env": False, **options})
    yield connection
    await connection.shutdown()


async def _echo(writer: asyncio.StreamWriter, body: bytes) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


async def test_a_call_brings_its_form_and_the_reply_comes_back() -> None:
    attempt = Attempt()
    async with server(_echo) as address, connected() as connection:
        with attempting(attempt):
            code, body = await connection.do_request(address, "POST", ASKED)
    assert (code, body) == (200, b"text=%C3%98rl%C3%A9+%26+words")
    assert attempt.written
    assert attempt.answered


async def test_a_call_may_be_made_again_after_all_connections_were_closed() -> None:
    async with server(_echo) as address, connected() as connection:
        await connection.do_request(address, "POST", ASKED)
        await connection.shutdown()
        await connection.initialize()
        assert (await connection.do_request(address, "POST", ASKED))[0] == 200


@pytest.mark.parametrize("words", [b"", b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"])
async def test_a_connection_that_the_server_has_closed_is_not_used_again(words: bytes) -> None:
    ended = asyncio.Event()

    async def answer_and_close(writer: asyncio.StreamWriter, body: bytes) -> None:
        await _echo(writer, body)
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.write(words)
        writer.close()
        ended.set()

    async with server(answer_and_close) as address, connected() as connection:
        for _ in range(3):
            ended.clear()
            assert (await connection.do_request(address, "POST", ASKED))[0] == 200
            await ended.wait()
            await asyncio.sleep(0.02)


async def test_a_reply_that_does_not_come_in_time_is_one_of_which_nobody_knows() -> None:
    released = asyncio.Event()

    async def say_nothing(writer: asyncio.StreamWriter, body: bytes) -> None:
        await released.wait()
        writer.close()

    attempt = Attempt()
    async with server(say_nothing) as address, connected() as connection:
        with pytest.raises(TimedOut), attempting(attempt):
            await connection.do_request(address, "POST", ASKED, read_timeout=0.05)
        released.set()
    assert attempt.failed()


async def test_a_call_that_finds_nobody_has_surely_not_been_made() -> None:
    async with server(_echo) as address:
        pass
    attempt = Attempt()
    async with connected() as connection:
        with pytest.raises(NetworkError, match="ConnectError"), attempting(attempt):
            await connection.do_request(address, "POST", ASKED)
    assert not attempt.failed()


async def test_a_reply_that_is_none_is_a_fault_of_the_network() -> None:
    async def babble(writer: asyncio.StreamWriter, body: bytes) -> None:
        writer.write(b"no HTTP at all\r\n\r\n")
        writer.close()

    async with server(babble) as address, connected() as connection:
        with pytest.raises(NetworkError, match="RemoteProtocolError"):
            await connection.do_request(address, "POST", ASKED)


async def test_who_waits_for_a_connection_in_vain_is_told_that_nothing_was_sent() -> None:
    released = asyncio.Event()

    async def wait(writer: asyncio.StreamWriter, body: bytes) -> None:
        await released.wait()
        await _echo(writer, body)

    async with server(wait) as address, connected() as connection:
        first = asyncio.create_task(connection.do_request(address, "POST", ASKED))
        await asyncio.sleep(0.05)
        attempt = Attempt()
        with pytest.raises(TimedOut, match="PoolTimeout"), attempting(attempt):
            await connection.do_request(address, "POST", ASKED, pool_timeout=0.05)
        assert not attempt.failed()
        released.set()
        assert (await first)[0] == 200


@pytest.fixture
def certificate(tmp_path):
    """The files of a key and of a certificate for localhost, made on the spot."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*words, *names, "-keyout", key, "-out", chain], check=True, capture_output=True)
    return key, chain


async def test_a_call_is_encrypted_for_the_host_whose_certificate_is_shown(certificate) -> None:
    key, chain = certificate
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(chain, key)
    async with server(_echo, shown) as address, connected() as connection:
        with pytest.raises(NetworkError, match=r"(?i)certificate"):
            await connection.do_request(address, "POST", ASKED)
    trusting = ssl.create_default_context(cafile=str(chain))
    async with server(_echo, shown) as address, connected(verify=trusting) as connection:
        for words in ("few", "many " * 200_000):  # the reply is the form that was sent
            asked = RequestData([RequestParameter.from_input("text", words)])
            code, body = await connection.do_request(address, "POST", asked)
            assert (code, len(body)) == (200, len(f"text={words}"))


async def _in_time(connection: Connection, address: str, **more: object) -> None:
    """Make a call that is to fail for want of time, and that ends soon after."""
    words = RequestData([RequestParameter.from_input("text", "many " * 4_000_000)])
    with pytest.raises(TimedOut):
        await asyncio.wait_for(connection.do_request(address, "POST", words, **more), 15)


async def test_a_call_that_nobody_reads_ends_when_its_time_is_over() -> None:
    released = asyncio.Event()

    async def read_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()
        await released.wait()
        writer.transport.abort()

    listening = await asyncio.start_server(read_nothing, "127.0.0.1", 0)
    async with connected() as connection:
        address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:a/sendMessage"
        await _in_time(connection, address, write_timeout=0.1)
    released.set()
    listening.close()


async def test_an_encrypted_call_without_a_reply_ends_when_its_time_is_over(certificate) -> None:
    key, chain = certificate
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(chain, key)
    trusting = ssl.create_default_context(cafile=str(chain))
    released = asyncio.Event()

    async def say_nothing(writer: asyncio.StreamWriter, body: bytes) -> None:
        writer.transport.pause_reading()  # a farewell is not heard either
        await released.wait()
        writer.transport.abort()

    async with server(say_nothing, shown) as address, connected(verify=trusting) as connection:
        await _in_time(connection, address, read_timeout=0.1, write_timeout=5.0)
        released.set()


async def test_a_name_and_password_of_the_address_are_shown_to_its_server() -> None:
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with connected() as connection:
        place = f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        for address in (f"http://me:secret@{place}/bot1:a/getMe", f"http://{place}/bot1:a/getMe"):
            assert (await connection.do_request(address, "POST", ASKED))[0] == 200
    listening.close()
    assert [b"\r\nAuthorization: Basic " in head for head in heads] == [True, False]
