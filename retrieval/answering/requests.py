"""The table of requests: each kind has one handler. To add a kind, write its value, its handler and a row here."""

from collections.abc import Callable, Mapping
from typing import Any

from retrieval.answering.changes import answer_changes
from retrieval.answering.checks.answer import answer_check
from retrieval.answering.factoid.request import answer_fact
from retrieval.answering.latest import answer_latest
from retrieval.answering.outlets import answer_comparison, answer_outlets
from retrieval.answering.quotes.answer import answer_quotations_of, answer_speakers_on
from retrieval.answering.quotes.by_speaker import answer_everything_by, answer_quotations_in
from retrieval.answering.quotes.dossier import answer_dossier
from retrieval.answering.quotes.several import answer_last_quoted, answer_others, answer_side_by_side
from retrieval.answering.sources import Sources
from retrieval.answering.story_lists import answer_story_list
from retrieval.answering.summaries import answer_summary
from retrieval.domain import (
    Answer,
    AnswerKind,
    ChangesOf,
    CheckOf,
    ComparisonOf,
    DossierOf,
    EverythingBy,
    Fact,
    HowOften,
    LastQuoted,
    Latest,
    OthersOn,
    OutletsOn,
    QuotationsIn,
    QuotationsOf,
    Request,
    Said,
    SideBySide,
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
    Summary: answer_summary,
    TimelineOf: lambda request, sources: sources.stories().in_time(request),
    ComparisonOf: answer_comparison,
    HowOften: lambda request, sources: sources.stories().counted(request),
    CheckOf: answer_check,
    ChangesOf: answer_changes,
    DossierOf: answer_dossier,
    StoryList: answer_story_list,
    Latest: answer_latest,
    OutletsOn: answer_outlets,
    LastQuoted: answer_last_quoted,
    SideBySide: answer_side_by_side,
    OthersOn: answer_others,
    Talk: answer_talk,
}
