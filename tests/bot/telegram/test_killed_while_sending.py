"""Whenever a process is killed while it sends a message: what it has noted has left, and nothing else has."""

import asyncio
import contextlib
import re
import signal
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bot.configuration.sections import TelegramSettings
from bot.telegram.attempts import Delivery, delivering
from bot.telegram.connections import connection
from bot.telegram.delivery import Place, deliver
from bot.telegram.updates import TolerantBot
from retrieval.archive.sending_log import FileLog

UPDATE = 7
#: a process that sends a message for an update and is killed on the way, `step` of it done
_SENDING = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.configuration.sections import TelegramSettings
from bot.telegram import attempts
from bot.telegram.connections import connection
from bot.telegram.delivery import Place, deliver
from bot.telegram.updates import TolerantBot
from retrieval.archive.sending_log import FileLog

address, folder, step = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Log(FileLog):
    def note(self, update_id):
        if step == "about to note":
            die()
        super().note(update_id)
        if step == "noted":  # at the first moment in which anything else may run
            asyncio.get_running_loop().call_soon(die)

traced = attempts.Attempt.trace
async def trace(self, event, info):
    await traced(self, event, info)
    if (step, event) in (("connected", "http11.send_request_headers.started"), ("sent", "http11.send_request_body.complete")):
        die()
attempts.Attempt.trace = trace

async def send():
    calls = connection(TelegramSettings(base_url=address), 4)
    bot = TolerantBot("1:abc", address, address, calls, calls)
    await calls.initialize()
    with attempts.delivering(attempts.Delivery(7, log=Log(Path(folder), "1"))):
        await deliver(bot, Place(5), "words " * 600)
    die()

asyncio.run(send())
"""


class _Server:
    """Takes messages, whole ones alone, and answers them."""

    def __init__(self) -> None:
        self.taken = 0
        self.open_ones: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open_ones.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: (\d+)", head)
                await reader.readexactly(int(length[1]) if length else 0)
                self.taken += 1
                body = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"}}}'
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        self.open_ones.discard(writer)
        writer.close()


@pytest.mark.parametrize(
    ("step", "sent"),
    [("connected", 0), ("about to note", 0), ("noted", 1), ("sent", 1), ("answered", 1)],
)
async def test_what_has_been_noted_and_that_alone_has_left(step: str, sent: int, tmp_path: Path) -> None:
    server = _Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _SENDING, address, str(tmp_path), step)
    assert await process.wait() == -signal.SIGKILL
    while server.open_ones:  # noqa: ASYNC110  until the server has read what was left
        await asyncio.sleep(0.01)
    listening.close()
    log = FileLog(tmp_path, "1")
    assert (server.taken, log.counts()[UPDATE]) == (sent, sent)
    log.close()


async def test_between_the_note_and_the_kernel_there_are_a_handful_of_steps(tmp_path: Path) -> None:
    server = _Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot"
    steps: list[str] = []

    class Log(FileLog):
        def note(self, update_id: int) -> None:
            super().note(update_id)
            sys.setprofile(step)

    def step(frame: FrameType, event: str, what: Any) -> None:
        if event == "c_call" and what.__name__ == "send" and isinstance(what.__self__, socket.socket):
            sys.setprofile(None)
        elif event == "call":
            steps.append(frame.f_code.co_name)

    calls, log = connection(TelegramSettings(base_url=address), 1), Log(tmp_path, "1")
    bot = TolerantBot("1:abc", address, address, calls, calls)
    before = sys.getprofile()
    try:
        with delivering(Delivery(UPDATE, log=log)):
            await deliver(bot, Place(5), "words")
    finally:
        sys.setprofile(before)
    assert 0 < len(steps) < 5, steps  # those of asyncio alone
    await calls.shutdown()
    while server.open_ones:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    listening.close()
    log.close()
