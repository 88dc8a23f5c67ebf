"""A chat with the bot over a small newspaper, in process."""

from typing import Any

import pytest

from bot.chat.stores import ContextsInMemory
from bot.telegram.application import Bot, build_application
from bot.telegram.handlers.rate_limits import Limits

from .chatting import Chat
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
