"""Whether a word is one of the language at all: what is none was mistyped, or is a name."""

from collections.abc import Iterable
from functools import cache

from retrieval.text.languages import DEFAULT

#: shorter words are not asked for
_SHORTEST = 4


def is_a_word(word: str) -> bool:
    """Tell whether a word in any case stands in the dictionary, which is read when it is first asked.

    >>> [is_a_word(word) for word in ("bakery", "Ferry", "baekry", "fery")]
    [True, True, False, False]
    """
    return word.lower() in _counts()


def commonest(words: Iterable[str]) -> str | None:
    """Return the word that is the commonest in the language, None where none is one.

    >>> commonest(["bakery", "bakkery"]), commonest(["bakkery"])
    ('bakery', None)
    """
    known = [word for word in words if word in _counts()]
    return max(known, key=lambda word: (_counts()[word], word), default=None)


@cache
def _counts() -> dict[str, int]:
    from spellchecker import SpellChecker  # it takes a fifth of a second, and most questions have no unknown word

    frequency = SpellChecker(language=DEFAULT, distance=1).word_frequency
    return {word: count for word, count in frequency.items() if len(word) >= _SHORTEST}
