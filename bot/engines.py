"""The engines that the settings pick: the archive, its index, and what fetches from the network."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.configuration.sections import IndexSettings
    from bot.configuration.settings import Settings
    from retrieval.archive.archive import Archive
    from retrieval.index.interface import Index
    from retrieval.ingest.http.client import Fetcher
    from retrieval.reading.installing.bundles import Progress
    from retrieval.reading.installing.hub import Fetch
    from retrieval.reading.interface import Encoder
    from retrieval.reading.model import Model
    from retrieval.reading.reader import Reader
    from retrieval.reading.vector_store import VectorStore

#: the folder of the readers' models in that of the user's data
MODELS = "models"
#: the folder of the embedded index in that of the archive
EMBEDDED = "index"
#: the limits of fetching a file of a model
MODEL_BYTES, MODEL_SECONDS = 700_000_000, 1800.0


def open_archive(url: str) -> Archive:
    """Open the archive alone.

    Raises ArchiveError where there is none, or an empty file, beside an index of one: a new one would take its place.
    """
    from retrieval.archive.archive import Archive

    check_not_lost(url)
    return Archive.open(url)


def check_not_lost(url: str) -> None:
    """Raise ArchiveError where the folder of an archive has an index of articles, but not the articles."""
    from retrieval.archive.database import FILE
    from retrieval.errors import ArchiveError
    from retrieval.index.checksums import documents

    folder = Path(url)
    if "://" in url or ((file := folder / FILE).exists() and file.stat().st_size):
        return
    if documents(folder / EMBEDDED) > 1:  # one alone says that the index is empty
        raise ArchiveError(
            f"The archive in {folder} has lost {FILE}, but its index is there: restore a backup (onrecord restore "
            f"FILE --replace), or remove the folder {EMBEDDED} to begin anew"
        )


def open_reader(settings: Settings, archive_url: str | None) -> Reader | None:
    """Return the reader that the settings name, None where there is none; its model is opened when it is first needed.

    `archive_url` is that of the archive whose sentences it will read: what it has read is remembered in that folder. Sentences
    of no archive are not remembered. Raises BadConfiguration where reading.model names a folder that holds no model.
    """
    model = chosen_model(settings)
    if model is None:
        return None
    from retrieval.reading.cache import CachingEncoder
    from retrieval.reading.deferred import DeferredEncoder
    from retrieval.reading.reader import Reader

    def open_now() -> Encoder:
        return open_encoder(model, settings.reading.threads)

    reading, languages = settings.reading, model.description.languages
    encoder = DeferredEncoder(model.identity, open_now)
    if archive_url is None:
        return Reader(encoder, reading.milliseconds, reading.sentences, languages)
    store = open_store(settings, archive_url)
    caching = CachingEncoder(encoder, store)
    return Reader(caching, reading.milliseconds, reading.sentences, languages, store.close)


def chosen_model(settings: Settings) -> Model | None:
    """Return the model that the settings name, None where they name none or none has been installed."""
    from bot.configuration.yaml_files import BadConfiguration
    from retrieval.errors import BadInput
    from retrieval.reading.model import installed_model, read_model

    name = settings.reading.model
    if name == "off":
        return None
    if name == "auto":
        return installed_model(models_folder())
    try:
        return read_model(Path(name).expanduser())
    except BadInput as error:
        raise BadConfiguration(f"reading.model: {error}") from None


def models_folder() -> Path:
    """Return where onrecord reader install puts models."""
    from bot.configuration.settings import data_folder

    return data_folder().expanduser() / MODELS


def open_encoder(model: Model, threads: int) -> Encoder:
    """Open a model; raise BadInput where its files are no model or what runs it is not installed."""
    from retrieval.reading.opening import open_model

    return open_model(model, threads)


def open_store(settings: Settings, archive_url: str) -> VectorStore:
    """Open what remembers vectors: in the archive's folder, or in that of the user's data for an archive on a server."""
    from bot.configuration.settings import data_folder
    from retrieval.reading.vector_store import FILE, VectorStore

    folder = Path(archive_url)
    if "://" in archive_url:
        folder = data_folder().expanduser()
        with contextlib.suppress(OSError):  # without the folder nothing is remembered
            folder.mkdir(parents=True, exist_ok=True)
    return VectorStore(folder / FILE, settings.reading.cache_megabytes)


def open_model_fetcher(settings: Settings) -> Fetch:
    """Return what fetches a model's files: the one HTTP client with limits that suit them; its progress may be watched."""
    from retrieval.ingest.http.addresses import Guard
    from retrieval.ingest.http.client import Fetcher, Limits

    def fetch(url: str, progress: Progress) -> bytes:
        limits = Limits(MODEL_BYTES, MODEL_SECONDS, settings.fetching.redirects)
        guard = Guard(tuple(settings.fetching.allow))
        return Fetcher(guard, limits, settings.fetching.user_agent, progress=progress).fetch(url).body

    return fetch


