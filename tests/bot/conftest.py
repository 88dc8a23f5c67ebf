"""A chat with the bot over a small newspaper, in process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.chat.stores import ContextsInMemory
from bot.telegram.application import Bot, build_application
from bot.telegram.handlers.rate_limits import Limits

from .chatting import Chat
from .newsroom import Edition, Newsroom
from .programs import FakeProgram
from .recorder import TOKEN, Recorder


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
async def chat(program, recorder):
    application = build_application(
        program, TOKEN, recorder, limits=Limits(1000, burst=1000), contexts=ContextsInMemory()
    )
    async with application:
        yield Chat(application, recorder, program)
    application.bot_data["services"].close()


@pytest.fixture
def make_chat(recorder: Recorder) -> Any:
    """Make a chat with another application over the same recorder."""

    def make(application: Bot, program: Any) -> Chat:
        return Chat(application, recorder, program)

    make.recorder = recorder  # type: ignore[attr-defined]
    return make


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition.made(tmp_path_factory.mktemp("edition"))


@pytest.fixture
def newsroom(edition: Edition, tmp_path: Path) -> Iterator[Newsroom]:
    """A program over a real archive of three articles, each test's own."""
    opened = edition.opened(tmp_path)
    yield opened
    opened.archive.close()
