"""What a question asks for: a person, a place, an amount, a kind of thing. Read from its question word and what follows."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from retrieval.questions.lexicon import lexicon
from retrieval.questions.patterns import Pattern
from retrieval.questions.speech import speech_terms
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer


class AnswerType(StrEnum):
    """What must stand in a sentence for it to be able to answer."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    AGE = "age"
    DURATION = "duration"
    NAME = "name"
    REASON = "reason"
    MANNER = "manner"
    WORDS = "words"
    THING = "thing"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """The type of the answer, and the terms of the kind of thing ("which airline") that the sentence may name beside it.

    `measure` is the word of "how far", what is asked for is a number of units; that of "how much" leaves open of which.
    A person is asked for `by_name` where a role or "she" does not answer: "what is the driver's name"; a thing `by_quality`
    where what it is like answers, and no name need be told: "what kind of boat".
    """

    type: AnswerType
    noun: tuple[str, ...] = ()
    measure: str = ""
    by_name: bool = False
    by_quality: bool = False


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MEASURES = "many far tall high big large fast often deep wide heavy hot cold few"
#: what "how" asks for, by the word behind it
_HOW = {
    **dict.fromkeys(_MEASURES.split(), AnswerType.NUMBER),
    **dict.fromkeys(("soon", "late", "recently", "early"), AnswerType.DATE),
    "old": AnswerType.AGE,
    "long": AnswerType.DURATION,
}
#: "how big is the fine" asks for an amount
_SIZES = frozenset(("big", "large", "high"))
_CURRENCIES = frozenset(("dollars", "euros", "pounds", "yen", "rupees", "francs", "kronor", "pesos", "cents", "pence"))
_UNITS = {"days", "weeks", "months", "years", "hours", "minutes", "seconds", "decades"}
_VERBS = frozenset(language(DEFAULT).words("questions.asking", "auxiliaries"))
#: forms that end a noun phrase: "which team won", "which actor made"
_PAST = frozenset(language(DEFAULT).words("questions.asking", "ends"))
#: what rises and falls does so by any measure: "how far have prices fallen"
_CHANGES = frozenset(language(DEFAULT).words("questions.asking", "changes"))
#: how finite forms of verbs of speech end ("argues", "thought", "swore"): "which talk show", "which call centre" have none
_INFLECTED = ("s", "t", "e")
#: what may stand between "which of" and those of whom one is asked for
_COUNTS = frozenset(language(DEFAULT).words("questions.asking", "counts"))
#: "what's the score", and "whats" as it is as often written
_CONTRACTED = {
    f"{word}{end}": [word, "is"] for word in ("what", "who", "where", "when", "how", "why") for end in ("s", "'s")
}
_LAST_WORDS = {"titled": AnswerType.NAME, "called": AnswerType.NAME, "named": AnswerType.NAME, "since": AnswerType.DATE}
_MONEY = Pattern(
    r"\b(?:costs?|pay|paid|worth|price[ds]?|spen[dt]|spending|s[eo]ld?|sells|earn\w*|rais(?:e|ed|ing)|fined?|fetch\w*|salary|donat\w*|"
    r"profits?|turnover|bonus(?:es)?|compensation|damages|ransom|rent|fares?|money|buy|bought|auction\w*|invest\w*|revenue|charg\w*|owe\w*|dollars?|euros?|pounds?|value\w*|settle\w*|debts?|wages?|budget|loan\w*|bid)\b"
)
#: what somebody paid, or was paid: "what did it go for", "what do nurses earn"
_PRICE = Pattern(
    r"^(?:did|do|does|will|would|was|were|is|are|has|have) .{1,60} (?:costs?|fetch(?:ed)?|earn(?:ed)?|pay|paid|go for|gone for|"
    r"(?:sell|sold) for|auctioned for)(?: (?:at|in|on|a|an|per|each|the end|then|now)\b[a-z ]{0,30})?$",
    signs="cost fetch earn pa go sell sold auction",
)
_NAMING = Pattern(r"\b(?:named|called|titled|known as|the name|go by|dubbed|nicknamed)\b")
#: whose name is asked for: "her name", "the driver's name", "the name of the doctoral student"
_NAME_OF = Pattern(
    r"\b(?P<their>his|her|their) names?\b|(?P<owner>[a-z-]+?)(?:'s|s'|s) names?\b|"
    r"\bnames? of (?:(?:the|an?|that|this|those|these|his|her|their|all|both) )*(?P<of>(?:[a-z-]+ ){0,3}[a-z-]+)"
)
_SAYING = Pattern(r"^(?:did|does|do|has|have|had) .{1,60} (?:say|said|tell|told|call|called|describe|described)\b")


