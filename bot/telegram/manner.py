"""How a chat wants its messages."""

import datetime as dt
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from bot.chat.preference_store import IN_ZONE, LANGUAGE, ON, PLAIN, QUIET, RICH
from bot.chat.quiet_hours import quiet_hours
from bot.views.locales import is_right_to_left
from bot.views.texts import DEFAULT, known_language


@dataclass(frozen=True, slots=True)
class Manner:
    """How a chat wants its messages: without a sound, without markup, as rich messages, from right to left."""

    silent: bool = False
    plain: bool = False
    rich: bool = False
    right_to_left: bool = False


def manner_of(chosen: Mapping[str, str], now: dt.datetime | None = None, zone: str | None = None) -> Manner:
    """Return how a chat wants its messages: without a sound in its quiet hours, without markup where it reads them aloud.

    `now` is the present unless another time is given; `zone` that of a chat which has chosen none.

    >>> manner_of({"quiet": "22-7", "plain": "on"}, dt.datetime(2030, 5, 1, 23, tzinfo=dt.UTC), "UTC")
    Manner(silent=True, plain=True, rich=False, right_to_left=False)
    """
    hours = quiet_hours(chosen.get(QUIET), chosen.get(IN_ZONE) or zone)
    silent = hours is not None and hours.hold(now or dt.datetime.now(dt.UTC))
    right = is_right_to_left(known_language(chosen.get(LANGUAGE)) or DEFAULT)
    return Manner(silent=silent, plain=chosen.get(PLAIN) == ON, rich=chosen.get(RICH) == ON, right_to_left=right)


_AS_USUAL = Manner()
#: the manner of this update's chat, set when the update is let in
MANNER: ContextVar[Manner] = ContextVar("manner", default=_AS_USUAL)
