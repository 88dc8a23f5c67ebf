"""Whom "he" or "she" cannot mean, and whom it most likely does, by the gender of those whom the story at hand quotes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.answering.quotes.speaker_roles import head_of
from retrieval.archive.interface import Speeches
from retrieval.domain import Question
from retrieval.questions.speech import has_words_of_speech
from retrieval.quotations.names import parse
from retrieval.quotations.people import answers_to, is_joint

_PRONOUN = re.compile(r"\b(?:(?P<m>he|him|his)|(?P<f>she|her|hers))\b", re.IGNORECASE)
#: "what did he say": who is meant is quoted
_SAYS = re.compile(
    r"\b(?:he|she)\s+(?:(?:also|have|had)\s+)?(?:say|said|tell|told|think|thought|claim|comment|answer|reply|respond|react|mean|explain)",
    re.IGNORECASE,
)
_GENDERS = {"he": "m", "she": "f"}


def with_whom_is_meant(question: Question, archive: Speeches) -> Question:
    """Return a question in a conversation that is about nobody of another gender than the question's pronoun.

    Where somebody was, or where words are asked for and nobody was, it is about the person of that gender whom the stories
    at hand quote most, if more than all others together. Whoever only told a fact, and may
    be a body, gives way to them where somebody's words are asked for.
    """
    pronoun, context = _PRONOUN.search(question.text), question.context
    if pronoun is None or not context.articles:
        return question
    gender = pronoun.lastgroup
    known = genders_in(archive, context.articles)
    speaker, person = (_unless_other(one, gender, known) for one in (context.speaker, context.person))
    turned_down = context.speaker is not None or context.person is not None
    says = _SAYS.search(question.text) is not None
    told_only = speaker is not None and not (_is_known(speaker, known) or has_words_of_speech(context.question))
    if (told_only and says) or (speaker is None and person is None and (turned_down or says)):
        speaker = (
            _most_quoted(name for name in _names(archive, context.articles) if known.get(name) == gender) or speaker
        )
    return replace(question, context=replace(context, speaker=speaker, person=person))


def _is_known(speaker: str, known: Mapping[str, str]) -> bool:
    """Tell whether somebody's gender is known, as that of a body is not that only told a fact."""
    return any(answers_to(one, speaker) for one in known) or parse(speaker).gender is not None


def genders_in(archive: Speeches, article_ids: Iterable[str]) -> Mapping[str, str]:
    """Return "f" or "m" for the name of everybody quoted in these articles of whom a pronoun or a given name tells it."""
    known: dict[str, str] = {}
    for told in archive.packed_quotations(article_ids).values():
        for at, name in enumerate(told.names):
            speaker = told.speaker(at)
            if name is None or speaker is None or is_joint(speaker):
                continue
            by_text = _GENDERS.get(speaker.text.lower())
            if gender := by_text or (None if name in known else parse(name).gender):
                known[name] = gender
    return known


def _names(archive: Speeches, article_ids: Iterable[str]) -> list[str]:
    return [name for told in archive.packed_quotations(article_ids).values() for name in told.names if name is not None]


def _most_quoted(names: Iterable[str]) -> str | None:
    """Return the name that stands for more than half of these."""
    counted = Counter(names)
    [(name, count)] = counted.most_common(1) or [("", 0)]
    return name if 2 * count > counted.total() else None


def _unless_other(name: str | None, gender: str | None, known: Mapping[str, str]) -> str | None:
    """Return a name without what stands behind it ("of Oslo"), None where it is that of somebody of another gender."""
    if name is None:
        return None
    called = head_of(name)
    told = next((its for one, its in known.items() if answers_to(one, called)), None) or parse(called).gender
    return called if told in (None, gender) else None
