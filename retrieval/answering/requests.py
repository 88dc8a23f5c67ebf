"""The table of requests: each kind has one handler. To add a kind, write its value, its handler and a row here."""

from collections.abc import Callable, Mapping
from typing import Any

from retrieval.answering.factoid.request import answer_fact
from retrieval.answering.quotes.answer import answer_quotations_of, answer_speakers_on
from retrieval.answering.quotes.by_speaker import answer_everything_by, answer_quotations_in
from retrieval.answering.sources import Sources
from retrieval.answering.story_lists import answer_story_list
from retrieval.domain import (
    Answer,
    AnswerKind,
    ComparisonOf,
    EverythingBy,
    Fact,
    QuotationsIn,
    QuotationsOf,
    Request,
    Said,
    SpeakersOn,
    StoryList,
    Summary,
    Talk,
    TimelineOf,
)


def answer_talk(request: Talk, sources: Sources) -> Answer:
    """Reply to small talk."""
    return Answer(AnswerKind.CHAT, abstained=False, message=Said(request.message))


HANDLERS: Mapping[type[Request], Callable[[Any, Sources], Answer]] = {
    Fact: answer_fact,
    QuotationsOf: answer_quotations_of,
    SpeakersOn: answer_speakers_on,
    EverythingBy: answer_everything_by,
    QuotationsIn: answer_quotations_in,
    Summary: lambda request, sources: sources.stories().tell(request),
    TimelineOf: lambda request, sources: sources.stories().in_time(request),
    ComparisonOf: lambda request, sources: sources.stories().compared(request),
    StoryList: answer_story_list,
    Talk: answer_talk,
}


def answer_request(request: Request, sources: Sources) -> Answer:
    """Answer a request by the handler of its kind."""
    return HANDLERS[type(request)](request, sources)
