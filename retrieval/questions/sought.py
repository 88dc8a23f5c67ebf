"""What a question asks for: a person, a place, an amount, a kind of thing. Read from its question word and what follows."""

import re
from dataclasses import dataclass
from enum import StrEnum

from retrieval.questions.words import FUNCTION_WORDS
from retrieval.text.terms import analyzer


class Sought(StrEnum):
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
    THING = "thing"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought, and the terms of the kind of thing ("which airline") that the sentence may name beside it."""

    sought: Sought
    noun: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PEOPLE = _words(
    """
    person people man woman actor actress singer rapper musician artist band star celebrity comedian host author
    writer novelist poet director filmmaker designer player athlete golfer quarterback swimmer runner boxer driver
    coach manager president minister premier chancellor king queen prince princess pope senator congressman
    congresswoman governor mayor judge justice lawyer attorney politician candidate lawmaker official secretary
    ambassador leader chief ceo founder executive billionaire entrepreneur scientist doctor astronaut general
    officer suspect model chef journalist anchor wife husband son daughter father mother brother sister winner
    champion successor predecessor
    """
)
_ORGANISATIONS = _words(
    """
    company companies airline automaker carmaker manufacturer retailer chain bank firm brand startup business maker
    agency organization organisation group team club franchise network channel studio broadcaster newspaper magazine
    university college school party union league airport app platform service website restaurant store conglomerate
    corporation
    """
)
_PLACES = _words(
    """
    country countries nation state states city cities town village county province region island continent capital
    place location river mountain lake sea ocean park district neighborhood neighbourhood planet territory
    """
)
_NAMES = _words(
    """
    movie film song album book novel show series musical play game video track hit single memoir documentary podcast
    title name nickname ship vessel storm hurricane typhoon award festival event holiday law act bill mission
    spacecraft telescope language operation
    """
)
_DATES = _words(
    """
    year years month date day days century decade season weekday
    """
)
_MONEY = re.compile(
    r"\b(cost|costs|pay|pays|paid|worth|price|priced|prices|spend|spent|spending|sell|sells|sold|earn|earns|earned|earning|"
    r"raise|raised|fine|fined|fetch|fetched|salary|donat\w*|money|buy|bought|auction\w*|invest\w*|revenue|charg\w*|owe\w*|"
    r"dollars?|euros?|pounds?|value\w*|settle\w*|debt|wage|budget|loan\w*|bid)\b"
)
_NOUNS: dict[str, Sought] = {
    **dict.fromkeys(_PEOPLE, Sought.PERSON),
    **dict.fromkeys(_ORGANISATIONS, Sought.ORGANISATION),
    **dict.fromkeys(_PLACES, Sought.PLACE),
    **dict.fromkeys(_NAMES, Sought.NAME),
    **dict.fromkeys(_DATES, Sought.DATE),
    **dict.fromkeys(("percentage", "percent", "share", "proportion"), Sought.PERCENT),
    **dict.fromkeys(("age", "ages"), Sought.AGE),
    **dict.fromkeys(("reason", "cause", "motive"), Sought.REASON),
    **dict.fromkeys(("number", "magnitude", "score", "rate", "temperature", "amount", "total", "height", "distance",
                     "speed", "size", "length", "weight", "population", "record"), Sought.NUMBER),
    **dict.fromkeys(("price", "cost", "value", "salary", "revenue", "sum", "fee", "fine", "prize"), Sought.MONEY),
}  # fmt: skip

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HOW = {
    "many": Sought.NUMBER, "old": Sought.AGE, "long": Sought.DURATION, "soon": Sought.DATE, "far": Sought.NUMBER,
    "tall": Sought.NUMBER, "high": Sought.NUMBER, "big": Sought.NUMBER, "large": Sought.NUMBER, "fast": Sought.NUMBER,
    "often": Sought.NUMBER, "deep": Sought.NUMBER, "wide": Sought.NUMBER, "heavy": Sought.NUMBER, "late": Sought.DATE,
    "hot": Sought.NUMBER, "cold": Sought.NUMBER, "few": Sought.NUMBER,
}  # fmt: skip
_LAST_WORDS = {
    "titled": Sought.NAME, "called": Sought.NAME, "named": Sought.NAME, "as": Sought.ANY, "since": Sought.DATE,
    "in": Sought.ANY, "for": Sought.ANY, "by": Sought.ANY, "to": Sought.ANY, "of": Sought.ANY,
}  # fmt: skip
_NAMING = re.compile(r"\b(named|called|titled|known as|the name|go by|dubbed|nicknamed)\b")


def asked_for(sentence: str) -> Asked:
    """Return what the question's last sentence asks for; anything goes where it does not tell."""
    words = [w.lower().replace("’", "'") for w in _WORD.findall(sentence)]
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        if word in {"who", "whom", "whose", "who's"}:
            return Asked(Sought.PERSON)
        if word in {"where", "where's"}:
            return Asked(Sought.PLACE)
        if word in {"when", "when's"} and (at == 0 or words[at - 1] not in {"of", "that"}):
            if at and at < len(words) - 3 and any(w in {"what", "which", "who", "how", "where", "why"} for w in rest):
                continue
            return Asked(Sought.DATE)
        if word == "why":
            return Asked(Sought.REASON)
        if word == "how":
            return _how(rest, sentence.lower())
        if word in {"what", "which", "what's"}:
            return _what(rest, sentence.lower())
    if words and words[0] == "name":
        return _what(words[1:], sentence.lower())
    return Asked(_LAST_WORDS.get(words[-1], Sought.ANY) if words else Sought.ANY)


