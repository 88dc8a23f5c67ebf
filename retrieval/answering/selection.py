"""Choosing the sentences of an answer: best first, no agency copy twice, and a pronoun brought home by the sentence before."""

import re
from collections.abc import Sequence

from retrieval.questions.words import STOP_TERMS

#: two sentences that share this much of the shorter one's words say the same
SAME = 0.7
_UNRESOLVED = re.compile(
    r"^[\"“‘(]?(?:(?:But|And|Also|Still|However|Then|Later|Earlier|Meanwhile|Yet|So),?\s+)?"
    r"(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|The (?:two|pair|move|decision|former|latter))\b"
)


def distinct(order: Sequence[int], terms: Sequence[Sequence[str]], limit: int) -> list[int]:
    """Return up to `limit` of `order`, leaving out sentences that mostly repeat one already chosen."""
    chosen: list[int] = []
    seen: list[frozenset[str]] = []
    for i in order:
        words = frozenset(terms[i]) - STOP_TERMS or frozenset(terms[i])
        if any(len(words & other) > SAME * min(len(words), len(other)) for other in seen):
            continue
        chosen.append(i)
        seen.append(words)
        if len(chosen) == limit:
            break
    return chosen


def starts_unresolved(text: str) -> bool:
    """Tell whether the sentence starts with a word that stands for something said before it."""
    return _UNRESOLVED.match(text) is not None
