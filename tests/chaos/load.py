"""Many chats at once: how long answers take, what an update costs, and whether memory grows.

python tests/chaos/load.py --a-second 50 --seconds 600 --chats 1000 --archive FOLDER [--questions FILE] [--without-reader]

Of ten updates one is an inline query and one presses a button below the chat's last answer; the others ask. With an archive,
the questions are those of FILE (a line each, or JSON Lines with "question"), else they are made from its headlines.
"""

import argparse
import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from retrieval.archive.archive import Archive
from tests.chaos.harness import NOTICES, QUESTIONS, Asked, Bot, now, percentile, report
from tests.end_to_end.bot_api import BOT, BotApi
from tests.end_to_end.bot_api_rules import Refusal

#: of so many updates one is an inline query, and one presses a button
INLINE = BUTTON = 10
#: what is asked about a headline
FORMS = ("{}?", "who said {}?", "when: {}", "how many {}?", "/summary {}", "/timeline {}", "/stories {}", "/compare {}")
#: what a question is answered with, and a button
_ANSWERS = ("sendMessage", "sendPhoto", "answerInlineQuery")
_SCREENS = (*_ANSWERS, "editMessageText")
#: buttons after which no message comes or changes: a vote, a topic dropped
_QUIET = ("1g:", "1b:", "1d")


class TimedApi(BotApi):
    """A server that notes how long each chat waits for its answer, and keeps no more of the past than that takes."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, deque[float]] = {}
        self.seconds: dict[str, list[float]] = {"questions": [], "inline": [], "buttons": []}
        self.buttons: dict[int, list[str]] = {}
        #: lines that told somebody to wait
        self.notices = 0

    async def give(self, **payload: Any) -> int:
        query, pressed = payload.get("inline_query"), payload.get("callback_query")
        if query:
            self._await(f"inline {query['id']}")
        elif pressed:
            self._await(_press_of(pressed["data"], pressed["id"], pressed["message"]["chat"]["id"]))
        else:
            self._await(f"questions {payload['message']['chat']['id']}")
        return await super().give(**payload)

    def _await(self, key: str) -> None:
        self.waiting.setdefault(key, deque()).append(now())

    async def _answer(self, method: str, parameters: dict[str, str]) -> Any:
        try:
            return await super()._answer(method, parameters)
        except Refusal as refusal:
            if refusal.code != 400:
                raise
            return True
        finally:
            self._note(method, parameters)

    def _note(self, method: str, parameters: dict[str, str]) -> None:
        chat = parameters.get("chat_id", "")
        if method == "answerInlineQuery":
            self._arrived(f"inline {parameters['inline_query_id']}")
        elif method == "answerCallbackQuery":
            self._arrived(f"buttons {parameters['callback_query_id']}")
            if parameters.get("text"):  # all there is to say is said
                self._arrived(f"buttons of {parameters['callback_query_id'].partition('-')[0]}")
        elif parameters.get("text") in NOTICES:
            self.notices += 1
        elif method in _SCREENS and not self._arrived(f"buttons of {chat}") and method in _ANSWERS:
            self._arrived(f"questions {chat}")
        if method in _SCREENS and chat and "reply_markup" in parameters:
            rows = json.loads(parameters["reply_markup"])["inline_keyboard"]
            self.buttons[int(chat)] = [one["callback_data"] for row in rows for one in row if "callback_data" in one]
        if len(self.calls) > 2000:
            del self.calls[:1000]
            del self.given[:-1000]
        self.shown.clear()
        self.messages.clear()

    def _arrived(self, key: str) -> bool:
        if not self.waiting.get(key):
            return False
        self.seconds[key.partition(" ")[0]].append(now() - self.waiting[key].popleft())
        if not self.waiting[key]:
            del self.waiting[key]
        return True

    @property
    def unanswered(self) -> int:
        return sum(map(len, self.waiting.values()))


def _press_of(data: str, query: str, chat: int) -> str:
    return f"buttons {query}" if data.startswith(_QUIET) else f"buttons of {chat}"


def processor(pid: int) -> float:
    """Return the seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def used(pid: int) -> tuple[float, float, float]:
    """Return the seconds of CPU that a process and its children have used, the megabytes they hold, and those not of files."""
    seconds = held = own = 0.0
    for one in (pid, *_children(pid)):
        seconds += processor(one)
        status = Path(f"/proc/{one}/status").read_text()
        held += _megabytes(status, "VmRSS")
        own += _megabytes(status, "RssAnon")
    return seconds, held, own


def _children(pid: int) -> list[int]:
    return [int(one) for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]


def _megabytes(status: str, name: str) -> float:
    return int(status.partition(f"{name}:")[2].split()[0]) / 1000


