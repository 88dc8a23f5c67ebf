"""Questions while another process adds articles: how long answers take, and how soon a new article is found.

python tests/chaos/adding.py --articles 2000 --a-second 20
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.chaos.harness import QUESTIONS, REPOSITORY, Asked, Bot, now, percentile, report
from tests.chaos.load import TimedApi

LETTERS = "abdefgiklmnoprstu"
#: articles that are there before, sentences of each, and articles between two that are looked for
BEFORE, SENTENCES, BETWEEN = 200, 12, 100
#: seconds between two looks for a new article
LOOK = 0.1


def article(number: int) -> dict[str, str]:
    """Return an article like no other, about a place that no other names."""
    drawn = random.Random(number)
    words = iter(["".join(drawn.choices(LETTERS, k=7)) for _ in range(6 * SENTENCES)])
    place = f"{next(words)}{number}holm".title()
    told = [f"The {a} of {place} saw a {b} and {c} {d} there." for a, b, c, d in zip(*[words] * 4, strict=False)]
    text = f"A bridge was opened in {place} on Monday, and {number + 2} people came. {' '.join(told)}"
    return {"id": f"n{number}", "headline": f"Bridge opened in {place}", "text": text, "place": place}


async def added(folder: Path, numbers: range, environment: dict[str, str]) -> asyncio.subprocess.Process:
    """Start a process that adds articles."""
    file = folder / f"articles-{numbers.start}.jsonl"
    file.write_text("".join(json.dumps(article(number)) + "\n" for number in numbers))
    words = [sys.executable, "-m", "bot", "--archive", str(folder / "archive"), "add", str(file), "--json"]
    return await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE, env=environment)


async def trial(articles: int, a_second: float, folder: Path, processes: int = 0) -> dict[str, Any]:
    """Return how long answers took while so many articles were added, and how long new ones were not found."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
        "ONRECORD_READING__MODEL": "off",
    }
    await (await added(folder, range(BEFORE), environment)).communicate()
    api = TimedApi()
    await api.start()
    settings = {"ONRECORD_READING__MODEL": "off", "ONRECORD_ANSWERS__PROCESSES": str(processes)}
    asked, bot = Asked(api, 1), Bot(api, folder, **settings)
    await bot.start()
    for text in QUESTIONS * (4 * processes + 1):  # what is loaded for the first questions is not what is measured
        await asked.ask(text=text)
    await asked.until_answered(300)
    api.seconds["questions"].clear()
    adding = await added(folder, range(BEFORE, BEFORE + articles), environment)
    found: list[float] = []
    following = asyncio.create_task(_follow(adding, api, found))
    begin, given = now(), 0
    while not following.done():
        await asked.ask(1000 + given % 500, asked.random.choice(QUESTIONS))
        given += 1
        await asyncio.sleep(max(begin + given / a_second - now(), 0))
    took = now() - begin
    await following
    with contextlib.suppress(TimeoutError):
        await api.until(lambda: not api.unanswered, 300)
    await bot.stop()
    await api.stop()
    return {
        "articles": articles,
        "seconds": round(took, 1),
        "questions": given,
        "unanswered": api.unanswered,
        "told to wait": api.notices,
        "p50 s": round(percentile(api.seconds["questions"], 0.5), 3),
        "p99 s": round(percentile(api.seconds["questions"], 0.99), 3),
        "looked for": len(found),
        "found after s, p50 and longest": (round(percentile(found, 0.5), 2), round(max(found), 2)),
    }


async def _follow(adding: asyncio.subprocess.Process, api: TimedApi, found: list[float]) -> None:
    """Look for some of the articles as soon as they are confirmed."""
    assert adding.stdout is not None
    looking: list[asyncio.Task[None]] = []
    async for line in adding.stdout:
        number = int(json.loads(line)["article_id"][1:])
        if number % BETWEEN == 0:
            looking.append(asyncio.create_task(_look(api, number, found)))
    await adding.wait()
    await asyncio.gather(*looking)


async def _look(api: TimedApi, number: int, found: list[float]) -> None:
    confirmed, chat, place = now(), 700_000 + number, article(number)["place"]
    for tried in range(1, 200):
        await api.say(f"How many people came to {place}?", chat=chat + tried * 10_000)
        key = str(chat + tried * 10_000)
        while f"questions {key}" in api.waiting:  # noqa: ASYNC110  the server counts, it tells nobody
            await asyncio.sleep(0.02)
        if any(p["chat_id"] == key and place in p["text"] and "<blockquote" in p["text"] for p in api.sent()):
            found.append(now() - confirmed)
            return
        await asyncio.sleep(LOOK)
    found.append(float("inf"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--a-second", type=float, default=20)
    parser.add_argument("--processes", type=int, default=0, help="processes that answer beside the bot's own")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(trial(args.articles, args.a_second, Path(folder), args.processes))
    report("adding while answering", **figures)
    return 1 if figures["unanswered"] else 0


if __name__ == "__main__":
    sys.exit(main())
