"""The handler of questions of fact."""

from retrieval.answering.factoid.asked_anew import telling_of
from retrieval.answering.factoid.harm import telling_of_harm
from retrieval.answering.factoid.kin import unless_no_such_tie
from retrieval.answering.factoid.office_answer import office_of_request, with_holder
from retrieval.answering.factoid.other_roles import speaker_role, unless_of_another_role
from retrieval.answering.factoid.role_names import as_nearest, office_of, role_asked, unless_named
from retrieval.answering.factoid.story_at_hand import names_another_story, new_information
from retrieval.answering.factoid.succession import told_of_succession
from retrieval.answering.factoid.unnamed import name_asked_of_somebody_unnamed, named_beside
from retrieval.answering.factoid.untold_harm import unless_no_such_harm
from retrieval.answering.factoid.who_told import asks_who_told, who_told
from retrieval.answering.search import Retrieved
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Article, Fact, Message, Said
from retrieval.questions import Analysis
from retrieval.questions.successions import succession_asked
from retrieval.text.digests import item_beside

#: how much less sure an answer from the stories of the conversation may be than one from others, and one from the stories
#: that the question leans on
STAYING, LEANING = 0.1, 0.3
#: how sure an answer from another story must be, though a word of the question leans on the one at hand
OTHERWISE = 0.5


def answer_fact(request: Fact, sources: Sources, kind: AnswerKind = AnswerKind.FACT) -> Answer:
    """Answer with sentences; where whoever is asked for is nowhere named, with what is nearest alone."""
    if asks_who_told(request) and (by := who_told(request, sources)) is not None:
        return by
    if name_asked_of_somebody_unnamed(request) and (named := named_beside(request, sources)) is not None:
        return named
    answer = telling_of(_answer(request, sources, kind), request, sources)
    office = speaker_role(request.text)
    if office is not None:
        answer = unless_of_another_role(answer, office, sources.archive)
    succession = succession_asked(request.own or request.text)
    if succession is not None and (told := told_of_succession(succession, request, sources, answer)) is not None:
        return told
    if (held := office_of_request(request)) is not None:
        return with_holder(answer, held, request, sources)
    role = role_asked(request.text)
    answer = unless_no_such_tie(answer, request.own or request.text, sources.archive)
    if role is None:
        asked = request.own or request.text
        return unless_no_such_harm(telling_of_harm(answer, asked), asked, sources.archive)
    of_what = office_of(request.text)
    if of_what is not None and not answer.abstained and not sources.search.knows(of_what):
        return as_nearest(answer, sources.archive)  # the president of somewhere else
    return unless_named(answer, role, sources.archive, request.text)


def _answer(request: Fact, sources: Sources, kind: AnswerKind) -> Answer:
    """Answer with sentences: of the articles that the question leans on, or else of any.

    One that names no other story is about the one at hand.
    """
    analysis = sources.search.analyse(request.text, request.asked, kind)
    if not analysis.terms:
        return Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.NO_WORDS))
    found = _at_hand(request, sources, kind)
    if found is None:
        return _anywhere(analysis, request, sources)
    another = names_another_story(found, sources.archive.count(), leans=bool(request.articles))
    if another and request.articles and (told := _of_another(request, sources, kind)) is not None:
        return told
    if request.articles or not another:
        return _of_stories_at_hand(found, analysis, request, sources)
    anywhere = _anywhere(analysis, request, sources)
    if _is_of(anywhere, request) or (request.brief and not anywhere.abstained):
        return anywhere
    if request.brief:
        there = sources.facts.answer(found, request.without, at_hand=True)
        return anywhere if new_information(found)[1] or (there.abstained and not there.nearest) else there
    there = sources.facts.answer(found, request.without)
    surer = anywhere.probability - STAYING
    return there if not there.abstained and (anywhere.abstained or there.probability >= surer) else anywhere


def _of_another(request: Fact, sources: Sources, kind: AnswerKind) -> Answer | None:
    """Return what a question's own words alone are answered with, where that is of another story than those at hand.

    "They" in "who said they ran out of paint?" may be people of the story that its own words name.
    """
    own = sources.search.analyse(request.own, request.asked, kind)
    if not own.has_topic:
        return None
    told = _anywhere(own, request, sources)
    return None if told.abstained or told.probability < OTHERWISE or _is_of(told, request) else told


def _of_stories_at_hand(found: Retrieved, analysis: Analysis, request: Fact, sources: Sources) -> Answer:
    """Answer from the stories at hand: with what is nearest there, unless it is told elsewhere.

    What leans on them is told elsewhere where an answer from there is much surer; what does not, where there is one, unless
    it is brief.
    """
    there = sources.facts.answer(found, request.without, at_hand=True)
    if not there.abstained:
        return there
    anywhere = _anywhere(analysis, request, sources)
    if _is_told(anywhere, analysis, request):
        return sources.facts.answer(found, request.without, at_hand=True, least=0.0)
    leans = request.articles and there.probability >= anywhere.probability - LEANING
    stays = anywhere.abstained or leans or (request.brief and not request.articles)
    return there if stays and there.nearest else anywhere


def _anywhere(analysis: Analysis, request: Fact, sources: Sources) -> Answer:
    return sources.facts.answer(sources.search.retrieve_mended(analysis), request.without)


def _is_told(anywhere: Answer, analysis: Analysis, request: Fact) -> bool:
    """Tell whether the story at hand tells it, of all: then the question's own words tell its sentences apart.

    Words that somebody is to have said may be somebody else's.
    """
    return _is_of(anywhere, request) and not analysis.asks_for_speech


def _is_of(answer: Answer, request: Fact) -> bool:
    """Tell whether an answer is of the stories at hand."""
    return any(one.article_id in (request.articles or request.near) for one in answer.sentences[:1])


def _at_hand(request: Fact, sources: Sources, kind: AnswerKind) -> Retrieved | None:
    """Return the sentences of the stories at hand, None without such stories.

    They are counted by the question's own words, or by all of them where its own have no topic.
    """
    articles = request.articles or request.near
    if not articles:
        return None
    analysis = sources.search.analyse(request.own or request.text, request.asked, kind)
    if not analysis.has_topic:
        analysis = sources.search.analyse(request.text, request.asked, kind)
    item = _item_at_hand(request, articles[0], sources)
    return sources.search.retrieve_in(analysis, [item]) if item else sources.search.retrieve_from(analysis, articles)


def _item_at_hand(request: Fact, chief: str, sources: Sources) -> Article | None:
    """Return the chief article at hand as if the one of its stories that was told last were all of it; None of any other."""
    if request.beside is None or request.beside[0] != chief:
        return None
    article = sources.archive.articles([chief]).get(chief)
    return item_beside(article, request.beside[1:]) if article else None
