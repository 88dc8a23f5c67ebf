"""What requests are answered from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.answering.factoid.answer import FactoidAnswers
from retrieval.answering.search import Search
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, Citation, ComparisonOf, Evidence, HowOften, StoryOf, Summary, TimelineOf


class StoryTeller(Protocol):
    """What tells stories: those of retrieval/stories."""

    def tell(self, request: Summary) -> Answer:
        """Return the summary of a story."""
        ...

    def nothing(self, words: str) -> Answer:
        """Return the answer that there is no such story, with the nearest headlines."""
        ...

    def of_articles(self, article_ids: Sequence[str]) -> Mapping[str, str]:
        """Return the id of the story of each of these articles that is in one."""
        ...

    def in_time(self, request: TimelineOf) -> Answer:
        """Return a story in order of time."""
        ...

    def compared(self, request: ComparisonOf) -> Answer:
        """Return the outlets of a story side by side."""
        ...

    def counted(self, request: HowOften) -> Answer:
        """Return how often somebody or something is in the stories."""
        ...

    def articles(self, story: StoryOf) -> list[Citation]:
        """Return the articles of a story, none where there is none of these words."""
        ...

    def openings(self, article_ids: Sequence[str], terms: frozenset[str]) -> dict[str, Evidence]:
        """Return for each article the first sentence that tells its news, one with some of the terms where there is one."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """The archive, how it is searched, what answers with its sentences, and what tells its stories.

    Stories are opened when the first is asked for: they need much that a question of fact does not.
    """

    archive: Articles
    search: Search
    facts: FactoidAnswers
    stories: Callable[[], StoryTeller]
