"""One of several stories, pointed at by its number: "in the second one", "summarize the last story"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.questions.patterns import Pattern

#: "is this really the last one?" points at no story
_NUMBERED = Pattern(
    r"(?<!\bis )(?<!\bwas )(?<!\bbe )(?<!really )(?<!\bis the )(?<!\bwas the )(?<!\bbe the )(?<!really the )"
    r"\b(?:in |about |from |of )?(?:the )?(?P<which>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
    r"(?: (?:one|story|article|report))\b",
    re.IGNORECASE,
)
_NUMBERS = {
    word: n
    for n, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"))
    for word in words.split()
} | {"last": -1}


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which one, counted from 0 (-1 is the last), and the question without the words that say so."""

    number: int
    rest: str


def numbered(text: str) -> Numbered | None:
    """Return which of several a question points at, None where it points at none.

    >>> numbered("who paid in the second one?")
    Numbered(number=1, rest='who paid')
    >>> numbered("what does she say, is this really the last one?") is None
    True
    """
    match = _NUMBERED.search(text)
    if match is None:
        return None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,.?!")
    return Numbered(_NUMBERS[match["which"].lower()], rest)


def pointed_at(words: str, articles: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return words on "the second one" as words on this story, and the articles it is among; any others as they are."""
    match = _NUMBERED.search(words)
    if match is None or not -1 <= _NUMBERS[match["which"].lower()] < len(articles):
        return words, articles
    said = f"{words[: match.start()]} this story {words[match.end() :]}"
    return " ".join(said.split()), articles[_NUMBERS[match["which"].lower()] :][:1]
