"""Several workers over one PostgreSQL archive, one of them killed in the middle: is every question answered once, in order?

With `--opensearch` the index is in a cluster of three nodes on loopback, of which one is killed too.

python tests/chaos/workers.py --questions 2000 --chats 200 --opensearch --database postgresql://…
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.chaos.faulty_api import ManyHooks
from tests.chaos.harness import REPOSITORY, Asked, Bot, now, report
from tests.servers.opensearch import Nodes, free_port

SECRET = "a-secret-of-the-webhook"
#: times that a busy cluster is asked to take the samples
ATTEMPTS = 3


async def trial(
    database: str,
    folder: Path,
    questions: int = 2000,
    chats: int = 200,
    seed: int = 1,
    a_second: float = 30.0,
    nodes: Nodes | None = None,
) -> dict[str, float]:
    """Return how many questions were asked, never answered, answered more than once, and answered out of order.

    With `nodes`, the stories are those of the samples, in an archive and an index that the workers share.
    """
    settings = {"ONRECORD_ARCHIVE__URL": database} | (_cluster(nodes) if nodes else {})
    if nodes:
        await _add_samples(settings)
    ports = [free_port() for _ in range(3)]
    api = ManyHooks(seed, [f"http://127.0.0.1:{port}/hook" for port in ports], SECRET)
    await api.start()
    asked = Asked(api, seed)
    bots = []
    for number, port in enumerate(ports):
        place = folder / f"worker{number}"
        place.mkdir()
        bots.append(
            Bot(
                api,
                place,
                **settings,
                ONRECORD_TELEGRAM__WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
                ONRECORD_TELEGRAM__WEBHOOK_PORT=str(port),
                ONRECORD_TELEGRAM__WEBHOOK_SECRET=SECRET,
            )
        )
    for bot in bots:
        await bot.start()
        await asyncio.sleep(0.2)
    begin = now()
    for number in range(questions):
        if number == questions // 2:
            await bots[0].kill()
            api.hooks = api.hooks[1:]
        if nodes and number == questions * 5 // 8:
            nodes.kill(1)
        await asked.ask_next(100 + asked.random.randrange(chats))
        await api.given_out_of(100)
        await asyncio.sleep(asked.random.expovariate(a_second))
    await api.given_out()
    await asked.until_answered(300)
    await asyncio.sleep(1)
    took = now() - begin
    for bot in bots:
        await bot.stop()
    await api.stop()
    figures = {
        "questions": questions,
        "unanswered": len(asked.unanswered()),
        "answered twice": len(asked.repeated()),
        "out of order": len(asked.out_of_order()),
        "seconds": round(took, 1),
    }
    if nodes:
        # the last of a chat's five questions is on a story: only the index knows the answer
        told = [parameters["text"] for parameters in api.sent() if parameters["text"].startswith("<b")]
        figures["from the index"] = sum("ran aground" in text for text in told)
    return figures


def _cluster(nodes: Nodes) -> dict[str, str]:
    return {
        "ONRECORD_INDEX__URL": ",".join(nodes.addresses),
        "ONRECORD_INDEX__NAME": "trial",
        "ONRECORD_INDEX__SHARDS": "3",
        "ONRECORD_INDEX__REPLICAS": "1",
        "ONRECORD_INDEX__SECONDS": "60",  # the nodes share the machine with whatever else is tried on it
    }


async def _add_samples(settings: dict[str, str]) -> None:
    """Add the samples; once more where a busy cluster did not answer in time, of which nothing counts as written."""
    words = [sys.executable, "-m", "bot", "add", str(REPOSITORY / "bot/samples")]
    environment = {**os.environ, **settings, "PYTHONPATH": str(REPOSITORY)}
    for _ in range(ATTEMPTS):
        adding = await asyncio.create_subprocess_exec(*words, env=environment, stdout=asyncio.subprocess.DEVNULL)
        if await adding.wait() == 0:
            return
    raise AssertionError("the samples could not be added")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True, help="an empty PostgreSQL database")
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--opensearch", action="store_true", help="with three nodes of OpenSearch, one of them killed")
    args = parser.parse_args()
    nodes = Nodes(3, heap=256) if args.opensearch else None
    try:
        if nodes:
            nodes.wait("green")
        with tempfile.TemporaryDirectory() as folder:
            figures = asyncio.run(
                trial(args.database, Path(folder), args.questions, args.chats, args.seed, nodes=nodes)
            )
    finally:
        if nodes:
            nodes.stop()
    report("three workers, one killed", **figures)
    return 1 if figures["unanswered"] or figures["answered twice"] or figures["out of order"] else 0


if __name__ == "__main__":
    sys.exit(main())
