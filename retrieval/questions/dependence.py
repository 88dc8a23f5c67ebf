"""Whether a question depends on what came before, told by its form: "and who paid?", "in what year?"."""

import re

from retrieval.domain import Context
from retrieval.questions.match_scores import ASKING_TERMS, asks_for_score
from retrieval.questions.patterns import ASKING, Pattern
from retrieval.questions.words import STOP_TERMS, WEAK_TERMS
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: a longer question than this may stand alone
ALONE = 5
#: one of no more words than this, without a name in it, may lean on what came before
BRIEF = 9
#: the same of one that goes on with "and"
BRIEF_GOING_ON = 16
#: the most words of one with a pronoun that needs what came before
SHORT = 12
_GOING_ON = Pattern(r"^\W*(?:and|but|so)\b", re.IGNORECASE)

_TWO = Pattern(
    rf"^\W*(?P<first>(?:{ASKING})\b.{{4,120}}?)\W\s*(?:and|but)\s+(?:{ASKING})\b",
    re.IGNORECASE,
)


_JOINING = Pattern(r"^(?:and|but)\s+", re.IGNORECASE)
#: a first question that is not asked to its end, and a second that is a clause of the first
_OPEN = Pattern(rf"\b(?:{ASKING}|or|and|if|whether|knows?)\W*$", re.IGNORECASE)
_CLAUSE = Pattern(
    rf"^(?:and|but)\s+(?:{ASKING})\s+(?:(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|"
    r"he|she|it|they|we|you|i|to)\b|[A-Z])",
)


def first_of_two(text: str) -> str | None:
    """Return the first of two questions in one, if it is about something: whom it asks for is what "they" in the second means.

    >>> first_of_two("who is against the wind farm and what do they say")
    'who is against the wind farm'
    """
    match = _TWO.match(text)
    return match["first"] if match and not has_no_topic(match["first"]) else None


def two_questions(text: str) -> tuple[str, str] | None:
    """Return two questions that are asked in one, None where one alone is asked.

    >>> two_questions("when did it start and who stopped it?")
    ('when did it start', 'who stopped it?')
    >>> two_questions("Who knows when and where the boat sank?") is None
    True
    """
    match = _TWO.match(text)
    if (
        match is None
        or _OPEN.search(match["first"])
        or _CLAUSE.match(second := text[match.end("first") :].lstrip(" ,;"))
    ):
        return None
    return match["first"].strip(" ,;"), _JOINING.sub("", second)


#: "his", and "her" before a noun
_OWNS = Pattern(
    r"(?:his|hers|her(?=\s+(?!(?:after|before|when|while|then|there|yesterday|today|now|last|on|in|at|for|to|from|with|about|and|or|"
    r"again|because|if|as|by|during|that|this|since|until|so)\b)[a-z]))\b",
    re.IGNORECASE,
)


def owns(text: str, at: int) -> bool:
    """Tell whether the pronoun at a place says whose something is.

    >>> owns("was her boat sunk?", 4), owns("who saw her then?", 8)
    (True, False)
    """
    return _OWNS.match(text, at) is not None


def names_somebody(text: str) -> bool:
    """Tell whether a capitalised word after the first stands in the text: it says itself whom it means."""
    return any(word[:1].isupper() and word not in {"I", "He", "She", "They", "It"} for word in text.split()[1:])


def has_no_topic(text: str) -> bool:
    """Tell whether no word of the question is about anything: "in what year?", "and who was it?", "what was the score?"."""
    terms = analyzer(DEFAULT).terms(text)
    nothing = (STOP_TERMS, WEAK_TERMS, ASKING_TERMS) if asks_for_score(text) else (STOP_TERMS, WEAK_TERMS)
    return bool(terms) and all(any(term in of for of in nothing) for term in terms)


def tells_of(context: Context, topic: str) -> bool:
    """Tell whether a conversation is about a topic just now: its headline or last question has a word of it.

    >>> tells_of(Context(topic="Ferry hits reef"), "the ferries"), tells_of(Context(topic="Ferry hits reef"), "the tram")
    (True, False)
    """
    terms = analyzer(DEFAULT).terms
    asked = set(terms(topic)) - STOP_TERMS - WEAK_TERMS
    return not asked.isdisjoint(terms(f"{context.topic or ''} {context.question or ''}"))


def is_brief(text: str) -> bool:
    """Tell whether a question is so short, and without a name, that it may well lean on what came before.

    One that goes on with "and" may be longer.

    >>> is_brief("who ran the farm?"), is_brief("Who owns the Lindmar Standard?")
    (True, False)
    >>> is_brief("And what kind of boats are likely to be lost in such a storm?")
    True
    """
    most = BRIEF_GOING_ON if _GOING_ON.match(text) else BRIEF
    return len(text.split()) <= most and not names_somebody(text)


def goes_on(text: str) -> bool:
    """Tell whether a brief question goes on with "and"."""
    return _GOING_ON.match(text) is not None and is_brief(text)


def is_short(text: str) -> bool:
    """Tell whether a question with a pronoun is so short that the pronoun stands for something before it."""
    return len(text.split()) <= SHORT
