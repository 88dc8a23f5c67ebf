"""The composition root: the only place that picks an engine and puts the parts together."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines import check_not_lost, open_archive, open_index, open_reader

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.answering import Answerer
    from retrieval.archive.archive import Archive
    from retrieval.archive.database import Database
    from retrieval.domain import Article
    from retrieval.index.interface import Index
    from retrieval.ingest.outcomes import Outcome
    from retrieval.reading.reader import Reader
    from retrieval.stories import Stories

#: seconds between two looks whether the user's archive is still empty
LOOK_AGAIN = 1.0


@dataclass(frozen=True, slots=True)
class _Opened:
    """An archive with its index, its stories and what answers from them, which are changed for others only together."""

    archive: Archive
    index: Index
    stories: Callable[[], Stories]
    answerer: Answerer
    reader: Reader | None


class Program:
    """Everything a command or the bot works with, put together.

    `samples` is true while the user's own archive is empty: the sample stories, which live in an archive of their own,
    answer in its place. What is added always goes to the user's archive, which answers as soon as it holds something.
    Both stay open until the end, so that nobody who is reading in one is left without it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._adding = threading.Lock()
        self._looked = time.monotonic()
        self._fiction: _Opened | None = None
        self._chats: Database | None = None
        own = _opened(settings.archive_url)
        self._own = None if own is None else self._open(settings.archive_url, own)
        self._current = self._own or self._samples()

    @property
    def samples(self) -> bool:
        """Tell whether the sample stories answer."""
        return self._current is not self._own

    @property
    def archive(self) -> Archive:
        """Return the archive that answers."""
        return self._current.archive

    @property
    def chats(self) -> Database:
        """Return where it is kept what chats leave behind: the user's own archive once `keep_chats` has opened it."""
        return self._chats or (self._own or self._current).archive.database

    def keep_chats(self) -> None:
        """Keep what chats leave behind in the user's archive, even while it holds no article; it is made where there is none.

        Raises ArchiveError where that cannot be.
        """
        from retrieval.archive.database import Database

        if self._chats is None:
            self._chats = Database(self.settings.archive_url)

    @property
    def index(self) -> Index:
        """Return the index of the archive that answers."""
        return self._current.index

    @property
    def answerer(self) -> Answerer:
        """Return what answers; while it is the samples, see now and then whether another process has filled the archive."""
        if self.samples and time.monotonic() - self._looked > LOOK_AGAIN and self._adding.acquire(blocking=False):
            try:
                self._looked = time.monotonic()
                own = None if self._own else _opened(self.settings.archive_url)
                if own is not None:
                    self._own = self._open(self.settings.archive_url, own)
                self._leave_samples()
            finally:
                self._adding.release()
        return self._current.answerer

    def add(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Add articles to the user's archive and yield what became of each; leaves the samples when there is something."""
        from retrieval.ingest.pipeline import Pipeline

        with self._adding:
            if self._own is None:
                self._own = self._open(self.settings.archive_url, open_archive(self.settings.archive_url))
        for outcome in Pipeline(self._own.archive, self._own.index).add(articles):
            self._leave_samples()
            yield outcome

    @property
    def stories(self) -> Stories:
        """Return the stories of the archive that answers."""
        return self._current.stories()

    def following(self) -> AbstractContextManager[None]:
        """Keep the index in step, within the block, with what other processes add to the archive."""
        from retrieval.index.following import following

        return following(lambda: (self.archive, self.index))

    def close(self) -> None:
        """Let go of files and connections; harmless when repeated."""
        for one in (self._own, self._fiction):
            if one is not None:
                if one.reader is not None:
                    one.reader.close()
                one.index.close()
                one.archive.close()
        if self._chats is not None:
            self._chats.close()

    def _leave_samples(self) -> None:
        if self._own is not None and self.samples and self._own.archive.count():
            self._current = self._own

    def _samples(self) -> _Opened:
        from bot.samples import sample_archive

        folder = str(sample_archive())
        self._fiction = self._open(folder, open_archive(folder))
        return self._fiction

    def _open(self, url: str, archive: Archive) -> _Opened:
        from bot.configuration.ranking_weights import load_weights
        from retrieval.answering import Answerer
        from retrieval.index.keeping import bring_up_to_date

        # the sample stories never go where the user's index is
        index = open_index(archive, self.settings.index if url == self.settings.archive_url else None)
        bring_up_to_date(archive, index)
        answers = self.settings.answers

        @functools.cache
        def stories() -> Stories:
            from retrieval.stories import Stories

            return Stories(archive, index)

        reader = open_reader(self.settings, url)
        answerer = Answerer(
            archive,
            index,
            stories,
            load_weights(self.settings.source, answers.minimum_probability),
            candidates=answers.candidates,
            longest=answers.longest_question,
            seconds=self.settings.index.seconds,
            reader=reader,
        )
        return _Opened(archive, index, stories, answerer, reader)


def open_program(settings: Settings) -> Program:
    """Open archive and index as the settings say, the sample stories where the archive is empty."""
    return Program(settings)


def _opened(url: str) -> Archive | None:
    """Return the user's archive, None where it holds nothing yet: a question alone makes no archive."""
    from retrieval.archive.database import FILE

    folder = Path(url)
    check_not_lost(url)
    if "://" not in url and (folder.is_dir() or not folder.exists()) and not (folder / FILE).exists():
        return None
    archive = open_archive(url)
    if archive.count():
        return archive
    archive.close()
    return None
