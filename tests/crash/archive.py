"""Kill a process while it adds, updates, deletes, backs up, compacts, re-indexes or migrates, and look for what was lost.

    python tests/crash/archive.py --rounds 300 --seed 1

A worker says what has become durable; it is killed (SIGKILL) after a random while, and another process looks: every confirmed
article is there in its confirmed version or in the next, whole; no backup is torn; the index holds what the archive holds. The
last line counts rounds, confirmed changes, and articles lost, torn or wrong in the index; the exit status is 1 where there are any.
"""

import argparse
import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval.archive.archive import Archive
from retrieval.archive.backup import back_up
from retrieval.archive.compaction import compress_anew, give_back
from retrieval.archive.database import FILE
from retrieval.archive.examination import examine
from retrieval.archive.migrating import upgrade
from retrieval.domain import Article, Block, BlockKind
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.keeping import bring_up_to_date, rebuild
from retrieval.ingest.outcomes import Status
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.preparation import prepare

#: ids that are written to over and over
IDS = [f"story{n}" for n in range(40)]
#: lines that a worker says at most before it is killed, and the seconds that it is left after that
SAID, LONGER = 15, 0.3
#: the share of workers that are let come to work
WORKING = 0.8
_FORK = multiprocessing.get_context("fork")


@dataclass
class Known:
    """What has been confirmed of each article: its version, 0 for none; and what was under way when the worker died."""

    confirmed: dict[str, int] = field(default_factory=dict)
    under_way: dict[str, list[int]] = field(default_factory=dict)
    changes: int = 0

    def allowed(self, article_id: str) -> set[int]:
        """Return the versions in which an article may be found."""
        return {self.confirmed.get(article_id, 0), *self.under_way.get(article_id, ())}


def words_of(article_id: str, version: int) -> str:
    """Return a word that only this version of an article holds; letters alone, so that no analysis cuts it."""
    letters = str.maketrans("0123456789", "bcdfghjklm")
    return f"zq{article_id}x{version}".translate(letters)


def article(article_id: str, version: int) -> Article:
    """Return an article that says of itself which version it is, from beginning to end."""
    mark = words_of(article_id, version)
    sentences = " ".join(f'"Report {n} of {mark}," said Ada Brisk of {mark}.' for n in range(4 + version % 5))
    return Article(article_id, sentences, (Block(BlockKind.PARAGRAPH, 0, len(sentences)),), headline=f"About {mark}")


def work(folder: Path, said: int, seed: int, known: dict[str, int]) -> None:
    """Change the archive until killed; before each step say what is tried, after it what has become durable."""
    chance = random.Random(seed)
    versions = dict(known)

    def say(*words: object) -> None:
        os.write(said, (json.dumps(words) + "\n").encode())

    archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
    bring_up_to_date(archive, index)
    say("open")
    while True:
        step = chance.choices(("write", "delete", "backup", "compact", "reindex"), (10, 3, 1, 1, 1))[0]
        some = chance.sample(IDS, chance.randint(1, 8))
        if step == "write":
            new = {one: max(versions.get(one, 0), 0) + chance.randint(1, 3) for one in some}
            say("try", new)
            for outcome in Pipeline(archive, index).add([article(one, version) for one, version in new.items()]):
                if outcome.status in (Status.ADDED, Status.UPDATED, Status.UNCHANGED):
                    versions[outcome.article_id or ""] = new[outcome.article_id or ""]
                    say("done", {outcome.article_id: new[outcome.article_id or ""]})
        elif step == "delete":
            some = [one for one in some if versions.get(one, 0) > 0]
            say("try", dict.fromkeys(some, 0))
            archive.delete(some)
            say("done", dict.fromkeys(some, 0))
            versions.update(dict.fromkeys(some, 0))
            bring_up_to_date(archive, index)
        elif step == "backup":
            back_up(folder / FILE, folder.parent / f"backup-{chance.randint(0, 2)}.sqlite")
        elif step == "compact":
            compress_anew(archive)
            give_back(archive.database)
        else:
            rebuild(archive, index)


def killed(folder: Path, known: Known, chance: random.Random) -> None:
    """Let a worker live for a while, kill it, and take note of what it said."""
    reading, writing = os.pipe()
    worker = _FORK.Process(target=work, args=(folder, writing, chance.randrange(1 << 30), dict(known.confirmed)))
    worker.start()
    os.close(writing)
    with os.fdopen(reading) as told:
        # mostly after it has done something, however slow the machine; at times while it opens and migrates
        heard = [told.readline() for _ in range(chance.randint(1, SAID))] if chance.random() < WORKING else []
        time.sleep(LONGER * chance.random() ** 2)
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join()
        lines = ("".join(heard) + told.read()).split("\n")[:-1]
    for kind, *rest in map(json.loads, lines):
        for article_id, version in (rest[0] if rest else {}).items():
            if kind == "try":
                known.under_way.setdefault(article_id, []).append(version)
            else:
                known.confirmed[article_id] = version
                known.under_way[article_id] = []
                known.changes += 1


