"""Speakers in a list: "Ann Smith, a baker, Bob Jones of Lome and Eve Brown said", of whom the nearest is not the only one."""

import re

from retrieval.quotations.mentions import Phrase
from retrieval.quotations.tagged import Sentence

#: somebody in a list: a name of more than one word, with a role ("her deputy, Ann Smith"), where from, and as what
_OF = r"(?:[fi]d?[NTw#]{1,4})"
_MEMBER = rf"d?[Tw#]{{0,3}}(?:,(?=N))?T?N{{2,4}}{_OF}?"
_APPOSED = r",(?=[dwTfi#])[^,.;:&QVSGxXvpPht()-]{1,24}"
_ONE = rf"{_MEMBER}(?:{_APPOSED})?"
_BEFORE = re.compile(rf"(?:^|[.:Qb])&?(?:[ais][^,.;Q]{{1,24}},)?({_ONE}[,;](?:{_ONE}[,;]){{0,12}})&?$")
_AFTER = re.compile(
    rf"(?:{_APPOSED})?(?:[,;]{_ONE}){{0,12}}[,;]?&{_MEMBER}(?:{_APPOSED}(?=,?(?:[.;:Q]|$)))?(?=,?(?:[.;:Q]|$)|,h)"
)


def whole_list(sentence: Sentence, subject: Phrase, cue: int) -> Phrase:
    """Return the whole list that a subject is a part of, whose verb is token `cue`; the subject where it is in none."""
    tags = sentence.tags
    start, end = subject
    if "&" not in tags or "N" not in tags[start:end]:
        return subject
    if end > cue:
        more = _AFTER.match(tags, end)
        return (start, more.end()) if more else subject
    joined = "&" in tags[start:end] or tags[start - 1 : start] == "&"
    before = _BEFORE.search(tags, 0, start) if joined and start else None
    return (before.start(1), end) if before else subject
