"""When a page was published, as the data of its programs say: analytics and the like are told what no reader sees."""

import re
from collections.abc import Iterator
from typing import Any

from retrieval.ingest.readers.dates import stated_time, valid_iso
from retrieval.ingest.readers.web.stated import Stated

_MEMBER = re.compile(
    r"[\"'](?:date_?published|publi(?:sh|shed|cation|shing)_?(?:date|time|at|on)|pub_?date|first_?published(?:_?(?:date|at))?|"
    r"article:published_time)[\"']\s{0,4}:\s{0,4}[\"'](?P<value>[^\"'\\<>]{8,40})[\"']",
    re.I,
)
#: characters of a script that are looked at
_LOOKED_AT = 200_000
#: characters of an ISO date
_DAY = 10


def published_in_programs(tree: Any) -> Stated | None:
    """Return the time of publication in a page's scripts, None where they state days that differ: those of other stories."""
    found = list(_stated(tree))
    return Stated(found[0], "the data of the page's programs") if len({time[:_DAY] for time in found}) == 1 else None


def _stated(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        for match in _MEMBER.finditer((script.text or "")[:_LOOKED_AT]):
            if time := valid_iso(match["value"]) or stated_time(match["value"]):
                yield time
