"""Questions that say that they are about something else: "Different thing: who won?", "Back to Falk: did she resign?"."""

import re
from dataclasses import dataclass

from retrieval.questions.patterns import Pattern

_I = re.IGNORECASE
_TURNING = r"^\W*(?:(?:ok|okay|right|well|so|and|now|but)\b\W*)*"
_ELSEWHERE = Pattern(
    _TURNING
    + r"(?:(?:an?\s+)?(?:different|another|new|other|separate|next|unrelated)\s+(?:thing|question|topic|subject|story)|"
    r"something\s+(?:else|different)|change\s+of\s+(?:subject|topic)|on\s+(?:another|a\s+different)\s+(?:note|topic|subject))"
    r"(?:\s+now)?\s*[.:,;!–—-]+\s*(?P<rest>\S.*)$",
    _I | re.DOTALL,
)
_NAMED_TOPIC = Pattern(
    _TURNING
    + r"(?:(?P<back>back|returning)\s+to|speaking\s+of|talking\s+of)\s+(?P<topic>[^,.:;?!]{2,40}?)\s*[,.:;–—-]+\s*"
    r"(?P<rest>\S.*)$|"
    r"^\W*(?P<of>[^,.:;?!]{2,40}?)\s+question(?:\s+now)?\s*[:,–—-]\s*(?P<asked>\S.*)$",
    _I | re.DOTALL,
)
#: what says that the answer was none
_REJECTS = Pattern(
    r"^\W*(?:no+|nope|nah|wrong|not (?:that|this|it|him|her|them)(?: one)?|(?:no\W+)?(?:that|this|it)(?:'s|’s|s| is)? "
    r"(?:wrong|not (?:it|right|true|what i (?:asked|meant|mean|wanted|want)(?: for)?)))\W*$",
    _I,
)


@dataclass(frozen=True, slots=True)
class Turned:
    """What is asked, without the words that turn to it; `back` is what they turn back to, if anything."""

    text: str
    back: str | None = None


def change_of_subject(text: str) -> Turned | None:
    """Return what is asked by a question that says that it turns to something, None for any other.

    >>> change_of_subject("Different thing. Who won the cup?")
    Turned(text='Who won the cup?', back=None)
    >>> change_of_subject("ok, back to the ferry: did it sink?")
    Turned(text='the ferry. did it sink?', back='the ferry')
    """
    if match := _ELSEWHERE.match(text):
        return Turned(match["rest"])
    match = _NAMED_TOPIC.match(text)
    if match is None:
        return None
    topic, rest = match["topic"] or match["of"], match["rest"] or match["asked"]
    return Turned(f"{topic}. {rest}", back=topic if match["back"] else None)


def rejects(text: str) -> bool:
    """Tell whether a message says that what was answered is not what was asked.

    >>> rejects("no, that's not what I meant"), rejects("no boats?")
    (True, False)
    """
    return _REJECTS.match(text) is not None
