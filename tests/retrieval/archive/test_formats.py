"""An archive of every format that there has been opens in this version, with all that it held; a newer one is refused.

`formats/NUMBER.sql` is what a version of that format made of a few invented stories, one of them changed and one a near copy, and of
a question in a chat: its own program wrote it, and `sqlite3 archive.sqlite .dump` printed it (from 0006 on, its own program brought
the format before to it and added what is new: an update that waits, somebody who follows). A new format gets a file of its own, made
before the migration after it is written.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.archive.archive import Archive
from retrieval.archive.backup import restore
from retrieval.archive.database import FILE
from retrieval.archive.examination import examine
from retrieval.archive.schema import REVISION
from retrieval.errors import ArchiveError

FORMATS = sorted(path.stem for path in (Path(__file__).parent / "formats").glob("*.sql"))


def made(folder: Path, number: str) -> Path:
    """Make the archive of a format in a folder; return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / FILE)
    connection.executescript((Path(__file__).parent / "formats" / f"{number}.sql").read_text())
    connection.close()
    return folder / FILE


def content(file: Path) -> list[str]:
    """Return everything a database holds, as statements."""
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_formats_are_here_from_the_first_on() -> None:
    assert [f"{number:04}" for number in range(1, len(FORMATS) + 1)] == FORMATS
    assert len(FORMATS) == int(REVISION) - 1


@pytest.mark.parametrize("number", FORMATS)
def test_what_an_older_version_wrote_is_all_there(tmp_path: Path, number: str) -> None:
    file = made(tmp_path / "a", number)
    assert examine(file).revision == number
    archive = Archive.open(tmp_path / "a")
    found = archive.articles(["mill", "mill-again", "barge"])
    assert [article.headline for article in found.values()] == [
        "Old mill of Arnsby burns down", "Mill of Arnsby lost to fire", "Barge sinks off Dolmen",
    ]  # fmt: skip
    assert found["mill"].text.endswith("since 1791.")
    assert [one.text[-5:] for one in archive.revisions("mill")] == ["1790."]
    quoted = [q.speaker.name for q in archive.quotations(["mill"])["mill"] if q.speaker]
    assert quoted == ["Tove Ask"]
    assert [person.name for person in archive.people("Ask")] == ["Tove Ask"]
    by_ask = archive.quotations_by([archive.people("Ask")[0].id])
    assert sorted((one.article_id, one.speaker.name) for one in by_ask if one.speaker) == [
        ("mill", "Tove Ask"), ("mill-again", "Tove Ask"),
    ]  # fmt: skip
    assert archive.changes(0, 100)
    archive.close()
    seen = examine(file)
    assert (seen.revision, seen.articles, seen.faults) == (REVISION, 3, ())


@pytest.mark.parametrize("number", FORMATS)
def test_an_older_archive_answers_takes_more_in_and_can_be_restored_from(
    tmp_path: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path / "a", number)
    backup = shutil.copy(tmp_path / "a" / FILE, tmp_path / "old.sqlite")
    restore(Path(backup), tmp_path / "b" / FILE)
    for folder in (tmp_path / "a", tmp_path / "b"):
        assert main(["--archive", str(folder), "ask", "How many firefighters came to Arnsby?"]) == 0
        assert "Forty firefighters" in capsys.readouterr().out
    (tmp_path / "more.txt").write_text(
        "Dolmen buys a new pier\n\nThe council of Dolmen bought a new pier on Friday. It cost nine million crowns.\n"
    )
    assert main(["--archive", str(tmp_path / "a"), "add", str(tmp_path / "more.txt")]) == 0
    assert main(["--archive", str(tmp_path / "a"), "doctor", "--offline"]) == 0


def test_a_newer_format_is_refused_in_a_sentence_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made(tmp_path / "a", FORMATS[-1])
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = content(file)
    with pytest.raises(ArchiveError, match="newer version"):
        Archive.open(tmp_path / "a")
    assert main(["--archive", str(tmp_path / "a"), "ask", "Who?"]) == 1
    error = capsys.readouterr().err
    assert ("newer version" in error, error.count("\n")) == (True, 1)
    assert content(file) == before
