"""Words by which a question asks for what somebody said or thinks, whatever its form."""

from functools import cache

from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer


@cache
def speech_terms() -> frozenset[str]:
    """Return the terms of verbs and nouns of speech, thought and feeling.

    >>> not speech_terms().isdisjoint(analyzer("en").terms("Which mayor reckons the bridge will hold?"))
    True
    """
    words = language(DEFAULT).words("questions.speech", "verbs") + language(DEFAULT).words("questions.speech", "nouns")
    return frozenset(term for word in words for term in analyzer(DEFAULT).terms(word))
