"""Which days a question means, asked on a Thursday."""

import datetime as dt

import pytest

from retrieval.questions.times import before_newest, days_of, says_only_when, when_of

THURSDAY = "2025-05-15"


def days(text: str, asked: str = THURSDAY) -> tuple[str, str] | None:
    found = days_of(text, asked)
    return found and (dt.date.fromordinal(found[0]).isoformat(), dt.date.fromordinal(found[1]).isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What happened today?", "2025-05-15", "2025-05-15"),
        ("What happened yesterday?", "2025-05-14", "2025-05-14"),
        ("What happened since Monday?", "2025-05-12", "2025-05-15"),
        ("What happened since Thursday?", "2025-05-15", "2025-05-15"),
        ("What happened since Friday?", "2025-05-09", "2025-05-15"),
        ("What happened this week?", "2025-05-08", "2025-05-15"),
        ("What happened past week?", "2025-05-08", "2025-05-15"),
        ("What happened last week?", "2025-05-01", "2025-05-15"),
        ("What happened this month?", "2025-04-14", "2025-05-15"),
        ("What happened last month?", "2025-03-14", "2025-05-15"),
        ("What happened this year?", "2024-05-14", "2025-05-15"),
        ("What happened in the last 3 days?", "2025-05-12", "2025-05-15"),
        ("What happened in the past 2 weeks?", "2025-05-01", "2025-05-15"),
        ("What happened in the last 2 months?", "2025-03-14", "2025-05-15"),
        ("What happened on 2 April?", "2025-04-02", "2025-04-02"),
        ("What happened on April 2nd?", "2025-04-02", "2025-04-02"),
        ("What happened on 2 June?", "2024-06-02", "2024-06-02"),
        ("What happened on 2 April 2019?", "2019-04-02", "2019-04-02"),
        ("What happened in April?", "2025-04-01", "2025-05-01"),
        ("What happened in June 2009?", "2009-06-01", "2009-07-01"),
        ("What happened in December?", "2024-12-01", "2024-12-31"),
    ],
)
def test_named_and_counted_days_are_read(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize("text", ["What happened?", "May Brill won.", "in 1969"])
def test_no_day_is_none(text: str) -> None:
    assert days(text) is None


def test_without_the_day_of_asking_it_is_today() -> None:
    today = dt.datetime.now(dt.UTC).date().toordinal()
    found = days_of("What happened today?")
    assert found
    assert abs(found[0] - today) <= 1
    assert days_of("What happened today?", "no date") == found


@pytest.mark.parametrize(
    "text",
    [
        "Who resigned this week?", "Who won last season?", "recently", "the latest on it", "who was it today?",
        "What is new?", "current state", "who just won?", "What happened on Friday night?", "this morning", "tonight",
    ],
)  # fmt: skip
def test_words_that_say_the_news_is_new_are_seen(text: str) -> None:
    assert when_of(text, THURSDAY).recent


@pytest.mark.parametrize("text", ["Who built the bridge?", "the next week", "a justice", "renewal"])
def test_other_words_say_nothing_of_newness(text: str) -> None:
    assert not when_of(text, THURSDAY).recent


def test_years_are_read_once_each_in_their_order() -> None:
    assert when_of("From 2021 to 1999 and 2021, not 1850 or 20199").years == (2021, 1999)


@pytest.mark.parametrize("words", ["14 March", "this week", "the 3rd of May 2025", "Monday morning", "since yesterday"])
def test_times_alone_are_known(words: str) -> None:
    assert says_only_when(words)


@pytest.mark.parametrize("words", ["", None, "the ferry", "14 ferries", "May Brill", "12345"])
def test_other_words_are_no_times(words: str | None) -> None:
    assert not says_only_when(words)


def test_days_are_moved_before_the_newest_story_only_where_they_are_after_it_and_without_a_year() -> None:
    newest = dt.date(2023, 4, 2).toordinal()

    def moved(text: str) -> str:
        when = before_newest(text, when_of(text, THURSDAY), newest)
        assert when.days
        return dt.date.fromordinal(when.days[0]).isoformat()

    assert moved("What happened on 2 April?") == "2023-04-02"
    assert moved("What happened on 3 April?") == "2022-04-03"
    assert moved("What happened on 2 April 2024?") == "2024-04-02"
    assert moved("What happened yesterday?") == "2025-05-14"
    when = when_of("What happened on 2 April?", THURSDAY)
    assert before_newest("What happened on 2 April?", when, 0) is when
    assert when.days
    assert before_newest("What happened on 2 April?", when, when.days[0]) is when
