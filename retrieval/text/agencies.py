"""News agencies: the names by which datelines and bylines give them, read from a list."""

import re
from importlib import resources


def _names() -> list[str]:
    lines = resources.files("retrieval.text").joinpath("agencies.txt").read_text("utf-8").splitlines()
    return sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)


#: alternatives of a pattern, the longest first
AGENCIES = "|".join(map(re.escape, _names()))
#: news agencies and wires, as datelines and bylines write them
AGENCY = re.compile(rf"(?<!\w)(?:{AGENCIES})(?!\w)")


def agency_in(stated: str) -> str | None:
    """Return the agency that a bracket or a byline names, without the desk behind it; None where it names none.

    >>> agency_in("dpa/lno"), agency_in("AP, AFP"), agency_in("the harbour office")
    ('dpa', 'AP', None)
    """
    found = AGENCY.match(stated.strip())
    return found[0] if found else None
