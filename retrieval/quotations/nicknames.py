"""Nicknames that stand within a name: Ann “Bear” Smith, Robert (Bob) Smith."""

import re

_WORDS = r"([^\W\d_a-z][\w’'-]{0,30}(?: [^\W\d_a-z][\w’'-]{0,30}){0,2}|[Tt]he [^\W\d_a-z][\w’'-]{0,30})"
_MARKED = re.compile(rf"[“\"‘'«„]{_WORDS}[”\"’'»“] (?=[^\W\d_a-z])")
_BRACKETED = re.compile(rf"\((?![A-Z]{{2,6}}\)){_WORDS}\) (?=[^\W\d_a-z])")  # "Lome (CNN) In" holds no nickname
#: what may open a nickname
OPENING = frozenset("“\"‘'«„(")


def is_nickname(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end], words in marks behind a name, are a nickname: more of the name follows.

    >>> is_nickname("Ann “Bear” Smith", 4, 10)
    True
    >>> is_nickname("Ann “bears” Smith", 4, 11)
    False
    """
    found = _MARKED.match(text, start)
    return found is not None and found.end() == end + 1


def nickname_behind(text: str, end: int, words: int) -> tuple[str, int] | None:
    """Return the nickname behind a name of so many words that ends at `end`, and where the name goes on.

    >>> nickname_behind("Robert (Bob) Smith", 6, 1)
    ('Bob', 13)
    """
    pattern = _BRACKETED if text[end + 1] == "(" else _MARKED
    found = pattern.match(text, end + 1) if pattern is _MARKED or words == 1 else None
    return (found.group(1), found.end()) if found else None
