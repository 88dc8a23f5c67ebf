"""One running bot, watched: its answers counted, its stages timed, its health and measurements shown where asked for."""

import contextlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.configuration.settings import Settings
from bot.monitoring.health import SILENCE, Connection, Health, archive_fault, index_fault
from bot.monitoring.metrics import CountingHandler, Metrics
from bot.program import Program
from retrieval.errors import OnrecordError
from retrieval.stages import observe

if TYPE_CHECKING:
    from telegram.ext import Application
    from tornado.httpserver import HTTPServer

    from bot.chat.conversation import Answers
    from retrieval.domain import Answer, Question

#: seconds for which figures that are read from the archive are shown again
_FRESH = 10.0


class Monitor:
    """What is known of a running bot."""

    def __init__(self, program: Program, settings: Settings) -> None:
        self._program, self._settings = program, settings
        self.metrics = Metrics()
        self.telegram = Connection(longest=None if settings.telegram.webhook_url else SILENCE)
        self.health = Health({
            "archive": lambda: archive_fault(program), "index": lambda: index_fault(program), "telegram": self.telegram.fault,
        })  # fmt: skip
        _measure(self.metrics, program, settings)

    @property
    def program(self) -> Any:
        """Return the program with its answers counted."""
        return _Measured(self._program, self.metrics)

    def watch(self, application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
        """Count the updates and the faults of an application. Whatever comes by webhook tells of Telegram too."""
        from telegram import Update
        from telegram.ext import TypeHandler

        async def came(update: Update, _: object) -> None:
            self.telegram.heard()
            kind = next((name for name in Update.ALL_TYPES if getattr(update, name, None) is not None), "unknown")
            self.metrics.updates.labels(kind).inc()

        async def failed(_: object, context: Any) -> None:
            if context.error is not None:
                self.metrics.failed(context.error)

        application.add_handler(TypeHandler(Update, came), group=-2)
        application.add_error_handler(failed)

    def serve(self) -> "HTTPServer | None":
        """Show measurements and health where the settings say, within a running event loop.

        Raises OnrecordError where the port is taken.
        """
        from bot.monitoring.http_server import serve

        where = self._settings.monitoring
        if not where.port:
            return None
        try:
            return serve(where.listen, where.port, self.metrics, self.health)
        except OSError as error:
            raise OnrecordError(f"monitoring.port {where.port} cannot be opened: {error.strerror or error}.") from None


@contextlib.contextmanager
def monitoring(program: Program, settings: Settings) -> Iterator[Monitor]:
    """Watch a bot within the block."""
    monitor = Monitor(program, settings)
    counting, end = CountingHandler(monitor.metrics), observe(monitor.metrics.took)
    logging.getLogger().addHandler(counting)
    try:
        yield monitor
    finally:
        logging.getLogger().removeHandler(counting)
        end()


class _Measured:
    """The program with its answers counted; everything else is the program's own."""

    def __init__(self, program: Program, metrics: Metrics) -> None:
        self._program, self._metrics = program, metrics

    @property
    def answerer(self) -> "Answers":
        """Return what answers."""
        return _MeasuredAnswers(self._program.answerer, self._metrics)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program, name)


class _MeasuredAnswers:
    def __init__(self, answers: "Answers", metrics: Metrics) -> None:
        self._answers, self._metrics = answers, metrics

    def answer(self, question: "Question") -> "Answer":
        """Return the answer to a question in its context, and count it."""
        answer = self._answers.answer(question)
        self._metrics.answered(answer)
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._answers, name)


def _measure(metrics: Metrics, program: Program, settings: Settings) -> None:
    """Have what is in the archive, the index and on the disk measured."""
    metrics.gauge("articles", "Articles in the archive.", _recent(lambda: program.archive.count()))
    metrics.gauge("index_behind", "Changes of the archive that the index lacks.", _recent(lambda: _behind(program)))
    metrics.gauge("samples", "1 while the sample stories answer.", lambda: program.samples)
    feeds = _recent_feeds(program, settings)
    metrics.gauge("feeds_listed", "Feeds that are listed.", lambda: len(feeds()))
    metrics.gauge(
        "feeds_failing", "Feeds whose last poll failed.", lambda: sum(one.error is not None for one in feeds())
    )
    metrics.gauge(
        "feeds_oldest_success_seconds",
        "Seconds since the last good poll of the feed that has waited longest for one.",
        lambda: max((time.time() - one.succeeded for one in feeds() if one.succeeded is not None), default=0.0),
    )
    if "://" not in settings.archive_url:
        folder = Path(settings.archive_url)
        metrics.gauge("disk_free_bytes", "Bytes free where the archive is.", lambda: shutil.disk_usage(folder).free)


def _behind(program: Program) -> int:
    return program.archive.position() - program.index.position


def _recent_feeds(program: Program, settings: Settings) -> Callable[[], Any]:
    from bot.configuration.feed_list import load_outlets
    from retrieval.archive.feed_states import FeedStates

    def states() -> Any:
        kept = FeedStates(program.archive.database)
        return [kept.get(feed.url) for outlet in load_outlets(settings) for feed in outlet.feeds]

    return _recent(states)


def _recent(read: Callable[[], Any]) -> Callable[[], Any]:
    """Return what reads again only when what was read has become old, so that collecting often costs little."""
    kept: list[tuple[float, Any]] = []

    def value() -> Any:
        now = time.monotonic()
        if not kept or now - kept[0][0] > _FRESH:
            kept[:] = [(now, read())]
        return kept[0][1]

    return value
