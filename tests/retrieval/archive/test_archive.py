import contextlib
import dataclasses
import sqlite3
import struct
import subprocess
import sys
import threading
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from retrieval.archive import writing
from retrieval.archive.archive import Archive
from retrieval.archive.compression import DICTIONARIES, TEXTS
from retrieval.archive.database import FILE
from retrieval.archive.dictionaries import dictionary_of
from retrieval.archive.packing import pack_body, unpack_body, unpack_text
from retrieval.archive.quotation_rows import QuotationRow, pack_quotations, unpack_quotations
from retrieval.archive.schema import article, dictionary
from retrieval.domain import Article, Block, BlockKind, Citation, Source
from retrieval.errors import ArchiveError, ArchiveLocked, TextDamaged
from retrieval.ingest.preparation import prepare

SPANS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=9)


@given(st.text(), SPANS)
def test_a_text_and_its_blocks_come_out_of_their_bytes_as_they_went_in(text, spans):
    blocks = tuple(Block(list(BlockKind)[n % 3], a, b) for n, (a, b) in enumerate(spans))
    for body in (pack_body(text, blocks), DICTIONARIES.compress(pack_body(text, blocks), None)):
        assert unpack_body(body) == (text, blocks)
        assert unpack_text(body) == text


OFFSETS = st.none() | st.integers(0, 2**40)
WORDS = st.none() | st.text()
ROWS = st.builds(
    QuotationRow, st.integers(0, 2), SPANS.map(tuple), WORDS, OFFSETS, OFFSETS, WORDS, WORDS, WORDS, WORDS, OFFSETS, OFFSETS,
    WORDS, st.floats(0, 1), st.none() | st.integers(1, 2**40),
)  # fmt: skip


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_the_quotations_of_an_article_come_out_of_their_bytes_as_they_went_in(rows):
    assert unpack_quotations(pack_quotations(rows)) == rows


@given(st.lists(ROWS, min_size=1, max_size=2), st.integers(0, 400), st.integers(1, 255))
def test_quotations_of_which_a_byte_was_changed_are_damaged_or_the_same(rows, place, change):
    packed = bytearray(pack_quotations(rows))
    packed[place % len(packed)] ^= change
    with contextlib.suppress(TextDamaged):
        assert unpack_quotations(bytes(packed)) == rows


def many(archive, count, first=0):
    texts = (
        f"The ferry number {n} of the harbour of Lindmar was late by {n * 7} minutes."
        for n in range(first, first + count)
    )
    entries = [
        prepare(Article(f"a{first + n}", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))).entry
        for n, text in enumerate(texts)
    ]
    with archive.writing() as writer:
        writer.add(entries)


def test_once_there_are_enough_texts_those_that_come_are_compressed_with_what_they_have_in_common(
    tmp_path, monkeypatch
):
    archive, other = Archive.open(tmp_path / "a"), Archive.open(tmp_path / "a")
    assert other.texts(["a1"]) == {}
    many(archive, TEXTS)
    looked = []
    monkeypatch.setattr(writing, "dictionary_of", lambda *words: looked.append(dictionary_of(*words)) or looked[-1])
    many(archive, 40, TEXTS)
    assert len(looked) == 1  # not for each article
    with archive.database.reading() as connection:
        size = func.length(article.c.body)
        first, last = (connection.scalar(select(func.avg(size)).where(article.c.number > n)) for n in (0, TEXTS))
        assert connection.scalar(select(func.count()).select_from(dictionary)) == 1
    assert last < first
    for reader in (archive, other):
        assert reader.texts([f"a{TEXTS + 3}"]) == {
            f"a{TEXTS + 3}": f"The ferry number {TEXTS + 3} of the harbour of Lindmar was late by {(TEXTS + 3) * 7} minutes."
        }
    program = "import sys; from retrieval.archive.archive import Archive; print(len(Archive.open(sys.argv[1]).texts(sys.argv[2:])))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a"), "a1", f"a{TEXTS + 3}"], check=True, capture_output=True
    )
    assert done.stdout.strip() == b"2"
    archive.close()
    other.close()


def full(article_id="a"):
    return Article(
        article_id, "Fähre: Ada Lund said “no”.\n\nA caption 🚢", (Block(BlockKind.PARAGRAPH, 7, 26),
        Block(BlockKind.CAPTION, 28, 39)), "Ferry “lost”", "https://example.org/a?b=1", "Harbour Post", "NordPress",
        ("Ada Lund", "Ö. Berg"), "2031-05-04T10:57", ("World", "North"), "PORT EDDA", "de", incomplete=True,
    )  # fmt: skip


