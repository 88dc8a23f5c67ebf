"""Lists of stories: those about some words, those of some days, or simply the newest; always newest first."""

from datetime import date, timedelta

import numpy as np

from retrieval.answering.factoid.candidates import Candidates, Numbers
from retrieval.answering.factoid.office_answer import holder_named
from retrieval.answering.sources import Sources
from retrieval.answering.topic_articles import newest_first
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, AnswerKind, Message, Said, StoryList, StoryOf, Summary
from retrieval.questions.offices import office_named
from retrieval.text.passages import ordinal

#: stories in a list
LISTED = 10
#: an article that is about the words has this share of what speaks for the one that is most about them
GOOD_SHARE = 0.7
#: a headline that holds this much of the words is about them
NAMED = 0.6
#: headlines that examples are made from
EXAMPLES = 2


def answer_story_list(request: StoryList, sources: Sources) -> Answer:
    """List the stories that are about a topic, or the newest; of some days where these are given.

    A topic that is an office is answered by who holds it, where that is told.
    """
    if request.topic is None:
        return _newest(sources.archive, request.days)
    if request.days is None and (office := office_named(request.topic)) is not None:
        told = holder_named(request.topic, office, sources)
        if told is not None:
            return told
        return _on_topic(" ".join(office.beside), None, sources)
    return _on_topic(request.topic, request.days, sources)


def _newest(archive: Articles, days: tuple[int, int] | None) -> Answer:
    if days is None:
        cited = archive.newest(LISTED)
    else:
        until = (date.fromordinal(min(days[1], date.max.toordinal() - 1)) + timedelta(1)).isoformat()
        cited = [c for c in archive.newest(LISTED, until=until) if ordinal(c.published) >= days[0]]
    if not cited:
        nearest = tuple(archive.newest(EXAMPLES + 1))
        return Answer(AnswerKind.STORIES, abstained=True, citations=nearest)
    return Answer(AnswerKind.STORIES, abstained=False, citations=tuple(cited), probability=1.0)


def _on_topic(topic: str, days: tuple[int, int] | None, sources: Sources) -> Answer:
    """List the stories that are about the words, not those that merely mention them."""
    archive, search = sources.archive, sources.search
    found = search.retrieve(search.analyse(topic), opened=search.limit)
    if days:
        found = search.on_days(found, *days)
    cited = archive.citations(_about(found.candidates)[:LISTED])
    if not cited:
        return nothing_about(topic, sources)
    return Answer(AnswerKind.STORIES, abstained=False, citations=tuple(newest_first(cited.values())), probability=1.0)


def nothing_about(topic: str, sources: Sources) -> Answer:
    """Return the answer that there is no story about a topic, with the newest ones to ask for instead."""
    newest = [cited for cited in sources.archive.newest(EXAMPLES + 1) if cited.headline]
    examples = tuple(Summary(StoryOf(c.headline or "", c.article_id)) for c in newest[:EXAMPLES])
    said = Said(Message.NO_STORY, topic=topic[:60])
    return Answer(AnswerKind.CHAT, abstained=False, message=said, suggestions=examples)


def _about(candidates: Candidates) -> list[str]:
    """Return the articles that the words are about, best first: by what they hold of them and their best passage's BM25."""
    covered: dict[str, Numbers] = {}
    best: dict[str, float] = {}
    named: set[str] = set()
    for number, passage in enumerate(candidates.passages):
        article, headline = passage.article_id, candidates.headlines[number]
        held = np.maximum(headline, candidates.found[candidates.owner == number].max(axis=0, initial=0.0))
        covered[article] = np.maximum(covered.get(article, headline), held)
        best[article] = max(best.get(article, 0.0), float(candidates.scores[number]))
        if float(headline @ candidates.weights) >= NAMED:
            named.add(article)
    values = {article: float(held @ candidates.weights) * best[article] for article, held in covered.items()}
    most = max(values.values(), default=0.0)
    order = sorted(values, key=lambda article: -values[article])
    return [article for article in order if values[article] >= GOOD_SHARE * most or article in named]
