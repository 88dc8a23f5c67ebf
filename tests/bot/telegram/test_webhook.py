"""What strangers send to the webhook is refused before it is read, and what they leave half open is closed."""

import asyncio
import contextlib
import json

import pytest

from bot.telegram import webhook
from bot.telegram.webhook import LONGEST, listen
from tests.servers.opensearch import free_port

SECRET = "a-secret-of-the-test"


@pytest.fixture
async def hook():
    """A webhook on the loopback: its port, and what was taken."""
    taken: list[object] = []

    async def receive(updates):
        taken.extend(updates)

    port = free_port()
    server = listen("127.0.0.1", port, "hook", SECRET, receive, lambda: False)
    yield port, taken
    server.stop()
    await server.close_all_connections()


def head(length: int, secret: str | None = SECRET, path: str = "/hook") -> bytes:
    known = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret is not None else ""
    return f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n{known}\r\n".encode()


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


async def answered(port: int, *parts: bytes) -> tuple[int, int]:
    """Send the parts until told not to; return the status and how many bytes went out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = 0
    try:
        for part in parts:
            writer.write(part)
            await asyncio.wait_for(writer.drain(), 60)
            sent += len(part)
            await asyncio.sleep(0)
            if reader._buffer:  # an answer is there
                break
    except (ConnectionError, TimeoutError):
        pass
    line = b""
    with contextlib.suppress(ConnectionError):  # closed with unread bytes before it: its answer may be lost on the way
        line = await asyncio.wait_for(reader.readline(), 120)
    await closed(writer)
    return int(line.split()[1]) if line else 0, sent


async def test_an_update_with_the_secret_is_taken(hook) -> None:
    port, taken = hook
    body = json.dumps({"update_id": 7, "odd": "ünïcode"}).encode()
    assert (await answered(port, head(len(body)), body[:9], body[9:]))[0] == 200
    assert taken == [{"update_id": 7, "odd": "ünïcode"}]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x"])
async def test_without_the_secret_the_body_is_refused_unread(hook, secret: str | None) -> None:
    port, taken = hook
    whole = 600 * 100_000
    status, sent = await answered(port, head(LONGEST, secret), *[b"x" * 100_000] * 600)
    assert status in (403, 0)
    assert sent < whole / 4  # what lies in the buffers of the system
    assert taken == []


async def test_a_body_that_is_too_long_is_not_read_either(hook) -> None:
    port, taken = hook
    status, sent = await answered(port, head(60_000_000), *[b"x" * 100_000] * 600)
    assert (status in (400, 413, 0), taken) == (True, [])
    assert sent < 15_000_000


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null"])
async def test_what_is_no_update_is_refused_and_the_next_is_taken(hook, body: bytes) -> None:
    port, taken = hook
    status, _ = await answered(port, head(len(body)), body)
    assert status in (200, 400)
    good = b'{"update_id": 8}'
    assert (await answered(port, head(len(good)), good))[0] == 200
    assert taken[-1] == {"update_id": 8}


async def test_connections_held_half_open_are_closed_and_do_not_keep_an_update_out(monkeypatch) -> None:
    monkeypatch.setattr(webhook, "PATIENCE", 0.5)
    monkeypatch.setattr(webhook, "CONNECTIONS", 40)
    taken: list[object] = []

    async def receive(updates):
        taken.extend(updates)

    port = free_port()
    server = listen("127.0.0.1", port, "hook", SECRET, receive, lambda: False)
    held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(60)]
    for number, (_, writer) in enumerate(held):
        writer.write(b"POST /hook HTTP/1.1\r\nHost: a\r\n" if number % 2 else head(1000))
    ends = await asyncio.gather(*(asyncio.wait_for(reader.read(), 120) for reader, _ in held), return_exceptions=True)
    assert not [end for end in ends if isinstance(end, TimeoutError)]
    good = b'{"update_id": 9}'
    async with asyncio.timeout(
        120
    ):  # a busy machine may be too late for so little patience, and is given another chance
        while (await answered(port, head(len(good)), good))[0] != 200:
            pass
    assert taken == [{"update_id": 9}]
    for _, writer in held:
        await closed(writer)
    server.stop()
    await server.close_all_connections()
