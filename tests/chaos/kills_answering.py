"""Kill -9 while answering, over and over: how many accepted questions are never answered, and how many twice?

python tests/chaos/kills_answering.py --rounds 100
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.chaos.harness import Asked, Bot, now, report
from tests.end_to_end.bot_api import BotApi


async def trial(rounds: int, seed: int, folder: Path, a_second: float = 40.0) -> tuple[int, int, int]:
    """Return how many questions were asked, never answered, and answered more than once."""
    api = BotApi()
    await api.start()
    asked, bot = Asked(api, seed), Bot(api, folder)
    for _ in range(rounds):
        await bot.start()
        await _wait_for_polls(api)
        # half of the lives end while the first question is still being answered, half after some have been
        before, enough = len(api.sent()), asked.random.choice((0, 0, 1, 5))
        pause, last = asked.random.uniform(0.0, 0.5), now() + 120
        end = last if enough else now() + pause
        while now() < end:
            if end == last and len(api.sent()) >= before + enough:
                end = now() + pause
            await asked.ask()
            await asyncio.sleep(asked.random.expovariate(a_second))
        await bot.kill()
    await bot.start()
    await asked.until_answered(300)
    await asyncio.sleep(0.5)
    await bot.stop()
    await api.stop()
    return sum(asked.count.values()), len(asked.unanswered()), len(asked.repeated())


async def _wait_for_polls(api: BotApi) -> None:
    before = api.polls
    while api.polls == before:  # noqa: ASYNC110  the server counts, it tells nobody
        await asyncio.sleep(0.01)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        questions, unanswered, repeated = asyncio.run(trial(args.rounds, args.seed, Path(folder)))
    report(
        "kill -9 while answering",
        rounds=args.rounds,
        questions=questions,
        unanswered=unanswered,
        answered_twice=repeated,
    )
    return 1 if unanswered or repeated else 0


if __name__ == "__main__":
    sys.exit(main())
