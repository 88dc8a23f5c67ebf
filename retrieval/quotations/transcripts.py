"""Interviews and transcripts: paragraphs that begin with the name of who speaks, "SMITH: …", "Q: … A: …"."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.domain import Span
from retrieval.quotations.lexicon import Lexicon

_LABEL = re.compile(
    r"\s*[\"“]?((?:[^\W\d_][\w.’'\-]*\s){0,4}[^\W\d_][\w.’'\-]*)(?:\s?[(\[][^)\]\n]{1,40}[)\]])?\s?[:：]\s+(?=[\"“‘«(\[…\w])"
)
#: "Q. …", "A – …"
_LETTER_LABEL = re.compile(r"\s*([^\W\d_])\s?[.–—]\s+(?=[\"“‘«(\[…\w])")
_LETTERED = (".", "–", "—")
#: a conversation has so many turns at least, and in one of so many nearly everybody may speak once
_SHORTEST, _PANEL = 2, 4
#: an interview without labels: a question has fewer characters, an answer fewer paragraphs
_LONGEST_QUESTION, _MOST_PARAGRAPHS = 300, 8


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next one does: the label as mention, if there is one, and the paragraphs."""

    label: Span | None
    paragraphs: tuple[Span, ...]
    #: a question of an interview whose asker is not named, or its answer
    question: bool = False
    answer: bool = False


def turns(text: str, paragraphs: Sequence[Span], words: Lexicon) -> list[Turn]:
    """Return the turns of a transcript, none for an article that is no transcript.

    Labels count when they are written in capitals or are "Q" and "A" (or other words of the lexicon for them) and speakers
    take turns. Paragraphs between two labels go on with the speaker before them; those after the last label do not.
    """
    labels = list(_labels(text, paragraphs, words))
    labelled = [one for one in labels if _is_shouted(text[slice(*one[1])]) or _kind(text[slice(*one[1])], words)]
    if not _is_conversation(text, labelled):
        labelled = [one for one in labels if _is_name(text[slice(*one[1])], words)]
        asked = sum(text[paragraphs[number][1] - 1] == "?" for number, _, _ in labelled)
        # in "Lome: The mayor …", "Larrow: A baker …" hardly any label comes back
        few = len(labelled) <= _PANEL or len({text[slice(*one[1])] for one in labelled}) <= (len(labelled) + 1) // 2
        if not asked or not few or len(labelled) <= _SHORTEST or not _is_conversation(text, labelled):
            return list(_answers(text, paragraphs, words)) if words.first_person else []
    found = []
    for index, (number, label_span, begin) in enumerate(labelled):
        following = labelled[index + 1][0] if index + 1 < len(labelled) else number + 1
        pieces = [(begin, paragraphs[number][1]), *paragraphs[number + 1 : following]]
        if following - number > 6:
            pieces = pieces[:1]
        kind = _kind(text[slice(*label_span)], words)
        found.append(Turn(label_span, tuple(pieces), kind == "question", kind == "answer"))
    return found


def _labels(text: str, paragraphs: Sequence[Span], words: Lexicon) -> Iterator[tuple[int, Span, int]]:
    """Return for each paragraph with a label its number, the label, and where what is said begins."""
    for number, (start, end) in enumerate(paragraphs):
        letter = _LETTER_LABEL.match(text, start, end) if text[start + 1 : start + 3].strip() in _LETTERED else None
        if letter and _kind(letter.group(1), words):
            yield number, letter.span(1), letter.end()
            continue
        if ":" in text[start : min(end, start + 90)]:
            label = _LABEL.match(text, start, min(end, start + 120))
            if label:
                yield number, label.span(1), label.end()


def _is_conversation(text: str, labelled: Sequence[tuple[int, Span, int]]) -> bool:
    # "IDA FALK:" is "FALK:" later
    names = [text[a:b].casefold().split()[-1] for _, (a, b), _ in labelled]
    if len(labelled) < _SHORTEST or not _SHORTEST <= len(set(names)) <= max(_SHORTEST, (len(names) + 1) * 2 // 3):
        return False
    return _take_turns([number for number, _, _ in labelled], names)


def _answers(text: str, paragraphs: Sequence[Span], words: Lexicon) -> Iterator[Turn]:
    """Return the answers of an interview without labels: questions to "you" that somebody answers who says "I"."""
    asked = [number for number, (start, end) in enumerate(paragraphs) if _asks(text, start, end)]
    if len(asked) < _SHORTEST or not asked[0]:
        return
    told = []
    for number, following in itertools.pairwise([*asked, min(len(paragraphs), asked[-1] + 2)]):
        pieces = tuple(paragraphs[number + 1 : following])
        if pieces and len(pieces) < _MOST_PARAGRAPHS:
            told.append(pieces)
    addressed = sum(_has(text, *paragraphs[number], words.second_person) for number in asked)
    personal = sum(any(_has(text, *piece, words.first_person) for piece in pieces) for pieces in told)
    if len(told) >= _SHORTEST and addressed * 2 >= len(asked) and personal * 2 >= len(asked):
        yield from (Turn(None, pieces, answer=True) for pieces in told)


def _asks(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "?" and end - start < _LONGEST_QUESTION and text[start] not in "“\"‘'«"


def _has(text: str, start: int, end: int, looked_for: frozenset[str]) -> bool:
    return not looked_for.isdisjoint(re.findall(r"\w+", text[start:end].lower()))


def _is_name(label: str, words: Lexicon) -> bool:
    """Say whether a label can be a speaker's name: words with capitals, none of them a word of grammar or a time."""
    parts = label.split()
    if len(parts) > 1 and words.tags.get(parts[0].lower()) == "d":
        parts = parts[1:]  # "The Courier: Why bees?"
    return all(
        part[0].isupper() and (words.tags.get(low := part.lower(), "N") in "NT" or low in words.organisations)
        for part in parts
    )


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
