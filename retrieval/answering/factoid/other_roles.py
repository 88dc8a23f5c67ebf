"""Whose words are asked for by an office, "which judge said", "what did the coroner say", are not those of another office.

An article that names a judge and a prosecutor means two people; one that tells of no coroner at all quotes none.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.answering.factoid.role_names import as_nearest, known_roles, name_of
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, Quotation
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives
from retrieval.text.terms import analyzer

_SAYING = rf"(?:{alternatives(language(DEFAULT).words('questions.speech', 'of_office'))})\b"
_WHICH = Pattern(
    rf"\b(?:which|what)\s+(?!d(?:id|o|oes)\b|ha[sd]\b|have\b|is\b|was\b)(?:[\w'’-]+\s+){{0,2}}?(?P<role>[a-z-]+)\s+(?:has\s+|had\s+|also\s+)?{_SAYING}",
    re.IGNORECASE,
    signs="which what",
)
_THE = Pattern(
    r"\b(?:what|how|did|does|has)\s+(?:else\s+)?(?:(?:did|do|does|has|had)\s+)?the\s+(?:[\w'’-]+\s+){0,2}?(?P<role>[a-z-]+)"
    rf"(?:\s+(?:of|in|at|for|from)\s+(?:[\w'’-]+\s+){{1,5}}?|\s+)(?:have\s+to\s+|also\s+)?{_SAYING}",
    re.IGNORECASE,
    signs="the",
)
#: roles of questions whose forms are kept
_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Office:
    """An office whose bearer's words are asked for; `definite` where it is spoken of as the one there is."""

    role: str
    definite: bool


def unless_of_another_role(answer: Answer, office: Office, archive: Articles) -> Answer:
    """Return the answer; what is nearest alone, where its first words are those of another office than the one asked for."""
    asked = office.role
    if answer.abstained or not answer.quotations or not answer.sentences:
        return answer
    first, quoted = answer.sentences[0], answer.quotations[0]
    article = archive.articles([first.article_id]).get(first.article_id)
    if article is None or _is_one(quoted, asked) or _speaks_of(asked, first.text):
        return answer
    told = f"{article.headline or ''}. {article.text}"
    if office.definite and not _speaks_of(asked, told):
        return as_nearest(answer, archive)
    return as_nearest(answer, archive) if _is_somebody_else(quoted, asked, told) else answer


def speaker_role(text: str) -> Office | None:
    """Return the office whose words a question asks for, None where it asks for none.

    >>> speaker_role("which judge said the wall was safe"), speaker_role("What did the harbour's coroner say about it?")
    (Office(role='judge', definite=False), Office(role='coroner', definite=True))
    >>> speaker_role("What did the people say?") is None
    True
    """
    for form, definite in ((_WHICH, False), (_THE, True)):
        if match := form.search(text):
            role = match["role"].lower()
            return Office(role, definite) if role in _offices() else None
    return None


def _is_one(quotation: Quotation, role: str) -> bool:
    speaker = quotation.speaker
    return speaker is not None and _speaks_of(role, f"{speaker.role or ''} {speaker.text} {speaker.name or ''}")


def _is_somebody_else(quotation: Quotation, role: str, told: str) -> bool:
    """Tell whether a speaker with an office of their own speaks in an article that names somebody else in the one asked for."""
    speaker = quotation.speaker
    if speaker is None or not speaker.name or not speaker.role:
        return False
    own = analyzer(DEFAULT).terms(speaker.role)
    bearer = name_of(role, told)
    holds_office = not _office_terms().isdisjoint(own)
    return holds_office and bearer is not None and bearer.split()[-1] != speaker.name.split()[-1]


def _speaks_of(role: str, text: str) -> bool:
    terms = frozenset(analyzer(DEFAULT).terms(text))
    return not terms.isdisjoint(_forms(role))


@lru_cache(_KEPT)
def _forms(role: str) -> frozenset[str]:
    """Return the terms of a role and of the words that mean the same."""
    (own,) = analyzer(DEFAULT).terms(role)[-1:] or [role]
    return frozenset((own,)).union(*(group for group in _same() if own in group))


@cache
def _same() -> tuple[frozenset[str], ...]:
    lines = language(DEFAULT).lines("questions.people", "same")
    return tuple(frozenset(analyzer(DEFAULT).terms(line)) for line in lines)


@cache
def _offices() -> frozenset[str]:
    return known_roles().intersection(language(DEFAULT).words("questions.people", "offices"))


@cache
def _office_terms() -> frozenset[str]:
    return frozenset(term for word in _offices() for term in analyzer(DEFAULT).terms(word))
