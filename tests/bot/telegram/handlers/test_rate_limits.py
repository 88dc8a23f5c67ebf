"""The bucket of questions: what it holds, how it fills, and who is told."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.configuration.sections import AnswerSettings, RateSettings
from bot.configuration.settings import Settings
from bot.telegram.handlers import rate_limits
from bot.telegram.handlers.rate_limits import Limits, Rates

ANA, BO = 1, 2


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def asked(rates: Rates, times: int, user: int = ANA) -> list[bool]:
    """Return which of so many questions, asked at once, were let through."""
    return [rates.wait(user) == 0 for _ in range(times)]


def test_the_settings_say_how_much_a_user_may_ask_and_four_times_as_much_may_be_pressed_and_typed() -> None:
    settings = Settings(
        rates=RateSettings(questions_in_a_row=2, questions_a_minute=6.0), answers=AnswerSettings(longest_question=50)
    )
    limits = Limits.of(settings)
    assert limits == Limits(longest=50, burst=2, a_second=0.1)
    assert limits.often() == Limits(longest=50, burst=8, a_second=0.4)


def test_as_many_as_the_bucket_holds_are_let_through_and_no_more(clock: Clock) -> None:
    assert asked(Rates(Limits(burst=3, a_second=0.5), clock), 5) == [True, True, True, False, False]


def test_a_refilled_bucket_lets_through_again(clock: Clock) -> None:
    rates = Rates(Limits(burst=3, a_second=0.5), clock)
    asked(rates, 4)
    clock.now += 2  # one question
    assert asked(rates, 2) == [True, False]
    clock.now += 4  # two
    assert asked(rates, 3) == [True, True, False]


def test_a_bucket_never_holds_more_than_its_size(clock: Clock) -> None:
    rates = Rates(Limits(burst=3, a_second=0.5), clock)
    asked(rates, 1)
    clock.now += 1_000_000
    assert asked(rates, 4) == [True, True, True, False]


def test_who_waits_as_long_as_told_is_let_through_and_not_before(clock: Clock) -> None:
    rates = Rates(Limits(burst=1, a_second=0.25), clock)
    rates.wait(ANA)
    assert rates.wait(ANA) == 4.0
    clock.now += 3
    assert rates.wait(ANA) == 1.0
    clock.now += 1
    assert rates.wait(ANA) == 0.0


def test_each_user_has_a_bucket_of_their_own(clock: Clock) -> None:
    rates = Rates(Limits(burst=1, a_second=0.5), clock)
    assert asked(rates, 2, ANA) == [True, False]
    assert asked(rates, 2, BO) == [True, False]


def test_of_too_many_users_the_one_heard_of_longest_ago_is_forgotten(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "SEEN", 2)
    rates = Rates(Limits(burst=1, a_second=0.001), clock)
    for user in (1, 2, 1, 3):  # 1 asks again, too fast, and so is remembered longer than 2
        rates.wait(user)
    assert rates.wait(1) > 0
    assert rates.wait(3) > 0
    assert rates.wait(2) == 0


def test_without_settings_ten_questions_in_a_row_and_one_every_two_seconds(clock: Clock) -> None:
    rates = Rates(Limits(), clock)
    assert asked(rates, 12) == [True] * 10 + [False] * 2
    clock.now += 1.9
    assert rates.wait(ANA) > 0
    clock.now += 0.1
    assert rates.wait(ANA) == 0
    assert (Limits().longest, Limits().trusted, rate_limits.SEEN) == (1000, False, 10_000)


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 5), st.floats(0.1, 2))
def test_over_any_time_no_more_are_let_through_than_a_bucket_and_what_fills_it(
    pauses: list[float], burst: int, a_second: float
) -> None:
    clock = Clock()
    rates = Rates(Limits(burst=burst, a_second=a_second), clock)
    let_through: list[float] = []
    for pause in pauses:
        clock.now += pause
        if rates.wait(ANA) == 0:
            let_through.append(clock.now)
    for n, first in enumerate(let_through):
        for m, last in enumerate(let_through[n:], 1):
            assert m <= burst + (last - first) * a_second + 1e-6


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 5), st.floats(0.1, 2))
def test_the_bucket_is_the_one_that_a_slow_count_gives(pauses: list[float], burst: int, a_second: float) -> None:
    clock = Clock()
    rates, left = Rates(Limits(burst=burst, a_second=a_second), clock), float(burst)
    for pause in pauses:
        clock.now += pause
        left = min(float(burst), left + pause * a_second)
        waits = rates.wait(ANA)
        if abs(left - 1) > 1e-6:  # on the edge, rounding decides
            assert (waits == 0) == (left >= 1)
        if waits == 0:
            left -= 1
        else:
            assert waits == pytest.approx((1 - left) / a_second, abs=1e-6)


def test_the_clock_is_one_that_is_never_set_back() -> None:
    rates: Callable[[int], float] = Rates(Limits(burst=1, a_second=0.0001)).wait
    assert [rates(ANA) == 0, rates(ANA) == 0] == [True, False]
