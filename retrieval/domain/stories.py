"""Stories: the events that several articles cover, their course in time, and their outlets side by side."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.domain.articles import Citation
from retrieval.domain.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Story:
    """The event that several articles cover.

    `id` is short and stays with the story ("s_…"); `headline` is that of its most central article, `article_id`; `first` and
    `last` are the days of its dated articles, ISO 8601; `articles` is their number; `outlets` those with most articles first.
    """

    id: str
    headline: str | None
    article_id: str | None
    first: str | None
    last: str | None
    articles: int
    outlets: tuple[str, ...] = ()


class Precision(StrEnum):
    """How exactly a date is stated."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Moment:
    """A sentence and when what it tells happened.

    `when` is ISO 8601 as far as it is known ("2009-06-27", "2008-08", "2008", of a week its Monday), None where the words of
    the sentence cannot be resolved; `words` are those words, empty where the date is that of the article's publication.
    The evidence has them as its emphasis.
    """

    when: str | None
    precision: Precision
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments of a story in order of time, those of an unknown time last, and the articles they are from."""

    story: Story | None
    moments: tuple[Moment, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet, or an article that names none, says and when.

    `words` are the figure or quotation that differs, empty for a whole sentence.
    """

    outlet: str
    published: str | None
    evidence: Evidence
    words: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures or quotations of different outlets that differ; `about` is "killed", "injured" …, a speaker, or empty."""

    kind: str
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A story as its outlets tell it.

    `shared` holds what several outlets say, one side each; `alone` what only one says; everything is empty where fewer than
    two outlets tell the story.
    """

    story: Story | None
    outlets: tuple[str, ...]
    shared: tuple[tuple[Side, ...], ...] = ()
    alone: tuple[Side, ...] = ()
    differing: tuple[Difference, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletCount:
    """How much an outlet has of something: articles and quotations, and the days of the first and last dated article, ISO 8601.

    `article_id` is that of the first article, of the newest where none is dated.
    """

    outlet: str | None
    articles: int
    quotations: int = 0
    first: str | None = None
    last: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much the archive has of something, outlet by outlet, those with most first.

    `name` is who or what it is of, as the archive has it; `more` says that there may be more than was counted.
    """

    name: str
    outlets: tuple[OutletCount, ...]
    more: bool = False

    @property
    def articles(self) -> int:
        """All articles."""
        return sum(one.articles for one in self.outlets)

    @property
    def quotations(self) -> int:
        """All quotations."""
        return sum(one.quotations for one in self.outlets)

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day, None where nothing is dated."""
        return (
            min((one.first for one in self.outlets if one.first), default=None),
            max((one.last for one in self.outlets if one.last), default=None),
        )
