"""The figures of a sentence: their value however they are written, what they measure, and how exactly they are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.claims.numbers import years_in
from retrieval.claims.quantities import Quantity, quantities


def of(text: str) -> list[Quantity]:
    return quantities(text, (0, len(text)))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.5m people", 1_500_000), ("1,500,000 people", 1_500_000), ("one and a half million people", 1_500_000),
        ("half a million people", 500_000), ("two dozen boats", 24), ("a dozen boats", 12), ("twenty-one votes", 21),
        ("two hundred and five lorries", 205), ("a hundred lorries", 100), ("3 thousand lorries", 3_000),
        ("forty thousand lorries", 40_000),
    ],
)  # fmt: skip
def test_words_and_digits_are_worth_the_same(words: str, value: float) -> None:
    (figure,) = of(f"They counted {words} there.")
    assert (figure.kind, figure.value) == ("count", value)


@pytest.mark.parametrize(
    ("words", "kind", "unit", "value"),
    [
        ("$3bn", "money", "usd", 3e9), ("£12.5m", "money", "gbp", 12.5e6), ("6.8 billion crowns", "money", "crown", 6.8e9),
        ("40%", "share", "", 40), ("40 per cent", "share", "", 40), ("two thirds", "share", "", 66.66), ("half", "share", "", 50),
        ("58 kilometres", "length", "", 58_000), ("900 metres", "length", "", 900), ("2 hours", "duration", "", 7_200),
        ("5 percentage points", "points", "", 5), ("7:12 a.m.", "clock", "", 432), ("7 p.m.", "clock", "", 1_140),
    ],
)  # fmt: skip
def test_what_is_measured_is_told_by_the_unit(words: str, kind: str, unit: str, value: float) -> None:
    (figure,) = of(f"It was {words}, they said.")
    assert (figure.kind, figure.unit) == (kind, unit)
    assert figure.value == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(
    "text", ["a girl of 14 years old", "the 14-year-old girl", "a girl aged 14", "Ida Venn, 14, won."]
)
def test_an_age_is_told_from_other_spans_of_time(text: str) -> None:
    (figure,) = of(text)
    assert figure.kind == "age"
    assert round(figure.value / 31_557_600) == 14


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1969.", "on 14 May", "May 14, 2025", "one of them won", "They took Flight 93 home.", "the 3rd time",
        "He is the world No. 53 now.", "the 2013-14 season", "The mission Crew-5 left.",
    ],
)  # fmt: skip
def test_years_days_ordinals_and_parts_of_names_are_no_figures(text: str) -> None:
    assert of(text) == []


def test_four_digits_that_count_something_are_no_year() -> None:
    assert [one.value for one in of("In 2019 the fund paid 2000 people 1900 euros.")] == [2000, 1900]
    text = "In 2019 the fund paid 2000 people."
    assert [text[slice(*span)] for span in years_in(text, (0, len(text)))] == ["2019"]


@pytest.mark.parametrize(
    ("words", "fits", "fails"),
    [
        ("more than 200 boats", 217, 190), ("nearly 200 boats", 195, 260), ("fewer than 200 boats", 150, 217),
        ("about 200 boats", 210, 260), ("dozens of boats", 60, 300), ("tens of thousands of boats", 40_000, 4_000),
        ("several hundred boats", 300, 30), ("1.5 million boats", 1_510_000, 1_700_000), ("a third of them", 33, 45),
    ],
)  # fmt: skip
def test_a_figure_is_meant_as_exactly_as_the_words_before_it_say(words: str, fits: float, fails: float) -> None:
    (figure,) = of(f"They saw {words} there.")
    assert figure.low <= fits <= figure.high
    assert not figure.low <= fails <= figure.high


def test_what_befell_people_is_told_by_the_nearest_word() -> None:
    assert [(one.value, one.harm) for one in of("At least 12 people were killed and 30 hurt.")] == [
        (12, "killed"), (30, "injured"),
    ]  # fmt: skip
    assert [(one.value, one.harm) for one in of("Nobody was killed.")] == [(0, "killed")]


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_figure_stands_in_it(text: str) -> None:
    for figure in of(text):
        assert 0 <= figure.span[0] < figure.span[1] <= len(text)
        assert figure.low <= figure.value <= figure.high


@given(st.integers(min_value=2, max_value=10**9))
def test_a_number_with_commas_is_the_number(number: int) -> None:
    assert [one.value for one in of(f"They sold {number:,} tickets there.")] == [number]


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("At least 40 people were dead.", ["killed"]), ("The flood killed 1,200 people and injured two dozen.", ["killed", "injured"]),
        ("The toll rose to forty-two dead and 300 injured.", ["killed", "injured"]), ("Nine sailors are missing.", ["missing"]),
        ("They recalled two million kettles.", [""]),
    ],
)  # fmt: skip
def test_what_befell_those_who_are_counted_is_told_by_the_nearest_word(text: str, harm: list[str]) -> None:
    assert [figure.harm for figure in of(text)] == harm
