import dataclasses

import pytest

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import BadInput, Refused
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.outcomes import Status
from retrieval.ingest.pipeline import Pipeline, batches

REPORT = (
    "The ferry Nordlys, which left Port Edda on Tuesday evening with 48 people on board, has not been seen since a storm "
    "crossed the strait during the night, the harbour master said. Two helicopters and five trawlers were searching "
    "the coast between Edda and the lighthouse at Skarn, where a lifebelt was found on the beach in the early morning. "
    "Relatives of the passengers gathered in the town hall, where volunteers served soup and read out the little that was "
    "known. The owner of the ship said that it had been inspected in March and that nothing was found to be wrong."
)


def article(article_id, text=REPORT, **values):
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), **values)


@pytest.fixture
def pipeline(tmp_path):
    archive = Archive.open(tmp_path / "archive")
    yield Pipeline(archive, MemoryIndex())
    archive.close()


def became(pipeline, *items):
    return [(str(o.status), o.id, o.article_id) for o in pipeline.add(items)]


def found(pipeline, term):
    return sorted({hit.passage.article_id for hit in pipeline.index.candidates([term])})


def test_a_new_article_is_in_archive_and_index(pipeline):
    assert became(pipeline, article("a")) == [("added", "a", "a")]
    assert found(pipeline, "ferri") == ["a"]
    assert pipeline.index.position == pipeline.archive.position()


def test_the_same_article_again_is_unchanged(pipeline):
    became(pipeline, article("a"))
    assert became(pipeline, article("a"), article("a")) == [("unchanged", "a", "a")] * 2
    assert pipeline.archive.position() == 1


def test_a_changed_article_replaces_its_earlier_text_everywhere(pipeline):
    became(pipeline, article("a"))
    assert became(pipeline, article("a", "The boat was found.")) == [("updated", "a", "a")]
    assert (found(pipeline, "ferri"), found(pipeline, "boat")) == ([], ["a"])
    assert pipeline.archive.citations(["a"])["a"].updated
    assert [r.text for r in pipeline.archive.revisions("a")] == [REPORT]


def test_an_article_that_changes_twice_in_one_batch_ends_as_the_last(pipeline):
    outcome = became(pipeline, article("a"), article("a", "It sank."), article("a", "It came back."))
    assert [status for status, *_ in outcome] == ["added", "updated", "updated"]
    assert pipeline.archive.texts(["a"]) == {"a": "It came back."}
    assert len(pipeline.archive.revisions("a")) == 2
    assert found(pipeline, "sank") == []


def test_one_article_under_three_addresses_is_stored_once(pipeline):
    urls = ["https://www.post.example/a/", "http://post.example/a?utm_source=feed", "https://post.example/a#top"]
    outcomes = became(pipeline, *(article(f"a{n}", url=url, outlet="Post") for n, url in enumerate(urls)))
    assert outcomes == [("added", "a0", "a0"), ("duplicate", "a1", "a0"), ("duplicate", "a2", "a0")]
    assert pipeline.archive.count() == 1
    assert became(pipeline, article("a2", url=urls[2], outlet="Post")) == [("unchanged", "a2", "a0")]


def test_the_same_words_at_three_unlike_addresses_are_stored_once(pipeline):
    urls = ["https://post.example/a", "https://post.example/b", "https://m.post.example/c"]
    outcomes = became(pipeline, *(article(f"a{n}", url=url, outlet="Post") for n, url in enumerate(urls)))
    assert [status for status, *_ in outcomes] == ["added", "duplicate", "duplicate"]
    assert pipeline.archive.citations(["a0"])["a0"].also == ()


def test_a_newer_text_at_a_known_address_updates_the_article_that_stands_there(pipeline):
    became(pipeline, article("a", url="https://post.example/a"))
    again = article("b", "The boat was found.", url="https://post.example/a?fbclid=1")
    assert became(pipeline, again) == [("updated", "b", "a")]
    assert (found(pipeline, "boat"), pipeline.archive.articles(["b"])) == (["a"], {})
    assert became(pipeline, article("a", url="https://post.example/a"), again) == [
        ("unchanged", "a", "a"),
        ("unchanged", "b", "a"),
    ]


def test_agency_copy_edited_by_another_outlet_is_one_article_that_cites_both(pipeline):
    became(pipeline, article("a", outlet="Harbour Post", published="2031-05-04"))
    edited = "(NordPress) — " + REPORT.replace("on Tuesday evening", "late on Tuesday").replace("“", '"')
    copy = article("b", edited, outlet="Coast Daily", published="2031-05-05", url="https://coast.example/b")
    assert became(pipeline, copy) == [("duplicate", "b", "a")]
    assert [source.outlet for source in pipeline.archive.citations(["a"])["a"].also] == ["Coast Daily"]
    assert became(pipeline, copy) == [("unchanged", "b", "a")]
    assert pipeline.index.statistics([]).passages == 1


