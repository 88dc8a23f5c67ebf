"""A story is told in sentences that a reader can understand as they stand, each with its citation."""

from collections.abc import Callable

import pytest

from retrieval.domain import Article
from retrieval.stories import Stories

from .conftest import CHESS, FLOOD, FLOOD_AGAIN, Newsroom

Report = Callable[..., Article]


@pytest.fixture
def stories(newsroom: Newsroom) -> Stories:
    return Stories(newsroom.archive, newsroom.pipeline.index)


@pytest.fixture
def flood(newsroom: Newsroom, report: Report) -> str:
    """Return the story of two reports on a flood, among others."""
    newsroom.add(
        report("a", FLOOD, "2025-03-03", "Lind floods Brunn", "Coast Daily"),
        report("b", FLOOD_AGAIN, "2025-03-04", "Boats search Brunn", "The Ledger"),
        report("c", CHESS, "2025-03-04", "Sol is champion", "The Ledger"),
    )
    story = newsroom.story_of("a")
    assert story is not None
    return story


def test_a_story_is_told_in_the_order_of_time_with_a_citation_for_each_article(stories: Stories, flood: str) -> None:
    answer = stories.summary(flood, 4)
    assert not answer.abstained
    assert len(answer.sentences) == 4
    assert [e.article_id for e in answer.sentences] == sorted(e.article_id for e in answer.sentences)
    assert [c.article_id for c in answer.citations] == list(dict.fromkeys(e.article_id for e in answer.sentences))
    assert answer.context.topic in {"Lind floods Brunn", "Boats search Brunn"}
    assert len(answer.context.shown) == 4


def test_a_story_can_be_told_from_a_day_on(stories: Stories, flood: str) -> None:
    answer = stories.summary(flood, 4, since="2025-03-04")
    assert {e.article_id for e in answer.sentences} == {"b"}
    assert stories.summary(flood, since="2026-01-01").abstained


def test_an_article_is_told_by_its_own_id(stories: Stories, flood: str) -> None:
    answer = stories.summary("c", 2)
    assert [e.article_id for e in answer.sentences] == ["c", "c"]
    assert answer.context.topic == "Sol is champion"


def test_a_story_that_does_not_exist_gets_the_nearest_headlines_and_no_sentence(stories: Stories, flood: str) -> None:
    answer = stories.summary("the flood of Tasqar")
    assert answer.abstained
    assert not answer.sentences
    assert {c.headline for c in answer.citations} & {"Sol is champion", "Lind floods Brunn", "Boats search Brunn"}
    assert stories.summary("s_aaaaaaaaaa").citations


def test_nothing_can_be_told_of_an_empty_archive(stories: Stories) -> None:
    assert stories.summary("s_aaaaaaaaaa").abstained
    assert stories.find("flood") == []
    assert stories.newest(5) == []
    assert stories.timeline("s_aaaaaaaaaa").moments == ()
    assert stories.side_by_side("s_aaaaaaaaaa").outlets == ()
    assert stories.coverage("Kolb").counts == ()


def test_stories_are_found_by_what_their_articles_hold(stories: Stories, flood: str) -> None:
    found = stories.find("what happened with the flood in brunn")
    assert found[0].story.id == flood
    assert stories.find("chess champion")[0].story.headline == "Sol is champion"
    assert stories.find("volcano") == []


def test_a_story_of_one_sentence_is_that_sentence(stories: Stories, newsroom: Newsroom, report: Report) -> None:
    newsroom.add(report("a", "The river Lind flooded Brunn."))
    assert [e.text for e in stories.summary("a", 5).sentences] == ["The river Lind flooded Brunn."]


def test_a_pronoun_at_the_start_comes_with_the_sentence_before(
    stories: Stories, newsroom: Newsroom, report: Report
) -> None:
    newsroom.add(
        report("a", "Mayor Ada Kolb came to Brunn by boat on Monday evening. She asked the capital for pumps.")
    )
    both = stories.summary("a", 2)
    assert [e.lead_text for e in both.sentences] == [None, None]
    newsroom.add(
        report(
            "b",
            "Of rain. Mayor Ada Kolb. She asked for pumps and pumps and she asked the capital Odessin for pumps in Odessin.",
        )
    )
    (one,) = stories.summary("b", 1).sentences
    if one.text.startswith("She"):
        assert one.lead_text == "Mayor Ada Kolb."


def test_words_of_a_speaker_who_is_not_named_beside_them_are_told_with_the_speaker(
    stories: Stories, newsroom: Newsroom, report: Report
) -> None:
    newsroom.add(
        report(
            "a",
            '"The dyke had failed." "We have no pumps." "The capital sleeps." "Brunn drowns and the capital sleeps."',
        )
    )
    answer = stories.summary("a", 2)
    assert len(answer.sentences) == 2


def test_a_story_of_thousands_is_told_by_its_most_central_articles(
    stories: Stories, newsroom: Newsroom, report: Report
) -> None:
    newsroom.add(*(report(f"a{n}", f"{FLOOD} Boat {n} left at dawn.", outlet=f"Outlet {n % 9}") for n in range(120)))
    story = newsroom.story_of("a0")
    assert story is not None
    assert stories.get(story) == stories.of_article("a119")
    assert len(stories.summary(story, 5).sentences) == 5
    assert len(stories.timeline(story, most=6).moments) <= 6
    assert len(stories.side_by_side(story).outlets) <= 6
    assert len(stories.citations(story, 10)) == 10


def test_coverage_counts_articles_and_quotations_by_outlet_and_day(
    stories: Stories, newsroom: Newsroom, report: Report, flood: str
) -> None:
    newsroom.add(
        report("d", '"We have no pumps," Ada Kolb said. Ada Kolb is tired.', "2025-03-05", outlet="The Ledger")
    )
    newsroom.add(report("e", "Ada Kolb slept.", None))
    counted = stories.coverage("kolb")
    assert [(c.day, c.outlet, c.articles) for c in counted.counts] == [
        ("2025-03-03", "Coast Daily", 1),
        ("2025-03-04", "The Ledger", 1),
        ("2025-03-05", "The Ledger", 1),
    ]
    assert counted.undated == 1
    assert counted.quotations >= 1
    assert stories.coverage("!!").counts == ()
