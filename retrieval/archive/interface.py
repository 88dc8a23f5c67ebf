"""What answering reads of the archive, whichever that is, and what a search of it finds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from retrieval.domain import Article, Block, Citation, Passage, Place, Quotation, Span, Speaker


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found by `search`, with its text."""

    passage: Passage
    text: str
    score: float


class Earlier(Protocol):
    """An earlier text of an article."""

    @property
    def headline(self) -> str | None:
        """Return its headline."""
        ...

    @property
    def replaced(self) -> str:
        """Return when a newer text came, ISO 8601 in UTC."""
        ...

    @property
    def text(self) -> str:
        """Return the text."""
        ...

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return which parts of it are the article."""
        ...


class ArticleQuotations(Protocol):
    """The quotations of an article in the order of its text: what they are chosen by, and those that are chosen."""

    @property
    def article_id(self) -> str:
        """Return the id of the article."""
        ...

    @property
    def names(self) -> Sequence[str | None]:
        """Return the name of each one's speaker, None where it is not told."""
        ...

    def speaker(self, at: int) -> Speaker | None:
        """Return the speaker of one, None where it is not told who speaks."""
        ...

    def span(self, at: int) -> Span:
        """Return from where to where one stands."""
        ...

    def words(self, at: int) -> str:
        """Return the text of one."""
        ...

    def __getitem__(self, at: int) -> Quotation:
        """Return one."""
        ...

    def __iter__(self) -> Iterator[Quotation]:
        """Return all of them."""
        ...


class Speeches(Protocol):
    """What this reads of the archive."""

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles."""
        ...

    def quotations(self, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
        """Return the quotations of each article."""
        ...

    def packed_quotations(self, article_ids: Iterable[str]) -> Mapping[str, ArticleQuotations]:
        """Return the same, none put together yet: for who wants a few of many."""
        ...

    def quotations_by(self, person_ids: Iterable[int], limit: int) -> list[Quotation]:
        """Return the quotations of people of the directory, newest first."""
        ...

    def people(self, name: str | None = None, limit: int = 50, offset: int = 0) -> Sequence["Quoted"]:
        """Return the people of a name."""
        ...


class Quoted(Protocol):
    """A person of the directory."""

    @property
    def id(self) -> int:
        """The person's number."""
        ...

    @property
    def name(self) -> str:
        """The fullest name met."""
        ...

    @property
    def variants(self) -> tuple[str, ...]:
        """Other names of the person."""
        ...


class Texts(Protocol):
    """What scoring sentences reads beside the index: of the archive, or of a list that a question is asked of alone."""

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the texts of articles."""
        ...

    def citations(self, ids: Iterable[str]) -> dict[str, Citation]:
        """Return the citations of articles."""
        ...

    def quotations_in(self, places: Sequence[Place]) -> list[Quotation | None]:
        """Return for each place the quotation of which most stands there."""
        ...


class Articles(Speeches, Texts, Protocol):
    """What answering reads of the archive."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Have all that is read within the block, in this thread, see one state of the archive."""
        ...

    def count(self) -> int:
        """Return the number of articles."""
        ...

    def span(self) -> tuple[str | None, str | None]:
        """Return the first and the last day of publication, ISO 8601, None where no article has a date."""
        ...

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the articles."""
        ...

    def revisions(self, article_id: str) -> Sequence[Earlier]:
        """Return the earlier texts of an article, oldest first."""
        ...

    def newest(
        self, limit: int, offset: int = 0, matching: str | None = None, until: str | None = None
    ) -> list[Citation]:
        """Return citations, newest first; `until`: of days before this one (ISO 8601)."""
        ...
