"""Speakers asked for by what they are: "the captain", "the mayor of Tarsk", "Brandt's lawyer", "the hospital's director"."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from retrieval.archive.interface import ArticleQuotations, Speeches
from retrieval.domain import Article, Quotation, Speaker
from retrieval.questions.offices import titles_known
from retrieval.text.languages import DEFAULT, language
from retrieval.text.passages import article_sentences
from retrieval.text.terms import analyzer

_DETERMINER = re.compile(r"^(?:the|a|an|his|her|their|its|this|that)\s+", re.IGNORECASE)
_OF = re.compile(r"\s{1,12}(?:of|from|at|for|in)\s{1,12}(?:the\s{1,12})?", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<owner>.+?)(?:['’]s|s['’])\s+(?P<role>.+)$")
_HEAD_ENDS = re.compile(r",|\s(?:of|for|from|at|in|with|on|to|who|that|which|whose)\s", re.IGNORECASE)
_LEANS = re.compile(r"^(?:his|her|their|its)\b", re.IGNORECASE)
#: a word for whoever is at the head of something, by whatever title
BOSS = "boss"
#: nouns of questions whose forms are kept
_KEPT = 1_000
#: sentences before one with "his lawyer" that may say whose
BEFORE = 2


def said_in_role(said: Iterable[ArticleQuotations], asked: str, archive: Speeches) -> list[Quotation]:
    """Return the quotations of the first speaker whose role is asked for, none where nobody's is.

    The words of the role must be those that the speaker's role ends with; whose, or of what, must be told by the role, the
    headline, the sentence, or where the sentence leans on those before ("his lawyer") by these.
    """
    fitting = everybody_in_role(said, asked, archive)
    called = next((_called(q.speaker) for q in fitting if q.speaker is not None), None)
    return [q for q in fitting if q.speaker is not None and _called(q.speaker) == called]


def everybody_in_role(said: Iterable[ArticleQuotations], asked: str, archive: Speeches) -> list[Quotation]:
    """Return the quotations of all speakers whose role is asked for, as `said_in_role` tells them."""
    role, owner = _parts(asked)
    if not role:
        return []
    fitting = [one[n] for one in said for n in range(len(one.names)) if _is_called(one.speaker(n), role)]
    if owner:
        articles = archive.articles(dict.fromkeys(q.article_id or "" for q in fitting))
        fitting = [q for q in fitting if _is_owned(q, owner, articles)]
    return fitting


def _called(speaker: Speaker) -> str:
    return speaker.name or speaker.text


def head_of(described: str) -> str:
    """Return the words by which somebody is called, without those that tell more: who did what, where, of what.

    >>> head_of("the pilot who landed first")
    'the pilot'
    """
    return _HEAD_ENDS.split(described, maxsplit=1)[0]


def is_group(described: str) -> bool:
    """Tell whether several are asked for by what they are.

    >>> is_group("the unions"), is_group("residents"), is_group("the boss")
    (True, True, False)
    """
    noun = head_of(described).split()[-1].lower()
    several = noun.endswith(("men", "women", "people")) or (noun.endswith("s") and not noun.endswith("ss"))
    return several and described.split()[-1:] == [noun]


def is_owned(described: str) -> bool:
    """Tell whether it is said whose or of what somebody is what they are.

    >>> is_owned("the mayor of Tarsk"), is_owned("the director")
    (True, False)
    """
    return bool(_parts(described)[1])


def _parts(asked: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the terms of the role and those of whose it is: "mayor", "Tarsk"."""
    words = _DETERMINER.sub("", asked.strip())
    if owned := _OWNED.match(words):
        return _terms(owned["role"]), frozenset(_terms(owned["owner"]))
    role, *owner = _OF.split(words, maxsplit=1)
    return _terms(role), frozenset(_terms(owner[0])) if owner else frozenset()


def _terms(words: str) -> tuple[str, ...]:
    return tuple(analyzer(DEFAULT).terms(words))


def _is_called(speaker: Speaker | None, role: tuple[str, ...]) -> bool:
    if speaker is None:
        return False
    given = speaker.role or ("" if speaker.name else speaker.text)
    head = _terms(head_of(_DETERMINER.sub("", given)))
    if head[-len(role) :] == role:
        return True
    return bool(head) and head[-1] in _written(role[-1]) and head[-len(role) : -1] == role[:-1]


@lru_cache(_KEPT)
def _written(noun: str) -> frozenset[str]:
    """Return the terms of the other ways to write a title ("gov"), and for a boss those of whoever is at the head."""
    forms = [frozenset(_terms(" ".join(line))) for line in titles_known() if all(" " not in one for one in line)]
    heads = frozenset(_terms(language(DEFAULT).section("questions.people")["heads"]))
    found = (line for line in (*forms, heads if noun in _terms(BOSS) else frozenset()) if noun in line)
    return frozenset[str]().union(*found)


def _is_owned(quotation: Quotation, owner: frozenset[str], articles: Mapping[str, Article]) -> bool:
    article, speaker = articles.get(quotation.article_id or ""), quotation.speaker
    if article is None or speaker is None:
        return False
    told = set(_terms(f"{speaker.role or ''} {article.headline or ''}"))
    sentences = [span for _, span in article_sentences(article)]
    at = next((n for n, (start, end) in enumerate(sentences) if start <= speaker.start < end), None)
    if at is not None:
        leans = _LEANS.match(speaker.text)
        for start, end in sentences[max(0, at - BEFORE) if leans else at : at + 1]:
            told.update(_terms(article.text[start:end]))
    return owner <= told
