"""What the settings name: the files beside them, the feeds, the model that reads."""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.diagnosis.findings import Finding, State

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

#: failed polls in a row after which a feed is worth a look
FAILURES = 3


def settings_files(settings: "Settings") -> Iterator[Finding]:
    """Look whether every file of the configuration can be read; the settings themselves have been."""
    from bot.configuration.feed_list import feeds_file, load_outlets
    from bot.configuration.ranking_weights import load_weights
    from bot.views.texts import checked_languages

    checked_languages(settings.source)
    load_weights(settings.source, settings.answers.minimum_probability)
    feeds = sum(len(outlet.feeds) for outlet in load_outlets(settings))
    named = settings.source or "the defaults"
    yield Finding("settings", State.WELL, f"Read from {named}; feeds listed in {feeds_file(settings)}: {feeds}.")


def feeds(settings: "Settings", *, mend: bool, clock: Callable[[], float] = time.time) -> Iterator[Finding]:
    """Look at the state of each feed that is listed."""
    from dataclasses import replace

    from bot.configuration.feed_list import load_outlets
    from bot.engines import open_archive
    from retrieval.archive.database import FILE
    from retrieval.archive.feed_states import FeedStates

    listed = [feed for outlet in load_outlets(settings) for feed in outlet.feeds]
    there = "://" in settings.archive_url or (Path(settings.archive_url) / FILE).exists()
    if not listed or not there:
        yield Finding("feeds", State.WELL, "None is polled yet." if listed else "None is listed.")
        return
    with contextlib.closing(open_archive(settings.archive_url)) as archive:
        states = FeedStates(archive.database)
        found = [states.get(feed.url) for feed in listed]
        now = clock()
        ahead = [state for state in found if state.polled is not None and state.polled > now + 3600]
        for state in ahead:
            if mend:
                states.put(replace(state, polled=now, due=now))
            said = f"{state.url} was polled in the future: the clock was wrong then, or is now."
            yield Finding("feeds", State.MENDED if mend else State.WARNING, said)
    for state in found:
        if state.failures >= FAILURES:
            yield Finding("feeds", State.WARNING, f"{state.url} failed {state.failures} times in a row: {state.error}")
    polled = sum(state.polled is not None for state in found)
    well = sum(state.polled is not None and not state.error for state in found)
    yield Finding("feeds", State.WELL, f"{len(listed)} listed, {polled} of them polled, {well} well.")


def reader(settings: "Settings") -> Iterator[Finding]:
    """Look whether the model that reads for meaning can be opened and reads."""
    from bot.engines import chosen_model, open_encoder

    model = chosen_model(settings)
    if model is None:
        why = "reading.model is off" if settings.reading.model == "off" else "onrecord reader install brings one"
        yield Finding("reader", State.WELL, f"No model reads for meaning: {why}.")
        return
    encoder = open_encoder(model, settings.reading.threads)
    encoder.encode_sentences(["The harbour reopened on Monday."])
    yield Finding("reader", State.WELL, f"{model.description.name} reads, from {model.folder}.")
