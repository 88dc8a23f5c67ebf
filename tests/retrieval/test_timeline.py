"""Dates are read as a person would read them on the day of publication."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import Precision
from retrieval.timeline import main_date, stated_dates

#: a Sunday
PUBLISHED = "2009-06-28T10:57"


def read(sentence: str, published: str | None = PUBLISHED, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [
        (sentence[d.span[0] : d.span[1]], d.when, d.precision.value)
        for d in stated_dates(sentence, (0, len(sentence)), published, language)
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "when", "precision"),
    [
        ("Contacts froze in August 2008.", "August 2008", "2008-08", "month"),
        ("They announced it on Saturday.", "Saturday", "2009-06-27", "day"),
        ("They announced it on Sunday.", "Sunday", "2009-06-28", "day"),
        ("They met last Sunday.", "last Sunday", "2009-06-21", "day"),
        ("They will meet on Monday.", "Monday", "2009-06-29", "day"),
        ("Talks go on until Wednesday.", "Wednesday", "2009-07-01", "day"),
        ("Contacts were frozen since last August.", "last August", "2008-08", "month"),
        ("They broke off last June.", "last June", "2008-06", "month"),
        ("It began in March.", "March", "2009-03", "month"),
        ("The dam will be full by December.", "December", "2009-12", "month"),
        ("The law passed on June 3, 2007.", "June 3, 2007", "2007-06-03", "day"),
        ("The law passed on the 3rd of June 2007.", "3rd of June 2007", "2007-06-03", "day"),
        ("The law passed on Sept. 11.", "Sept. 11", "2008-09-11", "day"),
        ("A page kept up to date: the storm passed on July 2.", "July 2", "2009-07-02", "day"),
        ("It was sold yesterday.", "yesterday", "2009-06-27", "day"),
        ("It was sold two days ago.", "two days ago", "2009-06-26", "day"),
        ("It was sold last year.", "last year", "2008", "year"),
        ("It was sold last week.", "last week", "2009-06-15", "week"),
        ("The club was founded in 1904.", "1904", "1904", "year"),
        ("The record stands at 2009-06-01 still.", "2009-06-01", "2009-06-01", "day"),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(
    sentence: str, words: str, when: str, precision: str
) -> None:
    assert read(sentence) == [(words, when, precision)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He may march on.", "May the best win.", "In March 2,000 people died.", "Flight 2008 was late.",
        "The Jan. 6 committee met.",
        "They counted 1999 votes.", "On Mondays it rains.", "The second Sundays club met.", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(sentence: str) -> None:
    assert [when for _, when, precision in read(sentence) if precision != "month"] == []


def test_without_a_day_of_publication_only_what_names_its_year_is_resolved() -> None:
    assert read("It froze in August 2008 and thawed on Saturday.", None) == [
        ("August 2008", "2008-08", "month"),
        ("Saturday", None, "day"),
    ]


@pytest.mark.parametrize(
    ("sentence", "language", "when"),
    [
        ("Переговоры прошли 27 июня 2009 года.", "ru", "2009-06-27"),
        ("Die Gespräche endeten im August 2008.", "de", "2008-08"),
        ("Les discussions ont eu lieu le 3 mai 2009.", "fr", "2009-05-03"),
    ],
)
def test_dates_of_other_languages_are_read(sentence: str, language: str, when: str) -> None:
    assert [found[1] for found in read(sentence, language=language)] == [when]


def test_a_language_that_nobody_reads_has_no_dates() -> None:
    assert read("27 kwaliti 2009", language="xx") == []


def test_a_sentence_is_about_its_most_exact_date_that_is_known() -> None:
    sentence = "Frozen since August 2008, contacts resume, they said on Saturday."
    dates = stated_dates(sentence, (0, len(sentence)), PUBLISHED)
    chosen = main_date(dates)
    assert chosen is not None
    assert (chosen.when, chosen.precision) == ("2009-06-27", Precision.DAY)
    unknown = main_date(stated_dates(sentence, (0, len(sentence)), None))
    assert unknown is not None
    assert unknown.when == "2008-08"
    assert main_date([]) is None


def test_a_year_comes_before_its_months_and_a_month_before_its_days() -> None:
    sentence = "It was 3 May 2009, it was May 2009, it was in 2009, and then Saturday."
    dates = sorted(stated_dates(sentence, (0, len(sentence)), None), key=lambda date: date.order)
    assert [date.when for date in dates] == ["2009", "2009-05", "2009-05-03", None]


PARTS = "on in by May August 2008 31 February 99 last next Saturday ago two days 3rd of yesterday 2009-02-31 , ."
WORDS = st.sampled_from(PARTS.split(" "))


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=12), st.sampled_from([PUBLISHED, None, "0001-01-01", "9999-12-31", "2009", "soon"]))
def test_whatever_the_words_every_date_stands_where_it_says(words: list[str], published: str | None) -> None:
    sentence = " ".join(words)
    for date in stated_dates(f"--{sentence}", (2, 2 + len(sentence)), published):
        assert 2 <= date.span[0] < date.span[1] <= 2 + len(sentence)