def test_the_text_of_a_small_archive_is_read_by_any_program_that_knows_zlib(tmp_path):
    archive = Archive.open(tmp_path / "a")
    with archive.writing() as writer:
        writer.add([prepare(full()).entry])
    archive.close()
    connection = sqlite3.connect(tmp_path / "a" / FILE)
    (body,) = connection.execute("SELECT body FROM article").fetchone()
    connection.close()
    data = zlib.decompress(body)
    # how many blocks; of each its kind, the distance from the last one, and its length
    assert struct.unpack_from("<7i", data) == (2, 0, 7, 19, 1, 2, 11)
    assert data[28:].decode() == full().text


def test_an_article_comes_back_as_it_was_added(archive, add):
    add(full())
    assert archive.articles(["a"]) == {"a": full()}
    assert archive.texts(["a"]) == {"a": full().text}
    assert archive.citations(["a"]) == {
        "a": Citation("a", "Ferry “lost”", "Harbour Post", "2031-05-04T10:57", "https://example.org/a?b=1")
    }


def test_the_authors_of_an_opinion_piece_are_cited_and_of_no_other(archive, add, article):
    written = {"authors": ("Ana Brill", "Harbour Post"), "outlet": "Harbour Post"}
    for id_, headline, section in (
        ("a", "Opinion: Close it", ()),
        ("b", "Close it", ("Opinion",)),
        ("c", "Closed", ()),
    ):
        add(
            dataclasses.replace(
                article(id_, f"The ferry {id_} is late."), headline=headline, section=section, **written
            )
        )
    cited = archive.citations(["a", "b", "c"])
    assert {id_: one.opinion_by for id_, one in cited.items()} == {"a": ("Ana Brill",), "b": ("Ana Brill",), "c": ()}


def test_who_passed_words_on_comes_back_with_them(archive, add, article):
    text = "“We are ready,” Ada Lund was quoted as saying by the agency Norvik. She said that it rained."
    add(article("a", text))
    assert [said.speaker.via for said in archive.quotations(["a"])["a"]] == ["the agency Norvik", None]


def test_articles_come_in_the_order_asked_for_and_unknown_ones_are_left_out(archive, add, article):
    add(*(article(f"a{n}", f"Text {n}.") for n in range(30)))
    wanted = ["a9", "a1", "none", "a20", "a1"]
    assert list(archive.articles(wanted)) == ["a9", "a1", "a20"]
    assert list(archive.citations(wanted)) == ["a9", "a1", "a20"]
    assert archive.articles([]) == {}


def test_thousands_of_articles_may_be_asked_for_at_once(archive, add, article):
    add(*(article(f"a{n}", f"Text {n}.") for n in range(1_200)))
    assert len(archive.articles(f"a{n}" for n in range(50_000))) == 1_200


def test_the_newest_come_first_and_the_undated_last(archive, add, article):
    add(
        article("a", "One.", headline="Ferry lost", published="2031-05-04"),
        article("b", "Two.", headline="Storm 100% near", published="2031-05-06T10:00"),
        article("c", "Three.", headline="Ferry found"),
        article("d", "Four.", headline="FERRY trial", published="2031-05-05"),
    )
    assert [c.article_id for c in archive.newest(10)] == ["b", "d", "a", "c"]
    assert [c.article_id for c in archive.newest(2, 1)] == ["d", "a"]
    assert [c.article_id for c in archive.newest(10, matching="ferry")] == ["d", "a", "c"]
    assert [c.article_id for c in archive.newest(10, matching="lost ferry")] == ["a"]
    assert [c.article_id for c in archive.newest(10, matching="%")] == ["b"]
    assert archive.span() == ("2031-05-04", "2031-05-06")


def test_an_empty_archive_answers_every_question(archive):
    assert (archive.count(), archive.span(), archive.languages(), archive.position()) == (0, (None, None), (), 0)
    assert (archive.newest(5), archive.people(), archive.changes(0, 5), archive.revisions("a")) == ([], [], [], [])
    assert (archive.delete(["a"]), archive.outlets(), archive.quotations(["a"])) == (0, [], {})


def test_languages_are_each_named_once(archive, add, article):
    add(*(article(f"a{n}", f"Text {n}.", language=("de", "en", "zh")[n % 3]) for n in range(9)))
    assert archive.languages() == ("de", "en", "zh")


