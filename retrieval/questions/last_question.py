"""What the last question was about: who it asked after, and its words without those that ask."""

import re
from functools import cache

from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language

_I = re.IGNORECASE
_LEADING = Pattern(
    r"^\W*(?:(?:who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|old|far|often))?)\b\s*)", _I
)
#: what stands before the topic in a request for a story
TELLING = Pattern(
    r"^\W*(?:please\s+)?(?:what happened (?:with|to|in|at|on)|tell me about|summari[sz]e|sum up|catch me up on|brief me on|"
    r"what(?:'s|’s| is) (?:happening|going on) (?:with|in|at|to)|"
    r"(?:what(?:'s|’s| is) )?(?:the )?latest(?: news)? (?:on|about|from|with)|"
    r"(?:any )?news (?:on|about|of|from))\s+",
    _I,
)
_WHO_IS = Pattern(r"^\W*who(?:'s|’s| is| was| are| were)\s+(?P<who>(?:the |an? )?[^,?]{2,60}?)\W*$", _I)
_OWNING = re.compile(r"['’]s$")
_NAMED = r"[A-Z][\w'’-]{0,40}(?:\s+[A-Z][\w'’-]{0,40}){0,2}"
_DOES = re.compile(
    rf"\b(?:[Dd]id|[Dd]oes)\s+(?P<theirs>{_NAMED}(?<=['’]s)\s+[a-z-]{{2,40}})\b|"
    rf"\b(?:[Dd]id|[Dd]oes|[Dd]o|[Hh]as|[Hh]ad|[Hh]ave|[Ii]s|[Ww]as|[Ww]ill|[Ww]ould)\s+(?P<who>{_NAMED})\b"
)


_NOUN = Pattern(r"^\W*(?:(?:and|ok|so)\W+)?(?:(?:the|its|his|her|their|what|exact)\s+)*(?P<noun>[a-z]+)\W*$", _I)
#: a name inside a question, and what begins words that are no name
_NAMES = re.compile(r"(?<=\s)[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")
_NO_NAME = Pattern(
    r"^(?:the|an?|his|her|its|their|this|that|these|those|some|any|all|in|on|at|for|with|to|from|of|by|before|after|since|"
    r"until|during|over|under)\b",
    _I,
)


def asked_after(question: str | None) -> str | None:
    """Return whom the last question asked after: "who was the captain?"."""
    match = _WHO_IS.match(question or "")
    return match["who"] if match else None


def asked_of(question: str | None) -> str | None:
    """Return whom the last question named as doing it: "How did Ann Moss explain the delay?".

    >>> asked_of("How did Ann Moss explain it?"), asked_of("What did Ann Moss's lawyer say?")
    ('Ann Moss', "Ann Moss's lawyer")
    """
    match = _DOES.search(question or "")
    return match["theirs"] or _OWNING.sub("", match["who"]) if match else None


def question_word(question: str) -> str:
    """Return the words that a question begins to ask with, "what about" where there are none.

    >>> question_word("How many boats sank?"), question_word("Did it sink?")
    ('How many', 'what about')
    """
    match = _LEADING.match(question)
    return match.group().strip() if match else "what about"


def asked_again(question: str, whom: str) -> str | None:
    """Return a question as asked of another name, without the names in it; None where it is none that is given.

    >>> asked_again("In what year did Ostra ban night trains?", "Lorne")
    'In what year did  ban night trains Lorne?'
    >>> asked_again("Who paid?", "the shopkeepers") is None
    True
    """
    return None if _NO_NAME.match(whom) else f"{_NAMES.sub('', question.rstrip(' ?!.'))} {whom}?"


def asked_by_noun(text: str) -> str | None:
    """Return the words by which a mere noun asks, None where words are more, or another noun.

    >>> asked_by_noun("weight?"), asked_by_noun("and the price"), asked_by_noun("the mayor?")
    ('how heavy', 'how much', None)
    """
    match = _NOUN.match(text)
    return _asking_nouns().get(match["noun"].lower()) if match else None


@cache
def _asking_nouns() -> dict[str, str]:
    lines = (line.split() for line in language(DEFAULT).lines("questions.asking", "asked_by_noun"))
    return {noun: asked.replace("_", " ") for asked, *nouns in lines for noun in nouns}


def without_question_word(question: str | None) -> str:
    """Return what a question is about, without the words that ask or that call for a story.

    >>> without_question_word("When did it sink?"), without_question_word("tell me about the mill")
    ('did it sink?', 'the mill')
    """
    return _LEADING.sub("", TELLING.sub("", question or "", count=1), count=1)


def statement(question: str | None) -> str:
    """Turn what was asked before into context: a sentence before the one that asks.

    >>> statement("When did the mill open?")
    'did the mill open.'
    """
    return without_question_word(question).rstrip(" ?!.:") + "."
