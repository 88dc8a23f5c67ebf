"""What can be asked for: one value a kind.

Commands, buttons and links build them; a question in somebody's own words is read, once, into one of them. All of them are
complete: what a question leaves to the conversation ("the second one", "what else") has been filled in.
"""

from dataclasses import dataclass

from retrieval.domain.articles import Source
from retrieval.domain.messages import Message

#: where evidence stands: its article, its start and its end
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """A question whose answer is a sentence. `asked` is the day it is asked, ISO 8601.

    `articles` are looked through first: those that the question leans on. `near` are those that the conversation was about,
    which a question that stands by itself may still be about, the more so if it is `brief`. `own` are its own words, without
    what the conversation has filled in: among the sentences of the story at hand these alone tell one from another.
    `beside` is where what was shown last stands: of an article of several stories, only that one is at hand.
    `about` is of whom the question before is asked anew ("and Falk?"): what tells nothing of them is no answer.
    `answered` is where the sentence stands that the question before was answered with first.
    """

    text: str
    articles: tuple[str, ...] = ()
    without: tuple[Place, ...] = ()
    asked: str | None = None
    near: tuple[str, ...] = ()
    own: str = ""
    brief: bool = False
    beside: Place | None = None
    about: str | None = None
    answered: Place | None = None


@dataclass(frozen=True, slots=True)
class QuotationsOf:
    """What somebody said, on a topic or at all.

    `articles` are those in which somebody named by a role ("the captain") is looked for first, and `before` the question
    that they answered; `instead` is what to answer where the words name nobody who is quoted.
    """

    speaker: str
    topic: str | None = None
    articles: tuple[str, ...] = ()
    without: tuple[Place, ...] = ()
    instead: Fact | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakersOn:
    """Who said something; `instead` is what to answer where nobody is quoted with it."""

    topic: str | None
    without: tuple[Place, ...] = ()
    instead: Fact | None = None


@dataclass(frozen=True, slots=True)
class EverythingBy:
    """Everything that somebody is quoted with, newest first, `without` what stands there and was shown before."""

    speaker: str
    without: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierOf:
    """Everything that somebody is quoted with, by topic and time, a page of it; pages count from 0."""

    name: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class QuotationsIn:
    """Who said what in some articles, speaker by speaker."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryOf:
    """Which story: that of these words, or the one of this id, or that of the article of this id."""

    words: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A story in some sentences, as many as are usual where None; told from the day `since` on, ISO 8601.

    `befell` is the question of what happened to somebody or something, which is one of fact where no story is about them.
    """

    story: StoryOf
    sentences: int | None = None
    since: str | None = None
    befell: Fact | None = None


@dataclass(frozen=True, slots=True)
class TimelineOf:
    """A story in order of time."""

    story: StoryOf


@dataclass(frozen=True, slots=True)
class ComparisonOf:
    """A story's outlets side by side."""

    story: StoryOf


@dataclass(frozen=True, slots=True)
class CheckOf:
    """A claim to be set beside what articles say.

    `day` is the one on which it was made, ISO 8601, which "yesterday" refers to; `links` are the addresses sent with it, and
    `source` where it was published, for storing it.
    """

    text: str
    day: str | None = None
    links: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ChangesOf:
    """What has been changed in a story's articles."""

    story: StoryOf


@dataclass(frozen=True, slots=True)
class StoryList:
    """The stories on a topic, or the newest; of some days (first and last, as proleptic Gregorian ordinals).

    `page` is the one that a list in pages shows, from 0.
    """

    topic: str | None = None
    days: tuple[int, int] | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """What is new of a story or on a topic: the newest articles, newest first, with what each tells first."""

    story: StoryOf


@dataclass(frozen=True, slots=True)
class OutletsOn:
    """Which outlets tell a story, or write about a topic."""

    story: StoryOf


@dataclass(frozen=True, slots=True)
class LastQuoted:
    """When somebody was last quoted, on a topic or at all; `articles` as of `QuotationsOf`."""

    speaker: str
    topic: str | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HowOften:
    """How often somebody or something is in the stories: in how many articles, or where `quoted` in how many quotations."""

    name: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What each of several speakers said on a topic, or at all; `instead` is what to answer where none of them is quoted.

    `articles` are those that the conversation is about: who is quoted there is who is meant.
    """

    speakers: tuple[str, ...]
    topic: str | None = None
    instead: Fact | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OthersOn:
    """What others than somebody said on a topic; without one, in the `articles` at hand. Who disagrees is not judged."""

    topic: str | None = None
    speaker: str | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Small talk, or words that ask for nothing: `message` is the reply."""

    message: Message


Request = (
    Fact
    | QuotationsOf
    | SpeakersOn
    | EverythingBy
    | QuotationsIn
    | Summary
    | TimelineOf
    | ComparisonOf
    | CheckOf
    | ChangesOf
    | DossierOf
    | StoryList
    | Latest
    | OutletsOn
    | LastQuoted
    | HowOften
    | SideBySide
    | OthersOn
    | Talk
)
