"""What a killed process, a lost file and a failing disk leave of an index: what was committed, or one that can be filled again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from retrieval.errors import SearchIndexError
from retrieval.index.embedded import EmbeddedIndex

from .conftest import found, line


@pytest.mark.parametrize("damage", ["not json", "{}", json.dumps({"segments": [], "schema": []}), ""])
def test_an_index_beyond_reading_is_emptied_because_the_archive_has_everything(tmp_path, damage):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port")], 7)
    index.close()
    (tmp_path / "index" / "meta.json").write_text(damage)
    index = EmbeddedIndex(tmp_path / "index")
    assert (index.position, found(index, "port")) == (0, [])
    index.update([], [line("b", "port")], 1)
    assert found(index, "port") == ["b"]


def test_an_index_that_has_lost_a_file_is_emptied(tmp_path):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port")], 7)
    index.close()
    for file in (tmp_path / "index").glob("*.store"):
        file.unlink()
    index = EmbeddedIndex(tmp_path / "index")
    assert (index.position, found(index, "port")) == (0, [])
    index.update([], [line("b", "port")], 1)
    assert found(index, "port") == ["b"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SearchIndexError, match="file"):
        EmbeddedIndex(tmp_path / "file" / "index")


WRITER = """
import sys
from retrieval.domain import BlockKind, Passage
from retrieval.index.embedded import EmbeddedIndex
index = EmbeddedIndex(sys.argv[1])
n = index.position
while True:
    n += 1
    passages = [Passage(f"a{n}-{k}", 0, BlockKind.PARAGRAPH, ((0, 9),), (("port", f"w{n}"),)) for k in range(50)]
    index.update([f"a{n}-{k}" for k in range(50)] + [f"a{n - 2}-{k}" for k in range(25)], passages, n)
    print(n, flush=True)
"""


def test_a_process_killed_while_writing_loses_nothing_that_was_committed(tmp_path):
    for attempt in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "index")], stdout=subprocess.PIPE, text=True
        )
        reported = 0
        for _ in range(3 + attempt):
            reported = int(process.stdout.readline())
        time.sleep(0.011 * attempt)
        os.kill(process.pid, signal.SIGKILL)
        rest, _ = process.communicate()  # what it committed before it was gone
        reported = int((rest.split() or [reported])[-1])
        index = EmbeddedIndex(tmp_path / "index", patience=120)
        position = index.position
        assert position in (reported, reported + 1)
        for n in range(1, position + 1):
            assert index.statistics([f"w{n}"]).document_frequency[f"w{n}"] == (50 if n > position - 2 else 25)
        assert index.statistics([]).passages == 25 * position + 25 * min(position, 2)
        index.close()


def test_an_index_damaged_while_it_is_open_names_its_folder_and_can_be_cleared(tmp_path):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port")], 7)
    (tmp_path / "index" / "meta.json").write_text("not json")
    with pytest.raises(SearchIndexError, match="index"):
        index.candidates(["port"])
    index.clear()
    assert (index.position, found(index, "port")) == (0, [])


def test_a_file_begun_by_a_killed_writer_does_not_stop_the_next_one(tmp_path):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port"), line("b", "port"), line("c", "port")], 1)
    index.close()
    # what the next writer will write is known from a copy; a killed one has begun it and not committed
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    copy = EmbeddedIndex(tmp_path / "copy")
    copy.update(["b"], [], 2)
    copy.close()
    begun = [file.name for file in (tmp_path / "copy").glob("*.del")]
    assert begun
    managed = tmp_path / "index" / ".managed.json"
    managed.write_text(json.dumps(json.loads(managed.read_text()) + begun))
    for name in begun:
        (tmp_path / "index" / name).write_bytes(b"half")

    index = EmbeddedIndex(tmp_path / "index")
    index.update(["b"], [], 2)
    assert found(index, "port") == ["a", "c"]
    index.close()
