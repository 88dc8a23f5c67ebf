"""A byte that changes in an index is noticed, whichever it is, and the index is built anew from the archive."""

import random
import shutil
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import SearchIndexDamaged
from retrieval.index.checksums import Checksums, committed, documents
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.following import following
from retrieval.index.keeping import bring_up_to_date
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline

from .conftest import line


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("checksums") / "index"
    index = EmbeddedIndex(place)
    for n in range(3):
        index.update([f"a{n - 1}"], [line(f"a{n}", "port", f"w{n}"), line(f"b{n}", "calm")], n + 1)
    index.close()
    return place


def test_what_was_committed_is_whole(folder):
    assert Checksums().damaged(folder) is None
    assert documents(folder) > 1
    assert {name.partition(".")[2] for name in committed(folder)} >= {"term", "store", "idx"}


@given(data=st.data())
@settings(max_examples=150)
def test_any_other_byte_in_any_committed_file_is_noticed(folder, tmp_path_factory, data):
    name = data.draw(st.sampled_from(committed(folder)))
    content = bytearray((folder / name).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    copy = tmp_path_factory.mktemp("changed") / "index"
    shutil.copytree(folder, copy)
    (copy / name).write_bytes(content)
    # within the last bytes a change may leave the stated checksum as it is: what is read is whole then
    if place < len(content) - 100:
        assert Checksums().damaged(copy) == name
    shutil.rmtree(copy.parent)


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: b"", lambda data: data[:40], lambda data: data + b"0"]
)
def test_a_cut_or_lengthened_file_is_noticed(folder, tmp_path, change):
    shutil.copytree(folder, tmp_path / "index")
    name = next(one for one in committed(folder) if one.endswith(".term"))
    (tmp_path / "index" / name).write_bytes(change((folder / name).read_bytes()))
    assert Checksums().damaged(tmp_path / "index") == name


def test_what_is_half_written_and_not_committed_is_no_damage(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "index")
    (tmp_path / "index" / "0123456789abcdef0123456789abcdef.term").write_bytes(b"half")
    assert Checksums().damaged(tmp_path / "index") is None


def test_a_file_is_read_once_until_it_changes(folder, tmp_path, monkeypatch):
    from retrieval.index import checksums as module

    shutil.copytree(folder, tmp_path / "index")
    read = []
    whole = module._is_whole
    monkeypatch.setattr(module, "_is_whole", lambda path: read.append(path.name) or whole(path))
    checksums = Checksums()
    assert checksums.damaged(tmp_path / "index") is None
    seen = len(read)
    assert checksums.damaged(tmp_path / "index") is None
    assert (len(read), seen) == (seen, len(committed(folder)))
    name = committed(folder)[0]
    (tmp_path / "index" / name).write_bytes(b"0" * 200)
    assert checksums.damaged(tmp_path / "index") == name


def article(n):
    text = f"The ferry number {n} sank near the pier of Arnsby in the fog."
    return Article(f"a{n}", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(tmp_path / "archive")
    list(Pipeline(opened, MemoryIndex()).add([article(n) for n in range(20)]))
    yield opened
    opened.close()


def spoilt(index, seed):
    """Overwrite a part of the largest file with random bytes."""
    file = max(index.folder.iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(file.read_bytes())
    content[20:60] = random.Random(seed).randbytes(40)
    file.write_bytes(content)


def removed(index, _):
    shutil.rmtree(index.folder)


@pytest.mark.parametrize("harm", [spoilt, removed])
def test_an_index_harmed_under_a_running_program_is_built_anew(archive, tmp_path, harm):
    index = EmbeddedIndex(tmp_path / "index")
    bring_up_to_date(archive, index)
    with following(lambda: (archive, index), every=0.02):
        harm(index, 1)
        deadline = time.monotonic() + 120
        while True:
            try:
                index.verify()
                if len(index.candidates(["ferri"], 100)) == 20:
                    break
            except SearchIndexDamaged:
                pass
            assert time.monotonic() < deadline
            time.sleep(0.02)
    assert index.position == archive.position()
    index.close()


@pytest.mark.parametrize("seed", range(6))
def test_an_index_harmed_while_nothing_ran_is_built_anew_at_the_start(archive, tmp_path, seed):
    index = EmbeddedIndex(tmp_path / "index")
    bring_up_to_date(archive, index)
    index.close()
    spoilt(index, seed)
    index = EmbeddedIndex(tmp_path / "index")
    bring_up_to_date(archive, index)
    assert len(index.candidates(["ferri"], 100)) == 20
    index.verify()
    index.close()
