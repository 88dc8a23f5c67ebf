"""Articles on one event come together as they arrive, and stay together as they change and go."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from retrieval.archive import stories
from retrieval.archive.batches import MOST_WORDS
from retrieval.archive.schema import story
from retrieval.domain import Article
from retrieval.stories.grouping import story_id

from .conftest import CHESS, FLOOD, FLOOD_AGAIN, Newsroom

Report = Callable[..., Article]


def test_two_reports_of_one_event_are_a_story_and_another_event_is_not(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD), report("b", CHESS))
    newsroom.add(report("c", FLOOD_AGAIN, "2025-03-04"))
    assert newsroom.story_of("a") == newsroom.story_of("c") != newsroom.story_of("b")
    assert newsroom.stories.count() == 2


def test_reports_of_one_batch_are_grouped_with_each_other(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD), report("b", CHESS), report("c", FLOOD_AGAIN, "2025-03-04"))
    assert newsroom.story_of("a") == newsroom.story_of("c") != newsroom.story_of("b")


def test_a_story_tells_its_days_its_outlets_and_the_most_central_headline(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(
        report("a", FLOOD, "2025-03-03", "Lind floods Brunn", "Coast Daily"),
        report("b", FLOOD_AGAIN, "2025-03-05", "Boats search Brunn", "The Ledger"),
        report("c", FLOOD + " " + FLOOD_AGAIN, "2025-03-04", "Brunn under water", "The Ledger"),
    )
    (story,) = newsroom.stories.newest(10)
    assert (story.first, story.last, story.articles) == ("2025-03-03", "2025-03-05", 3)
    assert story.outlets == ("The Ledger", "Coast Daily")
    assert (story.headline, story.article_id) == ("Brunn under water", "c")


def test_the_same_headline_about_different_events_makes_different_stories(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD, headline="What we know so far"), report("b", CHESS, headline="What we know so far"))
    assert newsroom.story_of("a") != newsroom.story_of("b")


def test_the_same_kind_of_event_a_year_later_is_another_story(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD), report("b", FLOOD_AGAIN, "2026-03-04"))
    assert newsroom.story_of("a") != newsroom.story_of("b")


def test_undated_articles_are_grouped_with_undated_ones(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD, None), report("b", FLOOD_AGAIN, None), report("c", CHESS, None))
    assert newsroom.story_of("a") == newsroom.story_of("b") != newsroom.story_of("c")
    assert newsroom.stories.newest(1)[0].first is None


def test_articles_of_another_language_are_not_grouped_by_its_function_words(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(*(report(f"en{n}", f"{FLOOD} Boat {n}.") for n in range(30)))
    flood = "Der Fluss Lind hat die Stadt Brunn überflutet, und am Abend waren 40 Menschen tot. "
    chess = "Die Großmeisterin Irina Sol hat den Titel in Tasqar gewonnen, und sie ist die jüngste, die es gab. "
    filler = "Es war nicht so, wie es nach dem Tag hätte sein sollen, und auch das hat man nun bis hier nicht mehr. "
    newsroom.add(
        replace(report("a", flood + filler), language="de"),
        replace(report("b", chess + filler), language="de"),
        replace(
            report("c", "Soldaten suchten am Abend in Brunn, das der Fluss Lind überflutet hat. " + filler),
            language="de",
        ),
    )
    assert newsroom.story_of("a") == newsroom.story_of("c") != newsroom.story_of("b")


def test_an_article_that_becomes_about_something_else_moves(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD), report("b", FLOOD_AGAIN), report("c", CHESS))
    newsroom.add(report("b", CHESS + " The mayor gave Sol flowers."))
    assert newsroom.story_of("b") == newsroom.story_of("c") != newsroom.story_of("a")
    assert sorted(story.articles for story in newsroom.stories.newest(10)) == [1, 2]


def test_a_changed_article_alone_in_its_story_keeps_the_story(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD))
    before = newsroom.story_of("a")
    newsroom.add(report("a", CHESS))
    assert newsroom.story_of("a") == before
    assert newsroom.stories.count() == 1


def test_a_story_outlives_its_first_article_and_goes_with_its_last(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD, headline="First"), report("b", FLOOD_AGAIN, "2025-03-04", "Second"))
    story = newsroom.story_of("a")
    assert story is not None
    newsroom.archive.delete(["a"])
    left = newsroom.stories.get([story])[story]
    assert (left.headline, left.articles, left.first) == ("Second", 1, "2025-03-04")
    newsroom.archive.delete(["b"])
    assert newsroom.stories.get([story]) == {}
    assert newsroom.stories.count() == 0


def test_an_article_that_comes_back_never_takes_the_id_of_a_living_story(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD), report("b", FLOOD_AGAIN))
    newsroom.archive.delete(["a"])
    newsroom.add(report("a", CHESS))
    assert newsroom.story_of("a") != newsroom.story_of("b")
    assert newsroom.stories.count() == 2


def test_stories_are_listed_newest_first_in_pages_and_searched_by_any_headline(
    newsroom: Newsroom, report: Report
) -> None:
    newsroom.add(
        report("a", FLOOD, "2025-03-03", "Lind floods Brunn"),
        report("b", CHESS, "2025-04-01", "Sol is champion"),
        report("c", FLOOD_AGAIN, "2025-03-04", "Boats in the market"),
        report("d", "Nothing else happened anywhere.", None, "Quiet"),
    )
    assert [story.last for story in newsroom.stories.newest(10)] == ["2025-04-01", "2025-03-04", None]
    assert [story.last for story in newsroom.stories.newest(1, 1)] == ["2025-03-04"]
    (found,) = newsroom.stories.newest(10, matching="boats MARKET")
    assert found.articles == 2
    assert newsroom.stories.newest(10, matching="floods market") != []
    assert newsroom.stories.newest(10, matching="100%_") == []


def test_a_headline_is_found_as_it_stands_in_the_archive_now(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", FLOOD, "2025-03-03", "Lind floods Brunn"))
    assert newsroom.stories.newest(10, matching="champion") == []
    newsroom.add(report("b", CHESS, "2025-04-01", "Sol is\nCHAMPION of Čelm"))
    assert [story.last for story in newsroom.stories.newest(10, matching="champion Čelm")] == ["2025-04-01"]
    assert newsroom.stories.newest(10, matching="čelm") == []
    newsroom.archive.delete(["b"])
    assert newsroom.stories.newest(10, matching="champion") == []


@pytest.mark.parametrize(("kept", "many"), [(0, 2_000), (100_000, 1)])
def test_headlines_are_searched_alike_however_many_there_are(
    newsroom: Newsroom, report: Report, monkeypatch: pytest.MonkeyPatch, kept: int, many: int
) -> None:
    newsroom.add(report("a", FLOOD, "2025-03-03", "Lind floods Brunn"), report("b", CHESS, "2025-04-01", "Sol wins"))
    monkeypatch.setattr("retrieval.archive.headlines.MOST", kept)
    monkeypatch.setattr("retrieval.archive.stories.LATE", many)
    assert [story.last for story in newsroom.stories.newest(10, matching="BRUNN lind")] == ["2025-03-03"]
    assert newsroom.stories.newest(10, matching="Brunn wins") == []


def test_within_a_day_the_later_hour_comes_first_whatever_was_added_last(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", CHESS, "2025-04-01T21:00:00", "Sol is champion"))
    newsroom.add(report("b", FLOOD, "2025-04-01T09:30:00", "Lind floods Brunn"))
    newsroom.add(report("c", "Nothing else happened anywhere.", "2025-04-01", "Quiet"))
    assert [story.headline for story in newsroom.stories.newest(10)] == [
        "Sol is champion",
        "Lind floods Brunn",
        "Quiet",
    ]


def test_a_search_of_any_number_of_words_compiles_no_more_statements_than_the_words_that_count(
    newsroom: Newsroom, report: Report
) -> None:
    newsroom.add(report("a", FLOOD, headline="Lind floods Brunn"))
    compiled = newsroom.archive.database.engine._compiled_cache
    assert compiled is not None
    compiled.clear()
    for many in range(1, 60):
        assert newsroom.stories.newest(10, matching="brunn " * many)  # one word, however often it is said
        newsroom.stories.newest(10, matching=" ".join(f"u{n}" for n in range(many)))
        newsroom.archive.newest(10, matching=" ".join(f"u{n}" for n in range(many)))
    searches = 3 * MOST_WORDS  # of articles, of the latest stories, and of all
    assert len(compiled) <= searches + 1  # and the outlets of the stories found


def test_words_of_a_search_beyond_those_that_count_are_left_out(newsroom: Newsroom, report: Report) -> None:
    words = " ".join(f"w{n}x" for n in range(MOST_WORDS))
    newsroom.add(report("a", FLOOD, headline=words))
    assert newsroom.stories.newest(10, matching=f"{words} unheard")
    assert not newsroom.stories.newest(10, matching=f"unheard {words}")


def test_a_story_of_many_articles_is_read_in_order_of_centrality(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(*(report(f"a{n}", f"{FLOOD} Boat number {n} left at {n} o'clock.") for n in range(40)))
    story = newsroom.story_of("a0")
    assert story is not None
    assert newsroom.stories.get([story])[story].articles == 40
    assert len(newsroom.stories.article_ids(story, 7)) == 7


def test_a_story_id_is_short_and_fits_a_link() -> None:
    assert story_id("a") == story_id("a") != story_id("a", 1)
    assert len(story_id("x" * 500)) == 12
    assert story_id("ü").removeprefix("s_").isalnum()


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([FLOOD, FLOOD_AGAIN, CHESS, "", "One word."]), st.booleans()),
        max_size=12,
    )
)
def test_whatever_comes_and_goes_every_article_is_in_one_story_and_no_story_is_empty(
    newsroom: Newsroom, report: Report, steps: list[tuple[int, str, bool]]
) -> None:
    alive = set(newsroom.archive.articles(f"a{n}" for n in range(6)))
    for number, text, deleted in steps:
        name = f"a{number}"
        if deleted:
            newsroom.archive.delete([name])
            alive.discard(name)
        else:
            newsroom.add(report(name, f"{text} {name}."))
            alive.add(name)
    alive = set(newsroom.archive.articles(alive))
    assert set(newsroom.stories.of_articles(alive)) == alive
    told = newsroom.stories.newest(100)
    assert sum(story.articles for story in told) == len(alive)
    assert all(story.article_id in alive for story in told)


@pytest.mark.parametrize("late", [0, 1, 3, 2_000])
def test_stories_of_a_headline_are_the_same_wherever_they_are_looked_for_first(
    newsroom: Newsroom, report: Callable[..., Article], late: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited = select(story.c.last).order_by(story.c.last.desc(), story.c.number.desc()).limit(1).offset(late)
    monkeypatch.setattr(stories, "_LATE", limited.scalar_subquery())
    for number, (topic, day) in enumerate(
        zip(("Flood", "Chess", "flood", "Goats", "Chess"), (3, 5, 5, 1, 4), strict=True)
    ):
        text = f"{topic} number {number} was in the {['quill', 'lamp', 'cask', 'reed', 'moth'][number]} hall of Dorn{number}holm."
        newsroom.add(report(f"{number}", text, f"2025-03-0{day}", f"{topic} of week {number}"))
    every = newsroom.stories.newest(10)
    cited = {one.id: newsroom.archive.citations(newsroom.stories.article_ids(one.id)).values() for one in every}
    headlines = {id_: [(c.headline or "").lower() for c in listed] for id_, listed in cited.items()}
    assert len(every) > 2
    for words in ("flood", "week", "of week", "chess 4", "goats", "flood chess", "%", "o"):
        told = [one for one in every if all(any(word in h for h in headlines[one.id]) for word in words.split())]
        assert newsroom.stories.newest(10, matching=words) == told
        assert newsroom.stories.newest(1, matching=words) == told[:1]
        assert newsroom.stories.newest(2, 1, words) == told[1:3]
