"""Whom a role alone stands for: "the NATO chief" is the one person before it whom the text calls something like that."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from retrieval.domain import Span
from retrieval.quotations.antecedents import is_quoted
from retrieval.quotations.bearers import Bearer, Bearers
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import bare
from retrieval.quotations.roles import AHEAD, WORDS, after, before, is_role

_DEFINITE = re.compile(r"\b(?:the|his|her|their|its)\s", re.I)
#: the first mentions of somebody tell the role, and so many characters behind them
_MENTIONS, _BEHIND = 4, 160
#: before "a spokeswoman", these tell what somebody with a name is: "Ann Smith, a spokeswoman", "is a spokeswoman"
_OF_ANOTHER = re.compile(r"(?:,|\b(?:is|was|as|be|been|became|become|named|being|like|not))\s$")
#: what brings somebody in, so many characters before the role at most, and that no name follows
_LED = re.compile(r"\b(?:an?|one|another) (?:[\w’'-]+ ){0,3}?$", re.I)
_LED_WITHIN = 80
_UNNAMED = re.compile(r"\b(?!,? [^\W\d_a-z])")
#: so many characters may a text be longer or shorter in small letters
_SHIFT = 40
#: so many mentions back, the last person named is looked for
_NEAREST = 12
#: a role goes back so many characters where somebody else was named since, "the Republican" hardly any
_FARTHEST, _SAME_PARAGRAPH = 2500, 300
#: so many letters of a title tell it
_SHORT = 3
#: letters of words that a role before a name holds, and of those that join it to whom it serves
_IN_ROLES, _JOINTS = frozenset("wTNed#Z&"), frozenset("fi")


def bearer_of(cast: Bearers, start: int, end: int, said: Sequence[Span] = ()) -> Bearer | None:
    """Return the one person before this point whose role "the NATO chief" can mean, None where several or none fit.

    Who is named in marks within `said`, the words beside it, is spoken of there and does not speak.
    """
    mention = " ".join(cast.text[start:end].split())
    low = mention.lower()
    if not low.startswith(("the ", "his ", "her ")) or len(mention) > 80 or "," in mention or " and " in low:
        return None
    own = WORDS.findall(low)[1:]
    head = bare(own[-1]) if own else ""
    if not is_role(head, cast.words) or head in cast.words.things or head in cast.words.generic:
        return None
    if head.endswith("s") and is_role(head[:-1], cast.words):
        return None  # "the prosecutors" are not one person
    if head in cast.words.anonymous:
        return None
    if is_named_so(mention.rpartition(" ")[2], head, cast.words):
        return None
    kinds = cast.words.kin.get(head, frozenset((head,)))
    short = {bare(word) for word in WORDS.findall(mention) if word.isupper()}  # "the US leader"
    qualifiers = {word for word in map(bare, own) if word != head and (len(word) > 2 or word in short)}
    found: list[tuple[bool, int, int, Bearer]] = []
    paragraph = cast.text.rfind("\n", 0, start) + 1
    places = _places(cast.text, kinds)
    for last, bearer in cast.named_before(start, may_be=lambda one: _is_near(one, places)):
        if said and _is_spoken_of(cast.text, bearer, said):
            continue
        described = _described(cast, bearer)
        shared = len(qualifiers & described)
        near = last >= paragraph and bool(qualifiers) and qualifiers <= cast.words.parties
        if _is_of_other_gender(bearer, head, cast.words):
            continue
        if kinds & described and (shared or near or not qualifiers - cast.words.vague):
            found.append((near, shared, last, bearer))
    if not found:
        return None
    best = max(found, key=lambda item: item[:3])
    if any(item[:2] == best[:2] and item[3] is not best[3] for item in found):
        return None
    return best[3] if _is_told(cast, start, head, qualifiers, best) else None


def _is_told(cast: Bearers, start: int, head: str, qualifiers: set[str], best: tuple[bool, int, int, Bearer]) -> bool:
    """Say whether nothing speaks for somebody else in the role than whom it fits best."""
    named = cast.named_before(start, _NEAREST)[:1]
    far = start - best[2] > (_SAME_PARAGRAPH if head in cast.words.parties else _FARTHEST)
    if far and named and named[0][1] is not best[3]:
        return False  # somebody else was named since, and may be it
    described = _described(cast, best[3])
    exact = head in described or _is_short_for(head, described)
    if not exact and head in cast.words.offices:
        return False  # "the president" is nobody whom the text calls a leader
    past = cast.words.past_holders
    if not exact and qualifiers & past and described.isdisjoint(past):
        return False  # "the former president" is not the vice chair
    if not exact and not best[1] and (named != [best[2:]] or _is_other_named(cast, best[2], start, best[3])):
        return False  # an executive may be a director, unless somebody else was named since
    unnamed = _introduced_without_name(cast.text, head, qualifiers, start)
    return unnamed < 0 or (exact and unnamed < best[2])


def _is_other_named(cast: Bearers, start: int, end: int, bearer: Bearer) -> bool:
    """Say whether a text has a name that may be somebody else's in full between `start` and `end`."""
    others = (one for one in cast.between(start, end) if one is not bearer)
    return any(len(one.name.words) > 1 and not one.name.organisation for one in others)


