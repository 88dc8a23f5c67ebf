"""The handler of questions of fact."""

from retrieval.answering.factoid.other_roles import speaker_role, unless_of_another_role
from retrieval.answering.factoid.role_names import role_asked, unless_named
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Fact, Message, Said

#: how much less sure an answer from the stories of the conversation may be than one from others: people ask on about what
#: they have read, the more so in a few words without a name
STAYING, LEANING = 0.1, 0.3
#: a short question is taken to be about the story at hand where so much of its words' weight stands there
TOLD = 0.4


def answer_fact(request: Fact, sources: Sources, kind: AnswerKind = AnswerKind.FACT) -> Answer:
    """Answer with sentences; where whoever is asked for is nowhere named, with what is nearest alone."""
    answer = _answer(request, sources, kind)
    office = speaker_role(request.text)
    if office is not None:
        answer = unless_of_another_role(answer, office, sources.archive)
    role = role_asked(request.text)
    return answer if role is None else unless_named(answer, role, sources.archive, request.text)


def _answer(request: Fact, sources: Sources, kind: AnswerKind) -> Answer:
    """Answer with sentences: of the articles that the question leans on, or else of any.

    One that stands by itself stays with the stories of the conversation unless others answer it more surely.
    """
    analysis = sources.search.analyse(request.text, request.asked, kind)
    if not analysis.terms:
        return Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.NO_WORDS))
    there = _from_conversation(request, sources, kind)
    if request.articles and there is not None and not there.abstained:
        return there
    anywhere = sources.facts.answer(sources.search.retrieve_mended(analysis), request.without)
    if there is None:
        return anywhere
    found_there = any(one.article_id in (request.articles or request.near) for one in anywhere.sentences[:1])
    if not (request.articles or request.brief):
        surer = anywhere.probability - STAYING
        stays = not there.abstained and (anywhere.abstained or there.probability >= surer) and not found_there
        return there if stays else anywhere
    if there.abstained and found_there and not analysis.asks_for_speech:
        # it is told in this story, whose sentences the question's own words tell apart; words may be somebody else's
        return _from_conversation(request, sources, kind, least=0.0) or anywhere
    stays = anywhere.abstained or there.probability >= anywhere.probability - LEANING
    return there if stays and (there.sentences or there.nearest) else anywhere


def _from_conversation(request: Fact, sources: Sources, kind: AnswerKind, least: float | None = None) -> Answer | None:
    """Answer from the stories at hand by the question's own words, or by all of them where these have no topic.

    None without such stories, and for a brief question of which they tell little.
    """
    articles = request.articles or request.near
    if not articles:
        return None
    analysis = sources.search.analyse(request.own or request.text, request.asked, kind)
    if not analysis.has_topic:
        analysis = sources.search.analyse(request.text, request.asked, kind)
    found = sources.search.retrieve_from(analysis, articles)
    if request.brief and not request.articles and found.candidates.told() < TOLD:
        return None
    at_hand = bool(request.articles) or request.brief
    return sources.facts.answer(found, request.without, at_hand=at_hand, least=least)
