"""Words that carry no topic in a question: they are never searched for and never count as covered.

Those of the default language are known to every archive; other languages' only where an archive has articles in them.
"""

import re
from collections.abc import Iterable

from retrieval.text.languages import DEFAULT, language
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

_WORD = re.compile(r"[^\W\d_]+")


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
