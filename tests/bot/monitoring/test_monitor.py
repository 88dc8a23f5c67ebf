"""What the operator sees of a running bot: measurements, health, and nothing of what anybody asked."""

import json
import logging
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.bootstrap import open_program
from bot.configuration.sections import MonitoringSettings
from bot.configuration.settings import load_settings
from bot.monitoring.health import Connection
from bot.monitoring.metrics import Metrics
from bot.monitoring.monitor import monitoring
from retrieval.domain import Answer, AnswerKind, Question
from retrieval.errors import OnrecordError
from retrieval.ingest.outcomes import Outcome, Status
from retrieval.ingest.polling.watcher import Visit
from tests.servers.opensearch import free_port


def figures(exposition: bytes) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and the values of its labels."""
    return {
        (sample.name, *(value for key, value in sorted(sample.labels.items()) if key != "le")): sample.value
        for family in text_string_to_metric_families(exposition.decode())
        for sample in family.samples
        if "le" not in sample.labels
    }


@pytest.fixture
def settings(tmp_path: Path):
    return load_settings({"archive.url": str(tmp_path / "a")}, environ={"ONRECORD_READING__MODEL": "off"})


@pytest.fixture
def program(settings):
    opened = open_program(settings)
    yield opened
    opened.close()


def test_answers_are_counted_by_kind_and_outcome_and_their_stages_timed(program, settings) -> None:
    with monitoring(program, settings) as monitor:
        answers = monitor.program.answerer
        answers.answer(Question("How many people were aboard the ferry?"))
        answers.answer(Question("Who conducts the orchestra of Xanthippe?"))
        seen = figures(monitor.metrics.exposition())
    assert seen["onrecord_questions_total", "fact", "answered"] == 1
    assert seen["onrecord_questions_total", "fact", "abstained"] == 1
    assert seen["onrecord_answer_confidence_count",] == 1
    for stage in ("answer", "search", "ranking"):
        assert seen["onrecord_stage_seconds_count", stage] >= 2
    assert seen["onrecord_samples",] == 1
    assert seen["onrecord_articles",] > 3
    assert seen["onrecord_index_behind",] == 0
    assert seen["process_resident_memory_bytes",] > 0
    # and nothing is timed any more
    program.answerer.answer(Question("How many people were aboard the ferry?"))
    assert figures(monitor.metrics.exposition())["onrecord_stage_seconds_count", "answer"] == 2


def test_no_label_holds_what_was_asked(program, settings) -> None:
    with monitoring(program, settings) as monitor:
        monitor.program.answerer.answer(Question("Is Xanthippe Marrowby aboard?"))
        monitor.metrics.failed(ValueError("Xanthippe"))
        logging.getLogger("bot.tried").warning("Xanthippe")
        shown = monitor.metrics.exposition().decode()
    assert "Xanthippe" not in shown
    assert 'onrecord_errors_total{kind="ValueError"} 1.0' in shown
    assert 'onrecord_log_records_total{level="warning"}' in shown


def test_polls_of_feeds_are_counted_with_what_they_brought() -> None:
    metrics = Metrics()
    url = "https://courier.example/feed"
    refused = Outcome(Status.REFUSED, None, None, None, reason="too-large")
    metrics.visited(Visit("Courier", url, outcomes=(Outcome(Status.ADDED, "a", "a", "A"), refused)))
    metrics.visited(Visit("Courier", url, error="it is gone", reason="status-410"))
    metrics.visited(Visit("Courier", url, unchanged=True))
    seen = figures(metrics.exposition())
    assert [seen["onrecord_feed_polls_total", how] for how in ("read", "failed", "unchanged")] == [1, 1, 1]
    assert seen["onrecord_articles_taken_total", "added"] == 1
    assert (
        seen["onrecord_inputs_refused_total", "too-large"],
        seen["onrecord_inputs_refused_total", "status-410"],
    ) == (1, 1)


def test_what_cannot_be_measured_hides_no_other_figure() -> None:
    metrics = Metrics()
    metrics.gauge("broken", "Broken.", lambda: 1 / 0)
    metrics.queue("updates", lambda: 7)
    metrics.answered(Answer(AnswerKind.FACT, abstained=True))
    seen = figures(metrics.exposition())
    assert seen["onrecord_broken",] != seen["onrecord_broken",]  # not a number
    assert (seen["onrecord_queue_length", "updates"], seen["onrecord_questions_total", "fact", "abstained"]) == (7, 1)


def test_telegram_counts_as_away_before_the_first_word_and_after_a_long_silence() -> None:
    now = [100.0]
    connection = Connection(lambda: now[0])
    assert "not been reached" in (connection.fault() or "")
    connection.heard()
    now[0] += 60
    assert connection.fault() is None
    now[0] += 600
    assert "660 seconds" in (connection.fault() or "")


async def got(port: int, path: str) -> tuple[int, bytes]:
    import asyncio

    def fetch() -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    return await asyncio.to_thread(fetch)


async def test_measurements_and_health_are_shown_on_the_loopback(program, settings) -> None:
    port = free_port()
    with monitoring(program, replace(settings, monitoring=MonitoringSettings(port=port))) as monitor:
        server = monitor.serve()
        try:
            assert await got(port, "/healthz") == (200, b"ok\n")
            status, body = await got(port, "/readyz")
            assert (status, list(json.loads(body)["faults"])) == (503, ["telegram"])
            monitor.telegram.heard()
            status, body = await got(port, "/readyz")
            assert (status, json.loads(body)) == (200, {"ready": True, "faults": {}})
            status, body = await got(port, "/metrics")
            assert (status, ("onrecord_articles",) in figures(body)) == (200, True)
            assert (await got(port, "/"))[0] == 404
            with pytest.raises(OnrecordError, match=f"monitoring.port {port}"):
                monitor.serve()
        finally:
            server.stop()
            await server.close_all_connections()


def test_an_archive_that_cannot_be_read_makes_the_bot_not_ready(program, settings, monkeypatch) -> None:
    with monitoring(program, settings) as monitor:
        monitor.telegram.heard()
        assert monitor.health.faults() == {}
        program.archive.database.folder.joinpath("archive.sqlite").rename(settings.archive_url + ".moved")
        try:
            assert list(monitor.health.faults()) == ["archive"]
        finally:
            Path(settings.archive_url + ".moved").rename(program.archive.database.folder / "archive.sqlite")


def test_nothing_is_shown_where_no_port_is_set(program, settings) -> None:
    with monitoring(program, settings) as monitor:
        assert monitor.serve() is None
