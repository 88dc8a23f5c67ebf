"""What is damaged is named, and what is whole is still read."""

import logging
import sqlite3
import sys
from pathlib import Path

import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.compression import DICTIONARIES, Dictionaries
from retrieval.archive.database import FILE
from retrieval.archive.examination import damaged_texts
from retrieval.archive.packing import pack_body, unpack_body, unpack_text
from retrieval.archive.soundness import name_damaged
from retrieval.archive.stories import StoryReader
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import ArchiveError, TextDamaged
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.keeping import rebuild
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline

KEPT = DICTIONARIES.compress(pack_body("The port is calm.", ()), None)
BODIES = [b"", b"\x00", bytes(range(60)), b"x\x9c", KEPT[:-3], KEPT[:12] + b"!" + KEPT[13:], b"\x02abcd" + KEPT[1:]]


def article(article_id: str, text: str) -> Article:
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))


@pytest.fixture
def archive(tmp_path: Path):
    opened = Archive.open(tmp_path / "archive")
    texts = {"whole": 'The ferry sank. "It was fog," said Ada Brisk.', "broken": 'The boat left. "Go," said Ada Brisk.'}
    list(Pipeline(opened, MemoryIndex()).add([article(i, text) for i, text in texts.items()]))
    yield opened
    opened.close()


def spoil(archive: Archive, body: bytes, article_id: str = "broken") -> None:
    with sqlite3.connect(archive.database.folder / FILE) as connection:
        connection.execute("UPDATE article SET body = ? WHERE id = ?", (body, article_id))


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_does_not_unpack_is_an_error_of_ours(body: bytes) -> None:
    for unpack in (unpack_body, unpack_text):
        with pytest.raises(TextDamaged):
            unpack(body)


@pytest.mark.parametrize("body", BODIES)
def test_a_damaged_text_is_named_and_the_others_are_read_indexed_and_quoted(
    archive: Archive, tmp_path: Path, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    name_damaged.cache_clear()
    spoil(archive, body)
    with caplog.at_level(logging.WARNING):
        assert list(archive.articles(["broken", "whole"])) == ["whole"]
        assert list(archive.texts(["broken", "whole"])) == ["whole"]
        assert list(archive.quotations(["broken", "whole"])) == ["whole"]
    assert "article broken" in caplog.text
    index = EmbeddedIndex(tmp_path / "index")
    rebuild(archive, index)
    assert [hit.passage.article_id for hit in index.candidates(["ferri", "boat"])] == ["whole"]
    index.close()
    with archive.database.reading() as connection:
        assert list(damaged_texts(connection)) == ["broken"]


COLUMNS = ("headline", "url", "outlet", "agency", "authors", "published", "section", "dateline", "language")


@pytest.mark.parametrize("column", COLUMNS)
def test_an_article_with_a_value_of_another_type_is_named_and_the_others_are_read(
    archive: Archive, column: str, caplog: pytest.LogCaptureFixture
) -> None:
    name_damaged.cache_clear()
    with sqlite3.connect(archive.database.folder / FILE) as connection:
        connection.execute(f"UPDATE article SET {column} = ? WHERE id = 'broken'", (b"\xff\x00",))
    with caplog.at_level(logging.WARNING):
        assert list(archive.articles(["broken", "whole"])) == ["whole"]
    assert "article broken" in caplog.text
    cited = list(archive.citations(["broken", "whole"]))
    assert cited == (["whole"] if column not in {"agency", "dateline"} else ["broken", "whole"])
    assert [one.article_id for one in archive.newest(5)] in (["whole"], ["broken", "whole"], ["whole", "broken"])
    assert archive.span() == (None, None)
    with archive.database.reading() as connection:
        assert list(damaged_texts(connection)) == ["broken"]


@pytest.mark.parametrize("column", ["authors", "section"])
@pytest.mark.parametrize("value", ["x", 7, 1.5, "[1]", "{}"])
def test_a_list_of_an_article_that_does_not_unpack_is_damage(archive: Archive, column: str, value: object) -> None:
    with sqlite3.connect(archive.database.folder / FILE) as connection:
        connection.execute(f"UPDATE article SET {column} = ? WHERE id = 'broken'", (value,))
    assert list(archive.articles(["broken", "whole"])) == ["whole"]
    with archive.database.reading() as connection:
        assert list(damaged_texts(connection)) == ["broken"]


SPOILT = [b"\xff\x00", "x", None]


def fill(archive: Archive, table: str, column: str, value: object) -> None:
    """Put a value into the first row of a table, whatever the table says of it."""
    with sqlite3.connect(archive.database.folder / FILE) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = ?", (table,))
        connection.commit()
    with sqlite3.connect(archive.database.folder / FILE) as connection:
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT min(rowid) FROM {table})", (value,))


