"""The handler of questions of fact."""

from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Fact, Message, Said


def answer_fact(request: Fact, sources: Sources, kind: AnswerKind = AnswerKind.FACT) -> Answer:
    """Answer with sentences: of the articles that the question is about, or else of any."""
    analysis = sources.search.analyse(request.text, request.asked, kind)
    if not analysis.terms:
        return Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.NO_WORDS))
    if request.articles:
        answer = sources.facts.answer(sources.search.retrieve_from(analysis, request.articles), request.without)
        if not answer.abstained:
            return answer
    return sources.facts.answer(sources.search.retrieve_mended(analysis), request.without)
