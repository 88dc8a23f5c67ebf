"""Handlers of questions over several people's words: when last, side by side, and who else spoke on the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from retrieval.answering.factoid.request import answer_fact
from retrieval.answering.quotes.answer import answer_quotations_of
from retrieval.answering.quotes.ranking import ScoredQuotation, distinct_quotations
from retrieval.answering.quotes.search import evidence_of, what_said, who_said
from retrieval.answering.sources import Sources
from retrieval.answering.topic_articles import published_key
from retrieval.domain import (
    Answer,
    AnswerKind,
    LastQuoted,
    Message,
    OthersOn,
    Quotation,
    QuotationsOf,
    Said,
    SideBySide,
    StoryOf,
)
from retrieval.quotations.people import is_joint, said_by
from retrieval.text.holding import hold_any
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

_JOINED = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
#: quotations of each speaker that are set side by side, of the last ones, and of others
EACH, LAST, OTHERS = 2, 5, 5
#: quotations of others that are looked at for words of being against it
LOOKED_AT = 30


def answer_last_quoted(request: LastQuoted, sources: Sources) -> Answer:
    """Answer with the newest quotations of somebody, and the day of the newest."""
    said = what_said(sources.archive, sources.search, request.speaker, request.topic, request.articles)
    if not said.quotations:
        if said.speaker and request.topic:
            return answer_quotations_of(QuotationsOf(request.speaker, request.topic, request.articles), sources)
        return _message(Said(Message.NOT_QUOTED, speaker=request.speaker))
    cited = sources.archive.citations(dict.fromkeys(one.quotation.article_id or "" for one in said.quotations))
    days = {id_: published_key(one.published) for id_, one in cited.items()}
    newest = sorted(said.quotations, key=lambda one: days.get(one.quotation.article_id or "", ""), reverse=True)
    answer = _quoted(distinct_quotations(newest, LAST), sources)
    if answer is None:
        return _message(Said(Message.NOT_QUOTED, speaker=request.speaker))
    first = cited.get(answer.quotations[0].article_id or "")
    day = first.published if first else None
    message = Said(Message.LAST_QUOTED if day else Message.LAST_QUOTED_UNDATED, speaker=said.speaker, day=day)
    return _with_message(answer, message)


def answer_side_by_side(request: SideBySide, sources: Sources) -> Answer:
    """Answer with what each speaker said, the best of each first; with one body's words where the names are a body's."""
    together = QuotationsOf(" and ".join(request.speakers), request.topic, request.articles)
    if _is_one_body(together, sources):
        return answer_quotations_of(together, sources)
    answers = {
        name: answer_quotations_of(QuotationsOf(name, request.topic, request.articles), sources)
        for name in request.speakers
    }
    theirs = {name: _own(answer, name)[:EACH] for name, answer in answers.items()}
    order = [one for n in range(EACH) for listed in theirs.values() for one in listed[n : n + 1]]
    answer = _quoted([ScoredQuotation(one, 1.0, 1.0) for one in order], sources)
    if answer is None:
        nearest = next((one for one in answers.values() if one.message is not None or one.nearest), None)
        return nearest or (answer_fact(request.instead, sources) if request.instead else answers[request.speakers[0]])
    silent = [_in_full(name, sources) for name, listed in theirs.items() if not listed]
    return _with_message(answer, Said(Message.NOT_ALL_QUOTED, speaker=", ".join(silent))) if silent else answer


def _in_full(name: str, sources: Sources) -> str:
    """Return a name as the stories write it: "putin" was typed."""
    known = next(iter(sources.archive.people(name, 1)), None) if name.islower() else None
    return known.name if known else name


def _is_one_body(together: QuotationsOf, sources: Sources) -> bool:
    """Tell whether the names together are one body's that is quoted: "the Department of Health and Welfare"."""
    said = what_said(sources.archive, sources.search, together.speaker, together.topic)
    return any(
        _JOINED.search(one.quotation.speaker.name or "") and not is_joint(one.quotation.speaker)
        for one in said.quotations
        if one.quotation.speaker
    )


