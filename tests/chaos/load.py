"""Many chats at once: how long answers take, what an update costs, and whether memory grows.

python tests/chaos/load.py --a-second 50 --seconds 600 --chats 1000 --archive FOLDER
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.chaos.harness import QUESTIONS, Asked, Bot, now, percentile, report
from tests.end_to_end.bot_api import BotApi

#: of so many updates one is an inline query
INLINE = 10
_ANSWERS = ("sendMessage", "sendPhoto", "answerInlineQuery")


class TimedApi(BotApi):
    """A server that notes how long each chat waits for its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, list[float]] = {}
        self.seconds: list[float] = []

    async def give(self, **payload: Any) -> int:
        number = await super().give(**payload)
        asker = payload.get("inline_query") or payload["message"]["chat"]
        self.asked.setdefault(str(asker["id"]), []).append(now())
        return number

    async def _answer(self, method: str, parameters: dict[str, str]) -> Any:
        result = await super()._answer(method, parameters)
        if method in _ANSWERS:
            waiting = self.asked.get(parameters.get("chat_id") or parameters["inline_query_id"])
            if waiting:
                self.seconds.append(now() - waiting.pop(0))
        return result

    @property
    def unanswered(self) -> int:
        return sum(map(len, self.asked.values()))


def used(pid: int) -> tuple[float, float]:
    """Return the seconds of CPU that a process has used, and the megabytes that it holds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds, int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def trial(
    a_second: float, seconds: float, chats: int, folder: Path, environment: Mapping[str, str]
) -> dict[str, float]:
    """Return figures of so many questions a second of so many chats."""
    api = TimedApi()
    await api.start()
    asked, bot = Asked(api, 1), Bot(api, folder, **environment)
    await bot.start()
    for text in QUESTIONS:  # what is loaded for the first question is not what is measured
        await asked.ask(text=text)
    await asked.until_answered(60)
    api.seconds.clear()
    cpu, early = used(bot.pid)
    begin, given, middle = now(), 0, 0.0
    while (passed := now() - begin) < seconds:
        if not middle and passed > min(60.0, seconds / 2):
            middle = used(bot.pid)[1]
        await _ask(asked, given, chats)
        given += 1
        await asyncio.sleep(max(begin + given / a_second - now(), 0))
    end = now() + 60
    while api.unanswered and now() < end:  # noqa: ASYNC110  the server counts, it tells nobody
        await asyncio.sleep(0.1)
    after, late = used(bot.pid)
    await bot.stop()
    await api.stop()
    return {
        "updates": given,
        "a second": round(given / seconds, 1),
        "unanswered": api.unanswered,
        "p50 s": round(percentile(api.seconds, 0.5), 3),
        "p99 s": round(percentile(api.seconds, 0.99), 3),
        "ms of CPU an update": round((after - cpu) / given * 1000, 1),
        "MB at first, in the middle and at last": f"{early:.0f} {middle:.0f} {late:.0f}",
    }


async def _ask(asked: Asked, number: int, chats: int) -> None:
    if number % INLINE:
        await asked.ask(1000 + number % chats)
        return
    who = {"id": 5_000_000 + number, "is_bot": False, "first_name": "Reader"}
    await asked.api.give(
        inline_query={"id": str(5_000_000 + number), "from": who, "query": "ferry aground", "offset": ""}
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--a-second", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--chats", type=int, default=1000)
    parser.add_argument("--archive", help="the folder of an archive; without it the sample stories answer")
    args = parser.parse_args()
    environment = {"ONRECORD_ARCHIVE__URL": args.archive} if args.archive else {}
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(trial(args.a_second, args.seconds, args.chats, Path(folder), environment))
    report("load", **figures)
    return 1 if figures["unanswered"] else 0


if __name__ == "__main__":
    sys.exit(main())
