"""What the headline of a story says of the words that somebody asks for a story with."""

from collections.abc import Iterable
from functools import lru_cache

from retrieval.questions import Analysis, analyse
from retrieval.text.terms import question_words

#: terms that a headline must have for words to be this headline, and the share of them that the words must hold
FEWEST, SHARE = 3, 0.8
#: words, and headlines, that were looked at last: the stories that they may mean are compared with them one by one
_WORDS, _HEADLINES = 16, 64


def words_asked(words: str, languages: Iterable[str]) -> Analysis:
    """Return the words that a story is asked for with, read; what they say of time is that of the day when they were."""
    return _words_asked(words, tuple(languages))


@lru_cache(_WORDS)
def _words_asked(words: str, languages: tuple[str, ...]) -> Analysis:
    return analyse(words, languages)


def headline_terms(text: str | None, languages: Iterable[str]) -> frozenset[str]:
    """Return the terms of a headline, or of words, in any of the languages (ISO 639-1)."""
    return _headline_terms(text or "", tuple(languages))


@lru_cache(_HEADLINES)
def _headline_terms(text: str, languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term for word in question_words(text, languages) for term in word.terms)


def says_all(headline: str | None, words: str, languages: Iterable[str]) -> bool:
    """Tell whether a headline has every word that is about something, in whatever form.

    >>> says_all("Barge Ottar sinks", "the barge Ottar", ("en",)), says_all("Barge sinks", "the barge Ottar", ("en",))
    (True, False)
    """
    known = list(languages)
    asked, told = words_asked(words, known), headline_terms(headline, known)
    return all(not told.isdisjoint((term, *asked.others.get(term, ()))) for term in asked.terms)


def is_headline(headline: str | None, words: str, languages: Iterable[str]) -> bool:
    """Tell whether words are this headline, or nearly.

    >>> is_headline("Barge Ottar sinks off Ellin", "barge ottar sinks off ellin!", ("en",))
    True
    """
    known = list(languages)
    told = headline_terms(headline, known)
    return len(told) >= FEWEST and len(told & headline_terms(words, known)) >= SHARE * len(told)
