"""Nouns of saying with what was said: "Smith's claim that …", "the warnings from Smith that …", "the claim that …"."""

import re
from collections.abc import Iterator, Sequence

from retrieval.quotations.contents import bounded
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence

_FROM = frozenset(("from", "by"))
_NOMINAL = re.compile(r"[Zd][wea]{0,2}[wTBS](?:(?:i[d#awNTeY]{1,6}|\([^()]{1,12}\))?t|m(?=[wBxX]))")
_OWNER = re.compile(r"(?:d[wea]{0,2})?[TN]{0,60}Z$")
_POSSESSIVE = frozenset(("his", "her", "their", "its"))


def nominal(sentence: Sentence, lexicon: Lexicon, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Return what nouns of saying attribute; what nobody is named for only where it is not somebody's by what is `found`."""
    for noun in _NOMINAL.finditer(sentence.tags):
        k = next((k for k in range(noun.start(), noun.end() - 1) if sentence.word(k) in lexicon.nominal), None)
        read = _nominal(sentence, noun.start(), k, noun.end() - 1) if k is not None else None
        if read and (read.subject or not _is_told(read.contents[0], found)):
            yield read


def _is_told(content: Phrase, found: Sequence[Attribution]) -> bool:
    """Say whether a content is somebody's already: "Smith said in a statement that …"."""
    return any(a <= content[0] < b for one in found for a, b in one.contents)


def _nominal(sentence: Sentence, start: int, noun: int, opens: int) -> Attribution | None:
    """Read "Smith's claim that …": the possessor is the speaker."""
    content = bounded(sentence, opens)
    first = sentence.word(start)
    if content is None:
        return None
    if sentence.tags[start] != "Z" and first not in _POSSESSIVE:
        return _of_nobody(sentence, noun, opens, content)
    owner = _OWNER.search(sentence.tags, 0, start + 1)
    subject = owner.span() if owner else (start, start + 1)
    return Attribution(subject, [content], (noun, noun + 1), confidence=0.7)


def _of_nobody(sentence: Sentence, noun: int, opens: int, content: Phrase) -> Attribution | None:
    """Read "the claim that …", and "the warnings from Smith that …", which are his."""
    if sentence.tags[opens] != "t":
        return None
    source = sentence.tags[noun + 1 : noun + 2] == "i" and sentence.word(noun + 1) in _FROM
    return Attribution((noun + 2, opens) if source else None, [content], (noun, noun + 1), confidence=0.7)
