"""What else has to work where the archive is a PostgreSQL database; test_archive.py runs on both."""

import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import create_engine

from retrieval.archive.archive import Archive
from retrieval.archive.message_tables import metadata
from retrieval.archive.migrating import upgrade
from retrieval.errors import ArchiveError, ArchiveLocked
from retrieval.index.keeping import bring_up_to_date
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.preparation import prepare

WORDS = (
    "The ferry Nordlys, which left Port Edda on Tuesday, has not been seen since, the harbour master Ada Lund said. "
    * 5
)


def test_the_pipeline_does_there_what_it_does_in_a_folder(new_database, article):
    pipeline = Pipeline(Archive.open(new_database()), MemoryIndex())
    became = [
        str(outcome.status)
        for one in (
            article("a", WORDS, outlet="Harbour Post", headline="Ferry missing", url="https://post.example/a"),
            article("a", WORDS, outlet="Harbour Post", headline="Ferry missing", url="https://post.example/a"),
            article("b", WORDS + "More soon.", outlet="Coast Daily"),
            article(
                "a",
                WORDS + "It was found.",
                outlet="Harbour Post",
                headline="Ferry found",
                url="https://post.example/a",
            ),
        )
        for outcome in pipeline.add([one])
    ]
    assert became == ["added", "unchanged", "duplicate", "updated"]
    assert [source.outlet for source in pipeline.archive.citations(["a"])["a"].also] == ["Coast Daily"]
    assert len(pipeline.archive.revisions("a")) == 1
    assert pipeline.archive.people("lund")
    assert pipeline.index.position == pipeline.archive.position()
    assert pipeline.archive.delete(["a"]) == 1
    pipeline.archive.close()


def test_migrations_lead_to_the_same_tables_there(new_database):
    made = []
    for make in (upgrade, metadata.create_all):
        engine = create_engine(new_database().replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            make(connection)
            tables = connection.exec_driver_sql(
                "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, ordinal_position"
            ).all()
            indexes = connection.exec_driver_sql(
                "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
            ).all()
        engine.dispose()
        made.append((tables, indexes))
    assert made[0] == made[1]


def test_an_archive_there_is_opened_again_as_it_was(new_database, article):
    place = new_database()
    first = Archive.open(place)
    list(Pipeline(first, MemoryIndex()).add([article("a", WORDS)]))
    first.close()
    second = Archive.open(place.replace("postgresql://", "postgres://"))
    assert second.count() == 1
    second.close()


def test_a_server_that_is_not_there_is_one_sentence_without_the_password(tmp_path):
    pytest.importorskip("psycopg")
    with pytest.raises(ArchiveError, match=r"^The archive at postgresql") as caught:
        Archive.open(f"postgresql://ada:secret@/archive?host={tmp_path}")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_driver_is_one_sentence_that_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ArchiveError, match=r"onrecord\[postgresql\]"):
        Archive.open("postgresql://ada@localhost/archive")


def test_an_address_of_another_form_is_one_sentence():
    with pytest.raises(ArchiveError, match="is not of the form"):
        Archive.open("postgresql://ada@localhost:port/archive")


def test_one_process_writes_at_a_time_and_the_others_are_told_after_their_patience(new_database, article):
    place = new_database()
    first, second = Archive.open(place), Archive.open(place, patience=0.2)
    with first.writing() as writer:
        writer.add([prepare(article("a", WORDS)).entry])
        with pytest.raises(ArchiveLocked, match="is being written by another process"), second.writing():
            pass
        assert second.count() == 0
    assert second.count() == 1
    with second.writing() as writer:
        writer.add([prepare(article("b", WORDS.replace("ferry", "barge"))).entry])
    assert first.count() == 2
    first.close()
    second.close()


def test_processes_that_add_at_once_lose_nothing_and_number_their_changes_in_order(new_database, tmp_path):
    place = new_database()
    processes = []
    for name in "abc":
        file = tmp_path / f"{name}.jsonl"
        stories = [
            {
                "id": f"{name}{n}",
                "headline": f"Report {n} from {name}",
                "text": WORDS.replace("Nordlys", f"Nord{name}{n}"),
            }
            for n in range(20)
        ]
        file.write_text("".join(json.dumps(story) + "\n" for story in stories))
        environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / name)}  # as on a machine of its own
        words = [sys.executable, "-m", "bot", "--archive", place, "add", "--workers", "1", str(file)]
        processes.append(subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
    for process in processes:
        _, said = process.communicate(timeout=600)
        assert process.returncode == 0, said
    archive = Archive.open(place)
    changes = [number for number, _ in archive.changes(0, 1_000)]
    assert changes == sorted(set(changes))
    index = MemoryIndex()
    bring_up_to_date(archive, index)
    there = {hit.passage.article_id for hit in index.candidates(["nordlys", "harbour"], 1_000)}
    assert len(there) == archive.count()
    archive.close()