def faults(folder: Path, known: Known) -> Iterator[str]:
    """Yield what is wrong after a kill, and take note of how what was under way has ended."""
    archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
    bring_up_to_date(archive, index)
    there = archive.articles(IDS)
    for article_id in IDS:
        versions = known.allowed(article_id)
        found = there.get(article_id)
        version = 0 if found is None else _version(found, versions)
        if version not in versions:
            yield f"lost: {article_id} is in version {version}, allowed are {sorted(versions)}"
            continue
        if found is not None and found.text != article(article_id, version).text:
            yield f"torn: {article_id} in version {version}"
        known.confirmed[article_id] = version
        for other in versions | {version}:
            held = index.statistics([words_of(article_id, other)]).document_frequency[words_of(article_id, other)]
            if bool(held) is not (other == version and version > 0):
                yield f"index: {article_id} in version {other}: {held} passages, the archive has version {version}"
    if index.position != archive.position():
        yield "index: behind the archive"
    index.verify()
    index.close()
    archive.close()
    for file in (folder / FILE, *folder.parent.glob("backup-?.sqlite")):
        yield from (f"torn: {file.name}: {fault}" for fault in examine(file).faults)
    known.under_way.clear()


def _version(found: Article, versions: set[int]) -> int:
    return next((one for one in versions if one and found.headline == f"About {words_of(found.id, one)}"), -1)


def looked(folder: Path, known: Known) -> list[str]:
    """Look from a process of its own, so that no thread of the index is alive when the next worker is forked."""
    results: multiprocessing.Queue[tuple[list[str], dict[str, int]]] = _FORK.Queue()

    def look() -> None:
        try:
            results.put((list(faults(folder, known)), known.confirmed))
        except Exception as error:  # noqa: BLE001  an archive that cannot be opened is the worst fault of all
            results.put(([f"lost: {type(error).__name__}: {error}"], known.confirmed))

    process = _FORK.Process(target=look)
    process.start()
    found, known.confirmed = results.get(timeout=120)
    process.join()
    known.under_way.clear()
    return found


def older(folder: Path) -> None:
    """Put the archive's tables back to those of the first version, as far as they hold the same, so that it is migrated."""
    from sqlalchemy import create_engine

    old = folder / "old.sqlite"
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        upgrade(connection, "0001")
    engine.dispose()
    with sqlite3.connect(folder / FILE) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        source.execute("PRAGMA journal_mode=DELETE")
    source.close()
    with sqlite3.connect(old) as target:
        target.execute("ATTACH DATABASE ? AS source", (str(folder / FILE),))
        tables = [row[0] for row in target.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in set(tables) - {"alembic_version"}:
            columns = [row[1] for row in target.execute(f"PRAGMA main.table_info({table})")]
            given = {row[1] for row in target.execute(f"PRAGMA source.table_info({table})")}
            both = ", ".join(f'"{name}"' for name in columns if name in given)
            if both and table != "sqlite_sequence":
                target.execute(f"INSERT INTO main.{table} ({both}) SELECT {both} FROM source.{table}")
        last = target.execute("SELECT seq FROM source.sqlite_sequence WHERE name = 'change'").fetchone()
        if last:
            target.execute("UPDATE main.sqlite_sequence SET seq = ? WHERE name = 'change'", last)
    target.close()
    old.replace(folder / FILE)


def run(rounds: int, seed: int, report: Callable[[str], object] = lambda line: None) -> tuple[Known, list[str]]:
    """Return what was confirmed over all rounds, and every fault found."""
    chance, known, found = random.Random(seed), Known(), []
    prepare(article("imported", 1))  # what reading needs is imported once, for every worker
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        Archive.open(folder).close()
        for number in range(rounds):
            if number % 10 == 9:
                older(folder)
            killed(folder, known, chance)
            new = looked(folder, known)
            found += new
            for line in new:
                report(f"round {number}: {line}")
            if new:
                shutil.copytree(folder, Path(tempfile.gettempdir()) / f"crash-{seed}-{number}", dirs_exist_ok=True)
            if number % 20 == 19:
                report(f"{number + 1} rounds, {known.changes} changes confirmed, {len(found)} faults")
    return known, found


def main() -> int:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    known, found = run(args.rounds, args.seed, lambda line: print(line, flush=True))
    counts = {kind: sum(line.startswith(kind) for line in found) for kind in ("lost", "torn", "index")}
    print(
        f"{args.rounds} rounds, {known.changes} changes confirmed: "
        + ", ".join(f"{n} {kind}" for kind, n in counts.items())
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
