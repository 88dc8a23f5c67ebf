"""Outlets side by side: what all say, what only one says, and what differs, each with its sentence and time."""

from collections.abc import Callable

import pytest

from retrieval.domain import Article, Comparison
from retrieval.stories import Stories

from .conftest import FLOOD, Newsroom

Report = Callable[..., Article]
FIRST = (
    "The river Lind flooded the town of Brunn on Monday. At least 40 people were dead, the ministry said. "
    '"We have no pumps and no boats," said mayor Ada Kolb. The church clock stopped at nine.'
)
SECOND = (
    "The town of Brunn was flooded by the river Lind on Monday. The ministry put the toll at 42 dead. "
    '"We have no pumps and few boats," said mayor Ada Kolb. Trains to Odessin stood still.'
)


def compared(newsroom: Newsroom, report: Report, *reports: tuple[str, str, str]) -> Comparison:
    newsroom.add(
        *(report(f"a{n}", text, day, outlet=outlet) for n, (outlet, day, text) in enumerate(reports)),
    )
    story = newsroom.story_of("a0")
    assert story is not None
    return Stories(newsroom.archive, newsroom.pipeline.index).side_by_side(story)


@pytest.fixture
def comparison(newsroom: Newsroom, report: Report) -> Comparison:
    return compared(
        newsroom, report, ("Coast Daily", "2025-03-03T18:00", FIRST), ("The Ledger", "2025-03-04T09:00", SECOND)
    )


def test_what_all_outlets_say_is_shown_for_each(comparison: Comparison) -> None:
    assert set(comparison.outlets) == {"Coast Daily", "The Ledger"}
    shared = [{side.outlet: side.evidence.text for side in group} for group in comparison.shared]
    assert {
        "Coast Daily": "The river Lind flooded the town of Brunn on Monday.",
        "The Ledger": "The town of Brunn was flooded by the river Lind on Monday.",
    } in shared


def test_what_only_one_outlet_says_is_shown_with_it(comparison: Comparison) -> None:
    alone = {(side.outlet, side.evidence.text) for side in comparison.alone}
    assert ("Coast Daily", "The church clock stopped at nine.") in alone
    assert ("The Ledger", "Trains to Odessin stood still.") in alone


def test_figures_that_differ_are_shown_with_their_times(comparison: Comparison) -> None:
    (difference,) = [d for d in comparison.differing if d.kind == "figure"]
    assert difference.about == "killed"
    assert [(side.outlet, side.published, side.words) for side in difference.sides] == [
        ("Coast Daily", "2025-03-03T18:00", "40"),
        ("The Ledger", "2025-03-04T09:00", "42"),
    ]
    for side in difference.sides:
        ((start, end),) = side.evidence.emphasis
        assert side.evidence.text[start - side.evidence.start : end - side.evidence.start] == side.words


def test_quotations_that_differ_are_shown_with_their_speaker(comparison: Comparison) -> None:
    (difference,) = [d for d in comparison.differing if d.kind == "quotation"]
    assert "Kolb" in difference.about
    assert [side.outlet for side in difference.sides] == ["Coast Daily", "The Ledger"]


def test_the_articles_shown_are_cited(comparison: Comparison) -> None:
    assert {c.article_id for c in comparison.citations} == {"a0", "a1"}


def test_the_same_figure_in_words_and_digits_is_no_difference(newsroom: Newsroom, report: Report) -> None:
    comparison = compared(
        newsroom,
        report,
        ("A", "2025-03-03", "Eleven people were killed when the Lind flooded Brunn. The river Lind rose."),
        ("B", "2025-03-03", "The flood of the Lind killed 11 people in Brunn. The river Lind fell."),
    )
    assert comparison.differing == ()


def test_a_sentence_that_differs_is_not_shown_again_as_shared(newsroom: Newsroom, report: Report) -> None:
    comparison = compared(
        newsroom,
        report,
        ("A", "2025-03-03", "The flood of the river Lind killed 11 people in Brunn on Monday. The river Lind rose."),
        ("B", "2025-03-03", "The flood of the river Lind killed 12 people in Brunn on Monday. The river Lind fell."),
    )
    assert len(comparison.differing) == 1
    assert "killed" not in " ".join(side.evidence.text for group in comparison.shared for side in group)


def test_a_story_of_one_outlet_has_nothing_to_compare(newsroom: Newsroom, report: Report) -> None:
    comparison = compared(newsroom, report, ("A", "2025-03-03", FLOOD))
    assert comparison.outlets == ("A",)
    assert comparison.shared == comparison.alone == comparison.differing == ()


def of_two(newsroom: Newsroom, report: Report, one: str, other: str) -> list[str]:
    """Return the words in which two outlets' figures differ that tell the same story."""
    begin = "The river Lind flooded the town of Brunn on Monday, the ministry said."
    comparison = compared(
        newsroom, report, ("A", "2025-03-03", f"{begin} {one}"), ("B", "2025-03-03", f"{begin} {other}")
    )
    return [side.words for difference in comparison.differing for side in difference.sides]


def test_money_and_what_is_counted_by_one_word_or_as_people_in_general_differ(
    newsroom: Newsroom, report: Report
) -> None:
    of_boats = of_two(
        newsroom, report, "The ministry sent 30 boats to Brunn and spent $4 million on pumps for the flooded town.",
        "The ministry sent 36 boats to Brunn and spent $5 million on pumps for the flooded town.",
    )  # fmt: skip
    assert of_boats == ["30", "36", "$4 million", "$5 million"]


def test_ages_and_hours_are_no_figures_that_differ(newsroom: Newsroom, report: Report) -> None:
    one = "Ada Kolb, 41, the mayor of Brunn, opened the shelter in the flooded school at 7 p.m. on Monday."
    assert of_two(newsroom, report, one, one.replace("41", "43").replace("7 p.m.", "8 p.m.")) == []
