"""Hours of the day in which a chat does not want to be disturbed, in its own time zone."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS = re.compile(r"(\d{1,2})(?::00)?\s*[-–—]\s*(\d{1,2})(?::00)?")
#: where nobody has named another
ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From the hour `start` to before the hour `end` of a time zone, over midnight where that is earlier."""

    start: int
    end: int
    zone: str = ZONE

    def hold(self, now: dt.datetime) -> bool:
        """Say whether a moment, which knows its zone, lies in these hours.

        >>> QuietHours(22, 7, "Europe/Berlin").hold(dt.datetime(2025, 1, 5, 22, 30, tzinfo=dt.UTC))
        True
        >>> QuietHours(22, 7).hold(dt.datetime(2025, 1, 5, 7, 0, tzinfo=dt.UTC))
        False
        """
        hour = now.astimezone(ZoneInfo(self.zone)).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def quiet_hours(text: str | None, zone: str | None = None) -> QuietHours | None:
    """Return the hours that a text like "22-7" gives, None where it gives none or an unknown zone.

    >>> quiet_hours("22-7", "Asia/Tehran")
    QuietHours(start=22, end=7, zone='Asia/Tehran')
    >>> quiet_hours("25-7") is quiet_hours("22-7", "Nowhere/Land") is quiet_hours("8-8") is None
    True
    """
    found = _HOURS.fullmatch((text or "").strip())
    if not found:
        return None
    start, end = int(found[1]), int(found[2])
    if start > 23 or end > 24 or start == end % 24 or not is_zone(zone or ZONE):
        return None
    return QuietHours(start, end % 24, zone or ZONE)


def is_zone(name: str) -> bool:
    """Say whether a time zone of that name is known.

    >>> is_zone("Europe/Berlin"), is_zone("../etc/passwd"), is_zone("")
    (True, False, False)
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)
