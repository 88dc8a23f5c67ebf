"""Attributions within one another, and words that two of them hold or nobody said."""

from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence

#: how sure it is that words in marks are words of somebody where they are said not to have been said
UNSAID = 0.3


def of_nobody(sentence: Sentence, unsaid: Attribution) -> Attribution | None:
    """Return the words in marks of what nobody said, which the sentence is no reason to give to anybody."""
    quoted = [(token, token + 1) for token in sentence.quoted if _holds(unsaid, token)]
    return Attribution(None, quoted, unsaid.cue, confidence=UNSAID) if quoted else None


def claimed(sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Leave out words in marks without a speaker that have one beside another cue: "When asked, Smith said it was “a hole”"."""
    told = {token for one in found if one.subject for token in sentence.quoted if _holds(one, token)}
    return [one for one in found if one.subject or told.isdisjoint(t for t in sentence.quoted if _holds(one, t))]


def nested(found: list[Attribution]) -> list[Attribution]:
    """End what is said within what is said where that ends: "Smith warned that it was late, her deputy said".

    What is said within a subject ends with it: "Smith, whose brother said it was late, left, aides said".
    """
    closing = [
        one
        for one in found
        if one.cue and one.subject and len(one.contents) == 1 and one.contents[0][1] <= one.subject[0]
    ]
    for outer in closing:
        start, end = outer.contents[0]
        for inner in found:
            if inner is not outer and inner.cue and start <= inner.cue[0] < end:
                inner.contents = [(a, min(b, end)) for a, b in inner.contents if a < end]
    for inner in found:
        ends = [one.subject[1] for one in found if one.subject and inner.cue and _is_inside(inner.cue, one.subject)]
        if ends:
            inner.contents = [(a, min(b, ends[0])) for a, b in inner.contents if a < ends[0]]
    return [one for one in found if one.contents]


def _is_inside(inner: Phrase, outer: Phrase) -> bool:
    return outer[0] < inner[0] and inner[1] < outer[1]


def without_denied(sentence: Sentence, found: list[Attribution], lexicon: Lexicon) -> list[Attribution]:
    """Leave out what is said within what is denied: "Smith denied having said that she knew"."""
    denials = [
        one.contents[0] for one in found if one.cue and lexicon.bases.get(sentence.word(one.cue[0])) in lexicon.denying
    ]
    return [one for one in found if not one.cue or not any(a <= one.cue[0] < b for a, b in denials)]


def _holds(one: Attribution, token: int) -> bool:
    return any(a <= token < b for a, b in one.contents)
