"""When something is due that is told once a day, by the clock on the wall of some place."""

import datetime as dt
from zoneinfo import ZoneInfo


def next_due(now: float, hour: int, zone: str) -> float:
    """Return the next moment after `now`, in seconds since 1970, at which it is `hour` o'clock in a time zone.

    An hour that is left out when clocks go forward is the one after it; of one that comes twice, it is the first.

    >>> dt.datetime.fromtimestamp(next_due(0.0, 8, "Europe/Berlin"), dt.UTC).isoformat()
    '1970-01-01T07:00:00+00:00'
    """
    place = ZoneInfo(zone)
    day = dt.datetime.fromtimestamp(now, place).date()
    while True:
        due = dt.datetime.combine(day, dt.time(hour), place).astimezone(dt.UTC).timestamp()
        if due > now:
            return due
        day += dt.timedelta(days=1)


def start_of_day(now: float, zone: str) -> float:
    """Return when the day of `now` began in a time zone, in seconds since 1970."""
    place = ZoneInfo(zone)
    day = dt.datetime.fromtimestamp(now, place).date()
    return dt.datetime.combine(day, dt.time(), place).astimezone(dt.UTC).timestamp()
