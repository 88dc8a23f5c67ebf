"""What somebody in a role says in the story at hand: "what did the governor say", asked after one shooting of many."""

from collections.abc import Sequence

from retrieval.answering.quotes.ranking import ScoredQuotation
from retrieval.answering.quotes.speaker_roles import everybody_in_role, said_in_role
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Quotation, QuotationsOf, StoryOf

#: an article that holds so much of the weight of the last question, or of a headline, may tell its story
TELLS = 0.7
#: fewer words tell no story
FEWEST = 2
#: articles near to a headline, or to the last question, whose quotations are looked through
NEAR = 20


def said_in_same_story(request: QuotationsOf, sources: Sources) -> list[ScoredQuotation]:
    """Return what somebody says in the articles at hand, or else in others that tell their story; none where nobody does.

    Which other articles do is told by the stories that articles are grouped into, and by the words of the last question and of
    the headline.
    """
    at_hand = request.articles
    for articles in (at_hand, _grouped(at_hand, sources), _under_like_words(request, sources)):
        said = _in(articles, request.speaker, sources)
        if said:
            return [ScoredQuotation(one, 1.0, 1.0 / (n + 1)) for n, one in enumerate(said)]
    return []


def is_of_many(request: QuotationsOf, sources: Sources) -> bool:
    """Tell whether several are quoted in a role: without its place, "the governor" is one of the story at hand alone."""
    found = sources.search.retrieve(sources.search.analyse(request.speaker))
    near = list(dict.fromkeys(passage.article_id for passage in found.candidates.passages))
    told = sources.archive.packed_quotations(near).values()
    names = {q.speaker.name for q in everybody_in_role(told, request.speaker, sources.archive) if q.speaker}
    return len(names) > 1


def nearest_at_hand(request: QuotationsOf, sources: Sources) -> Answer:
    """Return the answer that somebody is not quoted in the story at hand: its sentences nearest to whom is asked for."""
    analysis = sources.search.analyse(request.speaker, kind=AnswerKind.WHAT_SAID)
    found = sources.search.retrieve_from(analysis, request.articles)
    told = sources.facts.answer(found, request.without, at_hand=True, least=1.0)
    named = {term for term in analysis.terms if term not in analysis.weak}
    near = [one for one in told.nearest if named & set(sources.search.analyse(one.text).terms)]
    return sources.facts.abstained(AnswerKind.WHAT_SAID, found.hits, told.probability, near)


def _in(articles: Sequence[str], speaker: str, sources: Sources) -> list[Quotation]:
    told = sources.archive.packed_quotations(articles) if articles else {}
    return said_in_role([told[one] for one in articles if one in told], speaker, sources.archive)


def _grouped(at_hand: Sequence[str], sources: Sources) -> list[str]:
    return [one.article_id for one in sources.stories().articles(StoryOf(id=at_hand[0]))[:NEAR]]


def _under_like_words(request: QuotationsOf, sources: Sources) -> list[str]:
    """Return the articles with most of the words of the last question, or of the headline at hand, nearest first."""
    cited = sources.archive.citations(request.articles[:1])
    headline = next((one.headline for one in cited.values()), None)
    return list(
        dict.fromkeys(id_ for words in (request.before, headline) if words for id_ in _telling(words, request, sources))
    )


def _telling(words: str, request: QuotationsOf, sources: Sources) -> list[str]:
    """Return the articles that hold most of the weight of some words, nearest to these and to whom is asked for first."""
    topic = sources.search.analyse(words)
    if len(topic.terms) < FEWEST:
        return []
    candidates = sources.search.retrieve(sources.search.analyse(f"{words} {request.speaker}"), topic).candidates
    ids = (passage.article_id for passage in candidates.passages)
    numbers = dict(zip(ids, candidates.articles.tolist(), strict=True))
    return [id_ for id_, number in numbers.items() if candidates.share_seen(number) >= TELLS][:NEAR]
