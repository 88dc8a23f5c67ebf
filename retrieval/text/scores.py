"""Lines that are nothing but the score of a match: "Harl Rovers 3 Vexley City 2". They have no mark at the end and are told."""

import re

#: characters of such a line
LONGEST = 120
_SIDE = r"[A-Z][\w.&'’-]{0,30}(?:\s[\w.&'’-]{1,30}){0,4}?"
_FIGURE = r"\d{1,3}(?:\.\d{1,2})?"
_BETWEEN = r"\s?[-–—:]\s?"
_AFTER = r"\W*(?:\([^()]{1,60}\))?\W*$"
_SCORE = re.compile(
    rf"^\W*(?:(?:[Ff]ull|[Hh]alf)[- ][Tt]ime\W+|[Rr]esult\W+|[Ss]core\W+)?(?:{_SIDE}\s{_FIGURE}[,;]?\s{_SIDE}\s{_FIGURE}|"
    rf"{_SIDE}\s{_FIGURE}{_BETWEEN}{_FIGURE}\s{_SIDE}){_AFTER}",
)


def is_score(line: str) -> bool:
    """Tell whether a line is the score of a match between two sides, and nothing more.

    >>> is_score("Harl Rovers 3 Vexley City 2"), is_score("Ostby 2-0 Lund (aet)"), is_score("Ten years after Apollo 13")
    (True, True, False)
    """
    return len(line) <= LONGEST and _SCORE.match(line) is not None
