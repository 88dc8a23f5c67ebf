"""The newest stories are asked for in many words, and never meant where a topic is named or the story at hand is."""

import pytest

from retrieval.domain import Context, Latest, Question, StoryList
from retrieval.questions.kinds import asks_for_the_newest
from retrieval.questions.reading import read_question

STORY = Context(topic="Storm hits Brunn", question="How many houses did the storm destroy?", articles=("storm",))
TODAY = 739_946


def request(text, context=STORY):
    return read_question(Question(text, context=context, asked="2026-11-26"), lambda: TODAY).request


@pytest.mark.parametrize(
    "text",
    [
        "news", "News please", "latest", "latest news, please", "give me the latest news", "top stories", "stories",
        "what are the main headlines?", "what’s in the news", "what else is new?", "what did I miss?", "show me more news",
    ],
)  # fmt: skip
def test_the_newest_stories_are_listed_whatever_was_spoken_of_before(text):
    assert request(text) == StoryList(None)


@pytest.mark.parametrize(
    "text", ["news from yesterday", "yesterday's news", "what happened yesterday?", "news of yesterday"]
)
def test_a_day_that_is_named_is_the_day_of_the_stories(text):
    assert request(text) == StoryList(None, (TODAY - 1, TODAY - 1))


@pytest.mark.parametrize("text", ["news about the storm", "stories on ferries", "latest on the tram"])
def test_a_topic_is_not_left_out(text):
    assert not asks_for_the_newest(text)


@pytest.mark.parametrize("text", ["what's the latest?", "any news?"])
def test_the_latest_on_the_story_at_hand_is_still_that(text):
    assert isinstance(request(text), Latest)


@pytest.mark.parametrize("text", ["Who reads the news?", "When did the newest stories appear?", "and yesterday?"])
def test_a_question_that_speaks_of_news_is_a_question(text):
    assert not asks_for_the_newest(text)
