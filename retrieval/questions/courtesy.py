"""Small words of courtesy around a question: "timeline pls", "can u sum it up", "why tho"."""

import re

_I = re.IGNORECASE
_BEFORE = re.compile(
    r"^(?:(?:please|pls|plz|and|but|so|ok|okay|hey|hi|well|now|then|also|(?:can|could|would) (?:you|u)|"
    r"(?:can|could|may) (?:i|we) (?:get|have|see)|i want|i need|i would like|i'd like|do you know|tell me)\b[\s,]{0,12}){1,12}",
    _I,
)
_AFTER = re.compile(r"[\s,]{1,12}(?:please|pls|plz|thanks|thx|thank you|so far|now|yet|again|(?<!since )then)$", _I)
#: what may stand behind any question, and asks for nothing
_ASIDE = re.compile(
    r"(?:\s{1,12},?\s{0,12}|,\s{0,12})(?:please|pls|plz|tho|though)(?P<marks>[\s?!.…]{0,12})$|"
    r"\s{0,12}[,.!?]\s{1,12}(?:thanks|thx|thank you)[\s!.]{0,12}$|"
    r"^\W{0,12}(?:thanks|thank you|thx|ok|okay|great|cool|nice|right|i see|got it|hi|hello|hey|"
    r"(?:hi|hello|hey) (?:there|bot|all|everyone)|good (?:morning|evening|afternoon|day))\s{0,3}[,.!]{1,3}\s{1,12}",
    _I,
)
#: white space and marks around what is asked
MARKS = ' \t\n?!.…,;:"“”„‘’«»¿¡？！。؟'


def without_courtesy(text: str) -> str:
    """Return a request without its marks and every small word around it.

    >>> without_courtesy("ok, can u show me the timeline pls?")
    'show me the timeline'
    """
    kept = text.strip(MARKS)
    while (shorter := _AFTER.sub("", _BEFORE.sub("", kept)).strip(MARKS)) != kept:
        kept = shorter
    return kept


def without_asides(text: str) -> str:
    """Return any question without what is added before and behind it; a word of courtesy alone as it stands.

    >>> without_asides("Thanks! And why did she go tho?"), without_asides("please"), without_asides("Good evening, who won?")
    ('And why did she go?', 'please', 'who won?')
    """
    kept = _ASIDE.sub(lambda found: (found["marks"] or "").strip(), text, count=2)
    return kept if any(map(str.isalnum, kept)) else text