def answer_others(request: OthersOn, sources: Sources) -> Answer:
    """Answer with what others are quoted with on the same matter, one quotation each; nobody is said to disagree."""
    on_topic = _on_topic(request, sources)
    told = _of_the_story(request.articles, sources) if on_topic else request.articles
    here = [one for one in on_topic if one.quotation.article_id in told]
    in_articles = _in_articles(request, sources) if told else []
    seen = {one.quotation for one in here}
    at_hand = [*here, *(one for one in in_articles if one.quotation not in seen)] if told else []
    looked_in = (at_hand, on_topic)
    heard = (_against_first(_by_others(said, sources), sources) for said in looked_in)
    found = next(filter(None, (_one_each(said, request.speaker) for said in heard)), [])
    answer = _quoted(found[:OTHERS], sources)
    return _with_message(answer, Said(Message.OTHERS)) if answer else _message(Said(Message.NOBODY_ELSE))


def _of_the_story(articles: Sequence[str], sources: Sources) -> frozenset[str]:
    """Return the articles at hand with those of the story that the chief of them tells."""
    if not articles:
        return frozenset()
    told = sources.stories().articles(StoryOf(id=articles[0]))
    return frozenset((*articles, *(one.article_id for one in told)))


def _own(answer: Answer, name: str) -> Sequence[Quotation]:
    """Return the quotations of an answer in one person's or body's name: an answer may be a sentence on somebody instead."""
    if answer.abstained or not answer.quotations:
        return ()
    first = answer.quotations[0].speaker
    called = (first.name or first.text) if first else name
    return said_by(answer.quotations, called) or answer.quotations


def _on_topic(request: OthersOn, sources: Sources) -> list[ScoredQuotation]:
    return who_said(sources.archive, sources.search, request.topic).quotations if request.topic else []


def _in_articles(request: OthersOn, sources: Sources) -> list[ScoredQuotation]:
    """Return the quotations of the articles at hand, in their order."""
    said = sources.archive.quotations(request.articles)
    return [ScoredQuotation(one, 1.0, 1.0) for id_ in request.articles for one in said.get(id_, ())]


def _by_others(said: Sequence[ScoredQuotation], sources: Sources) -> list[ScoredQuotation]:
    """Return the quotations of others than the outlets themselves ("the Courier reported on Monday")."""
    ids = dict.fromkeys(one.quotation.article_id or "" for one in said)
    outlets = {id_: (one.outlet or "").casefold() for id_, one in sources.archive.citations(ids).items()}
    return [
        one
        for one in said
        if one.quotation.speaker is None
        or (one.quotation.speaker.name or "").casefold() != outlets.get(one.quotation.article_id or "", "")
    ]


def _against_first(said: Sequence[ScoredQuotation], sources: Sources) -> list[ScoredQuotation]:
    """Return the quotations, those first whose sentences have a word of being against something."""
    looked_at = said[:LOOKED_AT]
    articles = sources.archive.articles(dict.fromkeys(one.quotation.article_id or "" for one in looked_at))

    def is_against(one: ScoredQuotation) -> bool:
        return any(hold_any((sentence.text for sentence in evidence_of([one], articles)), _opposing()))

    return [*sorted(looked_at, key=is_against, reverse=True), *said[LOOKED_AT:]]


@cache
def _opposing() -> frozenset[str]:
    return frozenset(analyzer(DEFAULT).terms(" ".join(language(DEFAULT).words("questions.speech", "opposing"))))


def _one_each(said: Iterable[ScoredQuotation], without: str | None) -> list[ScoredQuotation]:
    """Return the first quotation of each speaker who is named, but of one."""
    kept: list[ScoredQuotation] = []
    names = [without] if without else []
    for one in said:
        speaker = one.quotation.speaker
        if speaker is None or speaker.name is None or is_joint(speaker):
            continue
        if not any(said_by([one.quotation], name) for name in names):
            names.append(speaker.name)
            kept.append(one)
    return kept


def _quoted(chosen: Sequence[ScoredQuotation], sources: Sources) -> Answer | None:
    """Return an answer of these quotations, None where there is none."""
    articles = sources.archive.articles(dict.fromkeys(one.quotation.article_id or "" for one in chosen))
    there = [one for one in chosen if one.quotation.article_id in articles]
    if not there:
        return None
    return Answer(
        AnswerKind.WHAT_SAID, abstained=False, sentences=tuple(evidence_of(there, articles)), probability=1.0,
        quotations=tuple(one.quotation for one in there),
    )  # fmt: skip


def _with_message(answer: Answer, said: Said) -> Answer:
    return replace(answer, message=said)


def _message(said: Said) -> Answer:
    return Answer(AnswerKind.CHAT, abstained=False, message=said)
