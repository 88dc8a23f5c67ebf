"""The words of `signs.toml`, made into patterns when they are first asked for."""

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """Return the words of a list, of all languages, longer ones first.

    >>> "par" in words("byline", "before")
    True
    """
    lists = _lists()[section][key].split("\n")
    return tuple(
        sorted({word.strip() for line in lists for word in line.split(",") if word.strip()}, key=len, reverse=True)
    )


@cache
def beginning(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern of a text that begins with one of the words: letters follow none of them."""
    return re.compile(rf"\s*(?:{_alternatives(section, key)})(?![^\W\d_])", re.I)


@cache
def anywhere(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern of one of the words where a word begins; what follows may be its ending."""
    return re.compile(rf"(?<![^\W\d_])(?:{_alternatives(section, key)})", re.I)


def _alternatives(section: str, key: str) -> str:
    return "|".join(re.escape(word) for word in words(section, key))


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("signs.toml").read_text("utf-8"))