def expected_answer(sentence: str) -> ExpectedAnswer:
    """Return what the question's last sentence asks for; anything goes where it does not tell.

    >>> expected_answer("How many people were aboard?").type
    <AnswerType.NUMBER: 'number'>
    >>> expected_answer("Which airline flew there?").noun
    ('airlin',)
    >>> expected_answer("Who built the bridge?").type
    <AnswerType.PERSON: 'person'>
    >>> expected_answer("How long was the strike?").type
    <AnswerType.DURATION: 'duration'>
    """
    words = ["u.s." if word == "US" else word.lower().replace("’", "'") for word in _WORD.findall(sentence)]
    words = [part for word in words for part in _CONTRACTED.get(word, [word])]
    for at, word in enumerate(words):
        found = _at(words, at, word.removesuffix("'s"), sentence.lower())
        if found is not None:
            return found
    if words and words[0] == "name":
        return _what(words[1:], sentence.lower())
    if _is_of_somebody(sentence.lower()):
        return ExpectedAnswer(AnswerType.PERSON, by_name=True)
    return ExpectedAnswer(_LAST_WORDS.get(words[-1], AnswerType.ANY) if words else AnswerType.ANY)


def _at(words: list[str], at: int, word: str, sentence: str) -> ExpectedAnswer | None:
    rest = words[at + 1 :]
    if word in {"who", "whom", "whose"}:
        return None if at and any(w in {"what", "which", "how"} for w in rest) else ExpectedAnswer(AnswerType.PERSON)
    if word == "where":
        return ExpectedAnswer(AnswerType.PLACE)
    if word == "when":
        asked_later = at > 0 and any(w in {"what", "which", "who", "how", "where", "why"} for w in rest)
        return None if asked_later or (at and words[-1] == "to") else ExpectedAnswer(AnswerType.DATE)
    if word == "why":
        return ExpectedAnswer(AnswerType.REASON)
    if word == "how":
        return _how(rest, sentence)
    if word in {"what", "which"}:
        return _what(rest, sentence)
    return None


def _how(rest: list[str], sentence: str) -> ExpectedAnswer:
    if not rest:
        return ExpectedAnswer(AnswerType.MANNER)
    if rest[0] == "much" and rest[1:2] and rest[1] in {"time", "longer"}:
        return ExpectedAnswer(AnswerType.DURATION)
    if rest[0] == "much":
        return (
            ExpectedAnswer(AnswerType.MONEY)
            if _MONEY.search(sentence)
            else ExpectedAnswer(AnswerType.NUMBER, _substance(rest[1:2]), measure="much")
        )
    if rest[0] not in _HOW:
        called = rest[0] in _VERBS and {"called", "named"}.intersection(rest[1:])
        return _by_form(sentence) if called else ExpectedAnswer(AnswerType.MANNER)
    if rest[0] in _SIZES and _noun_kind(next((word for word in rest[1:] if word not in FUNCTION_WORDS), "")) == "money":
        return ExpectedAnswer(AnswerType.MONEY)
    if rest[0] == "far" and not _CHANGES.isdisjoint(rest):  # prices fall by shares or amounts, and no miles
        return ExpectedAnswer(AnswerType.NUMBER, measure="much")
    if rest[0] == "many" and rest[1:2] and rest[1] in _CURRENCIES:
        return ExpectedAnswer(AnswerType.MONEY)
    noun = rest[1:3] if rest[0] in {"many", "few"} and not _is_verb(rest[1:2]) else []
    if noun and noun[0] in _UNITS:
        return ExpectedAnswer(AnswerType.DURATION, _terms(noun[:1]))
    if rest[:2] == ["many", "people"] or rest[:2] == ["many", "times"]:
        return ExpectedAnswer(AnswerType.NUMBER)
    return ExpectedAnswer(_HOW[rest[0]], _terms(noun), rest[0] if rest[0] in lexicon().units else "")


def _substance(words: list[str]) -> tuple[str, ...]:
    """Return the terms of what "how much" asks for, "how much snow fell"; none in "how much did it grow", "how much higher"."""
    compared = any(word.endswith("er") and {word[:-2], word[:-3]} & _HOW.keys() for word in words)
    return () if compared or _is_verb(words) or not FUNCTION_WORDS.isdisjoint(words) else _terms(words)


def _is_verb(words: list[str]) -> bool:
    """Tell whether a form of a verb stands first: "how many died", "how many were hurt"."""
    return any(word in _VERBS or word in _PAST or word.endswith("ed") for word in words)


