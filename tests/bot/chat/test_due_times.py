"""A daily hour is that of the clock on the wall, through changes of the clocks and leap days."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.due_times import next_due, start_of_day

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tehran", "Australia/Lord_Howe", "Asia/Kathmandu")
MOMENTS = st.floats(0, 4_000_000_000)


def at(text, zone):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def days_due(first, last, hour, zone):
    """Return the days on which something was due between two days, by the clock on the wall."""
    now, found = at(first, zone), []
    while (now := next_due(now, hour, zone)) < at(last, zone):
        found.append(dt.datetime.fromtimestamp(now, ZoneInfo(zone)))
    return found


@given(MOMENTS, st.integers(0, 23), st.sampled_from(ZONES))
def test_it_is_due_within_the_next_day_and_an_hour_and_never_before(now, hour, zone):
    due = next_due(now, hour, zone)
    assert now < due <= now + 26 * 3600
    assert dt.datetime.fromtimestamp(due, ZoneInfo(zone)).hour in (hour, (hour + 1) % 24)
    assert start_of_day(due, zone) <= due


def test_when_clocks_go_forward_an_hour_that_is_left_out_is_the_one_after_it():
    due = days_due("2025-03-29T00:00", "2025-04-01T00:00", 2, "Europe/Berlin")
    assert [(one.day, one.hour) for one in due] == [(29, 2), (30, 3), (31, 2)]


def test_when_clocks_go_back_an_hour_that_comes_twice_is_due_once():
    due = days_due("2025-10-25T00:00", "2025-10-28T00:00", 2, "Europe/Berlin")
    assert [(one.day, one.hour, one.fold) for one in due] == [(25, 2, 0), (26, 2, 0), (27, 2, 0)]


def test_a_leap_day_has_its_hour():
    due = days_due("2024-02-28T00:00", "2024-03-02T00:00", 8, "America/New_York")
    assert [(one.month, one.day) for one in due] == [(2, 28), (2, 29), (3, 1)]


def test_an_hour_once_due_is_not_due_again_when_the_clock_is_set_back():
    due = next_due(at("2025-06-01T07:00", "UTC"), 8, "UTC")
    assert next_due(due, 8, "UTC") == due + 86_400
