"""Replies are kept for a while, and no more of them than there is room for."""

import datetime as dt

import pytest

from bot.telegram import replies_at_hand
from bot.telegram.replies_at_hand import LARGEST, RepliesAtHand


def test_a_reply_is_at_hand_for_so_many_seconds() -> None:
    now = [0.0]
    kept = RepliesAtHand(seconds=60, clock=lambda: now[0])
    kept.put(b"what?", b"a reef")
    now[0] = 59.0
    assert kept.get(b"what?") == b"a reef"
    now[0] = 60.0
    assert kept.get(b"what?") is None
    kept.put(b"who?", b"the mayor")
    assert len(kept._kept) == 1


def test_what_is_said_of_yesterday_is_not_said_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    day = [dt.date(2024, 2, 28)]

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Clock":
            return cls(day[0].year, day[0].month, day[0].day, tzinfo=tz)

    monkeypatch.setattr(replies_at_hand.dt, "datetime", Clock)
    kept = RepliesAtHand()
    kept.put(b"what happened today?", b"a strike")
    assert kept.get(b"what happened today?") == b"a strike"
    day[0] = dt.date(2024, 2, 29)
    assert kept.get(b"what happened today?") is None


def test_what_is_kept_is_bounded_in_number_and_size() -> None:
    kept = RepliesAtHand(most=3)
    for number in range(10):
        kept.put(b"%d" % number, b"reply")
    assert [number for number in range(10) if kept.get(b"%d" % number)] == [7, 8, 9]
    kept.put(b"long", bytes(LARGEST + 1))
    assert kept.get(b"long") is None
