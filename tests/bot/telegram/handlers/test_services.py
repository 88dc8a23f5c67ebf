"""Work that has its own processes keeps nothing waiting that has none."""

import asyncio
import threading
from types import SimpleNamespace

from bot.chat.conversation import Conversation
from bot.chat.preference_store import Preferences
from bot.configuration.settings import load_settings
from bot.telegram.handlers.services import Services
from bot.views.texts import checked_languages


async def test_what_is_looked_up_does_not_stand_behind_questions_that_wait_for_processes():
    settings = load_settings(environ={"ONRECORD_ANSWERS__PROCESSES": "2"})
    program = SimpleNamespace(settings=settings, answerer=None, archive=None)
    services = Services(program, Conversation(program), checked_languages(settings.source), Preferences())
    answered = threading.Event()
    waiting = [asyncio.create_task(services.off_loop(answered.wait, 60)) for _ in range(8)]
    await asyncio.sleep(0)
    assert await asyncio.wait_for(services.off_loop(lambda: "at hand"), 30) == "at hand"
    answered.set()
    assert await asyncio.gather(*waiting) == [True] * 8
    services.close()