def _is_spoken_of(text: str, bearer: Bearer, said: Sequence[Span]) -> bool:
    """Say whether somebody is named within words in marks: “Ann Smith is late,” the mayor said."""
    return any(a <= start < b and is_quoted(text, start) for a, b in said for start, _ in bearer.mentions)


def _is_short_for(head: str, described: set[str]) -> bool:
    """Say whether words tell the short form of a title: "Gov." for "the governor"."""
    return any(head.startswith(word) for word in described if len(word) >= _SHORT)


def _is_of_other_gender(bearer: Bearer, head: str, words: Lexicon) -> bool:
    """Say whether a relative is of the other gender: "his wife" is not Tom Smith, but "the actor" may be Ann Smith."""
    others = words.female_titles if bearer.gender == "m" else words.male_titles if bearer.gender == "f" else ()
    return head in words.serving and head in others


def is_named_so(last: str, head: str, words: Lexicon) -> bool:
    """Say whether a word for people is a name by its capital: "The Guardian", but "the Mayor", "the CEO"."""
    return last[:1].isupper() and not last.isupper() and head not in words.roles and head not in words.titles


def _introduced_without_name(text: str, head: str, qualifiers: set[str], at: int) -> int:
    """Return where somebody without a name came in last before `at` in a role: "a spokeswoman for Lome said"; -1 for none."""
    found = -1
    for place in _places(text, frozenset((head,))):
        end = place + len(head)
        if place >= at or text[place:end].lower() != head or not _UNNAMED.match(text, end):
            continue
        led = _LED.search(text, max(0, place - _LED_WITHIN), place)
        if (
            led
            and qualifiers <= {bare(word) for word in text[led.start() : end].split()}
            and not _OF_ANOTHER.search(text, max(0, led.start() - 24), led.start())
        ):
            found = led.start()
    return found


@lru_cache(maxsize=64)
def _places(text: str, kinds: frozenset[str]) -> list[int]:
    """Return where the words of a kind of role stand in a text, or anywhere in a longer word."""
    low, found = _lower(text), []
    for kind in kinds:
        at = low.find(kind)
        while at >= 0:
            found.append(at)
            at = low.find(kind, at + 1)
    return sorted(found)


@lru_cache(maxsize=2)
def _lower(text: str) -> str:
    return text.lower()


def _is_near(bearer: Bearer, places: Sequence[int]) -> bool:
    """Say whether a word at one of these places can tell a role of a bearer, so that it is worth to read them."""
    for start, end in bearer.mentions[:_MENTIONS]:
        n = bisect_left(places, start - AHEAD - _SHIFT)
        if n < len(places) and places[n] < end + _BEHIND + _SHIFT:
            return True
    return False


def _described(cast: Bearers, bearer: Bearer) -> set[str]:
    """Return the words of the roles that the article gives somebody, in lower case."""
    if bearer.described is None:
        described: set[str] = set()
        for start, end in bearer.mentions[:_MENTIONS]:
            line = max(cast.text.rfind("\n", 0, start), cast.text.rfind(". ", 0, start), start - AHEAD)
            described.update(_role_words(cast.text[max(0, line) : start], cast.text[start:end], cast.words))
            for role in (
                _apposed(cast.text[max(0, line) : start], cast.words),
                after(cast.text, end, end + _BEHIND, cast.words),
            ):
                described.update(bare(word) for word in (role or "").split())
        bearer.described = described
    return bearer.described


def _apposed(words_before: str, words: Lexicon) -> str | None:
    """Return the role to which a name behind a comma belongs: "on the island, the mayor of Lome,"."""
    if not words_before.endswith(", "):
        return None
    phrase = words_before.rstrip(" ,").rpartition(",")[2]
    found = (before(f"{phrase[begins.start() :]},", words) for begins in _DEFINITE.finditer(phrase))
    return next(filter(None, found), None)


def _role_words(words_before: str, name: str, words: Lexicon) -> list[str]:
    """Return the words in a name and just before it, as far back as they can belong to it.

    Whom somebody serves has not their role: of "a spokeswoman for Ann Smith" none is hers.
    """
    found = [bare(word) for word in WORDS.findall(name.rpartition(",")[2])]
    beside, acted = True, False
    for word in reversed(WORDS.findall(words_before.rpartition(",")[2])):
        low = bare(word)
        letter = "N" if word.isupper() else words.tags.get(low, "w")  # "US Secretary"
        if letter not in _IN_ROLES and not (letter in _JOINTS and words.departments.issuperset(found[:1] or [low])):
            break
        known = is_role(low, words)
        if beside and word.islower() and letter in "we" and not known and low not in words.titles:
            break  # "the actor struck Ann Smith"
        if acted and known:
            break  # "the judge awarded Princess Ann the house"
        beside, acted = False, acted or (word.islower() and low.endswith("ed"))
        found.insert(0, low)
    return found[-8:]
