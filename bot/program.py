"""What commands, conversations and handlers need of the program; `bootstrap.Program` is it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from bot.chat.conversation import Source
from bot.configuration.settings import Settings

if TYPE_CHECKING:
    from retrieval.answering import Answerer
    from retrieval.archive.archive import Archive
    from retrieval.archive.database import Database
    from retrieval.domain import Article
    from retrieval.index.interface import Index
    from retrieval.ingest.outcomes import Outcome
    from retrieval.stories import Stories


class Program(Source, Protocol):
    """Archive, answers and stories, with the settings they were opened with."""

    @property
    def settings(self) -> Settings:
        """Return the settings it was opened with."""
        ...

    @property
    def answerer(self) -> "Answerer":
        """Return what answers questions, and tells why."""
        ...

    @property
    def archive(self) -> "Archive":
        """Return the archive that is open."""
        ...

    @property
    def chats(self) -> "Database":
        """Return where it is kept what chats leave behind: messages, contexts, answers."""
        ...

    @property
    def index(self) -> "Index":
        """Return the index of the archive."""
        ...

    @property
    def stories(self) -> "Stories":
        """Return the stories of the archive."""
        ...

    @property
    def samples(self) -> bool:
        """Say whether the sample stories answer."""
        ...

    def add(self, articles: "Iterable[Article]") -> "Iterator[Outcome]":
        """Add articles to the user's archive and yield what became of each."""
        ...
