"""Reading a question in somebody's own words, once, into the request that it makes."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from retrieval.domain import (
    AnswerKind,
    Context,
    Fact,
    Latest,
    Message,
    Question,
    QuotationsOf,
    Request,
    SpeakersOn,
    StoryList,
    StoryOf,
    Summary,
    Talk,
)
from retrieval.questions.courtesy import without_asides
from retrieval.questions.dependence import is_brief
from retrieval.questions.following import Resolved, is_pointing, is_pronoun, resolve
from retrieval.questions.kinds import Wanted, asks_for_the_newest, wanted
from retrieval.questions.last_question import TELLING, without_question_word
from retrieval.questions.misspelt import as_meant
from retrieval.questions.numbered import pointed_at
from retrieval.questions.other_languages import ForeignRequest, request_in_another_language
from retrieval.questions.patterns import Pattern
from retrieval.questions.several_requests import asked_over
from retrieval.questions.several_stories import over_stories
from retrieval.questions.times import before_newest, says_only_when, when_of

_BEFELL = Pattern(
    r"^\W*(?:(?:and|so|but)\s+)?what\s+(?:has\s+)?happened\s+to\s+(?:the|his|her|their|its|those|these)\s+(?-i:[^A-Z.,]{2,40}?)\W*$",
    re.IGNORECASE,
)
#: "more" of what nothing has been told of yet is no more than that
_MORE_ABOUT = Pattern(
    r"^\W*(?:(?:(?:can|could) you|please)\s+)?tell\s+me\s+(?:an?\s+(?:bit|little)\s+)?more\s+(?=about\s+\S)",
    re.IGNORECASE,
)
#: returns the day of the newest story as an ordinal, 0 where none has a date; asked for where a question names a time
Newest = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Read:
    """A question, read: the request, its words with what they left out, and whether they leaned on the conversation."""

    request: Request
    words: str
    follows: bool = False


def read_question(question: Question, newest: Newest) -> Read:
    """Return what a question asks for, in its context."""
    text = without_asides(as_meant(question.text))
    question = replace(question, text=text if question.context.articles else _MORE_ABOUT.sub("tell me ", text))
    if asks_for_the_newest(question.text):
        return Read(_story_list(None, question.text, question.asked, newest), question.text)
    if (asked := over_stories(question.text)) is not None:
        several = asked_over(asked, question)
        return Read(several.request or Talk(Message.NOTHING_BEFORE), question.text, several.follows)
    if (foreign := request_in_another_language(question.text)) is not None:
        return _read_foreign(foreign, question)
    meant = wanted(question.text)
    if question.context.articles and _BEFELL.match(question.text):  # somebody or something of the story at hand
        at_hand = Resolved(question.text, follows=True, articles=question.context.articles)
        return Read(_request(question, at_hand, Wanted(AnswerKind.FACT), newest), question.text, follows=True)
    if meant.kind is AnswerKind.SUMMARY:
        if meant.topic is None and not question.context.articles:
            return Read(Talk(Message.NOTHING_BEFORE), question.text)
        return Read(_request(question, Resolved(question.text), meant, newest), question.text)
    resolved = resolve(question)
    if resolved.follows and not resolved.text.strip():
        return Read(Talk(Message.NOTHING_BEFORE), question.text)
    if resolved.text != question.text.strip():
        meant = wanted(resolved.text)
    if resolved.asks:  # what it leans on may have asked for somebody's words, or stand before who is to have said it
        own = wanted(resolved.asks)
        if own.kind is AnswerKind.FACT or (own.speaker and not is_pointing(own.speaker)):
            meant = own
    return Read(_request(question, resolved, meant, newest), resolved.text, resolved.follows)


def _read_foreign(asked: ForeignRequest, question: Question) -> Read:
    """Return the request that was made in another language; without a topic it is of the story at hand, or of all stories."""
    if asked.topic is not None:
        story = StoryOf(asked.topic)
        return Read(Summary(story) if asked.summary else Latest(story), question.text)
    if not asked.summary:
        return Read(StoryList(), question.text)
    at_hand = question.context.articles
    return Read(
        Summary(StoryOf(id=at_hand[0])) if at_hand else Talk(Message.NOTHING_BEFORE), question.text, bool(at_hand)
    )


def _request(question: Question, resolved: Resolved, meant: Wanted, newest: Newest) -> Request:
    shown = question.context.shown
    without = shown if resolved.more else ()
    near = () if resolved.articles or resolved.elsewhere else question.context.articles
    own = resolved.own or question.text.strip() if resolved.follows else ""
    fact = Fact(
        resolved.text, resolved.articles, without, question.asked, near, own, bool(near) and is_brief(question.text),
        shown[-1] if shown else None, resolved.about, question.context.answered,
    )  # fmt: skip
    if resolved.speaker:
        return QuotationsOf(resolved.speaker, None, question.context.articles, without, fact, question.context.question)
    if meant.kind is AnswerKind.CHAT:
        return Talk(meant.talk or Message.NO_WORDS)
    if meant.kind is AnswerKind.STORIES or says_only_when(meant.topic):
        stories = _story_list(meant.topic, resolved.text, question.asked, newest)
        if meant.kind is AnswerKind.STORIES or stories.days:
            return stories
    if meant.kind is AnswerKind.SUMMARY:
        summary = _summary(question, meant)
        return replace(summary, befell=fact) if _BEFELL.match(question.text) else summary
    if meant.kind is AnswerKind.WHO_SAID:
        return SpeakersOn(meant.topic, without, fact)
    if meant.kind is AnswerKind.WHAT_SAID and meant.speaker:
        # what somebody said "about her" or "about it" is what they said in the story at hand
        topic = None if question.context.articles and is_pointing(meant.topic) else meant.topic
        return QuotationsOf(meant.speaker, topic, question.context.articles, without, fact, question.context.question)
    return fact


def _story_list(topic: str | None, text: str, asked: str | None, newest: Newest) -> StoryList:
    """Return the list of stories on the topic, and of the days that the words name; a topic that is a time is none."""
    when = when_of(text, asked)
    if when.days:
        when = before_newest(text, when, newest())
    return StoryList(None if says_only_when(topic) else topic, when.days)


def _summary(question: Question, meant: Wanted) -> Summary:
    if meant.topic is None:  # all its words are on how long it is to be
        request = summary_of(question.text, Context(), question.asked)
        before = question.context.question or ""
        words = (
            without_question_word(before) if TELLING.match(before) else ""
        )  # of a digest one item may have been told
        return replace(request, story=StoryOf(words, question.context.articles[0]))
    return summary_of(meant.topic, question.context, question.asked)


def summary_of(words: str, context: Context, asked: str | None = None) -> Summary:
    """Return the summary of the story that the words name, or else of the one that the conversation is about.

    `asked` is the day that "since Monday" refers to (ISO 8601, today where None).
    """
    from retrieval.questions.summaries import read_summary  # loaded where a summary is asked for

    today = dt.date.fromisoformat(asked[:10]) if asked else dt.datetime.now(dt.UTC).date()
    words, articles = pointed_at(words, context.articles)
    request = read_summary(words, today)
    if not articles or request.story.words:
        return request
    return replace(request, story=StoryOf(_told_of(context) if articles == context.articles else "", articles[0]))


def _told_of(context: Context) -> str:
    """Return the words by which the story at hand was asked for: of a digest, one item alone may have been told."""
    before = context.question or ""
    return without_question_word(before).strip(" ?!.") if TELLING.match(before) else ""


def quotations_of(name: str, topic: str | None, context: Context) -> QuotationsOf:
    """Return the request for what somebody said; "she" is whose words the conversation is about."""
    named = context.speaker if context.speaker and is_pronoun(name) else name
    return QuotationsOf(named, topic or None, context.articles)