def open_index(archive: Archive, index: IndexSettings | None = None) -> Index:
    """Open the index of an archive: the embedded one in its folder, or the one in the cluster that the settings name.

    Raises BadConfiguration where the cluster's client is not installed.
    """
    if index is not None and index.url:
        return _open_cluster(archive, index)
    from retrieval.index.embedded import EmbeddedIndex
    from retrieval.index.near_real_time import NearRealTimeIndex

    return NearRealTimeIndex(EmbeddedIndex(_embedded_folder(archive)))


def _embedded_folder(archive: Archive) -> Path:
    """Return the folder of an archive's embedded index."""
    folder = archive.database.folder
    if folder is None:  # each database has an index of its own beside the user's data
        from bot.configuration.settings import data_folder

        key = hashlib.sha256(archive.database.place.encode()).hexdigest()[:12]
        return data_folder().expanduser() / f"index-{key}"
    if archive.database.read_only:
        return _copied(folder / EMBEDDED)
    return folder / EMBEDDED


def cache_folder() -> Path:
    """Return the folder of what can be made again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "onrecord"


def _copied(folder: Path) -> Path:
    """Return a copy of an index that cannot be written to, which even reading has to; it is brought up to date as any."""
    key = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    try:
        copy = cache_folder() / f"index-{key}"
        if copy.is_dir() and os.access(copy, os.W_OK):
            return copy
        copy.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix="building-", dir=copy.parent))
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        copy = unfinished = Path(tempfile.mkdtemp(prefix="onrecord-index-"))
        atexit.register(shutil.rmtree, unfinished, ignore_errors=True)
    for file in folder.iterdir() if folder.is_dir() else ():
        shutil.copyfile(file, unfinished / file.name)  # without its rights
    if unfinished != copy:
        try:
            unfinished.rename(copy)
        except OSError:  # another process was quicker
            shutil.rmtree(unfinished, ignore_errors=True)
    return copy


def _open_cluster(archive: Archive, index: IndexSettings) -> Index:
    from retrieval.archive.identity import identity_of

    try:
        from retrieval.index.cluster import Access
        from retrieval.index.cluster_alias import Layout
        from retrieval.index.opensearch import OpenSearchIndex
    except ModuleNotFoundError as error:
        from bot.configuration.yaml_files import BadConfiguration

        raise BadConfiguration(
            f"index.url needs the Python package {error.name}; the extra onrecord[opensearch] has it."
        ) from error
    access = Access(
        addresses=tuple(address.strip() for address in index.url.split(",")),
        user=index.user,
        password=index.password,
        api_key=index.api_key,
        authorities=index.ca,
        seconds=index.seconds,
    )
    layout = Layout(name=index.name, shards=index.shards, replicas=index.replicas, archive=identity_of(archive))
    return OpenSearchIndex(access, layout)


def open_fetcher(settings: Settings) -> Fetcher:
    """Return the one HTTP client, with the limits of the settings and the exceptions of its guard."""
    from retrieval.ingest.http.addresses import Guard
    from retrieval.ingest.http.client import Fetcher, Limits

    fetching = settings.fetching
    limits = Limits(int(fetching.megabytes * 1_000_000), fetching.seconds, fetching.redirects)
    return Fetcher(Guard(tuple(fetching.allow)), limits, fetching.user_agent)
