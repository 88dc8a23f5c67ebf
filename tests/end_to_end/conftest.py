"""A Bot API server of our own on loopback, which refuses what Telegram refuses, and the bot as a process of its own."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.bot_api import TOKEN, BotApi


class Process:
    """The bot as a process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def signal(self, number: int = signal.SIGTERM) -> None:
        self._process.send_signal(number)

    async def end(self, seconds: float = 300) -> tuple[int, str]:
        """Wait for its end; return the exit status and what it wrote to stderr."""
        _, errors = await asyncio.wait_for(self._process.communicate(), seconds)
        return self._process.returncode or 0, errors.decode()

    async def kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.communicate()


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's cache folder of these tests: the sample stories are prepared once."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


Starter = Callable[..., Any]


@pytest.fixture
async def start(api: BotApi, caches: Path, tmp_path: Path) -> AsyncIterator[Starter]:
    """Start the bot against the server, with further environment variables."""
    started: list[Process] = []

    async def starting(token: str = TOKEN, **environment: str) -> Process:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "TELEGRAM_"))}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={
                **inherited, "TELEGRAM_BOT_TOKEN": token, "XDG_CACHE_HOME": str(caches),
                "ONRECORD_TELEGRAM__BASE_URL": f"http://127.0.0.1:{api.port}/bot",
                "ONRECORD_ARCHIVE__URL": str(tmp_path / "archive"), **environment,
            },
        )  # fmt: skip
        started.append(Process(process))
        return started[-1]

    yield starting
    for process in started:
        await process.kill()
