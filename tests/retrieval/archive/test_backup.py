"""A backup is the archive as of one moment, whole, and restoring one never leaves less than a whole archive."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.backup import REPLACED, UNFINISHED, back_up, file_of, restore
from retrieval.archive.database import FILE
from retrieval.archive.examination import examine
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import ArchiveError, ArchiveLocked
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline


def article(article_id: str, text: str = "The ferry of Ostrava Bay sank.") -> Article:
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline=f"Story {article_id}")


def filled(folder: Path, *ids: str) -> None:
    archive = Archive.open(folder)
    list(Pipeline(archive, MemoryIndex()).add([article(i, f"The ferry {i} sank near pier {i}.") for i in ids]))
    archive.close()


def ids_of(folder: Path) -> set[str]:
    archive = Archive.open(folder)
    try:
        return {one.article_id for one in archive.newest(1000)}
    finally:
        archive.close()


def test_a_backup_holds_everything_and_is_one_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    filled(tmp_path / "a", "one", "two")
    found = back_up(file_of(str(tmp_path / "a")), tmp_path / "copy.sqlite")
    assert (found.articles, found.faults) == (2, ())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "copy.sqlite"]
    assert (tmp_path / "copy.sqlite").stat().st_mode & 0o077 == 0
    restore(tmp_path / "copy.sqlite", tmp_path / "elsewhere" / "new" / FILE)
    assert ids_of(tmp_path / "elsewhere" / "new") == {"one", "two"}


def test_a_backup_taken_while_others_add_holds_whole_transactions(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    filled(folder, "first")
    stop = threading.Event()

    def add() -> None:
        archive = Archive.open(folder)
        pipeline, n = Pipeline(archive, MemoryIndex()), 0
        while not stop.is_set():
            pair = [article(f"{n}-{half}", f"A storm of number {n} and half {half} came.") for half in "ab"]
            list(pipeline.add(pair))
            n += 1
        archive.close()

    thread = threading.Thread(target=add)
    thread.start()
    try:
        for n in range(5):
            back_up(folder / FILE, tmp_path / f"{n}.sqlite")
    finally:
        stop.set()
        thread.join()
    for n in range(5):
        assert examine(tmp_path / f"{n}.sqlite").faults == ()
        with sqlite3.connect(tmp_path / f"{n}.sqlite") as connection:
            ids = {row[0] for row in connection.execute("SELECT id FROM article")}
        assert {i for i in ids if i.endswith("a")} == {i[:-1] + "a" for i in ids if i.endswith("b")}


def test_an_earlier_backup_stays_where_a_new_one_fails(tmp_path: Path) -> None:
    filled(tmp_path / "a", "one")
    back_up(tmp_path / "a" / FILE, tmp_path / "copy.sqlite")
    with sqlite3.connect(tmp_path / "a" / FILE) as connection:
        connection.execute("UPDATE article SET body = x'0102'")
    with pytest.raises(ArchiveError, match="text of one is damaged"):
        back_up(tmp_path / "a" / FILE, tmp_path / "copy.sqlite")
    assert examine(tmp_path / "copy.sqlite").faults == ()
    assert not list(tmp_path.glob(f"*{UNFINISHED}*"))


def test_what_takes_the_place_of_an_archive_keeps_it_beside_itself(tmp_path: Path) -> None:
    filled(tmp_path / "a", "one")
    back_up(tmp_path / "a" / FILE, tmp_path / "copy.sqlite")
    filled(tmp_path / "a", "two")
    restore(tmp_path / "copy.sqlite", tmp_path / "a" / FILE)
    assert ids_of(tmp_path / "a") == {"one"}
    (tmp_path / "a" / (FILE + REPLACED)).rename(tmp_path / "a" / FILE)
    assert ids_of(tmp_path / "a") == {"one", "two"}


def test_an_archive_in_use_is_not_replaced(tmp_path: Path) -> None:
    filled(tmp_path / "a", "one")
    back_up(tmp_path / "a" / FILE, tmp_path / "copy.sqlite")
    running = Archive.open(tmp_path / "a")
    assert running.count() == 1
    with pytest.raises(ArchiveLocked, match="in use"):
        restore(tmp_path / "copy.sqlite", tmp_path / "a" / FILE)
    assert running.count() == 1
    running.close()
    restore(tmp_path / "copy.sqlite", tmp_path / "a" / FILE)


def test_a_damaged_archive_can_be_replaced(tmp_path: Path) -> None:
    filled(tmp_path / "a", "one")
    back_up(tmp_path / "a" / FILE, tmp_path / "copy.sqlite")
    (tmp_path / "a" / FILE).write_bytes(os.urandom(50_000))
    restore(tmp_path / "copy.sqlite", tmp_path / "a" / FILE)
    assert ids_of(tmp_path / "a") == {"one"}


def damaged_page(file: Path) -> None:
    with file.open("r+b") as changed:
        changed.seek(16384 * 3)
        changed.write(os.urandom(16384 * 4))


def newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: file.write_bytes(b"no database"), "no archive"),
        (lambda file: file.write_bytes(b""), "no archive"),
        (lambda file: file.unlink(), "no such file"),
        (lambda file: file.write_bytes(file.read_bytes()[:40_000]), "damaged"),
        (damaged_page, "damaged"),
        (newer, "newer version"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_the_archive_stays(tmp_path: Path, change, said: str) -> None:
    filled(tmp_path / "a", "one")
    back_up(tmp_path / "a" / FILE, tmp_path / "copy.sqlite")
    change(tmp_path / "copy.sqlite")
    with pytest.raises(ArchiveError, match=said):
        restore(tmp_path / "copy.sqlite", tmp_path / "a" / FILE)
    assert ids_of(tmp_path / "a") == {"one"}


def test_an_archive_on_a_server_is_left_to_the_servers_own_tools() -> None:
    with pytest.raises(ArchiveError, match="pg_dump"):
        file_of("postgresql://reader:secret@db/news")