def _how(rest: list[str], sentence: str) -> Asked:
    if not rest:
        return Asked(Sought.MANNER)
    if rest[0] == "much":
        if _MONEY.search(sentence):
            return Asked(Sought.MONEY)
        return Asked(Sought.NUMBER, _noun(rest[1:3]))
    if rest[0] in _HOW:
        noun = _noun(rest[1:3]) if rest[0] in {"many", "few"} else ()
        if noun and rest[1] in {"days", "weeks", "months", "years", "hours", "minutes", "seconds"}:
            return Asked(Sought.DURATION)
        return Asked(_HOW[rest[0]], noun)
    return Asked(Sought.MANNER)


def _what(rest: list[str], sentence: str) -> Asked:
    """Read "which airline …", "what kind of …", "what was the name of …", "what percentage …"."""
    if rest[:2] in (["kind", "of"], ["type", "of"], ["sort", "of"]):
        return Asked(Sought.THING, _noun(rest[2:4]))
    verb = bool(rest) and rest[0] in {"is", "was", "are", "were", "did", "does", "do", "will", "has", "have", "had"}
    if rest and not verb:
        phrase = _phrase(rest)
        for word in reversed(phrase):
            if (found := _NOUNS.get(word) or _NOUNS.get(word.removesuffix("s"))) is not None:
                return Asked(found, _noun([word]))
        if phrase and rest[0] not in FUNCTION_WORDS:
            return Asked(Sought.THING, _noun(phrase[-1:]))
    if verb and (asked := _predicate(rest[1:])) is not None:
        return asked
    if _NAMING.search(sentence):
        return Asked(Sought.NAME)
    return Asked(Sought.ANY)


def _phrase(words: list[str]) -> list[str]:
    """Return the noun phrase at the start: up to four words before a verb or a preposition."""
    phrase: list[str] = []
    for word in words[:4]:
        if word in FUNCTION_WORDS and word not in {"other", "same", "most"}:
            break
        phrase.append(word)
        if word in _NOUNS:
            break
    return phrase


def _predicate(rest: list[str]) -> Asked | None:
    """Read "what was the cause of …", "what is the capital …": the noun right behind the article."""
    words = rest[:6]
    if words and words[0] in {"the", "a", "an", "his", "her", "their", "its", "one"}:
        words = words[1:]
    for word in words[:4]:
        if word in {"of", "for", "in", "to", "that", "who"}:
            return None
        if (found := _NOUNS.get(word)) is not None:
            return Asked(found, () if word in {"name", "title"} else _noun([word]))
    return None


def _noun(words: list[str]) -> tuple[str, ...]:
    kept = [w for w in words if w not in FUNCTION_WORDS]
    return tuple(analyzer("en").terms(" ".join(kept)))[:2]
