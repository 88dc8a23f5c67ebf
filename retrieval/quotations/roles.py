"""Roles: what the article calls a speaker ("NATO Secretary General"), and whom a role alone stands for ("the NATO chief")."""

import re

from retrieval.quotations.bearers import Bearer, Bearers
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import bare

_LONGEST = 120
_ARTICLE = re.compile(r"^(?:the|a|an|one|his|her|their|its|its?s)\s+", re.I)
_APPOSITION = re.compile(r",\s*(?:(?:the|a|an|his|her|its|their|our)\s+)?([^,;:.()\"“”]{3,100}?)\s*(?=,|$|[.;:(\"“”])")
_AGE = re.compile(r"^\s*,\s*\d{1,3}\s*(?=,)")
_WORDS = re.compile(r"[^\W_][\w’'.\-‑]*")


def phrase(mention: str, words: Lexicon) -> str | None:
    """Return a role that stands alone as a phrase without its article; None where the mention is no role.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> phrase("the harbour minister", lexicon("en"))
    'harbour minister'
    >>> phrase("the harbour", lexicon("en"))
    """
    text = _ARTICLE.sub("", " ".join(mention.split())).strip(" ,")
    head = text.partition(",")[0].lower()
    if len(text) > _LONGEST or not any(bare(word) in words.roles for word in _WORDS.findall(head)):
        return None
    return text or None


def tidy(role: str, words: Lexicon) -> str | None:
    """Return a role without forms of address, which say nothing of what somebody is: "Mr." alone is none.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> tidy("Mr. President", lexicon("en"))
    'President'
    """
    kept = [word for word in role.split() if bare(word) not in words.addresses]
    return " ".join(kept) or None


def beside(text: str, start: int, end: int, at: int, stop: int, words: Lexicon) -> str | None:
    """Return the role that the mention text[start:end] gives to the name at text[at:stop]: before it, or after a comma."""
    before = _ARTICLE.sub("", " ".join(text[start:at].split())).rstrip(" ,")
    last = bare(before.split()[-1]) if before else ""
    if (last in words.roles or last in words.titles) and last not in words.things and len(before) <= _LONGEST:
        return before
    tail = text[stop : max(end, min(len(text), stop + 140))]
    age = _AGE.match(tail)
    apposition = _APPOSITION.match(tail, age.end() if age else 0)
    if apposition:
        found = apposition.group(1).strip()
        first = _WORDS.findall(found)[:4]
        if any(bare(word) in words.roles for word in first) and not _is_clause(found, words):
            return found
    return None


def _is_clause(found: str, words: Lexicon) -> bool:
    return any(words.tags.get(bare(word), "w") in "xXhVSPn" for word in found.split())


def bearer_of(cast: Bearers, start: int, end: int) -> Bearer | None:
    """Return the one person before this point whose role "the NATO chief" can mean, None where several or none fit."""
    mention = " ".join(cast.text[start:end].split())
    low = mention.lower()
    if not low.startswith(("the ", "his ", "her ")) or len(mention) > 80 or "," in mention:
        return None
    own = [bare(word) for word in _WORDS.findall(low)[1:]]
    head = next((word for word in reversed(own) if word in cast.words.roles), None)
    if head is None or own[-1] != head or head in cast.words.things:
        return None
    kinds = cast.words.kin.get(head, frozenset((head,)))
    qualifiers = {word for word in own if word != head and len(word) > 2}
    found: list[tuple[int, int, Bearer]] = []
    for last, bearer in cast.named_before(start):
        described = _described(cast, bearer)
        shared = len(qualifiers & described)
        if kinds & described and (shared or not qualifiers - cast.words.vague):
            found.append((shared, last, bearer))
    if not found:
        return None
    best = max(found, key=lambda item: (item[0], item[1]))
    rivals = [item for item in found if item[0] == best[0] and item[2] is not best[2]]
    return best[2] if not rivals else None


def _described(cast: Bearers, bearer: Bearer) -> set[str]:
    """Return the words of the roles that the article gives somebody, in lower case."""
    if bearer.described is None:
        described: set[str] = set()
        for start, end in bearer.mentions[:4]:
            line = max(cast.text.rfind("\n", 0, start), cast.text.rfind(". ", 0, start), start - 60)
            described.update(_role_words(cast.text[max(0, line) : end]))
            role = beside(cast.text, start, end, start, end, cast.words)
            if role:
                described.update(bare(word) for word in role.split())
        bearer.described = described
    return bearer.described


def _role_words(before: str) -> list[str]:
    """Return the words just before and in a name, as far back as they can belong to it."""
    found = [bare(word) for word in _WORDS.findall(before.rpartition(",")[2])]
    return found[-8:]
