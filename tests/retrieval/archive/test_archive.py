import dataclasses
import sqlite3
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.archive import Archive
from retrieval.archive.database import FILE
from retrieval.archive.packing import pack_body, pack_spans, unpack_body, unpack_spans, unpack_text
from retrieval.domain import Article, Block, BlockKind, Citation, Source
from retrieval.errors import ArchiveError, ArchiveLocked
from retrieval.ingest.preparation import prepare

SPANS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=9)


@given(st.text(), SPANS)
def test_a_text_and_its_blocks_come_out_of_their_bytes_as_they_went_in(text, spans):
    blocks = tuple(Block(list(BlockKind)[n % 3], a, b) for n, (a, b) in enumerate(spans))
    body = pack_body(text, blocks)
    assert unpack_body(body) == (text, blocks)
    assert unpack_text(body) == text
    assert unpack_spans(pack_spans(spans)) == tuple(spans)


def full(article_id="a"):
    return Article(
        article_id, "Fähre: Ada Lund said “no”.\n\nA caption 🚢", (Block(BlockKind.PARAGRAPH, 7, 26),
        Block(BlockKind.CAPTION, 28, 39)), "Ferry “lost”", "https://example.org/a?b=1", "Harbour Post", "NordPress",
        ("Ada Lund", "Ö. Berg"), "2031-05-04T10:57", ("World", "North"), "PORT EDDA", "de", incomplete=True,
    )  # fmt: skip


def test_an_article_comes_back_as_it_was_added(archive, add):
    add(full())
    assert archive.articles(["a"]) == {"a": full()}
    assert archive.texts(["a"]) == {"a": full().text}
    assert archive.citations(["a"]) == {
        "a": Citation("a", "Ferry “lost”", "Harbour Post", "2031-05-04T10:57", "https://example.org/a?b=1")
    }


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
        for table in ("quotation", "address", "band", "person", "person_word", "story_article", "story_term"):
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
