"""What the trials of the running bot share: the bot as a process, a Bot API of its own, and a count of what was answered."""

import asyncio
import contextlib
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bot.views.texts import load_texts
from tests.end_to_end.bot_api import TOKEN, BotApi

#: questions on the sample stories, each answered with one message
QUESTIONS = (
    "When did the ferry run aground?",
    "Who said the tide was high?",
    "hello",
    "Summarize the ferry story",
    "/sources",
    "What did the mayor say?",
    "thanks",
    "/stories",
)
#: questions that a chat asks in turn, and how their answers begin: so it is seen whether they come in order
IN_TURN = (
    ("hello", "Hello"),
    ("thanks", "You"),
    ("/sources", "I have"),
    ("/new", "Done"),
    ("When did the ferry run aground?", "<b"),
)
#: what tells somebody that a question has to wait
NOTICES = frozenset(load_texts()(key) for key in ("waiting", "too_many_at_once"))
REPOSITORY = Path(__file__).parent.parent.parent


class Bot:
    """The bot as a process that can be killed and started again over the same archive."""

    def __init__(self, api: BotApi, folder: Path, **environment: str) -> None:
        self._api, self._folder, self._environment = api, folder, environment
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "TELEGRAM_"))}
        environment = {
            **inherited, "TELEGRAM_BOT_TOKEN": TOKEN, "PYTHONPATH": str(REPOSITORY),
            "XDG_DATA_HOME": str(self._folder / "data"),
            "ONRECORD_TELEGRAM__BASE_URL": f"http://127.0.0.1:{self._api.port}/bot",
            "ONRECORD_ARCHIVE__URL": str(self._folder / "archive"), **self._environment,
        }  # fmt: skip
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=self._folder, env=environment, stdout=asyncio.subprocess.DEVNULL
        )

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def kill(self) -> None:
        """Kill -9."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def stop(self, seconds: float = 120) -> int:
        """Stop it as an operator does; return the exit status."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            await self.kill()
        return self._process.returncode or 0


class Asked:
    """Questions, each of a chat of its own or of a chat that asks several, and how they were answered."""

    def __init__(self, api: BotApi, seed: int) -> None:
        self.api, self.random = api, random.Random(seed)
        self.count: Counter[int] = Counter()
        self.first = 10_000

    async def ask(self, chat: int | None = None, text: str | None = None) -> int:
        """Ask a question, in a chat of its own unless one is named; return the chat."""
        chat = self.first + len(self.count) if chat is None else chat
        self.count[chat] += 1
        await self.api.say(text or self.random.choice(QUESTIONS), chat=chat)
        return chat

    async def ask_next(self, chat: int) -> None:
        """Ask what comes next in a chat that asks several questions."""
        await self.ask(chat, IN_TURN[self.count[chat] % len(IN_TURN)][0])

    def told(self, chat: int | None = None) -> list[dict[str, str]]:
        """Return what was sent but for the lines that say that a question has to wait: they are no answers."""
        return [parameters for parameters in self.api.sent(chat) if parameters["text"] not in NOTICES]

    def out_of_order(self) -> list[int]:
        """Return the chats whose answers are not those of their questions in turn."""
        wrong = []
        for chat in self.count:
            begins = [IN_TURN[number % len(IN_TURN)][1] for number in range(self.count[chat])]
            told = [parameters["text"] for parameters in self.told(chat)]
            if any(not text.startswith(begin) for text, begin in zip(told, begins, strict=False)):
                wrong.append(chat)
        return wrong

    def answers(self) -> Counter[int]:
        return Counter(int(parameters["chat_id"]) for parameters in self.told())

    def unanswered(self) -> list[int]:
        answers = self.answers()
        return [chat for chat, asked in self.count.items() if answers[chat] < asked]

    def repeated(self) -> list[int]:
        answers = self.answers()
        return [chat for chat, asked in self.count.items() if answers[chat] > asked]

    async def until_answered(self, seconds: float) -> None:
        """Wait until every question is answered, or the time is over."""
        with contextlib.suppress(TimeoutError):
            await self.api.until(lambda: not self.unanswered(), seconds)


def report(name: str, **figures: Any) -> None:
    """Print the figures of a trial in a line."""
    print(f"{name}: " + ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in figures.items()), flush=True)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def now() -> float:
    return time.monotonic()
