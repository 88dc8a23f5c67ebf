"""Whom a role alone stands for: "the NATO chief" is the one person before it whom the text calls something like that."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from retrieval.quotations.bearers import Bearer, Bearers
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import bare
from retrieval.quotations.roles import AHEAD, WORDS, after, before, is_role

_DEFINITE = re.compile(r"\b(?:the|his|her|their|its)\s", re.I)
#: the first mentions of somebody tell the role, and so many characters behind them
_MENTIONS, _BEHIND = 4, 160
#: so many characters may a text be longer or shorter in small letters
_SHIFT = 40


def bearer_of(cast: Bearers, start: int, end: int) -> Bearer | None:
    """Return the one person before this point whose role "the NATO chief" can mean, None where several or none fit."""
    mention = " ".join(cast.text[start:end].split())
    low = mention.lower()
    if not low.startswith(("the ", "his ", "her ")) or len(mention) > 80 or "," in mention:
        return None
    own = [bare(word) for word in WORDS.findall(low)[1:]]
    head = next((word for word in reversed(own) if is_role(word, cast.words)), None)
    if head and head.endswith("s") and is_role(head[:-1], cast.words):
        return None  # "the prosecutors" are not one person
    if head is None or own[-1] != head or head in cast.words.things or head in cast.words.generic:
        return None
    kinds = cast.words.kin.get(head, frozenset((head,)))
    qualifiers = {word for word in own if word != head and len(word) > 2}
    found: list[tuple[int, int, Bearer]] = []
    places = _places(cast.text, kinds)
    for last, bearer in cast.named_before(start, may_be=lambda one: _is_near(one, places)):
        described = _described(cast, bearer)
        shared = len(qualifiers & described)
        if kinds & described and (shared or not qualifiers - cast.words.vague):
            found.append((shared, last, bearer))
    if not found:
        return None
    best = max(found, key=lambda item: (item[0], item[1]))
    rivals = [item for item in found if item[0] == best[0] and item[2] is not best[2]]
    return best[2] if not rivals else None


@lru_cache(maxsize=64)
def _places(text: str, kinds: frozenset[str]) -> list[int]:
    """Return where the words of a kind of role stand in a text, or anywhere in a longer word."""
    low, found = text.lower(), []
    for kind in kinds:
        at = low.find(kind)
        while at >= 0:
            found.append(at)
            at = low.find(kind, at + 1)
    return sorted(found)


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
            described.update(_role_words(cast.text[max(0, line) : end]))
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


def _role_words(words_before: str) -> list[str]:
    """Return the words just before and in a name, as far back as they can belong to it."""
    found = [bare(word) for word in WORDS.findall(words_before.rpartition(",")[2])]
    return found[-8:]
