"""A Bot API server of our own on loopback, which refuses what Telegram refuses, and the bot as a process of its own."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.bot_api import TOKEN, BotApi


class Process:
    """The bot as a process, forked from one that has imported it: `connection` tells of its end, `errors` is its stderr."""

    def __init__(self, number: int, connection: socket.socket, errors: Path) -> None:
        self._number, self._connection, self._errors = number, connection, errors
        self._status: int | None = None

    @classmethod
    async def begin(cls, forks: Path, folder: Path, errors: Path, environment: dict[str, str]) -> "Process":
        """Have a process begun in a folder, with an environment of its own."""
        connection, loop = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET), asyncio.get_running_loop()
        connection.connect(str(forks))
        message = json.dumps({"environment": environment, "folder": str(folder)}).encode()
        with errors.open("wb") as file:
            socket.send_fds(connection, [message], [file.fileno()])
        connection.settimeout(0)
        return cls(int(await loop.sock_recv(connection, 100)), connection, errors)

    def signal(self, number: int = signal.SIGTERM) -> None:
        os.kill(self._number, number)

    async def end(self, seconds: float = 300) -> tuple[int, str]:
        """Wait for its end; return the exit status and what it wrote to stderr."""
        if self._status is None:
            loop = asyncio.get_running_loop()
            ended = await asyncio.wait_for(loop.sock_recv(self._connection, 100), seconds)
            self._status = os.waitstatus_to_exitcode(int(ended))
            self._connection.close()
        return self._status, self._errors.read_text("utf-8")

    async def kill(self) -> None:
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                self.signal(signal.SIGKILL)
            await self.end()


@pytest.fixture(scope="session")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket on which processes of the bot are asked for."""
    place = tmp_path_factory.mktemp("forks")
    command = [sys.executable, "-P", str(Path(__file__).with_name("forking.py")), "socket"]
    with subprocess.Popen(command, cwd=place, stdin=subprocess.PIPE) as server:
        while not (place / "socket").exists():
            assert server.poll() is None
            time.sleep(0.02)
        yield place / "socket"
        server.communicate()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


Starter = Callable[..., Any]


@pytest.fixture
async def start(api: BotApi, tmp_path: Path, forks: Path) -> AsyncIterator[Starter]:
    """Start the bot against the server, with further environment variables."""
    started: list[Process] = []

    async def starting(token: str = TOKEN, **environment: str) -> Process:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "TELEGRAM_"))}
        own = {
            "TELEGRAM_BOT_TOKEN": token, "ONRECORD_ARCHIVE__URL": str(tmp_path / "archive"),
            "ONRECORD_TELEGRAM__BASE_URL": f"http://127.0.0.1:{api.port}/bot",
        }  # fmt: skip
        errors = tmp_path / f"stderr-{len(started)}"
        process = await Process.begin(forks, tmp_path, errors, {**inherited, **own, **environment})
        started.append(process)
        return process

    yield starting
    for process in started:
        await process.kill()
