"""Dates of feeds in every shape that is seen: RFC 3339, RFC 822 and what programs make of them, in ISO 8601."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from retrieval.ingest.readers.dates import stated_time

#: what RFC 822 and its successors allow, and nothing that their readers only guess at
_RFC_822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?!0\d{3})\d{2,4}\s+"
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s+(?:[+-]\d{4}|UT|UTC|GMT|Z|[ECMP][SD]T))?",
    re.I,
)
_UNIX_TIME = re.compile(r"\d{10}(?:\d{3})?(?:\.0*)?")
#: "2024-03-05T10:00:00 +0100", "2024-03-05 10:00:00 UTC", "2024-03-05T10:00:00.000+01"
_NEARLY_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:T|\s+)(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>[+-]\d\d(?::?\d\d)?|Z|UTC|GMT)?",
    re.I,
)


#: "Tue Mar 5 10:00:00 2024", as C's asctime and Twitter write it
_ASCTIME = re.compile(
    r"(?:[A-Z][a-z]{2}\s{1,12})?(?P<month>[A-Z][a-z]{2})\s{1,12}(?P<day>\d{1,2})\s{1,12}(?P<time>\d{1,2}:\d\d(?::\d\d)?)\s{1,12}"
    r"(?P<zone>[+-]\d{4}|[A-Z]{2,5})?\s{0,12}(?P<year>(?:19|20)\d\d)"
)
#: who names these zones writes the month first
_AMERICAN = re.compile(r"\b[ECMP][SD]T$")
#: "Tuesday, 05-Mar-24 10:00:00 UTC", of RFC 850
_RFC_850 = re.compile(
    r"(?:[A-Z][a-z]+,\s+)?\d{1,2}-[A-Z][a-z]{2}-\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+(?:UTC|GMT|[+-]\d{4}))?"
)


def moment_of(text: str, *, day_first: bool | None = None) -> tuple[datetime | None, str]:
    """Return the moment that a date names, for comparing, and the date in ISO 8601 with no zone or time added.

    `day_first` says how 05/03/2024 is read; None leaves such a date unread.

    >>> moment_of("Sat, Oct 28 2023 08:28:28 PM")[1], moment_of("05 Mar 2024")[1]
    ('2023-10-28T20:28:28', '2024-03-05')
    """
    asctime = _ASCTIME.fullmatch(text)
    if asctime is not None:
        text = "{day} {month} {year} {time} {zone}".format(**asctime.groupdict(default="")).strip()
    if day_first is None and _AMERICAN.search(text):
        day_first = False
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _of_iso(text), text
    # a year or month alone is no date
    if re.fullmatch(r"\d{4}(?:-?\d\d)?", text):
        return None, ""
    if _UNIX_TIME.fullmatch(text):
        seconds = int(text.partition(".")[0])
        at = datetime.fromtimestamp(seconds / 1000 if seconds > 10**11 else seconds, UTC)
        return at, at.isoformat(timespec="seconds")
    for read in (_of_iso, _of_nearly_iso, _of_rfc_822):
        moment = read(text)
        if moment is not None:
            return moment, moment.isoformat()
    if re.search(r"[+-]\d{5,}$", text):  # no zone is written so: the date is damaged
        return None, ""
    is_dotted = re.match(r"\d{1,2}\.\s?\d{1,2}\.", text) is not None  # nobody writes the month first with full stops
    form = stated_time(" ".join(text.split()), day_first=True if is_dotted else day_first)
    return (_of_iso(form), form) if form else (None, "")


def _of_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _of_nearly_iso(text: str) -> datetime | None:
    match = _NEARLY_ISO.fullmatch(text)
    if match is None:
        return None
    zone = (match["zone"] or "").upper().replace("UTC", "+00:00").replace("GMT", "+00:00")
    return _of_iso(
        f"{match['date']}T{match['time'].zfill(5) if match['time'].count(':') == 1 else match['time'].zfill(8)}{zone}"
    )


def _of_rfc_822(text: str) -> datetime | None:
    if _RFC_822.fullmatch(text) is None and _RFC_850.fullmatch(text) is None:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
