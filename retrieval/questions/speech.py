"""Words by which a question asks for what somebody said or thinks, whatever its form."""

import re
from functools import cache

from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

#: words before "on" by which a question asks in another form
_ASKING = frozenset(
    ("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "is", "are", "was", "were", "do", "does", "did",
     "has", "have", "had", "can", "could", "will", "would", "should", "tell", "news", "anything", "more", "latest", "story",
     "stories", "summary", "summarise", "summarize", "timeline")
)  # fmt: skip
_ON = re.compile(r"^\W*(?P<who>(?:[\w.'’-]+\s+){1,6}?)(?:on|about)\s+\w", re.IGNORECASE)


def is_somebody_on(text: str) -> bool:
    """Tell whether a question has the form of "Ida Falk on the new ferry": what they say about it is asked for.

    >>> is_somebody_on("mayor Falk on how the ferry was lost"), is_somebody_on("Who was on the ferry?")
    (True, False)
    """
    match = _ON.match(text)
    return match is not None and not _ASKING.intersection(match["who"].lower().split())


@cache
def speech_terms() -> frozenset[str]:
    """Return the terms of verbs and nouns of speech, thought and feeling.

    >>> not speech_terms().isdisjoint(analyzer("en").terms("Which mayor reckons the bridge will hold?"))
    True
    """
    words = language(DEFAULT).words("questions.speech", "verbs") + language(DEFAULT).words("questions.speech", "nouns")
    return frozenset(term for word in words for term in analyzer(DEFAULT).terms(word))
