"""Requests for a summary: which story, how long, since when. "Summarize the ferry story in two sentences", "longer"."""

import datetime as dt
import re

from retrieval.domain import StoryOf, Summary
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language

#: sentences of a longer and a shorter summary than usual
LONGER, SHORTER, MOST = 6, 2, 20
_WORDS = {word: number for number, word in enumerate(language(DEFAULT).words("numbers", "units")[:10], 1)}
_COUNTED = Pattern(
    r"\b(?:in|into|to|with|using|of)?\s*(?:about |only |just |exactly |at most |max(?:imum)? )*"
    rf"(?P<count>\d{{1,3}}|an?|{'|'.join(_WORDS)})[ -](?:short |brief )?sentences?(?: or (?:so|less|fewer))?\b"
    r"(?:\s+summary\s+of\b)?",
    re.I,
)
_VERSION = r"(?=\s+(?:summary|version|account|one)\b)"
_LONGER = Pattern(
    rf"\b(?:longer{_VERSION}|in (?:more |full )?detail|more detail(?:ed|s)?|(?:full |further )?details|in full|"
    r"at length|more fully|tell me more)\b",
    re.I,
)
_SHORTER = Pattern(
    rf"\b(?:(?:shorter|briefer){_VERSION}|(?:more )?briefly|in (?:brief|short|a nutshell)|in a few words|"
    r"short(?: version)?)\b",
    re.I,
)
#: the same where nothing else is said: "longer", "make it a bit shorter please"; "coffee drinkers live longer" is a topic
_BARE_LENGTHS = (
    (Pattern(r"\b(?:longer|(?:whole|full|entire|long) (?:story|version))\b", re.I), LONGER),
    (Pattern(r"\b(?:shorter|briefer)\b", re.I), SHORTER),
)
_SINCE = Pattern(
    r"\b(?:since|from|after)\s+(?P<when>(?:last |the )?(?:\w+day|yesterday|\w+ ago|(?:\w+ )?\w+ ago|week|month|year|"
    r"\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z]\w+(?:,? \d{4})?|[A-Z]\w+ \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|"
    r"[A-Z]\w+(?: \d{4})?|\d{4}))\b(?:\s+on)?",
)
_LATELY = {"week": 7, "month": 31, "year": 366}
_THIS = Pattern(
    r"^\W*(?:(?:the|this|that|it|its|same|whole|entire|story|article|report|news|piece|one|please|again|me|for|of|on|about|"
    r"make|give|tell|show|just|a|bit|much|even|now|and|little|with|version|summary)\b\W*)*$",
    re.I,
)
_FILLER = Pattern(
    r"\b(?:please|pls|plz|for me|"
    r"(?:the|a|an)\s+(?:whole |latest |recent )?(?:story|article|report|news|piece)\s+(?:about|on|of)|story|"
    r"(?:thing|stuff|business|affair|saga|drama|mess|situation|issue)(?=\W*$))\b",
    re.I,
)


def read_summary(words: str, today: dt.date) -> Summary:
    """Read a request for a summary, without the words that call it one ("summarize").

    The story has no words where it is the one that the conversation is about.
    """
    since = None
    if found := _SINCE.search(words):
        since = _day(found["when"], today)
        if since:
            words = f"{words[: found.start()]} {words[found.end() :]}"
    words, sentences = _length(words)
    topic = "" if _THIS.match(words) else " ".join(_FILLER.sub(" ", words).split()).strip(" ,.:;?!-–")
    return Summary(StoryOf(topic), sentences, since)


def _length(words: str) -> tuple[str, int | None]:
    """Return the words without those on length, and the number of sentences they ask for."""
    if found := _COUNTED.search(words):
        said = found["count"].lower()
        count = int(said) if said.isdigit() else _WORDS.get(said, 1)
        return f"{words[: found.start()]} {words[found.end() :]}", min(max(count, 1), MOST)
    for pattern, count in ((_LONGER, LONGER), (_SHORTER, SHORTER)):
        if found := pattern.search(words):
            return f"{words[: found.start()]} {words[found.end() :]}", count
    for pattern, count in _BARE_LENGTHS:
        rest = pattern.sub(" ", words)
        if rest != words and _THIS.match(rest):
            return rest, count
    return words, None


def _day(words: str, today: dt.date) -> str | None:
    """Return the first day of what the words name, None where they name no time: "from Brunn"."""
    for unit, length in _LATELY.items():
        if words.lower() in {f"last {unit}", f"the {unit}", unit}:
            return (today - dt.timedelta(days=length)).isoformat()
    from retrieval.timeline import stated_dates  # loaded where a day is named

    text = f"since {words}"
    dates = stated_dates(text, (0, len(text)), today.isoformat())
    when = dates[0].when if dates else None
    return f"{when}-01-01"[:10] if when else None
