"""Who speaks together: the names in a mention that stand beside each other, not one within what is told of another."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from retrieval.quotations.bearers import Bearer
from retrieval.quotations.cast import Named
from retrieval.quotations.lexicon import Lexicon

#: what stands between two who speak together, right before the second: a comma or "and", an article, a role
_BOUNDARY = re.compile(r"([,;]? (?:and|&)|[,;]) (?:the |his |her |their |an? )?((?:[a-z][a-z-]* ){0,3}(?:[a-z-]+, )?)$")
#: more who speak and have no names: "Ann Smith, Bob Jones and two others"
_OTHERS = re.compile(r",? and (?:\w+ )?(?:others?|more|colleagues?|\w+s)$")
#: what tells of somebody in a list
_TOLD = re.compile(r" (?:from|at) |, (?:an?|the|of) ")
#: a clause that tells of the one before it
_CLAUSE = re.compile(r"\b(?:who|whose|whom|which|that|where)\b")
_NOUN_BEHIND = re.compile(r" (?:government|official|leader|team|side|delegation|force|compan|ministr|state)[a-z]*\b")
#: what stands before the name of a place or body, and before that of somebody as well
_PLACED, _OF = re.compile(r"\b(?:at|in|from|near|with)(?: the)? $"), " of "
#: how sure it is who speaks where a further name may be one of those who speak, or of those told of
_OPEN = 0.6
#: whom what is told of a speaker names: nobody, a body or place, a person
_NOBODY, _BODY, _PERSON = range(3)


class Joint(NamedTuple):
    """Those who speak together, and how surely it is they and nobody else."""

    speakers: tuple[Named, ...]
    sure: float = 1.0


def joint_speakers(
    text: str, end: int, head: Named, inside: Sequence[Named], words: Lexicon, is_person: Callable[[Bearer], bool]
) -> Joint:
    """Return those of the names `inside` a mention that ends at `end` who speak with its `head`.

    "Ann Smith, a baker in Lome, Bob Jones of Larrow and Eve Brown" are three; "Ann Smith, a friend of Bob Jones and Eve Brown"
    is one. Behind somebody else who is only told of, a comma leaves it open.
    """
    if inside[-1].start <= head.end:
        return Joint((head,))
    speakers, last, within, sure, closed = [head], head, _NOBODY, 1.0, False
    several = (head.bearer.role or "").endswith("s") or text[head.start - 2 : head.start] == "s "
    for one in inside:
        if one.start <= head.end:
            continue
        between = text[last.end : one.start]
        if closed or _CLAUSE.search(between):
            break
        last = one
        boundary = _boundary(between, words)
        if boundary is None:
            within = max(within, _BODY if not is_person(one.bearer) and _is_place(one, between) else _PERSON)
        elif within == _PERSON:
            # "Ann Smith, a friend of Bob Jones, Eve Brown and Odo Renn"
            sure = _OPEN if boundary.group(1)[0] in ",;" and _is_full(one) else sure
        elif any(one.bearer is known.bearer for known in speakers):
            within = _PERSON
        elif _may_join(one, boundary, len(speakers)) and (
            within == _NOBODY
            or is_person(one.bearer)
            or (_is_full(one) and (several or _is_listed(text, one, boundary, speakers)))
        ):
            speakers.append(one)
            within, closed = _NOBODY, boundary.group(1) not in (",", ";")
    closed = closed or (len(speakers) > 1 and _OTHERS.match(text, last.end, end) is not None)
    if not closed or _NOUN_BEHIND.match(text, speakers[-1].end):
        return Joint((head,), sure)  # "the Chinese and Russian governments"
    return Joint(tuple(speakers), sure)


def _boundary(between: str, words: Lexicon) -> re.Match[str] | None:
    """Return what separates a name from the one before it where both stand on the same level, None where they do not."""
    found = _BOUNDARY.search(between)
    if found is None:
        return None
    role = found.group(2).replace(",", "").split()
    return found if all(words.tags.get(word, "w") in "wT" for word in role) else None


def _is_listed(text: str, one: Named, boundary: re.Match[str], speakers: Sequence[Named]) -> bool:
    """Say whether a name behind that of a body goes on with the list: by a comma, or because something is told of it."""
    return boundary.group(1)[0] in ",;" or len(speakers) > 1 or _TOLD.match(text, one.end) is not None


def _may_join(one: Named, boundary: re.Match[str], speakers: int) -> bool:
    """Say whether a name can be that of a further speaker: a bare surname only behind "and", right beside one other."""
    if _is_full(one):
        return True
    name, joint = one.bearer.name, boundary.group(1)
    if boundary.start() and joint == " and":
        return False  # "a baker and Jones"
    if joint in (",", ";"):
        return name.organisation and boundary.start() == 0
    return speakers == 1 or name.organisation


def _is_full(one: Named) -> bool:
    return len(one.bearer.name.words) > 1 and not one.bearer.name.organisation


def _is_place(one: Named, between: str) -> bool:
    """Say whether a name is that of a place or body by what stands before it: "Smith of New Lome", "a baker in Lome"."""
    if one.bearer.name.organisation or _PLACED.search(between):
        return True
    return between == _OF or (between.endswith((_OF, " of the ")) and not _is_full(one))