@pytest.mark.parametrize("column", ["name", "variants", "roles", "quotations"])
@pytest.mark.parametrize("value", SPOILT)
def test_a_person_with_a_value_of_another_type_is_left_out(archive: Archive, column: str, value: object) -> None:
    (known,) = archive.people()
    fill(archive, "person", column, value)
    fits = (column == "name" and value == "x") or (column, value) == ("roles", None)
    assert [one.id for one in archive.people()] == ([known.id] if fits else [])
    assert len(archive.quotations_by([known.id])) == 2


@pytest.mark.parametrize("value", SPOILT)
def test_quotations_of_another_type_are_left_out(archive: Archive, value: object) -> None:
    assert len(archive.quotations(["broken", "whole"])) == 2
    fill(archive, "quotations", "packed", value)
    assert len(archive.quotations(["broken", "whole"])) == 1
    assert len(archive.quotations_by([one.id for one in archive.people()])) == 1


@pytest.mark.parametrize("column", ["first", "last", "articles"])
@pytest.mark.parametrize("value", [*SPOILT, 2**62, 1.5])
def test_a_story_with_a_value_of_another_type_is_left_out(archive: Archive, column: str, value: object) -> None:
    stories = StoryReader(archive.database)
    every = {one.id for one in stories.newest(5)}
    fill(archive, "story", column, value)
    left = {one.id for one in stories.newest(5)}
    assert len(every - left) == ((column, value) != ("articles", 2**62))
    assert set(stories.get(every)) == left


def test_a_new_text_takes_the_place_of_a_damaged_one(archive: Archive) -> None:
    spoil(archive, b"\x00")
    (outcome,) = Pipeline(archive, MemoryIndex()).add([article("broken", "The boat left at noon, and came back.")])
    assert outcome.status == "updated"
    assert archive.texts(["broken"]) == {"broken": "The boat left at noon, and came back."}


def test_a_file_that_is_taken_away_under_an_open_archive_is_said(archive: Archive) -> None:
    file = archive.database.folder / FILE
    file.rename(file.with_name("elsewhere"))
    with pytest.raises(ArchiveError, match="taken away"):
        archive.count()
    with pytest.raises(ArchiveError, match="taken away"):
        archive.delete(["whole"])
    assert not file.exists()
    file.with_name("elsewhere").rename(file)
    assert archive.count() == 2


def test_another_file_in_the_place_of_an_open_archives_is_said(archive: Archive, tmp_path: Path) -> None:
    other = Archive.open(tmp_path / "other")
    other.close()
    (tmp_path / "other" / FILE).replace(archive.database.folder / FILE)
    with pytest.raises(ArchiveError, match="replaced while it was in use"):
        archive.count()


@pytest.mark.skipif(sys.platform != "linux", reason="rights are dropped as Linux does it")
def test_an_archive_that_cannot_be_written_is_read(archive: Archive, without_rights) -> None:
    folder = archive.database.folder
    archive.close()
    program = (
        "import sys; from retrieval.archive.archive import Archive; from retrieval.errors import ArchiveError\n"
        "archive = Archive.open(sys.argv[1]); print(archive.count(), archive.texts(['whole']))\n"
        "try: archive.delete(['whole'])\n"
        "except ArchiveError as error: print(error)\n"
    )
    said = without_rights(folder, "-c", program, str(folder))
    assert "2 {'whole': 'The ferry sank." in said.stdout
    assert "read-only" in said.stdout


class Shelf:
    """An archive that was taken away, or one that has a dictionary."""

    def __init__(self, *words: bytes) -> None:
        self.words = words

    def dictionaries(self) -> tuple[bytes, ...]:
        if not self.words:
            raise ArchiveError("the archive is gone")
        return self.words


def test_an_archive_that_was_taken_away_keeps_no_other_from_being_read() -> None:
    words = b"the ferry ran aground off the point of the island " * 40
    known = Dictionaries()
    body = known.compress(b"\x00the ferry ran aground", known.learn(words))
    gone, there, apart = Shelf(), Shelf(words), Dictionaries()
    for shelf in (gone, there):
        apart.add_source(shelf.dictionaries)
    assert apart.decompress(body) == b"the ferry ran aground"
    alone = Dictionaries()
    alone.add_source(gone.dictionaries)
    with pytest.raises(KeyError):
        alone.decompress(body)
