from collections.abc import Callable

import pytest

from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.domain import Answer, AnswerKind, Question
from retrieval.index.embedded import EmbeddedIndex

from .conftest import answerer_of

STORIES = [
    ("school", "2024-02-03", "School in Hagsund to close", "The school in Hagsund will close in July. The school has 12 pupils left."),
    ("rain", "2024-03-05", "Storm floods the harbour", "The storm flooded the harbour of Orsund. Boats were carried as far as the school."),
    ("goat", "2024-03-09", "A goat wins the village race", "A goat called Bertil won the race in Molde Fell, to the surprise of its owner."),
    ("teacher", "2024-03-20", "Hagsund school keeps its teacher", "The last teacher of Hagsund's school will stay until Christmas, the council said."),
]  # fmt: skip


@pytest.fixture(scope="module")
def listing(opened: Callable[..., tuple[Archive, EmbeddedIndex]]) -> Answerer:
    lines = ({"id": id_, "published": day, "headline": head, "text": text} for id_, day, head, text in STORIES)
    return answerer_of(*opened(lines))


def listed(answer: Answer) -> list[str]:
    assert answer.kind is AnswerKind.STORIES
    return [citation.article_id for citation in answer.citations]


def test_a_story_that_merely_mentions_the_word_is_not_listed(listing: Answerer) -> None:
    assert listed(listing.answer(Question("latest on the school"))) == ["teacher", "school"]


def test_a_month_lists_what_was_published_in_it(listing: Answerer) -> None:
    assert listed(listing.answer(Question("What happened in February 2024?"))) == ["school"]
    assert listed(listing.answer(Question("news from March 2024"))) == ["teacher", "goat", "rain"]


def test_a_day_without_stories_has_none(listing: Answerer) -> None:
    answer = listing.answer(Question("What happened on 14 May 2023?"))
    assert answer.abstained
    assert not answer.sentences


def test_what_is_new_lists_the_newest_first(listing: Answerer) -> None:
    assert listed(listing.answer(Question("what's new?"))) == ["teacher", "goat", "rain", "school"]


def test_a_word_with_the_stem_of_a_function_word_may_still_say_something(listing: Answerer) -> None:
    assert listing.answer(Question("who owns the school?")).abstained


def test_the_newest_on_a_topic_is_first_wherever_its_time_was_stated(
    opened: Callable[..., tuple[Archive, EmbeddedIndex]],
) -> None:
    told = (("early", "2024-05-01T01:00+02:00", "shut"), ("late", "2024-05-01T00:30+00:00", "opened"))
    lines = (
        {
            "id": id_,
            "published": time,
            "headline": f"Quarry {what}",
            "text": f"The quarry of Molde was {what} at night.",
        }
        for id_, time, what in told
    )
    answer = answerer_of(*opened(lines)).answer(Question("stories about the quarry"))
    assert listed(answer) == ["late", "early"]
