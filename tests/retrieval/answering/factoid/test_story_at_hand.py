"""A question asked in a conversation names another story by words that tell as much as it takes to single one out."""

import math

import pytest

from retrieval.answering.factoid.story_at_hand import NAMING_A_STORY, names_another_story, new_information
from retrieval.answering.search import Retrieved

from ..memory_archive import MemoryArchive, sources_of

STORIES = [
    {"id": "regatta", "headline": "Regatta at Vane", "text": "Eleven crews rowed at Vane. The winners got a ham."},
    {"id": "owl", "headline": "Owl in the organ", "text": "An owl nested in the organ of Holm. The verger heard it."},
    *({"id": f"day{n}", "text": f"People took a boat in week {n}. The players sang."} for n in range(40)),
]  # fmt: skip


def asked(text: str) -> Retrieved:
    search = sources_of(MemoryArchive(STORIES)).search
    return search.retrieve_from(search.analyse(text), ["regatta"])


@pytest.mark.parametrize(
    "text", ["how many players?", "who took it", "what did the winners get", "how many zeppelins?", "why?"]
)
def test_words_that_are_common_or_of_the_story_or_of_none_name_no_other(text: str) -> None:
    assert not names_another_story(asked(text), len(STORIES))


@pytest.mark.parametrize(
    "text", ["who heard the owl in the organ", "what did the verger of holm hear", "who won the cup in curling?"]
)
def test_rare_words_of_another_story_name_it_and_some_that_no_story_has_one_that_is_not_there(text: str) -> None:
    assert names_another_story(asked(text), len(STORIES))


def test_a_question_that_shares_no_word_with_the_story_and_has_one_that_no_story_has_is_on_another() -> None:
    assert names_another_story(asked("who came first in the zeppelin"), len(STORIES))
    assert not names_another_story(asked("who came first at vane in the zeppelin"), len(STORIES))
    assert not names_another_story(asked("which players won"), len(STORIES))


def test_in_more_articles_it_takes_more_to_name_one() -> None:
    found = asked("who heard the verger")
    known, unknown = new_information(found)
    assert unknown == 0
    least = math.exp(known / NAMING_A_STORY)
    assert names_another_story(found, math.floor(least))
    assert not names_another_story(found, math.ceil(least))
    assert new_information(asked("who got a ham")) == (0.0, 0)
    assert new_information(asked("how many zeppelins")) == (0.0, 1)
