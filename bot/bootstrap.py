"""The composition root: the only place that picks an engine and puts the parts together."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from retrieval.answering import Answerer
    from retrieval.archive.archive import Archive
    from retrieval.domain import Answer, Article, Question
    from retrieval.index.interface import Index
    from retrieval.ingest.fetching import Fetcher
    from retrieval.ingest.pipeline import Outcome, Pipeline
    from retrieval.stories import Stories

#: seconds between two looks whether the user's archive is still empty
LOOK_AGAIN = 5.0


class Program:
    """Everything a command or the bot works with, put together.

    `samples` is true while the user's own archive is empty: the sample stories, which live in an archive of their own,
    answer in its place. What is added always goes to the user's archive.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.samples = False
        self.archive: Archive
        self.index: Index
        self._answerer: Answerer
        self._looked = time.monotonic()
        own = _opened(settings.archive_url)
        if own is None:
            self._open_samples()
        else:
            self._open(settings.archive_url, own)

    @property
    def answerer(self) -> Answerer:
        """Return what answers; while it is the samples, see now and then whether another process has filled the archive."""
        if self.samples and time.monotonic() - self._looked > LOOK_AGAIN:
            self._looked = time.monotonic()
            own = _opened(self.settings.archive_url)
            if own is not None:  # the samples stay open for whoever is reading in them
                self._open(self.settings.archive_url, own)
        return self._answerer

    def add(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Add articles to the user's archive and yield what became of each; leaves the samples when there is something."""
        if self.samples:
            self.close()
            self._open(self.settings.archive_url, open_archive(self.settings.archive_url))
        yield from self.pipeline().add(articles)
        if not self.archive.count():
            self.close()
            self._open_samples()

    def pipeline(self) -> Pipeline:
        """Return the pipeline into the archive that is open."""
        from retrieval.ingest.pipeline import Pipeline

        return Pipeline(self.archive, self.index)

    @property
    def stories(self) -> Stories:
        """Return the stories of the archive that is open."""
        from retrieval.stories import Stories

        return Stories(self.archive, self.index)

    def close(self) -> None:
        """Let go of files and connections; harmless when repeated."""
        with contextlib.suppress(AttributeError):
            self.index.close()
            self.archive.close()

    def _tell(self, question: Question, topic: str | None) -> Answer:
        return self.stories.tell(question, topic)

    def _open_samples(self) -> None:
        from bot.samples import sample_archive

        folder = str(sample_archive())
        self._open(folder, open_archive(folder), samples=True)

    def _open(self, url: str, archive: Archive, *, samples: bool = False) -> None:
        from bot.weights import load_weights
        from retrieval.answering import Answerer
        from retrieval.index.keeping import bring_up_to_date

        self.archive = archive
        self.index = open_index("" if samples else self.settings.index.url, url, self.settings.index.name)
        bring_up_to_date(self.archive, self.index)
        answers = self.settings.answers
        self._answerer = Answerer(
            self.archive,
            self.index,
            load_weights(self.settings.source, answers.minimum_probability),
            candidates=answers.candidates,
            longest=answers.longest_question,
            tell=self._tell,
        )
        self.samples = samples


def open_program(settings: Settings) -> Program:
    """Open archive and index as the settings say, the sample stories where the archive is empty."""
    return Program(settings)


def _opened(url: str) -> Archive | None:
    """Return the user's archive, None where it holds nothing yet: a question alone makes no archive."""
    from retrieval.archive.database import FILE

    folder = Path(url)
    if "://" not in url and (folder.is_dir() or not folder.exists()) and not (folder / FILE).exists():
        return None
    archive = open_archive(url)
    if archive.count():
        return archive
    archive.close()
    return None


def open_archive(url: str) -> Archive:
    """Open the archive alone."""
    from retrieval.archive.archive import Archive

    return Archive.open(url)


def open_index(url: str, archive_url: str, name: str) -> Index:
    """Open the index: an OpenSearch cluster where `url` is one, otherwise the embedded one inside the archive's folder."""
    from retrieval.index.embedded import EmbeddedIndex

    if "://" in archive_url:  # each database has an index of its own beside the user's data
        from bot.settings import data_folder

        return EmbeddedIndex(
            data_folder().expanduser() / f"index-{hashlib.sha256(archive_url.encode()).hexdigest()[:12]}"
        )
    return EmbeddedIndex(Path(archive_url) / "index")


def open_fetcher(settings: Settings) -> Fetcher:
    """Return the one HTTP client, with the limits of the settings and the exceptions of its guard."""
    from retrieval.ingest.addresses import Guard
    from retrieval.ingest.fetching import Fetcher, Limits

    fetching = settings.fetching
    limits = Limits(int(fetching.megabytes * 1_000_000), fetching.seconds, fetching.redirects)
    return Fetcher(Guard(tuple(fetching.allow)), limits, fetching.user_agent)
