"""Words that carry no topic in a question: they are never searched for and never count as covered.

Those of the default language are known to every archive; other languages' only where an archive has articles in them. In
scripts without spaces they are taken out before the rest is cut into pairs of characters.
"""

import re
from collections.abc import Iterable
from functools import cache

from retrieval.text.languages import DEFAULT, language
from retrieval.text.scripts import SPACELESS
from retrieval.text.terms import analyzer

_DEFAULT = language(DEFAULT)

#: words asked with that are never evidence, in any form
FUNCTION_WORDS = frozenset(_DEFAULT.words("words", "function"))
#: words with the stem of a function word that do say something
TELLING = frozenset(_DEFAULT.words("words", "telling"))


def _terms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(term for word in words for term in analyzer(DEFAULT).terms(word))


STOP_TERMS: frozenset[str] = _terms(FUNCTION_WORDS.union(_DEFAULT.words("words", "question")))
#: words whose presence says little
WEAK_WORDS = frozenset(_DEFAULT.words("words", "weak"))
WEAK_TERMS: frozenset[str] = _terms(WEAK_WORDS) - STOP_TERMS
#: words of every story, by which none is told from the others
EVERYDAY_TERMS: frozenset[str] = _terms(_DEFAULT.words("words", "everyday")) - STOP_TERMS

_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]")
_HIRAGANA = r"\u3041-\u309f"


def foreign_function_words(text: str, languages: Iterable[str]) -> frozenset[str]:
    """Return the function words, in lower case, of the one of `languages` that `text` is in; none where it is in the
    default one.

    >>> "wann" in foreign_function_words("Wann kam die Fähre in den Hafen?", ("en", "de"))
    True
    >>> foreign_function_words("When did the ferry come?", ("en", "de"))
    frozenset()
    """
    others = [code for code in languages if code != DEFAULT]
    if not others:
        return frozenset()
    words = frozenset(_WORD.findall(text.lower()))
    most, found = len(words & FUNCTION_WORDS) + len(words & WEAK_WORDS), frozenset[str]()
    for code in others:
        known = frozenset(language(code).words("words", "function"))
        if len(words & known) > most:
            most, found = len(words & known), known
    return found


def without_asking(text: str) -> str:
    """Return the text with spaces in the place of words of asking, and of particles between words; its length is the same.

    >>> without_asking("青波図書館はいつ閉館した？")
    '青波図書館   閉館した？'
    >>> without_asking("When did it close?")
    'When did it close?'
    """
    if text.isascii() or not SPACELESS.search(text):
        return text
    asking, particles = _patterns("ja" if _KANA.search(text) else "zh")
    kept = asking.sub(_spaces, text) if asking else text
    return particles.sub(_spaces, kept) if particles else kept


def asks(text: str) -> bool:
    """Tell whether a text in such a script holds a word of asking: it is a question, with or without its mark."""
    if text.isascii() or not SPACELESS.search(text):
        return False
    asking, _ = _patterns("ja" if _KANA.search(text) else "zh")
    return asking is not None and asking.search(text) is not None


def _spaces(match: "re.Match[str]") -> str:
    return " " * len(match.group())


@cache
def _patterns(code: str) -> tuple["re.Pattern[str] | None", "re.Pattern[str] | None"]:
    words = sorted(language(code).words("questions.spaceless", "asking"), key=len, reverse=True)
    bound = sorted(language(code).words("questions.spaceless", "particles"), key=len, reverse=True)
    asking = re.compile("|".join(map(re.escape, words))) if words else None
    between = rf"(?<![{_HIRAGANA}])(?:{'|'.join(map(re.escape, bound))})(?![{_HIRAGANA}])"
    return asking, re.compile(between) if bound else None