async def trial(
    a_second: float,
    seconds: float,
    chats: int,
    folder: Path,
    environment: Mapping[str, str],
    questions: Sequence[str] = QUESTIONS,
) -> dict[str, Any]:
    """Return figures of so many updates a second of so many chats."""
    api = TimedApi()
    await api.start()
    asked, bot = Asked(api, 1), Bot(api, folder, **environment)
    await bot.start()
    # what is loaded for the first questions, in each process that answers, is not what is measured
    for text in QUESTIONS * (4 * int(environment.get("ONRECORD_ANSWERS__PROCESSES", 0)) + 1):
        await asked.ask(text=text)
    with contextlib.suppress(TimeoutError):
        await api.until(lambda: not api.unanswered, 300)
    for measured in api.seconds.values():
        measured.clear()
    cpu, early, _ = used(bot.pid)
    alone, client = processor(bot.pid), time.process_time()
    begin, given, minute = now(), 0, (0.0, 0.0, 0.0)
    while (passed := now() - begin) < seconds:
        if not minute[1] and passed > min(60.0, seconds / 2):
            minute = used(bot.pid)
        await _give(asked, given, chats, questions)
        given += 1
        await asyncio.sleep(max(begin + given / a_second - now(), 0))
    end = now() + 300
    while api.unanswered and now() < end:  # noqa: ASYNC110  the server counts, it tells nobody
        await asyncio.sleep(0.1)
    after, late, own = used(bot.pid)
    alone, client = processor(bot.pid) - alone, time.process_time() - client
    status = await bot.stop()
    await api.stop()
    everything = [one for measured in api.seconds.values() for one in measured]
    return {
        "updates": given,
        "a second": round(given / seconds, 1),
        "unanswered": api.unanswered,
        "told to wait": api.notices,
        "p50 s": round(percentile(everything, 0.5), 3),
        "p99 s": round(percentile(everything, 0.99), 3),
        "longest s": round(max(everything), 2),
        **{f"p99 s of {kind}": round(percentile(api.seconds[kind], 0.99), 3) for kind in api.seconds},
        "ms of CPU an update": round((after - cpu) / given * 1000, 1),
        "of which the bot's own process": round(alone / given * 1000, 1),
        "and besides of this client": round(client / given * 1000, 1),
        "MB at first, after a minute and at last": f"{early:.0f} {minute[1]:.0f} {late:.0f}",
        "MB of its own after a minute and at last": f"{minute[2]:.0f} {own:.0f}",
        "growth after the first minute %": round((own / minute[2] - 1) * 100, 1),
        "exit status": status,
    }


async def _give(asked: Asked, number: int, chats: int, questions: Sequence[str]) -> None:
    api: Any = asked.api
    if number % INLINE == 0:
        who = {"id": 5_000_000 + number, "is_bot": False, "first_name": "Reader"}
        query = {
            "id": str(5_000_000 + number),
            "from": who,
            "query": asked.random.choice(questions)[:256],
            "offset": "",
        }
        await api.give(inline_query=query)
        return
    chat = 1000 + number % chats
    if number % BUTTON == 5:
        # not that of the chat's own last question alone: whichever chat has been answered lately
        chat = asked.random.choice(list(api.buttons) or [chat])
        if api.buttons.get(chat):
            await _press(asked, number, chat)
            return
    await asked.ask(chat, asked.random.choice(questions))


async def _press(asked: Asked, number: int, chat: int) -> None:
    api: Any = asked.api
    who = {"id": chat, "is_bot": False, "first_name": "Reader"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": BOT, "text": "…"}
    pressed = {"id": f"{chat}-{number}", "from": who, "chat_instance": "1", "message": message}
    await api.give(callback_query={**pressed, "data": asked.random.choice(api.buttons[chat])})


def questions_on(folder: str, most: int = 2000) -> list[str]:
    """Return questions on what an archive holds, in every form."""
    with contextlib.closing(Archive.open(folder)) as archive:
        changed = [article for _, article in archive.changes(0, archive.count())]
        cited = archive.citations(changed[:: len(changed) // most + 1])
        headlines = [one.headline for one in cited.values() if one.headline]
    return [FORMS[number % len(FORMS)].format(headline[:200]) for number, headline in enumerate(headlines)]


def questions_of(file: Path) -> list[str]:
    """Return the questions of a file: a line each, or JSON Lines."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [json.loads(line)["question"] if line.startswith("{") else line for line in lines]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--a-second", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--chats", type=int, default=1000)
    parser.add_argument("--archive", help="the folder of an archive; without it the sample stories answer")
    parser.add_argument("--questions", type=Path, help="a file of questions")
    parser.add_argument("--without-reader", action="store_true", help="with the model that reads for meaning off")
    parser.add_argument("--processes", type=int, default=0, help="processes that answer beside the bot's own")
    args = parser.parse_args()
    environment = {"ONRECORD_ARCHIVE__URL": args.archive} if args.archive else {}
    if args.without_reader:
        environment["ONRECORD_READING__MODEL"] = "off"
    environment["ONRECORD_ANSWERS__PROCESSES"] = str(args.processes)
    questions: Sequence[str] = QUESTIONS
    if args.questions:
        questions = questions_of(args.questions)
    elif args.archive:
        questions = questions_on(args.archive)
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(trial(args.a_second, args.seconds, args.chats, Path(folder), environment, questions))
    report("load", **figures)
    return 1 if figures["unanswered"] else 0


if __name__ == "__main__":
    sys.exit(main())
