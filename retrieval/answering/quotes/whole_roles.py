"""Of several whose roles share their last word, the one whose whole role is asked for: no union secretary for that of fire."""

from dataclasses import replace

from retrieval.answering.quotes.speaker_roles import head_of
from retrieval.domain import Answer, Speaker, overlaps
from retrieval.questions.words import STOP_TERMS
from retrieval.quotations.people import said_by
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer


def of_whom(told: Answer, described: str, known: str | None) -> Answer | None:
    """Return an answer that quotes somebody of the role that is `described`; None where its role is another of that name.

    Where its first words are those of another, and `known`, who has the whole role, is quoted with them, these words alone.
    """
    first = told.quotations[0].speaker
    if not is_of_another_role(first, described):
        return told
    theirs = tuple(said_by(told.quotations, known)) if known else ()
    sentences = tuple(
        one
        for one in told.sentences
        if any(one.article_id == q.article_id and overlaps(q.span, (one.start, one.end)) for q in theirs)
    )
    return replace(told, sentences=sentences, quotations=theirs, speaker=known) if sentences else None


def is_of_another_role(speaker: Speaker | None, described: str) -> bool:
    """Tell whether a speaker has the last word of a role, and before it none of the words that tell which it is.

    >>> clerk = Speaker("Ola Renn", 0, 8, "Ola Renn", "general secretary of the union")
    >>> is_of_another_role(clerk, "the housing secretary"), is_of_another_role(clerk, "the secretary")
    (True, False)
    """
    asked, own = _words(described), _words((speaker.role if speaker else None) or "")
    if len(asked) < 2 or len(own) < 2 or asked[-1] != own[-1]:
        return False
    return set(asked[:-1]).isdisjoint(own[:-1])


def _words(role: str) -> list[str]:
    return [term for term in analyzer(DEFAULT).terms(head_of(role)) if term not in STOP_TERMS]
