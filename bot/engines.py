"""The engines that the settings pick: the archive, its index, and what fetches from the network."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.archive.archive import Archive
    from retrieval.index.interface import Index
    from retrieval.ingest.http.client import Fetcher


def open_archive(url: str) -> Archive:
    """Open the archive alone."""
    from retrieval.archive.archive import Archive

    return Archive.open(url)


def open_index(url: str, archive_url: str, name: str) -> Index:
    """Open the embedded index inside the archive's folder.

    `url` and `name` are those of an OpenSearch cluster. Raises BadConfiguration where one is given: no engine for it yet.
    """
    if url:
        from bot.configuration.yaml_files import BadConfiguration

        raise BadConfiguration(
            f"index.url is {url!r} ({name}); this version has the embedded index alone: leave it empty."
        )
    from retrieval.index.embedded import EmbeddedIndex

    if "://" in archive_url:  # each database has an index of its own beside the user's data
        from bot.configuration.settings import data_folder

        return EmbeddedIndex(
            data_folder().expanduser() / f"index-{hashlib.sha256(archive_url.encode()).hexdigest()[:12]}"
        )
    return EmbeddedIndex(Path(archive_url) / "index")


def open_fetcher(settings: Settings) -> Fetcher:
    """Return the one HTTP client, with the limits of the settings and the exceptions of its guard."""
    from retrieval.ingest.http.addresses import Guard
    from retrieval.ingest.http.client import Fetcher, Limits

    fetching = settings.fetching
    limits = Limits(int(fetching.megabytes * 1_000_000), fetching.seconds, fetching.redirects)
    return Fetcher(Guard(tuple(fetching.allow)), limits, fetching.user_agent)
