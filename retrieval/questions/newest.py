"""Asking for the newest stories and nothing else: "news", "today's headlines please", "what did I miss?"."""

import re

from retrieval.questions.patterns import Pattern

_TIME = (
    r"(?:today|yesterday|tonight|lately|recently|now|right now|at the moment|"
    r"(?:this|last|past) (?:morning|afternoon|evening|night|week|weekend|month|year))"
)
_NEWS = r"(?:news|stories|headlines|articles)"
#: a demand that stands alone, whatever the conversation was about
_NEWEST = Pattern(
    r"^\W*(?:(?:please|so|ok|and|then|hey|can you|could you|show|give|tell|send|list|read|me|us|"
    r"what(?:'s|’s|s| is| are)?|all|of|in|the|some|your)\b[\s,]*)*"
    rf"(?:(?:(?:latest|newest|recent|top|main|big|biggest|major|most important|more|other|new|daily|{_TIME}(?:'s|’s)?)\s+)*"
    rf"{_NEWS}(?:\s+(?:right now|now))?|latest)"
    rf"(?:\s+(?:(?:of|from|for|in|on)\s+)?(?:the\s+)?{_TIME}(?:'s|’s)?)?(?:\s*,?\s*(?:please|thanks?|thank you))?\W*$|"
    r"^\W*(?:so\s+)?what (?:did i|have i|i have|i’ve|i've) miss(?:ed)?"
    rf"(?:\s+{_TIME})?\W*$|"
    rf"^\W*(?:so\s+)?what(?: has|(?:'s|’s))? happened(?: in the news)?\s+{_TIME}\W*$|"
    rf"^\W*(?:so\s+)?what(?: else)?(?:'s|’s|s| is| are) (?:else )?new(?:\s+{_TIME})?\W*$",
    re.IGNORECASE,
    signs="news stories headlines articles latest miss new happened",
)
#: "what's the latest?", of a story where there is one to speak of
_LEANS = Pattern(r"^\W*(?:so\s+|and\s+)?what(?:'s|’s|s| is) (?:the )?latest\W*$", re.IGNORECASE, signs="latest")


def asks_for_the_newest(text: str) -> bool:
    """Say whether a text asks for the newest stories, of a time or of any, and for no topic.

    >>> [asks_for_the_newest(text) for text in ("news", "yesterday's headlines, please", "what did I miss this week?")]
    [True, True, True]
    >>> [asks_for_the_newest(text) for text in ("news about the ferry", "what's the latest?", "who is in the news?")]
    [False, False, False]
    """
    return _NEWEST.match(text) is not None and _LEANS.match(text) is None