def test_copies_within_one_batch_are_found_too(pipeline):
    copies = [article(f"a{n}", REPORT + f" Reported by reader {'x' * n}.", outlet=f"Outlet {n}") for n in range(1, 5)]
    assert [status for status, *_ in became(pipeline, *copies)] == ["added", "duplicate", "duplicate", "duplicate"]
    assert len(pipeline.archive.citations(["a1"])["a1"].also) == 3


@pytest.mark.parametrize(
    "other",
    [
        {"outlet": "Harbour Post"},  # a publisher's own later article
        {"outlet": "Coast Daily", "published": "2031-08-04"},  # months later
    ],
)
def test_a_similar_text_of_the_same_outlet_or_another_time_stays_an_article_of_its_own(pipeline, other):
    became(pipeline, article("a", outlet="Harbour Post", published="2031-05-04"))
    near = article("b", REPORT.replace("Tuesday evening", "Sunday"), **{"published": "2031-05-04"} | other)
    assert became(pipeline, near) == [("added", "b", "b")]


def test_the_same_words_with_other_figures_are_another_report(pipeline):
    text = (
        "Shares of Nordline rose 3.1 percent to 14.20 crowns, with 12,000 traded, and those of Eddabank 2 percent to 8."
    )
    text = " ".join([text] * 3 + [REPORT])
    became(pipeline, article("a", text, outlet="Harbour Post"))
    other = text.replace("3.1", "4.7").replace("14.20", "15.10").replace("12,000", "9,500").replace(" 2 ", " 5 ")
    assert became(pipeline, article("b", other, outlet="Coast Daily")) == [("added", "b", "b")]


def test_a_copy_that_is_rewritten_becomes_an_article_of_its_own(pipeline):
    became(pipeline, article("a", outlet="Harbour Post"), article("b", outlet="Coast Daily"))
    rewritten = article("b", "Port Edda mourns.", outlet="Coast Daily")
    assert became(pipeline, rewritten) == [("added", "b", "b")]
    assert became(pipeline, rewritten) == [("unchanged", "b", "b")]
    assert found(pipeline, "mourn") == ["b"]


def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(pipeline):
    items = [BadInput("x.txt: is empty"), article("a"), Refused("y.txt: too large.", reason="too-large")]
    outcomes = list(pipeline.add(items))
    assert [o.status for o in outcomes] == [Status.REFUSED, Status.ADDED, Status.REFUSED]
    assert [(o.reason, o.message) for o in outcomes[::2]] == [
        ("unreadable", "x.txt: is empty."),
        ("too-large", "y.txt: too large."),
    ]


def test_halves_of_surrogate_pairs_are_replaced_without_moving_an_offset(pipeline):
    text = "The ferry \ud83d sank."
    became(pipeline, article("a", text, headline="Bad \udc00"))
    kept = pipeline.archive.articles(["a"])["a"]
    assert (kept.text, kept.headline) == ("The ferry ? sank.", "Bad ?")


def test_after_a_crash_between_archive_and_index_the_next_batch_catches_up(pipeline):
    class Crash(RuntimeError):
        pass

    def fail(*_):
        raise Crash

    healthy, pipeline.index.update = pipeline.index.update, fail
    with pytest.raises(Crash):
        became(pipeline, article("a"))
    pipeline.index.update = healthy
    became(pipeline, article("b", "The boat was found."))
    assert (found(pipeline, "ferri"), found(pipeline, "boat")) == (["a"], ["b"])
    assert pipeline.index.position == pipeline.archive.position() == 2


def test_two_writers_take_turns_and_neither_loses_anything(pipeline, tmp_path):
    other = Pipeline(Archive.open(tmp_path / "archive"), pipeline.index)
    became(pipeline, article("a"))
    became(other, article("b", "The boat was found."))
    became(pipeline, article("c", "A whale was seen."))
    assert [found(pipeline, term) for term in ("ferri", "boat", "whale")] == [["a"], ["b"], ["c"]]
    other.archive.close()


def test_only_metadata_that_changed_is_an_update_without_a_revision(pipeline):
    became(pipeline, article("a", headline="Ferry missing"))
    assert became(pipeline, article("a", headline="Ferry lost")) == [("updated", "a", "a")]
    assert pipeline.archive.revisions("a") == []
    assert found(pipeline, "lost") == ["a"]


def test_batches_end_with_their_size():
    assert [len(batch) for batch in batches([article("a")] * 7, size=3)] == [3, 3, 1]


def test_articles_added_together_share_a_story(pipeline):
    later = dataclasses.replace(
        article("b", REPORT + " Divers joined the search on Thursday and found an oar near Skarn."),
        outlet="Harbour Post",
        published="2031-05-05",
        headline="Divers search for the ferry Nordlys",
    )
    became(
        pipeline, article("a", outlet="Harbour Post", published="2031-05-04", headline="Ferry Nordlys missing"), later
    )
    with pipeline.archive.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(DISTINCT story) FROM story_article").scalar() == 1
