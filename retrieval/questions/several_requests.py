"""From a question over several stories to the request that it makes, what it leaves out filled in from the conversation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from retrieval.domain import (
    ComparisonOf,
    Context,
    Fact,
    HowOften,
    LastQuoted,
    Latest,
    OthersOn,
    OutletsOn,
    Question,
    QuotationsIn,
    Request,
    SideBySide,
    StoryList,
    StoryOf,
    TimelineOf,
)
from retrieval.questions.following import is_pronoun
from retrieval.questions.kinds import wanted
from retrieval.questions.last_question import asked_after
from retrieval.questions.several_stories import OverStories, Several

#: kinds that are of somebody, and not of a topic
_BY_SPEAKER = frozenset((Several.LAST_QUOTED, Several.QUOTED_HOW_OFTEN, Several.SIDE_BY_SIDE))
_THEY = frozenset(("they", "them", "the speaker"))


@dataclass(frozen=True, slots=True)
class AskedOver:
    """A request over several stories, None where it leans on a conversation that has not begun; and whether it leans on one."""

    request: Request | None
    follows: bool


def asked_over(asked: OverStories, question: Question) -> AskedOver:
    """Return the request that a question over several stories makes."""
    meant = _Meant(asked, question)
    follows = meant.leans
    if follows and not (question.context.articles or question.context.speaker or question.context.question):
        return AskedOver(StoryList() if asked.kind is Several.LATEST else None, follows)
    if any(map(is_pronoun, meant.speakers)):
        return AskedOver(None, follows)
    return AskedOver(_MADE[asked.kind](meant), follows)


class _Meant:
    """A question over several stories in its conversation."""

    def __init__(self, asked: OverStories, question: Question) -> None:
        self._asked, self.question, self._context = asked, question, question.context
        self.topic = asked.topic

    @property
    def leans(self) -> bool:
        """Whether what it is of, or who, is left to the conversation."""
        if self._asked.kind in _BY_SPEAKER:
            return any(map(_stands_for_somebody, self._asked.speakers))
        return self.topic is None or (self._asked.kind is Several.NAMED_HOW_OFTEN and is_pronoun(self.topic))

    @property
    def story(self) -> StoryOf:
        """The story: that of its words, or that of the article that the conversation is about."""
        if self.topic is not None:
            return StoryOf(self.topic)
        return (
            StoryOf(id=self._context.articles[0]) if self._context.articles else StoryOf(self._context.question or "")
        )

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks: "she" is whose words the conversation is about."""
        return tuple(map(self.named, self._asked.speakers))

    @property
    def whom(self) -> str | None:
        """Who is disagreed with: whom the question names, or whose words the conversation is about."""
        named = next(iter(self.speakers), None)
        if named is not None and named.lower() not in {"it", "this", "that"}:
            return named
        return self._context.speaker if self.topic is None else None

    def named(self, words: str) -> str:
        """Return a name for a pronoun."""
        if not _stands_for_somebody(words):
            return words
        return self._context.speaker or asked_after(self._context.question) or words

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of the conversation."""
        return self._context.articles

    @property
    def matter(self) -> str | None:
        """What the conversation is about, in the words of its last question."""
        return self.topic if self.topic is not None else _matter(self._context)

    def fact(self) -> Fact:
        """Return it as a question of fact."""
        return Fact(self.question.text, asked=self.question.asked)


def _stands_for_somebody(words: str) -> bool:
    return is_pronoun(words) or words.lower() in _THEY


def _matter(context: Context) -> str | None:
    """Return what the last question of a conversation was about."""
    if not context.question:
        return None
    before = wanted(context.question)
    return before.topic if before.speaker else context.question


def _how_often(meant: _Meant) -> Request:
    named = meant.speakers[0] if meant.speakers else meant.named(meant.topic or meant.matter or "")
    return HowOften(named, bool(meant.speakers))


_MADE: Mapping[Several, Callable[[_Meant], Request]] = {
    Several.LATEST: lambda meant: Latest(meant.story),
    Several.OUTLETS: lambda meant: OutletsOn(meant.story),
    Several.TIMELINE: lambda meant: TimelineOf(meant.story),
    Several.COMPARISON: lambda meant: ComparisonOf(meant.story),
    Several.LAST_QUOTED: lambda meant: LastQuoted(meant.speakers[0], meant.topic, meant.articles),
    Several.QUOTED_HOW_OFTEN: _how_often,
    Several.NAMED_HOW_OFTEN: _how_often,
    Several.SIDE_BY_SIDE: lambda meant: SideBySide(meant.speakers, meant.topic, meant.fact(), meant.articles),
    Several.QUOTED: lambda meant: QuotationsIn(meant.articles),
    Several.OTHERS: lambda meant: OthersOn(meant.matter, meant.whom, () if meant.topic else meant.articles),
}
