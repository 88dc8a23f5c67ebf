"""`onrecord compact`: what is there afterwards is what was there before, in less room, whoever reads and whatever ends it."""

import contextlib
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.archive.archive import Archive
from retrieval.archive.backup import back_up
from retrieval.archive.compaction import compress_anew, give_back
from retrieval.archive.compression import TEXTS, number_of
from retrieval.archive.database import FILE
from retrieval.archive.examination import examine
from retrieval.errors import ArchiveError
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.keeping import bring_up_to_date
from tests.retrieval.archive.test_formats import made

SECRET = "Quillfax"
NAMES = ("Ada Lund", "Tove Ask", "Mira Tallow", "Jon Brisk")


def story(n: int) -> dict[str, str]:
    chance = random.Random(n)
    words = [
        chance.choice(["harbour", "ferry", "storm", "council", "bridge", "tram", "market", "winter", "crew", "engine"])
        for _ in range(30)
    ]
    said = f'"The {words[0]} of number {n} will be closed until the {words[1]} is over," {chance.choice(NAMES)} said.'
    more = " ".join(f"The {one} near the {other} was repaired in week {n}." for one, other in itertools.pairwise(words))
    return {
        "id": f"a{n}",
        "headline": f"Week {n} at the {words[2]} {SECRET if n % 9 == 0 else ''}",
        "text": f"{said} {more} {f'The {SECRET} was seen near the {SECRET}.' if n % 9 == 0 else ''}",
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with more texts than a dictionary is trained from, some of them deleted."""
    folder = tmp_path_factory.mktemp("filled")
    lines = "".join(json.dumps(story(n)) + "\n" for n in range(TEXTS + 60))
    (folder / "stories.jsonl").write_text(lines)
    assert main(["--archive", str(folder / "archive"), "add", str(folder / "stories.jsonl")]) == 0
    (folder / "one.jsonl").write_text(json.dumps(story(TEXTS + 61)) + "\n")
    assert main(["--archive", str(folder / "archive"), "add", str(folder / "one.jsonl")]) == 0
    assert [SECRET.encode() in words for words in dictionaries(folder / "archive")] == [True]
    archive = Archive.open(folder / "archive")
    archive.delete([f"a{n}" for n in range(0, TEXTS + 60, 9)])
    index = EmbeddedIndex(folder / "archive" / "index")
    bring_up_to_date(archive, index)
    index.close()
    archive.close()
    return folder / "archive"


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "archive"
    back_up_folder(filled, copy)
    return copy


def back_up_folder(source: Path, target: Path) -> None:
    target.mkdir()
    back_up(source / FILE, target / FILE)
    (target / "index").mkdir()
    for file in (source / "index").iterdir():
        (target / "index" / file.name).write_bytes(file.read_bytes())


def everything(folder: Path) -> tuple[object, ...]:
    archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
    try:
        ids = sorted({article_id for _, article_id in archive.changes(0, 10_000)})
        hits = {(hit.passage, hit.score) for hit in index.candidates(["ferri", "tram"], 5000)}
        statistics = index.statistics(["ferri", "tram", SECRET.lower()])
        return (
            archive.articles(ids),
            archive.quotations(ids),
            archive.people(),
            {p for p, _ in hits},
            statistics,
            index.position,
        )
    finally:
        index.close()
        archive.close()


def dictionaries(folder: Path) -> list[bytes]:
    with sqlite3.connect(folder / FILE) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM dictionary")]


def on_the_disk(folder: Path, word: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_everything_is_there_afterwards_in_less_room(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(folder)
    assert main(["--archive", str(folder), "compact", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert everything(folder) == before
    assert told["archive"] < told["archive_before"]
    assert told["index"] < told["index_before"]
    with sqlite3.connect(folder / FILE) as connection:
        assert len({number_of(body) for (body,) in connection.execute("SELECT body FROM article")}) == 1
    index = EmbeddedIndex(folder / "index")
    assert index.health().details["removed"] == 0
    index.close()
    assert main(["--archive", str(folder), "compact"]) == 0
    assert capsys.readouterr().out.count("before.") == 2


def held_by_files(folder: Path, term: str) -> int:
    """Return how many passages hold a term in the files of an index, removed or not."""
    index = EmbeddedIndex(folder / "index")
    found = int(index._read().searcher.doc_freq("lines", term))
    assert index.candidates([term]) == []
    index.close()
    return found


def test_what_was_deleted_is_on_the_disk_no_more(folder: Path) -> None:
    assert main(["--archive", str(folder), "compact"]) == 0
    assert held_by_files(folder, SECRET.lower()) == 0
    assert len(dictionaries(folder)) <= 1
    assert not on_the_disk(folder, SECRET)
    with sqlite3.connect(folder / FILE) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)


@pytest.mark.parametrize("number", ["0001", "0007"])
def test_an_archive_of_an_earlier_format_is_compacted_as_well(tmp_path: Path, number: str) -> None:
    made(tmp_path / "a", number)
    before = everything(tmp_path / "a")[:3]
    assert main(["--archive", str(tmp_path / "a"), "compact"]) == 0
    assert everything(tmp_path / "a")[:3] == before
    assert examine(tmp_path / "a" / FILE).faults == ()
    with sqlite3.connect(tmp_path / "a" / FILE) as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (16384,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_who_reads_meanwhile_sees_everything_all_the_time(folder: Path) -> None:
    archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
    expected = archive.texts([f"a{n}" for n in range(100)])
    found = len(index.candidates(["ferri"], 5000))
    done, faults = threading.Event(), []

    def read() -> None:
        while not done.is_set():
            if (
                archive.texts([f"a{n}" for n in range(100)]) != expected
                or len(index.candidates(["ferri"], 5000)) != found
            ):
                faults.append(time.monotonic())

    thread = threading.Thread(target=read)
    thread.start()
    words = [sys.executable, "-m", "bot", "--archive", str(folder), "compact"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    done.set()
    thread.join()
    assert not faults
    assert archive.texts([f"a{n}" for n in range(100)]) == expected
    index.close()
    archive.close()


@pytest.mark.slow
def test_killed_at_any_moment_it_leaves_everything_there_and_is_taken_up_again(folder: Path) -> None:
    before = everything(folder)
    chance = random.Random(7)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "--archive", str(folder), "compact"], stdout=subprocess.DEVNULL
        )
        time.sleep(0.5 + chance.random() * 1.5)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert everything(folder) == before
        assert examine(folder / FILE).faults == ()
    assert main(["--archive", str(folder), "compact"]) == 0
    assert everything(folder) == before


def test_without_room_for_a_copy_nothing_is_begun(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("retrieval.archive.compaction.shutil.disk_usage", lambda _: Usage())
    archive = Archive.open(folder)
    with pytest.raises(ArchiveError, match="free disk"):
        give_back(archive.database)
    archive.close()
    assert main(["--archive", str(folder), "compact"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


class Usage:
    free = 0


def test_the_earlier_version_of_a_text_is_read_when_what_it_was_compressed_with_has_gone(folder: Path) -> None:
    latest = story(TEXTS + 61)
    (folder / "changed.jsonl").write_text(json.dumps(latest | {"text": f"{latest['text']} It is open again."}) + "\n")
    assert main(["--archive", str(folder), "add", str(folder / "changed.jsonl")]) == 0
    archive = Archive.open(folder)
    (before,) = archive.revisions(latest["id"])
    assert None not in numbers(folder, "revision")
    compress_anew(archive)
    assert numbers(folder, "revision") == numbers(folder, "article") == {None}  # too few are left for a dictionary
    assert archive.revisions(latest["id"]) == [before]
    archive.close()


def numbers(folder: Path, table: str) -> set[int | None]:
    with contextlib.closing(sqlite3.connect(folder / FILE)) as connection:
        return {number_of(body) for (body,) in connection.execute(f"SELECT body FROM {table}")}
