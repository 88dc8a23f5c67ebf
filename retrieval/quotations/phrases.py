"""Where the head of a noun phrase ends, and which articles begin one, by the words of a language."""

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.quotations.lexicon import Lexicon, lexicon
from retrieval.text.languages import DEFAULT

_HEAD_END = re.compile(
    r"[,;(]|—|– | (?:of|for|from|at|in|on|who|with|to|and|against|about|over|by|near|under|between|during|after"
    r"|before|released|into) "
)
#: the same within a role that stands alone
_ROLE_HEAD_END = re.compile(
    r"\s{1,12}(?:of|for|from|at|in|on|with|to|and|against|about|over|by|near|under|between|during|after|turned)\s"
)
_ARTICLE = re.compile(r"^(?:the|a|an|one|his|her|their|its|our|my)\s{1,12}", re.I)
#: letters of words that end the head of a phrase, and of those that begin one
_ENDING, _BEGINNING = "fi&hmb", "d"


def head_end(words: Lexicon) -> re.Pattern[str]:
    """Return the pattern of what ends the head of a noun phrase: "the mayor" in "the mayor of Lome".

    >>> phrase = "le maire de Lome"
    >>> phrase[: head_end(lexicon("fr")).search(phrase).start()]
    'le maire'
    """
    return _patterns(words.language)[0]


def role_head_end(words: Lexicon) -> re.Pattern[str]:
    """Return the pattern of what ends the head of a role that stands alone: "mayor" in "mayor of Lome"."""
    return _ROLE_HEAD_END if words.language == DEFAULT else head_end(words)


def article(words: Lexicon) -> re.Pattern[str]:
    """Return the pattern of an article or possessive at the beginning, with the space behind it.

    >>> article(lexicon("es")).sub("", "el alcalde")
    'alcalde'
    """
    return _patterns(words.language)[1]


def joint(words: Lexicon) -> str:
    """Return the pattern of "of" with an article, between an office and what it is of: " de la "."""
    of = _any(word for word, tag in words.tags.items() if tag == "f")
    articles = _any(word for word, tag in words.tags.items() if tag in _BEGINNING)
    return rf" (?:{of})(?:(?<=[’'])| )(?:(?:{articles})(?:(?<=[’'])| ))?"


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language)
    if words is None or language == DEFAULT:
        return _HEAD_END, _ARTICLE
    ending = _any({word for word, tag in words.tags.items() if tag in _ENDING} | words.constructions.genitives)
    beginning = _any(word for word, tag in words.tags.items() if tag in _BEGINNING)
    return (
        re.compile(rf",|\(|—|– | (?:{ending})(?:(?<=[’']) ?| )"),
        re.compile(rf"^(?:{beginning})(?:(?<=[’'])|\s+)", re.I),
    )


def _any(words: Iterable[str]) -> str:
    """Return the words as alternatives, the longest first, with either apostrophe."""
    known = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("'", "[’']") for word in known) or r"(?!)"
