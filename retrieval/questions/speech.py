"""Words by which a question asks for what somebody said or thinks, whatever its form."""

import re
from functools import cache, lru_cache

from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

#: words before "on" by which a question asks in another form
_ASKING = frozenset(language(DEFAULT).words("questions.asking", "another"))
_GENERAL = Pattern(
    r"^\W*(?:(?:the|this|that|all|whole|entire|latest|today['’]s)\s+){0,3}(?P<noun>[a-z]+)\W*$", re.IGNORECASE
)
_GENERAL_NOUNS = frozenset(language(DEFAULT).words("questions.speech", "general"))
#: words by which somebody may be called, before the "on" of what they speak about
_CALLED = 6


@lru_cache(64)  # a question is looked at by several
def is_somebody_on(text: str) -> bool:
    """Tell whether a question has the form of "Ida Falk on the new ferry": what they say about it is asked for.

    >>> is_somebody_on("mayor Falk on how the ferry was lost"), is_somebody_on("Who was on the ferry?")
    (True, False)
    """
    words = text.lower().split()[: _CALLED + 2]
    at = next((n for n, word in enumerate(words) if word in {"on", "about"}), 0)
    return 0 < at <= _CALLED and at + 1 < len(words) and _ASKING.isdisjoint(words[:at])


def has_words_of_speech(text: str | None) -> bool:
    """Tell whether a verb or noun of speech or thought stands in a question.

    >>> has_words_of_speech("who thinks so"), has_words_of_speech("who won"), has_words_of_speech(None)
    (True, False, False)
    """
    return not speech_terms().isdisjoint(analyzer(DEFAULT).terms(text or ""))


def is_general(topic: str) -> bool:
    """Tell whether a topic only stands for whatever a story tells: "the match" may be told without that word.

    >>> is_general("the match"), is_general("the whole situation"), is_general("the milk")
    (True, True, False)
    """
    match = _GENERAL.match(topic)
    return match is not None and match["noun"].lower() in _GENERAL_NOUNS


@cache
def speech_terms() -> frozenset[str]:
    """Return the terms of verbs and nouns of speech, thought and feeling.

    >>> not speech_terms().isdisjoint(analyzer("en").terms("Which mayor reckons the bridge will hold?"))
    True
    """
    words = language(DEFAULT).words("questions.speech", "verbs") + language(DEFAULT).words("questions.speech", "nouns")
    return frozenset(term for word in words for term in analyzer(DEFAULT).terms(word))
