"""What requests are answered from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from retrieval.answering.factoid.answer import FactoidAnswers
from retrieval.answering.search import Search
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, ComparisonOf, Summary, TimelineOf


class StoryTeller(Protocol):
    """What tells stories: those of retrieval/stories."""

    def tell(self, request: Summary) -> Answer:
        """Return the summary of a story."""
        ...

    def in_time(self, request: TimelineOf) -> Answer:
        """Return a story in order of time."""
        ...

    def compared(self, request: ComparisonOf) -> Answer:
        """Return the outlets of a story side by side."""
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
