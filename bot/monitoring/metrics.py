"""What the bot counts and times, in the form that Prometheus collects. No label holds a word of anybody's."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

if TYPE_CHECKING:
    from retrieval.domain import Answer
    from retrieval.ingest.polling.watcher import Visit

#: the upper ends of the buckets of seconds: a question takes tens of milliseconds, with the reader hundreds
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
SHARES = tuple(tenth / 10 for tenth in range(1, 11))


class Metrics:
    """Every measurement of one running bot."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        ProcessCollector(registry=own)
        self.questions = Counter(
            "onrecord_questions",
            "Questions, by what was asked for and what came of it.",
            ["kind", "outcome"],
            registry=own,
        )
        self.confidence = Histogram(
            "onrecord_answer_confidence",
            "How likely the first sentence of an answer is right.",
            buckets=SHARES,
            registry=own,
        )
        self.stages = Histogram(
            "onrecord_stage_seconds",
            "Seconds that a stage of an answer takes.",
            ["stage"],
            buckets=SECONDS,
            registry=own,
        )
        self.updates = Counter(
            "onrecord_updates", "Updates that came from Telegram, by their kind.", ["kind"], registry=own
        )
        self.errors = Counter(
            "onrecord_errors", "Faults while handling updates, by their kind.", ["kind"], registry=own
        )
        self.logged = Counter("onrecord_log_records", "Records of the log, by level.", ["level"], registry=own)
        self.polls = Counter("onrecord_feed_polls", "Polls of feeds, by what came of them.", ["outcome"], registry=own)
        self.articles = Counter(
            "onrecord_articles_taken",
            "Articles that came in by feeds, by what became of them.",
            ["status"],
            registry=own,
        )
        self.refused = Counter(
            "onrecord_inputs_refused", "Inputs that were refused, by reason.", ["reason"], registry=own
        )
        self.queues = Gauge("onrecord_queue_length", "What waits, by queue.", ["queue"], registry=own)

    def answered(self, answer: "Answer") -> None:
        """Count an answer."""
        self.questions.labels(answer.kind.value, "abstained" if answer.abstained else "answered").inc()
        if answer.probability is not None and not answer.abstained:
            self.confidence.observe(answer.probability)

    def took(self, stage: str, seconds: float) -> None:
        """Note how long a stage took."""
        self.stages.labels(stage).observe(seconds)

    def failed(self, error: BaseException) -> None:
        """Count a fault by its kind."""
        self.errors.labels(type(error).__name__).inc()

    def visited(self, visit: "Visit") -> None:
        """Count what came of one poll of a feed."""
        self.polls.labels("failed" if visit.error else "unchanged" if visit.unchanged else "read").inc()
        if visit.reason:
            self.refused.labels(visit.reason).inc()
        for outcome in visit.outcomes:
            self.articles.labels(outcome.status.value).inc()
            if outcome.reason:
                self.refused.labels(outcome.reason).inc()

    def gauge(self, name: str, described: str, value: Callable[[], float]) -> None:
        """Measure something whenever it is collected; what cannot be measured then is not a number."""
        Gauge(f"onrecord_{name}", described, registry=self.registry).set_function(_or_nothing(value))

    def queue(self, name: str, length: Callable[[], float]) -> None:
        """Measure how much waits in a queue whenever it is collected."""
        self.queues.labels(name).set_function(_or_nothing(length))

    def exposition(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return generate_latest(self.registry)


class CountingHandler(logging.Handler):
    """Counts the records of the log and keeps none."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count one record."""
        self._metrics.logged.labels(record.levelname.lower()).inc()


def _or_nothing(value: Callable[[], float]) -> Callable[[], float]:
    def measured() -> float:
        try:
            return float(value())
        except Exception:  # noqa: BLE001  a collection shows the other figures all the same
            return float("nan")

    return measured
