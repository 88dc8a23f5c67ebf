"""Who is asked of by "and how did he reply?": whom the one of the last question spoke to."""

import re

from retrieval.questions.patterns import Pattern

_REPLY = Pattern(
    r"^\W*(?:(?:and|but|so|then)\W+)*"
    r"(?:(?:how|what) did (?P<who>he|she|they|the other(?: one)?|[^?,]{2,40}?)"
    r" (?:reply|respond|answer|react|say (?:back|to that|in (?:reply|response|return|answer)))|"
    r"(?:what(?:'s|’s| was| is| were| did)|and) (?:his|her|their|the) (?:reply|replies|response|answer|comeback|reaction)"
    r"(?: (?:to that|say))?)\W*$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(("he", "she", "they", "the other", "the other one"))
#: "say to Justin Trudeau", "told Brill that", "criticise Odo Tarn over": whom the words of somebody are for
_SPOKEN_TO = re.compile(
    r"\b(?:to|at|with|[Tt]ell|[Tt]old|[Aa]sk(?:ed)?|[Aa]ccus(?:e|ed)|[Cc]riticis(?:e|ed)|[Cc]riticiz(?:e|ed)|[Bb]lam(?:e|ed)|"
    r"[Ww]arn(?:ed)?|[Uu]rg(?:e|ed)|[Aa]ttack(?:ed)?)\s+(?P<whom>[A-Z][\w'’-]+(?:\s+(?:(?:de|von|van|der|al|bin)\s+)*[A-Z][\w'’-]+){0,2})"
)


def who_replies(text: str, last_question: str | None) -> str | None:
    """Return whom a question asks the reply of, where it asks for one and the last question named whom was spoken to.

    >>> who_replies("And how did he reply?", "What did Ana Brill say to Odo Tarn about the ferry?")
    'Odo Tarn'
    >>> who_replies("And how did he reply?", "What did Ana Brill say?") is None
    True
    >>> who_replies("how did Tarn respond", "What did Ana Brill say to Odo Tarn about the ferry?")
    'Tarn'
    """
    asked = _REPLY.match(text) if last_question else None
    if asked is None or last_question is None:
        return None
    who = asked["who"]
    if who and who.lower() not in _PRONOUNS:
        return who if who.lower() in last_question.lower() else None
    return spoken_to(last_question)


def spoken_to(question: str) -> str | None:
    """Return whom the words of somebody are for that a question asks after.

    >>> spoken_to("What did Ana Brill say to Odo Tarn?"), spoken_to("What did Ana Brill say?")
    ('Odo Tarn', None)
    """
    found = _SPOKEN_TO.search(question)
    return re.sub(r"['’]s?$", "", found["whom"]) if found else None