def test_changes_are_numbered_and_tell_what_was_deleted(archive, add, article):
    add(article("a", "One."), article("b", "Two."))
    first = archive.position()
    assert [article_id for _, article_id in archive.changes(0, 10)] == ["a", "b"]
    assert archive.delete(["b", "never"]) == 1
    assert archive.changes(first, 10) == [(archive.position(), "b")]
    assert archive.articles(["b"]) == {}
    assert archive.count() == 1


def test_deleting_an_article_takes_everything_of_it_along(archive, add, article):
    add(article("a", 'Ada Lund said: "The ferry is lost and nobody knows where it went."', url="https://example.org/a"))
    assert archive.people()
    archive.delete(["a"])
    with archive.database.reading() as connection:
        for table in (
            "quotations",
            "quoted",
            "address",
            "band",
            "person",
            "person_word",
            "story_article",
            "story_term",
        ):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table


def test_an_update_keeps_the_earlier_text_as_a_revision(archive, add, article):
    add(article("a", "Seven ferries.", headline="Seven", published="2031-05-04"))
    with archive.writing() as writer:
        newer = article("a", "Nine ferries.", headline="Nine", published="2031-05-05")
        writer.replace(writer.by_id(["a"])["a"], prepare(newer).entry)
    assert archive.articles(["a"])["a"] == dataclasses.replace(newer, updated=True)
    assert archive.citations(["a"])["a"].updated
    (earlier,) = archive.revisions("a")
    assert (earlier.number, earlier.headline, earlier.published, earlier.text) == (
        1,
        "Seven",
        "2031-05-04",
        "Seven ferries.",
    )
    assert earlier.blocks == (Block(BlockKind.PARAGRAPH, 0, 14),)


def test_another_headline_over_the_same_words_is_no_revision(archive, add, article):
    add(article("a", "Seven ferries.", headline="Seven"))
    with archive.writing() as writer:
        writer.replace(writer.by_id(["a"])["a"], prepare(article("a", "Seven ferries.", headline="Nine")).entry)
    assert archive.revisions("a") == []
    assert not archive.citations(["a"])["a"].updated
    assert archive.citations(["a"])["a"].headline == "Nine"


def test_copies_elsewhere_are_cited(archive, add, article):
    add(article("a", "One.", outlet="Harbour Post"))
    copy = article("x", "One.", outlet="Coast Daily", url="https://coast.example/x", published="2031-05-04")
    with archive.writing() as writer:
        writer.add_source(writer.by_id(["a"])["a"], prepare(copy).entry)
    also = (Source("Coast Daily", "https://coast.example/x", "2031-05-04"),)
    assert archive.citations(["a"])["a"].also == also
    assert archive.articles(["a"])["a"].sources == also
    assert archive.newest(1)[0].also == also


def test_a_transaction_that_fails_leaves_nothing(archive, article):
    def fail():
        with archive.writing() as writer:
            writer.add([prepare(article("a", "One.")).entry])
            raise RuntimeError("out of luck")

    with pytest.raises(RuntimeError):
        fail()
    assert (archive.count(), archive.position()) == (0, 0)


def test_a_reader_is_not_disturbed_by_a_writer(archive, add, article):
    add(article("a", "One."))
    with archive.writing() as writer:
        writer.add([prepare(article("b", "Two.")).entry])
        seen = []
        thread = threading.Thread(target=lambda: seen.append(archive.count()))
        thread.start()
        thread.join()
        assert seen == [1]
    assert archive.count() == 2


def test_a_locked_archive_is_one_sentence_that_names_the_folder(tmp_path, article):
    archive = Archive.open(tmp_path / "archive", patience=0.05)
    other = sqlite3.connect(tmp_path / "archive" / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveLocked, match=r"^The archive in .*archive is being written by another process"):
        archive.delete(["a"])
    other.execute("ROLLBACK")
    other.close()
    assert archive.delete(["a"]) == 0
    archive.close()


def test_a_damaged_archive_is_one_sentence(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be looked at " * 40)
    with pytest.raises(ArchiveError, match="is damaged"):
        Archive.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match=r"^The archive in .*file.*cannot be made"):
        Archive.open(tmp_path / "file" / "archive")


def test_an_archive_that_may_not_be_written_is_one_sentence(tmp_path):
    archive = Archive.open(tmp_path)
    with archive.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.rollback()
    with pytest.raises(ArchiveError, match="is read-only"), archive.writing() as writer:
        writer.add([prepare(full()).entry])
    archive.close()


def test_an_archive_may_be_closed_twice(tmp_path):
    archive = Archive.open(tmp_path)
    archive.close()
    archive.close()
