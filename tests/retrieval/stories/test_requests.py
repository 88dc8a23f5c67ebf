"""Requests for a story: by its words or its id, at the length asked for, since a day."""

from collections.abc import Callable

import pytest

from retrieval.domain import AnswerKind, Article, ComparisonOf, StoryOf, Summary, TimelineOf
from retrieval.stories import Stories

from .conftest import CHESS, FLOOD, FLOOD_AGAIN, Newsroom

Report = Callable[..., Article]


@pytest.fixture
def stories(newsroom: Newsroom, report: Report) -> Stories:
    newsroom.add(
        report("a", FLOOD, "2025-03-03", "Lind floods Brunn", "Coast Daily"),
        report("b", FLOOD_AGAIN, "2025-03-04", "Boats search Brunn", "The Ledger"),
        report("c", CHESS, "2025-03-04", "Sol is chess champion", "The Ledger"),
        report(
            "d",
            "Irina Sol opened a chess school in Dornholm. The chess school has 12 boards.",
            "2025-06-01",
            "Chess school opens",
        ),
    )
    return Stories(newsroom.archive, newsroom.pipeline.index)


def test_a_story_is_told_at_the_length_asked_for(stories: Stories) -> None:
    answer = stories.tell(Summary(StoryOf("the Brunn flood"), 2))
    assert answer.kind is AnswerKind.SUMMARY
    assert len(answer.sentences) == 2
    assert len(stories.tell(Summary(StoryOf("the Brunn flood"), 6)).sentences) == 6


def test_a_story_is_named_by_its_id_or_by_an_article_of_it(stories: Stories) -> None:
    of_article = stories.tell(Summary(StoryOf(id="c"), 1))
    assert [e.article_id for e in of_article.sentences] == ["c"]
    story = stories.of_article("c")
    assert story
    assert stories.tell(Summary(StoryOf(id=story.id), 1)) == of_article


def test_a_story_is_told_in_time_and_side_by_side(stories: Stories) -> None:
    story = stories.of_article("a")
    assert story
    in_time = stories.in_time(TimelineOf(StoryOf("the Brunn flood")))
    assert in_time.timeline == stories.timeline(story.id)
    compared = stories.compared(ComparisonOf(StoryOf(id="a")))
    assert compared.comparison == stories.side_by_side(story.id)
    for nothing in (TimelineOf(StoryOf("the volcano of Peru")), TimelineOf(StoryOf(id="s_gone"))):
        assert stories.in_time(nothing).abstained


def test_the_course_of_events_goes_on_in_stories_whose_headlines_tell_of_the_same(
    newsroom: Newsroom, report: Report
) -> None:
    newsroom.add(
        report(
            "sinks",
            "The barge Ottar sank in Port Ellin on 3 March 2025.",
            "2025-03-03",
            "Barge Ottar sinks in Port Ellin",
        ),
        report("tried", "A jury acquitted the owner on 9 June 2025.", "2025-06-09", "Owner of barge Ottar acquitted"),
        report("other", "A barge race was won by Sarn on 1 May 2025.", "2025-05-01", "Sarn wins the barge race"),
    )
    stories = Stories(newsroom.archive, newsroom.pipeline.index)
    told = stories.in_time(TimelineOf(StoryOf("the barge Ottar"))).timeline
    assert told is not None
    assert [moment.evidence.article_id for moment in told.moments] == ["sinks", "tried"]


def test_since_a_day_only_what_came_after_is_told(stories: Stories) -> None:
    answer = stories.tell(Summary(StoryOf("the Brunn flood"), since="2025-03-04"))
    assert {e.article_id for e in answer.sentences} == {"b"}


def test_where_several_stories_fit_they_are_offered(stories: Stories) -> None:
    answer = stories.tell(Summary(StoryOf("Irina Sol")))
    assert answer.kind is AnswerKind.STORIES
    assert {c.article_id for c in answer.citations} == {"c", "d"}
    days = [c.published or "" for c in answer.citations]
    assert days == sorted(days, reverse=True)
    assert not answer.sentences


@pytest.mark.parametrize("around", ["{}", "what it is with {} that we have now"])
def test_words_without_a_topic_make_no_request_plainer(stories: Stories, around: str) -> None:
    answer = stories.tell(Summary(StoryOf(around.format("Irina Sol"))))
    assert answer.kind is AnswerKind.STORIES


def test_of_those_that_fit_the_best_is_told_where_the_words_are_many(stories: Stories) -> None:
    answer = stories.tell(Summary(StoryOf("Irina Sol chess")))
    assert answer.kind is AnswerKind.SUMMARY
    assert len({e.article_id for e in answer.sentences}) == 1


def test_a_headline_names_its_story(stories: Stories) -> None:
    answer = stories.tell(Summary(StoryOf("Chess school opens")))
    assert {e.article_id for e in answer.sentences} == {"d"}


def test_a_story_nobody_told_gets_the_nearest_headlines(stories: Stories) -> None:
    answer = stories.tell(Summary(StoryOf("the volcano of Peru and Fiji")))
    assert answer.abstained
    assert answer.citations


def test_the_one_story_whose_headline_says_all_of_the_words_is_told(stories: Stories) -> None:
    told = stories.tell(Summary(StoryOf("chess school"), 1))
    assert told.kind is AnswerKind.SUMMARY
    assert [e.article_id for e in told.sentences] == ["d"]
