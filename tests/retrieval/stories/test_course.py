"""The course of a story: dated sentences in order of time."""

from collections.abc import Callable

from retrieval.domain import Article, Precision, Timeline
from retrieval.stories import Stories

from .conftest import Newsroom

Report = Callable[..., Article]
TALKS = (
    "Three states signed an accord on the Lind dam in Larkholt on Wednesday. The dam was begun in August 2019. Farmers of "
    "the Lind had blocked the dam in 2021."
)
TALKS_BEFORE = (
    "Ministers of three states met in Larkholt on Monday about the Lind dam. Talks on the dam go on until Wednesday."
)


def timeline(newsroom: Newsroom, article_id: str, most: int = 20) -> Timeline:
    story = newsroom.story_of(article_id)
    assert story is not None
    return Stories(newsroom.archive, newsroom.pipeline.index).timeline(story, most)


def test_a_story_is_told_in_order_of_time_across_its_articles(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", TALKS_BEFORE, "2025-06-02"), report("b", TALKS, "2025-06-04"))
    told = timeline(newsroom, "a")
    assert [(m.when, m.precision, m.words) for m in told.moments] == [
        ("2019-08", Precision.MONTH, "August 2019"),
        ("2021", Precision.YEAR, "2021"),
        ("2025-06-02", Precision.DAY, "Monday"),
        ("2025-06-04", Precision.DAY, "Wednesday"),
        ("2025-06-04", Precision.DAY, "Wednesday"),
    ]
    assert {c.article_id for c in told.citations} == {"a", "b"}
    for moment in told.moments:
        ((start, end),) = moment.evidence.emphasis
        assert moment.evidence.text[start - moment.evidence.start : end - moment.evidence.start] == moment.words


def test_what_two_articles_say_of_one_day_is_told_once(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(
        report(
            "a", "Three states signed an accord on the Lind dam in Larkholt on Wednesday.", "2025-06-04", outlet="A"
        ),
        report(
            "b",
            "In Larkholt three states signed an accord on the Lind dam on Wednesday night.",
            "2025-06-05",
            outlet="B",
        ),
    )
    assert newsroom.story_of("a") == newsroom.story_of("b")
    assert len([m for m in timeline(newsroom, "a").moments if m.when == "2025-06-04"]) == 1


def test_an_article_without_dates_stands_at_the_day_it_was_published(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", "Three states signed an accord on the Lind dam. Farmers cheered.", "2025-06-04"))
    (moment,) = timeline(newsroom, "a").moments
    assert (moment.when, moment.words) == ("2025-06-04", "")


def test_dates_of_undated_articles_are_left_as_they_stand(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", TALKS, None))
    moments = timeline(newsroom, "a").moments
    assert [m.when for m in moments] == ["2019-08", "2021", None]
    assert moments[-1].words == "Wednesday"


def test_the_weightiest_moments_are_kept_where_there_are_too_many(newsroom: Newsroom, report: Report) -> None:
    newsroom.add(
        report("a", " ".join(f"In {year} the Lind dam {year} grew." for year in range(1990, 2010)), "2025-06-02")
    )
    told = timeline(newsroom, "a", most=5).moments
    assert len(told) == 5
    assert [m.when for m in told] == sorted(m.when or "" for m in told)
