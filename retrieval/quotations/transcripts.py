"""Interviews and transcripts: paragraphs that begin with the name of who speaks, "SMITH: …", "Q: … A: …"."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.domain import Span
from retrieval.quotations.lexicon import Lexicon

_LABEL = re.compile(
    r"\s*[\"“]?((?:[^\W\d_][\w.’'\-]*\s){0,4}[^\W\d_][\w.’'\-]*)(?:\s?[(\[][^)\]\n]{1,40}[)\]])?\s?[:：]\s+(?=[\"“‘«(\[…\w])"
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next one does: the label as mention, and the paragraphs."""

    label: Span
    paragraphs: tuple[Span, ...]
    #: a question of an interview whose asker is not named, or its answer
    question: bool = False
    answer: bool = False


def turns(text: str, paragraphs: Sequence[Span], words: Lexicon) -> list[Turn]:
    """Return the turns of a transcript, none for an article that is no transcript.

    Labels count when they are written in capitals or are "Q" and "A" (or other words of the lexicon for them) and speakers
    take turns. Paragraphs between two labels go on with the speaker before them; those after the last label do not.
    """
    labelled: list[tuple[int, Span, int]] = []
    for number, (start, end) in enumerate(paragraphs):
        if ":" not in text[start : min(end, start + 90)]:
            continue
        label = _LABEL.match(text, start, min(end, start + 120))
        if label and (_is_shouted(label.group(1)) or _kind(label.group(1), words)):
            labelled.append((number, label.span(1), label.end()))
    names = [text[a:b].casefold() for _, (a, b), _ in labelled]
    if len(labelled) < _SHORTEST or len(set(names)) < _SHORTEST or not _take_turns([n for n, _, _ in labelled], names):
        return []
    found = []
    for index, (number, label_span, begin) in enumerate(labelled):
        following = labelled[index + 1][0] if index + 1 < len(labelled) else number + 1
        pieces = [(begin, paragraphs[number][1]), *paragraphs[number + 1 : following]]
        if following - number > 6:
            pieces = pieces[:1]
        kind = _kind(text[slice(*label_span)], words)
        found.append(Turn(label_span, tuple(pieces), kind == "question", kind == "answer"))
    return found


def _is_shouted(label: str) -> bool:
    letters = [c for c in label if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _kind(label: str, words: Lexicon) -> str | None:
    low = label.lower().strip(". ")
    if low in words.questioners:
        return "question"
    return "answer" if low in words.answerers else None


def _take_turns(numbers: Sequence[int], names: Sequence[str]) -> bool:
    """Say whether the labelled paragraphs stand close together and some label comes back, as in a conversation."""
    close = sum(b - a <= 2 for a, b in itertools.pairwise(numbers))
    return close >= len(numbers) // 2 and (len(set(names)) < len(names) or len(names) == _SHORTEST)
