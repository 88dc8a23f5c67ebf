"""A bad day of Telegram's: each of 429, 500, resets, slow bodies, updates twice and out of order happens to a tenth of all calls.

python tests/chaos/chaos.py --seconds 300
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.chaos.faulty_api import FaultyApi
from tests.chaos.harness import Asked, Bot, now, report


async def trial(seconds: float, seed: int, folder: Path, chats: int = 40, a_second: float = 8.0) -> dict[str, int]:
    """Return how many questions were asked, never answered, answered more than once, and answered out of order."""
    api = FaultyApi(seed)
    await api.start()
    asked, bot = Asked(api, seed), Bot(api, folder)
    await bot.start()
    end = now() + seconds
    while now() < end:
        chat = 100 + asked.random.randrange(chats)
        await asked.ask_next(chat)
        await asyncio.sleep(asked.random.expovariate(a_second))
    await asked.until_answered(300)
    await asyncio.sleep(1)
    await bot.stop()
    await api.stop()
    return {
        "questions": sum(asked.count.values()),
        "faults": sum(api.faults.values()),
        "unanswered": len(asked.unanswered()),
        "answered twice": len(asked.repeated()),
        "out of order": len(asked.out_of_order()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(trial(args.seconds, args.seed, Path(folder)))
    report("chaos", seconds=args.seconds, **figures)
    return 1 if figures["unanswered"] or figures["answered twice"] or figures["out of order"] else 0


if __name__ == "__main__":
    sys.exit(main())
