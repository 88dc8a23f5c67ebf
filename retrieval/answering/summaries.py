"""The handler of summaries: which story some words mean is told by the article that ranks first for them."""

from dataclasses import replace

import numpy as np

from retrieval.answering.factoid.request import answer_fact
from retrieval.answering.factoid.scoring import passage_values
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, StoryOf, Summary

#: a story of which less than this share of the words' weight tells is another
SAME_STORY = 0.35
#: a story is about what has so much of its weight in the headline; of others it tells by the way
HEADED = 0.4


def answer_summary(request: Summary, sources: Sources) -> Answer:
    """Tell a story: that of the best article for the words, or where they are few, the one that has them all.

    Where it was asked what befell somebody of whom a story tells only by the way, the sentences on them are the answer.
    """
    stories = sources.stories()
    if request.story.id is not None:
        return stories.tell(request)
    analysis = sources.search.analyse(request.story.words)
    if not analysis.means_one_story and request.befell is None:
        return stories.tell(request)
    scored = sources.facts.score(sources.search.retrieve_mended(analysis))
    if scored is None:
        return stories.nothing(request.story.words)
    best = int(np.argmax(passage_values(scored, sources.facts.weights.article)))
    candidates = scored.candidates
    if request.befell is not None and float(candidates.headlines[best] @ candidates.weights) < HEADED:
        answer = answer_fact(request.befell, sources)
        if not answer.abstained:
            return replace(answer, request=request.befell)
    if not analysis.means_one_story:
        return stories.tell(request)
    if candidates.share_seen(int(candidates.articles[best])) < SAME_STORY:
        return stories.nothing(request.story.words)
    return stories.tell(replace(request, story=StoryOf(request.story.words, candidates.passages[best].article_id)))