def _what(rest: list[str], sentence: str) -> ExpectedAnswer:
    """Read "which airline …", "what kind of …", "what was the name of …", "what percentage …"."""
    if rest[:1] == ["of"]:
        rest = _members_of(rest[1:])
    if rest[1:2] == ["of"] and rest[0] in {"kind", "type", "sort", "form", "style", "mode", "brand", "breed", "piece"}:
        return replace(_kind(_phrase(rest[2:]) or rest[2:3]), by_quality=True)
    if rest and rest[0] not in _VERBS:
        if _asks_for_subject(rest):
            return _by_form(sentence)
        phrase = _phrase(rest)
        return _kind(phrase, speaks=_speaks(rest[len(phrase) :])) if phrase else _by_form(sentence)
    if _SAYING.match(" ".join(rest)):
        return ExpectedAnswer(AnswerType.WORDS)
    if _PRICE.match(" ".join(rest)):
        return ExpectedAnswer(AnswerType.MONEY)
    found = _predicate(rest[1:]) if rest and not _is_of_somebody(sentence) else None
    return found or _by_form(sentence)


def _asks_for_subject(rest: list[str]) -> bool:
    """Tell whether "what" is what did something: "what caused the fire", but "what breed is it"."""
    return _is_verb(rest[:1]) and not rest[0].endswith("eed") and (len(rest) == 1 or rest[1] in FUNCTION_WORDS)


def _by_form(sentence: str) -> ExpectedAnswer:
    if _is_of_somebody(sentence):
        return ExpectedAnswer(AnswerType.PERSON, by_name=True)
    return ExpectedAnswer(AnswerType.NAME if _NAMING.search(sentence) else AnswerType.ANY)


def _is_of_somebody(sentence: str) -> bool:
    """Tell whether the name of a person is asked for, and not that of a film or a storm."""
    for match in _NAME_OF.finditer(sentence):
        words = (match["of"] or match["owner"] or "").split()
        if match["their"] or any(_noun_kind(word) == AnswerType.PERSON for word in words):
            return True
    return False


def _noun_kind(word: str) -> str | None:
    nouns = lexicon().nouns
    return nouns.get(word) or nouns.get(_singular(word))


def _members_of(rest: list[str]) -> list[str]:
    """Read "which of the three sisters", "which of Ann Brill's teachers": what one of them is asked for begins there."""
    owner = next((n for n, word in enumerate(rest[:4], start=1) if word.endswith("'s")), 0)
    rest = rest[owner:]
    while rest and (rest[0] in FUNCTION_WORDS or rest[0] in _COUNTS):
        rest = rest[1:]
    return rest


def _speaks(rest: list[str]) -> bool:
    """Tell whether a verb of speech, thought or feeling stands first: who does so is a person, whatever they are called."""
    return bool(rest) and _is_speech(rest[0])


def _is_speech(word: str) -> bool:
    return not speech_terms().isdisjoint(analyzer(DEFAULT).terms(word))


def _kind(phrase: list[str], *, speaks: bool = False) -> ExpectedAnswer:
    """Return what the last known noun of a noun phrase asks for: "which tennis star", "which state's capital city"."""
    nouns = lexicon().nouns
    for word in reversed(phrase):
        known = word if word in nouns else _singular(word)
        if known in nouns:
            return ExpectedAnswer(AnswerType(nouns[known]), _terms([word]))
    return ExpectedAnswer(AnswerType.PERSON if speaks else AnswerType.THING, _terms(phrase[-1:]))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _phrase(words: list[str]) -> list[str]:
    """Return the noun phrase at the start: up to five words, before a function word or a verb's past form."""
    phrase: list[str] = []
    for word in words[:5]:
        if word in FUNCTION_WORDS and word not in {"other", "most", "same", "own", "off"}:
            break
        if phrase and (word in _PAST or (word.endswith("ed") and not phrase[-1].endswith(("most", "best", "ly")))):
            break
        if phrase and word[-1:] in _INFLECTED and _is_speech(word):  # "which professor fears"
            break
        phrase.append(word.removesuffix("'s"))
        if word.endswith("'s"):  # "which country's leader": the country is asked for
            break
    return phrase


def _predicate(rest: list[str]) -> ExpectedAnswer | None:
    """Read "what was the cause of …", "what is the capital …": the noun right behind the article."""
    words = rest[:6]
    if words and words[0] in {"the", "a", "an", "his", "her", "their", "its", "one"}:
        words = words[1:]
    nouns = lexicon().nouns
    for word in words[:4]:
        if word in {"of", "for", "in", "to", "that", "who"}:
            return None
        if (kind := nouns.get(word)) is not None:
            return ExpectedAnswer(AnswerType(kind), () if word in {"name", "title"} else _terms([word]))
    return None


def _terms(words: list[str]) -> tuple[str, ...]:
    kept = [word for word in words if word not in FUNCTION_WORDS]
    return tuple(analyzer(DEFAULT).terms(" ".join(kept)))[-2:]
